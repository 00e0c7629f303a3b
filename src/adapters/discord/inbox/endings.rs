//! What ends a conversation from outside: a deleted message or thread, a locked or archived one, somebody who left.

use jiff::{SignedDuration, Timestamp};
use serenity::model::channel::GuildChannel;

use super::message::began;
use super::room::Room;
use crate::adapters::discord::wire::snowflake::at;
use crate::store::{StoreError, is_open};
use crate::triage::desk::Ending;
use crate::triage::{Actor, Case, Event, EventKind, MessageId, PersonId, PlaceId, ServerId, SourceId};

/// A message was deleted: if it began a case, that ends with it.
pub(super) async fn deleted(
    room: &Room,
    server: ServerId,
    channel: PlaceId,
    message: MessageId,
) -> Result<(), StoreError> {
    // A message that began a case has the id of its thread.
    let case = match room.bot.store.case_at(server, PlaceId(message.0))? {
        Some(case) => Some(case),
        None => room.bot.store.case_at(server, channel)?,
    };
    if let Some(case) = case.filter(|case| began(case, message)) {
        end(room, &case, format!("delete {}", message.0), Ending::MessageDeleted).await;
    }
    Ok(())
}

/// A thread was changed: locked, or archived by hand.
pub(super) async fn thread(room: &Room, thread: &GuildChannel, was: Was) -> Result<(), StoreError> {
    let Some(now) = thread.thread_metadata else { return Ok(()) };
    let stamp = now.archive_timestamp.map_or(0, |at| at.unix_timestamp());
    let ending = if now.locked && !was.locked {
        Ending::Locked
    } else if now.archived && !was.archived && !is_by_itself(thread, room.bot.now()) {
        Ending::Archived
    } else {
        return Ok(());
    };
    let (server, place) = (ServerId(thread.guild_id.get()), PlaceId(thread.id.get()));
    if let Some(case) = room.bot.store.case_at(server, place)?.filter(|case| case.place == place) {
        end(room, &case, format!("thread {place} {ending:?} {stamp}"), ending).await;
    }
    Ok(())
}

/// A thread or channel is gone.
pub(super) async fn gone(room: &Room, server: ServerId, place: PlaceId) -> Result<(), StoreError> {
    if let Some(case) = room.bot.store.case_at(server, place)?.filter(|case| case.place == place) {
        end(room, &case, format!("thread {place} gone"), Ending::PlaceDeleted).await;
    }
    Ok(())
}

/// Somebody left a server.
pub(super) async fn left(room: &Room, server: ServerId, person: PersonId) -> Result<(), StoreError> {
    if let Some(case) = room.bot.store.latest_case(server, person)? {
        let id = format!("left {server} {person} {}", case.version);
        end(room, &case, id, Ending::MemberLeft).await;
    }
    Ok(())
}

/// How a thread was when it was last heard of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Was {
    pub(super) locked: bool,
    pub(super) archived: bool,
}

/// Whether Discord archived the thread for lack of words: nobody has written for as long as it waits.
fn is_by_itself(thread: &GuildChannel, now: Timestamp) -> bool {
    let Some(minutes) = thread.thread_metadata.map(|thread| u16::from(thread.auto_archive_duration)) else {
        return false;
    };
    let last = thread.last_message_id.map_or_else(|| thread.id.get(), |id| id.get());
    // Discord looks now and then, not to the minute; a little early is still by itself.
    let waits = SignedDuration::from_mins(i64::from(minutes) * 95 / 100);
    now.duration_since(at(last)) >= waits
}

async fn end(room: &Room, case: &Case, id: String, ending: Ending) {
    if !is_open(case.stage) {
        return;
    }
    let event = Event {
        id: SourceId(id),
        at: room.bot.now(),
        server: case.server,
        place: case.place,
        origin: None,
        person: case.person,
        case: case.number,
        by: Actor::World,
        via: None,
        kind: EventKind::Ended(ending),
    };
    room.give(&event).await;
}
