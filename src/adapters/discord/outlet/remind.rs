//! Reminds moderators, under the card, that nobody has claimed a case.

use super::Counter;
use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress;
use crate::adapters::discord::dress::card;
use crate::adapters::discord::wire::ids;
use crate::desk::Failure;
use crate::triage::desk::Receiver;
use crate::triage::effect::Message;

const WHAT: &str = "a reminder of a case";

/// Posts the reminder, and pings whom a new card would.
pub(super) async fn remind(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some(number) = job.number() else { return Ok(()) };
    let card = job.case.as_ref().and_then(|case| case.card);
    let to = match (card, job.settings.escalations) {
        (Some(card), _) => To::beside(card),
        (None, Some(place)) => To::channel(ids::channel(place)),
        (None, None) => {
            counter.nobody_to_call(job.work.server);
            return Ok(());
        }
    };
    let replies = &job.bot.known.base.replies;
    let dressed = match job.settings.ping {
        Some(role) => card::page(replies, message, number, Receiver::Role(role)),
        None => dress::say(&job.bot.known.base, message, None, None),
    };
    job.post(to, &dressed).await.map(drop).map_err(|refused| job.failed(WHAT, &refused))
}
