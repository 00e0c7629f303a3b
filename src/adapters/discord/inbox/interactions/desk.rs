//! What moderators do with a case: claim, hand off, ask, resolve, accept, decline.

use std::sync::Arc;

use serenity::model::application::ComponentInteractionDataKind;

use super::super::room::Room;
use super::asked::Asked;
use super::case::may::{Wish, may};
use super::case::receiver;
use super::plan::Plan;
use crate::adapters::discord::dress::{menus, modal};
use crate::adapters::discord::wire::ids;
use crate::store::StoreError;
use crate::triage::desk::{Deed, Receiver};
use crate::triage::event::Choice;
use crate::triage::{Case, CaseNumber, Event, EventKind, PersonId, RoleId};

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
    if !may(asked, case, &settings, wish(button)) {
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

/// What a button asks for.
fn wish(button: Button) -> Wish {
    match button {
        Button::Accept | Button::Decline => Wish::Answer,
        Button::Claim => Wish::Take,
        Button::HandOff | Button::Ask | Button::Resolve => Wish::Handle,
    }
}

/// The receiver of a hand-off was chosen: the reason is asked for.
pub(super) fn receiver_chosen(
    room: &Arc<Room>,
    asked: &Asked,
    case: &Case,
    kind: &ComponentInteractionDataKind,
) -> Result<Plan, StoreError> {
    let settings = room.bot.servers.of(case.server)?;
    if !may(asked, case, &settings, Wish::Handle) {
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
    if !may(asked, case, &settings, Wish::Handle) {
        return Ok(Plan::tell(room, "discord_staff_only", &[]));
    }
    Ok(if let Deed::HandOff { to, .. } = deed {
        passed_on(room, asked, case, to, deed)
    } else {
        done(room, asked, case, deed)
    })
}

/// Whom it goes to is looked at first; the form is gone by then, so a refusal comes beside it.
fn passed_on(room: &Arc<Room>, asked: &Asked, case: &Case, to: Receiver, deed: Deed) -> Plan {
    let (own, asked, case) = (Arc::clone(room), asked.clone(), case.clone());
    Plan::silent().then(async move {
        match receiver::check(&own, &case, to, false).await {
            Ok(()) => drop(own.give(&event(&asked, &case, deed)).await),
            Err(unfit) => asked.follow_up(&own, &unfit.say(&own)).await,
        }
    })
}

fn done(room: &Arc<Room>, asked: &Asked, case: &Case, deed: Deed) -> Plan {
    Plan::silent().give(room, event(asked, case, deed))
}

fn event(asked: &Asked, case: &Case, deed: Deed) -> Event {
    let by = asked.who.as_staff();
    let event = asked.event(case.server, case.place, case.person, by, EventKind::Did(deed));
    Event { case: case.number, ..event }
}
