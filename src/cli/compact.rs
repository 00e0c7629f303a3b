//! `compact`: rewrites the stored cases, whoever holds them, and says what that did to their size.

use std::io::Write as _;

use super::{Failure, General};
use crate::config;
use crate::desk::asking::{self, Request};
use crate::store::size;

/// Rewrite the data folder, so that what was deleted is gone from its files too
///
/// The bot does this by itself once a day and after a deletion.
#[derive(Debug, clap::Args)]
pub struct Compact {}

/// Rewrites, and tells the sizes before and after.
///
/// # Errors
/// When nothing is there, or it cannot be rewritten; then everything is as it was.
pub fn run(general: &General, _command: &Compact) -> Result<(), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let before = size(&data);
    asking::consult(&data, &Request::Compact, &mut |_| true)?;
    let after = size(&data);
    let mut out = anstream::stdout().lock();
    writeln!(out, "{} rewritten: {} before, {} now.", data.display(), words(before), words(after))?;
    Ok(out.flush()?)
}

/// A size in words, to a tenth.
fn words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => {
            let tenths = bytes / (unit / 10);
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        for (bytes, told) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1536, "1.5 KB"),
            (10 << 20, "10.0 MB"),
            ((3 << 30) + (1 << 29), "3.5 GB"),
        ] {
            assert_eq!(words(bytes), told);
        }
    }
}
