//! How good the knowledge is: scores against labelled messages, and every example against the whole knowledge base.
//!
//! Text in, numbers and small texts out; reads no file and prints nothing.

pub mod backtest;
mod check;
mod corpus;
mod eval;
pub mod explain;
mod label;
mod measure;
mod miss;
mod overlap;
mod rate;
mod render;
mod score;
mod sign;
pub mod suggest;
mod tables;
#[cfg(test)]
mod tests;
mod train;

pub use crate::diagnosis::Verdict;
pub use check::{
    By, Counts, Elsewhere, Fires, Known, Never, PatternFile, PatternUse, Patterns, Remark, Report, Shadowed,
    Sort, Sums, check, literals, patterns,
};
pub use corpus::{BadLine, Corpus, Fields, Row};
pub use eval::{Evaluation, Evaluator, Given};
pub use explain::{Explanation, explain};
pub use label::Label;
pub use measure::{Measure, NotAThreshold, Threshold};
pub use miss::{Miss, Reason, Why};
pub use overlap::Overlap;
pub use rate::{Exact, Rate};
pub use score::{FieldScores, Scores};
pub use sign::Sign;
pub use tables::{Bin, Confusion, FamilyLine, First, KindLine, Tables};
pub use train::{Learned, Trainer, write as write_weights};
