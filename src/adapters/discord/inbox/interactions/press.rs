//! Buttons and menus: who may press them, and what that means.

use std::sync::Arc;

use serenity::model::application::{ComponentInteraction, ComponentInteractionDataKind};

use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use super::{case, correct, desk};
use crate::adapters::discord::dress::{Pressed, custom_id, modal};
use crate::adapters::discord::setup;
use crate::store::StoreError;
use crate::triage::event::Choice;
use crate::triage::{self, Actor, Case, CaseNumber, EventKind, ServerId};

/// What a press leads to.
pub(super) fn plan(room: &Arc<Room>, asked: &Asked, one: &ComponentInteraction) -> Result<Plan, StoreError> {
    let Some(pressed) = Pressed::decode(&one.data.custom_id) else {
        return Ok(Plan::tell(room, "discord_old_button", &[]));
    };
    match pressed {
        Pressed::Choice { case, version, choice } => {
            with_case(room, asked, case, |found| chosen(room, asked, found, version, choice))
        }
        Pressed::WhichCause { case, version } => with_case(room, asked, case, |found| {
            let choice = values(&one.data.kind).first().and_then(|value| custom_id::which(value));
            match choice {
                Some(choice) => chosen(room, asked, found, version, choice),
                None => Ok(Plan::tell(room, "discord_old_button", &[])),
            }
        }),
        Pressed::Form { case } => with_case(room, asked, case, |found| form(room, asked, found)),
        Pressed::Tried { case } => with_case(room, asked, case, |found| {
            let kind = EventKind::Tried(values(&one.data.kind));
            Ok(as_member(room, asked, found, kind))
        }),
        Pressed::ReceiverMenu { case } => {
            with_case(room, asked, case, |found| desk::receiver_chosen(room, asked, found, &one.data.kind))
        }
        Pressed::Server { message } => Ok(super::backup::server_chosen(room, asked, one, message)),
        Pressed::Correct { message } => correct::chosen(room, asked, message, &values(&one.data.kind)),
        Pressed::List(listed) => case::turned(room, asked, listed),
        Pressed::Setup(tail) => Ok(setup_pressed(room, one, tail)),
        // These are sent, not pressed: somebody has forged one.
        Pressed::FormSent { .. }
        | Pressed::HandOffReason { .. }
        | Pressed::AskSent { .. }
        | Pressed::Report => Ok(Plan::tell(room, "discord_old_button", &[])),
    }
}

/// Looks a case up in the server of the press; in a direct message it is the one of that conversation.
pub(super) fn with_case(
    room: &Arc<Room>,
    asked: &Asked,
    number: CaseNumber,
    plan: impl FnOnce(&Case) -> Result<Plan, StoreError>,
) -> Result<Plan, StoreError> {
    let found = match asked.server {
        Some(server) => room.bot.store.case(server, number)?,
        None => direct(room, asked, number)?,
    };
    let Some(case) = found.filter(|case| !case.forgotten) else {
        return Ok(Plan::tell(room, "discord_no_such_case", &[]));
    };
    // What follows acts on the person's open or last case: an old card must not act on a newer one.
    let latest = room.bot.store.latest_case(case.server, case.person)?;
    if latest.is_some_and(|latest| latest.number == case.number) {
        plan(&case)
    } else {
        Ok(Plan::tell(room, "discord_old_button", &[]))
    }
}

fn direct(room: &Room, asked: &Asked, number: CaseNumber) -> Result<Option<Case>, StoreError> {
    let servers: Vec<ServerId> = room.directory().servers.keys().map(|guild| ServerId(guild.get())).collect();
    for server in servers {
        let case = room.bot.store.latest_case(server, asked.who.person)?;
        if let Some(case) =
            case.filter(|case| case.number == Some(number) && case.place.0 == asked.channel.get())
        {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// A choice on a button or in a menu.
fn chosen(
    room: &Arc<Room>,
    asked: &Asked,
    case: &Case,
    version: u32,
    choice: Choice,
) -> Result<Plan, StoreError> {
    if let Some(deed) = desk::of(&choice) {
        return desk::pressed(room, asked, case, deed);
    }
    Ok(as_member(room, asked, case, EventKind::Chose { choice, version }))
}

/// Something that the member does, or one of the staff for them.
pub(super) fn as_member(room: &Arc<Room>, asked: &Asked, case: &Case, kind: EventKind) -> Plan {
    let settings = room.bot.servers.of(case.server).unwrap_or_default();
    match asked.who.acts_for(case.person, &settings) {
        Some(by) => Plan::silent().give(room, asked.event(case.server, case.place, case.person, by, kind)),
        None => Plan::tell(room, "discord_not_yours", &[]),
    }
}

/// The form with the four fields, filled in with what is known.
fn form(room: &Arc<Room>, asked: &Asked, case: &Case) -> Result<Plan, StoreError> {
    let settings = room.bot.servers.of(case.server)?;
    let Some(Actor::Member | Actor::Staff { .. }) = asked.who.acts_for(case.person, &settings) else {
        return Ok(Plan::tell(room, "discord_not_yours", &[]));
    };
    let known = triage::form(&room.bot.known.context(&settings, room.bot.now()), case);
    let number = case.number.unwrap_or(CaseNumber(0));
    Ok(Plan::form(modal::form(&room.bot.known.base.replies, number, &known)))
}

fn setup_pressed(room: &Arc<Room>, one: &ComponentInteraction, tail: String) -> Plan {
    let (room, one) = (Arc::clone(room), one.clone());
    Plan::answers_itself(async move { setup::pressed(&room.bot, &one, &tail).await })
}

/// The values of a menu of texts.
fn values(kind: &ComponentInteractionDataKind) -> Vec<String> {
    match kind {
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        ComponentInteractionDataKind::Button
        | ComponentInteractionDataKind::UserSelect { .. }
        | ComponentInteractionDataKind::RoleSelect { .. }
        | ComponentInteractionDataKind::MentionableSelect { .. }
        | ComponentInteractionDataKind::ChannelSelect { .. }
        | ComponentInteractionDataKind::Unknown(_) => Vec::new(),
    }
}
