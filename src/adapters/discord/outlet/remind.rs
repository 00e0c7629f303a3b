//! Reminds moderators, under the card, that nobody has claimed a case.

use super::Counter;
use super::job::Job;
use crate::adapters::discord::dress::card::{self, CardFacts};
use crate::desk::Failure;
use crate::triage::effect::Message;

const WHAT: &str = "a reminder of a case";

/// Posts the reminder, and pings whom a new card would.
pub(super) async fn remind(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some(case) = &job.case else { return Ok(()) };
    let Some(number) = case.number else { return Ok(()) };
    let Some(to) = job.to_moderators() else {
        counter.nobody_to_call(job.work.server);
        return Ok(());
    };
    let facts = CardFacts::of(case, number, job.settings.ping);
    let dressed = card::reminder(&job.bot.known.base.replies, message, &facts);
    job.post(to, &dressed).await.map(drop).map_err(|refused| job.failed(WHAT, &refused))
}
