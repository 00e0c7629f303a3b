//! Calls a person: a kind word to the member, and the hand-over card to the helpers.

use super::case::{Escalation, Happening, Priority, Stage, Table};
use super::effect::{Block, Effect};
use super::event::Choice;
use super::say::Reply;
use super::turn::Turn;
use super::{card, explain, fields, priority, show};

/// Calls a person, after these opening words.
pub(super) fn call(turn: &mut Turn<'_>, why: Escalation, mut blocks: Vec<Block>) {
    turn.case.escalation = Some(why);
    turn.case.owner = None;
    turn.by_bot(Happening::Escalated(why));
    if keep_safe(why).is_some() {
        priority::raise(turn, Priority::High);
    }
    turn.put(Table::Nothing);
    turn.enter(Stage::Escalated);
    // What was tried goes into the card; there is nothing to leave out any more.
    explain::left_out(turn);
    blocks.push(turn.text(to_member(why), &[]));
    blocks.extend(keep_safe(why).map(|reply| turn.text(reply, &[])));
    blocks.extend(fields::ask(turn));
    turn.form = fields::is_any_missing(&turn.case.intake);
    blocks.extend(fields::doubt(turn));
    blocks.push(turn.text(Reply::SummaryOffer, &[]));
    let choices = vec![show::offer(turn.view(), Choice::SummaryForApple)];
    turn.say(blocks, choices);
    let card = card::message(turn.view());
    turn.effects.push(Effect::CallHuman(card));
}

/// What the member is told.
fn to_member(why: Escalation) -> Reply {
    match why {
        Escalation::StepsExhausted => Reply::CallExhausted,
        Escalation::AskedFor => Reply::CallAsked,
        Escalation::Urgent => Reply::CallUrgent,
        Escalation::DataAtRisk => Reply::CallRisk,
        Escalation::CauseUnknown => Reply::CallUnknown,
    }
}

/// What helps until the person comes, where data may be lost.
fn keep_safe(why: Escalation) -> Option<Reply> {
    match why {
        Escalation::Urgent | Escalation::DataAtRisk => Some(Reply::KeepSafe),
        Escalation::StepsExhausted | Escalation::AskedFor | Escalation::CauseUnknown => None,
    }
}
