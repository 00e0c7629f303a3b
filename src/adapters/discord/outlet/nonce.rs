//! The sign by which Discord recognizes a message that is sent a second time within minutes.

use serenity::model::channel::Nonce;

use crate::fingerprint::Fingerprint;
use crate::store::Work;

/// A sign for the message of a piece of work, the same at every attempt, at most 25 characters.
///
/// The number alone would do, were it not for a data folder that was made anew: there counting begins again, and Discord
/// would answer with a message of before. So it also speaks for what the work is about.
pub(super) fn of(work: &Work) -> Nonce {
    let about = Fingerprint::of(&work.place.0.to_le_bytes())
        .and(&work.person.0.to_le_bytes())
        .and(&work.beside.map_or(0, |origin| origin.message.0).to_le_bytes())
        // An effect is plain data; if it could not be written, the number would still tell it apart.
        .and(&serde_json::to_vec(&work.effect).unwrap_or_default())
        .number();
    Nonce::String(format!("{:x}.{:08x}", work.id.0, (about ^ (about >> 32)) & 0xFFFF_FFFF))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::store::tests::sample;
    use crate::triage::{MessageId, Origin, PlaceId};

    fn work(id: u64) -> Work {
        sample::work(id, Timestamp::UNIX_EPOCH, 0)
    }

    fn text(work: &Work) -> String {
        match of(work) {
            Nonce::String(text) => text,
            Nonce::Number(number) => panic!("expected a text, got {number}"),
        }
    }

    #[test]
    fn it_fits_even_for_the_largest_number() {
        assert!(text(&work(u64::MAX)).len() <= 25);
    }

    #[test]
    fn another_attempt_has_the_same_sign() {
        let mut later = work(7);
        (later.tries, later.again, later.due) = (3, true, Timestamp::MAX);
        assert_eq!(text(&later), text(&work(7)));
    }

    #[test]
    fn other_work_has_another_sign_even_with_the_same_number() {
        let mut other = work(7);
        other.beside = Some(Origin { channel: PlaceId(3), message: MessageId(9) });
        assert_ne!(text(&other), text(&work(7)));
        assert_ne!(text(&work(8)), text(&work(7)));
    }
}
