//! Dresses the menus that are not part of a message of triage: whom to hand a case to, which server is meant.

use serenity::all::{CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption};

use super::buttons::{menu, option};
use super::custom_id::Pressed;
use super::escape::plain;
use super::limits::{self, cut};
use super::message::Dressed;
use crate::knowledge::Replies;
use crate::triage::{CaseNumber, MessageId, ServerId};

/// The question whom a case goes to, with a menu of people and roles; one is chosen.
#[must_use]
pub fn receivers(replies: &Replies, case: CaseNumber) -> Dressed {
    let kind = CreateSelectMenuKind::Mentionable { default_users: None, default_roles: None };
    let placeholder = cut(&replies.say("discord_receiver_placeholder", &[]), limits::SELECT_PLACEHOLDER);
    let menu = CreateSelectMenu::new(Pressed::ReceiverMenu { case }.encode(), kind);
    let menu = CreateActionRow::SelectMenu(menu.placeholder(placeholder).min_values(1).max_values(1));
    let text = replies.say("discord_receiver", &[("number", &case.to_string())]);
    Dressed::text(&text).with_rows(vec![menu])
}

/// A menu of servers, for a direct message of somebody who is in several; the first 25 have room. Empty without
/// servers. `message` is the one that waits for an answer.
#[must_use]
pub fn servers(
    replies: &Replies,
    servers: &[(ServerId, String)],
    message: Option<MessageId>,
) -> Vec<CreateActionRow> {
    let options = servers.iter().take(limits::SELECT_OPTIONS).map(|(id, name)| {
        let (id, name) = (id.to_string(), plain(name).replace('\n', " "));
        option(if name.is_empty() { &id } else { &name }, &id)
    });
    let options: Vec<CreateSelectMenuOption> = options.collect();
    let placeholder = replies.say("discord_server_placeholder", &[]);
    menu(&Pressed::Server { message }, &placeholder, options, (1, 1)).into_iter().collect()
}
