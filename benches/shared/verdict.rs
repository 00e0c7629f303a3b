//! How a table says whether a budget is kept.

/// Whether it is, so that a miss stands out.
pub(crate) fn verdict(kept: bool) -> &'static str {
    if kept { "yes" } else { "NO" }
}
