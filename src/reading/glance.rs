//! A glance at a text: the words of a plain one, one after the other, without folding it first or keeping any of them.
//!
//! Chatter is mostly letters, spaces and an occasional comma. Whatever else there is to folding, the glance leaves to it.

use serde::{Deserialize, Serialize};

use super::spelling::{LONGEST, Spelling};
use crate::text::{Plain, effort, plain};

/// What becomes of each of the 128 characters of ASCII.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Glance {
    plain: Vec<Plain>,
    /// Whether numbers matter to whoever asks.
    numbers: bool,
}

/// The word that is being read.
#[derive(Default)]
struct Word {
    spelling: Spelling,
    letters: [u8; LONGEST],
    /// The last letter, and how often it stood there in a row: three or more count as two.
    run: (u8, u32),
    is_number: bool,
}

impl Word {
    fn push(&mut self, letter: u8) {
        self.run = if self.run.0 == letter { (letter, self.run.1 + 1) } else { (letter, 1) };
        if self.run.1 <= 2 {
            if let Some(place) = self.letters.get_mut(self.spelling.len()) {
                *place = letter;
            }
            self.spelling.push(char::from(letter));
        }
    }

    /// The letters; of a word that is too long only so many.
    fn letters(&self) -> &str {
        let letters = self.letters.get(..self.spelling.len()).unwrap_or(&self.letters);
        std::str::from_utf8(letters).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.spelling.clear();
        (self.run, self.is_number) = ((0, 0), false);
    }
}

impl Glance {
    /// `numbers`: whether a word with digits in it may be one that is asked for.
    pub(super) fn new(numbers: bool) -> Self {
        Self { plain: (0..128).map(|ascii| plain(char::from(ascii))).collect(), numbers }
    }

    /// Whether any folded word of a text is known; `None` where folding has to tell.
    pub(super) fn any(&self, text: &str, mut is_known: impl FnMut(&Spelling, &str) -> bool) -> Option<bool> {
        let mut word = Word::default();
        effort::spend(text.len());
        for (at, byte) in text.bytes().enumerate() {
            let number = word.is_number;
            match *self.plain.get(usize::from(byte))? {
                Plain::Letter(letter) if !number => word.push(letter),
                Plain::Digit if !self.numbers && word.spelling.len() == 0 => word.is_number = true,
                Plain::Vanishes => {}
                Plain::Parts if !(byte == b'.' && word.run.0 == b'w' && word.run.1 > 2) => {
                    if byte == b':' && text.as_bytes().get(at + 1) == Some(&b'/') {
                        return None;
                    }
                    if word.spelling.len() > 0 && is_known(&word.spelling, word.letters()) {
                        return Some(true);
                    }
                    word.clear();
                }
                // Letters and digits in one word, a link, or what belongs to markup.
                Plain::Letter(_) | Plain::Digit | Plain::Parts | Plain::Other => return None,
            }
        }
        Some(word.spelling.len() > 0 && is_known(&word.spelling, word.letters()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text;

    /// The words of a text as a glance sees them.
    fn seen(text: &str) -> Option<Vec<String>> {
        let mut seen = Vec::new();
        let known = Glance::new(false).any(text, |spelling, word| {
            assert!(spelling.len() > LONGEST || spelling.whole() == Spelling::of(word).whole());
            seen.push(word.to_owned());
            false
        });
        known.map(|_| seen)
    }

    /// The words with letters in them, each as far as a glance looks.
    fn folded(text: &str) -> Vec<String> {
        let folded = text::fold(text);
        let words = folded.iter().filter(|word| word.contains(char::is_alphabetic));
        words.map(|word| word.chars().take(LONGEST).collect()).collect()
    }

    #[test]
    fn plain_words_are_seen_as_they_are_folded() {
        let text = "Soooo I don't know,it's 4.30... (well-known) >quoted no";
        assert_eq!(seen(text).unwrap(), ["soo", "i", "dont", "know", "its", "well", "known", "quoted", "no"]);
        assert_eq!(seen("aww. ok: so"), Some(vec!["aww".into(), "ok".into(), "so".into()]));
    }

    #[test]
    fn whatever_else_there_is_is_left_to_folding() {
        for text in [
            "see https://example.com",
            "WWW.example.com",
            "<@1>",
            "ios17",
            "5gb",
            "größe",
            "it’s",
            "100%",
            "a@b",
        ] {
            assert_eq!(seen(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_glance_never_sees_anything_else_than_folding(
            text in "([a-cwhtpsWH]{1,4}|[ .,:;/'`>!?()*_\\-\n]|ww|://|[0-9]|<@!?[0-9]>|%|é|x{26})*",
        ) {
            if let Some(seen) = seen(&text) {
                prop_assert_eq!(seen, folded(&text));
            }
        }
    }
}
