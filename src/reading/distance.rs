//! How far apart two words are: insertions, deletions, substitutions, and neighbours swapped.

/// Longer words are not compared.
const LONGEST: usize = 32;

/// The optimal string alignment distance of two short ASCII words, or `None` when it is more than `most`.
pub(super) fn distance(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let mut before = [0_usize; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    for (row, left) in one.iter().enumerate() {
        let mut current = [row + 1; LONGEST + 1];
        for (column, right) in other.iter().enumerate() {
            let at = |list: &[usize], index: usize| list.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&last, column + 1) + 1).min(at(&current, column) + 1);
            best = best.min(at(&last, column) + usize::from(left != right));
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(right)
                && other.get(column - 1) == Some(left);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            if let Some(place) = current.get_mut(column + 1) {
                *place = best;
            }
        }
        before = last;
        last = current;
    }
    last.get(other.len()).copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_near_and_other_words_far() {
        let apart = |one: &str, other: &str| distance(one.as_bytes(), other.as_bytes(), 2);
        assert_eq!(apart("storage", "storage"), Some(0));
        assert_eq!(apart("stroage", "storage"), Some(1), "neighbors swapped");
        assert_eq!(apart("bakcup", "backup"), Some(1));
        assert_eq!(apart("storge", "storage"), Some(1));
        assert_eq!(apart("curropted", "corrupted"), Some(2));
        assert_eq!(apart("icloud", "backup"), None);
    }
}
