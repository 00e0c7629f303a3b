//! What is offered while somebody types: topics of help, numbers of cases, what `/setup` knows.

use std::sync::Arc;

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::model::application::CommandInteraction;

use super::super::room::Room;
use super::asked::Asked;
use crate::adapters::discord::dress::commands;
use crate::adapters::discord::setup;
use crate::store::Filter;
use crate::triage::CaseNumber;

/// Answers, beside everything else.
pub(super) fn answer(room: &Arc<Room>, asked: Asked, one: CommandInteraction) {
    let room = Arc::clone(room);
    tokio::spawn(async move {
        if one.data.name == commands::SETUP {
            return setup::autocomplete(&room.bot, &one).await;
        }
        let typed = one.data.autocomplete().map(|option| option.value.to_lowercase()).unwrap_or_default();
        let response = match one.data.name.as_str() {
            commands::BACKUP => commands::topics(&room.bot.known.base, &typed),
            commands::CASE => commands::cases(&numbers(&room, &asked), &typed),
            _ => CreateAutocompleteResponse::new(),
        };
        asked.answer(&room, CreateInteractionResponse::Autocomplete(response)).await;
    });
}

/// The cases of a server with their likely cause, newest first; only for those who may see cases.
fn numbers(room: &Room, asked: &Asked) -> Vec<(CaseNumber, String)> {
    let Some(server) = asked.server else { return Vec::new() };
    let settings = room.bot.servers.of(server).unwrap_or_default();
    if !asked.who.is_moderator(&settings) {
        return Vec::new();
    }
    let base = &room.bot.known.base;
    let filter = Filter { server: Some(server), ..Filter::default() };
    let cases = room.bot.store.cases(&filter).filter_map(Result::ok).filter(|case| !case.forgotten);
    let named = cases.filter_map(|case| {
        let cause = case.causes.first().and_then(|cause| base.cause(&cause.id));
        Some((case.number?, cause.map_or_else(String::new, |cause| cause.title.clone())))
    });
    let mut named: Vec<(CaseNumber, String)> = named.collect();
    named.reverse();
    named
}
