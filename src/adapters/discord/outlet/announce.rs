//! Says something to everybody in a channel or forum: an incident began, or is over.

use serenity::builder::CreateForumPost;
use serenity::model::channel::{Channel, ChannelType};
use serenity::model::id::ChannelId;

use super::job::Job;
use super::post::To;
use crate::adapters::discord::dress::{self, Dressed, cut, limits};
use crate::adapters::discord::wire::{Refused, ids};
use crate::desk::Failure;
use crate::triage::effect::Message;

const WHAT: &str = "the notice of an incident";

/// Posts a notice in the place of the work. It pings nobody.
pub(super) async fn announce(job: &Job<'_>, message: &Message) -> Result<(), Failure> {
    let dressed = dress::say(&job.bot.known.base, message, None, None);
    post(job, &dressed).await.map_err(|refused| job.failed(WHAT, &refused))
}

async fn post(job: &Job<'_>, dressed: &Dressed) -> Result<(), Refused> {
    let place = ids::channel(job.work.place);
    let found = job.bot.api.http.get_channel(place).await.map_err(Refused::from)?;
    let is_forum = matches!(&found, Channel::Guild(channel) if channel.kind == ChannelType::Forum);
    let place = if is_forum { in_forum(job, place, dressed).await? } else { Some(place) };
    let Some(place) = place else { return Ok(()) };
    job.post(To::channel(place), dressed).await.map(drop)
}

/// A forum holds posts only: the notice begins one. While that one is open, what follows is said there;
/// `None` when the notice is said already.
async fn in_forum(job: &Job<'_>, forum: ChannelId, dressed: &Dressed) -> Result<Option<ChannelId>, Refused> {
    let title = cut(&job.bot.say("discord_announce_title", &[]), limits::THREAD_NAME);
    let http = &job.bot.api.http;
    let open = http.get_guild_active_threads(ids::guild(job.work.server)).await.map_err(Refused::from)?;
    let mine = open.threads.iter().find(|thread| {
        let own = thread.owner_id.is_some_and(|owner| owner.get() == job.bot.me.user);
        own && thread.parent_id == Some(forum) && thread.name == title
    });
    if let Some(thread) = mine {
        return Ok(Some(thread.id));
    }
    let post = CreateForumPost::new(title, dressed.create());
    forum.create_forum_post(http, post).await.map_err(Refused::from)?;
    Ok(None)
}
