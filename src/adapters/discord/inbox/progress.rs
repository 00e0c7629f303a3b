//! How far each channel has been read: up to the last message before which everything is dealt with.

use std::collections::{BTreeSet, HashMap};

use crate::triage::{MessageId, PlaceId};

/// What is under way in the channels.
#[derive(Debug, Default)]
pub(super) struct Progress {
    channels: HashMap<PlaceId, Channel>,
}

#[derive(Debug, Default)]
struct Channel {
    under_way: BTreeSet<MessageId>,
    newest: Option<MessageId>,
    /// What was kept last.
    kept: Option<MessageId>,
}

impl Progress {
    /// A message is about to be dealt with.
    pub(super) fn begin(&mut self, channel: PlaceId, message: MessageId) {
        let channel = self.channels.entry(channel).or_default();
        channel.under_way.insert(message);
        channel.newest = channel.newest.max(Some(message));
    }

    /// It is dealt with: what follows from it is safe.
    pub(super) fn end(&mut self, channel: PlaceId, message: MessageId) {
        if let Some(channel) = self.channels.get_mut(&channel) {
            channel.under_way.remove(&message);
        }
    }

    /// Nothing before this message is to be read back.
    pub(super) fn start_at(&mut self, channel: PlaceId, message: MessageId) {
        let channel = self.channels.entry(channel).or_default();
        channel.newest = channel.newest.max(Some(message));
    }

    /// The bookmarks that have moved since they were last taken.
    pub(super) fn moved(&mut self) -> Vec<(PlaceId, MessageId)> {
        let mut moved = Vec::new();
        for (place, channel) in &mut self.channels {
            let before_first = channel.under_way.first().map(|first| MessageId(first.0.saturating_sub(1)));
            let reached = before_first.or(channel.newest);
            if let Some(mark) = reached.filter(|mark| Some(*mark) > channel.kept) {
                channel.kept = Some(mark);
                moved.push((*place, mark));
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: PlaceId = PlaceId(1);

    #[test]
    fn a_bookmark_stays_before_the_first_message_that_is_under_way() {
        let mut progress = Progress::default();
        for message in [10, 11, 12] {
            progress.begin(HERE, MessageId(message));
        }
        progress.end(HERE, MessageId(11));
        assert_eq!(progress.moved(), [(HERE, MessageId(9))]);
        progress.end(HERE, MessageId(10));
        assert_eq!(progress.moved(), [(HERE, MessageId(11))]);
        progress.end(HERE, MessageId(12));
        assert_eq!(progress.moved(), [(HERE, MessageId(12))]);
        assert!(progress.moved().is_empty(), "nothing has moved since");
    }

    #[test]
    fn a_late_message_moves_no_bookmark_back() {
        let mut progress = Progress::default();
        progress.start_at(HERE, MessageId(20));
        assert_eq!(progress.moved(), [(HERE, MessageId(20))]);
        progress.begin(HERE, MessageId(15));
        assert!(progress.moved().is_empty());
        progress.end(HERE, MessageId(15));
        assert!(progress.moved().is_empty());
    }
}
