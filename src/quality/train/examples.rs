//! The examples that the knowledge carries, as lessons.

use crate::knowledge::{Family, KnowledgeBase};

/// Every message that must get a cause, with the family of that cause.
pub(super) fn yes(base: &KnowledgeBase) -> impl Iterator<Item = (&str, Option<Family>)> {
    let causes = base.causes.iter();
    causes.flat_map(|cause| cause.examples_yes.iter().map(|example| (example.text.as_str(), cause.family)))
}

/// Every near miss of a cause that leads its family, with that family: another cause of it can be right only where
/// the family has a leader of its own.
pub(super) fn no(base: &KnowledgeBase) -> impl Iterator<Item = (&str, Family)> {
    let leaders = base.causes.iter().filter(|cause| cause.leads);
    leaders
        .filter_map(|cause| Some((cause.family?, &cause.examples_no)))
        .flat_map(|(family, examples)| examples.iter().map(move |example| (example.text.as_str(), family)))
}
