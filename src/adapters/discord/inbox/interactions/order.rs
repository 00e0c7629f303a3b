//! `/order`: moderators see in which order a cause's steps are offered, and why; and they can set it.

use std::sync::Arc;

use super::super::room::Room;
use super::asked::Asked;
use super::case::known_cause;
use super::options::Options;
use super::plan::Plan;
use super::staff::for_moderators;
use crate::adapters::discord::dress::order_command::{STEPS, order};
use crate::desk::ChangeError;
use crate::desk::change::Change;
use crate::knowledge::{Cause, KnowledgeBase, StepId};
use crate::store::StoreError;
use crate::triage::ServerId;

/// What `/order` leads to; `None` for a subcommand of another version.
pub(super) fn plan(
    room: &Arc<Room>,
    asked: &Asked,
    sub: &str,
    options: Options<'_>,
) -> Result<Option<Plan>, StoreError> {
    let server = match for_moderators(room, asked)? {
        Ok(server) => server,
        Err(refused) => return Ok(Some(refused)),
    };
    let base = &room.bot.known.base;
    let known = known_cause(base, options.text("cause")).and_then(|id| base.cause(&id));
    let Some(cause) = known else { return Ok(Some(Plan::tell(room, "discord_unknown_cause", &[]))) };
    let changes = match sub {
        "show" => Vec::new(),
        "pin" => match steps(cause, base, options) {
            Some(steps) => vec![Change::Pin { cause: cause.id.clone(), steps }],
            None => return Ok(Some(Plan::tell(room, "discord_order_unknown_step", &[]))),
        },
        "unpin" => vec![Change::Pin { cause: cause.id.clone(), steps: Vec::new() }],
        _ => return Ok(None),
    };
    Ok(Some(changed(room, asked, server, cause.clone(), changes)))
}

/// Makes the changes away from the gateway, and tells the order as it is then.
fn changed(room: &Arc<Room>, asked: &Asked, server: ServerId, cause: Cause, changes: Vec<Change>) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let there = Arc::clone(&own);
        let told = tokio::task::spawn_blocking(move || told(&there, server, &cause, &changes)).await;
        let text = match told {
            Ok(Ok(text)) => text,
            Ok(Err(ChangeError::Store(error))) => {
                own.stop(error);
                own.bot.say("discord_broken", &[])
            }
            Ok(Err(error @ ChangeError::Settings(_))) => error.to_string(),
            Err(error) => {
                tracing::error!(%error, "the order of steps could not be told");
                own.bot.say("discord_broken", &[])
            }
        };
        asked.finish(&own, &text, Vec::new()).await;
    })
}

fn told(room: &Room, server: ServerId, cause: &Cause, changes: &[Change]) -> Result<String, ChangeError> {
    let servers = &room.bot.servers;
    let settings = if changes.is_empty() { servers.of(server)? } else { servers.change(server, changes)? };
    let learned = room.bot.store.learned(Some(server))?;
    Ok(order(&room.bot.known.base, &settings, &learned, cause))
}

/// The steps that were named, by their titles or ids; `None` when one is none of this cause's.
fn steps(cause: &Cause, base: &KnowledgeBase, options: Options<'_>) -> Option<Vec<StepId>> {
    let named = STEPS.into_iter().map(|name| options.text(name).trim().to_lowercase());
    let own = |typed: String| {
        let fits = |id: &&StepId| {
            id.as_str().to_lowercase() == typed
                || base.step(id).is_some_and(|step| step.title.to_lowercase() == typed)
        };
        cause.steps.iter().find(fits).cloned()
    };
    named.filter(|typed| !typed.is_empty()).map(own).collect()
}
