//! One channel in its order: whom the bot would have answered there, and who replied to what. Its memory is short.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::doubt;
use super::export::Channel;
use super::hear::{Heard, Made, Sort};
use super::pool::Sample;
use crate::diagnosis::Verdict;
use crate::knowledge::{CauseId, Family};

/// Of so many messages it is remembered who wrote them. A reply goes to one of the last few hundred.
const WRITERS: usize = 4096;
/// So many answers wait for replies, and so many replies for their message: a history may run backwards.
const WAITING: usize = 256;
/// So many people who were answered lately are remembered.
const PEOPLE: usize = 20_000;

/// A channel while its messages come.
#[derive(Debug, Default)]
pub(super) struct Scene {
    channel: Arc<Channel>,
    /// Who opened this post of a forum.
    opener: Option<u64>,
    /// With whom the bot would speak in this thread.
    partner: Option<u64>,
    writers: HashMap<u64, u64>,
    written: VecDeque<u64>,
    answered: HashMap<u64, Told>,
    waiting: VecDeque<(u64, Sample)>,
    reactions: VecDeque<(u64, Reaction)>,
}

/// What somebody was told last.
#[derive(Debug)]
struct Told {
    at: Option<Timestamp>,
    causes: Vec<CauseId>,
}

/// What somebody said to a message.
#[derive(Debug, Clone)]
struct Reaction {
    by: u64,
    thanks: bool,
    speaks_of: Vec<Family>,
}

/// What the bot would have done about a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Told causes.
    Answered,
    /// Asked what happens.
    Asked,
    /// Nothing: the same person was answered about it a short while ago, or is in conversation with the bot.
    Again,
    /// Nothing: it is no failing backup.
    LeftAlone,
    /// Nothing: it does not listen to that.
    NotHeard(Why),
}

/// Why the bot does not listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Bot,
    Notice,
    Wordless,
    Helper,
    /// In somebody else's post or conversation.
    NotTheirs,
}

impl Scene {
    pub(super) fn of(channel: &Arc<Channel>) -> Self {
        Self { channel: Arc::clone(channel), ..Self::default() }
    }

    pub(super) fn is_in(&self, channel: &Arc<Channel>) -> bool {
        Arc::ptr_eq(&self.channel, channel) || self.channel == *channel
    }

    /// Whether a message replies to somebody other than its writer. An older message is taken for somebody else's.
    pub(super) fn replies_to_other(&self, heard: &Heard) -> bool {
        let writer = |id| self.writers.get(&id).copied();
        heard.reply_to.is_some_and(|id| writer(id) != Some(heard.author))
    }

    /// Takes notice of a message: who wrote it, and what it says to an earlier one.
    pub(super) fn saw(&mut self, heard: &Heard) {
        // The first message of a post has the id of the post.
        if self.channel.thread && heard.id == self.channel.id && heard.sort != Sort::Notice {
            self.opener = Some(heard.author);
        }
        if self.writers.insert(heard.id, heard.author).is_none() {
            self.written.push_back(heard.id);
        }
        if self.written.len() > WRITERS
            && let Some(oldest) = self.written.pop_front()
        {
            self.writers.remove(&oldest);
        }
        let Some(to) = heard.reply_to.filter(|_| heard.thanks || !heard.speaks_of.is_empty()) else { return };
        let reaction =
            Reaction { by: heard.author, thanks: heard.thanks, speaks_of: heard.speaks_of.clone() };
        match self.waiting.iter_mut().find(|(id, _)| *id == to) {
            Some((_, sample)) => reaction.to(sample),
            None => {
                self.reactions.push_back((to, reaction));
                if self.reactions.len() > WAITING {
                    self.reactions.pop_front();
                }
            }
        }
    }

    /// What the bot would have done.
    pub(super) fn outcome(&mut self, heard: &Heard, cooldown_minutes: u32) -> Outcome {
        match heard.sort {
            Sort::Bot => return Outcome::NotHeard(Why::Bot),
            Sort::Notice => return Outcome::NotHeard(Why::Notice),
            Sort::Wordless => return Outcome::NotHeard(Why::Wordless),
            Sort::Helper => return Outcome::NotHeard(Why::Helper),
            Sort::Member => {}
        }
        if self.is_anothers(heard.author) {
            return Outcome::NotHeard(Why::NotTheirs);
        }
        let Some(made) = heard.made.as_ref().filter(|made| made.verdict != Verdict::Silent) else {
            return Outcome::LeftAlone;
        };
        let cooldown = SignedDuration::from_mins(i64::from(cooldown_minutes));
        let again = self.partner.is_some() || self.is_second(heard, made, cooldown);
        self.remember(heard, made, cooldown, again);
        match (again, made.verdict) {
            (true, _) => Outcome::Again,
            (false, Verdict::Answer) => Outcome::Answered,
            (false, Verdict::Ask | Verdict::Silent) => Outcome::Asked,
        }
    }

    /// Under somebody else's post, or in a conversation that the bot has with somebody else, nobody is answered.
    fn is_anothers(&self, author: u64) -> bool {
        let is_other = |one: Option<u64>| one.is_some_and(|one| one != author);
        self.channel.thread && (is_other(self.opener) || is_other(self.partner))
    }

    fn is_second(&self, heard: &Heard, made: &Made, cooldown: SignedDuration) -> bool {
        let Some(told) = self.answered.get(&heard.author) else { return false };
        let soon = match (told.at, heard.at) {
            (Some(before), Some(now)) => now.duration_since(before).abs() < cooldown,
            (None, _) | (_, None) => false,
        };
        let same = match made.causes.first() {
            Some(first) => told.causes.contains(&first.id),
            None => told.causes.is_empty(),
        };
        soon && same
    }

    fn remember(&mut self, heard: &Heard, made: &Made, cooldown: SignedDuration, again: bool) {
        if self.channel.thread {
            self.partner = Some(heard.author);
        }
        if let Some(told) = self.answered.get_mut(&heard.author).filter(|_| again) {
            told.at = heard.at;
            return;
        }
        if self.answered.len() >= PEOPLE {
            let lately = |told: &Told| match (told.at, heard.at) {
                (Some(before), Some(now)) => now.duration_since(before).abs() < cooldown,
                (None, _) | (_, None) => false,
            };
            self.answered.retain(|_, told| lately(told));
        }
        if self.answered.len() < PEOPLE {
            let causes = made.causes.iter().map(|cause| cause.id.clone()).collect();
            self.answered.insert(heard.author, Told { at: heard.at, causes });
        }
    }

    /// Keeps a sample until replies to it cannot be expected any more; returns the one for which that is so now.
    pub(super) fn wait_for_replies(&mut self, id: u64, mut sample: Sample) -> Option<Sample> {
        for (_, reaction) in self.reactions.iter().filter(|(to, _)| *to == id) {
            reaction.to(&mut sample);
        }
        self.waiting.push_back((id, sample));
        let full = self.waiting.len() > WAITING;
        if full { self.waiting.pop_front().map(|(_, sample)| sample) } else { None }
    }

    /// How many things are remembered.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        let Self { writers, written, answered, waiting, reactions, .. } = self;
        writers.len() + written.len() + answered.len() + waiting.len() + reactions.len()
    }

    /// The samples that still waited.
    pub(super) fn leave(self) -> Vec<Sample> {
        self.waiting.into_iter().map(|(_, sample)| sample).collect()
    }
}

impl Reaction {
    /// What it says of an answer to the message.
    fn to(&self, sample: &mut Sample) {
        if self.by == sample.author || sample.verdict == Verdict::Silent {
            return;
        }
        if self.thanks {
            doubt::thanked(&mut sample.doubts);
        }
        let told = |family: &Family| sample.causes.iter().any(|cause| cause.family == *family);
        let other = self.speaks_of.first().filter(|_| !self.speaks_of.iter().any(told));
        if let Some(family) = other.filter(|_| sample.verdict == Verdict::Answer) {
            doubt::other_cause(&mut sample.doubts, *family);
        }
    }
}
