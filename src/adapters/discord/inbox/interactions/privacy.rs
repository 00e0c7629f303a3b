//! `/privacy`: everything that is kept of a person, as a file for them; and all of it removed.

use std::sync::Arc;

use serde::Serialize;
use serenity::builder::CreateAttachment;

use super::super::direct;
use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use crate::adapters::discord::wire::ids;
use crate::store::{Filter, StoreError, Write};
use crate::triage::{Case, Correction, PersonId, ServerId};

/// Everything that is kept of a person.
#[derive(Debug, Default, Serialize)]
struct Kept {
    cases: Vec<Case>,
    corrections: Vec<Correction>,
}

/// `/privacy export`
pub(super) fn export(room: &Arc<Room>, asked: &Asked) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let kept = match kept(&own, &servers(&own, &asked).await, asked.who.person) {
            Ok(kept) => kept,
            Err(error) => return own.stop(error),
        };
        if kept.cases.is_empty() && kept.corrections.is_empty() {
            return asked.finish(&own, &own.bot.say("discord_export_empty", &[]), Vec::new()).await;
        }
        let json = serde_json::to_vec_pretty(&kept).unwrap_or_default();
        let file = CreateAttachment::bytes(json, "cloudmedic-export.json");
        asked.finish(&own, &own.bot.say("discord_export", &[]), vec![file]).await;
    })
}

/// `/privacy delete`
pub(super) fn delete(room: &Arc<Room>, asked: &Asked) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        for server in servers(&own, &asked).await {
            if let Err(error) = own.bot.store.write(Write::ForgetPerson(server, asked.who.person)) {
                return own.stop(error);
            }
        }
        // Gone from the answers at once; the files are rewritten now, so that it is gone from them too.
        let store = Arc::clone(&own.bot.store);
        let rewritten = tokio::task::spawn_blocking(move || store.compact()).await;
        let sentence = match rewritten {
            Ok(Ok(())) => "discord_deleted",
            Ok(Err(error)) => {
                tracing::error!(%error, "the files were not rewritten after a deletion");
                "discord_deleted_later"
            }
            Err(error) => {
                tracing::error!(%error, "the files were not rewritten after a deletion");
                "discord_deleted_later"
            }
        };
        asked.finish(&own, &own.bot.say(sentence, &[]), Vec::new()).await;
    })
}

/// This server; in a direct message every server where the person is known.
async fn servers(room: &Room, asked: &Asked) -> Vec<ServerId> {
    match asked.server {
        Some(server) => vec![server],
        None => direct::all_of(room, ids::user(asked.who.person)).await,
    }
}

fn kept(room: &Room, servers: &[ServerId], person: PersonId) -> Result<Kept, StoreError> {
    let mut kept = Kept::default();
    for server in servers {
        let filter = Filter { server: Some(*server), person: Some(person), ..Filter::default() };
        for case in room.bot.store.cases(&filter) {
            kept.cases.push(case?);
        }
        for correction in room.bot.store.corrections(Some(*server)) {
            // Who corrected it is no data of theirs.
            kept.corrections.push(Correction { by: None, ..correction? });
        }
    }
    kept.corrections.retain(|one| one.author == person);
    Ok(kept)
}
