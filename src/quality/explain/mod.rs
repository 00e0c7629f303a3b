//! Explains what the bot makes of one message: what it read, what spoke for and against what, and how the sums came
//! about. It decides nothing: every number comes from the rooms that decide.
//!
//! | file | what it tells |
//! | --- | --- |
//! | `verdict` | what the bot does, in one sentence |
//! | `causes` | every cause that anything was said of, with the words for and against it |
//! | `denied` | what the writer rules out or denies, and by which words |
//! | `sums` | sums that decide, row by row |
//! | `words` | the text as read, and the words that were read as others |
//! | `fired` | every pattern that matched, where it is written, and what it means |
//! | `fields` | the fields by their names for people |
//! | `render` | all of it on lines of at most 80 columns |

mod causes;
mod denied;
mod fields;
pub(super) mod fired;
pub(super) mod page;
mod render;
mod sums;
#[cfg(test)]
mod tests;
mod verdict;
mod words;

use jiff::civil::Date;
use serde::Serialize;

use super::corpus::Fields;
use super::eval;
use crate::diagnosis::{self, Verdict};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;

pub use causes::{Piece, Weighed};
pub use denied::Denied;
pub use fields::FieldRead;
pub use fired::{Fired, Kind};
pub use sums::{Addend, Sum};
pub use words::{Change, Sentence};

/// What the bot makes of a message, and why. Shown as text it is cut to what tells most; `{:#}` shows all of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What the bot does with it in a channel that it watches.
    pub verdict: Verdict,
    /// The same in a sentence, with the main reason.
    pub sentence: String,
    /// Whether it is read at all: a message without any word of the subject is let go at a glance.
    pub passes_gate: bool,
    /// What the bot does when the message is for it alone, where every message is read.
    pub when_addressed: Verdict,
    /// Every cause that anything was said of, the likeliest first.
    pub causes: Vec<Weighed>,
    /// What the writer rules out or denies.
    pub denied: Vec<Denied>,
    /// The sums that decide, each with its rows; the first tells whether it is a current iCloud Backup failure.
    pub sums: Vec<Sum>,
    /// Words that were read as others, once each.
    pub changes: Vec<Change>,
    /// What support needs to know; all empty when the bot stays silent.
    pub fields: Fields,
    /// The same for people: only what is known, by its name.
    #[serde(skip)]
    pub field_rows: Vec<FieldRead>,
    /// The common question that it asks, which is answered only where the bot was addressed.
    pub question: Option<String>,
    /// What it is about instead of a failing backup.
    pub adjacent: Option<String>,
    /// The text as it was read.
    pub sentences: Vec<Sentence>,
    /// Every pattern that matched, in the order of the text.
    pub patterns: Vec<Fired>,
}

/// Explains a message. `today` is the day from which durations such as "since May" are counted.
#[must_use]
pub fn explain(base: &KnowledgeBase, reader: &Reader, text: &str, today: Date) -> Explanation {
    let passes_gate = reader.read_if_topical(text).is_some();
    let reading = reader.read(text);
    let diagnosis = diagnosis::diagnose(base, &reading);
    let verdict = if passes_gate { diagnosis.verdict } else { Verdict::Silent };
    let fields = match verdict {
        Verdict::Answer | Verdict::Ask => eval::fields(base, &reading, today),
        Verdict::Silent => Fields::default(),
    };
    let causes = causes::weighed(base, &reading, &diagnosis);
    let sums = sums::all(base, &reading, &diagnosis);
    let sentences = words::sentences(&reading);
    let topic = |id: &Option<String>, find: fn(&KnowledgeBase, &str) -> Option<String>| {
        id.as_deref().and_then(|id| find(base, id))
    };
    Explanation {
        verdict,
        sentence: verdict::sentence(base, passes_gate, !sentences.is_empty(), &diagnosis, &sums),
        passes_gate,
        when_addressed: diagnosis.verdict,
        denied: denied::denied(base, &reading, &diagnosis),
        changes: words::changes(&reading),
        field_rows: fields::rows(base, &fields),
        question: topic(&diagnosis.question, |base, id| Some(base.question(id)?.title.clone())),
        adjacent: topic(&diagnosis.adjacent, |base, id| Some(base.intent(id)?.title.clone())),
        patterns: fired::fired(base, &reading),
        causes,
        sums,
        fields,
        sentences,
    }
}
