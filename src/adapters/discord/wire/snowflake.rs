//! Discord's ids hold the time at which they were made: milliseconds since the first second of 2015, over 22 other bits.

use jiff::Timestamp;

use crate::triage::MessageId;

/// The first second of 2015, in milliseconds since 1970.
const EPOCH_MS: i64 = 1_420_070_400_000;

/// When something with this id was made.
#[must_use]
pub fn at(id: u64) -> Timestamp {
    let ms = i64::try_from(id >> 22).unwrap_or(i64::MAX).saturating_add(EPOCH_MS);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX)
}

/// The id that a message of this moment would have at least.
#[must_use]
pub fn first_of(at: Timestamp) -> MessageId {
    let ms = at.as_millisecond().saturating_sub(EPOCH_MS).max(0);
    MessageId(ms.cast_unsigned() << 22)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_time_and_a_time_its_first_id() {
        // The example of Discord's own documentation.
        let at_noon = at(175_928_847_299_117_063);
        assert_eq!(at_noon.to_string(), "2016-04-30T11:18:25.796Z");
        assert_eq!(at(first_of(at_noon).0), at_noon);
        assert_eq!(first_of(Timestamp::UNIX_EPOCH), MessageId(0));
    }
}
