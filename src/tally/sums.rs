//! Counts by table and row, which can be added and taken away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Period, Section};
use crate::triage::ServerId;

/// Counts by table and row. What is zero is not there, so that equal sums are equal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sums(BTreeMap<String, BTreeMap<String, i64>>);

/// The sums of one server, section and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Which server.
    pub server: ServerId,
    /// Which section.
    pub section: Section,
    /// Which day, month, or all time.
    pub period: Period,
    /// What is counted.
    pub sums: Sums,
}

impl Sums {
    /// Counts one.
    pub fn count(&mut self, table: &str, row: &str) {
        self.add(table, row, 1);
    }

    /// Adds to a count, or takes away from it.
    pub fn add(&mut self, table: &str, row: &str, count: i64) {
        if count == 0 {
            return;
        }
        if !self.0.contains_key(table) {
            self.0.insert(table.to_owned(), BTreeMap::new());
        }
        let Some(rows) = self.0.get_mut(table) else { return };
        let sum = rows.get(row).map_or(count, |before| before.saturating_add(count));
        if sum == 0 {
            rows.remove(row);
        } else if let Some(there) = rows.get_mut(row) {
            *there = sum;
        } else {
            rows.insert(row.to_owned(), sum);
        }
        if rows.is_empty() {
            self.0.remove(table);
        }
    }

    /// Adds everything that is counted in others.
    pub fn plus(&mut self, others: &Self) {
        others.entries().for_each(|(table, row, count)| self.add(table, row, count));
    }

    /// Everything that is counted in these tallies.
    #[must_use]
    pub fn of(tallies: &[Tally]) -> Self {
        let mut sums = Self::default();
        tallies.iter().for_each(|tally| sums.plus(&tally.sums));
        sums
    }

    /// Takes away everything that is counted in others.
    pub fn minus(&mut self, others: &Self) {
        others.entries().for_each(|(table, row, count)| self.add(table, row, count.saturating_neg()));
    }

    /// A count; what is not there is 0.
    #[must_use]
    pub fn get(&self, table: &str, row: &str) -> u64 {
        self.0.get(table).and_then(|rows| rows.get(row)).map_or(0, |count| positive(*count))
    }

    /// The rows of a table with their counts, in the order of their names.
    pub fn rows<'s>(&'s self, table: &str) -> impl Iterator<Item = (&'s str, u64)> + Clone + use<'s> {
        self.0.get(table).into_iter().flatten().map(|(row, count)| (row.as_str(), positive(*count)))
    }

    /// The sum of all rows of a table.
    #[must_use]
    pub fn whole(&self, table: &str) -> u64 {
        self.rows(table).map(|(_, count)| count).sum()
    }

    /// Whether nothing is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything: table, row, and a count that is below zero only in a difference.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str, i64)> {
        let tables = self.0.iter();
        tables
            .flat_map(|(table, rows)| rows.iter().map(|(row, count)| (table.as_str(), row.as_str(), *count)))
    }
}

fn positive(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
