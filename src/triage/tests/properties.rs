//! What holds whatever the member does: data is safe, there is a way on, and everything is repeatable.

use proptest::prelude::*;

use super::*;
use crate::knowledge::Needs;
use crate::triage::case::{ComputerBackup, Outcome};
use crate::triage::order;

const DAMAGED: &str = "icloud backup fails, old one damaged";
const UNKNOWN: &str = "my icloud backup fails";

/// Every choice that can be pressed.
const PRESSES: [Choice; 8] = [
    Choice::DidntHelp,
    Choice::NotMyProblem,
    Choice::HaveComputerBackup,
    Choice::NoComputerBackup,
    Choice::CheckTomorrow,
    Choice::StillFailing,
    Choice::NoneOfThese,
    Choice::FixedIt,
];

/// Things that a member can write.
const WORDS: [&str; 18] = [
    "nope same",
    "yes",
    "no",
    "done",
    "skip",
    "idk",
    "thanks",
    "help",
    "backed up to mac",
    "no computer",
    "icloud full",
    "wifi drops",
    "plenty of storage",
    "ios 17.4, iphone 13",
    "already restarted",
    "my icloud backup fails, old one damaged",
    "will try tonight",
    "how often",
];

#[derive(Debug, Clone)]
enum Move {
    Press(Choice),
    Write(&'static str),
    Night,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let press = proptest::sample::select(PRESSES.to_vec()).prop_map(Move::Press);
    let write = proptest::sample::select(WORDS.to_vec()).prop_map(Move::Write);
    proptest::collection::vec(prop_oneof![6 => press, 3 => write, 1 => Just(Move::Night)], 0..40)
}

fn openings() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        UNKNOWN,
        DAMAGED,
        "icloud backup fails, icloud full, wifi drops",
        "icloud backup fails, never at night, same place",
    ])
}

fn make(talk: &mut Conversation, one: &Move) {
    match one {
        Move::Press(choice) => talk.press(choice.clone()),
        Move::Write(words) => talk.say(words),
        Move::Night => talk.wake(talk.now + SignedDuration::from_hours(40)),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_member_does_data_is_safe(opening in openings(), moves in moves()) {
        let mut talk = Conversation::opened(opening);
        for one in &moves {
            let before = talk.case().steps.len();
            let known = talk.case().computer_backup;
            make(&mut talk, one);
            let after = talk.case();
            for record in after.steps.iter().skip(before) {
                let step = KNOWLEDGE.step(&record.step).expect("shown steps exist");
                match order::needs(step) {
                    None => {}
                    Some(Needs::ComputerBackup) => prop_assert_ne!(
                        (known, after.computer_backup),
                        (ComputerBackup::Unknown, ComputerBackup::Unknown),
                        "{} was shown before a computer backup was offered", step.id
                    ),
                    Some(Needs::ConfirmedComputerBackup) => prop_assert_eq!(
                        after.computer_backup, ComputerBackup::Confirmed,
                        "{} was shown without a computer backup", step.id
                    ),
                }
            }
        }
    }

    #[test]
    fn whatever_the_member_does_there_is_a_way_on(opening in openings(), moves in moves()) {
        let mut talk = Conversation::opened(opening);
        for one in &moves {
            make(&mut talk, one);
            prop_assert!(talk.case().unhelped <= 20);
            let waits = talk.messages().iter().any(|message| !message.choices.is_empty());
            match talk.stage() {
                Stage::Asking | Stage::Fixing | Stage::Waiting if waits => {
                    prop_assert!(talk.offered().contains(&Choice::DidntHelp), "stuck at:\n{}", talk.heard());
                }
                Stage::Asking | Stage::Fixing | Stage::Waiting => {}
                Stage::Escalated => prop_assert!(talk.case().escalation.is_some()),
                Stage::Resolved | Stage::Claimed | Stage::Offered | Stage::Closed => {}
            }
        }
    }

    #[test]
    fn no_step_is_shown_twice_and_only_the_last_is_open(opening in openings(), moves in moves()) {
        let mut talk = Conversation::opened(opening);
        for one in &moves {
            make(&mut talk, one);
            let case = talk.case();
            let round = &case.steps[case.round..];
            for (index, record) in round.iter().enumerate() {
                prop_assert!(!round[..index].iter().any(|known| known.step == record.step), "twice: {}", record.step);
            }
            let open = round.iter().rev().skip(1).filter(|record| record.outcome == Outcome::Open).count();
            prop_assert!(open <= 1, "{open} steps are open: {round:?}");
        }
    }

    #[test]
    fn the_same_input_gives_the_same_output_and_the_same_event_twice_is_once(
        opening in openings(), moves in moves()
    ) {
        let (mut one, mut other) = (Conversation::opened(opening), Conversation::opened(opening));
        for each in &moves {
            make(&mut one, each);
            make(&mut other, each);
            prop_assert_eq!(&one.case, &other.case);
            prop_assert_eq!(&one.effects, &other.effects);
            // The last event comes again.
            if let Some(id) = one.case().seen.last().cloned() {
                let event = Event { id, ..one.event(HERE, EventKind::Said { text: "nope same".into(), addressed: true }) };
                let before = other.case.clone();
                other.take(&event);
                prop_assert_eq!(&other.case, &before);
                prop_assert!(other.effects.is_empty());
                other.events = one.events;
                other.now = one.now;
            }
        }
    }
}
