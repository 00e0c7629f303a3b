//! What holds of `step` with the real knowledge, whatever a member writes, presses and waits.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod desk;
mod form;
mod moves;
mod talk;

use std::collections::BTreeSet;

use cloudmedic::knowledge::{Level, Step as FixStep, StepId};
use cloudmedic::triage::case::{Clocks, ComputerBackup, Outcome, StepRecord, Table};
use cloudmedic::triage::effect::Block;
use cloudmedic::triage::event::Choice;
use cloudmedic::triage::{Case, Effect, EventKind, Stage, Step};
use proptest::prelude::*;

use self::moves::{Age, HOSTILE, Heard, Move, Press, SAYINGS, moves, openings};
use self::talk::{Talk, said};
use super::stories::KNOWLEDGE;

/// This many times Didn't help, and a person is called.
const LIMIT: usize = 20;

fn fix(step: &StepId) -> &'static FixStep {
    KNOWLEDGE.step(step).unwrap_or_else(|| panic!("{step} is no step"))
}

fn is_open(stage: Stage) -> bool {
    matches!(stage, Stage::Asking | Stage::Fixing | Stage::Waiting)
}

/// The steps that were shown by the last move.
fn new_steps<'c>(before: Option<&Case>, after: &'c Case) -> &'c [StepRecord] {
    let known = before.map_or(0, |before| before.steps.len());
    after.steps.get(known..).unwrap_or_default()
}

/// Whether a step can lose data, by what it does and not by what its file says of it.
fn can_lose_data(step: &FixStep) -> bool {
    step.can_lose_data || matches!(step.level, Level::Delete | Level::SignOut | Level::Reset | Level::Erase)
}

/// `PROPTEST_CASES` asks for more than fit into an everyday run.
fn config() -> ProptestConfig {
    let usual =
        ProptestConfig { failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { usual } else { ProptestConfig { cases: 48, ..usual } }
}

/// `{person:7}` stays open on purpose: an adapter turns it into a name.
fn without_names(words: &str) -> String {
    let mut parts = words.split("{person:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |before, part| {
        let name = part.split_once('}').filter(|(id, _)| id.parse::<u64>().is_ok());
        name.map_or_else(|| format!("{before}{{person:{part}"), |(_, after)| before.clone() + after)
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn data_is_never_at_risk(opening in openings(), moves in moves(40)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            let before = talk.case().clone();
            talk.make(one);
            let after = talk.case();
            if talk.table().is_some_and(|step| step.level == Level::Erase) {
                prop_assert_eq!(after.computer_backup, ComputerBackup::Confirmed, "erasing is on the table");
            }
            for record in new_steps(Some(&before), after) {
                let offered = [before.computer_backup, after.computer_backup];
                prop_assert!(
                    !can_lose_data(fix(&record.step)) || offered != [ComputerBackup::Unknown; 2],
                    "{} before a computer backup was offered", record.step
                );
            }
        }
    }

    #[test]
    fn erasing_comes_when_nothing_gentler_is_left(opening in openings(), words in 0..4_usize) {
        let mut talk = Talk::opened(opening);
        for words in SAYINGS.iter().take(words * 7) {
            talk.make(&Move::Say((*words).to_owned(), Heard::ByAll));
        }
        for _ in 0..LIMIT * 2 {
            if talk.table().is_some_and(|step| step.level == Level::Erase) {
                let case = talk.case();
                let causes = case.causes.iter().filter_map(|cause| KNOWLEDGE.cause(&cause.id));
                let left: BTreeSet<&str> = causes
                    .flat_map(|cause| &cause.steps)
                    .filter(|id| !case.steps.iter().any(|record| record.step == **id))
                    .map(fix)
                    .filter(|step| (Level::Wait..Level::Erase).contains(&step.level) && step.id.as_str() != "computer_backup")
                    .filter(|step| !step.tried.as_ref().is_some_and(|tried| case.intake.steps_tried.contains(tried)))
                    .map(|step| step.id.as_str())
                    .collect();
                prop_assert!(left.is_empty(), "erasing is on the table before {left:?}");
            }
            let gate = talk.case().table == Table::ComputerBackup;
            let choice = if gate { Choice::HaveComputerBackup } else { Choice::DidntHelp };
            talk.make(&Move::Press(Press::Any(choice), Age::UpToDate));
        }
    }

    #[test]
    fn at_most_twenty_times_didnt_help_lead_to_a_person(opening in openings(), moves in moves(25)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            talk.make(one);
        }
        if !is_open(talk.case().stage) {
            return Ok(());
        }
        let mut presses = 0;
        while is_open(talk.case().stage) {
            talk.press_didnt_help();
            presses += 1;
            prop_assert!(presses <= LIMIT, "still {:?} after {presses} times", talk.case().table);
        }
        prop_assert_eq!(talk.case().stage, Stage::Escalated);
        prop_assert!(talk.case().escalation.is_some());
        prop_assert!(talk.effects.iter().any(|effect| matches!(effect, Effect::CallHuman(_))), "nobody was called");
    }

    #[test]
    fn what_was_tried_is_never_offered(opening in openings(), moves in moves(40)) {
        let mut talk = Talk::opened(opening);
        let mut before = None;
        for one in &moves {
            let after = talk.case();
            for record in new_steps(before.as_ref(), after) {
                let tried = fix(&record.step).tried.as_ref();
                prop_assert!(
                    !tried.is_some_and(|tried| after.intake.steps_tried.contains(tried)),
                    "{} was tried: {:?}", record.step, after.intake.steps_tried
                );
            }
            let round = after.steps.get(after.round..).unwrap_or_default();
            let once: BTreeSet<&StepId> = round.iter().map(|record| &record.step).collect();
            prop_assert_eq!(once.len(), round.len(), "a step was shown twice: {:?}", round);
            let open = round.iter().rev().skip(1).filter(|record| record.outcome == Outcome::Open).count();
            prop_assert!(open <= 1, "{} steps wait for an answer", open + 1);
            before = talk.case.clone();
            talk.make(one);
        }
    }

    #[test]
    fn there_is_always_a_way_on_and_it_says_didnt_help(opening in openings(), moves in moves(40)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            talk.make(one);
            let case = talk.case();
            for message in talk.effects.iter().filter_map(said) {
                let offers: Vec<&str> = message.choices.iter().map(|offer| offer.label.as_str()).collect();
                if is_open(case.stage) && !offers.is_empty() {
                    prop_assert!(offers.contains(&"Didn't help"), "{offers:?}");
                    prop_assert_eq!(message.version, case.offered, "the buttons are out of date at once");
                }
                prop_assert!(offers.len() <= 5, "more buttons than fit in a row: {offers:?}");
            }
            prop_assert_eq!(is_open(case.stage), case.table != Table::Nothing, "{:?} with {:?}", case.stage, case.table);
        }
    }

    #[test]
    fn no_hole_stays_open_in_what_the_bot_says(opening in openings(), moves in moves(40)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            talk.make(one);
            for block in talk.effects.iter().filter_map(said).flat_map(|message| &message.blocks) {
                let words = match block {
                    Block::Text(text) => text.clone(),
                    Block::Step { title, body, caution, check, .. } => {
                        format!("{title} {body} {caution:?} {check:?}")
                    }
                    // A person's own words may hold anything.
                    Block::Quote(_) | Block::Fields { .. } => continue,
                };
                let words = without_names(&words);
                prop_assert!(!words.contains(['{', '}']) && !words.trim().is_empty(), "{words:?}");
            }
        }
    }

    #[test]
    fn the_same_event_twice_is_once_and_the_same_input_gives_the_same_output(moves in moves(30)) {
        let mut talk = Talk::new();
        for one in &moves {
            let Some(event) = talk.event(one) else { continue };
            let (first, second) = (talk.outcome(&event), talk.outcome(&event));
            prop_assert_eq!(&first, &second);
            talk.take(event.clone());
            // Without a case it is the store that remembers the event.
            if talk.case.as_ref().is_some_and(|case| case.seen.contains(&event.id)) {
                let again = talk.outcome(&event);
                prop_assert_eq!(&again.case, &talk.case);
                prop_assert!(again.effects.is_empty(), "{:?}", again.effects);
            }
        }
    }

    #[test]
    fn nothing_changes_a_closed_case_but_a_new_failure(opening in openings(), before in moves(12), after in moves(20)) {
        let mut talk = Talk::opened(opening);
        for one in &before {
            talk.make(one);
        }
        let closed = Case { stage: Stage::Closed, clocks: Clocks::default(), ..talk.case().clone() };
        for one in &after {
            talk.case = Some(closed.clone());
            let Some(event) = talk.event(one) else { continue };
            let Step { case, effects, .. } = talk.outcome(&event);
            let case = case.expect("a case does not vanish");
            if let EventKind::Delivered(_) = event.kind {
                // A card that only now stands there is remembered, so that it can show that the case is over.
                prop_assert_eq!(&Case { card: closed.card, version: closed.version, touched_at: closed.touched_at, seen: closed.seen.clone(), ..case }, &closed);
            } else if case.number.is_none() {
                prop_assert!(matches!(event.kind, EventKind::Said { .. }), "{:?} opened a case", event.kind);
                prop_assert_eq!(case.opened_at, event.at);
                prop_assert!(!effects.is_empty());
            } else {
                prop_assert_eq!(&case, &closed);
            }
            talk.last = Some(event);
        }
    }

    #[test]
    fn nobody_is_answered_who_did_not_speak_to_the_bot_of_a_backup(words in prop::sample::select(HOSTILE.to_vec())) {
        // The few that speak of a failing backup among the noise may be answered.
        prop_assume!(!words.to_lowercase().contains("fails") && !words.contains("ＦＡＩＬＳ"));
        let mut talk = Talk::new();
        talk.make(&Move::Say(words.to_owned(), Heard::ByAll));
        prop_assert!(talk.effects.is_empty() && talk.case.is_none(), "{:?}", talk.effects);
    }

    #[test]
    fn a_case_is_kept_as_it_is(opening in openings(), moves in moves(25)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            talk.make(one);
        }
        let kept = serde_json::to_string(talk.case()).unwrap();
        let read: Case = serde_json::from_str(&kept).unwrap();
        prop_assert_eq!(&read, talk.case());
    }
}

#[test]
fn a_message_without_end_is_read_in_bounded_time() {
    // Longer than any message of Discord or line of a person: as long as an attachment.
    let flood = "icloud backup fails e\u{301}\u{301}\u{301} ios 17 ".repeat(2_000);
    let mut talk = Talk::new();
    talk.make(&Move::Say(flood, Heard::ByTheBot));
    assert!(talk.case.is_some() && !talk.effects.is_empty());
    let size = serde_json::to_string(talk.case()).unwrap().len();
    assert!(size < 20_000, "the case has grown to {size} bytes");
}
