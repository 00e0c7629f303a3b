//! One hint to staff who complain where members are answered: why they are not.

use serenity::builder::{CreateAllowedMentions, CreateMessage};
use serenity::model::channel::Message;

use super::room::Room;
use crate::adapters::discord::wire::Refused;
use crate::triage::{Actor, Event, EventKind, Mode, Settings, step};

/// Whether these words, from a member, would be taken as a failing backup.
pub(super) fn is_failure(room: &Room, settings: &Settings, event: &Event, text: &str) -> bool {
    // What it would be in a server that answers.
    let settings = Settings { mode: Mode::Answer, paused: false, ..settings.clone() };
    let kind = EventKind::Said { text: text.to_owned(), addressed: false };
    let event = Event { by: Actor::Member, kind, ..event.clone() };
    let known = &room.bot.known;
    step(&known.context(&settings, room.bot.now()), None, &event).case.is_some()
}

/// Tells staff, once in a server, that only members are answered.
pub(super) async fn to_staff(room: &Room, message: &Message, event: &Event, settings: &Settings) {
    let server = event.server;
    if settings.staff_hinted || !is_failure(room, settings, event, &message.content) {
        return;
    }
    let told = Settings { staff_hinted: true, ..settings.clone() };
    if let Err(error) = room.bot.servers.set(server, told) {
        return room.stop(error);
    }
    let text = room.bot.say("discord_staff_hint", &[]);
    let hint = CreateMessage::new()
        .content(text)
        .reference_message(message)
        .allowed_mentions(CreateAllowedMentions::new());
    if let Err(error) = message.channel_id.send_message(&room.bot.api.http, hint).await {
        let why = Refused::from(error);
        tracing::warn!(server = server.0, %why, "the hint to staff was not sent");
    }
}
