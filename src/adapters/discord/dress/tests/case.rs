//! Pages of cases, what follows a deed, and the block for Apple Support.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::super::brief::brief;
use super::super::case_list::{Listed, ON_A_PAGE, Page, page};
use super::super::done::done;
use super::super::limits::{self, units};
use super::super::message::Dressed;
use super::super::stage::{Queue, letter, level};
use super::{BASE, all, broken, json};
use crate::knowledge::{Cause, Family};
use crate::triage::case::Priority;
use crate::triage::desk::{Deed, HandOff, Receiver};
use crate::triage::effect::Block;
use crate::triage::{Case, CaseNumber, PersonId, PlaceId, ServerId, Stage};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn case(number: u64) -> Case {
    let opened = NOW - SignedDuration::from_hours(50);
    let mut case = Case::new(ServerId(u64::MAX), PersonId(7), PlaceId(u64::MAX), opened);
    case.number = Some(CaseNumber(number));
    case.stage = Stage::Escalated;
    case
}

/// The causes of a case that has this one, as they are kept.
fn kept(cause: &Cause) -> Value {
    let family = cause.family.unwrap_or(Family::Network);
    serde_json::json!([{ "id": cause.id, "family": family, "confidence": 0.9 }])
}

fn shown(listed: &Listed, shown: &Page) -> Dressed {
    page(&BASE, listed, shown, NOW)
}

fn lines(dressed: &Dressed) -> String {
    json(&dressed.create())["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_line_says_number_urgency_cause_stage_age_owner_and_where() {
    let mut one = case(12);
    let cause = &BASE.causes[0];
    one.causes = serde_json::from_value(kept(cause)).unwrap();
    (one.priority, one.owner) = (Priority::High, Some(PersonId(4)));
    let dressed = shown(&Listed::default(), &Page { cases: vec![one], all: Some(1), more: false });
    let text = lines(&dressed);
    for part in [
        "**12**",
        "**High:**",
        &cause.title,
        "Waiting for a moderator",
        "2 days old",
        "<@4>",
        "[conversation](https://discord.com/",
    ] {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
    assert!(dressed.content.contains("1 to 1 of 1") && dressed.rows.is_empty(), "{}", dressed.content);
}

#[test]
fn a_full_page_of_the_longest_lines_fits_and_turns_both_ways() {
    let many = |n: u64| {
        let mut case = case(u64::MAX - n);
        (case.owner, case.priority) = (Some(PersonId(u64::MAX)), Priority::Urgent);
        let longest = BASE.causes.iter().max_by_key(|cause| cause.title.len()).unwrap();
        case.causes = serde_json::from_value(kept(longest)).unwrap();
        case
    };
    let cases: Vec<Case> = (0..ON_A_PAGE as u64).map(many).collect();
    let listed = Listed { page: 4, queue: Queue::All, ..Listed::default() };
    let dressed = shown(&listed, &Page { cases, all: None, more: true });
    let message = json(&dressed.respond(true));
    assert_eq!(broken(&message), [""; 0]);
    assert_eq!(lines(&dressed).lines().count(), ON_A_PAGE * 2);
    assert_eq!(all(&message, "label"), ["Previous", "Next"]);
    assert_eq!(dressed.custom_ids(), ["cm1:list:3:all::::", "cm1:list:5:all::::"]);
}

#[test]
fn an_empty_list_says_so_with_or_without_filters() {
    assert_eq!(shown(&Listed::default(), &Page::default()).content, "No case is open right now.");
    let filtered = Listed { owner: Some(PersonId(1)), ..Listed::default() };
    assert!(shown(&filtered, &Page::default()).content.contains("Leave a filter out"));
}

#[test]
fn what_is_written_of_a_queue_or_a_priority_is_read_back() {
    for queue in Queue::ALL {
        assert_eq!(Queue::of(queue.letter()), Some(queue));
    }
    for priority in [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent] {
        assert_eq!(level(letter(priority)), Some(priority));
    }
}

#[test]
fn every_deed_has_a_sentence_that_names_the_case() {
    let words = || "x".to_owned();
    let mut offered = case(3);
    let to = Receiver::Role(crate::triage::RoleId(9));
    offered.hand_off = Some(HandOff { by: PersonId(1), to, reason: words(), until: NOW });
    for deed in [
        Deed::Claim,
        Deed::HandOff { to, reason: words() },
        Deed::HandOff { to: Receiver::Apple, reason: words() },
        Deed::Accept,
        Deed::Decline,
        Deed::Ask { words: words() },
        Deed::Note { words: words() },
        Deed::Resolve { step: None },
        Deed::Close,
    ] {
        let text = done(&BASE, &offered, &deed).content;
        assert!(text.contains("ase 3"), "{deed:?}: {text}");
        assert!(!text.contains('{') && !text.ends_with(": "), "{deed:?}: {text}");
    }
}

#[test]
fn a_brief_is_one_block_that_nothing_in_it_ends() {
    let rows = vec![("Error".to_owned(), "a```b\n*c*".to_owned()), ("Words".to_owned(), "y".repeat(3000))];
    let text = brief(&BASE.replies, &Block::Fields { title: "Summary".to_owned(), rows }).content;
    assert_eq!(text.matches("```").count(), 2, "{text}");
    assert!(text.contains("Error: a'''b *c*") && text.contains("getsupport.apple.com"), "{text}");
    assert!(units(&text) <= limits::CONTENT);
}
