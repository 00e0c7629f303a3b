//! A new message: hears it, and gives it to the desk as what it is.

use jiff::Timestamp;
use serenity::model::channel::{Message, MessageType};
use serenity::model::id::{GuildId, RoleId as DiscordRole};

use tracing::Instrument as _;

use super::direct::{self, Direct};
use super::guard::{self, Posted};
use super::hear::{Hearing, Spoken, Spot, hear};
use super::room::Room;
use super::who::Who;
use super::{hint, words};
use crate::adapters::discord::wire::snowflake::at;
use crate::triage::desk::Deed;
use crate::triage::{
    Actor, Case, Event, EventKind, MessageId, Origin, PersonId, PlaceId, ServerId, Settings, SourceId,
};

/// Whether a message can be of any interest: written by a person, as a message or a reply.
pub(super) fn is_talk(message: &Message, me: u64) -> bool {
    let by_person = !message.author.bot && message.webhook_id.is_none() && message.author.id.get() != me;
    by_person && matches!(message.kind, MessageType::Regular | MessageType::InlineReply)
}

/// A new message of a person, live or read back.
#[derive(Debug)]
pub(super) struct Came {
    pub(super) message: Message,
    pub(super) guild: Option<GuildId>,
    /// The writer's roles there.
    pub(super) roles: Vec<DiscordRole>,
}

impl Came {
    /// A message as the gateway tells of it.
    pub(super) fn live(message: Message) -> Self {
        let roles = message.member.as_ref().map(|member| member.roles.clone()).unwrap_or_default();
        Self { guild: message.guild_id, roles, message }
    }
}

/// Takes in a new message of a person; `false` when Discord could not be asked where it is.
pub(super) async fn take(room: &Room, came: &Came) -> bool {
    let (message, server) = (&came.message, came.guild.map(|guild| guild.get()));
    // There at every level, so that each line about the message has its ids.
    let span = tracing::error_span!(
        "message",
        server,
        channel = message.channel_id.get(),
        message_id = message.id.get()
    );
    take_in(room, came).instrument(span).await
}

async fn take_in(room: &Room, came: &Came) -> bool {
    tracing::debug!("received");
    let message = &came.message;
    let guild = came.guild.map(|guild| ServerId(guild.get()));
    let spot = match room.spot(guild, message.channel_id).await {
        Ok(Some(spot)) => spot,
        Ok(None) => return true,
        Err(why) => {
            tracing::warn!(message = message.id.get(), %why, "a message is not taken in");
            return false;
        }
    };
    let server = match guild {
        Some(server) => server,
        None => match direct::server(room, message).await {
            Direct::Of(server) => server,
            Direct::Nobody => return true,
        },
    };
    let who = room.who(guild, message.author.id, &came.roles, false);
    if let Err(error) = hear_it(room, message, server, spot, &who).await {
        room.stop(error);
    }
    true
}

async fn hear_it(
    room: &Room,
    message: &Message,
    server: ServerId,
    spot: Spot,
    who: &Who,
) -> Result<(), crate::store::StoreError> {
    let (store, settings) = (&room.bot.store, room.bot.servers.of(server)?);
    let channel = PlaceId(message.channel_id.get());
    let own = store.latest_case(server, who.person)?;
    let here = match spot {
        Spot::Thread { .. } => store.case_at(server, channel)?,
        Spot::Channel | Spot::Direct => None,
    };
    let me = room.bot.me.user;
    let heard = hear(&Spoken {
        channel,
        message: MessageId(message.id.get()),
        spot,
        who,
        mentions_bot: words::mention(&message.content, me),
        replies_to_bot: message.referenced_message.as_ref().is_some_and(|one| one.author.id.get() == me),
        under: answered(message, me),
        own: own.as_ref(),
        here: here.as_ref(),
        settings: &settings,
    });
    let in_public = match spot {
        Spot::Direct => false,
        Spot::Channel | Spot::Thread { .. } => {
            heard != Hearing::Nothing || guard::listens(&settings, channel, spot)
        }
    };
    match heard {
        Hearing::Nothing => {}
        Hearing::Said { place, origin, addressed } => {
            let post = matches!(spot, Spot::Thread { post: true, .. });
            said(room, message, &settings, event(message, server, place, origin), addressed, post).await;
        }
        Hearing::JoinedIn(member) => {
            let by = who.as_staff();
            let kind = EventKind::Did(Deed::JoinedIn);
            let event = event(message, server, channel, None);
            room.give(&Event { person: member, by, kind, ..event }).await;
        }
        Hearing::Staff => {
            let event = event(message, server, channel, None);
            hint::to_staff(room, message, &event, &settings).await;
        }
    }
    if in_public {
        let id = MessageId(message.id.get());
        let (text, at) = (message.content.as_str(), at(message.id.get()));
        guard::look(room, &settings, &Posted { server, channel, message: id, who, text, at }).await;
    }
    Ok(())
}

/// The message that the bot's message answered to which this one replies.
fn answered(message: &Message, me: u64) -> Option<MessageId> {
    let answer = message.referenced_message.as_ref().filter(|answer| answer.author.id.get() == me)?;
    Some(MessageId(answer.message_reference.as_ref()?.message_id?.get()))
}

/// Words, or a picture in place of words.
async fn said(
    room: &Room,
    message: &Message,
    settings: &Settings,
    event: Event,
    addressed: bool,
    post: bool,
) {
    let text = words::without_mention(&words::of(&room.bot.api, message).await, room.bot.me.user);
    if words::has_picture(message) && wants_words(room, settings, &event, &text, addressed || post) {
        let day = event.at.to_zoned(settings.zone.clone()).date();
        // Once per person a day.
        let id = SourceId(format!("picture {} {} {day}", event.server, event.person));
        room.give(&Event { id, kind: EventKind::Pictured, ..event }).await;
        return;
    }
    room.give(&Event { kind: EventKind::Said { text, addressed }, ..event }).await;
}

/// Whether the words beside a picture are too few, where pictures of a failing backup are to be expected.
fn wants_words(room: &Room, settings: &Settings, event: &Event, text: &str, expected: bool) -> bool {
    let topical = expected || room.bot.known.reader.may_be_topical(text);
    topical && text.split_whitespace().count() < FEW_WORDS && !hint::is_failure(room, settings, event, text)
}

/// Fewer words than these beside a picture do not tell what it shows.
const FEW_WORDS: usize = 12;

/// The event of a message, with nothing in it yet.
fn event(message: &Message, server: ServerId, place: PlaceId, origin: Option<Origin>) -> Event {
    Event {
        id: SourceId(format!("message {}", message.id)),
        at: at(message.id.get()),
        server,
        place,
        origin,
        person: PersonId(message.author.id.get()),
        case: None,
        by: Actor::Member,
        via: None,
        kind: EventKind::Said { text: String::new(), addressed: false },
    }
}

/// A member's message was edited: only new facts count, and only in the conversation that it belongs to.
pub(super) async fn edited(
    room: &Room,
    server: ServerId,
    channel: PlaceId,
    message: MessageId,
    edit: &Edit<'_>,
) -> Result<(), crate::store::StoreError> {
    let Some(own) = room.bot.store.latest_case(server, edit.person)? else { return Ok(()) };
    let began_it = own.home.is_some_and(|home| home.message == message);
    if own.place != channel && !began_it {
        return Ok(());
    }
    let event = Event {
        id: SourceId(format!("edit {} {}", message.0, edit.at.as_millisecond())),
        at: edit.at,
        server,
        place: own.place,
        origin: None,
        person: edit.person,
        case: None,
        by: Actor::Member,
        via: None,
        kind: EventKind::Edited { text: edit.text.to_owned() },
    };
    room.give(&event).await;
    Ok(())
}

/// An edit of a message.
#[derive(Debug)]
pub(super) struct Edit<'a> {
    pub(super) person: PersonId,
    pub(super) text: &'a str,
    pub(super) at: Timestamp,
}

/// Whether this message began the case.
pub(super) fn began(case: &Case, message: MessageId) -> bool {
    // The first message of a forum post has the id of the post.
    case.home.map_or(case.place.0 == message.0, |home| home.message == message)
}
