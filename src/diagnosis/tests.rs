//! What a diagnosis says: the first minute of a new user, what people rule out, and when to keep quiet.

use super::{Diagnosis, Verdict, diagnose};
use crate::knowledge::Family;
use crate::reading::sample::{base, reader};

fn says(text: &str) -> Diagnosis {
    diagnose(base(), &reader().read(text))
}

fn families(text: &str) -> Vec<Family> {
    says(text).causes.iter().map(|cause| cause.family).collect()
}

#[test]
fn a_new_users_first_minute_is_right() {
    let storage = says("it says not enough icloud storage but i have 100gb free??");
    assert_eq!(storage.causes.first().map(|cause| cause.family), Some(Family::StorageFull), "{storage:?}");
    let stuck = says("stuck on estimating time remaining for 2 days, ios 17.4, already restarted");
    assert_eq!(stuck.causes.first().map(|cause| cause.family), Some(Family::BackupTooLarge), "{stuck:?}");
    assert_eq!(says("wifi fine, plugged in, still wont back up").verdict, Verdict::Ask);
    assert_eq!(says("The last backup could not be completed.").verdict, Verdict::Ask);
}

#[test]
fn what_a_person_rules_out_is_never_told() {
    for (text, family) in [
        ("plenty of storage, wifi ok, but wont back up to icloud", Family::StorageFull),
        ("not a storage issue. icloud backup fails every night", Family::StorageFull),
        ("my icloud backup fails, wifi is fine", Family::Network),
        ("space, wifi and charger are all good and icloud backup still fails", Family::Network),
        ("icloud backup fails and its not the wifi", Family::Network),
    ] {
        assert!(!families(text).contains(&family), "{text:?} gave {:?}", says(text).causes);
        assert_ne!(says(text).verdict, Verdict::Silent, "{text:?}");
    }
}

#[test]
fn the_same_thing_denied_is_told_again() {
    let text = "icloud backup keeps failing, my wifi isnt great, drops all the time";
    assert_eq!(families(text).first(), Some(&Family::Network), "{:?}", says(text).causes);
}

#[test]
fn a_not_that_belongs_to_the_complaint_denies_nothing() {
    for text in [
        "wont back up, it says not enuf icloud storage",
        "icloud backup fails, not enough icloud space it says",
    ] {
        assert_eq!(
            families(text).first(),
            Some(&Family::StorageFull),
            "{text:?} gave {:?}",
            says(text).causes
        );
    }
}

#[test]
fn a_complaint_at_the_head_of_a_list_is_not_ruled_out_by_its_end() {
    for text in [
        "wont back up to icloud, not enough icloud storage, wifi is fine",
        "backup fails, icloud storage is full, wifi and charger are fine",
    ] {
        let given = says(text);
        assert_eq!(
            given.causes.first().map(|cause| cause.family),
            Some(Family::StorageFull),
            "{text:?} gave {:?}",
            given.causes
        );
    }
}

#[test]
fn several_causes_are_named_best_first_one_per_family() {
    let causes = families("icloud storage is full and also my wifi keeps dropping so no backup since june");
    assert!(causes.contains(&Family::StorageFull) && causes.contains(&Family::Network), "{causes:?}");
    let mut unique = causes.clone();
    unique.dedup();
    assert_eq!(unique, causes);
    assert!(causes.len() <= 3);
}

#[test]
fn other_talk_is_left_alone() {
    for text in [
        "time machine backup keeps failing on my macbook",
        "restoring my new phone from icloud backup is stuck",
        "have you tried turning your router off? fixed my backup",
        "fixed it, thanks! backup went through last night",
        "whatsapp chat backup to icloud is stuck",
        "how do i back up my iphone to icloud? just got it",
        "gm everyone",
        "",
    ] {
        assert_eq!(says(text).verdict, Verdict::Silent, "{text:?} gave {:?}", says(text).causes);
    }
}

#[test]
fn evidence_is_the_persons_own_words() {
    let text = "Ugh — iCloud is FULL, can’t back up 😭";
    let told = says(text);
    let words: Vec<&str> = told
        .evidence
        .iter()
        .filter(|e| e.cause.is_some() && e.supports)
        .map(|e| text.get(e.span.clone()).unwrap())
        .collect();
    assert!(words.iter().any(|words| words.contains("FULL")), "{words:?}");
}

#[test]
fn confidence_is_a_probability_in_falling_order() {
    for text in [
        "icloud full, can't backup",
        "vpn on, low power mode, wifi drops, icloud backup fails since ios 18.2 update",
    ] {
        let causes = says(text).causes;
        assert!(causes.iter().all(|cause| (0.0..=1.0).contains(&cause.confidence)), "{causes:?}");
        assert!(causes.is_sorted_by(|one, next| one.confidence >= next.confidence), "{causes:?}");
    }
}

#[test]
fn what_is_let_go_at_a_glance_would_never_have_been_answered() {
    let corpus = include_str!("../../tests/corpus/dev.jsonl");
    for row in corpus.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let text = row["text"].as_str().unwrap();
        let answered = says(text).verdict != Verdict::Silent;
        assert!(!answered || reader().read_if_topical(text).is_some(), "the gate stopped {text:?}");
    }
}
