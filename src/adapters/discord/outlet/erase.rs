//! Makes a message of the bot's own into a neutral sentence: the person whom it is about is forgotten.

use super::job::Job;
use crate::adapters::discord::dress::Dressed;
use crate::adapters::discord::wire::{Refused, ids};
use crate::desk::Failure;
use crate::triage::Origin;

const WHAT: &str = "a message about somebody who is forgotten";

/// Leaves nothing of the message but a sentence that says so. Where it is gone, or its place is closed to the bot,
/// there is nothing to be done.
pub(super) async fn erase(job: &Job<'_>) -> Result<(), Failure> {
    let Some(origin) = job.work.beside else { return Ok(()) };
    let sentence = Dressed::text(&job.bot.say("discord_erased", &[]));
    let erased = match job.edit(origin, &sentence).await {
        Err(refused) if refused.is_archived() => in_archive(job, origin, &sentence).await,
        other => other,
    };
    match erased {
        Ok(()) | Err(Refused::Gone { .. }) => Ok(()),
        Err(refused) => Err(job.failed(WHAT, &refused)),
    }
}

/// An archived thread is opened for as long as it takes.
async fn in_archive(job: &Job<'_>, origin: Origin, sentence: &Dressed) -> Result<(), Refused> {
    let thread = ids::channel(origin.channel);
    job.wake(thread).await?;
    let erased = job.edit(origin, sentence).await;
    job.put_away(thread).await?;
    erased
}
