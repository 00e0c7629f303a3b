//! What Apple's own status page says of iCloud Backup, as long as it is fresh.

use std::sync::{PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};

use crate::triage::Reply;

/// What the page said is forgotten when it was not seen again for this long.
pub const FORGET_AFTER: SignedDuration = SignedDuration::from_mins(30);

/// What the page calls a trouble. Only these words reach people, never the page's own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The service is down.
    Outage,
    /// Something is wrong with it; also whatever the page may call a trouble in the future.
    Issue,
    /// It is slow.
    Slow,
    /// It is being worked on.
    Maintenance,
}

impl Trouble {
    /// How it is called in a sentence.
    pub(super) fn reply(self) -> Reply {
        match self {
            Self::Outage => Reply::OutageOutage,
            Self::Issue => Reply::OutageIssue,
            Self::Slow => Reply::OutageSlow,
            Self::Maintenance => Reply::OutageMaintenance,
        }
    }
}

/// The last trouble that the page named, and when it was seen.
#[derive(Debug, Default)]
pub(super) struct Outage(RwLock<Option<(Timestamp, Trouble)>>);

impl Outage {
    /// The page was read.
    pub(super) fn set(&self, trouble: Option<Trouble>, now: Timestamp) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = trouble.map(|trouble| (now, trouble));
    }

    /// What it says as far as is known.
    pub(super) fn now(&self, now: Timestamp) -> Option<Trouble> {
        let last = *self.0.read().unwrap_or_else(PoisonError::into_inner);
        last.filter(|(seen, _)| now.duration_since(*seen) < FORGET_AFTER).map(|(_, trouble)| trouble)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_confirmed_is_forgotten() {
        let (outage, seen) = (Outage::default(), Timestamp::constant(1_760_000_000, 0));
        assert_eq!(outage.now(seen), None);
        outage.set(Some(Trouble::Slow), seen);
        assert_eq!(outage.now(seen + SignedDuration::from_mins(29)), Some(Trouble::Slow));
        assert_eq!(outage.now(seen + SignedDuration::from_mins(30)), None);
        outage.set(None, seen);
        assert_eq!(outage.now(seen), None);
    }
}
