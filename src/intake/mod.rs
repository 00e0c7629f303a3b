//! Reads the fields that support needs out of a message; one file per field.
//!
//! Reads what is said and guesses nothing: a field that the message does not hold stays missing.

mod asked;
pub mod check;
mod device;
mod duration;
mod error;
mod ios_version;
mod measure;
mod phrases;
mod steps_tried;
#[cfg(test)]
mod testing;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::knowledge::KnowledgeBase;
use crate::reading::Reading;
use asked::Asked;
use words::Words;

/// Everything that a message says about the fields. `today` turns "since Tuesday" into days.
#[must_use]
pub fn read(base: &KnowledgeBase, reading: &Reading<'_>, today: Date) -> Intake {
    let asked = Asked::of(reading.folded());
    let words = Words::new(reading.text(), reading.folded(), reading.corrections(), &asked);
    let devices = device::mentions(words);
    let error = error::read(base, reading, words);
    Intake {
        ios_version: ios_version::read(words, &base.ios, &devices).into(),
        device: device::read(words, &devices).into(),
        steps_tried: steps_tried::read(base, reading, words, error.as_ref()),
        error: error.map(|said| said.text).into(),
        duration: duration::read(words, today).into(),
        steps_answered: false,
    }
}

/// What support needs to know, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Intake {
    /// The version on the affected device, as digits ("17.4.1", "26.1 beta 2"), or a build ("22D63").
    pub ios_version: Field<String>,
    /// The affected device, lower case and canonical ("iphone 13 mini").
    pub device: Field<String>,
    /// The on-screen text as the person typed it.
    pub error: Field<String>,
    /// How long it has been failing, in the person's words, with its length where that is certain.
    pub duration: Field<Duration>,
    /// Ids of `steps-tried.toml`, in the order of that file.
    pub steps_tried: Vec<String>,
    /// Whether the steps tried have been asked for and answered (an empty list is then an answer).
    pub steps_answered: bool,
}

/// A field that is missing, known, or that the person cannot tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field<T> {
    /// Not said yet.
    #[default]
    Missing,
    /// Said.
    Known(T),
    /// Asked, and the person does not know.
    Unknown,
}

impl<T> From<Option<T>> for Field<T> {
    /// What was read is known; what was not is missing.
    fn from(read: Option<T>) -> Self {
        read.map_or(Self::Missing, Self::Known)
    }
}

/// How long something has been going on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duration {
    /// The person's own words.
    pub words: String,
    /// In whole days, when the words tell.
    pub days: Option<u32>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::testing::read;

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            let _ = read(&text);
        }

        #[test]
        fn words_of_the_trade_in_any_order_do_not_make_it_panic(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "iPhone", "ipad", "13", "pro", "max", "17.4.1", "ios", "beta", "2", "since", "monday", "weeks", "3", "a",
                    "\"", "\u{201c}", "'", ":", ".", "\n", "> ", "```", "says", "The last backup could not be completed", "から",
                    "2週間", "6s", "22D63", ",", "-", "->", "(", "c", ")", "%", "@", "\u{301}", "\u{200b}", "for", "half", "se",
                ]),
                0..40,
            ),
            joined in prop::bool::ANY,
        ) {
            let _ = read(&parts.join(if joined { "" } else { " " }));
        }
    }

    #[test]
    fn a_message_that_says_nothing_leaves_every_field_missing() {
        assert_eq!(read("hello"), super::Intake::default());
        assert_eq!(read(""), super::Intake::default());
    }
}
