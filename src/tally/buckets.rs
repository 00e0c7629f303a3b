//! Lengths of time in fixed buckets, whose width grows with them: a median can be read from counts alone.
//!
//! Eight buckets for every doubling, cut in whole numbers, so that every machine cuts alike. A bucket is named by
//! three digits, so that names sort like times.

/// How far a time that is read from a bucket can be from the one that went in: half a bucket, as a share of the time.
pub const PRECISION: f64 = 1.0 / 16.0;

/// Buckets in a doubling, as a power of two.
const FINE: u32 = 3;
const IN_A_DOUBLING: u64 = 1 << FINE;

/// The bucket of a time in seconds; what is negative, because clocks differ, counts as none.
#[must_use]
pub fn of_seconds(seconds: i64) -> String {
    format!("{:03}", index(u64::try_from(seconds).unwrap_or(0)))
}

fn index(seconds: u64) -> u64 {
    if seconds < IN_A_DOUBLING {
        return seconds;
    }
    let doublings = seconds.ilog2();
    let within = (seconds >> (doublings - FINE)) & (IN_A_DOUBLING - 1);
    u64::from(doublings - FINE + 1) * IN_A_DOUBLING + within
}

/// The middle of a bucket in seconds; `None` for what is no bucket's name.
#[must_use]
pub fn middle(bucket: &str) -> Option<u64> {
    let index: u64 = bucket.parse().ok()?;
    if index < IN_A_DOUBLING {
        return Some(index);
    }
    let wider = u32::try_from(index / IN_A_DOUBLING - 1).ok()?;
    let lowest = (IN_A_DOUBLING + index % IN_A_DOUBLING).checked_shl(wider)?;
    Some(lowest.saturating_add(((1_u64 << wider) - 1) / 2))
}

/// The time in seconds that so many percent of all times do not exceed (50 for the median): the middle of the bucket of
/// the nearest rank. `None` when there is no time.
#[must_use]
pub fn quantile<'b>(counts: impl Iterator<Item = (&'b str, u64)> + Clone, percent: u64) -> Option<u64> {
    let all: u64 = counts.clone().map(|(_, count)| count).sum();
    let rank = all.saturating_mul(percent).div_ceil(100).max(1);
    let mut before = 0;
    for (bucket, count) in counts {
        before += count;
        if before >= rank {
            return middle(bucket);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_as_wide_as_it_says() {
        let mut last = 0;
        for seconds in
            (0..5000).chain((13..40).flat_map(|power| [(1 << power) - 1, 1 << power, (3 << power) + 7]))
        {
            let index = index(seconds);
            assert!(index >= last || seconds >= 5000, "{seconds} s");
            last = index;
            let read = middle(&of_seconds(i64::try_from(seconds).unwrap())).unwrap();
            let off = read.abs_diff(seconds) as f64;
            assert!(off <= seconds as f64 * PRECISION, "{seconds} s is read as {read} s");
        }
        assert_eq!(of_seconds(-5), "000");
        assert_eq!(middle("a while"), None);
        assert_eq!(middle("9999"), None, "there is no such time");
    }

    #[test]
    fn a_median_is_the_middle_one_and_nothing_has_none() {
        let counts = [("003", 2_u64), ("005", 1), ("007", 2)];
        let read = |percent| quantile(counts.iter().copied(), percent);
        assert_eq!((read(50), read(90), read(40), read(0)), (Some(5), Some(7), Some(3), Some(3)));
        assert_eq!(quantile(std::iter::empty(), 50), None);
    }
}
