//! Tells the moderators of a message that may be a false offer of support, in the channel for escalated cases.

use super::Counter;
use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress::card;
use crate::adapters::discord::wire::ids;
use crate::desk::Failure;
use crate::triage::effect::Message;

const WHAT: &str = "a report to the moderators";

/// Reports the message beside which the work stands. Nobody is pinged, and its author learns nothing of it.
pub(super) async fn report(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some(place) = job.settings.escalations else {
        counter.nobody_to_call(job.work.server);
        return Ok(());
    };
    let link = card::link(job.work.server, job.work.beside, job.work.place);
    let dressed = card::report(&job.bot.known.base.replies, message, job.work.person, &link);
    let posted = job.post(To::channel(ids::channel(place)), &dressed).await;
    posted.map(drop).map_err(|refused| job.failed(WHAT, &refused))
}
