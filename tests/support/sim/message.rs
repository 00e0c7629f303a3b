//! A message as it is kept, and the questions that tests ask of it.

use serde_json::Value;

use super::snowflake::Id;

/// The flag of a message that one person alone sees.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// The flag of a deferred answer ("is thinking").
pub(crate) const LOADING: u64 = 1 << 7;
/// The flag of a message that has a thread.
pub(crate) const HAS_THREAD: u64 = 1 << 5;
/// Embeds of this message are hidden.
pub(crate) const SUPPRESS_EMBEDS: u64 = 1 << 2;

/// What really rang for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mention {
    User(Id),
    Role(Id),
    Everyone,
}

/// A message.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    pub(crate) id: Id,
    pub(crate) channel: Id,
    pub(crate) guild: Option<Id>,
    pub(crate) author: Id,
    /// 0 plain, 18 a thread was opened, 19 reply, 20 answer to a command, 21 start of a thread, 23 of a menu.
    pub(crate) kind: u8,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) flags: u64,
    /// The message that this one replies to.
    pub(crate) reference: Option<Id>,
    pub(crate) nonce: Option<Value>,
    pub(crate) edited_ms: Option<u64>,
    /// What would really have pinged, by content and `allowed_mentions`.
    pub(crate) mentions_that_fired: Vec<Mention>,
    /// The people and roles that the message names to the gateway.
    pub(crate) mentions: Vec<Id>,
    pub(crate) mention_roles: Vec<Id>,
    pub(crate) mention_everyone: bool,
    pub(crate) reactions: Vec<(String, Vec<Id>)>,
    /// The only person who sees it.
    pub(crate) ephemeral_for: Option<Id>,
    /// The interaction that it answers.
    pub(crate) interaction: Option<Id>,
}

/// A file of a message; its bytes are served under its URL.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) size: usize,
    pub(crate) url: String,
    /// Width and height of a picture.
    pub(crate) picture: Option<(u32, u32)>,
    /// What it shows, in words.
    pub(crate) alt: Option<String>,
}

impl Message {
    /// Content and every text of the embeds, a line each.
    pub(crate) fn text(&self) -> String {
        let mut lines = vec![self.content.clone()];
        for embed in &self.embeds {
            let parts = ["/author/name", "/title", "/description"];
            lines.extend(parts.iter().filter_map(|part| text_at(embed, part)));
            for field in embed["fields"].as_array().into_iter().flatten() {
                lines.extend(["/name", "/value"].iter().filter_map(|part| text_at(field, part)));
            }
            lines.extend(text_at(embed, "/footer/text"));
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    /// Every button and select of the message.
    pub(crate) fn parts(&self) -> Vec<&Value> {
        let rows = self.components.iter();
        rows.filter_map(|row| row["components"].as_array()).flatten().collect()
    }

    /// The labels of the buttons, in order, disabled ones too.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let parts = self.parts();
        let buttons = parts.into_iter().filter(|part| part["type"] == 2);
        buttons.filter_map(|part| part["label"].as_str().map(str::to_owned)).collect()
    }

    /// The labels of the buttons that can be pressed.
    pub(crate) fn live_buttons(&self) -> Vec<String> {
        let live =
            |part: &&Value| part["type"] == 2 && part["disabled"] != true && part["custom_id"].is_string();
        self.parts().into_iter().filter(live).filter_map(|part| text_at(part, "/label")).collect()
    }

    /// The button with this label.
    pub(crate) fn button(&self, label: &str) -> Option<&Value> {
        self.parts().into_iter().find(|part| part["type"] == 2 && part["label"] == label)
    }

    /// The custom ids of all buttons and selects, in order.
    pub(crate) fn custom_ids(&self) -> Vec<String> {
        self.parts().into_iter().filter_map(|part| text_at(part, "/custom_id")).collect()
    }

    /// The selects, in order.
    pub(crate) fn selects(&self) -> Vec<&Value> {
        let select = |part: &&Value| matches!(part["type"].as_u64(), Some(3 | 5..=8));
        self.parts().into_iter().filter(select).collect()
    }

    /// The labels of the options of all selects, in order.
    pub(crate) fn options(&self) -> Vec<String> {
        let selects = self.selects().into_iter();
        let options = selects.filter_map(|select| select["options"].as_array()).flatten();
        options.filter_map(|option| text_at(option, "/label")).collect()
    }

    pub(crate) fn ephemeral(&self) -> bool {
        self.ephemeral_for.is_some()
    }

    /// Discord wrote it itself: a thread was opened, a thread begins.
    pub(crate) fn system(&self) -> bool {
        !matches!(self.kind, 0 | 19 | 20 | 23)
    }

    pub(crate) fn loading(&self) -> bool {
        self.flags & LOADING != 0
    }

    /// Whether it rang for this person by name.
    pub(crate) fn pinged(&self, user: Id) -> bool {
        self.mentions_that_fired.contains(&Mention::User(user))
    }
}

fn text_at(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}
