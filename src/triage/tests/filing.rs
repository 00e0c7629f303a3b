//! Cases that a moderator files under what they are really about.

use super::*;
use crate::diagnosis::Verdict;
use crate::knowledge::{CauseId, Family};
use crate::triage::case::{CaseNumber, Happening, Outcome};
use crate::triage::correction::{About, Right};
use crate::triage::desk::Filed;

fn file(id: &str) -> Deed {
    Deed::Reclassify(Filed::Cause(CauseId::from(id)))
}

fn causes(talk: &Conversation) -> Vec<&str> {
    talk.case().causes.iter().map(|cause| cause.id.as_str()).collect()
}

#[test]
fn while_the_bot_is_at_it_it_goes_on_with_the_right_cause() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, file("wifi")).hears("knows better").hears("Trouble with wifi");
    assert_eq!((talk.stage(), talk.step()), (Stage::Fixing, Some("check_wifi")));
    assert_eq!((causes(&talk), talk.case().causes[0].confidence), (vec!["wifi", "full"], 1.0));
    assert_eq!(talk.case().steps[0].outcome, Outcome::Skipped);
    assert_eq!(talk.case().steps[1].cause, Some(CauseId::from("wifi")));
    assert!(talk.whispered().contains("Filed under: Trouble with wifi."));
    assert!(talk.history().contains(&(Some(ANN), &Happening::Reclassified)));
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.step(), Some("other_network"), "its buttons are up to date");
}

#[test]
fn what_was_right_is_kept_as_a_correction() {
    let mut talk = Conversation::new();
    talk.write(FULL, PlaceId(100), 101, false);
    talk.does(ANN, file("wifi"));
    let kept = talk.correction.clone().expect("a correction");
    assert_eq!((kept.about, kept.place), (About::Message(MessageId(101)), PlaceId(100)));
    assert_eq!((kept.author, kept.text.as_str(), kept.by), (PersonId(2), FULL, Some(ANN)));
    assert_eq!((kept.said.verdict, kept.said.families), (Verdict::Answer, vec![Family::StorageFull]));
    assert_eq!(kept.right, Right::Families(vec![Family::Network]));
    let mut talk = Conversation::opened(FULL);
    talk.case.as_mut().expect("a case").number = Some(CaseNumber(9));
    for (filed, right) in [(Filed::Unknown, Right::Unknown), (Filed::OffTopic, Right::OffTopic)] {
        talk.does(ANN, Deed::Reclassify(filed));
        let kept = talk.correction.clone().expect("a correction");
        assert_eq!((kept.about, kept.right), (About::Case(CaseNumber(9)), right));
    }
}

#[test]
fn without_the_words_nothing_can_be_learned_and_that_is_said() {
    let mut talk = Conversation::escalated();
    talk.case.as_mut().expect("a case").words = None;
    talk.does(ANN, file("wifi"));
    assert!(talk.whispered().contains("no correction could be kept"), "{}", talk.whispered());
    assert!(talk.correction.is_none());
    assert_eq!(causes(&talk), ["wifi", "full"], "the case is filed all the same");
}

#[test]
fn with_staff_at_it_the_member_hears_nothing() {
    let mut talk = Conversation::escalated();
    for (filed, left) in [(file("wifi"), vec!["wifi", "full"]), (Deed::Reclassify(Filed::Unknown), vec![])] {
        talk.does(ANN, filed);
        assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::Say(_))));
        assert_eq!((talk.stage(), causes(&talk)), (Stage::Escalated, left));
        assert!(talk.changed_card().is_some());
    }
}

#[test]
fn a_cause_that_nobody_knows_leads_to_the_checks() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, Deed::Reclassify(Filed::Unknown))
        .hears("not clear yet")
        .hears("checks that help most often");
    assert_eq!((talk.stage(), causes(&talk).len()), (Stage::Fixing, 0));
    assert_eq!(talk.step(), Some("check_status_page"));
}

#[test]
fn what_is_off_topic_is_closed_kindly() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, Deed::Reclassify(Filed::OffTopic)).hears("something else than an iCloud backup");
    assert_eq!(talk.stage(), Stage::Closed);
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Reclassify(Filed::OffTopic));
    assert_eq!(talk.stage(), Stage::Escalated, "a person has it");
}

#[test]
fn an_unknown_cause_is_named_and_changes_nothing() {
    let mut talk = Conversation::opened(FULL);
    let before = talk.case().causes.clone();
    talk.does(ANN, file("no-such-thing"));
    assert!(talk.whispered().contains("I know no cause with this name:\n> no-such-thing"));
    assert_eq!((&talk.case().causes, &talk.correction), (&before, &None));
    talk.does(ANN, file("  "));
    assert!(talk.whispered().contains("I know no cause"));
}

#[test]
fn who_wants_quiet_is_not_spoken_to() {
    let mut talk = Conversation::opened(FULL);
    talk.say("leave me alone").does(ANN, file("wifi"));
    assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::Say(_))));
    assert_eq!((talk.stage(), causes(&talk)), (Stage::Fixing, vec!["wifi", "full"]));
}

#[test]
fn a_closed_case_only_teaches() {
    let mut talk = Conversation::opened(FULL);
    talk.case.as_mut().expect("a case").number = Some(CaseNumber(9));
    talk.does(ANN, Deed::Close).does(ANN, file("wifi"));
    assert!(talk.correction.is_some());
    assert_eq!((talk.stage(), causes(&talk)), (Stage::Closed, vec!["full"]));
    assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::Say(_))));
}
