//! How far a long reading is: a bar on standard error, and none where that is no terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for so many bytes; without any known, only how many there were.
pub(super) fn of_bytes(bytes: u64) -> ProgressBar {
    let (bar, template) = if bytes == 0 {
        (ProgressBar::no_length(), "{bytes} {bytes_per_sec}")
    } else {
        (ProgressBar::new(bytes), "{bar:40} {percent}% {eta}")
    };
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
