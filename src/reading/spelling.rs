//! The letters of a word as they come, and a number for it that is changed by one letter at the price of one
//! multiplication: what a word with a letter left out, or a part of it, is called.

/// Longer words are known as a whole, and by nothing else.
pub(super) const LONGEST: usize = 24;
/// An odd number without a pattern, so that letters reach every bit.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
/// Its powers.
const POWERS: [u64; LONGEST + 1] = powers();

const fn powers() -> [u64; LONGEST + 1] {
    let mut powers = [1_u64; LONGEST + 1];
    let mut rest = powers.as_mut_slice();
    let mut power = 1_u64;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = power;
        power = power.wrapping_mul(BASE);
        rest = others;
    }
    powers
}

/// The spelling of one word.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// The numbers of no letter, of the first, of the first two, ...
    numbers: [u64; LONGEST + 1],
    letters: usize,
    whole: u64,
}

impl Default for Spelling {
    fn default() -> Self {
        Self { numbers: [0; LONGEST + 1], letters: 0, whole: 0 }
    }
}

impl Spelling {
    pub(super) fn of(word: &str) -> Self {
        let mut spelling = Self::default();
        word.chars().for_each(|letter| spelling.push(letter));
        spelling
    }

    #[inline]
    pub(super) fn push(&mut self, letter: char) {
        self.whole = self.whole.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1);
        self.letters += 1;
        if let Some(number) = self.numbers.get_mut(self.letters) {
            *number = self.whole;
        }
    }

    /// Begins another word.
    #[inline]
    pub(super) fn clear(&mut self) {
        (self.letters, self.whole) = (0, 0);
    }

    pub(super) fn len(&self) -> usize {
        self.letters
    }

    /// The number of the word.
    pub(super) fn whole(&self) -> u64 {
        self.whole
    }

    /// The numbers of the word with each of its letters left out; nothing of a word that is too long.
    #[inline]
    pub(super) fn lacking_one(&self) -> impl Iterator<Item = u64> {
        let numbers = self.numbers.get(..=self.letters).unwrap_or_default();
        let behind = POWERS.get(..self.letters).unwrap_or_default().iter().rev();
        numbers.windows(2).zip(behind).filter_map(|(pair, power)| {
            let [before, with] = pair else { return None };
            Some(self.whole.wrapping_add(before.wrapping_sub(*with).wrapping_mul(*power)))
        })
    }

    /// The numbers of every so many letters in a row; nothing of a word that is too long.
    #[inline]
    pub(super) fn parts<const LENGTH: usize>(&self) -> impl Iterator<Item = u64> {
        let numbers = self.numbers.get(..=self.letters).unwrap_or_default();
        let power = POWERS.get(LENGTH).copied().unwrap_or_default();
        let ends = numbers.get(LENGTH..).unwrap_or_default();
        numbers.iter().zip(ends).map(move |(start, end)| end.wrapping_sub(start.wrapping_mul(power)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vec<u64> {
        words.iter().map(|word| Spelling::of(word).whole()).collect()
    }

    #[test]
    fn a_word_that_lacks_a_letter_has_the_number_of_what_is_left() {
        fn lacking(word: &str) -> Vec<u64> {
            Spelling::of(word).lacking_one().collect()
        }
        assert_eq!(lacking("wifi"), of(&["ifi", "wfi", "wii", "wif"]));
        assert_eq!(lacking("größe"), of(&["röße", "göße", "grße", "gröe", "größ"]));
        assert_eq!((lacking(""), lacking("a")), (vec![], of(&[""])));
        assert_eq!(lacking(&"a".repeat(LONGEST)).len(), LONGEST);
        assert_eq!(lacking(&"a".repeat(LONGEST + 1)).len(), 0, "it is too long");
    }

    #[test]
    fn a_part_has_the_number_that_it_has_as_a_word() {
        let parts = |word| Spelling::of(word).parts::<3>().collect::<Vec<_>>();
        assert_eq!(parts("größe"), of(&["grö", "röß", "öße"]));
        assert_eq!((parts("ab"), parts("abc")), (vec![], of(&["abc"])));
    }

    #[test]
    fn words_begin_anew() {
        let mut spelling = Spelling::of("something longer than what is looked at");
        spelling.clear();
        "wifi".chars().for_each(|letter| spelling.push(letter));
        assert_eq!((spelling.whole(), spelling.len()), (Spelling::of("wifi").whole(), 4));
        assert_eq!(spelling.lacking_one().last(), of(&["wif"]).pop());
    }
}
