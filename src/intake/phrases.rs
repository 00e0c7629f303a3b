//! Lists of phrases that the fields ask for, with what tells at a glance that none of them starts with a word.

use crate::fingerprint::Fingerprint;

/// Phrases, written `one|two words|three`. Lists are held against most words of a message, and hardly any word starts one of
/// their phrases: a bit for each of the first words says so at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases {
    text: &'static str,
    firsts: [u64; 4],
}

/// A list that stands where it is asked for.
macro_rules! phrases {
    ($text:expr) => {
        const { $crate::intake::phrases::Phrases::new($text) }
    };
}
pub(super) use phrases;

/// The bit of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct First(u8);

impl First {
    pub(super) fn of(word: &str) -> Self {
        Self::from(Fingerprint::of(word.as_bytes()))
    }

    const fn from(word: Fingerprint) -> Self {
        // The bytes of a fingerprint are as good as each other.
        let [byte, ..] = word.number().to_be_bytes();
        Self(byte)
    }
}

impl Phrases {
    /// The phrases of a list; the compiler finds their first words.
    pub(super) const fn new(text: &'static str) -> Self {
        let mut firsts = [0; 4];
        let mut rest = text.as_bytes();
        let mut word = Fingerprint::NONE;
        let mut is_first = true;
        loop {
            let (letter, behind) = match rest.split_first() {
                Some((letter, behind)) => (*letter, behind),
                None => (b'|', rest),
            };
            if matches!(letter, b' ' | b'|') {
                if is_first {
                    mark(&mut firsts, First::from(word));
                }
                (word, is_first) = (Fingerprint::NONE, letter == b'|');
            } else {
                word = word.and_byte(letter);
            }
            if rest.is_empty() {
                return Self { text, firsts };
            }
            rest = behind;
        }
    }

    /// Every phrase, in the order of the list.
    pub(super) fn each(self) -> impl Iterator<Item = &'static str> {
        self.text.split('|')
    }

    /// How long the list is, in bytes.
    pub(super) fn len(self) -> usize {
        self.text.len()
    }

    /// Where the list lies: it lies there for ever.
    pub(super) fn place(self) -> (usize, usize) {
        (self.text.as_ptr().addr(), self.text.len())
    }

    /// Whether a phrase may start with a word that has this bit; nearly always `false` when none does.
    #[inline]
    pub(super) fn may_start(self, with: First) -> bool {
        let bits = self.firsts.get(usize::from(with.0 >> 6)).copied().unwrap_or_default();
        bits & (1 << (with.0 & 63)) != 0
    }

    /// The words of each phrase that starts with a word. The first letter nearly always tells, for less than a comparison of
    /// the whole word, and a search for the end of a phrase that is three words long is a loop.
    pub(super) fn starting_with(
        self,
        word: &str,
    ) -> impl Iterator<Item = impl Iterator<Item = &'static [u8]>> {
        let phrases = self.text.as_bytes().split(|byte| *byte == b'|');
        let fitting = phrases.filter(move |phrase| {
            phrase.first() == word.as_bytes().first()
                && phrase
                    .strip_prefix(word.as_bytes())
                    .is_some_and(|behind| matches!(behind.first(), None | Some(b' ')))
        });
        fitting.map(|phrase| phrase.split(|byte| *byte == b' '))
    }
}

const fn mark(firsts: &mut [u64; 4], first: First) {
    if let Some((_, [bits, ..])) = firsts.split_at_mut_checked((first.0 >> 6) as usize) {
        *bits |= 1 << (first.0 & 63);
    }
}

/// Whether a word is one of a list.
pub(super) fn one_of(word: &str, list: Phrases) -> bool {
    list.may_start(First::of(word)) && list.starting_with(word).any(|words| words.count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: Phrases = Phrases::new("on my|my other phone|größe|my");

    #[test]
    fn phrases_are_found_by_their_first_word() {
        let found = |word| SAID.starting_with(word).map(|words| words.map(<[u8]>::len).collect()).collect();
        let (two, one): (Vec<Vec<_>>, Vec<Vec<_>>) = (found("my"), found("größe"));
        assert_eq!((two, one), (vec![vec![2, 5, 5], vec![2]], vec![vec!["größe".len()]]));
        for none in ["", "m", "other", "mys"] {
            assert_eq!(SAID.starting_with(none).count(), 0, "{none:?}");
        }
    }

    #[test]
    fn a_word_that_may_start_none_of_them_starts_none_and_hardly_any_other_may() {
        for word in ["on", "my", "größe"] {
            assert!(SAID.may_start(First::of(word)), "{word:?}");
        }
        let may = (0..1000).filter(|number| SAID.may_start(First::of(&format!("word{number}")))).count();
        assert!(may < 50, "{may} of a thousand others");
    }

    #[test]
    fn a_word_is_one_of_a_list_as_a_whole_entry() {
        assert!(one_of("my", SAID) && one_of("größe", SAID));
        assert!(!one_of("other", SAID) && !one_of("on", SAID));
    }
}
