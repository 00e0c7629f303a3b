//! Looks whether a message that others can read shows personal data, or makes a false offer, and gives it to the desk then.
//!
//! What is to be done is decided there. Here is only how often: the id of the event is the same for everything that is
//! said or reported once, and the store takes an id once.

use serenity::model::id::ChannelId;

use super::hear::Spot;
use super::room::Room;
use super::who::Who;
use super::words;
use crate::triage::guard::{self, Concern};
use crate::triage::{Actor, Event, EventKind, MessageId, Origin, PlaceId, ServerId, Settings, SourceId};

/// The most reports of one author in an hour.
const MOST_REPORTS: u64 = 3;
/// An hour, in seconds.
const HOUR: i64 = 3600;

/// A message that others can read, or what it became.
pub(super) struct Posted<'a> {
    pub(super) server: ServerId,
    pub(super) channel: PlaceId,
    pub(super) message: MessageId,
    pub(super) who: &'a Who,
    pub(super) text: &'a str,
    pub(super) at: jiff::Timestamp,
}

/// Whether the bot listens to everybody in a place.
pub(super) fn listens(settings: &Settings, channel: PlaceId, spot: Spot) -> bool {
    let watched = |place: &PlaceId| settings.watched.contains(place);
    match spot {
        // Nobody else reads it.
        Spot::Direct => false,
        Spot::Channel => watched(&channel),
        Spot::Thread { parent, .. } => watched(&channel) || watched(&parent),
    }
}

/// Looks at a message.
pub(super) async fn look(room: &Room, settings: &Settings, posted: &Posted<'_>) {
    if settings.paused {
        return;
    }
    let by = if posted.who.is_staff(settings) { posted.who.as_staff() } else { Actor::Member };
    let text = words::without_mention(posted.text, room.bot.me.user);
    let context = room.bot.known.context(settings, room.bot.now());
    let (server, person) = (posted.server, posted.who.person);
    let id = match guard::concern(&context, &by, &text) {
        Concern::Nothing => return,
        // Once per person a day.
        Concern::Shows(_) => {
            let day = posted.at.to_zoned(settings.zone.clone()).date();
            format!("private {server} {person} {day}")
        }
        // The same offer once an hour, wherever it stands, and so many others at the most.
        Concern::Offers(offer) => {
            let slot = guard::sign_of(&offer) % MOST_REPORTS;
            format!("offer {server} {person} {} {slot}", posted.at.as_second() / HOUR)
        }
    };
    room.give(&event(posted, id, by, text)).await;
}

fn event(posted: &Posted<'_>, id: String, by: Actor, text: String) -> Event {
    Event {
        id: SourceId(id),
        at: posted.at,
        server: posted.server,
        place: posted.channel,
        origin: Some(Origin { channel: posted.channel, message: posted.message }),
        person: posted.who.person,
        case: None,
        by,
        via: None,
        kind: EventKind::Posted { text },
    }
}

/// Looks at a message that was changed: what was added counts like what is new.
pub(super) async fn look_again(
    room: &Room,
    server: ServerId,
    channel: ChannelId,
    message: MessageId,
    who: &Who,
    (text, at): (&str, jiff::Timestamp),
) {
    // Where nobody knows what kind of place it is, nobody is known to listen.
    let Ok(Some(spot)) = room.spot(Some(server), channel).await else { return };
    let settings = match room.bot.servers.of(server) {
        Ok(settings) => settings,
        Err(error) => return room.stop(error),
    };
    let channel = PlaceId(channel.get());
    if listens(&settings, channel, spot) {
        look(room, &settings, &Posted { server, channel, message, who, text, at }).await;
    }
}
