//! What `export` and `import` share: how many records of which kind there were, and how far it is.

use std::fmt;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::store::Record;

/// How many records there were, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    cases: u64,
    work: u64,
    servers: u64,
    corrections: u64,
    others: u64,
}

impl Counts {
    /// Counts a record.
    pub(super) fn add(&mut self, record: &Record) {
        let count = match record {
            Record::Case(_) => &mut self.cases,
            Record::Work(_) => &mut self.work,
            Record::Settings { .. } => &mut self.servers,
            Record::Correction(_) => &mut self.corrections,
            Record::Seen { .. }
            | Record::Bookmark { .. }
            | Record::Incident { .. }
            | Record::Watch { .. }
            | Record::Unmatched { .. }
            | Record::Posted(_)
            | Record::LastWork(_) => &mut self.others,
        };
        *count += 1;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.cases, "case", "cases"),
            (self.corrections, "correction", "corrections"),
            (self.servers, "server's settings", "servers' settings"),
            (self.work, "piece of work", "pieces of work"),
            (self.others, "other record", "other records"),
        ];
        for (index, (count, one, many)) in parts.into_iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{count} {}", if count == 1 { one } else { many })?;
        }
        Ok(())
    }
}

/// How many records it is so far, on standard error where that is a terminal.
pub(super) fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {human_pos} records, {per_sec}");
    let bar =
        ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::triage::{MessageId, PlaceId};

    #[test]
    fn records_are_counted_by_kind() {
        let mut counts = Counts::default();
        counts.add(&Record::Bookmark { channel: PlaceId(1), message: MessageId(2) });
        let told = "0 cases, 0 corrections, 0 servers' settings, 0 pieces of work, 1 other record";
        assert_eq!(counts.to_string(), told);
    }
}
