//! Any text -> the same without personal data: parts lie in order and apart, masking twice is masking once, an address
//! is found whatever stands before it, and what moderators are shown of a false offer can be neither called nor tapped.

use std::sync::LazyLock;

use cloudmedic::mask::Masker;
use cloudmedic::mask::scam::Watcher;

use super::KNOWN;

/// A line that is masked wherever it stands.
const ADDRESS: &str = "\nmy apple id is jane.doe+x@gmail.com";

struct Compiled {
    masker: Masker,
    watcher: Watcher,
}

/// Compiled once for all texts.
static COMPILED: LazyLock<Compiled> =
    LazyLock::new(|| Compiled { masker: Masker::new(&KNOWN.base), watcher: Watcher::new(&KNOWN.base) });

/// Masks a text, and looks whether it offers false help.
pub(crate) fn run(data: &[u8]) {
    let text = super::text(data);
    let Compiled { masker, watcher } = &*COMPILED;
    let masked = masker.mask(&text);
    let mut last = 0;
    for part in &masked.found {
        assert!(
            part.span.start >= last && part.span.end > part.span.start,
            "{part:?} lies wrong in {text:?}"
        );
        assert!(text.get(part.span.clone()).is_some(), "{part:?} cuts a character of {text:?}");
        last = part.span.end;
    }
    assert_eq!(masker.mask(&masked.text).text, masked.text, "masked twice: {text:?}");
    let shown = format!("{text}{ADDRESS}");
    let last_line = masker.mask(&shown).text.rsplit('\n').next().map(str::to_owned).unwrap_or_default();
    assert!(!last_line.contains("jane"), "an address is shown behind {text:?}");
    for seen in watcher.look(&text).into_iter().flat_map(|offer| offer.seen) {
        assert!(!seen.replace("[.]", "").contains('.') || seen.contains('\u{2022}'), "{seen:?} of {text:?}");
        let digits = seen.chars().filter(char::is_ascii_digit).count();
        assert!(seen.contains("[.]") || digits <= 6, "{seen:?} can be called: {text:?}");
    }
}
