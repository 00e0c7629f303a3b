//! Shows moderators what a member would have been told.

use super::Counter;
use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress::card::{self, CardFacts};
use crate::adapters::discord::wire::ids;
use crate::desk::Failure;
use crate::triage::effect::Message;
use crate::triage::{CaseNumber, Origin};

const WHAT: &str = "a suggestion";

/// Shows a suggestion in the moderators' channel.
pub(super) async fn suggest(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some(place) = job.settings.escalations else {
        counter.nobody_to_call(job.work.server);
        return Ok(());
    };
    let facts = CardFacts {
        // What is only suggested makes no case.
        number: job.number().unwrap_or(CaseNumber(0)),
        person: job.person(),
        link: card::link(job.work.server, message_of(job), job.work.place),
        opened_at: job.case.as_ref().map_or(job.work.due, |case| case.opened_at),
        ping: None,
    };
    let dressed = card::suggestion(&job.bot.known.base.replies, message, &facts);
    let to = To::channel(ids::channel(place));
    job.post(to, &dressed).await.map(drop).map_err(|refused| job.failed(WHAT, &refused))
}

/// The message that would have been answered.
fn message_of(job: &Job<'_>) -> Option<Origin> {
    job.case.as_ref().map_or(job.work.beside, |case| case.home)
}
