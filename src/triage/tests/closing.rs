//! Cases that a moderator ends, opens again, or solves with a certain step.

use super::*;
use crate::knowledge::{CauseId, StepId};
use crate::triage::case::{Happening, Outcome, Table};

fn resolve(step: &str) -> Deed {
    Deed::Resolve { step: Some(StepId::from(step)) }
}

#[test]
fn a_moderator_can_end_a_case_unsolved_with_a_kind_word() {
    for mut talk in [Conversation::escalated(), Conversation::opened(FULL)] {
        talk.does(ANN, Deed::Close).hears("A helper has closed this case");
        assert_eq!((talk.stage(), &talk.case().table), (Stage::Closed, &Table::Nothing));
        assert!(talk.history().contains(&(Some(ANN), &Happening::ClosedByStaff)));
        let card = crate::triage::card(&talk.context(), talk.case());
        assert!(plain(&card).contains("Over: a helper has closed it."));
        talk.does(ANN, Deed::Close);
        assert!(talk.whispered().contains("Reopen it first"));
    }
}

#[test]
fn whoever_opens_it_again_has_it() {
    let mut solved = Conversation::escalated();
    solved.does(ANN, Deed::Resolve { step: None });
    let mut closed = Conversation::opened(FULL);
    closed.does(ANN, Deed::Close);
    for (mut talk, solved) in [(solved, true), (closed, false)] {
        talk.does(BEN, Deed::Reopen).hears("opened your case again");
        assert_eq!((talk.stage(), talk.case().owner), (Stage::Claimed, Some(BEN)));
        assert_eq!(talk.case().milestones.resolved, None);
        assert!(talk.history().contains(&(Some(BEN), &Happening::Reopened)));
        assert_eq!(talk.effects.contains(&Effect::MarkSolved(false)), solved);
        assert!(talk.changed_card().expect("a card").contains("{person:12} has it."));
        talk.does(BEN, Deed::Reopen);
        assert!(talk.whispered().contains("open already"));
    }
}

#[test]
fn what_was_deleted_stays_closed() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Close);
    talk.case.as_mut().expect("a case").forgotten = true;
    for deed in [Deed::Reopen, Deed::Note { words: "a".into() }] {
        let before = talk.case().clone();
        talk.does(ANN, deed);
        assert!(talk.whispered().contains("was deleted"), "{}", talk.whispered());
        assert_eq!(talk.case(), &before, "the store refuses every change of it");
    }
}

#[test]
fn the_step_that_did_it_is_recorded() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, resolve("check_storage")).hears("marked this as solved");
    assert_eq!(talk.case().steps.len(), 1);
    assert_eq!(talk.case().steps[0].outcome, Outcome::Worked);
    let worked = Happening::StepAnswered(StepId::from("check_storage"), Outcome::Worked);
    assert!(talk.history().contains(&(Some(ANN), &worked)));
}

#[test]
fn a_step_that_was_never_shown_counts_as_shown_and_worked() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, resolve("upgrade_plan"));
    let steps: Vec<_> = talk.case().steps.iter().map(|one| (one.step.as_str(), one.outcome)).collect();
    assert_eq!(steps, [("check_storage", Outcome::Skipped), ("upgrade_plan", Outcome::Worked)]);
    assert_eq!(talk.case().steps[1].cause, Some(CauseId::from("full")));
    assert_eq!(talk.stage(), Stage::Resolved);
}

#[test]
fn a_solved_case_can_still_be_told_which_step_it_was() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Resolve { step: None }).does(ANN, resolve("check_storage"));
    assert!(talk.whispered().contains("Noted that this step fixed it"), "{}", talk.whispered());
    assert_eq!((talk.stage(), talk.case().steps[0].outcome), (Stage::Resolved, Outcome::Worked));
}

#[test]
fn a_step_that_nobody_knows_is_named_and_nothing_is_solved() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, resolve("dance"));
    assert!(talk.whispered().contains("I know no step with this name:\n> dance"));
    assert_eq!(talk.stage(), Stage::Escalated);
}
