//! What false helpers write: offers of "Apple support" under numbers and links that are not Apple's.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use super::Example;

/// How lures are known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scams {
    /// Apple's own domains.
    pub own_domains: Vec<String>,
    /// Other domains that people link in good faith.
    pub known_domains: Vec<String>,
    /// Apple's own telephone numbers, digits only.
    pub own_numbers: Vec<String>,
    /// Endings by which a name without `https://` is known for a link.
    pub endings: Vec<String>,
    /// Names that false sites borrow.
    pub brands: Vec<String>,
    /// What stands beside a borrowed name.
    pub bait: Vec<String>,
    /// Characters that look like others: each is read as what stands behind it.
    pub looks: BTreeMap<String, String>,
    /// A message in which this is found asks or warns, and offers nothing. A regex; empty: none does.
    pub asking: String,
    /// A telephone number, also with letters in it. A regex; empty: there are none.
    pub number: String,
    /// What offers say.
    pub lures: Vec<Lure>,
    /// Messages that must be reported.
    pub examples_report: Vec<Example>,
    /// Messages of people who ask about a dangerous link: reported as a question.
    pub examples_ask: Vec<Example>,
    /// Messages that must not be reported.
    pub examples_leave: Vec<Example>,
}

/// What an offer says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lure {
    /// What moderators are told: "it offers to unlock or recover accounts".
    pub what: String,
    /// A regex on plain text.
    pub regex: String,
    /// Whether a number or a link that is not Apple's must stand in the message too.
    pub contact: bool,
}
