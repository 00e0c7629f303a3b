//! What is offered while somebody types: topics of help, cases and what `/case` knows, what `/setup` knows.

use std::sync::Arc;

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::model::application::CommandInteraction;

use super::super::room::Room;
use super::asked::Asked;
use super::case;
use crate::adapters::discord::dress::commands;
use crate::adapters::discord::setup;

/// Answers, beside everything else.
pub(super) fn answer(room: &Arc<Room>, asked: Asked, one: CommandInteraction) {
    let room = Arc::clone(room);
    tokio::spawn(async move {
        let response = match one.data.name.as_str() {
            commands::SETUP => return setup::autocomplete(&room.bot, &one).await,
            commands::BACKUP => {
                let typed = one.data.autocomplete().map(|option| option.value.to_lowercase());
                commands::topics(&room.bot.known.base, &typed.unwrap_or_default())
            }
            commands::CASE | commands::INCIDENT | commands::ORDER => from_store(&room, &asked, one).await,
            _ => CreateAutocompleteResponse::new(),
        };
        asked.answer(&room, CreateInteractionResponse::Autocomplete(response)).await;
    });
}

/// Reads the store on another thread: the gateway goes on meanwhile.
async fn from_store(room: &Arc<Room>, asked: &Asked, one: CommandInteraction) -> CreateAutocompleteResponse {
    let (own, asked) = (Arc::clone(room), asked.clone());
    match tokio::task::spawn_blocking(move || case::offers(&own, &asked, &one)).await {
        Ok(Ok(offers)) => offers,
        Ok(Err(error)) => {
            room.stop(error);
            CreateAutocompleteResponse::new()
        }
        Err(error) => {
            tracing::error!(%error, "nothing could be offered");
            CreateAutocompleteResponse::new()
        }
    }
}
