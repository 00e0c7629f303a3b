//! What the tests of every field share: the knowledge, read once, and a fixed day.

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::{Field, Intake};
use crate::knowledge::{IosTable, KnowledgeBase};
use crate::reading::Reader;

static KNOWLEDGE: LazyLock<(KnowledgeBase, Reader)> = LazyLock::new(|| {
    let base = KnowledgeBase::built_in().unwrap();
    let reader = Reader::built_in(&base);
    (base, reader)
});

/// A Monday.
pub(super) fn today() -> Date {
    date(2026, 10, 5)
}

pub(super) fn ios() -> &'static IosTable {
    &KNOWLEDGE.0.ios
}

/// What a message says, read as the program reads it.
pub(super) fn read(text: &str) -> Intake {
    let (base, reader) = &*KNOWLEDGE;
    super::read(base, &reader.read(text), today())
}

/// Fails with every row at once whose field is not what it should be.
pub(super) fn expect(rows: &[(&str, &str)], field: impl Fn(Intake) -> Option<String>) {
    let wrong = rows.iter().filter_map(|(text, expected)| {
        let got = field(read(text)).unwrap_or_default();
        (got != *expected).then(|| format!("{text:?}\n    expected {expected:?}\n    got      {got:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

pub(super) fn known<T>(field: Field<T>) -> Option<T> {
    match field {
        Field::Known(said) => Some(said),
        Field::Missing | Field::Unknown => None,
    }
}
