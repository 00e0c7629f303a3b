//! The phrases of a message: one, two or three of its words in a row, without those that say nothing.

use std::collections::BTreeSet;

use crate::knowledge::KnowledgeBase;
use crate::reading::Reading;
use crate::text::Voice;

/// Words of a phrase, at most.
const LONGEST: usize = 3;
/// Letters of a word, at most; longer ones are no words.
const LONGEST_WORD: usize = 24;
/// Any number, as phrases write it.
const NUMBER: &str = "#";

/// Words that say nothing by themselves, and nothing at the ends of a phrase.
const EMPTY: [&str; 106] = [
    "i", "ive", "ill", "id", "im", "me", "mine", "you", "youre", "your", "u", "ur", "he", "hes", "him",
    "she", "shes", "her", "we", "were", "us", "they", "theyre", "them", "one", "ones", "and", "or", "but",
    "if", "then", "than", "because", "cause", "cos", "cuz", "as", "at", "by", "for", "from", "in", "into",
    "of", "on", "onto", "to", "too", "with", "about", "until", "when", "whenever", "where", "while", "which",
    "who", "what", "whats", "why", "how", "here", "there", "theres", "do", "does", "did", "done", "doing",
    "has", "have", "had", "having", "will", "would", "should", "could", "can", "may", "might", "must", "get",
    "gets", "got", "go", "goes", "going", "say", "says", "said", "now", "today", "ok", "okay", "yes", "yeah",
    "hi", "hey", "hello", "thanks", "all", "any", "every", "other", "same", "well",
];

/// Words that say nothing by themselves, and something at the ends of a phrase: "signed out", "never finishes".
const PARTICLES: [&str; 20] = [
    "off", "out", "up", "down", "over", "after", "before", "since", "back", "no", "not", "never", "wont",
    "cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "nothing",
];

/// The phrases of a message, as pattern files write them. Filler is left out: it may stand anywhere in a phrase. Words
/// that were read as others end a run: what was meant is a guess there.
pub(super) fn phrases(base: &KnowledgeBase, reading: &Reading<'_>) -> BTreeSet<String> {
    let folded = reading.folded();
    let mut phrases = BTreeSet::new();
    let mut run: Vec<&str> = Vec::new();
    let mut sentence = 0;
    let guessed: BTreeSet<usize> = reading.corrections().iter().map(|one| one.word).collect();
    for (index, word) in folded.words().iter().enumerate() {
        let letters = folded.letters(word);
        if word.sentence != sentence || word.voice != Voice::Own {
            run.clear();
            sentence = word.sentence;
        }
        if word.voice != Voice::Own || base.filler.contains(letters) {
            continue;
        }
        match written(letters).filter(|_| !guessed.contains(&index)) {
            Some(letters) => run.push(letters),
            None => run.clear(),
        }
        // What ends here; the runs before ended with earlier words.
        for length in 1..=LONGEST.min(run.len()) {
            let words = run.get(run.len() - length..).unwrap_or_default();
            if says_something(words) {
                phrases.insert(words.join(" "));
            }
        }
    }
    phrases
}

/// A word as phrases write it; `None` for signs, which could mean something else there.
fn written(letters: &str) -> Option<&str> {
    if letters.starts_with(|ch: char| ch.is_ascii_digit()) {
        return Some(NUMBER);
    }
    let plain = letters.chars().all(char::is_alphanumeric) && letters.chars().count() <= LONGEST_WORD;
    plain.then_some(letters)
}

/// Whether words say something, and begin and end with such that do.
fn says_something(words: &[&str]) -> bool {
    let is_empty = |word: &&str| EMPTY.contains(word);
    let ends = [words.first(), words.last()].into_iter().flatten().any(is_empty);
    // A number, or a letter or two, says nothing without a word.
    let names =
        |word: &&str| !is_empty(word) && !PARTICLES.contains(word) && *word != NUMBER && word.len() > 2;
    !ends && words.iter().any(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Reader;

    #[test]
    fn phrases_are_runs_of_words_that_say_something() {
        let base = KnowledgeBase::built_in().unwrap();
        let reader = Reader::new(&base);
        let of = |text: &str| phrases(&base, &reader.read(text)).into_iter().collect::<Vec<_>>();
        assert_eq!(
            of("my cellar router is just off"),
            ["cellar", "cellar router", "cellar router off", "router", "router off"]
        );
        assert_eq!(of("the cellar. router sulks"), ["cellar", "router", "router sulks", "sulks"]);
        assert_eq!(of("for 40 days"), ["# days", "days"]);
        assert_eq!(of("it signed me out"), ["signed", "signed me out"]);
        assert_eq!(of("> somebody else said this\nand what of it"), [""; 0]);
    }
}
