//! The knowledge as bytes: written by `build.rs`, read when the program starts, which takes a hundredth of the time that
//! the files take. Checks nothing: what is written has been checked.

use super::KnowledgeBase;
use crate::built_in::KNOWLEDGE;

/// The knowledge that is compiled in; `None` when its files had faults.
pub(super) fn built_in() -> Option<KnowledgeBase> {
    postcard::from_bytes(KNOWLEDGE).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::BUILT_IN;

    #[test]
    fn what_is_compiled_in_is_what_the_files_say() {
        let read = KnowledgeBase::load(BUILT_IN).unwrap_or_else(|complaints| panic!("{complaints}"));
        let made = built_in().expect("the files had no faults when they were compiled in");
        assert!(made == read, "the image of patterns/ differs from what its files say");
        assert_eq!(made.weights.len(), read.weights.len());
        assert!(made.english.contains("storage") && !made.english.contains("stroage"));
    }
}
