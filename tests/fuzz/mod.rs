//! What the fuzzer is let loose on: one function per target, from bytes to an assertion that must hold.
//!
//! `fuzz/` runs them on bytes that nobody has thought of, `tests/it/fuzz_cases.rs` on the ones that once did harm and on
//! a sample of the others. A target does more than not to panic: it says what must be true of the outcome.

#![allow(
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a target may stop at the first surprise"
)]

pub(crate) mod bytes;
#[cfg(feature = "app")]
pub(crate) mod config;
#[cfg(feature = "app")]
pub(crate) mod custom_ids;
pub(crate) mod diagnosis;
#[cfg(feature = "app")]
pub(crate) mod gateway;
#[cfg(feature = "app")]
pub(crate) mod import;
pub(crate) mod intake;
pub(crate) mod mask;
pub(crate) mod patterns;
pub(crate) mod stories;

use std::sync::LazyLock;

use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::reading::Reader;
use cloudmedic::triage::event::Choice;

/// The built-in knowledge and its compiled patterns.
struct Known {
    base: KnowledgeBase,
    reader: Reader,
}

/// Loaded once for all targets.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let base = KnowledgeBase::built_in().unwrap();
    Known { reader: Reader::built_in(&base), base }
});

/// What a target does with some bytes.
#[cfg(feature = "app")]
pub(crate) type Target = fn(&[u8]);

/// Every target by its name.
#[cfg(feature = "app")]
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("config", config::run),
    ("custom_ids", custom_ids::run),
    ("diagnosis", diagnosis::run),
    ("gateway", gateway::run),
    ("import", import::run),
    ("intake", intake::run),
    ("mask", mask::run),
    ("patterns", patterns::run),
    ("stories", stories::run),
];

/// Every choice that says all of it: none but that of a cause says which.
const CHOICES: [Choice; 17] = [
    Choice::DidntHelp,
    Choice::FixedIt,
    Choice::NotMyProblem,
    Choice::TalkToAPerson,
    Choice::SummaryForApple,
    Choice::BackupCompleted,
    Choice::StillFailing,
    Choice::CheckTomorrow,
    Choice::NoneOfThese,
    Choice::HaveComputerBackup,
    Choice::NoComputerBackup,
    Choice::Claim,
    Choice::HandOff,
    Choice::AskForDetails,
    Choice::Resolve,
    Choice::Accept,
    Choice::Decline,
];

/// Bytes as a text, whatever they are.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
