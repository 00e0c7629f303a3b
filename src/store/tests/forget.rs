//! What is left of a person and of a case that are forgotten, in every store.

use jiff::{SignedDuration, Timestamp};

use super::sample::{SERVER, at, commit_of, due, incident, moved, new_case, opened, save, say, wake};
use super::story::with_each;
use crate::diagnosis::RankedCause;
use crate::intake::{Duration, Field, Intake};
use crate::knowledge::{Family, StepId};
use crate::store::{Filter, Store, Write, Written};
use crate::tally::{NOBODY, Section, Span, name};
use crate::triage::case::{
    Case, CaseNumber, ComputerBackup, Escalation, Happening, Heard, HistoryEntry, Note, Outcome, PersonId,
    PlaceId, Priority, ServerId, Stage, StepRecord, Table,
};
use crate::triage::desk::{HandOff, Receiver};
use crate::triage::event::SourceId;
use crate::triage::place::RoleId;
use crate::triage::{Effect, MessageId, Origin};

/// The person who is forgotten; this number, and those that follow, are nowhere else.
const PERSON: PersonId = PersonId(9_000_001);
const PLACE: PlaceId = PlaceId(9_000_002);
const HOME: Origin = Origin { channel: PlaceId(9_000_003), message: MessageId(9_000_004) };
const CARD: Origin = Origin { channel: PlaceId(9_000_005), message: MessageId(9_000_006) };
const MODERATOR: PersonId = PersonId(9_000_007);
const ROLE: RoleId = RoleId(9_000_008);
/// A word in everything that the person wrote.
const WORD: &str = "gooseberry";

/// A case with something in every field.
fn full(stage: Stage) -> Case {
    let mut case = moved(&new_case(SERVER, PERSON), stage);
    let words = format!("my {WORD} is full");
    (case.place, case.home, case.card) = (PLACE, Some(HOME), Some(CARD));
    case.causes =
        vec![RankedCause { id: "icloud-full".into(), family: Family::StorageFull, confidence: 0.9 }];
    case.intake = Intake {
        ios_version: Field::Known("17.4.1".to_owned()),
        device: Field::Known("iphone 13 mini".to_owned()),
        error: Field::Known(words.clone()),
        duration: Field::Known(Duration { words: words.clone(), days: Some(3) }),
        steps_tried: vec!["tried-restart".to_owned()],
        steps_answered: true,
    };
    let step = StepId("restart".to_owned());
    case.steps =
        vec![StepRecord { step: step.clone(), shown_at: at(3), outcome: Outcome::DidNotHelp, cause: None }];
    for what in [
        Happening::StepShown(step.clone()),
        Happening::Claimed,
        Happening::HandedOff(Receiver::Moderator(MODERATOR)),
        Happening::HandedOff(Receiver::Role(ROLE)),
    ] {
        case.history.push(HistoryEntry { at: at(4), by: Some(MODERATOR), what });
    }
    (case.escalation, case.owner, case.helped_by) =
        (Some(Escalation::AskedFor), Some(MODERATOR), Some(MODERATOR));
    case.hand_off = Some(HandOff {
        by: MODERATOR,
        to: Receiver::Moderator(MODERATOR),
        reason: words.clone(),
        until: at(9),
    });
    (case.computer_backup, case.muted, case.table) = (ComputerBackup::Confirmed, true, Table::Step(step));
    case.heard = vec![Heard { cause: "icloud-full".into(), words: words.clone() }];
    (case.left_out, case.due) = (vec!["tried-wifi".to_owned()], Some(at(7)));
    case.notes = vec![Note { at: at(5), by: Some(MODERATOR), words: words.clone() }];
    (case.words, case.last_backup) = (Some(words), Some(jiff::civil::date(2026, 1, 2)));
    (case.patterns, case.priority) = (vec!["storage is full".to_owned()], Priority::High);
    (case.opened_there, case.incident) = (Some(jiff::civil::date(2026, 12, 31).at(23, 0, 0, 0)), Some(3));
    case.milestones.answered = Some(at(2));
    case.seen = vec![SourceId(format!("message {}", HOME.message.0))];
    case
}

/// Saves a case of the person, with work that holds words, and remembers ids that name the person.
fn tell(store: &dyn Store, stage: Stage, source: &str) -> Case {
    let loaded = store.latest_case(SERVER, PERSON).unwrap();
    let mut step = commit_of(SERVER, PERSON, source, loaded.as_ref());
    step.case = Some(full(stage));
    step.work = vec![due(0, say(&format!("you wrote {WORD}"))), wake(500)];
    (step.place, step.beside) = (PLACE, Some(HOME));
    assert!(matches!(save(store, step), Written::Saved { .. }), "the case was refused");
    store.latest_case(SERVER, PERSON).unwrap().unwrap()
}

fn json(store: &dyn Store) -> String {
    let records: Vec<_> = store.records().collect::<Result<_, _>>().unwrap();
    serde_json::to_string(&records).unwrap()
}

fn forget(store: &dyn Store) {
    assert_eq!(store.write(Write::ForgetPerson(SERVER, PERSON, at(0))), Ok(Written::Saved { case: None }));
    // Until they are erased, the bot's own messages are known by their ids.
    for work in store.claim(at(0), SignedDuration::from_secs(60), 100).unwrap() {
        assert_eq!((&work.effect, work.beside), (&Effect::Erase, Some(CARD)));
        store.write(Write::Done(work.id)).unwrap();
    }
}

fn claimed(store: &dyn Store, now: Timestamp) -> usize {
    store.claim(now, SignedDuration::from_secs(60), 100).unwrap().len()
}

#[test]
fn nothing_that_a_forgotten_person_wrote_is_left() {
    with_each(|store| {
        tell(store, Stage::Resolved, "picture 7 9000001 2026-01-02");
        tell(store, Stage::Claimed, "message 5");
        // Something said without a case.
        let latest = store.latest_case(SERVER, PERSON).unwrap();
        let mut step = commit_of(SERVER, PERSON, "left 7 9000001 5", latest.as_ref());
        (step.place, step.beside) = (PLACE, Some(HOME));
        step.work = vec![due(0, say(WORD))];
        save(store, step);
        let somebody = opened(store, SERVER, PersonId(71), "message 6");

        let before = json(store);
        assert!(before.contains(WORD) && before.contains("900000"), "{before}");
        forget(store);
        let after = json(store);
        for trace in [WORD, "900000", "tried-", "13 mini", "17.4"] {
            assert!(!after.contains(trace), "{trace} in {after}");
        }
        assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), None);
        for place in [PLACE, PlaceId(HOME.message.0)] {
            assert_eq!(store.case_at(SERVER, place).unwrap(), None);
        }
        assert_eq!((claimed(store, at(9999)), store.next_due().unwrap()), (0, None));
        assert_eq!(store.latest_case(SERVER, PersonId(71)).unwrap().as_ref(), Some(&somebody));
        let theirs = Filter { person: Some(PERSON), ..Filter::default() };
        let nobodys = Filter { person: Some(PersonId(0)), ..Filter::default() };
        assert_eq!(store.cases(&theirs).chain(store.cases(&nobodys)).count(), 0);
    });
}

#[test]
fn what_statistics_count_is_kept() {
    with_each(|store| {
        let case = tell(store, Stage::Escalated, "a");
        forget(store);
        let stub = store.case(SERVER, CaseNumber(1)).unwrap().unwrap();
        let expected = Case {
            number: Some(CaseNumber(1)),
            stage: Stage::Closed,
            causes: case.causes.clone(),
            steps: case.steps.clone(),
            escalation: case.escalation,
            touched_at: case.touched_at,
            intake: Intake {
                ios_version: Field::Known("17".to_owned()),
                device: Field::Known("iphone".to_owned()),
                ..Intake::default()
            },
            history: stub.history.clone(),
            version: case.version + 1,
            forgotten: true,
            opened_there: case.opened_there,
            milestones: case.milestones,
            priority: Priority::High,
            incident: Some(3),
            patterns: vec!["storage is full".to_owned()],
            ..Case::new(SERVER, PersonId(0), PlaceId(0), case.opened_at)
        };
        assert_eq!(stub, expected);
        let history = stub.history.iter().zip(&case.history);
        assert!(history.clone().all(|(kept, was)| kept.at == was.at && kept.by.is_none()));
        assert_eq!((stub.history.len(), history.count()), (case.history.len(), case.history.len()));
        let kept: Vec<_> = stub.history.iter().rev().take(2).map(|entry| &entry.what).collect();
        let (role, moderator) = (Receiver::Role(RoleId(0)), Receiver::Moderator(PersonId(0)));
        assert_eq!(kept, [&Happening::HandedOff(role), &Happening::HandedOff(moderator)]);
    });
}

#[test]
fn a_moderator_who_is_forgotten_is_in_no_case_of_others_any_more() {
    with_each(|store| {
        let mut spike = incident(1);
        spike.incidents[0].opened_by = Some(MODERATOR.0);
        store.write(Write::Incident(Box::new(spike))).unwrap();
        let before = tell(store, Stage::Resolved, "a");
        store.write(Write::ForgetPerson(SERVER, MODERATOR, at(0))).unwrap();
        let case = store.case(SERVER, CaseNumber(1)).unwrap().unwrap();
        assert_eq!((case.owner, case.helped_by, case.notes[0].by), (None, None, None));
        assert!(case.history.iter().all(|entry| entry.by.is_none()));
        assert_eq!((case.words, case.history.len()), (before.words, before.history.len()));
        assert_eq!(store.incidents(None).next().unwrap().unwrap().1.opened_by, None);
        let sums = store.sums(None, Section::People, Span::ALL).unwrap();
        assert_eq!(sums.rows(name::CLAIMED).collect::<Vec<_>>(), [(NOBODY, 1)]);
    });
}

#[test]
fn one_case_is_forgotten_and_the_others_of_the_person_stay() {
    with_each(|store| {
        tell(store, Stage::Resolved, "a");
        let second = tell(store, Stage::Fixing, "b");
        let forget = |number| {
            let written = store.write(Write::ForgetCase(SERVER, CaseNumber(number)));
            assert_eq!(written, Ok(Written::Saved { case: None }));
        };
        forget(1);
        assert_eq!(store.latest_case(SERVER, PERSON).unwrap().as_ref(), Some(&second));
        assert_eq!(store.case_at(SERVER, PLACE).unwrap().as_ref(), Some(&second));
        let work = store.claim(at(500), SignedDuration::from_secs(60), 10).unwrap();
        assert!(work.iter().all(|work| work.case == Some(CaseNumber(2))), "{work:?}");
        assert_eq!(work.len(), 2);

        forget(2);
        assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), None);
        assert_eq!(store.case_at(SERVER, PLACE).unwrap(), None);
        assert!(!json(store).contains(WORD));
    });
}

#[test]
fn forgetting_again_and_forgetting_nothing_change_nothing() {
    with_each(|store| {
        tell(store, Stage::Fixing, "a");
        opened(store, ServerId(8), PERSON, "in another server");
        forget(store);
        let before = json(store);
        forget(store);
        for number in [1, 2, 99] {
            store.write(Write::ForgetCase(SERVER, CaseNumber(number))).unwrap();
        }
        store.write(Write::ForgetPerson(SERVER, PersonId(0), at(0))).unwrap();
        assert_eq!(json(store), before);
        assert!(store.latest_case(ServerId(8), PERSON).unwrap().is_some());
        // Who comes back is new, and numbers go on.
        assert_eq!(opened(store, SERVER, PERSON, "b").number, Some(CaseNumber(2)));
    });
}

#[test]
fn a_step_on_a_case_that_was_forgotten_meanwhile_is_refused() {
    with_each(|store| {
        let case = tell(store, Stage::Fixing, "a");
        forget(store);
        let stub = store.case(SERVER, CaseNumber(1)).unwrap().unwrap();
        for (loaded, next) in [
            (&case, Some(moved(&case, Stage::Waiting))),
            (&case, Some(full(Stage::Fixing))),
            (&case, None),
            (&stub, Some(moved(&stub, Stage::Fixing))),
            (&stub, Some(full(Stage::Fixing))),
        ] {
            let mut step = commit_of(SERVER, PERSON, "b", Some(loaded));
            step.case = next;
            step.work = vec![due(0, say(WORD))];
            assert_eq!(save(store, step), Written::Conflict);
        }
        assert!(!json(store).contains(WORD));
    });
}
