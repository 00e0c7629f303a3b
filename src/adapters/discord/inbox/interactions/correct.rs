//! "Correct triage": what the bot made of a message, what a moderator says is right, and that it is kept.
//!
//! The menu carries only where the message is: it is read from Discord again when the choice is made, so that a
//! restart in between loses nothing and what was edited or deleted meanwhile is not kept.

use std::sync::Arc;

use serenity::model::channel::Message;

use super::super::message::is_talk;
use super::super::room::Room;
use super::super::words;
use super::asked::Asked;
use super::plan::Plan;
use super::staff::for_moderators;
use crate::adapters::discord::dress::{Dressed, commands, correct};
use crate::adapters::discord::wire::{Refused, ids};
use crate::store::{StoreError, Write};
use crate::triage::correction::NotRight;
use crate::triage::{About, Correction, MessageId, Origin, PersonId, PlaceId, Right, Said, ServerId};

/// The menu was opened on a message.
pub(super) fn asked(room: &Room, asked: &Asked, message: &Message) -> Result<Plan, StoreError> {
    let server = match for_moderators(room, asked)? {
        Ok(server) => server,
        Err(refused) => return Ok(refused),
    };
    let text = match text(room, message) {
        Ok(text) => text,
        Err(sentence) => return Ok(Plan::tell(room, sentence, &[])),
    };
    let origin = Origin { channel: PlaceId(message.channel_id.get()), message: MessageId(message.id.get()) };
    let before = room.bot.store.correction(server, About::Message(origin.message))?;
    let replies = &room.bot.known.base.replies;
    Ok(Plan::show(&correct::question(replies, origin, &said(room, &text), before.as_ref())))
}

/// What is right was chosen.
pub(super) fn chosen(
    room: &Arc<Room>,
    asked: &Asked,
    message: Origin,
    values: &[String],
) -> Result<Plan, StoreError> {
    let server = match for_moderators(room, asked)? {
        Ok(server) => server,
        Err(refused) => return Ok(refused),
    };
    let right = match Right::named(values.iter().map(String::as_str)) {
        Ok(right) => right,
        Err(NotRight::Mixed) => return Ok(Plan::tell(room, "discord_correct_mixed", &[])),
        Err(NotRight::Nothing | NotRight::Name { .. } | NotRight::TooMany(_)) => {
            return Ok(Plan::tell(room, "discord_old_button", &[]));
        }
    };
    if !is_here(room, asked, server, message) {
        return Ok(Plan::tell(room, "discord_old_button", &[]));
    }
    let (own, asked) = (Arc::clone(room), asked.clone());
    Ok(Plan::silent().then(async move {
        match keep(&own, &asked, server, message, right).await {
            Ok(dressed) => asked.become_this(&own, &dressed).await,
            Err(error) => own.stop(error),
        }
    }))
}

/// Whether a message is in the server of the press: what a menu carries could be forged.
fn is_here(room: &Room, asked: &Asked, server: ServerId, message: Origin) -> bool {
    let channel = ids::channel(message.channel);
    channel == asked.channel || room.directory().server_of(channel) == Some(ids::guild(server))
}

/// Reads the message again and keeps what is right about it.
async fn keep(
    room: &Room,
    asked: &Asked,
    server: ServerId,
    origin: Origin,
    right: Right,
) -> Result<Dressed, StoreError> {
    let told = |sentence: &str| Ok(Dressed::text(&room.bot.say(sentence, &[])));
    let found =
        room.bot.api.http.get_message(ids::channel(origin.channel), ids::message(origin.message)).await;
    let message = match found.map_err(Refused::from) {
        Ok(message) => message,
        Err(why) => {
            tracing::warn!(channel = origin.channel.0, %why, "a message that is to be corrected cannot be read");
            return told("discord_correct_gone");
        }
    };
    let text = match text(room, &message) {
        Ok(text) => text,
        Err(sentence) => return told(sentence),
    };
    let correction = Correction {
        server,
        about: About::Message(origin.message),
        place: origin.channel,
        author: PersonId(message.author.id.get()),
        said: said(room, &text),
        text: room.bot.known.reader.masker().mask(&text).text,
        right: right.clone(),
        by: Some(asked.who.person),
        at: room.bot.now(),
    };
    room.bot.store.write(Write::Correct(Box::new(correction)))?;
    let replies = &room.bot.known.base.replies;
    Ok(correct::kept(replies, &right, &commands::menu_correct(replies)))
}

/// The words of a member's message; `Err` is the sentence that says why there is nothing to correct.
fn text(room: &Room, message: &Message) -> Result<String, &'static str> {
    if !is_talk(message, room.bot.me.user) {
        return Err("discord_correct_nobody");
    }
    let text = words::without_mention(&message.content, room.bot.me.user);
    if text.is_empty() { Err("discord_correct_empty") } else { Ok(text) }
}

fn said(room: &Room, text: &str) -> Said {
    Said::of(&room.bot.known.base, &room.bot.known.reader, text)
}
