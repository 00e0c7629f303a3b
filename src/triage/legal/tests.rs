//! Every fault is found when a legal case is broken by hand, and no other one with it.

use jiff::{SignedDuration, Timestamp};

use super::super::case::{Asleep, Happening, HistoryEntry, Note, Outcome, Priority, StepRecord, Table};
use super::super::desk::{Ending, HandOff, Receiver};
use super::super::{Case, PersonId, PlaceId, ServerId, SourceId, Stage};
use super::{Fault, faults};
use crate::knowledge::{CauseId, StepId};
use crate::triage::case::Escalation;

const NOON: Timestamp = Timestamp::constant(1_760_097_600, 0);
const ANN: PersonId = PersonId(11);

fn restart() -> StepId {
    StepId::from("restart")
}

fn line(what: Happening) -> HistoryEntry {
    HistoryEntry { at: NOON, by: None, what }
}

/// A case whose history says this after its opening.
fn case(stage: Stage, happened: impl IntoIterator<Item = Happening>) -> Case {
    let mut case = Case::new(ServerId(1), PersonId(2), PlaceId(7), NOON);
    case.history.push(line(Happening::Opened));
    case.history.extend(happened.into_iter().map(line));
    (case.stage, case.version, case.offered) = (stage, 5, 4);
    case
}

fn record(step: StepId, outcome: Outcome) -> StepRecord {
    StepRecord { step, shown_at: NOON, outcome, cause: None }
}

/// The bot shows its first step.
fn fixing() -> Case {
    let mut case = case(Stage::Fixing, [Happening::StepShown(restart())]);
    case.steps.push(record(restart(), Outcome::Open));
    case.table = Table::Step(restart());
    case
}

/// A person was called, and nobody has it yet.
fn escalated() -> Case {
    let happened = [Happening::Escalated(Escalation::AskedFor), Happening::Moved(Stage::Escalated)];
    let mut case = case(Stage::Escalated, happened);
    case.escalation = Some(Escalation::AskedFor);
    case.milestones.escalated = Some(NOON);
    case
}

/// Passed on to a moderator.
fn offered() -> Case {
    let mut case = escalated();
    let to = Receiver::Moderator(ANN);
    case.history.extend([line(Happening::HandedOff(to)), line(Happening::Moved(Stage::Offered))]);
    case.stage = Stage::Offered;
    case.hand_off = Some(HandOff { by: PersonId(12), to, reason: "it is hers".to_owned(), until: NOON });
    case
}

/// Closed for silence.
fn asleep() -> Case {
    let mut case = fixing();
    case.history.extend([line(Happening::FellSilent), line(Happening::Moved(Stage::Closed))]);
    case.stage = Stage::Closed;
    let table = std::mem::take(&mut case.table);
    case.clocks.asleep = Some(Asleep { stage: Stage::Fixing, table });
    case
}

/// Forgotten while it was open.
fn stub() -> Case {
    let mut case = offered();
    case.history[3].what = Happening::HandedOff(Receiver::Moderator(PersonId(0)));
    (case.person, case.place, case.hand_off) = (PersonId(0), PlaceId(0), None);
    (case.stage, case.forgotten, case.offered) = (Stage::Closed, true, 0);
    case
}

/// What is found in a case after it was broken; before, nothing is.
#[track_caller]
fn found(mut case: Case, break_it: impl FnOnce(&mut Case)) -> Vec<Fault> {
    assert_eq!(faults(&case), [], "the case is legal before it is broken");
    break_it(&mut case);
    faults(&case)
}

#[test]
fn a_history_that_does_not_begin_or_begins_twice_is_found() {
    assert_eq!(found(fixing(), |case| drop(case.history.remove(0))), [Fault::NoBeginning]);
    assert_eq!(
        found(fixing(), |case| case.history.push(line(Happening::Opened))),
        [Fault::OpenedTwice { line: 3 }]
    );
    let longer = |case: &mut Case| case.history.extend((0..249).map(|_| line(Happening::Diagnosed)));
    assert_eq!(found(fixing(), longer), [Fault::HistoryTooLong { lines: 251 }]);
}

#[test]
fn time_that_goes_back_is_found() {
    let earlier = |case: &mut Case| case.history[2].at = NOON - SignedDuration::from_secs(1);
    assert_eq!(found(escalated(), earlier), [Fault::TimeWentBack { line: 3 }]);
}

#[test]
fn a_move_that_nothing_makes_is_found() {
    let jump = |case: &mut Case| {
        let to = Happening::HandedOff(Receiver::Moderator(ANN));
        case.history.splice(1..3, [line(to), line(Happening::Moved(Stage::Offered))]);
        case.milestones.escalated = None;
        case.escalation = None;
        case.history.truncate(3);
    };
    let fault = Fault::Move { line: 3, from: Stage::Fixing, to: Stage::Offered };
    assert_eq!(found(offered(), jump), [fault]);
}

#[test]
fn a_move_without_a_reason_and_a_reason_without_a_move_are_found() {
    let reason = |case: &mut Case| case.history[1].what = Happening::Diagnosed;
    let found_faults = found(escalated(), reason);
    assert!(
        found_faults.contains(&Fault::MovedForNothing { line: 3, to: Stage::Escalated }),
        "{found_faults:?}"
    );
    let claim = |case: &mut Case| case.history.push(line(Happening::Claimed));
    assert_eq!(found(escalated(), claim), [Fault::NotMoved { line: 4 }]);
}

#[test]
fn a_stage_that_the_history_does_not_reach_is_found() {
    let claim = |case: &mut Case| (case.stage, case.owner) = (Stage::Claimed, Some(ANN));
    let elsewhere = Fault::StandsElsewhere { history: Stage::Escalated, stage: Stage::Claimed };
    let milestone = Fault::Milestone { what: "claimed", stage: Stage::Claimed };
    assert_eq!(found(escalated(), claim), [elsewhere, milestone]);
}

#[test]
fn steps_that_are_not_those_of_the_history_are_found() {
    let off = StepId::from("toggle");
    assert_eq!(
        found(asleep(), |case| case.steps[0].outcome = Outcome::Worked),
        [Fault::StepDiffers { number: 1 }]
    );
    assert_eq!(
        found(asleep(), |case| case.steps.push(record(off.clone(), Outcome::Open))),
        [Fault::StepDiffers { number: 2 }]
    );
    let answered = |step: &StepId| Happening::StepAnswered(step.clone(), Outcome::Skipped);
    let answer = |case: &mut Case| case.history.insert(1, line(answered(&off)));
    assert_eq!(found(asleep(), answer), [Fault::AnsweredUnshown { line: 2, step: off.clone() }]);
    let lose = |case: &mut Case| {
        case.history.insert(2, line(answered(&restart())));
        case.steps.clear();
    };
    assert_eq!(found(asleep(), lose), [Fault::StepMissing { step: restart() }]);
}

#[test]
fn a_step_that_was_overtaken_before_its_answer_needs_no_record() {
    let overtake = |case: &mut Case| case.history.insert(1, line(Happening::StepShown(restart())));
    assert_eq!(found(fixing(), overtake), []);
}

#[test]
fn a_step_twice_for_one_trouble_and_a_round_without_steps_are_found() {
    let twice = |case: &mut Case| {
        case.history.insert(1, line(Happening::StepShown(restart())));
        case.steps.push(record(restart(), Outcome::Open));
    };
    assert_eq!(found(fixing(), twice), [Fault::StepTwice { step: restart() }]);
    assert_eq!(found(asleep(), |case| case.round = 2), [Fault::Round { round: 2, steps: 1 }]);
}

#[test]
fn a_question_of_another_stage_or_of_another_step_is_found() {
    let stage = Stage::Fixing;
    assert_eq!(found(fixing(), |case| case.table = Table::Morning), [Fault::Table { stage }]);
    let step = StepId::from("toggle");
    assert_eq!(
        found(fixing(), |case| case.table = Table::Step(step.clone())),
        [Fault::TableStep { step: step.clone() }]
    );
}

#[test]
fn an_owner_a_hand_off_and_a_reason_out_of_place_are_found() {
    let stage = Stage::Escalated;
    assert_eq!(found(escalated(), |case| case.owner = Some(ANN)), [Fault::Owner { stage }]);
    let hand_off = offered().hand_off;
    assert_eq!(found(escalated(), |case| case.hand_off = hand_off), [Fault::HandOff { stage }]);
    let to_herself = |case: &mut Case| case.hand_off.as_mut().unwrap().by = ANN;
    assert_eq!(found(offered(), to_herself), [Fault::Receiver]);
    let other = |case: &mut Case| case.escalation = Some(Escalation::Urgent);
    assert_eq!(found(escalated(), other), [Fault::Escalation { stage }]);
    let early = |case: &mut Case| case.escalation = Some(Escalation::AskedFor);
    assert_eq!(found(fixing(), early), [Fault::Escalation { stage: Stage::Fixing }]);
}

#[test]
fn clocks_and_milestones_out_of_place_are_found() {
    let stage = Stage::Fixing;
    assert_eq!(found(fixing(), |case| case.due = Some(NOON)), [Fault::Due { stage }]);
    let sleeps = asleep().clocks;
    assert_eq!(found(fixing(), |case| case.clocks = sleeps), [Fault::Asleep { stage }]);
    let ended = |case: &mut Case| case.history[2].what = Happening::Ended(Ending::Locked);
    assert_eq!(found(asleep(), ended), [Fault::Asleep { stage: Stage::Closed }]);
    for (what, reach) in [
        ("escalated", (|case| case.milestones.escalated = Some(NOON)) as fn(&mut Case)),
        ("claimed", |case| case.milestones.claimed = Some(NOON)),
        ("resolved", |case| case.milestones.resolved = Some(NOON)),
    ] {
        assert_eq!(found(fixing(), reach), [Fault::Milestone { what, stage }]);
    }
}

#[test]
fn counts_and_limits_that_cannot_be_are_found() {
    assert_eq!(
        found(fixing(), |case| case.offered = 6),
        [Fault::Version { version: 5, offered: 6, seen: 0 }]
    );
    let often = |count: usize| move |case: &mut Case| case.seen = vec![SourceId("m-1".to_owned()); count];
    assert_eq!(found(fixing(), often(2)), [Fault::Seen]);
    assert_eq!(found(fixing(), |case| case.unhelped = 21), [Fault::Unhelped { unhelped: 21 }]);
    let priority = Priority::Urgent;
    assert_eq!(found(fixing(), |case| case.priority = priority), [Fault::Priority { priority }]);
    assert_eq!(
        found(fixing(), |case| {
            let id = CauseId::from("icloud-storage-full");
            let family = crate::knowledge::Family::StorageFull;
            let cause = crate::diagnosis::RankedCause { id: id.clone(), family, confidence: 0.9 };
            case.causes.push(cause);
            case.dropped.push(id);
        }),
        [Fault::Causes]
    );
}

#[test]
fn what_no_line_of_history_tells_is_found() {
    let note = Note { at: NOON, by: Some(ANN), words: "a note".to_owned() };
    for (what, keep) in [
        (
            "the member wants quiet",
            Box::new(|case: &mut Case| case.muted = true) as Box<dyn FnOnce(&mut Case)>,
        ),
        ("somebody helps in the conversation", Box::new(|case| case.helped_by = Some(ANN))),
        ("something was noted", Box::new(|case| case.notes.push(note))),
        ("it belongs to an incident", Box::new(|case| case.incident = Some(3))),
    ] {
        assert_eq!(found(fixing(), keep), [Fault::Untold { what }]);
    }
}

#[test]
fn a_stub_is_over_and_keeps_nobody() {
    let mut open = stub();
    open.stage = Stage::Offered;
    assert_eq!(faults(&open), [Fault::StubOpen { stage: Stage::Offered }]);
    for (what, keep) in [
        ("whose it was", (|case| case.person = PersonId(2)) as fn(&mut Case)),
        ("who did what", |case| case.history[1].by = Some(ANN)),
        ("who did what", |case| case.history[3].what = Happening::HandedOff(Receiver::Moderator(ANN))),
        ("who of the staff had it", |case| case.owner = Some(ANN)),
        ("what was said", |case| case.words = Some("words".to_owned())),
        ("where it was", |case| case.place = PlaceId(7)),
        ("what the member sent", |case| case.seen.push(SourceId("m-1".to_owned()))),
    ] {
        assert_eq!(found(stub(), keep), [Fault::StubKeeps { what }]);
    }
}

#[test]
fn a_history_that_was_cut_is_only_held_to_what_it_shows() {
    let mut case = asleep();
    case.history.splice(0..1, (0..248).map(|_| line(Happening::IntakeChanged)));
    case.muted = true;
    assert_eq!(case.history.len(), 251);
    case.history.remove(0);
    assert_eq!(faults(&case), []);
}
