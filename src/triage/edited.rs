//! Takes new facts from an edited message. An edit never replaces what is known, answers nothing and gets no answer.

use super::case::{Happening, Stage};
use super::fields;
use super::saying::Saying;
use super::turn::Turn;
use crate::intake::Field;

/// The member edited a message of this conversation.
pub(super) fn message(turn: &mut Turn<'_>, text: &str) {
    if !is_open(turn.case.stage) || !is_of_case(turn) {
        return;
    }
    let said = Saying::listen(turn.ctx, turn.event, text).intake;
    let before = turn.case.intake.clone();
    let intake = &mut turn.case.intake;
    add(&mut intake.ios_version, said.ios_version);
    add(&mut intake.device, said.device);
    add(&mut intake.error, said.error);
    add(&mut intake.duration, said.duration);
    fields::add_tried(turn, &said.steps_tried);
    if turn.case.intake != before {
        turn.by_actor(Happening::IntakeChanged);
    }
}

fn add<T: PartialEq>(known: &mut Field<T>, said: Field<T>) {
    if *known == Field::Missing {
        *known = said;
    }
}

fn is_of_case(turn: &Turn<'_>) -> bool {
    let began_here = turn.case.home.is_some_and(|home| turn.event.origin == Some(home));
    turn.event.place == turn.case.place || began_here
}

fn is_open(stage: Stage) -> bool {
    match stage {
        Stage::Asking
        | Stage::Fixing
        | Stage::Waiting
        | Stage::Escalated
        | Stage::Claimed
        | Stage::Offered => true,
        Stage::Resolved | Stage::Closed => false,
    }
}
