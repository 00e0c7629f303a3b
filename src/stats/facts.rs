//! What an answer is made from: sums, by period where it tells them apart, and what is not counted from cases.

use std::collections::BTreeMap;
use std::convert::Infallible;

use jiff::civil::Date;

use super::{Grain, Question, Section, Span};
use crate::incident::Incident;
use crate::store::{Store, StoreError};
use crate::tally::{Period, Sums, Tally, recount};
use crate::triage::{Case, ServerId};

/// Up to so many days are told apart; more are told by month.
const MOST_DAYS: i32 = 100;

/// What an answer is made from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// The days that count.
    pub span: Span,
    /// What the cases of those days count for.
    pub cases: Sums,
    /// The same by day or month, in order, where the question tells them apart.
    pub periods: Vec<(Period, Sums)>,
    /// Whether those are days.
    pub by_day: bool,
    /// The other section that the question needs.
    pub more: Sums,
    /// The incidents that began on those days, in UTC.
    pub incidents: Vec<(ServerId, Incident)>,
    /// Questions without an answer, by day in UTC.
    pub unmatched: Vec<(Date, u64)>,
}

impl Facts {
    /// Reads what a question needs.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn read(
        store: &dyn Store,
        question: Question,
        server: Option<ServerId>,
        span: Span,
    ) -> Result<Self, StoreError> {
        let tallies = |section, grain| store.tallies(server, section, span, grain);
        let mut facts = Self::over_time(question, span, |grain| tallies(Section::Cases, grain))?;
        if let Some(section) = question.section() {
            facts.more = store.sums(server, section, span)?;
        }
        if question == Question::Incidents {
            facts.incidents = store.incidents(server).collect::<Result<_, _>>()?;
            facts.incidents.retain(|(_, incident)| span.holds(super::incidents::day_of(incident)));
        }
        if matches!(question, Question::Overview | Question::Unmatched) {
            facts.unmatched = by_day(&store.unmatched(server, span)?);
        }
        Ok(facts)
    }

    /// Counts cases; without incidents and questions, which do not follow from them.
    #[must_use]
    pub fn of(question: Question, span: Span, cases: &[Case]) -> Self {
        let tallies = |section, grain| recount(cases.iter(), section, span, grain);
        let facts =
            Self::over_time(question, span, |grain| Ok::<_, Infallible>(tallies(Section::Cases, grain)));
        let mut facts = facts.unwrap_or_else(|never| match never {});
        if let Some(section) = question.section() {
            facts.more = Sums::of(&tallies(section, Grain::Whole));
        }
        facts
    }

    fn over_time<E>(
        question: Question,
        span: Span,
        read: impl Fn(Grain) -> Result<Vec<Tally>, E>,
    ) -> Result<Self, E> {
        if !question.is_over_time() {
            return Ok(Self { span, cases: Sums::of(&read(Grain::Whole)?), ..Self::default() });
        }
        let mut by_day = days_in(span).is_some_and(|days| days <= MOST_DAYS);
        let mut tallies = read(if by_day { Grain::Day } else { Grain::Month })?;
        if !by_day && days_in(span).is_none() && days_with(&tallies).is_none_or(|days| days <= MOST_DAYS) {
            by_day = true;
            tallies = read(Grain::Day)?;
        }
        let periods = by_period(&tallies, by_day);
        Ok(Self { span, cases: Sums::of(&tallies), periods, by_day, ..Self::default() })
    }
}

/// How many days a span has; `None` without end.
fn days_in(span: Span) -> Option<i32> {
    let days = span.to?.since(span.from?).ok()?.get_days();
    Some(days.saturating_add(1))
}

/// How many days there are from the first to the last period, whose own length does not count.
fn days_with(tallies: &[Tally]) -> Option<i32> {
    let begins = || tallies.iter().filter_map(|tally| tally.period.begin());
    days_in(Span { from: begins().min(), to: begins().max() })
}

/// The sums of all servers, by day or by month.
fn by_period(tallies: &[Tally], by_day: bool) -> Vec<(Period, Sums)> {
    let mut periods: BTreeMap<Period, Sums> = BTreeMap::new();
    for tally in tallies {
        let period = match tally.period {
            Period::Day(day) if by_day => Period::Day(day),
            Period::Day(day) | Period::Month(day) => Period::Month(day.first_of_month()),
            Period::All => Period::All,
        };
        periods.entry(period).or_default().plus(&tally.sums);
    }
    periods.into_iter().collect()
}

fn by_day(counts: &[(ServerId, Date, u64)]) -> Vec<(Date, u64)> {
    let mut days: BTreeMap<Date, u64> = BTreeMap::new();
    for (_, day, count) in counts {
        *days.entry(*day).or_default() += count;
    }
    days.into_iter().collect()
}
