//! Pictures of made-up numbers: what they say, that nothing overlaps, and that nothing breaks them.

mod color;
mod numbers;
mod picture;
mod places;
mod words;

use super::{Chart, Funnel, Series, StepBar, Steps, Trend};

const LONG: &str =
    "A name that is so very long that nobody would ever read it to its end, least of all on a phone";

const CAUSES: [&str; 7] = [
    "Storage is full",
    "Not on Wi-Fi",
    "Software is old",
    "Terms not accepted",
    "Signed out",
    "Battery not charging",
    "Service is down",
];

/// Later series are smaller, so that the order of the colors is known.
fn trend(days: usize, names: &[&str], times: u64) -> Chart {
    let series = |(place, name): (usize, &&str)| Series {
        name: (*name).to_string(),
        values: (0..days as u64).map(|day| (40 - 4 * place.min(9) as u64 + day % 4) * times).collect(),
    };
    let series: Vec<Series> = names.iter().enumerate().map(series).collect();
    let cases = series.iter().flat_map(|series| &series.values).sum();
    let dates = (0..days).map(|day| format!("day {day:04}")).collect();
    Chart::Trend(Trend { title: "Cases by cause".into(), unit: "Cases a day".into(), dates, series, cases })
}

fn funnel(stages: &[(&str, u64)]) -> Chart {
    let stages = stages.iter().map(|(name, count)| ((*name).to_string(), *count)).collect();
    Chart::Funnel(Funnel { title: "From message to resolution".into(), unit: "messages".into(), stages })
}

fn support() -> Chart {
    funnel(&[("Heard", 5210), ("Answered", 412), ("Tried a step", 300), ("Resolved", 230)])
}

fn step(name: &str, worked: u64, answered: u64) -> StepBar {
    let share = worked as f64 / answered as f64;
    StepBar { name: name.into(), worked, answered, share, low: share - 0.1, high: share + 0.1 }
}

fn steps(rows: Vec<StepBar>) -> Chart {
    Chart::Steps(Steps { title: "Which steps work".into(), unit: "People whom it helped".into(), rows })
}

fn good_steps() -> Chart {
    steps(vec![step("Free up storage", 96, 140), step("Restart", 22, 80), step("Accept the terms", 6, 6)])
}

/// Every chart that could go wrong.
fn hard() -> Vec<Chart> {
    let names = [
        LONG,
        "مشكلة",
        "לא מחובר ל־Wi-Fi (בבית)",
        "<b> & \"\u{fffe}",
        "絵文字 🎉",
        "\n\t",
        "other",
        "x",
        "y",
    ];
    let nan = StepBar {
        name: LONG.repeat(9),
        worked: 1,
        answered: 1,
        share: f64::NAN,
        low: f64::NAN,
        high: f64::NAN,
    };
    let wild = StepBar { low: 7.0, high: f64::NEG_INFINITY, share: -3.0, ..step("wild", 1, u64::MAX) };
    let many = (0..40).map(|at| step(LONG, at, 40)).collect();
    vec![
        Chart::Trend(Trend::default()),
        Chart::Funnel(Funnel::default()),
        Chart::Steps(Steps::default()),
        trend(0, &CAUSES, 1),
        trend(1, &CAUSES[..1], 1),
        trend(3, &[], 1),
        trend(12, &names, 1_000_000_000),
        trend(1100, &CAUSES, 3),
        trend(5, &CAUSES, u64::MAX / 10_000),
        funnel(&[("none", 0), ("some", 4_000_000_012), (LONG, 1), ("most", u64::MAX)]),
        funnel(&[("one", 1)]),
        funnel(&vec![(LONG, 7); 30]),
        steps(vec![nan, wild, step("", 0, 0)]),
        steps(many),
        support(),
        good_steps(),
    ]
}
