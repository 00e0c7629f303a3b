//! How good the knowledge is: scores against labelled messages, and every example against the whole knowledge base.
//!
//! Text in, numbers and small texts out; reads no file and prints nothing.

mod check;
mod corpus;
mod eval;
mod label;
mod miss;
mod overlap;
mod rate;
mod render;
mod score;
mod sign;
mod tables;
#[cfg(test)]
mod tests;

pub use check::{Counts, Remark, Report, check, literals};
pub use corpus::{BadLine, Corpus, Fields, Row};
pub use eval::{Evaluation, Evaluator, Given};
pub use label::Label;
pub use miss::{Miss, Reason, Why};
pub use overlap::Overlap;
pub use rate::{Exact, Rate};
pub use score::{FieldScores, Scores};
pub use sign::Sign;
pub use tables::{Bin, Confusion, FamilyLine, First, KindLine, Tables};
