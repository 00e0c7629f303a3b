//! Folds text: what a person typed -> lower-case words that know where they stood. Knows no pattern and no language.

pub(crate) mod effort;
mod fold;
mod lexical;
mod words;

pub use fold::fold;
pub(crate) use lexical::is_unspaced;
pub use words::{Folded, Voice, Word};
