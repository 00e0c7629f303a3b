//! What moderators do with a case: claim, hand off, ask, resolve, accept, decline.

use std::sync::Arc;

use serenity::model::application::ComponentInteractionDataKind;

use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use crate::adapters::discord::dress::{menus, modal};
use crate::adapters::discord::wire::ids;
use crate::store::StoreError;
use crate::triage::desk::{Deed, Receiver};
use crate::triage::event::Choice;
use crate::triage::{Case, CaseNumber, EventKind, PersonId, RoleId, Settings};

/// A button of moderators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Button {
    Claim,
    HandOff,
    Ask,
    Resolve,
    Accept,
    Decline,
}

/// Which button of moderators a choice is; `None` for those of members.
pub(super) fn of(choice: &Choice) -> Option<Button> {
    match choice {
        Choice::Claim => Some(Button::Claim),
        Choice::HandOff => Some(Button::HandOff),
        Choice::AskForDetails => Some(Button::Ask),
        Choice::Resolve => Some(Button::Resolve),
        Choice::Accept => Some(Button::Accept),
        Choice::Decline => Some(Button::Decline),
        Choice::FixedIt
        | Choice::DidntHelp
        | Choice::NotMyProblem
        | Choice::TalkToAPerson
        | Choice::SummaryForApple
        | Choice::BackupCompleted
        | Choice::StillFailing
        | Choice::CheckTomorrow
        | Choice::ThisCause(_)
        | Choice::NoneOfThese
        | Choice::HaveComputerBackup
        | Choice::NoComputerBackup => None,
    }
}

/// What a press of such a button leads to.
pub(super) fn pressed(
    room: &Arc<Room>,
    asked: &Asked,
    case: &Case,
    button: Button,
) -> Result<Plan, StoreError> {
    let settings = room.bot.servers.of(case.server)?;
    if !may(asked, case, &settings, button) {
        return Ok(Plan::tell(room, "discord_staff_only", &[]));
    }
    let replies = &room.bot.known.base.replies;
    let number = case.number.unwrap_or(CaseNumber(0));
    Ok(match button {
        Button::HandOff => Plan::show(&menus::receivers(replies, number)),
        Button::Ask => Plan::form(modal::ask(replies, number)),
        Button::Claim => done(room, asked, case, Deed::Claim),
        Button::Resolve => done(room, asked, case, Deed::Resolve { step: None }),
        Button::Accept => done(room, asked, case, Deed::Accept),
        Button::Decline => done(room, asked, case, Deed::Decline),
    })
}

/// Whether somebody may do this: moderators, and whoever a case is offered to.
fn may(asked: &Asked, case: &Case, settings: &Settings, button: Button) -> bool {
    let offered = match case.hand_off.as_ref().map(|hand_off| hand_off.to) {
        Some(Receiver::Moderator(person)) => asked.who.person == person,
        Some(Receiver::Role(role)) => asked.who.roles.contains(&role),
        Some(Receiver::Apple) | None => false,
    };
    let owns = case.owner == Some(asked.who.person);
    match button {
        Button::Accept | Button::Decline => offered || asked.who.is_staff(settings),
        Button::Claim => asked.who.is_moderator(settings),
        // Who was handed a case may go on with it, moderator or not.
        Button::HandOff | Button::Ask | Button::Resolve => owns || asked.who.is_moderator(settings),
    }
}

/// The receiver of a hand-off was chosen: the reason is asked for.
pub(super) fn receiver(
    room: &Arc<Room>,
    asked: &Asked,
    case: &Case,
    kind: &ComponentInteractionDataKind,
) -> Result<Plan, StoreError> {
    let settings = room.bot.servers.of(case.server)?;
    if !may(asked, case, &settings, Button::HandOff) {
        return Ok(Plan::tell(room, "discord_staff_only", &[]));
    }
    let Some(to) = chosen(room, case, kind) else { return Ok(Plan::tell(room, "discord_old_button", &[])) };
    let number = case.number.unwrap_or(CaseNumber(0));
    Ok(Plan::form(modal::hand_off(&room.bot.known.base.replies, number, to)))
}

fn chosen(room: &Room, case: &Case, kind: &ComponentInteractionDataKind) -> Option<Receiver> {
    let id = match kind {
        ComponentInteractionDataKind::MentionableSelect { values } => values.first()?.get(),
        ComponentInteractionDataKind::UserSelect { values } => values.first()?.get(),
        ComponentInteractionDataKind::RoleSelect { values } => values.first()?.get(),
        ComponentInteractionDataKind::Button
        | ComponentInteractionDataKind::StringSelect { .. }
        | ComponentInteractionDataKind::ChannelSelect { .. }
        | ComponentInteractionDataKind::Unknown(_) => return None,
    };
    let is_role = room.directory().is_role(ids::guild(case.server), id);
    Some(if is_role { Receiver::Role(RoleId(id)) } else { Receiver::Moderator(PersonId(id)) })
}

/// A form of moderators was sent.
pub(super) fn sent(room: &Arc<Room>, asked: &Asked, case: &Case, deed: Deed) -> Result<Plan, StoreError> {
    let settings = room.bot.servers.of(case.server)?;
    if !may(asked, case, &settings, Button::Ask) {
        return Ok(Plan::tell(room, "discord_staff_only", &[]));
    }
    Ok(done(room, asked, case, deed))
}

fn done(room: &Arc<Room>, asked: &Asked, case: &Case, deed: Deed) -> Plan {
    let kind = EventKind::Did(deed);
    let event = asked.event(case.server, case.place, case.person, asked.who.as_staff(), kind);
    Plan::silent().give(room, event)
}
