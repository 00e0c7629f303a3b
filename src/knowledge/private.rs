//! What is nobody else's business: the kinds of personal data that a message may show, and what gives each away.

use serde::{Deserialize, Serialize};

use super::Example;

/// The kinds of personal data, in the order in which they are looked for: the first one that fits wins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Private {
    /// The kinds.
    pub kinds: Vec<PrivateKind>,
}

/// A kind of personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrivateKind {
    /// What the file calls it.
    pub id: String,
    /// As its author is told: "an e-mail address".
    pub name: String,
    /// What stands in its place: `[email]`.
    pub shown: String,
    /// Whether an author who shows it in public is told.
    pub warn: bool,
    /// Whether it opens a door, so that it must be changed and given to nobody.
    pub secret: bool,
    /// How it looks.
    pub shapes: Vec<Shape>,
    /// Messages with the part that must be masked in braces.
    pub examples_hide: Vec<Example>,
    /// Messages in which nothing may be masked.
    pub examples_leave: Vec<Example>,
}

/// One way in which a kind looks. Shapes are matched on plain text: see `mask::plain`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// A regex in which every name in braces has been filled in; its group `it`, or all of it, is what is masked.
    pub regex: String,
    /// Without one of these texts it cannot match; empty: without a digit.
    pub need: Vec<String>,
    /// A match in which this is found says something else.
    pub unless: Option<String>,
    /// How many digits it has, from and to.
    pub digits: Option<(usize, usize)>,
    /// What else must hold.
    pub check: Option<Check>,
}

/// What a regex cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// 13 to 19 digits in whole groups that a card can begin with, and their sum is right (Luhn).
    Card,
    /// The sum of its digits is right (Luhn).
    Luhn,
    /// Letters and digits, both.
    Mixed,
    /// Letters and digits, both, and typed in capitals.
    Capitals,
    /// At least four characters, one of them a digit, and no "6-digit".
    Secret,
}
