//! Tells an author that a message shows personal data: as a direct message, and where they take none, beside it.

use serde::Deserialize;
use serde_json::json;
use serenity::http::{LightMethod, Route};
use serenity::model::id::ChannelId;

use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress::{Dressed, card};
use crate::adapters::discord::wire::{self, Refused, ids};
use crate::desk::Failure;
use crate::triage::Origin;
use crate::triage::effect::Message;

const WHAT: &str = "a quiet word to an author";

/// The channel of direct messages with a person.
#[derive(Debug, Deserialize)]
struct Direct {
    id: ChannelId,
}

/// Warns the author of the message beside which the work stands.
pub(super) async fn warn(job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some(origin) = job.work.beside else { return Ok(()) };
    let told = match to_author(job, message, origin).await {
        // They take no direct messages, or not from here. The words beside the message name nothing, for others read
        // them too; without any word the author would not learn of it at all.
        Err(Refused::Forbidden { .. } | Refused::Bad { .. }) => beside(job, origin).await,
        other => other,
    };
    told.map_err(|refused| job.failed(WHAT, &refused))
}

async fn to_author(job: &Job<'_>, message: &Message, origin: Origin) -> Result<(), Refused> {
    if is_gone(job, origin).await {
        return Ok(());
    }
    let recipient = json!({ "recipient_id": job.work.person.to_string() });
    let opened = wire::json(LightMethod::Post, Route::UserMeDmChannels, &recipient)?;
    let direct: Direct = job.bot.api.call(opened).await?;
    let link = card::link(job.work.server, Some(origin), job.work.place);
    let dressed = card::with_link(&job.bot.known.base.replies, message, &link);
    job.post(To::channel(direct.id), &dressed).await.map(drop)
}

async fn beside(job: &Job<'_>, origin: Origin) -> Result<(), Refused> {
    let tip = Dressed::text(&job.bot.say("discord_warn_here", &[]));
    job.post(To::beside(origin), &tip).await.map(drop)
}

/// Whether the author has deleted the message already: then all is well.
async fn is_gone(job: &Job<'_>, origin: Origin) -> bool {
    let http = &job.bot.api.http;
    let found = http.get_message(ids::channel(origin.channel), ids::message(origin.message)).await;
    matches!(found.map_err(Refused::from), Err(Refused::Gone { .. }))
}
