//! The card of an escalated case: where it stands, what is known, and what moderators can do. It follows the case.

use super::case::{Case, Happening, Stage};
use super::context::Context;
use super::desk::{Delivery, Ending, Receiver};
use super::effect::{Block, Effect, Message};
use super::event::{Choice, EventKind};
use super::place::Origin;
use super::say::Reply;
use super::turn::Turn;
use super::view::View;
use super::{clocks, deeds, ended, notes, show, summary};

/// The card of a case for moderators, as it stands now. People are named by `{person:ID}`, which an adapter turns
/// into a name; who and where the member is stands beside the card and is the adapter's.
#[must_use]
pub fn card(context: &Context<'_>, case: &Case) -> Message {
    message(View { ctx: context, case })
}

pub(super) fn message(view: View<'_>) -> Message {
    let mut blocks = standing(view);
    blocks.extend(deletion(view));
    blocks.push(summary::card(view));
    blocks.extend(notes::last(view));
    let choices = choices(view.case.stage).into_iter().map(|choice| show::offer(view, choice)).collect();
    Message { blocks, choices, version: view.case.version, ..Message::default() }
}

/// The day on which Apple may delete the last backup, as it was when anything last happened: a clock sees to it that
/// something happens when it nears.
fn deletion(view: View<'_>) -> Option<Block> {
    let told = clocks::deletion::told(view, view.ctx.day(view.case.touched_at))?;
    (!deeds::is_over(view.case)).then_some(Block::Text(told))
}

/// How a person is named in a text of ours.
pub(super) fn name(person: super::PersonId) -> String {
    format!("{{person:{person}}}")
}

/// The same, when it may have been whoever runs the bot.
pub(super) fn who(view: View<'_>, person: Option<super::PersonId>) -> String {
    person.map_or_else(|| view.sentence(Reply::Operator, &[]), name)
}

/// Where the case stands for moderators, in one sentence, with the reason of a hand-off.
fn standing(view: View<'_>) -> Vec<Block> {
    let case = view.case;
    let mut blocks = match case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => vec![view.text(Reply::CardBot, &[])],
        Stage::Escalated => queue(view),
        Stage::Claimed => {
            let owner = case.owner.map(name).unwrap_or_default();
            vec![view.text(Reply::CardClaimed, &[("person", &owner)])]
        }
        Stage::Offered => offered(view),
        Stage::Resolved => vec![view.text(Reply::CardResolved, &[])],
        Stage::Closed => vec![view.text(over(case), &[])],
    };
    let went_to_apple =
        |entry: &super::case::HistoryEntry| entry.what == Happening::HandedOff(Receiver::Apple);
    if case.history.iter().any(went_to_apple) {
        blocks.push(view.text(Reply::CardApple, &[]));
    }
    blocks
}

fn queue(view: View<'_>) -> Vec<Block> {
    let mut blocks = vec![view.text(Reply::CardWaiting, &[])];
    if clocks::was_reminded(view.case) {
        blocks.push(view.text(Reply::CardReminded, &[]));
    }
    blocks
}

fn offered(view: View<'_>) -> Vec<Block> {
    let Some(hand_off) = &view.case.hand_off else { return vec![view.text(Reply::CardWaiting, &[])] };
    let by = name(hand_off.by);
    let lead = match hand_off.to {
        Receiver::Moderator(person) => {
            view.text(Reply::CardOfferedPerson, &[("by", &by), ("person", &name(person))])
        }
        Receiver::Role(_) | Receiver::Apple => view.text(Reply::CardOfferedRole, &[("by", &by)]),
    };
    vec![lead, Block::Quote(hand_off.reason.clone())]
}

/// Why a case is over.
fn over(case: &Case) -> Reply {
    let why = case.history.iter().rev().find_map(|entry| match entry.what {
        Happening::Ended(ending) => Some(ended_by(ending)),
        Happening::FellSilent => Some(Reply::CardFellSilent),
        Happening::ClosedByStaff => Some(Reply::CardClosedByStaff),
        Happening::Opened
        | Happening::IntakeChanged
        | Happening::Diagnosed
        | Happening::StepShown(_)
        | Happening::StepAnswered(..)
        | Happening::Moved(_)
        | Happening::Escalated(_)
        | Happening::Muted
        | Happening::Claimed
        | Happening::HandedOff(_)
        | Happening::Accepted
        | Happening::Declined
        | Happening::Returned
        | Happening::AskedForDetails
        | Happening::Released
        | Happening::Noted
        | Happening::Prioritized(_)
        | Happening::Reclassified
        | Happening::Reminded
        | Happening::AskedAgain
        | Happening::Reopened
        | Happening::Linked(_)
        | Happening::JoinedIn
        | Happening::NotAnswered => None,
    });
    why.unwrap_or(Reply::CardClosed)
}

fn ended_by(ending: Ending) -> Reply {
    match ending {
        Ending::MessageDeleted => Reply::CardMessageDeleted,
        Ending::MemberLeft => Reply::CardMemberLeft,
        Ending::Locked => Reply::CardLocked,
        Ending::Archived => Reply::CardArchived,
        Ending::PlaceDeleted => Reply::CardPlaceDeleted,
        Ending::Dismissed => Reply::CardDismissed,
    }
}

/// What moderators can do with a case at this stage.
fn choices(stage: Stage) -> Vec<Choice> {
    match stage {
        // A case that was reopened: the bot is at it, and a card is there.
        Stage::Asking | Stage::Fixing | Stage::Waiting => {
            vec![Choice::Claim, Choice::AskForDetails, Choice::Resolve]
        }
        Stage::Escalated | Stage::Offered => {
            vec![Choice::Claim, Choice::HandOff, Choice::AskForDetails, Choice::Resolve]
        }
        Stage::Claimed => vec![Choice::HandOff, Choice::AskForDetails, Choice::Resolve],
        Stage::Resolved | Stage::Closed => Vec::new(),
    }
}

/// At the end of a turn: a card that is shown becomes what the case is now, and the post is marked as solved or not.
pub(super) fn follow(turn: &mut Turn<'_>, before: Option<&Case>) {
    let new = message(turn.view());
    let mut shown = false;
    for effect in &mut turn.effects {
        if let Effect::CallHuman(card) | Effect::Card(card) = effect {
            // It was written before the turn was over.
            card.clone_from(&new);
            shown = true;
        }
    }
    let Some(before) = before else { return };
    mark(turn, before.stage);
    if shown || !is_shown(turn) {
        return;
    }
    let old = message(View { ctx: turn.ctx, case: before });
    if (old.blocks, old.choices) != (new.blocks.clone(), new.choices.clone()) {
        turn.effects.push(Effect::Card(new));
    }
}

/// What moderators do shows on the card, even if nobody has told yet where it stands.
fn is_shown(turn: &Turn<'_>) -> bool {
    turn.case.card.is_some() || (matches!(turn.event.kind, EventKind::Did(_)) && is_for_staff(&turn.case))
}

/// Whether a card of this case was asked for.
fn is_for_staff(case: &Case) -> bool {
    let called = |what: &Happening| {
        matches!(what, Happening::Escalated(_) | Happening::Claimed | Happening::Moved(Stage::Claimed))
    };
    case.history.iter().any(|entry| called(&entry.what))
}

fn mark(turn: &mut Turn<'_>, before: Stage) {
    match (before, turn.case.stage) {
        (Stage::Resolved, Stage::Resolved | Stage::Closed) => {}
        (_, Stage::Resolved) => turn.effects.push(Effect::MarkSolved(true)),
        (Stage::Resolved, _) => turn.effects.push(Effect::MarkSolved(false)),
        (_, _) => {}
    }
}

/// What became of an effect.
pub(super) fn delivered(turn: &mut Turn<'_>, delivery: Delivery) {
    match delivery {
        Delivery::Card(origin) => stands(turn, origin),
        Delivery::Unreachable => ended::end(turn, Ending::PlaceDeleted),
    }
}

/// The card stands there now. What has happened since it was written is put on it.
fn stands(turn: &mut Turn<'_>, origin: Origin) {
    if !is_for_staff(&turn.case) {
        return;
    }
    let first = turn.case.card.replace(origin).is_none();
    let since = turn.case.history.iter().rev().map(|entry| &entry.what);
    let since: Vec<&Happening> = since.take_while(|what| !matches!(what, Happening::Escalated(_))).collect();
    let written = |what: &&&Happening| !matches!(what, Happening::Moved(Stage::Escalated));
    if first && since.iter().any(|what| written(&what)) {
        let card = message(turn.view());
        turn.effects.push(Effect::Card(card));
    }
}
