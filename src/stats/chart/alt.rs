//! A chart -> what it shows, in words, for people who cannot see it.

use super::fold::{self, Band};
use super::font::tidy;
use super::frame::NOTHING;
use super::number::{counted, exact, part, percent, unit};
use super::{Chart, Funnel, Steps, Trend, steps};

/// Discord takes 1024; some of that is left free.
const MOST: usize = 1000;
/// A name longer than this would push the numbers out.
const NAME: usize = 60;
const TITLE: usize = 160;

/// The words for a chart, at most [`MOST`] characters as Discord counts them.
pub(super) fn of(chart: &Chart) -> String {
    let words = match chart {
        Chart::Trend(of) => trend(of),
        Chart::Funnel(of) => funnel(of),
        Chart::Steps(of) => shares(of),
    };
    short(&words, MOST)
}

fn trend(trend: &Trend) -> String {
    let title = head("Stacked bars", &trend.title);
    let bands = fold::bands(trend);
    if bands.is_empty() {
        return format!("{title} {NOTHING}.");
    }
    let named = |date: Option<&String>| date.map_or_else(String::new, |date| short(date, NAME));
    let span = format!("{} to {}", named(trend.dates.first()), named(trend.dates.last()));
    let unit = short(&trend.unit, NAME);
    let totals: Vec<String> =
        bands.iter().map(|band| format!("{} {}", short(&band.name, NAME), exact(band.total))).collect();
    let cases = format!("n = {}", counted(trend.cases, "case"));
    format!("{title} {unit}, {span}, {cases}. {}Totals: {}.", busiest(trend, &bands), totals.join(", "))
}

/// The period with the most; the first of several.
fn busiest(trend: &Trend, bands: &[Band]) -> String {
    let bars = fold::stacked(&trend.dates, bands, 1);
    let most = bars.iter().map(fold::Bar::total).fold(0.0, f64::max);
    let first = bars.iter().find(|bar| bar.total() >= most);
    first.map_or_else(String::new, |bar| {
        format!("Most: {} on {}. ", exact(bar.total() as u64), short(bar.date, NAME))
    })
}

fn funnel(funnel: &Funnel) -> String {
    let title = head("Bars by stage", &funnel.title);
    let first = funnel.stages.first().map_or(0, |(_, count)| *count);
    if funnel.stages.iter().all(|(_, count)| *count == 0) {
        return format!("{title} {NOTHING}.");
    }
    let stage = |(name, count): &(String, u64)| match part(*count, first) {
        Some(share) => format!("{} {} ({share})", short(name, NAME), exact(*count)),
        None => format!("{} {}", short(name, NAME), exact(*count)),
    };
    let stages: Vec<String> = funnel.stages.iter().map(stage).collect();
    format!("{title} n = {} {}. {}.", exact(first), short(&funnel.unit, NAME), stages.join(", "))
}

fn shares(of: &Steps) -> String {
    let title = head("Bars with 95% intervals", &of.title);
    let answers = steps::answers(of);
    if answers == 0 {
        return format!("{title} {NOTHING}.");
    }
    let mut rows: Vec<_> = of.rows.iter().filter(|row| row.answered > 0).collect();
    rows.sort_by(|one, two| unit(two.share).total_cmp(&unit(one.share)));
    let row = |row: &&super::StepBar| {
        let [share, low, high] = [row.share, row.low, row.high].map(|share| percent(share, false));
        format!("{} {share} of {} ({low} to {high})", short(&row.name, NAME), exact(row.answered))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!("{title} {}, n = {}. {}.", short(&of.unit, NAME), counted(answers, "answer"), rows.join(", "))
}

fn head(kind: &str, title: &str) -> String {
    format!("{kind}: {}.", short(title, TITLE))
}

/// On one line and at most so long, as Discord counts: in units of UTF-16.
fn short(text: &str, most: usize) -> String {
    let text = tidy(text);
    if text.encode_utf16().count() <= most {
        return text;
    }
    let mut left = most.saturating_sub(1);
    let fits = |letter: &char| match left.checked_sub(letter.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}
