//! What the member reads: a reply to their message, or a message in the thread, the post or the direct messages.

use serenity::http::{LightMethod, Request, Route};

use super::Counter;
use super::job::Job;
use super::post::{Mine, To};
use super::threads::Opened;
use crate::adapters::discord::dress;
use crate::adapters::discord::wire::{Refused, ids};
use crate::desk::Failure;
use crate::triage::desk::Delivery;
use crate::triage::effect::Message;
use crate::triage::{Origin, PlaceId};

const WHAT: &str = "an answer to a member";

/// Says something to the member.
pub(super) async fn say(counter: &Counter, job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    if is_unasked(job) && has_left(job).await {
        return job.left().await;
    }
    let sent = match (job.work.beside, job.home()) {
        (Some(origin), _) => plain(job, message, To::beside(origin)).await,
        (None, Some(home)) => in_thread(counter, job, message, home).await,
        (None, None) => plain(job, message, To::channel(ids::channel(job.work.place))).await,
    };
    match sent {
        Ok(()) => Ok(()),
        Err(refused) if refused.closes_the_place() && !refused.is_locked() => {
            if matches!(refused, Refused::Forbidden { .. }) && job.work.server.0 != 0 {
                let place = job.work.beside.or(job.home()).map_or(job.work.place, |origin| origin.channel);
                counter.cannot_write(job, place).await;
            }
            if job.case.is_some() {
                job.report(Delivery::Unreachable).await?;
            }
            Err(job.failed(WHAT, &refused))
        }
        Err(refused) => Err(job.failed(WHAT, &refused)),
    }
}

/// Whether nobody did anything just now that this answers: a clock speaks, perhaps days later.
fn is_unasked(job: &Job<'_>) -> bool {
    job.case.is_some() && job.work.beside.is_none() && job.work.via.is_none()
}

/// Whether the member is gone. Without the intent for members nobody tells of it, so it is asked before speaking up.
async fn has_left(job: &Job<'_>) -> bool {
    let (server, person) = (ids::guild(job.work.server), ids::user(job.person()));
    let route = Route::GuildMember { guild_id: server, user_id: person };
    let asked = job.bot.api.send(Request::new(route, LightMethod::Get)).await;
    matches!(asked, Err(Refused::Gone { code: 10_007 | 10_013 }))
}

/// Into a channel, or beside a message.
async fn plain(job: &Job<'_>, message: &Message, to: To) -> Result<(), Refused> {
    let dressed = dress::message::say(&job.bot.known.base, message, job.number(), None);
    job.post(to, &dressed).await.map(drop)
}

/// Into the thread of the member's message, which is opened first; where that cannot be, beside the message.
async fn in_thread(counter: &Counter, job: &Job<'_>, message: &Message, home: Origin) -> Result<(), Refused> {
    match counter.threads.open(job, home).await {
        Ok(opened) => {
            let sent = greeting(job, message, home, opened).await;
            if matches!(sent, Err(Refused::Gone { .. })) {
                counter.threads.forget(PlaceId(home.message.0));
            }
            sent
        }
        // No permission, too many threads, a channel without threads, or the message is gone.
        Err(Refused::Forbidden { .. } | Refused::Bad { .. } | Refused::Gone { code: 10_008 }) => {
            plain(job, message, To::beside(home)).await
        }
        Err(
            refused @ (Refused::Gone { .. }
            | Refused::NotAuthorized
            | Refused::TooFast { .. }
            | Refused::ServerFault { .. }
            | Refused::Unreachable { .. }
            | Refused::Answered { .. }
            | Refused::Exists),
        ) => Err(refused),
    }
}

/// The first message in a thread names the member, who is not in it yet.
async fn greeting(job: &Job<'_>, message: &Message, home: Origin, opened: Opened) -> Result<(), Refused> {
    let to = To::channel(ids::channel(PlaceId(home.message.0)));
    let dress = |greet| dress::message::say(&job.bot.known.base, message, job.number(), greet);
    let (plain, greeting) = (dress(None), dress(Some(job.person())));
    let mine = if job.work.again { job.mine(to).await? } else { Mine::default() };
    let earlier = [&plain, &greeting].into_iter().find_map(|dressed| mine.earlier(job.work, to, dressed));
    if earlier.is_some() {
        return Ok(());
    }
    let first = match opened {
        Opened::Now => true,
        // An earlier attempt opened the thread and got no further.
        Opened::Before => job.work.again && mine.is_empty(),
    };
    job.send(to, if first { &greeting } else { &plain }).await.map(drop)
}
