//! The 180 days after which Apple may delete a backup that no longer runs.

use jiff::civil::date;

use super::*;
use crate::triage::case::{Happening, Priority};
use crate::triage::deletion_day;

/// A case that was opened on 2025-10-10 by somebody whose backup fails for this long.
fn failing_for(words: &str) -> Conversation {
    Conversation::opened(&format!("icloud backup fails, icloud full, for {words}"))
}

fn card(talk: &Conversation) -> String {
    plain(&crate::triage::card(&talk.context(), talk.case()))
}

fn standing(talk: &Conversation) -> String {
    plain(&Message { blocks: crate::triage::standing(&talk.context(), talk.case()), ..Message::default() })
}

#[test]
fn the_day_follows_from_what_was_told() {
    let talk = failing_for("3 weeks");
    assert_eq!(talk.case().last_backup, Some(date(2025, 9, 19)));
    assert_eq!(deletion_day(talk.case()), Some(date(2026, 3, 18)));
    assert_eq!(talk.case().priority, Priority::Normal);
    assert!(
        !card(&talk).contains("Apple may delete") && !standing(&talk).contains("Apple may delete"),
        "it is far"
    );
    assert_eq!(deletion_day(Conversation::opened(FULL).case()), None);
    let mut talk = Conversation::opened(FULL);
    talk.say("it fails for 3 weeks");
    assert_eq!(talk.case().last_backup, Some(date(2025, 9, 19)), "told later");
}

#[test]
fn nearing_it_is_told_soberly_and_the_case_becomes_more_urgent() {
    for (days, priority, told) in [
        (100, Priority::Normal, ""),
        (130, Priority::Normal, "Apple may delete the last one"),
        (155, Priority::High, "Apple may delete the last one"),
        (175, Priority::Urgent, "Apple may delete the last one"),
        (185, Priority::Urgent, "may be gone"),
        (400, Priority::High, "may be gone"),
    ] {
        let talk = failing_for(&format!("{days} days"));
        assert_eq!(talk.case().priority, priority, "{days} days");
        assert!(card(&talk).contains(told) && standing(&talk).contains(told), "{days}: {}", card(&talk));
        if priority != Priority::Normal {
            assert!(talk.history().contains(&(None, &Happening::Prioritized(priority))));
        }
    }
}

#[test]
fn the_clock_raises_it_as_the_day_nears() {
    let mut talk = failing_for("100 days");
    talk.press(Choice::TalkToAPerson).happens(EventKind::Delivered(Delivery::Card(CARD)));
    // The day is 2025-12-29.
    assert_eq!(deletion_day(talk.case()), Some(date(2025, 12, 29)));
    talk.later(24);
    talk.later(24 * 20);
    assert!(talk.changed_card().expect("the card changes").contains("before about 2025-12-29"));
    talk.later(24 * 20);
    assert_eq!(talk.case().priority, Priority::Normal);
    restart(&mut talk);
    talk.later(24 * 10);
    assert_eq!(talk.case().priority, Priority::High);
    talk.later(24 * 24);
    assert_eq!(talk.case().priority, Priority::Urgent);
    talk.later(24 * 10);
    assert!(card(&talk).contains("may be gone"), "{}", card(&talk));
    assert_eq!(talk.case().clocks.deletion_at, None);
    assert_eq!(talk.count(&Happening::Prioritized(Priority::High)), 1);
}

#[test]
fn what_happens_between_the_hour_and_its_wake_up_loses_nothing() {
    let mut talk = failing_for("155 days");
    talk.press(Choice::TalkToAPerson);
    talk.now += SignedDuration::from_hours(24 * 20);
    talk.say("ios 17.4");
    assert_eq!(talk.case().priority, Priority::Urgent);
    assert_eq!(talk.later(1).count(&Happening::Prioritized(Priority::Urgent)), 1);
}

#[test]
fn a_moderators_choice_stays_until_the_clock_goes_higher() {
    let mut talk = failing_for("155 days");
    talk.press(Choice::TalkToAPerson).does(ANN, Deed::Prioritize(Priority::Low));
    talk.say("ios 17.4");
    assert_eq!(talk.case().priority, Priority::Low);
    talk.later(24 * 19);
    assert_eq!(talk.case().priority, Priority::Urgent);
    let mut talk = failing_for("100 days");
    talk.press(Choice::TalkToAPerson).does(ANN, Deed::Prioritize(Priority::Urgent));
    talk.later(24 * 55);
    assert_eq!(talk.case().priority, Priority::Urgent, "never lowered");
}

#[test]
fn a_case_that_is_over_stays_as_it_is() {
    let mut talk = failing_for("155 days");
    talk.press(Choice::FixedIt);
    let (before, priority) = (talk.case().history.len(), talk.case().priority);
    talk.later(24 * 40);
    assert_eq!((talk.case().history.len(), talk.case().priority), (before, priority));
    assert!(!card(&talk).contains("Apple may delete"));
    talk.say("still failing");
    assert_eq!(talk.case().priority, Priority::High, "what was raised stays");
}

#[test]
fn a_wake_up_that_is_out_of_date_changes_nothing() {
    let mut talk = failing_for("100 days");
    talk.say("no, it fails for 10 days");
    assert_eq!(talk.case().last_backup, Some(date(2025, 9, 30)));
    let before = talk.case().clone();
    talk.now += SignedDuration::from_hours(24 * 22);
    talk.happens(EventKind::Woke(Wake::Deletion));
    assert_eq!((talk.case(), talk.effects.len()), (&before, 0));
}

#[test]
fn lengths_beyond_reason_tell_no_day() {
    for words in ["99999999 days", "4000000000 years"] {
        assert_eq!(deletion_day(failing_for(words).case()), None, "{words}");
    }
}
