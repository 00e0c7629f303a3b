//! The built-in knowledge with its reader, made once for all unit tests.

use std::sync::LazyLock;

use super::Reader;
use crate::knowledge::KnowledgeBase;

static BUILT_IN: LazyLock<(KnowledgeBase, Reader)> = LazyLock::new(|| {
    let base = KnowledgeBase::built_in()
        .unwrap_or_else(|complaints| panic!("patterns/ has complaints:\n{complaints}"));
    let reader = Reader::built_in(&base);
    (base, reader)
});

/// The built-in knowledge.
pub(crate) fn base() -> &'static KnowledgeBase {
    &BUILT_IN.0
}

/// Its reader.
pub(crate) fn reader() -> &'static Reader {
    &BUILT_IN.1
}
