//! What a refusal means, by Discord's codes.

use std::time::Duration;

use jiff::Timestamp;

use super::*;
use crate::store::tests::sample;

fn refused(status: u16, code: i64) -> Refused {
    Refused::answer(status, code, "Words".to_owned(), None)
}

fn work(id: u64, tries: u32) -> Work {
    sample::work(id, Timestamp::UNIX_EPOCH, tries)
}

#[test]
fn every_code_has_its_kind() {
    for (status, code, kind) in [
        (404, 10_003, Refused::Gone { code: 10_003 }),
        (404, 10_008, Refused::Gone { code: 10_008 }),
        (404, 10_007, Refused::Gone { code: 10_007 }),
        (404, 10_013, Refused::Gone { code: 10_013 }),
        (403, 50_001, Refused::Forbidden { code: 50_001 }),
        (403, 50_013, Refused::Forbidden { code: 50_013 }),
        (403, 50_007, Refused::Forbidden { code: 50_007 }),
        (400, 50_083, Refused::Forbidden { code: 50_083 }),
        (400, 160_005, Refused::Forbidden { code: 160_005 }),
        (403, 0, Refused::Forbidden { code: 0 }),
        (401, 0, Refused::NotAuthorized),
        (401, 50_027, Refused::Answered { code: 50_027 }),
        (404, 10_015, Refused::Answered { code: 10_015 }),
        (404, 10_062, Refused::Answered { code: 10_062 }),
        (400, 40_060, Refused::Answered { code: 40_060 }),
        (400, 160_004, Refused::Exists),
        (502, 0, Refused::ServerFault { status: 502 }),
        (429, 0, Refused::TooFast { after: None }),
        (400, 50_035, Refused::Bad { status: 400, code: 50_035, words: "Words".to_owned() }),
    ] {
        assert_eq!(refused(status, code), kind, "{status} {code}");
    }
}

#[test]
fn only_the_place_itself_closes_the_place() {
    assert!(refused(404, 10_003).closes_the_place());
    assert!(refused(403, 50_001).closes_the_place());
    assert!(!refused(404, 10_008).closes_the_place(), "a message is gone");
    assert!(!refused(404, 10_007).closes_the_place(), "a member is gone");
    assert!(!refused(503, 0).closes_the_place());
}

#[test]
fn what_may_work_later_is_tried_again() {
    for refusal in
        [refused(500, 0), refused(429, 0), refused(401, 0), Refused::Unreachable { why: "gone".to_owned() }]
    {
        assert!(matches!(refusal.failure("say", &work(1, 0)), Failure::Retry { .. }), "{refusal}");
    }
    for refusal in [refused(404, 10_003), refused(403, 50_013), refused(400, 50_035), refused(400, 160_004)] {
        assert!(matches!(refusal.failure("say", &work(1, 0)), Failure::Permanent { .. }), "{refusal}");
    }
}

#[test]
fn a_429_is_waited_out_and_work_does_not_come_back_together() {
    let asked = Duration::from_secs(4);
    let mut waits = Vec::new();
    for id in 1..=20 {
        let refusal = Refused::TooFast { after: Some(asked) };
        let Failure::Retry { after: Some(after), .. } = refusal.failure("say", &work(id, 0)) else {
            panic!("a 429 says how long to wait")
        };
        assert!(after >= asked && after <= Duration::from_millis(5_050), "{after:?}");
        waits.push(after);
    }
    waits.sort();
    waits.dedup();
    assert!(waits.len() > 15, "{waits:?}");
}

#[test]
fn without_a_word_from_discord_the_wait_doubles() {
    let wait = |tries| match refused(429, 0).failure("say", &work(7, tries)) {
        Failure::Retry { after: Some(after), .. } => after,
        other @ (Failure::Retry { after: None, .. } | Failure::Permanent { .. }) => {
            panic!("expected a wait, got {other:?}")
        }
    };
    assert!(wait(0) >= Duration::from_secs(1) && wait(0) < Duration::from_secs(2));
    assert!(wait(3) >= Duration::from_secs(8) && wait(3) < Duration::from_secs(11));
    assert!(wait(60) <= Duration::from_secs(376), "{:?}", wait(60));
}

#[test]
fn a_bad_request_names_places_and_codes_but_not_what_was_sent() {
    let words = in_words("Invalid Form Body", &["content: BASE_TYPE_MAX_LENGTH".to_owned()]);
    assert_eq!(words, "Invalid Form Body (content: BASE_TYPE_MAX_LENGTH)");
}
