//! Any text -> what is wrong: at most three causes, one per family, with the person's own words as evidence.

use std::collections::BTreeSet;

use cloudmedic::diagnosis::{self, Diagnosis, Verdict};
use cloudmedic::quality;
use cloudmedic::text;
use jiff::civil::date;

use super::KNOWN;

/// Reads a text for everything that a diagnosis says of it.
pub(crate) fn run(data: &[u8]) {
    let text = super::text(data);
    folds(&text);
    let (base, reader) = (&KNOWN.base, &KNOWN.reader);
    let reading = reader.read(&text);
    for found in reading.found() {
        assert!(text.get(found.span.clone()).is_some(), "{found:?} lies outside {text:?}");
        assert!(found.words.end <= reading.folded().words().len(), "{found:?} has words that are not there");
    }
    let told = diagnosis::diagnose(base, &reading);
    judge(&text, &told);
    judge(&text, &diagnosis::diagnose_addressed(base, &reading));
    assert_eq!(told, diagnosis::diagnose(base, &reader.read(&text)), "twice the same text: {text:?}");
    if told.verdict != Verdict::Silent {
        assert!(reader.read_if_topical(&text).is_some(), "the gate stops what would be answered: {text:?}");
    }
    for considered in diagnosis::considered(base, &reading) {
        let sure = [considered.confidence, considered.by_rules];
        assert!(sure.iter().all(|sure| (0.0..=1.0).contains(sure)), "{considered:?} of {text:?}");
    }
    let explained = quality::explain(base, reader, &text, date(2026, 1, 15));
    assert!(serde_json::to_string(&explained).is_ok(), "not explained as JSON: {text:?}");
}

/// Folding gives words that stand where they say, in order, and folds what it folded to the same again.
fn folds(text: &str) {
    let folded = text::fold(text);
    let mut last = 0;
    for word in folded.words() {
        assert!(text.get(word.span.clone()).is_some(), "{word:?} lies outside {text:?}");
        assert!(word.span.start >= last, "{word:?} stands before the word before it in {text:?}");
        assert!(!folded.letters(word).is_empty(), "{word:?} of {text:?} is empty");
        last = word.span.start;
    }
}

fn judge(text: &str, told: &Diagnosis) {
    assert!(told.causes.len() <= 3, "{} causes for {text:?}", told.causes.len());
    let families: BTreeSet<_> = told.causes.iter().map(|cause| cause.family as usize).collect();
    assert_eq!(families.len(), told.causes.len(), "a family twice for {text:?}: {:?}", told.causes);
    assert_eq!(told.verdict == Verdict::Answer, !told.causes.is_empty(), "{:?} for {text:?}", told.verdict);
    for cause in &told.causes {
        assert!((0.0..=1.0).contains(&cause.confidence), "{cause:?} for {text:?}");
    }
    for one in &told.evidence {
        let words = text.get(one.span.clone());
        assert!(words.is_some_and(|words| !words.is_empty()), "{one:?} shows nothing of {text:?}");
    }
    assert!(told.evidence.is_sorted_by_key(|one| (one.span.start, one.span.end)), "{text:?}");
    assert!(!told.score.is_nan(), "no score for {text:?}");
}
