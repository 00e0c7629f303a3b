//! Folds text: what a person typed -> lower-case words that know where they stood. Knows no pattern and no language.

pub(crate) mod effort;
mod fold;
mod lexical;
mod words;

pub use fold::{fold, fold_into};
pub(crate) use lexical::{Plain, is_unspaced, plain};
pub use words::{Folded, Voice, Word};
