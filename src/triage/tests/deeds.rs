//! What moderators do: claim, ask, resolve, join in; and what others may not.

use super::*;
use crate::triage::case::{Happening, Outcome, Table};

#[test]
fn a_claimed_case_is_theirs_and_the_member_is_told() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).hears("A helper has your case now");
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Claimed, Some(ANN)));
    assert!(talk.changed_card().expect("the card changes").contains("{person:11} has it."));
    let history = talk.history();
    assert!(history.contains(&(Some(ANN), &Happening::Claimed)));
    assert!(history.contains(&(Some(ANN), &Happening::Moved(Stage::Claimed))));
}

#[test]
fn of_two_who_claim_one_gets_it_and_the_other_is_told_who() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim);
    talk.does(BEN, Deed::Claim);
    assert_eq!(talk.case().owner, Some(ANN));
    assert!(talk.whispered().contains("{person:11} has this case already"), "{}", talk.whispered());
    assert_eq!(talk.effects.len(), 1, "nobody else hears of it");
    talk.does(ANN, Deed::Claim);
    assert!(talk.whispered().contains("yours already"));
}

#[test]
fn a_case_can_be_claimed_before_anybody_is_called() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, Deed::Claim);
    assert_eq!((talk.stage(), &talk.case().table), (Stage::Claimed, &Table::Nothing));
    assert!(talk.changed_card().is_some(), "moderators are shown who has it");
    talk.mutter("nope same", HERE);
    assert!(talk.messages().is_empty(), "the bot is quiet");
    talk.press(Choice::DidntHelp);
    assert!(talk.whispered().contains("over"), "{}", talk.heard());
}

#[test]
fn a_question_of_a_helper_reaches_the_member() {
    let mut talk = Conversation::escalated();
    let words = format!("  Which *model* is it? {}", "x".repeat(2000));
    talk.does(ANN, Deed::Ask { words }).hears("A helper asks:").hears("> Which *model* is it?");
    assert!(talk.heard().len() < 1200);
    assert_eq!(talk.stage(), Stage::Escalated, "it stays unclaimed");
    assert_eq!(talk.history().last(), Some(&(Some(ANN), &Happening::AskedForDetails)));
    talk.does(ANN, Deed::Ask { words: " \n".into() });
    assert!(talk.whispered().contains("Please write what you want to ask"));
}

#[test]
fn a_helper_can_resolve_a_case() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).does(ANN, Deed::Resolve { step: None }).hears("marked this as solved");
    assert_eq!(talk.stage(), Stage::Resolved);
    assert_eq!(talk.case().steps[0].outcome, Outcome::Skipped, "nobody said that the step helped");
    assert!(talk.effects.contains(&Effect::MarkSolved(true)));
    assert!(talk.changed_card().expect("the final card").contains("Solved."));
    assert!(talk.history().contains(&(Some(ANN), &Happening::Moved(Stage::Resolved))));
    talk.say("still failing").hears("not over yet");
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Fixing, None));
}

#[test]
fn deeds_on_a_case_that_is_over_are_answered_politely() {
    for ended in [Stage::Resolved, Stage::Closed] {
        let mut talk = Conversation::escalated();
        if ended == Stage::Resolved {
            talk.does(ANN, Deed::Resolve { step: None });
        } else {
            talk.happens(EventKind::Ended(Ending::MemberLeft));
        }
        let before = talk.case().clone();
        for deed in [
            Deed::Claim,
            Deed::Accept,
            Deed::Decline,
            Deed::Resolve { step: None },
            Deed::Ask { words: "a".into() },
        ] {
            talk.does(BEN, deed);
            assert!(talk.whispered().contains("over already"), "{}", talk.heard());
            assert_eq!((talk.stage(), talk.case().owner), (ended, before.owner));
        }
        talk.does(BEN, Deed::JoinedIn);
        assert!(talk.effects.is_empty());
    }
}

#[test]
fn a_member_may_not_do_what_moderators_do() {
    for deed in [Deed::Claim, Deed::Resolve { step: None }, Deed::Accept] {
        let mut talk = Conversation::escalated();
        talk.happens(EventKind::Did(deed));
        assert!(talk.whispered().contains("Only moderators"), "{}", talk.heard());
        assert_eq!((talk.stage(), talk.case().owner), (Stage::Escalated, None));
    }
}

#[test]
fn where_a_helper_writes_the_bot_is_quiet_unless_asked() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, Deed::JoinedIn);
    assert_eq!((talk.effects.len(), talk.case().helped_by), (0, Some(ANN)));
    talk.mutter("nope same, ios 17.4", HERE);
    assert!(talk.effects.is_empty(), "{}", talk.heard());
    assert_eq!(talk.case().steps.len(), 1);
    assert_eq!(talk.case().intake.ios_version, crate::intake::Field::Known("17.4".into()));
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.case().steps.len(), 2, "presses still work");
    talk.say("help").hears("Here is where we are");
    talk.does(BEN, Deed::JoinedIn);
    assert_eq!(talk.case().helped_by, Some(ANN), "once");
}

#[test]
fn what_a_moderator_presses_for_a_member_is_in_their_name() {
    let mut talk = Conversation::opened(FULL);
    let kind = EventKind::Chose { choice: Choice::DidntHelp, version: talk.case().offered };
    let by = Actor::Staff { person: ANN, roles: Vec::new() };
    let event = Event { by, ..talk.event(HERE, kind) };
    talk.take(&event);
    assert_eq!(talk.case().steps.len(), 2);
    let answered = talk.history().into_iter().find(|(_, what)| matches!(what, Happening::StepAnswered(..)));
    assert_eq!(answered.expect("the step was answered").0, Some(ANN));
}

#[test]
fn a_moderator_can_have_a_message_looked_at() {
    let staff = || Actor::Staff { person: ANN, roles: Vec::new() };
    let ask = |text: &str| {
        let mut talk = Conversation::new();
        let kind = EventKind::Said { text: text.to_owned(), addressed: true };
        let event = Event { by: staff(), ..talk.event(HERE, kind) };
        talk.take(&event);
        talk
    };
    let talk = ask(FULL);
    talk.hears("Trouble with full");
    assert_eq!(talk.case().person, PersonId(2), "it is the member's case");
    assert_eq!(talk.history()[0], (Some(ANN), &Happening::Opened));
    ask("how often").hears("About once a day");
    let none = ask("nice weather");
    assert!(none.whispered().contains("no failing iCloud backup"), "{}", none.heard());
    assert!(none.case.is_none());
}
