//! What people of the support desk do with a case, and what the world reports back. Plain data.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::case::PersonId;
use super::place::{Origin, RoleId};
use super::record::Priority;
use crate::knowledge::{CauseId, StepId};

/// Something that a moderator or helper did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Took the case.
    Claim,
    /// Gave it back to the queue.
    Release,
    /// Passed it on.
    HandOff {
        /// To whom.
        to: Receiver,
        /// Why, in their words.
        reason: String,
    },
    /// Took what was passed on.
    Accept,
    /// Did not take it.
    Decline,
    /// Asked the member something.
    Ask {
        /// The question, in their words.
        words: String,
    },
    /// Wrote something down that only the staff sees.
    Note {
        /// Their words.
        words: String,
    },
    /// Said how urgent it is.
    Prioritize(Priority),
    /// Said what it is really about.
    Reclassify(Filed),
    /// Said that it works now.
    Resolve {
        /// The step that did it, when that is known.
        step: Option<StepId>,
    },
    /// Ended it unsolved.
    Close,
    /// Opened it again.
    Reopen,
    /// Wrote in the conversation.
    JoinedIn,
}

/// What a case is about, as a moderator says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filed {
    /// This cause.
    Cause(CauseId),
    /// A backup fails, and nobody knows why.
    Unknown,
    /// No failing backup at all.
    OffTopic,
}

/// Who a case is passed on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// A moderator.
    Moderator(PersonId),
    /// Whoever of a role accepts first.
    Role(RoleId),
    /// Apple Support: nobody here accepts it, the member goes on there.
    Apple,
}

/// A case passed on and not accepted yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOff {
    /// Who passed it on.
    pub by: PersonId,
    /// To whom.
    pub to: Receiver,
    /// Why, in their words.
    pub reason: String,
    /// When it returns to the queue if nobody accepts.
    pub until: Timestamp,
}

/// How a conversation was ended from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The first message was deleted.
    MessageDeleted,
    /// The member left the server.
    MemberLeft,
    /// The thread was locked.
    Locked,
    /// Somebody archived the thread; that it was archived for lack of words ends nothing.
    Archived,
    /// The thread or channel was deleted.
    PlaceDeleted,
    /// The author or a moderator dismissed the reply.
    Dismissed,
}

/// What became of an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// The card stands here.
    Card(Origin),
    /// Nobody can be reached there any more: the place is gone or closed to the bot.
    Unreachable,
}
