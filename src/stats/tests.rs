//! Five cases, and what each question says of them.

use std::convert::Infallible;

use jiff::civil::date;

use super::{Cell, Facts, Figure, Question, Report, Span, answer, answer_of, of};
use crate::diagnosis::RankedCause;
use crate::intake::Field;
use crate::knowledge::{Family, StepId};
use crate::store::tests::sample::{SERVER, at, moved, new_case, opened};
use crate::store::{Filter, Memory, Store};
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

#[test]
fn a_report_prints_as_text_json_and_csv() {
    let steps = report(Question::Steps);
    let text = steps.to_text();
    assert!(text.starts_with("Steps (all days, 5 cases)\n\nSteps (share that worked"), "{text}");
    assert!(text.contains("\nSteps by cause\n"), "{text}");
    let csv = steps.to_csv();
    assert!(csv.starts_with("step,shown,"), "the first table stands alone: {csv}");
    assert!(csv.contains("\r\n\r\ncauses_steps\r\ncause,step,shown,"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&steps.to_json()).unwrap();
    assert_eq!((&json["question"], &json["cases"], &json["from"]), (&"steps".into(), &5.into(), &().into()));
    assert_eq!(json["tables"]["steps"][0]["step"], "restart");
    assert_eq!(json["tables"]["causes_steps"].as_array().unwrap().len(), 2);
}

#[test]
fn every_question_has_an_answer_with_and_without_cases() {
    for question in Question::ALL {
        let none = Facts::of(question, Span::ALL, &[]);
        assert!(of(question, &none).to_text().contains("all days, 0 cases"), "{question:?}");
        let answered = report(question);
        let json: serde_json::Value = serde_json::from_str(&answered.to_json()).unwrap();
        assert_eq!(json["question"], serde_json::to_value(question).unwrap());
        assert_eq!(
            serde_json::from_str::<Report>(&serde_json::to_string(&answered).unwrap()).unwrap(),
            answered
        );
    }
}

#[test]
fn a_trend_has_every_day_or_month_without_gaps() {
    let on = |month, day, person| {
        let mut case = case(person, Some(("no-wifi", Family::Network)), "17", &[]);
        case.opened_there = Some(date(2026, month, day).at(9, 0, 0, 0));
        case
    };
    let cases = [on(1, 30, 1), on(2, 2, 2), on(2, 2, 3), on(12, 31, 4)];
    let trend = |span| of(Question::Causes, &Facts::of(Question::Causes, span, &cases)).figures.remove(0);
    let by_month = [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    let year = Span::new(Some(date(2026, 1, 15)), Some(date(2026, 12, 31))).unwrap();
    for span in [Span::ALL, year] {
        let Figure::Trend { by_day, periods, series } = trend(span) else { panic!("a trend") };
        assert_eq!((by_day, periods.len(), periods[11].as_str()), (false, 12, "2026-12"));
        assert_eq!(series, [("no-wifi".to_owned(), by_month.to_vec())]);
    }
    let weeks = Span::new(Some(date(2026, 1, 29)), Some(date(2026, 2, 3))).unwrap();
    for (span, expected) in
        [(weeks, vec![0, 1, 0, 0, 2, 0]), (Span { to: weeks.to, from: None }, vec![1, 0, 0, 2, 0])]
    {
        let Figure::Trend { by_day, series, .. } = trend(span) else { panic!("a trend") };
        assert_eq!((by_day, &series[0].1), (true, &expected));
    }
}

#[test]
fn times_are_read_as_median_and_ninetieth_percentile() {
    let answered = |seconds: i64| {
        let mut case = case(1, None, "17", &[]);
        case.milestones.answered = Some(at(seconds));
        case
    };
    let cases: Vec<Case> = [2, 3, 4, 5, 7200].map(answered).into();
    let report = of(Question::Overview, &Facts::of(Question::Overview, Span::ALL, &cases));
    let times = report.tables.iter().find(|part| part.name == "times").unwrap();
    let row = &times.table.rows[0];
    assert_eq!(row[1..3], [Cell::Count(5), Cell::Time { seconds: 4 }]);
    let Cell::Time { seconds } = row[3] else { panic!("{row:?}") };
    assert!(seconds.abs_diff(7200) <= 450, "{seconds}");
    assert_eq!(report.notes, ["Times are exact to 7%."]);
}

#[test]
fn a_store_answers_as_a_count_over_its_cases_does() {
    let store = Memory::default();
    for person in 1..=3 {
        opened(&store, SERVER, PersonId(person), &format!("opened {person}"));
    }
    let cases: Vec<Case> = store.cases(&Filter::default()).map(Result::unwrap).collect();
    for question in Question::ALL {
        let counted = of(question, &Facts::of(question, Span::ALL, &cases));
        assert_eq!(super::report(&store, question, Some(SERVER), Span::ALL).unwrap(), counted);
    }
}
