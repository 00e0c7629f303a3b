//! How far each channel has been read: up to the last message before which everything is dealt with.

use std::collections::{BTreeSet, HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use crate::triage::{MessageId, PlaceId};

/// Discord delivers a message late now and then, after newer ones. What was dealt with counts as read only after this
/// long, so that one that was on its way when the process ended is read back; what had been taken on is known by its id.
const LATE: SignedDuration = SignedDuration::from_secs(10);

/// A channel in which nothing happened is forgotten when bookmarks were taken so often: after a minute or so.
const IDLE: u32 = 30;

/// What is under way in the channels.
#[derive(Debug, Default)]
pub(super) struct Progress {
    channels: HashMap<PlaceId, Channel>,
}

#[derive(Debug, Default)]
struct Channel {
    under_way: BTreeSet<MessageId>,
    newest: Option<MessageId>,
    /// What is still to be read back, each from behind a message.
    unread: Vec<MessageId>,
    /// How far it had been read at some times, oldest first.
    reached: VecDeque<(Timestamp, MessageId)>,
    /// What was kept last.
    kept: Option<MessageId>,
    /// How often bookmarks were taken since anything happened here.
    idle: u32,
}

impl Channel {
    /// The message before which everything is dealt with.
    fn reached(&self) -> Option<MessageId> {
        let before_first = self.under_way.first().map(|first| MessageId(first.0.saturating_sub(1)));
        let reached = before_first.or(self.newest)?;
        Some(self.unread.iter().copied().fold(reached, Ord::min))
    }

    /// Whether everything that was heard of has been kept as read for a while: nothing late comes any more.
    fn is_idle(&mut self) -> bool {
        let settled = self.under_way.is_empty() && self.unread.is_empty() && self.newest == self.kept;
        self.idle = if settled { self.idle + 1 } else { 0 };
        self.idle > IDLE
    }

    /// What counts as read now.
    fn mark(&mut self, now: Timestamp) -> Option<MessageId> {
        let reached = self.reached()?;
        // A late message takes back what was thought to be read.
        while self.reached.back().is_some_and(|(_, mark)| *mark > reached) {
            self.reached.pop_back();
        }
        if self.reached.back().is_none_or(|(_, mark)| *mark < reached) {
            self.reached.push_back((now, reached));
        }
        let mut mark = None;
        while let Some((at, reached)) = self.reached.front().copied()
            && now.duration_since(at) >= LATE
        {
            mark = Some(reached);
            self.reached.pop_front();
        }
        mark
    }
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

    /// A channel is to be read back from behind this message: until that is done it is not read any further.
    pub(super) fn hold(&mut self, channel: PlaceId, after: MessageId) {
        self.channels.entry(channel).or_default().unread.push(after);
    }

    /// It has been read back.
    pub(super) fn release(&mut self, channel: PlaceId, after: MessageId) {
        if let Some(channel) = self.channels.get_mut(&channel)
            && let Some(at) = channel.unread.iter().position(|one| *one == after)
        {
            channel.unread.swap_remove(at);
        }
    }

    /// Nothing before this message is to be read back.
    pub(super) fn start_at(&mut self, channel: PlaceId, message: MessageId) {
        let channel = self.channels.entry(channel).or_default();
        channel.newest = channel.newest.max(Some(message));
        channel.reached.push_front((Timestamp::MIN, message));
    }

    /// The bookmarks that have moved since they were last taken.
    pub(super) fn moved(&mut self, now: Timestamp) -> Vec<(PlaceId, MessageId)> {
        let mut moved = Vec::new();
        for (place, channel) in &mut self.channels {
            let mark = channel.mark(now);
            if let Some(mark) = mark.filter(|mark| Some(*mark) > channel.kept) {
                channel.kept = Some(mark);
                moved.push((*place, mark));
            }
        }
        // Threads come and go; of one that was read to its end nothing has to be remembered.
        self.channels.retain(|_, channel| !channel.is_idle());
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: PlaceId = PlaceId(1);

    /// So many seconds after the beginning.
    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    /// What has moved, when nothing is late any more.
    fn settled(progress: &mut Progress, seconds: i64) -> Vec<(PlaceId, MessageId)> {
        assert!(progress.moved(at(seconds)).is_empty(), "it may still be late");
        progress.moved(at(seconds) + LATE)
    }

    #[test]
    fn a_bookmark_stays_before_the_first_message_that_is_under_way() {
        let mut progress = Progress::default();
        for message in [10, 11, 12] {
            progress.begin(HERE, MessageId(message));
        }
        progress.end(HERE, MessageId(11));
        assert_eq!(settled(&mut progress, 0), [(HERE, MessageId(9))]);
        progress.end(HERE, MessageId(10));
        assert_eq!(settled(&mut progress, 20), [(HERE, MessageId(11))]);
        progress.end(HERE, MessageId(12));
        assert_eq!(settled(&mut progress, 40), [(HERE, MessageId(12))]);
        assert!(progress.moved(at(90)).is_empty(), "nothing has moved since");
    }

    #[test]
    fn a_late_message_moves_no_bookmark_back() {
        let mut progress = Progress::default();
        progress.start_at(HERE, MessageId(20));
        assert_eq!(
            progress.moved(at(0)),
            [(HERE, MessageId(20))],
            "where reading begins is no matter of time"
        );
        progress.begin(HERE, MessageId(15));
        assert!(settled(&mut progress, 0).is_empty());
        progress.end(HERE, MessageId(15));
        assert!(settled(&mut progress, 20).is_empty());
    }

    #[test]
    fn a_message_that_comes_after_newer_ones_is_not_passed() {
        let mut progress = Progress::default();
        for message in [10, 12] {
            progress.begin(HERE, MessageId(message));
            progress.end(HERE, MessageId(message));
        }
        assert!(progress.moved(at(0)).is_empty());
        progress.begin(HERE, MessageId(11));
        assert!(progress.moved(at(5)).is_empty());
        assert_eq!(progress.moved(at(30)), [(HERE, MessageId(10))]);
        progress.end(HERE, MessageId(11));
        assert_eq!(settled(&mut progress, 40), [(HERE, MessageId(12))]);
    }

    #[test]
    fn of_a_channel_that_was_read_to_its_end_nothing_is_remembered_in_the_end() {
        let mut progress = Progress::default();
        progress.start_at(HERE, MessageId(20));
        (0..=IDLE).for_each(|second| drop(progress.moved(at(i64::from(second)))));
        assert!(progress.channels.is_empty());
    }

    #[test]
    fn nothing_counts_as_read_while_something_before_it_is_still_to_be_read_back() {
        let mut progress = Progress::default();
        progress.hold(HERE, MessageId(5));
        progress.begin(HERE, MessageId(30));
        progress.end(HERE, MessageId(30));
        assert_eq!(settled(&mut progress, 0), [(HERE, MessageId(5))]);
        progress.release(HERE, MessageId(5));
        assert_eq!(settled(&mut progress, 20), [(HERE, MessageId(30))]);
    }
}
