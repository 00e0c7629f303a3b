//! The card of a case in the moderators' channel: posted when a human is called, changed ever after.

use super::Counter;
use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress::Dressed;
use crate::adapters::discord::dress::card::{self, CardFacts};
use crate::adapters::discord::wire::{Refused, ids};
use crate::desk::Failure;
use crate::triage::desk::{Delivery, Receiver};
use crate::triage::effect::{Block, Message};
use crate::triage::{Case, CaseNumber, MessageId, Origin, PlaceId};

const WHAT: &str = "the card of a case";

/// Shows the case to moderators and tells the desk where. A card that is there already becomes this one.
pub(super) async fn call(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some((case, number)) = numbered(job) else { return Ok(()) };
    if job.has_reported() {
        return Ok(());
    }
    if let Some(origin) = case.card {
        match edit(job, message, case, number, origin).await {
            // Somebody deleted it: a new one is called for.
            Err(Refused::Gone { .. }) => {}
            other => {
                let called = match other {
                    Ok(()) => call_again(job, number, origin).await,
                    Err(refused) => Err(refused),
                };
                return called.map_err(|refused| job.failed(WHAT, &refused));
            }
        }
    }
    let Some(place) = job.settings.escalations else {
        counter.nobody_to_call(job.work.server);
        return Ok(());
    };
    let posted = post(job, message, case, number, place).await;
    let message = posted.map_err(|refused| job.failed(WHAT, &refused))?;
    job.report(Delivery::Card(Origin { channel: place, message })).await
}

/// A changed card is seen by nobody who does not look: a message under it calls, and pings whom a new one would.
async fn call_again(job: &Job<'_>, number: CaseNumber, card: Origin) -> Result<(), Refused> {
    let replies = &job.bot.known.base.replies;
    let text = replies.say("discord_called_again", &[("number", &number.to_string())]);
    let dressed = match job.settings.ping {
        Some(role) => {
            let message = Message { blocks: vec![Block::Text(text)], ..Message::default() };
            card::page(replies, &message, number, Receiver::Role(role))
        }
        None => Dressed::text(&text),
    };
    job.post(To::beside(card), &dressed).await.map(drop)
}

/// Changes the card of the case; without one there is nothing to change.
pub(super) async fn change(job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let Some((case, number)) = numbered(job) else { return Ok(()) };
    let Some(origin) = case.card else { return Ok(()) };
    edit(job, message, case, number, origin).await.map_err(|refused| job.failed(WHAT, &refused))
}

/// The case with its number; a case that was forgotten has no card.
fn numbered<'j>(job: &'j Job<'_>) -> Option<(&'j Case, CaseNumber)> {
    let case = job.case.as_ref()?;
    Some((case, case.number?))
}

async fn edit(
    job: &Job<'_>,
    message: &Message,
    case: &Case,
    number: CaseNumber,
    origin: Origin,
) -> Result<(), Refused> {
    let dressed = card::card(&job.bot.known.base.replies, message, &CardFacts::of(case, number, None));
    job.edit(origin, &dressed).await
}

async fn post(
    job: &Job<'_>,
    message: &Message,
    case: &Case,
    number: CaseNumber,
    place: PlaceId,
) -> Result<MessageId, Refused> {
    let facts = CardFacts::of(case, number, job.settings.ping);
    let dressed = card::card(&job.bot.known.base.replies, message, &facts);
    let id = job.post(To::channel(ids::channel(place)), &dressed).await?;
    Ok(MessageId(id.get()))
}
