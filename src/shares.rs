//! Shares of a whole and how sure they are: the 95 % Wilson interval. Decides nothing about what is counted.

/// The normal deviate of a two-sided 95 % interval.
const Z: f64 = 1.959_964;

/// A count as a number to reckon with; counts are far below the 2^53 from which on this would round.
#[must_use]
pub fn float(count: u64) -> f64 {
    count as f64
}

/// The 95 % interval of a share of `total`, each end from 0 to 1 (E. B. Wilson, 1927: "Probable inference, the law of
/// succession, and statistical inference"). Of nothing, everything from 0 to 1 is possible.
#[must_use]
pub fn wilson(share: f64, total: f64) -> (f64, f64) {
    let n = total;
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let middle = share + Z * Z / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    (((middle - spread) / whole).max(0.0), ((middle + spread) / whole).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::{float, wilson};

    /// To three places, as tables print it.
    fn rounded(hits: u64, total: u64) -> (i32, i32) {
        let (low, high) = wilson(float(hits) / float(total), float(total));
        let thousandths = |end: f64| (end * 1000.0).round() as i32;
        (thousandths(low), thousandths(high))
    }

    #[test]
    fn few_tries_leave_a_share_open_and_many_settle_it() {
        assert_eq!(rounded(1, 2), (95, 905));
        assert_eq!(rounded(50, 100), (404, 596));
        assert_eq!(rounded(0, 10), (0, 278));
        assert_eq!(rounded(10, 10), (722, 1000));
        assert_eq!(wilson(0.0, 0.0), (0.0, 1.0));
    }
}
