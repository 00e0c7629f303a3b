//! How far apart two words are: insertions, deletions, substitutions, and neighbours swapped.

/// The optimal string alignment distance of two short words, or `None` when it is more than `most`.
pub(super) fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, left) in one.iter().enumerate() {
        let mut current = vec![row + 1];
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
            current.push(best);
        }
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_near_and_other_words_far() {
        let apart = |one: &str, other: &str| {
            distance(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>(), 2)
        };
        assert_eq!(apart("storage", "storage"), Some(0));
        assert_eq!(apart("stroage", "storage"), Some(1), "neighbors swapped");
        assert_eq!(apart("bakcup", "backup"), Some(1));
        assert_eq!(apart("storge", "storage"), Some(1));
        assert_eq!(apart("curropted", "corrupted"), Some(2));
        assert_eq!(apart("icloud", "backup"), None);
    }
}
