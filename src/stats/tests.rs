//! Five cases, and what each question says of them.

use std::convert::Infallible;

use super::{Question, Report, Span, answer, answer_of};
use crate::diagnosis::RankedCause;
use crate::intake::Field;
use crate::knowledge::{Family, StepId};
use crate::store::tests::sample::{SERVER, at, moved, new_case};
use crate::triage::case::{Case, Escalation, Outcome, PersonId, Stage, StepRecord};

fn case(person: u64, cause: Option<(&str, Family)>, version: &str, steps: &[(&str, Outcome)]) -> Case {
    let mut case = new_case(SERVER, PersonId(person));
    let cause = cause.map(|(id, family)| RankedCause { id: id.into(), family, confidence: 0.9 });
    case.causes = cause.into_iter().collect();
    case.intake.ios_version = Field::Known(version.to_owned());
    let steps = steps.iter().map(|(step, outcome)| StepRecord {
        step: StepId((*step).to_owned()),
        shown_at: at(0),
        outcome: *outcome,
        cause: None,
    });
    case.steps = steps.collect();
    case
}

fn cases() -> Vec<Case> {
    let full = Some(("icloud-full", Family::StorageFull));
    let wifi = Some(("no-wifi", Family::Network));
    let mut escalated = moved(&case(4, wifi, "17.0", &[]), Stage::Escalated);
    escalated.escalation = Some(Escalation::AskedFor);
    let tried = [("restart", Outcome::DidNotHelp), ("check_storage", Outcome::Worked)];
    vec![
        moved(&moved(&case(1, full, "17.4.1", &tried), Stage::Resolved), Stage::Closed),
        moved(&case(2, full, "26.1 beta 2", &[("restart", Outcome::Worked)]), Stage::Resolved),
        moved(&case(3, full, "22D63", &[("restart", Outcome::Open)]), Stage::Closed),
        escalated,
        moved(&case(4, None, "17", &[("restart", Outcome::Skipped)]), Stage::Fixing),
    ]
}

fn report(question: Question) -> Report {
    let answered = answer_of(question, Span::ALL, cases().into_iter().map(Ok::<_, Infallible>));
    answered.unwrap_or_else(|never| match never {})
}

fn table(question: Question) -> String {
    report(question).tables[0].table.to_csv().replace("\r\n", "\n")
}

#[test]
fn the_overview_counts_endings() {
    let expected = "what,cases,share\nall cases,5,1\nopen,1,0.2\nwith a human,1,0.2\nresolved,2,0.4\n\
                    resolved without a human,2,0.4\nclosed unsolved,1,0.2\never escalated,1,0.2\n";
    assert!(table(Question::Overview).starts_with(expected), "{}", table(Question::Overview));
}

#[test]
fn causes_and_families_are_those_at_the_head_of_the_case() {
    let causes = "cause,cases,resolved,escalated,resolved_share,dismissed\nicloud-full,3,2,0,0.6667,0\n\
                  no-wifi,1,0,1,0,0\nunknown,1,0,0,0,0\n";
    assert_eq!(table(Question::Causes), causes);
    let families = causes.replace("cause,", "family,").replace("icloud-full", "storage_full");
    assert_eq!(table(Question::Families), families.replace("no-wifi", "network"));
}

#[test]
fn a_step_succeeds_among_those_who_said_so() {
    let expected = "step,shown,worked,did_not_help,skipped,worked_share,low,high\n\
                    restart,4,1,1,1,0.5,0.0945,0.9055\ncheck_storage,1,1,0,0,1,0.2065,1\n";
    assert_eq!(table(Question::Steps), expected);
}

#[test]
fn versions_are_counted_by_major() {
    let expected = "ios,cases,resolved,escalated,resolved_share,dismissed\n17,3,1,1,0.3333,0\n26,1,1,0,1,0\n\
         unknown,1,0,0,0,0\n";
    assert_eq!(table(Question::Versions), expected);
}

#[test]
fn a_case_that_cannot_be_read_ends_the_answer() {
    let cases = [Ok(cases().remove(0)), Err("page 3")];
    assert_eq!(answer(Question::Overview, cases.into_iter()), Err("page 3"));
}

#[test]
fn no_cases_make_a_table_without_shares() {
    let none = std::iter::empty::<Result<Case, Infallible>>();
    let table = answer(Question::Overview, none).unwrap_or_else(|never| match never {});
    assert!(table.to_csv().starts_with("what,cases,share\r\nall cases,0,\r\n"), "{}", table.to_csv());
}
