//! Writes what was learned as `weights.txt`: one clue a line, sorted, so that a change is a readable difference.

use std::fmt::Write as _;

use super::Learned;
use crate::knowledge::score_names;

/// The text of `weights.txt`.
#[must_use]
pub fn write(learned: &[Learned]) -> String {
    let names: Vec<&str> = score_names().collect();
    let mut text = String::from(
        "# What every clue adds to the scores of a message, in log odds: kind, text, scores. Written by `cloudmedic\n\
         # train` from the labelled messages and the examples of the causes; a change by hand lasts until the next run.\n",
    );
    for one in learned {
        let (kind, clue) = &one.clue;
        // Writing to a text cannot fail.
        let _ = write!(text, "{kind}\t{clue}");
        for (score, adds) in &one.adds {
            let _ = write!(text, "\t{}={adds:.2}", names.get(*score).copied().unwrap_or_default());
        }
        text.push('\n');
    }
    text
}
