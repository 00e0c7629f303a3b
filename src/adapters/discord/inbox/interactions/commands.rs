//! Slash commands and message menus: which one it is, and who may use it.

use std::sync::Arc;

use serenity::model::application::{CommandInteraction, ResolvedOption, ResolvedTarget, ResolvedValue};
use serenity::model::channel::Message;

use super::super::hint::is_failure;
use super::super::room::Room;
use super::super::words;
use super::asked::Asked;
use super::options::Options;
use super::plan::Plan;
use super::staff::for_moderators;
use super::{backup, case, correct, incident, order, privacy, stats};
use crate::adapters::discord::dress::{self, commands};
use crate::adapters::discord::setup;
use crate::adapters::discord::wire::Refused;
use crate::quality;
use crate::store::{StoreError, is_open};
use crate::triage::desk::Ending;
use crate::triage::{self, EventKind, MessageId, Origin, PersonId, PlaceId, SourceId};

/// What a command leads to.
pub(super) fn plan(room: &Arc<Room>, asked: &Asked, one: &CommandInteraction) -> Result<Plan, StoreError> {
    let options = one.data.options();
    let (sub, inner) = match options.first() {
        Some(ResolvedOption { name, value: ResolvedValue::SubCommand(inner), .. }) => (*name, Options(inner)),
        Some(_) | None => ("", Options(&options)),
    };
    let old = || Plan::tell(room, "discord_old_command", &[]);
    match (one.data.name.as_str(), sub) {
        (commands::BACKUP, "report") => Ok(backup::report_command(room, asked, inner.text("problem"))),
        (commands::BACKUP, "status") => Ok(backup::status(room, asked)),
        (commands::BACKUP, "help") => Ok(backup::help(room, inner.text("topic"))),
        (commands::PRIVACY, "export") => Ok(privacy::export(room, asked)),
        (commands::PRIVACY, "delete") => Ok(privacy::delete(room, asked)),
        (commands::CASE, _) => Ok(case::plan(room, asked, sub, inner)?.unwrap_or_else(old)),
        (commands::STATS, _) => Ok(stats::plan(room, asked, sub, inner)?.unwrap_or_else(old)),
        (commands::INCIDENT, _) => Ok(incident::plan(room, asked, sub, inner)?.unwrap_or_else(old)),
        (commands::ORDER, _) => Ok(order::plan(room, asked, sub, inner)?.unwrap_or_else(old)),
        (commands::TRIAGE, "test") => try_out(room, asked, inner.text("text")),
        (commands::SETUP, _) => {
            let (room, one) = (Arc::clone(room), one.clone());
            Ok(Plan::answers_itself(async move { setup::handle(&room.bot, &one).await }))
        }
        (name, _) => match one.data.target() {
            Some(ResolvedTarget::Message(message)) => menu(room, asked, name, message),
            Some(_) | None => Ok(old()),
        },
    }
}

/// A message menu: its name is a sentence too.
fn menu(room: &Arc<Room>, asked: &Asked, name: &str, message: &Message) -> Result<Plan, StoreError> {
    let replies = &room.bot.known.base.replies;
    if name == commands::menu_triage(replies) {
        triage_this(room, asked, message)
    } else if name == commands::menu_dismiss(replies) {
        dismiss(room, asked, message)
    } else if name == commands::menu_correct(replies) {
        correct::asked(room, asked, message)
    } else {
        Ok(Plan::tell(room, "discord_old_command", &[]))
    }
}

/// What the bot would make of a message, for the eyes of the moderator who asks; nothing of it goes to the desk.
fn try_out(room: &Room, asked: &Asked, text: &str) -> Result<Plan, StoreError> {
    let server = match for_moderators(room, asked)? {
        Ok(server) => server,
        Err(refused) => return Ok(refused),
    };
    let settings = room.bot.servers.of(server)?;
    let today = room.bot.now().to_zoned(settings.zone.clone()).date();
    let known = &room.bot.known;
    let told = quality::explain(&known.base, &known.reader, text, today);
    Ok(Plan::text(&dress::explained::explained(&known.base, &told)))
}

/// A message is triaged because somebody asked for it: its author, or the staff.
fn triage_this(room: &Arc<Room>, asked: &Asked, message: &Message) -> Result<Plan, StoreError> {
    let Some(server) = asked.server else { return Ok(Plan::tell(room, "discord_server_only", &[])) };
    let author = PersonId(message.author.id.get());
    let settings = room.bot.servers.of(server)?;
    if message.author.bot {
        return Ok(Plan::tell(room, "discord_not_a_person", &[]));
    }
    let Some(by) = asked.who.acts_for(author, &settings) else {
        return Ok(Plan::tell(room, "discord_not_yours", &[]));
    };
    let origin = Origin { channel: PlaceId(message.channel_id.get()), message: MessageId(message.id.get()) };
    let in_thread = room.directory().is_thread(message.channel_id);
    let place = if in_thread { origin.channel } else { PlaceId(origin.message.0) };
    let text = words::without_mention(&message.content, room.bot.me.user);
    let kind = EventKind::Said { text: text.clone(), addressed: true };
    let event = asked.event(server, place, author, by, kind);
    if !is_failure(room, &settings, &event, &text) {
        return Ok(Plan::tell(room, "discord_no_failure", &[]));
    }
    // What follows is for the author, in public: nothing of it is whispered to the one who asked.
    let event = triage::Event { origin: Some(origin), via: None, ..event };
    Ok(Plan::tell(room, "discord_triage_begun", &[]).give(room, event))
}

/// A reply of the bot is taken away, and its case ends: for its author, and for the staff.
fn dismiss(room: &Arc<Room>, asked: &Asked, message: &Message) -> Result<Plan, StoreError> {
    let Some(server) = asked.server else { return Ok(Plan::tell(room, "discord_server_only", &[])) };
    if message.author.id.get() != room.bot.me.user {
        return Ok(Plan::tell(room, "discord_not_mine", &[]));
    }
    let answered = message.message_reference.as_ref().and_then(|one| one.message_id);
    let place = answered.map_or(PlaceId(message.channel_id.get()), |id| PlaceId(id.get()));
    let found = match room.bot.store.case_at(server, place)? {
        Some(case) => Some(case),
        None => room.bot.store.case_at(server, PlaceId(message.channel_id.get()))?,
    };
    let settings = room.bot.servers.of(server)?;
    let author = message.referenced_message.as_ref().map(|one| PersonId(one.author.id.get()));
    let person = found.as_ref().map(|case| case.person).or(author);
    let by = person.and_then(|person| asked.who.acts_for(person, &settings));
    let Some(by) = by.or_else(|| asked.who.is_staff(&settings).then(|| asked.who.as_staff())) else {
        return Ok(Plan::tell(room, "discord_not_yours", &[]));
    };
    let open = found.as_ref().is_some_and(|case| is_open(case.stage));
    let event = found.map(|case| {
        let event = asked.event(server, case.place, case.person, by, EventKind::Ended(Ending::Dismissed));
        triage::Event { id: SourceId(format!("dismiss {}", message.id)), ..event }
    });
    let (own, asked, channel, id) = (Arc::clone(room), asked.clone(), message.channel_id, message.id);
    Ok(Plan::later().then(async move {
        match event.filter(|_| open) {
            // The case itself says what became of it.
            Some(event) => drop(own.give(&event).await),
            None => asked.finish(&own, &own.bot.say("discord_dismissed", &[]), Vec::new()).await,
        }
        if let Err(error) = own.bot.api.http.delete_message(channel, id, None).await {
            let why = Refused::from(error);
            tracing::warn!(channel = channel.get(), %why, "a dismissed reply could not be deleted");
        }
    }))
}
