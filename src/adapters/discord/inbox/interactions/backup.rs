//! `/backup`: a report begins a conversation; status and help are for the eyes of whoever asks.

use std::sync::Arc;

use serenity::builder::{CreateAllowedMentions, CreateInteractionResponse, CreateInteractionResponseMessage};
use serenity::model::application::{ComponentInteraction, ComponentInteractionDataKind};

use super::super::direct;
use super::super::message::{self, Came};
use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use crate::adapters::discord::dress::{self, escape, modal};
use crate::adapters::discord::wire::{Refused, ids};
use crate::store::{Posted, Write};
use crate::triage::effect::Message;
use crate::triage::event::Form;
use crate::triage::{
    self, Actor, Event, EventKind, MessageId, Origin, PersonId, PlaceId, ServerId, SourceId,
};

/// `/backup report`: with words it begins at once, without them a form asks.
pub(super) fn report_command(room: &Arc<Room>, asked: &Asked, problem: &str) -> Plan {
    if problem.trim().is_empty() {
        Plan::form(modal::report(&room.bot.known.base.replies, ""))
    } else {
        report(room, asked, problem, Form::default())
    }
}

/// A report: a message in the channel that the conversation hangs from, then the words, then the fields.
pub(super) fn report(room: &Arc<Room>, asked: &Asked, problem: &str, form: Form) -> Plan {
    // Everybody reads the message that says it.
    let problem = room.bot.known.reader.masker().mask(problem).text;
    let (own, asked_then) = (Arc::clone(room), asked.clone());
    Plan::of(echo(room, asked, &problem))
        .then(async move { reported(&own, &asked_then, problem, form).await })
}

async fn reported(room: &Room, asked: &Asked, problem: String, form: Form) {
    let server = match server(room, asked).await {
        Ok(server) => server,
        Err(sentence) => return asked.follow_up(room, &room.bot.say(sentence, &[])).await,
    };
    let channel = PlaceId(asked.channel.get());
    // Where that cannot be said, the talk stays in the channel.
    let spot = room.spot(asked.server, asked.channel).await.unwrap_or_default();
    let posted = asked.answered_with(room).await.map(|message| MessageId(message.id.get()));
    let origin = posted.map(|message| Origin { channel, message });
    let place = match (spot, origin) {
        // In a channel the conversation goes on in a thread of that message.
        (Some(super::super::hear::Spot::Channel), Some(origin)) => PlaceId(origin.message.0),
        _ => channel,
    };
    let kind = EventKind::Said { text: problem, addressed: true };
    let said = Event { origin, ..asked.event(server, place, asked.who.person, Actor::Member, kind) };
    room.give(&said).await;
    remember(room, server, place, asked.who.person, origin);
    if form != Form::default() {
        let id = SourceId(format!("{} form", said.id.0));
        room.give(&Event { id, kind: EventKind::Filled(form), origin: None, ..said }).await;
    }
}

/// Keeps where the message is that quotes the report, for when its author wants to be forgotten.
fn remember(room: &Room, server: ServerId, place: PlaceId, person: PersonId, origin: Option<Origin>) {
    let Some(at) = origin else { return };
    let case = room.bot.store.case_at(server, place).ok().flatten().and_then(|case| case.number);
    let posted = Posted { server, person, case, at };
    // A store that has stopped says so to everybody.
    room.bot.store.submit(Write::Posted(None, posted, room.bot.now()), Box::new(drop));
}

/// The server of a command; in a direct message the one where the person is known, else the sentence that says why
/// there is none.
async fn server(room: &Room, asked: &Asked) -> Result<ServerId, &'static str> {
    if let Some(server) = asked.server {
        return Ok(server);
    }
    let known = direct::servers_of(room, ids::user(asked.who.person)).await;
    match &known[..] {
        [one] => Ok(*one),
        [] => Err("discord_direct_nobody"),
        _ => Err("discord_direct_write"),
    }
}

/// `/backup status`: where the own case stands.
pub(super) fn status(room: &Arc<Room>, asked: &Asked) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let text = match server(&own, &asked).await {
            Ok(server) => standing(&own, server, asked.who.person),
            Err(sentence) => Ok(own.bot.say(sentence, &[])),
        };
        match text {
            Ok(text) => asked.finish(&own, &text, Vec::new()).await,
            Err(error) => own.stop(error),
        }
    })
}

fn standing(room: &Room, server: ServerId, person: PersonId) -> Result<String, crate::store::StoreError> {
    let Some(case) = room.bot.store.latest_case(server, person)? else {
        return Ok(room.bot.say("discord_no_case", &[]));
    };
    let settings = room.bot.servers.of(server)?;
    let known = &room.bot.known;
    let blocks = triage::standing(&known.context(&settings, room.bot.now()), &case);
    let message = Message { blocks, ..Message::default() };
    Ok(dress::say(&known.base, &message, case.number, None).content)
}

/// `/backup help`: an answer of the FAQ, or what can be asked.
pub(super) fn help(room: &Room, topic: &str) -> Plan {
    let base = &room.bot.known.base;
    let wanted = topic.trim().to_lowercase();
    if wanted.is_empty() {
        let titles: Vec<String> = base.faq.iter().map(|one| format!("- {}", one.title)).collect();
        let holes = [("topics", titles.join("\n"))];
        let holes: Vec<(&str, &str)> = holes.iter().map(|(name, text)| (*name, text.as_str())).collect();
        return Plan::tell(room, "discord_help", &holes);
    }
    let exact = base.faq.iter().find(|one| one.id == wanted || one.title.to_lowercase() == wanted);
    let near = || base.faq.iter().find(|one| one.title.to_lowercase().contains(&wanted));
    match exact.or_else(near) {
        Some(topic) => Plan::text(&escape::own(&triage::answer_of(base, topic))),
        None => Plan::tell(room, "discord_help_unknown", &[]),
    }
}

/// The menu of servers in a direct message: the choice is kept, and the message that waited is heard.
pub(super) fn server_chosen(
    room: &Arc<Room>,
    asked: &Asked,
    one: &ComponentInteraction,
    waiting: Option<MessageId>,
) -> Plan {
    let chosen = match &one.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => {
            values.first().and_then(|id| id.parse().ok())
        }
        ComponentInteractionDataKind::Button
        | ComponentInteractionDataKind::UserSelect { .. }
        | ComponentInteractionDataKind::RoleSelect { .. }
        | ComponentInteractionDataKind::MentionableSelect { .. }
        | ComponentInteractionDataKind::ChannelSelect { .. }
        | ComponentInteractionDataKind::Unknown(_) => None,
    };
    let Some(server) = chosen.map(ServerId).filter(|_| asked.server.is_none()) else {
        return Plan::tell(room, "discord_old_button", &[]);
    };
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::silent().then(async move {
        let person = ids::user(asked.who.person);
        if !direct::is_member(&own, server, person).await {
            return asked.follow_up(&own, &own.bot.say("discord_direct_nobody", &[])).await;
        }
        own.choices.remember(asked.who.person, server);
        let Some(waiting) = waiting else { return };
        match own.bot.api.http.get_message(asked.channel, ids::message(waiting)).await {
            Ok(message) => {
                message::take(&own, &Came { message, guild: None, roles: Vec::new() }).await;
            }
            Err(error) => {
                let why = Refused::from(error);
                tracing::warn!(%why, "the message that waited for a server is gone");
            }
        }
    })
}

/// A message in the channel that says who reports what, for the conversation to hang from.
fn echo(room: &Room, asked: &Asked, words: &str) -> CreateInteractionResponse {
    let holes = [("name", escape::person(&asked.name)), ("words", escape::person(words))];
    let holes: Vec<(&str, &str)> = holes.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let sentence = if words.trim().is_empty() { "discord_report_empty" } else { "discord_report" };
    let text = dress::cut(&room.bot.say(sentence, &holes), dress::limits::CONTENT);
    let message =
        CreateInteractionResponseMessage::new().content(text).allowed_mentions(CreateAllowedMentions::new());
    CreateInteractionResponse::Message(message)
}
