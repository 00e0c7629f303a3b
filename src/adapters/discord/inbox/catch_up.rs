//! Reads back what was written while the bot was away: from the last message seen in each channel, up to an age.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::channel::Message;
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};

use super::directory::{Kind, Place};
use super::message::{Came, is_talk};
use super::room::Room;
use crate::adapters::discord::wire::snowflake::first_of;
use crate::adapters::discord::wire::{Refused, ids};
use crate::store::{Filter, StoreError, is_open};
use crate::triage::{MessageId, PlaceId, ServerId, Settings};

/// No more messages than this are read back of one channel at a time.
const MOST: usize = 2_000;
/// The pauses between attempts while everybody in the server waits for what comes of them.
pub(super) const WAITED_FOR: &[Duration] =
    &[Duration::from_millis(250), Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];
/// The same when nobody does.
pub(super) const LATER: &[Duration] =
    &[Duration::from_secs(4), Duration::from_secs(8), Duration::from_secs(16), Duration::from_secs(32)];

/// A channel to be read back, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) channel: PlaceId,
    /// The channel or forum that a thread hangs from: what is new in there is found by how far that has been read.
    pub(super) parent: Option<PlaceId>,
    /// What is behind this message is to be read next.
    pub(super) after: MessageId,
    /// From where on it was to be read at first.
    pub(super) from: MessageId,
}

impl Gap {
    /// The channels that are not read any further until this is done.
    pub(super) fn places(&self) -> impl Iterator<Item = PlaceId> {
        [Some(self.channel), self.parent].into_iter().flatten()
    }
}

/// What came of reading back.
#[derive(Debug, Default)]
pub(super) struct ReadBack {
    /// What was written, oldest first.
    pub(super) missed: Vec<Came>,
    /// What has been read, or never can be.
    pub(super) read: Vec<Gap>,
    /// What is still to be read: Discord did not answer, or there is too much for one time.
    pub(super) left: Vec<Gap>,
}

/// What a server is to be read back of, and where reading begins in channels that were never read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) gaps: Vec<Gap>,
    pub(super) starts: Vec<Gap>,
}

/// Plans the reading back of a server.
pub(super) fn plan(room: &Room, guild: GuildId, oldest: Timestamp) -> Result<Plan, StoreError> {
    let server = ServerId(guild.get());
    let settings = room.bot.servers.of(server)?;
    let store = &room.bot.store;
    let mut plan = Plan::default();
    let places: Vec<(ChannelId, Place)> = {
        let directory = room.directory();
        let Some(server) = directory.servers.get(&guild) else { return Ok(plan) };
        server.places.iter().map(|(id, place)| (*id, place.clone())).collect()
    };
    for (id, place) in places {
        let channel = PlaceId(id.get());
        let case_here = store.case_at(server, channel)?.is_some_and(|case| is_open(case.stage));
        if !case_here && !is_watched(&settings, channel, place.kind) {
            continue;
        }
        let parent = parent(place.kind);
        let parent_mark = parent.map(|parent| store.bookmark(parent)).transpose()?.flatten();
        let mark = store.bookmark(channel)?.or_else(|| never_read(channel, parent_mark, case_here));
        let gap = |after| Gap { channel, parent, after, from: after };
        read_from(&mut plan, gap, MessageId(place.newest), mark, oldest);
    }
    Ok(plan)
}

/// From where a thread is read in which nothing was ever read. The first message of a post has the id of the post.
fn never_read(channel: PlaceId, parent: Option<MessageId>, case_here: bool) -> Option<MessageId> {
    let whole = MessageId(channel.0.saturating_sub(1));
    if case_here {
        // A case just began with it.
        return Some(whole);
    }
    // As long as its channel was read, nothing was written in the thread: a bookmark would tell.
    parent.map(|mark| mark.max(whole))
}

/// Direct messages of open cases: no server lists them.
pub(super) fn direct(room: &Room, guild: GuildId, oldest: Timestamp) -> Result<Vec<Gap>, StoreError> {
    let filter = Filter { server: Some(ServerId(guild.get())), open: true, ..Filter::default() };
    let mut gaps = Vec::new();
    for case in room.bot.store.cases(&filter) {
        let case = case?;
        let known = room.directory().place(ids::channel(case.place)).is_some();
        if known || case.home.is_some() || case.place.0 == 0 {
            continue;
        }
        // Before it began nothing there was for the bot; what was taken on since is known by its id.
        let mark = room.bot.store.bookmark(case.place)?.unwrap_or(first_of(case.opened_at));
        let after = mark.max(first_of(oldest));
        gaps.push(Gap { channel: case.place, parent: None, after, from: after });
    }
    Ok(gaps)
}

fn read_from(
    plan: &mut Plan,
    gap: impl Fn(MessageId) -> Gap,
    newest: MessageId,
    mark: Option<MessageId>,
    oldest: Timestamp,
) {
    match mark {
        Some(mark) if newest > mark => plan.gaps.push(gap(mark.max(first_of(oldest)))),
        Some(_) => {}
        None => plan.starts.push(gap(newest)),
    }
}

fn is_watched(settings: &Settings, channel: PlaceId, kind: Kind) -> bool {
    settings.watched.contains(&channel)
        || parent(kind).is_some_and(|parent| settings.watched.contains(&parent))
}

fn parent(kind: Kind) -> Option<PlaceId> {
    match kind {
        Kind::Thread { parent, .. } => Some(PlaceId(parent.get())),
        Kind::Text | Kind::Forum | Kind::Other => None,
    }
}

/// The oldest moment that is read back.
pub(super) fn oldest(now: Timestamp, age: SignedDuration) -> Timestamp {
    now.checked_sub(age).unwrap_or(Timestamp::MIN)
}

/// Reads the gaps, oldest messages first, with a pause before each further attempt. A channel that may not be read is
/// left alone.
pub(super) async fn read(room: &Room, guild: GuildId, gaps: &[Gap], pauses: &[Duration]) -> ReadBack {
    let mut all = ReadBack { left: gaps.to_vec(), ..ReadBack::default() };
    let mut roles = HashMap::new();
    for pause in std::iter::once(None).chain(pauses.iter().map(Some)) {
        if let Some(pause) = pause {
            tokio::time::sleep(*pause).await;
        }
        for gap in std::mem::take(&mut all.left) {
            attempt(room, guild, gap, &mut roles, &mut all).await;
        }
        if all.left.is_empty() {
            break;
        }
    }
    all.missed.sort_by_key(|came| came.message.id);
    all
}

/// Who somebody was found to be: their roles, or nobody any more.
type Found = HashMap<UserId, Option<Vec<RoleId>>>;

async fn attempt(room: &Room, guild: GuildId, gap: Gap, roles: &mut Found, all: &mut ReadBack) {
    let channel = ids::channel(gap.channel);
    let messages = match room.bot.api.messages_after(channel, gap.after, MOST).await {
        Ok(messages) => messages,
        Err(why) => {
            tracing::warn!(channel = channel.get(), %why, "a channel is not read back");
            return if why.passes() { all.left.push(gap) } else { all.read.push(gap) };
        }
    };
    let last = messages.last().map(|last| MessageId(last.id.get())).filter(|_| messages.len() >= MOST);
    let said: Vec<Message> = messages.into_iter().filter(|one| is_talk(one, room.bot.me.user)).collect();
    let is_direct = room.directory().server_of(channel).is_none();
    let authors: HashSet<UserId> = said.iter().map(|one| one.author.id).collect();
    for author in authors.into_iter().filter(|_| !is_direct) {
        let Entry::Vacant(unknown) = roles.entry(author) else { continue };
        match member(room, guild, author).await {
            Ok(found) => drop(unknown.insert(found)),
            // Somebody wrote, and may still be there.
            Err(why) => {
                tracing::warn!(channel = channel.get(), %why, "a channel is not read back yet");
                return all.left.push(gap);
            }
        }
    }
    for message in said {
        if is_direct {
            all.missed.push(Came { message, guild: None, roles: Vec::new() });
        } else if let Some(roles) = roles.get(&message.author.id).cloned().flatten() {
            all.missed.push(Came { message, guild: Some(guild), roles });
        }
    }
    match last {
        // The rest is read from the same bookmark on: until that is done it must not move.
        Some(last) => all.left.push(Gap { after: last, ..gap }),
        None => all.read.push(gap),
    }
}

/// What matters of a member.
#[derive(Debug, Deserialize)]
struct Member {
    roles: Vec<RoleId>,
}

/// The roles of a member; `None` for somebody who has left meanwhile and is not answered.
async fn member(room: &Room, guild: GuildId, who: UserId) -> Result<Option<Vec<RoleId>>, Refused> {
    let route = Route::GuildMember { guild_id: guild, user_id: who };
    match room.bot.api.call::<Member>(Request::new(route, LightMethod::Get)).await {
        Ok(member) => Ok(Some(member.roles)),
        Err(why) if why.passes() => Err(why),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::discord::wire::snowflake::at;

    fn planned(newest: u64, mark: Option<u64>) -> Plan {
        let mut plan = Plan::default();
        let newest = MessageId(newest);
        read_from(&mut plan, gap, newest, mark.map(MessageId), Timestamp::UNIX_EPOCH);
        plan
    }

    fn gap(after: MessageId) -> Gap {
        Gap { channel: PlaceId(50), parent: None, after, from: after }
    }

    #[test]
    fn a_channel_is_read_back_from_its_bookmark() {
        let gaps = vec![gap(MessageId(60))];
        assert_eq!(planned(70, Some(60)), Plan { gaps, starts: Vec::new() });
        assert_eq!(planned(60, Some(60)), Plan::default(), "nothing is new");
    }

    #[test]
    fn a_channel_that_was_never_read_begins_now() {
        let starts = vec![gap(MessageId(70))];
        assert_eq!(planned(70, None), Plan { gaps: Vec::new(), starts });
    }

    #[test]
    fn a_thread_that_was_never_read_is_new_since_its_channel_was_read() {
        let thread = PlaceId(50);
        let from = |parent, case_here| never_read(thread, parent, case_here).map(|mark| mark.0);
        assert_eq!(from(Some(MessageId(40)), false), Some(49), "it was opened later");
        assert_eq!(from(Some(MessageId(60)), false), Some(60), "nobody had written in it by then");
        assert_eq!(from(Some(MessageId(60)), true), Some(49), "a case began with it");
        assert_eq!(from(None, false), None, "nothing was ever read here");
    }

    #[test]
    fn nothing_older_than_the_age_is_read() {
        let now = Timestamp::from_second(1_790_000_000).unwrap();
        let first = first_of(oldest(now, SignedDuration::from_hours(12)));
        assert_eq!(at(first.0), now - SignedDuration::from_hours(12));
    }
}
