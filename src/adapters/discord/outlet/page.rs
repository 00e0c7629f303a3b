//! Tells a moderator or a role, under the card, that a case is offered to them.

use super::Counter;
use super::job::Job;
use crate::adapters::discord::dress::card;
use crate::desk::Failure;
use crate::triage::desk::Receiver;
use crate::triage::effect::Message;

const WHAT: &str = "the offer of a case";

/// Pages the receiver of a case.
pub(super) async fn page(
    counter: &Counter,
    job: &Job<'_>,
    receiver: Receiver,
    message: &Message,
) -> Result<(), Failure> {
    let Some(number) = job.number() else { return Ok(()) };
    let Some(to) = job.to_moderators() else {
        counter.nobody_to_call(job.work.server);
        return Ok(());
    };
    let dressed = card::page(&job.bot.known.base.replies, message, number, receiver);
    job.post(to, &dressed).await.map(drop).map_err(|refused| job.failed(WHAT, &refused))
}
