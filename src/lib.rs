//! CloudMedic: support-ticket triage for iPhones and iPads that will not back up to iCloud.
//!
//! The middle decides and touches nothing; the edge touches and decides nothing; one small loop joins them.
//!
//! | room | what it does | uses |
//! | --- | --- | --- |
//! | [`fingerprint`] | a number that stands for bytes, the same for ever | |
//! | [`flat`] | tables, lists and texts that are used where they lie | |
//! | [`shares`] | shares of a whole, and how sure they are | |
//! | `built_in` | what `build.rs` made of `patterns/` | |
//! | [`text`] | folds what a person typed into words that know where they stood | |
//! | [`knowledge`] | `patterns/` as written -> a checked knowledge base | built_in, flat, text |
//! | [`mask`] | personal data masked before anything is kept, offers of false helpers known | knowledge |
//! | [`reading`] | a message read once: corrected, and every pattern found in one pass | built_in, knowledge, mask |
//! | [`diagnosis`] | a reading -> causes with confidence and evidence, or a question, or silence | reading |
//! | [`intake`] | a reading -> iOS version, device, exact error, duration, steps tried | reading |
//! | [`quality`] | how good the knowledge is, and why a message got what it got | diagnosis, intake |
//! | [`incident`] | when many people have the same trouble at once | knowledge |
//! | [`triage`] | `step(context, case, event) -> case, effects`: runs a case | diagnosis, intake, incident |
//! | [`tally`] | what one case counts for in the statistics, and sums of that | triage's types |
//! | [`store`] | keeps cases, work, events seen and sums of what cases count for; in memory, or in sled | tally, triage's types |
//! | [`stats`] | questions about sums -> tables, text, CSV, JSON | store, tally |
//! | `pulse` | how the running bot is: figures, and whether it is ready | |
//! | `desk` | the loop: load, step, commit; claim work, perform, done | store, triage, pulse |
//! | `adapters` | dress effects, turn what happens into events | desk, quality |
//! | `cli` | one file per command | all of them |
//!
//! The rooms above the store decide and touch nothing: they compile alone with `--no-default-features`. The last
//! three need the feature `app`, which is on by default.

#[cfg(feature = "app")]
pub mod adapters;
mod built_in;
#[cfg(feature = "app")]
pub mod cli;
#[cfg(feature = "app")]
pub mod config;
#[cfg(feature = "app")]
pub mod desk;
pub mod diagnosis;
pub mod fingerprint;
pub mod flat;
pub mod incident;
pub mod intake;
pub mod knowledge;
#[cfg(test)]
#[path = "../tests/support/long.rs"]
mod long;
pub mod mask;
#[cfg(test)]
mod pace;
#[cfg(feature = "app")]
pub mod pulse;
pub mod quality;
pub mod reading;
pub mod shares;
pub mod stats;
pub mod store;
pub mod tally;
pub mod text;
pub mod triage;
