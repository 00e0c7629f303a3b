//! What came of a history: numbers, causes, days, doubts, samples.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::count::{By, Counts, Period};
use super::doubt::Doubt;
use super::pool::Sample;
use super::{Backtest, CauseSum};
use crate::knowledge::{CauseId, Family, KnowledgeBase};
use crate::shares::float;

/// What the bot would have said, in all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How often what happened.
    #[serde(flatten)]
    pub counts: Counts,
    /// The first day that there are messages of.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
    /// The minutes in which one person gets no second answer to the same.
    pub cooldown_minutes: u32,
    /// How many replies and silences look wrong.
    pub look_wrong: u64,
    /// For which reasons; one may have several.
    pub doubts: BTreeMap<Doubt, u64>,
    /// The causes told first, the most frequent one first.
    pub causes: Vec<CauseRow>,
    /// Roles whose people mostly answer others, and that were not given as helpers.
    pub helper_roles: Vec<RoleRow>,
    /// How the periods are cut.
    pub by: By,
    /// What happened when.
    pub periods: Vec<Period>,
    /// Messages to look at, those that look wrong first.
    pub samples: Vec<Sample>,
    /// The titles of the causes that samples name.
    #[serde(skip)]
    pub(super) titles: BTreeMap<CauseId, String>,
}

/// A cause that was told first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CauseRow {
    /// Which.
    pub id: CauseId,
    /// Its title.
    pub title: String,
    /// Its family.
    pub family: Option<Family>,
    /// How often.
    pub answered: u64,
    /// How sure the bot was, from 0 to 1, on average.
    pub confidence: f64,
}

/// A role whose people mostly answer others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleRow {
    /// Its id, as text.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Messages of people who have it.
    pub messages: u64,
    /// Those of them that reply to others.
    pub replies: u64,
    /// Those of them that the bot would have replied to.
    pub answered: u64,
}

/// Puts it together.
pub(super) fn of(all: Backtest<'_>) -> Report {
    let Backtest { base, rules, counts, days, causes, mut doubts, doubted, roles, pool, scene: _ } = all;
    let helpers = roles.helpers();
    let together = helpers.together;
    if together.answered > 0 {
        doubts.insert(Doubt::Helper, together.answered);
    }
    let samples = pool.best(rules.samples, &helpers);
    let (by, periods) = days.periods();
    let ends = days.ends();
    let role = |(id, name, sums): (u64, String, super::roles::Sums)| RoleRow {
        id: id.to_string(),
        name,
        messages: sums.messages,
        replies: sums.replies,
        answered: sums.answered,
    };
    Report {
        counts,
        from: ends.map(|(first, _)| first),
        to: ends.map(|(_, last)| last),
        cooldown_minutes: rules.cooldown_minutes,
        look_wrong: doubted + (together.answered - together.doubted),
        doubts,
        titles: titles(base, &samples),
        causes: rows(base, causes),
        helper_roles: helpers.roles.into_iter().map(role).collect(),
        by,
        periods,
        samples,
    }
}

fn rows(base: &KnowledgeBase, causes: BTreeMap<CauseId, CauseSum>) -> Vec<CauseRow> {
    let row = |(id, sum): (CauseId, CauseSum)| {
        let cause = base.cause(&id);
        let confidence = (sum.confidence / float(sum.answered.max(1)) * 1000.0).round() / 1000.0;
        CauseRow {
            title: cause.map_or_else(|| id.to_string(), |cause| cause.title.clone()),
            family: cause.and_then(|cause| cause.family),
            answered: sum.answered,
            confidence,
            id,
        }
    };
    let mut rows: Vec<CauseRow> = causes.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.answered));
    rows
}

fn titles(base: &KnowledgeBase, samples: &[Sample]) -> BTreeMap<CauseId, String> {
    let causes = samples.iter().flat_map(|sample| &sample.causes);
    causes.filter_map(|cause| Some((cause.id.clone(), base.cause(&cause.id)?.title.clone()))).collect()
}
