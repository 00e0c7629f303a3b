//! Runs the examples of what is masked and of what is reported: each must hold against all kinds together.

use super::Remark;
use crate::knowledge::{Example, KnowledgeBase, PrivateKind, marked};
use crate::reading::Reader;

const PRIVATE: &str = "private.toml";
const SCAMS: &str = "scams.toml";

/// What is wrong.
pub(super) fn complaints(base: &KnowledgeBase, reader: &Reader) -> Vec<Remark> {
    let mut complaints = Vec::new();
    for kind in &base.private.kinds {
        complaints.extend(kind.examples_hide.iter().filter_map(|one| not_hidden(reader, kind, one)));
        complaints.extend(kind.examples_leave.iter().filter_map(|one| not_left(base, reader, one)));
    }
    for example in &base.scams.examples_report {
        if reader.watcher().look(&example.text).is_none_or(|offer| offer.asked && !offer.looks_alike) {
            complaints.push(Remark::at(
                SCAMS,
                example.line,
                "this must be reported, and nothing in it is seen",
            ));
        }
    }
    for example in &base.scams.examples_ask {
        if reader.watcher().look(&example.text).is_none_or(|offer| !offer.asked) {
            let message = "this must be reported as a question, and it is not";
            complaints.push(Remark::at(SCAMS, example.line, message));
        }
    }
    for example in &base.scams.examples_leave {
        if let Some(offer) = reader.watcher().look(&example.text) {
            let why = offer.signs.iter().chain(&offer.seen).cloned().collect::<Vec<_>>().join("; ");
            let message = format!("this must be left alone; it is reported ({why})");
            complaints.push(Remark::at(SCAMS, example.line, message));
        }
    }
    complaints
}

/// How many examples there are.
pub(super) fn count(base: &KnowledgeBase) -> usize {
    let kinds = base.private.kinds.iter();
    let masks: usize = kinds.map(|kind| kind.examples_hide.len() + kind.examples_leave.len()).sum();
    let scams = &base.scams;
    masks + scams.examples_report.len() + scams.examples_ask.len() + scams.examples_leave.len()
}

fn not_hidden(reader: &Reader, kind: &PrivateKind, example: &Example) -> Option<Remark> {
    let (before, inside, behind) = marked(&example.text)?;
    let (given, wanted) = (format!("{before}{inside}{behind}"), format!("{before}{}{behind}", kind.shown));
    let got = reader.masker().mask(&given).text;
    (got != wanted).then(|| Remark::at(PRIVATE, example.line, format!("expected {wanted:?}; got {got:?}")))
}

fn not_left(base: &KnowledgeBase, reader: &Reader, example: &Example) -> Option<Remark> {
    let masked = reader.masker().mask(&example.text);
    let kind = masked.found.first().and_then(|found| base.private.kinds.get(found.kind))?;
    let message = format!("nothing may be masked here; {} was found: {:?}", kind.name, masked.text);
    Some(Remark::at(PRIVATE, example.line, message))
}
