//! Whatever happens to cases, the sums that are kept equal a count over all cases and stubs.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

use super::frail::Frail;
use super::sample::{at, commit_of, moved, new_case, save};
use crate::diagnosis::RankedCause;
use crate::intake::Field;
use crate::knowledge::Family;
use crate::store::disk::Disk;
use crate::store::{Filter, Memory, OnDisk, Store, Write};
use crate::tally::{Grain, Section, Span, Sums, recount};
use crate::triage::case::{
    Case, CaseNumber, Happening, HistoryEntry, Outcome, PersonId, Priority, ServerId, Stage, StepRecord,
};
use crate::triage::desk::Ending;

/// What happens to the case of a person in a server.
#[derive(Debug, Clone)]
enum Change {
    /// A case begins on a day, so many after the first; it is refused while one is open.
    Opens(i64),
    Moves(Stage),
    Diagnosed(&'static str, Family),
    Says(&'static str, &'static str),
    Shown(&'static str, Option<&'static str>),
    Answered(Outcome),
    Happened(Happening, u64),
    Waited(i64),
    Prioritized(Priority),
    Linked(u64),
    CaseForgotten(u64),
    PersonForgotten,
}

fn changes() -> impl Strategy<Value = Change> {
    let stages = [
        Stage::Asking,
        Stage::Fixing,
        Stage::Waiting,
        Stage::Escalated,
        Stage::Claimed,
        Stage::Resolved,
        Stage::Closed,
    ];
    let causes = [("icloud-full", Family::StorageFull), ("no-wifi", Family::Network)];
    let outcomes = [Outcome::Open, Outcome::Worked, Outcome::DidNotHelp, Outcome::Skipped];
    let happenings = [
        Happening::Claimed,
        Happening::Released,
        Happening::Noted,
        Happening::FellSilent,
        Happening::Reclassified,
        Happening::Ended(Ending::Dismissed),
        Happening::Reopened,
    ];
    prop_oneof![
        4 => (0..900_i64).prop_map(Change::Opens),
        6 => select(stages.to_vec()).prop_map(Change::Moves),
        2 => select(causes.to_vec()).prop_map(|(id, family)| Change::Diagnosed(id, family)),
        1 => (select(vec!["17.4.1", "26.1 beta 2", "22D63"]), select(vec!["iphone 13 mini", "ipad air", "the blue one"]))
            .prop_map(|(version, device)| Change::Says(version, device)),
        2 => (select(vec!["restart", "check_storage"]), select(vec![None, Some("no-wifi")]))
            .prop_map(|(step, cause)| Change::Shown(step, cause)),
        2 => select(outcomes.to_vec()).prop_map(Change::Answered),
        3 => (select(happenings.to_vec()), 90..93_u64).prop_map(|(what, by)| Change::Happened(what, by)),
        1 => (0..400_000_i64).prop_map(Change::Waited),
        1 => select(vec![Priority::Low, Priority::Urgent]).prop_map(Change::Prioritized),
        1 => (1..3_u64).prop_map(Change::Linked),
        1 => (1..6_u64).prop_map(Change::CaseForgotten),
        1 => Just(Change::PersonForgotten),
    ]
}

/// A case as it is after a change; `None` when the change is about something else.
fn changed(case: &Case, change: &Change) -> Option<Case> {
    let mut next = moved(case, case.stage);
    next.history.pop();
    let happened = |next: &mut Case, by: u64, what: &Happening| {
        next.history.push(HistoryEntry { at: at(60), by: Some(PersonId(by)), what: what.clone() });
    };
    match change {
        Change::Moves(stage) => next = moved(case, *stage),
        Change::Diagnosed(id, family) => {
            next.causes = vec![RankedCause { id: (*id).into(), family: *family, confidence: 0.9 }];
            next.patterns = vec![format!("pattern of {id}"), "backup failed".to_owned()];
        }
        Change::Says(version, device) => {
            next.intake.ios_version = Field::Known((*version).to_owned());
            next.intake.device = Field::Known((*device).to_owned());
        }
        Change::Shown(step, cause) => next.steps.push(StepRecord {
            step: (*step).into(),
            shown_at: at(5),
            outcome: Outcome::Open,
            cause: cause.map(Into::into),
        }),
        Change::Answered(outcome) => next.steps.last_mut()?.outcome = *outcome,
        Change::Happened(what, by) => happened(&mut next, *by, what),
        Change::Waited(seconds) => {
            let then = case.opened_at.checked_add(jiff::SignedDuration::from_secs(*seconds)).ok();
            (next.milestones.answered, next.milestones.resolved) = (then, then);
        }
        Change::Prioritized(priority) => next.priority = *priority,
        Change::Linked(incident) => next.incident = Some(*incident),
        Change::Opens(_) | Change::CaseForgotten(_) | Change::PersonForgotten => return None,
    }
    Some(next)
}

fn carry_out(store: &dyn Store, server: ServerId, person: PersonId, change: &Change, source: &str) {
    let latest = store.latest_case(server, person).unwrap();
    let mut step = commit_of(server, person, source, latest.as_ref());
    match change {
        Change::Opens(day) => {
            let mut case = new_case(server, person);
            let hours = jiff::SignedDuration::from_hours(day * 24 + day % 24);
            case.opened_at = at(0).checked_add(hours).unwrap();
            // In one server nobody knows the time there.
            let there = case.opened_at.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9))).datetime();
            case.opened_there = (server.0 != 8).then_some(there);
            step.case = Some(case);
        }
        Change::CaseForgotten(number) => {
            store.write(Write::ForgetCase(server, CaseNumber(*number))).unwrap();
            return;
        }
        Change::PersonForgotten => {
            store.write(Write::ForgetPerson(server, person, at(0))).unwrap();
            return;
        }
        change @ (Change::Moves(_)
        | Change::Diagnosed(..)
        | Change::Says(..)
        | Change::Shown(..)
        | Change::Answered(_)
        | Change::Happened(..)
        | Change::Waited(_)
        | Change::Prioritized(_)
        | Change::Linked(_)) => step.case = latest.as_ref().and_then(|case| changed(case, change)),
    }
    save(store, step);
}

/// Every section, over these days, equals a count over the cases that the store gives out.
fn equals_a_recount(store: &dyn Store, span: Span) {
    let cases: Vec<Case> = store.cases(&Filter::default()).map(Result::unwrap).collect();
    for section in Section::ALL {
        for grain in [Grain::Whole, Grain::Month, Grain::Day] {
            let counted = recount(cases.iter(), section, span, grain);
            let kept = store.tallies(None, section, span, grain).unwrap();
            assert_eq!(kept, counted, "{section:?} by {grain:?} in {span:?}");
            assert_eq!(
                store.sums(None, section, span).unwrap(),
                Sums::of(&counted),
                "{section:?} in {span:?}"
            );
            let here: Vec<_> = counted.into_iter().filter(|tally| tally.server.0 == 7).collect();
            assert_eq!(store.tallies(Some(ServerId(7)), section, span, grain).unwrap(), here);
        }
    }
    let open: Vec<Case> = cases.into_iter().filter(|case| crate::store::is_open(case.stage)).collect();
    let found = store.cases(&Filter { open: true, ..Filter::default() });
    assert_eq!(found.map(Result::unwrap).collect::<Vec<_>>(), open);
}

fn days() -> impl Strategy<Value = Date> {
    (0..950_i32).prop_map(|day| date(2027, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap())
}

fn spans() -> impl Strategy<Value = Span> {
    (proptest::option::of(days()), proptest::option::of(days()))
        .prop_filter_map("backwards", |(from, to)| Span::new(from, to).ok())
}

fn histories() -> impl Strategy<Value = Vec<(u64, u64, Change)>> {
    proptest::collection::vec((7..9_u64, 70..73_u64, changes()), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sums_equal_a_recount_in_every_store(history in histories(), some in proptest::collection::vec(spans(), 3)) {
        let memory = Memory::default();
        let disk: std::sync::Arc<dyn Disk> = std::sync::Arc::new(Frail::default());
        let on_disk = OnDisk::over(disk).unwrap();
        for (index, (server, person, change)) in history.iter().enumerate() {
            for store in [&memory as &dyn Store, &on_disk] {
                carry_out(store, ServerId(*server), PersonId(*person), change, &format!("event {index}"));
            }
        }
        for span in some.into_iter().chain([Span::ALL]) {
            equals_a_recount(&memory, span);
            equals_a_recount(&on_disk, span);
            for section in Section::ALL {
                let of = |store: &dyn Store| store.tallies(None, section, span, Grain::Month).unwrap();
                prop_assert_eq!(of(&memory), of(&on_disk));
            }
        }
    }
}

#[test]
fn sums_survive_opening_again_and_rewriting() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    let story = [
        Change::Opens(0),
        Change::Diagnosed("no-wifi", Family::Network),
        Change::Shown("restart", Some("no-wifi")),
        Change::Answered(Outcome::Worked),
        Change::Moves(Stage::Resolved),
        Change::Opens(40),
    ];
    for (index, change) in story.iter().enumerate() {
        carry_out(&store, ServerId(7), PersonId(70), change, &format!("event {index}"));
    }
    store.compact().unwrap();
    drop(store);
    let store = OnDisk::open(data.path()).unwrap();
    for span in [Span::ALL, Span { from: Some(date(2027, 2, 3)), to: None }] {
        equals_a_recount(&store, span);
    }
    assert_eq!(store.sums(None, Section::Steps, Span::ALL).unwrap().get("worked", "no-wifi/restart"), 1);
    assert_eq!(store.learned(None).unwrap().steps.len(), 1);
}
