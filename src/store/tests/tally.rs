//! What one case counts for, and that forgetting it changes nothing.

use jiff::civil::date;

use super::sample::{PERSON, SERVER, at, commit, moved, opened, save};
use crate::diagnosis::RankedCause;
use crate::intake::Field;
use crate::knowledge::Family;
use crate::store::{Memory, Store, Write};
use crate::tally::{Contribution, NOBODY, Section, Sums, name};
use crate::triage::case::{
    Case, CaseNumber, Escalation, Happening, HistoryEntry, Milestones, Outcome, PersonId, Stage, StepRecord,
};
use crate::triage::desk::Ending;

/// A case that a moderator took and solved, with something in every section.
fn solved(case: &Case) -> Case {
    let mut case = case.clone();
    let did = |what| HistoryEntry { at: at(900), by: Some(PersonId(90)), what };
    case.causes = vec![RankedCause { id: "no-wifi".into(), family: Family::Network, confidence: 0.9 }];
    case.intake.ios_version = Field::Known("17.4.1".to_owned());
    case.intake.device = Field::Known("iphone 13 mini".to_owned());
    case.opened_there = Some(date(2026, 12, 31).at(23, 5, 0, 0));
    case.patterns = vec!["wifi drops".to_owned(), "wifi drops".to_owned()];
    case.escalation = Some(Escalation::AskedFor);
    let (step, cause) = ("restart".into(), Some("no-wifi".into()));
    case.steps = vec![StepRecord { step, shown_at: at(1), outcome: Outcome::DidNotHelp, cause }];
    case.history.push(did(Happening::Claimed));
    case.history.push(did(Happening::Ended(Ending::Dismissed)));
    let (answered, escalated) = (Some(at(4)), Some(at(300)));
    case.milestones = Milestones { answered, escalated, claimed: Some(at(900)), resolved: Some(at(5000)) };
    moved(&moved(&case, Stage::Resolved), Stage::Closed)
}

fn rows(sums: &Sums, table: &str) -> Vec<(String, u64)> {
    sums.rows(table).map(|(row, count)| (row.to_owned(), count)).collect()
}

fn one(row: &str) -> Vec<(String, u64)> {
    vec![(row.to_owned(), 1)]
}

#[test]
fn a_case_counts_in_every_section_on_the_day_of_its_opening_there() {
    let counted = Contribution::of(&solved(&opened(&Memory::default(), SERVER, PERSON, "a")));
    assert_eq!((counted.server, counted.day), (SERVER, date(2026, 12, 31)));
    let of = |section| counted.sections.get(&section).cloned().unwrap_or_default();
    let cases = of(Section::Cases);
    for (table, row) in [
        (name::CAUSE, "no-wifi"),
        (name::FAMILY, "network"),
        (name::VERSION, "17"),
        (name::DEVICE, "iphone"),
        (name::HOUR, "23"),
        (name::WEEKDAY, "4"),
        (name::PRIORITY, "normal"),
        (name::TO_ANSWER, "004"),
    ] {
        assert_eq!(rows(&cases, table), one(row), "{table}");
    }
    for (row, count) in [(name::ALL, 1), (name::RESOLVED, 1), (name::RESOLVED_ALONE, 0), (name::ESCALATED, 1)]
    {
        assert_eq!(cases.get(name::CASES, row), count, "{row}");
    }
    assert_eq!(rows(&of(Section::Steps), name::DID_NOT_HELP), one("no-wifi/restart"));
    assert_eq!(rows(&of(Section::Patterns), name::DISMISSED), one("wifi drops"));
    assert_eq!(rows(&of(Section::People), name::RESOLVED), one("90"));
}

#[test]
fn forgetting_a_case_that_is_over_changes_nothing_but_who_did_it() {
    let store = Memory::default();
    let case = opened(&store, SERVER, PERSON, "a");
    let mut step = commit("b", Some(&case));
    step.case = Some(solved(&case));
    save(&store, step);
    let counted = || Contribution::of(&store.case(SERVER, CaseNumber(1)).unwrap().unwrap());
    let before = counted();
    store.write(Write::ForgetCase(SERVER, CaseNumber(1))).unwrap();
    let after = counted();
    for section in [Section::Cases, Section::Steps, Section::Patterns] {
        assert_eq!(after.sections.get(&section), before.sections.get(&section), "{section:?}");
    }
    assert_eq!(rows(&after.sections[&Section::People], name::CLAIMED), one(NOBODY));
}

#[test]
fn who_fell_silent_or_was_ended_by_staff_is_not_resolved() {
    let case = opened(&Memory::default(), SERVER, PERSON, "a");
    for (what, resolved) in [(Happening::FellSilent, 0), (Happening::ClosedByStaff, 0), (Happening::Noted, 1)]
    {
        let mut ended = moved(&case, Stage::Resolved);
        ended.history.push(HistoryEntry { at: at(9), by: None, what: what.clone() });
        let counted = Contribution::of(&moved(&ended, Stage::Closed));
        assert_eq!(counted.sections[&Section::Cases].get(name::CASES, name::RESOLVED), resolved, "{what:?}");
    }
}

#[test]
fn what_is_taken_away_leaves_nothing() {
    let mut sums = Sums::default();
    sums.add("a", "b", 2);
    let before = sums.clone();
    sums.count("a", "c");
    let mut change = Sums::default();
    change.count("a", "c");
    sums.minus(&change);
    assert_eq!(sums, before);
    sums.minus(&before);
    assert!(sums.is_empty());
}
