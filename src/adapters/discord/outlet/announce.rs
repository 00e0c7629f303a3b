//! Says something to everybody in a channel: an incident began, or is over.

use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress;
use crate::adapters::discord::wire::ids;
use crate::desk::Failure;
use crate::triage::effect::Message;

const WHAT: &str = "the notice of an incident";

/// Posts a notice in the place of the work.
pub(super) async fn announce(job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let dressed = dress::say(&job.bot.known.base, message, None, None);
    let to = To::channel(ids::channel(job.work.place));
    job.post(to, &dressed).await.map(drop).map_err(|refused| job.failed(WHAT, &refused))
}
