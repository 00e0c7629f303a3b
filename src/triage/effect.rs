//! What is asked of the world: effects are data, stored with the case and carried out by an adapter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::{Choice, Wake};

/// Something that an adapter or the desk must do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Say this to the member, in the place of the case (or of the event, when there is no case).
    Say(Message),
    /// Call a human: show this card where moderators look.
    CallHuman(Message),
    /// Send a [`super::EventKind::Woke`] event at this time.
    WakeAt {
        /// When.
        at: Timestamp,
        /// What for.
        wake: Wake,
    },
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
