//! Dresses what a member reads: text, buttons, menus; and recognizes it among messages that were sent already.

use serde_json::Value;
use serenity::all::{
    ActionRowComponent, ButtonKind, CreateActionRow, CreateAllowedMentions, CreateEmbed,
    CreateInteractionResponseFollowup, CreateInteractionResponseMessage, CreateMessage,
    EditInteractionResponse, EditMessage,
};

use super::blocks::{self, Room};
use super::buttons;
use super::cut::{cut, units};
use super::limits;
use crate::knowledge::{KnowledgeBase, Replies};
use crate::triage::effect::Message;
use crate::triage::{CaseNumber, PersonId};

/// A message as Discord wants it, within its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Dressed {
    /// Its text, at most 2000 UTF-16 units.
    pub content: String,
    /// Its embeds: cards only; what members read has none.
    pub embeds: Vec<CreateEmbed>,
    /// Buttons and menus.
    pub rows: Vec<CreateActionRow>,
    /// Who may be pinged by it: nobody unless set.
    pub mentions: CreateAllowedMentions,
}

impl Dressed {
    /// Just a text of ours, already Markdown, that pings nobody.
    #[must_use]
    pub fn text(content: &str) -> Self {
        Self {
            content: fit(content, limits::CONTENT),
            embeds: Vec::new(),
            rows: Vec::new(),
            mentions: nobody(),
        }
    }

    /// The same with these rows.
    #[must_use]
    pub fn with_rows(mut self, rows: Vec<CreateActionRow>) -> Self {
        self.rows = rows;
        self.rows.truncate(limits::ROWS);
        self
    }

    /// As a new message. A reply's author is not pinged.
    pub fn create(&self) -> CreateMessage {
        let message = CreateMessage::new().content(&self.content).embeds(self.embeds.clone());
        let message = message.allowed_mentions(self.mentions.clone());
        if self.rows.is_empty() { message } else { message.components(self.rows.clone()) }
    }

    /// As the new form of a message that exists: buttons that are not there any more go.
    pub fn edit(&self) -> EditMessage {
        EditMessage::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.rows.clone())
            .allowed_mentions(self.mentions.clone())
    }

    /// As the first answer to an interaction, or as the new form of the message whose button was pressed.
    pub fn respond(&self, ephemeral: bool) -> CreateInteractionResponseMessage {
        CreateInteractionResponseMessage::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.rows.clone())
            .allowed_mentions(self.mentions.clone())
            .ephemeral(ephemeral)
    }

    /// As the answer to an interaction that was put off, or as its new form.
    pub fn edit_response(&self) -> EditInteractionResponse {
        EditInteractionResponse::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.rows.clone())
            .allowed_mentions(self.mentions.clone())
    }

    /// As a further answer to an interaction.
    pub fn follow_up(&self, ephemeral: bool) -> CreateInteractionResponseFollowup {
        CreateInteractionResponseFollowup::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.rows.clone())
            .allowed_mentions(self.mentions.clone())
            .ephemeral(ephemeral)
    }

    /// Whether that message is this one, sent before: the same text and the same buttons and menus.
    #[must_use]
    pub fn same_as(&self, message: &serenity::all::Message) -> bool {
        let theirs = message.components.iter().flat_map(|row| &row.components).filter_map(custom_id);
        self.content.trim() == message.content.trim() && self.custom_ids() == theirs.collect::<Vec<_>>()
    }

    /// The custom ids of its buttons and menus, in order.
    #[must_use]
    pub fn custom_ids(&self) -> Vec<String> {
        let rows = self.rows.iter().filter_map(|row| serde_json::to_value(row).ok());
        let parts = rows.filter_map(|row| row.get("components").and_then(Value::as_array).cloned());
        let id = |part: Value| part.get("custom_id").and_then(Value::as_str).map(str::to_owned);
        parts.flatten().filter_map(id).collect()
    }
}

fn custom_id(part: &ActionRowComponent) -> Option<String> {
    match part {
        ActionRowComponent::Button(button) => match &button.data {
            ButtonKind::NonLink { custom_id, .. } => Some(custom_id.clone()),
            ButtonKind::Link { .. } | ButtonKind::Premium { .. } => None,
        },
        ActionRowComponent::SelectMenu(menu) => menu.custom_id.clone(),
        ActionRowComponent::InputText(_) | _ => None,
    }
}

/// Nobody is pinged.
pub(super) fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

/// What a member reads. Without a case there are no buttons: nothing could be done with a press. `greet` names and
/// pings that person, and nobody else, so that a thread that was just opened shows up for them.
#[must_use]
pub fn say(
    base: &KnowledgeBase,
    message: &Message,
    case: Option<CaseNumber>,
    greet: Option<PersonId>,
) -> Dressed {
    let before = greet.map(|person| format!("<@{person}>\n")).unwrap_or_default();
    let hint = base.replies.say("discord_dismiss_hint", &[]);
    let after = if message.first { format!("\n\n-# {hint}") } else { String::new() };
    let content = filled(&base.replies, message, &before, &after, limits::CONTENT);
    let rows = case.map(|case| buttons::for_member(base, message, case)).unwrap_or_default();
    let mentions = match greet {
        Some(person) => nobody().users([person.0]),
        None => nobody(),
    };
    Dressed { content, embeds: Vec::new(), rows, mentions }
}

/// The parts between these texts: what a person wrote is shortened first, and only then our words are cut.
pub(super) fn filled(
    replies: &Replies,
    message: &Message,
    before: &str,
    after: &str,
    limit: usize,
) -> String {
    let room = limit.saturating_sub(units(before) + units(after));
    let mut body = String::new();
    for step in Room::STEPS {
        body = blocks::text(replies, &message.blocks, step);
        if units(&body) <= room {
            break;
        }
    }
    format!("{before}{}{after}", fit(&body, room))
}

/// Cuts Markdown: bold that is cut in its middle is ended.
fn fit(text: &str, limit: usize) -> String {
    const BOLD: &str = "**";
    let is_open = |text: &str| {
        let line = text.lines().last().unwrap_or_default().replace(r"\*", "");
        !line.matches(BOLD).count().is_multiple_of(2)
    };
    let short = cut(text, limit);
    if short == text || !is_open(&short) {
        return short;
    }
    let shorter = cut(text, limit.saturating_sub(BOLD.len()));
    if is_open(&shorter) { shorter + BOLD } else { shorter }
}
