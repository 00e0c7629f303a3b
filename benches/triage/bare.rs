//! What there is to compare with: nothing but a search for the literals in the text, in three ways.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::RegexSet;

/// A table of every state and byte that finds all literals, those within each other too.
pub(crate) fn automaton(literals: &[impl AsRef<str>]) -> AhoCorasick {
    let builder =
        AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).match_kind(MatchKind::Standard).clone();
    builder.build(literals.iter().map(AsRef::as_ref)).unwrap()
}

/// How many places it finds.
pub(crate) fn scan(automaton: &AhoCorasick, text: &str) -> usize {
    automaton.find_overlapping_iter(text).count()
}

/// Each literal searched for by itself.
pub(crate) fn one_by_one(literals: &[impl AsRef<str>], text: &str) -> usize {
    literals.iter().filter(|literal| text.contains(literal.as_ref())).count()
}

/// All literals as one set of regexes.
pub(crate) fn set(literals: &[impl AsRef<str>]) -> RegexSet {
    let escaped = literals.iter().map(|literal| regex::escape(literal.as_ref()));
    regex::RegexSetBuilder::new(escaped).size_limit(1 << 30).dfa_size_limit(1 << 26).build().unwrap()
}
