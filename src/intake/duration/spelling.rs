//! Tells a slip of the finger from another word, for words that stand where a time is expected.

/// Whether a word is another with one letter wrong, missing, doubled or swapped, and begins with the same letter.
pub(super) fn is_near(word: &str, name: &str) -> bool {
    if !word.is_ascii() || word.bytes().next() != name.bytes().next() {
        return false;
    }
    let (word, name) = (word.as_bytes(), name.as_bytes());
    let front = word.iter().zip(name).take_while(|(one, other)| one == other).count();
    let most = word.len().min(name.len()) - front;
    let back =
        word.iter().rev().zip(name.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    match (word.len() - front - back, name.len() - front - back) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => word.get(front) == name.get(front + 1) && word.get(front + 1) == name.get(front),
        _ => false,
    }
}

/// Whether a word is another with two neighbors swapped: `dasy`.
pub(super) fn is_shuffled(word: &str, name: &str) -> bool {
    word.len() == name.len() && word != name && is_near(word, name) && sorted(word) == sorted(name)
}

fn sorted(word: &str) -> Vec<u8> {
    let mut letters = word.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_another_word_is_not() {
        for (word, name) in
            [("mnoths", "months"), ("wekes", "weeks"), ("wedesday", "wednesday"), ("octobber", "october")]
        {
            assert!(is_near(word, name), "{word} is {name}");
        }
        assert!(!is_near("fears", "years"), "the first letter is always right");
        assert!(!is_near("wheels", "weeks"));
        assert!(is_shuffled("dasy", "days") && !is_shuffled("dads", "days"));
    }
}
