//! Reads back what was written while the bot was away: from the last message seen in each channel, up to an age.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};

use super::directory::{Kind, Place};
use super::message::{Came, is_talk};
use super::room::Room;
use crate::adapters::discord::wire::ids;
use crate::adapters::discord::wire::snowflake::first_of;
use crate::store::{Filter, StoreError, is_open};
use crate::triage::{MessageId, PlaceId, ServerId, Settings};

/// No more messages than this are read back of one channel.
const MOST: usize = 500;

/// A channel to be read back, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) channel: PlaceId,
    pub(super) after: MessageId,
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
        let mark = store.bookmark(channel)?;
        let parent = parent(place.kind).map(|parent| store.bookmark(parent)).transpose()?.flatten();
        // A thread opened since its channel was read last is all new, and so is one that a case just began.
        let new = case_here || parent.is_some_and(|parent| channel.0 >= parent.0);
        read_from(&mut plan, channel, MessageId(place.newest), mark, new, oldest);
    }
    Ok(plan)
}

/// Direct messages of open cases: no server lists them.
pub(super) fn direct(room: &Room, guild: GuildId, oldest: Timestamp) -> Result<Vec<Gap>, StoreError> {
    let filter = Filter { server: Some(ServerId(guild.get())), ..Filter::default() };
    let mut gaps = Vec::new();
    for case in room.bot.store.cases(&filter) {
        let case = case?;
        let known = room.directory().place(ids::channel(case.place)).is_some();
        if known || case.home.is_some() || case.place.0 == 0 || !is_open(case.stage) {
            continue;
        }
        if let Some(mark) = room.bot.store.bookmark(case.place)? {
            gaps.push(Gap { channel: case.place, after: mark.max(first_of(oldest)) });
        }
    }
    Ok(gaps)
}

fn read_from(
    plan: &mut Plan,
    channel: PlaceId,
    newest: MessageId,
    mark: Option<MessageId>,
    new: bool,
    oldest: Timestamp,
) {
    // The first message of a post has the id of the post.
    match mark.or(new.then(|| MessageId(channel.0.saturating_sub(1)))) {
        Some(mark) if newest > mark => {
            plan.gaps.push(Gap { channel, after: mark.max(first_of(oldest)) });
        }
        Some(_) => {}
        None => plan.starts.push(Gap { channel, after: newest }),
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

/// Reads the gaps, oldest messages first. A channel that cannot be read is left alone.
pub(super) async fn read(room: &Room, guild: GuildId, gaps: &[Gap]) -> Vec<Came> {
    let mut found = Vec::new();
    for gap in gaps {
        let channel = ids::channel(gap.channel);
        match room.bot.api.messages_after(channel, gap.after, MOST).await {
            Ok(messages) => found.extend(messages.into_iter().filter(|one| is_talk(one, room.bot.me.user))),
            Err(why) => tracing::warn!(channel = channel.get(), %why, "a channel is not read back"),
        }
    }
    found.sort_by_key(|message| message.id);
    let mut roles: HashMap<UserId, Option<Vec<RoleId>>> = HashMap::new();
    let mut came = Vec::new();
    for message in found {
        let is_direct = room.directory().server_of(message.channel_id).is_none();
        let author = message.author.id;
        if !is_direct && !roles.contains_key(&author) {
            // Who has left meanwhile is not answered.
            let member = room.bot.api.http.get_member(guild, author).await.ok();
            roles.insert(author, member.map(|member| member.roles));
        }
        if is_direct {
            came.push(Came { message, guild: None, roles: Vec::new() });
        } else if let Some(roles) = roles.get(&author).cloned().flatten() {
            came.push(Came { message, guild: Some(guild), roles });
        }
    }
    came
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::discord::wire::snowflake::at;

    fn planned(newest: u64, mark: Option<u64>, new: bool) -> Plan {
        let mut plan = Plan::default();
        let newest = MessageId(newest);
        read_from(&mut plan, PlaceId(50), newest, mark.map(MessageId), new, Timestamp::UNIX_EPOCH);
        plan
    }

    #[test]
    fn a_channel_is_read_back_from_its_bookmark() {
        let gap = Gap { channel: PlaceId(50), after: MessageId(60) };
        assert_eq!(planned(70, Some(60), false), Plan { gaps: vec![gap], starts: Vec::new() });
        assert_eq!(planned(60, Some(60), true), Plan::default(), "nothing is new");
    }

    #[test]
    fn a_channel_that_was_never_read_begins_now() {
        let start = Gap { channel: PlaceId(50), after: MessageId(70) };
        assert_eq!(planned(70, None, false), Plan { gaps: Vec::new(), starts: vec![start] });
    }

    #[test]
    fn a_new_thread_is_read_from_its_first_message() {
        let gap = Gap { channel: PlaceId(50), after: MessageId(49) };
        assert_eq!(planned(50, None, true), Plan { gaps: vec![gap], starts: Vec::new() });
    }

    #[test]
    fn nothing_older_than_the_age_is_read() {
        let now = Timestamp::from_second(1_790_000_000).unwrap();
        let first = first_of(oldest(now, SignedDuration::from_hours(12)));
        assert_eq!(at(first.0), now - SignedDuration::from_hours(12));
    }
}
