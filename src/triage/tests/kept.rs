//! What a case keeps of its opening, when what first happened, and what nobody could answer.

use jiff::tz::TimeZone;

use super::*;
use crate::triage::case::Milestones;

#[test]
fn the_opening_is_kept_with_its_time_there() {
    let mut talk = Conversation::new();
    talk.settings.zone = TimeZone::fixed(jiff::tz::offset(9));
    talk.say(FULL);
    let case = talk.case();
    assert_eq!(case.opened_there, Some(jiff::civil::date(2025, 10, 10).at(21, 0, 0, 0)));
    assert_eq!(case.words.as_deref(), Some(FULL));
    assert!(case.patterns.iter().any(|pattern| pattern.contains("icloud full")), "{:?}", case.patterns);
    talk.say("nope same");
    assert_eq!(talk.case().words.as_deref(), Some(FULL), "only the opening");
}

#[test]
fn a_long_opening_is_cut() {
    let talk = Conversation::opened(&format!("{FULL} {}", "é ".repeat(3000)));
    let words = talk.case().words.clone().expect("words");
    assert!(words.chars().count() <= 1500 && words.starts_with(FULL));
    assert!(talk.case().patterns.len() <= 12);
}

#[test]
fn milestones_are_the_first_time() {
    let mut talk = Conversation::new();
    let opened = talk.now;
    talk.say(FULL);
    let answered = Milestones { answered: Some(opened), ..Milestones::default() };
    assert_eq!(talk.case().milestones, answered);
    let escalated = talk.now;
    talk.press(Choice::TalkToAPerson);
    let claimed = talk.now;
    talk.does(ANN, Deed::Claim).does(ANN, Deed::Release).does(BEN, Deed::Claim);
    let resolved = talk.now;
    talk.does(BEN, Deed::Resolve { step: None });
    let all = Milestones { escalated: Some(escalated), claimed: Some(claimed), ..answered };
    assert_eq!(talk.case().milestones, Milestones { resolved: Some(resolved), ..all });
    talk.say("still failing");
    assert_eq!(talk.case().milestones, all, "it was not solved after all");
}

#[test]
fn what_only_counts_was_not_answered() {
    let mut talk = Conversation::new();
    talk.settings.mode = Mode::Observe;
    talk.mutter(FULL, HERE);
    assert_eq!(talk.case().milestones, Milestones::default());
    assert_eq!(talk.case().words.as_deref(), Some(FULL));
}

#[test]
fn questions_without_an_answer_are_counted() {
    let mut talk = Conversation::new();
    for (asked, unmatched) in
        [("nice weather", true), ("how often", false), ("help", false), ("photos not syncing", false)]
    {
        talk.say(asked);
        assert_eq!(talk.unmatched, unmatched, "{asked}: {}", talk.heard());
    }
    let mut talk = Conversation::opened(FULL);
    for (asked, unmatched) in [("nice weather", true), ("how often", false), ("nope same", false)] {
        talk.say(asked);
        assert_eq!(talk.unmatched, unmatched, "{asked}: {}", talk.heard());
    }
    talk.say("it works now").say("nice weather");
    assert!(talk.unmatched);
    talk.mutter("nice weather", HERE);
    assert!(!talk.unmatched, "nobody asked the bot");
}
