//! Figures for a phone.

use super::super::limits::{self, units};
use super::super::report::report;
use super::BASE;
use crate::stats::{Cell, Part, Question, Report, Span, Table};

fn of(parts: Vec<(&str, Table)>) -> String {
    let part = |(heading, table): (&str, Table)| Part {
        name: heading.to_owned(),
        heading: heading.to_owned(),
        table,
    };
    report(
        &BASE,
        &Report {
            question: Question::Causes,
            title: "Causes".to_owned(),
            span: Span::ALL,
            cases: 7,
            tables: parts.into_iter().map(part).collect(),
            notes: Vec::new(),
            figures: Vec::new(),
        },
    )
}

fn table(columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table { rows, ..Table::with_columns(columns) }
}

#[test]
fn few_columns_stand_side_by_side_and_causes_have_their_titles() {
    let full = BASE.causes.iter().max_by_key(|cause| cause.title.len()).unwrap();
    let rows = vec![
        vec![Cell::text(full.id.as_str()), Cell::Count(12), Cell::Share(0.5)],
        vec![Cell::text("unknown"), Cell::Count(1), Cell::Empty],
    ];
    let text = of(vec![("By cause", table(&["cause", "cases", "share"], rows))]);
    assert!(text.starts_with("**Causes**\nall days, 7 cases\n**By cause**\n```text\ncause "), "{text}");
    let first: String = full.title.chars().take(12).collect();
    let line = text.lines().find(|line| line.starts_with(&first)).unwrap();
    assert!(line.contains('…') && line.ends_with("12    50%") && line.chars().count() <= 36, "{line:?}");
}

#[test]
fn many_columns_stand_under_the_name() {
    let columns = ["step", "shown", "worked", "did_not_help", "skipped", "worked_share"];
    let row = vec![
        Cell::text("x`y"),
        Cell::Count(1),
        Cell::Count(2),
        Cell::Count(3),
        Cell::Empty,
        Cell::Share(0.25),
    ];
    let text = of(vec![("Steps", table(&columns, vec![row]))]);
    assert!(text.contains("x'y\n  shown 1, worked 2, did not help 3\n  worked share 25%"), "{text}");
}

#[test]
fn moderators_are_mentioned_with_what_they_did() {
    let row = |name: &str| vec![Cell::text(name), Cell::Count(3), Cell::Count(0)];
    let desk = table(&["moderator", "claimed", "released"], vec![row("42"), row("nobody")]);
    let text = of(vec![("Moderators", desk)]);
    assert!(text.ends_with("**Moderators**\n<@42>: claimed 3\nnobody: claimed 3"), "{text}");
}

#[test]
fn what_has_no_room_is_said_to_be_left_out_and_nothing_is_said_to_be_nothing() {
    let rows: Vec<Vec<Cell>> =
        (0..200).map(|n| vec![Cell::text(format!("row {n}")), Cell::Count(n)]).collect();
    let text = of(vec![("Long", table(&["what", "cases"], rows.clone())), ("Never", table(&["what"], rows))]);
    assert!(units(&text) <= limits::CONTENT && text.contains("row 0") && !text.contains("row 199"), "{text}");
    assert!(text.contains("more than fits") && text.matches("```").count() == 2, "{text}");
    assert!(of(vec![("Empty", table(&["what"], Vec::new()))]).contains("Nothing was counted"));
}

#[test]
fn times_have_one_unit() {
    let seconds = [45, 600, 7200, 400_000].map(|seconds| vec![Cell::text("x"), Cell::Time { seconds }]);
    let text = of(vec![("Times", table(&["what", "median"], seconds.to_vec()))]);
    for words in ["45 s", "10 min", "2 h", "5 d"] {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
}
