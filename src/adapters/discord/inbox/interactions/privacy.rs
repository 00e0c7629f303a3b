//! `/privacy`: everything that is kept of a person, as a file for them; and all of it removed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;
use serenity::builder::CreateAttachment;

use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use crate::desk::acting::servers_in;
use crate::store::{StoreError, Write, about};
use crate::triage::{PersonId, ServerId};

/// Everything that is kept of a person, by kind.
type Kept = BTreeMap<String, Vec<Value>>;

/// `/privacy export`
pub(super) fn export(room: &Arc<Room>, asked: &Asked) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let person = asked.who.person;
        let kept = match servers(&own, &asked).and_then(|servers| kept(&own, &servers, person)) {
            Ok(kept) => kept,
            Err(error) => return own.fail(&asked, error).await,
        };
        if kept.is_empty() {
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
        if let Err(error) = forget(&own, &asked).await {
            return own.fail(&asked, error).await;
        }
        own.bot.desk.look_again();
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

async fn forget(room: &Room, asked: &Asked) -> Result<(), StoreError> {
    let (person, now) = (asked.who.person, room.bot.now());
    for server in servers(room, asked)? {
        // The watch is kept in memory too, and would bring back who muted it.
        if let Some(watching) = room.bot.desk.watching() {
            watching.forget(server, person, now)?.saved().await?;
        }
        room.bot.store.write(Write::ForgetPerson(server, person, now))?;
    }
    Ok(())
}

/// This server; in a direct message all of them, also those that the person has left.
fn servers(room: &Room, asked: &Asked) -> Result<BTreeSet<ServerId>, StoreError> {
    if let Some(server) = asked.server {
        return Ok(BTreeSet::from([server]));
    }
    let mut servers: BTreeSet<ServerId> = servers_in(&*room.bot.store)?.into_iter().collect();
    servers.extend(room.directory().servers.keys().map(|guild| ServerId(guild.get())));
    Ok(servers)
}

fn kept(room: &Room, servers: &BTreeSet<ServerId>, person: PersonId) -> Result<Kept, StoreError> {
    let mut kept = Kept::new();
    for record in room.bot.store.records() {
        let record = record?;
        let Some(about) = servers.iter().find_map(|server| about(&record, *server, person)) else { continue };
        // A record is written as its kind and what it holds.
        if let Ok(Value::Object(parts)) = serde_json::to_value(&about) {
            for (kind, value) in parts {
                kept.entry(kind).or_default().push(value);
            }
        }
    }
    Ok(kept)
}
