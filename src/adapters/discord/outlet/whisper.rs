//! What only the one who acted reads, while Discord lets the bot answer them; after that it is said like anything else.

use serenity::http::{LightMethod, Route};

use super::Counter;
use super::job::Job;
use super::say;
use crate::adapters::discord::dress;
use crate::adapters::discord::wire::{self, Refused, ids};
use crate::desk::Failure;
use crate::triage::Via;
use crate::triage::effect::Message;

const WHAT: &str = "an answer for one person";

/// Says something for the eyes of the one who acted.
pub(super) async fn whisper(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some(via) = job.work.via.as_ref().filter(|via| via.until > job.bot.now()) else {
        return say::say(counter, job, message).await;
    };
    job.bot.answering.over(&via.token).await;
    match follow_up(job, message, via).await {
        Ok(()) => Ok(()),
        // The time was up earlier than thought.
        Err(Refused::Answered { .. } | Refused::Gone { .. }) => say::say(counter, job, message).await,
        Err(
            refused @ (Refused::Forbidden { .. }
            | Refused::NotAuthorized
            | Refused::TooFast { .. }
            | Refused::ServerFault { .. }
            | Refused::Unreachable { .. }
            | Refused::Exists
            | Refused::Bad { .. }),
        ) => Err(job.failed(WHAT, &refused)),
    }
}

async fn follow_up(job: &Job<'_>, message: &Message, via: &Via) -> Result<(), Refused> {
    let dressed = dress::message::say(&job.bot.known.base, message, job.number(), None);
    let route = Route::WebhookFollowupMessages {
        application_id: ids::application(via.application),
        token: &via.token,
    };
    let request = wire::json(LightMethod::Post, route, &dressed.follow_up(true))?;
    job.bot.api.send(request).await
}
