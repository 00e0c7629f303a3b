//! What is asked of the world: effects are data, stored with the case and carried out by an adapter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::desk::Receiver;
use super::event::{Choice, Wake};

/// Something that an adapter or the desk must do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Say this to the member, in the place of the case (or of the event, when there is no case).
    Say(Message),
    /// Say this for the eyes of the one who acted; where that cannot be, in the place of the case.
    Whisper(Message),
    /// Call a human: show this card where moderators look. When the case has a card already, it becomes this one.
    CallHuman(Message),
    /// Change the card of the case, without calling anybody.
    Card(Message),
    /// Tell this person or role under the card that the case is offered to them.
    Page {
        /// Whom.
        to: Receiver,
        /// What.
        message: Message,
    },
    /// Show moderators what would have been said to the member.
    Suggest(Message),
    /// Remind moderators under the card, or where cards are shown, that nobody has claimed the case.
    Remind(Message),
    /// Say this to everybody in the place of the work: an incident began, or is over.
    Announce(Message),
    /// Tell the author of the message quietly, where nobody else reads it, that it shows personal data.
    Warn(Message),
    /// Tell the moderators of the message: it may be a false offer of support.
    Report(Message),
    /// Mark the forum post as solved, or as open again.
    MarkSolved(bool),
    /// Make the message that the work names, which is the bot's own, into a neutral sentence: a person is forgotten.
    Erase,
    /// Send a [`super::EventKind::Woke`] event at this time.
    WakeAt {
        /// When.
        at: Timestamp,
        /// What for.
        wake: Wake,
    },
}

impl Effect {
    /// What the member is to read.
    #[must_use]
    pub fn to_member(&self) -> Option<&Message> {
        match self {
            Self::Say(message) | Self::Whisper(message) => Some(message),
            Self::CallHuman(_)
            | Self::Card(_)
            | Self::Page { .. }
            | Self::Suggest(_)
            | Self::Remind(_)
            | Self::Announce(_)
            | Self::Warn(_)
            | Self::Report(_)
            | Self::MarkSolved(_)
            | Self::Erase
            | Self::WakeAt { .. } => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn to_member_mut(&mut self) -> Option<&mut Message> {
        match self {
            Self::Say(message) | Self::Whisper(message) => Some(message),
            Self::CallHuman(_)
            | Self::Card(_)
            | Self::Page { .. }
            | Self::Suggest(_)
            | Self::Remind(_)
            | Self::Announce(_)
            | Self::Warn(_)
            | Self::Report(_)
            | Self::MarkSolved(_)
            | Self::Erase
            | Self::WakeAt { .. } => None,
        }
    }

    /// What anybody is to read, to be changed.
    pub(super) fn message_mut(&mut self) -> Option<&mut Message> {
        match self {
            Self::Say(message)
            | Self::Whisper(message)
            | Self::CallHuman(message)
            | Self::Card(message)
            | Self::Page { message, .. }
            | Self::Suggest(message)
            | Self::Remind(message)
            | Self::Announce(message)
            | Self::Warn(message)
            | Self::Report(message) => Some(message),
            Self::MarkSolved(_) | Self::Erase | Self::WakeAt { .. } => None,
        }
    }

    /// What moderators are to read.
    #[must_use]
    pub fn to_staff(&self) -> Option<&Message> {
        match self {
            Self::CallHuman(message)
            | Self::Card(message)
            | Self::Page { message, .. }
            | Self::Suggest(message)
            | Self::Remind(message)
            | Self::Report(message) => Some(message),
            Self::Say(_)
            | Self::Whisper(_)
            | Self::Announce(_)
            | Self::Warn(_)
            | Self::MarkSolved(_)
            | Self::Erase
            | Self::WakeAt { .. } => None,
        }
    }
}

/// What the bot says, undressed: an adapter gives it colour, embeds, buttons.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Message {
    /// The parts, in order.
    pub blocks: Vec<Block>,
    /// What the member can choose; empty when nothing is asked.
    pub choices: Vec<Offer>,
    /// The case's version when this was said; choices carry it back.
    pub version: u32,
    /// It asks for missing fields: where there are forms, one is offered, filled in with what is known.
    #[serde(default)]
    pub form: bool,
    /// It is the first that this person gets in this place: where it can be dismissed, it says so.
    #[serde(default)]
    pub first: bool,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph of the bot's own words.
    Text(String),
    /// The person's own words, quoted back; adapters escape them.
    Quote(String),
    /// A fix step.
    Step {
        /// 1 for the first one shown in this case.
        number: u32,
        /// What to do, in a few words.
        title: String,
        /// How, with the menu path.
        body: String,
        /// What can go wrong, when something can.
        caution: Option<String>,
        /// How to tell that it worked.
        check: Option<String>,
    },
    /// Labelled lines: a summary or a card. Values may hold a person's words; adapters escape them.
    Fields {
        /// A heading, such as "Summary for Apple".
        title: String,
        /// Label and value.
        rows: Vec<(String, String)>,
    },
}

/// A choice with the words on its button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What it means.
    pub choice: Choice,
    /// What it says, exactly.
    pub label: String,
}
