//! What one case counts for, and sums of that by server, section and period. Knows no store: a store keeps the sums.
//!
//! [`Contribution::of`] is a pure function of one case, and of the stub that is left when the case is forgotten. A
//! store adds it when the case is saved and takes away what the case counted for before, so that the sums always equal
//! a count over all cases. Sums are kept by the day on which a case was opened, by month, and over all time.
//!
//! Forgetting a case that is over changes no sum, except that what moderators did counts for nobody from then on.

mod buckets;
mod cases;
pub mod coarse;
mod contribution;
mod ending;
mod learned;
mod patterns;
mod people;
mod recount;
mod section;
mod span;
mod steps;
mod sums;
mod times;

pub use buckets::{PRECISION, middle, of_seconds, quantile};
pub use contribution::{Contribution, day_of};
pub use ending::Ending;
pub use learned::learned;
pub use people::NOBODY;
pub use recount::recount;
pub use section::{Section, name};
pub use span::{Grain, Period, Span, SpanError};
pub use sums::{Sums, Tally};
