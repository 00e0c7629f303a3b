//! Names the fields the way that people read them.

use super::super::corpus::Fields;
use crate::knowledge::KnowledgeBase;

/// A field that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRead {
    /// `iOS version`
    pub label: &'static str,
    /// Its value; steps tried are named as a summary names them.
    pub value: String,
}

/// The fields that are known, in the order in which they are asked for.
pub(super) fn rows(base: &KnowledgeBase, fields: &Fields) -> Vec<FieldRead> {
    // In the order of the file, as everywhere.
    let tried: Vec<&str> = base
        .tried
        .iter()
        .filter(|tried| fields.steps_tried.contains(&tried.id))
        .map(|tried| tried.title.as_str())
        .collect();
    let tried = (!tried.is_empty()).then(|| tried.join(", "));
    let all = [
        ("iOS version", fields.ios_version.clone()),
        ("device", fields.device.clone()),
        ("exact error", fields.error.clone()),
        ("duration", fields.duration.clone()),
        ("steps tried", tried),
    ];
    all.into_iter().filter_map(|(label, value)| Some(FieldRead { label, value: value? })).collect()
}

/// `86 %`
pub(super) fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
