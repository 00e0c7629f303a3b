//! The numbers of pictures: plain labels and counts, with the ids of causes and steps.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Facts, Question, by, steps, trend};
use crate::tally::{Period, Sums, name};

/// More days or months than this are not drawn one by one.
const MOST_BARS: usize = 400;

/// What can be drawn of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Cases over time by cause.
    Trend {
        /// Whether the periods are days; else they are months.
        by_day: bool,
        /// The periods in order, without gaps.
        periods: Vec<String>,
        /// The ids of causes, or of families, most frequent first, with a count for every period.
        series: Vec<(String, Vec<u64>)>,
    },
    /// How many messages got how far.
    Funnel {
        /// The stages in order with their counts; none is larger than the one before.
        stages: Vec<(String, u64)>,
    },
    /// How often steps worked.
    Steps {
        /// The ids of steps, most shown first: how many said that it worked, and how many said anything.
        rows: Vec<(String, u64, u64)>,
    },
}

/// What can be drawn of an answer.
pub(super) fn figures(question: Question, facts: &Facts) -> Vec<Figure> {
    match question {
        Question::Overview => vec![trend(facts, name::CAUSE), funnel(&facts.cases)],
        Question::Causes => vec![trend(facts, name::CAUSE)],
        Question::Families => vec![trend(facts, name::FAMILY)],
        Question::Steps => {
            let rows = steps::by_step(facts).into_iter();
            let rows = rows.map(|(step, count)| (step, count.tried.helped, count.tried.answered()));
            vec![Figure::Steps { rows: rows.collect() }]
        }
        Question::Versions
        | Question::Devices
        | Question::Desk
        | Question::Incidents
        | Question::Patterns
        | Question::Unmatched => Vec::new(),
    }
}

fn trend(facts: &Facts, table: &str) -> Figure {
    let periods = without_gaps(facts);
    let count = |period: &Period, row: &str| {
        let at = facts.periods.binary_search_by_key(period, |(period, _)| *period);
        at.ok().and_then(|at| facts.periods.get(at)).map_or(0, |(_, sums)| sums.get(table, row))
    };
    let series = by::ordered(facts, table).into_iter();
    let series =
        series.map(|(row, _)| (row.to_owned(), periods.iter().map(|period| count(period, row)).collect()));
    Figure::Trend {
        by_day: facts.by_day,
        series: series.collect(),
        periods: periods.iter().map(|period| trend::label(*period)).collect(),
    }
}

/// Every day or month from the first to the last; where an end was given, up to it.
fn without_gaps(facts: &Facts) -> Vec<Period> {
    let begin = |found: Option<&(Period, Sums)>| found.and_then(|(period, _)| period.begin());
    let first = facts.span.from.or_else(|| begin(facts.periods.first()));
    let last = facts.span.to.or_else(|| begin(facts.periods.last()));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let (first, step, make): (Date, _, fn(Date) -> Period) = if facts.by_day {
        (first, jiff::Span::new().days(1), Period::Day)
    } else {
        (first.first_of_month(), jiff::Span::new().months(1), Period::Month)
    };
    first.series(step).take_while(|day| *day <= last).take(MOST_BARS).map(make).collect()
}

fn funnel(cases: &Sums) -> Figure {
    let count = |row| cases.get(name::CASES, row);
    let stages = [
        ("Message about a failing backup", count(name::ALL)),
        ("Answered", count(name::ANSWERED)),
        ("Step shown or human at it", count(name::HELPED)),
        ("Resolved", count(name::HELPED_RESOLVED)),
    ];
    Figure::Funnel { stages: stages.map(|(stage, count)| (stage.to_owned(), count)).into() }
}
