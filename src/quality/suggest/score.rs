//! Scores how well a phrase tells a class from the rest: Dunning's log-likelihood ratio (G2, "Accurate Methods for the
//! Statistics of Surprise and Coincidence", 1993) over messages, with half a message added to each of the four counts,
//! so that a phrase seen twice and never elsewhere is not taken for certain.

/// How many messages a phrase is in, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    /// Messages of the class with the phrase.
    pub hits: u32,
    /// Messages of the class.
    pub of_class: u32,
    /// Other messages with the phrase.
    pub wrong: u32,
    /// Other messages.
    pub others: u32,
}

/// Added to every count.
const SMOOTHING: f64 = 0.5;

/// The log-likelihood ratio; 0 for a phrase that is as frequent, or more so, outside the class.
pub(super) fn score(counts: Counts) -> f64 {
    let Counts { hits, of_class, wrong, others } = counts;
    let smooth = |count: u32| f64::from(count) + SMOOTHING;
    let inside = [smooth(hits), smooth(of_class.saturating_sub(hits))];
    let outside = [smooth(wrong), smooth(others.saturating_sub(wrong))];
    let sum = |row: [f64; 2]| row.iter().sum::<f64>();
    let all = sum(inside) + sum(outside);
    let [with, without] =
        [0, 1].map(|at| inside.get(at).zip(outside.get(at)).map_or(0.0, |(one, two)| one + two));
    if inside[0] / sum(inside) <= outside[0] / sum(outside) {
        return 0.0;
    }
    let cell = |seen: f64, row: f64, column: f64| seen * (seen * all / (row * column)).ln();
    let cells = cell(inside[0], sum(inside), with)
        + cell(inside[1], sum(inside), without)
        + cell(outside[0], sum(outside), with)
        + cell(outside[1], sum(outside), without);
    2.0 * cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(hits: u32, of_class: u32, wrong: u32, others: u32) -> f64 {
        score(Counts { hits, of_class, wrong, others })
    }

    #[test]
    fn the_score_is_dunnings_with_half_a_message_more_in_each_count() {
        // 2 * sum of seen * ln(seen / expected) over 10.5, 90.5, 5.5, 195.5.
        assert!((of(10, 100, 5, 200) - 7.3084).abs() < 0.001, "{}", of(10, 100, 5, 200));
    }

    #[test]
    fn more_hits_and_fewer_wrong_ones_score_higher() {
        assert!(of(3, 10, 0, 300) > of(2, 10, 0, 300));
        assert!(of(3, 10, 0, 300) > of(3, 10, 2, 300));
        assert!(of(1, 1, 0, 300) > 0.0);
        assert!(of(1, 10, 60, 300).abs() < f64::EPSILON, "more frequent outside");
    }
}
