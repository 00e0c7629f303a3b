//! While an incident lasts, and while Apple's own status page names a problem.

use super::*;
use crate::incident::{Incident, Scope};
use crate::knowledge::CauseId;
use crate::triage::Scene;
use crate::triage::case::{Happening, Table};

const UNCLEAR: &str = "my icloud backup fails";
const PAGE: &str = "apple.com/support/systemstatus";

/// What the first message of a member leads to while this goes on.
fn amid(incident: Option<&Incident>, outage: Option<&str>, settings: Settings, text: &str) -> Conversation {
    let mut talk = Conversation { settings, ..Conversation::new() };
    let event = talk.event(HERE, EventKind::Said { text: text.to_owned(), addressed: true });
    let context = Context { scene: Scene { incident, outage, learned: None }, ..talk.context() };
    let first = step(&context, None, &event);
    (talk.case, talk.effects) = (first.case, first.effects);
    talk.now += SignedDuration::from_secs(60);
    talk
}

fn during(incident: &Incident, text: &str) -> Conversation {
    amid(Some(incident), None, Settings::default(), text)
}

fn everything() -> Incident {
    Incident::new(4, Scope::All, NOON)
}

fn of_cause(talk: &Conversation) -> Incident {
    Incident::new(4, Scope::Cause(first_cause(talk)), NOON)
}

fn first_cause(talk: &Conversation) -> CauseId {
    talk.case().causes.first().expect("the cause is known").id.clone()
}

fn full() -> Incident {
    of_cause(&Conversation::opened(FULL))
}

#[test]
fn a_case_of_the_incident_gets_one_short_answer_and_no_questions() {
    let incident = full();
    let talk = during(&incident, FULL);
    assert_eq!(talk.messages().len(), 1);
    talk.hears("Many people here have the same trouble").hears(PAGE).hears("tomorrow");
    talk.does_not_hear("please also tell me").does_not_hear("1.");
    let wanted = [Choice::BackupCompleted, Choice::StillFailing, Choice::TalkToAPerson];
    assert_eq!(talk.offered(), wanted);
    assert_eq!((talk.stage(), &talk.case().table), (Stage::Waiting, &Table::Morning));
    assert_eq!(talk.case().incident, Some(4));
    assert!(talk.history().contains(&(None, &Happening::Linked(4))));
    assert!(talk.case().steps.is_empty());
}

#[test]
fn a_case_of_another_cause_is_helped_as_always() {
    let talk = during(&full(), "icloud backup fails, wifi drops");
    talk.does_not_hear("Many people");
    assert_eq!(talk.case().incident, None);
    assert!(!talk.case().steps.is_empty());
}

#[test]
fn an_incident_of_everything_takes_in_a_case_without_a_cause() {
    let talk = during(&everything(), UNCLEAR);
    talk.hears("Many people here have trouble with backups");
    assert_eq!(talk.case().incident, Some(4));
    let one = during(&full(), UNCLEAR);
    one.does_not_hear("Many people");
    assert_eq!(one.case().incident, None);
}

#[test]
fn still_failing_begins_with_the_usual_steps_at_once() {
    for choice in [Choice::StillFailing, Choice::DidntHelp, Choice::NotMyProblem] {
        let mut talk = during(&full(), FULL);
        talk.press(choice);
        talk.hears("Most likely").does_not_hear("next thing");
        assert_eq!((talk.stage(), talk.case().steps.len()), (Stage::Fixing, 1));
        assert!(talk.offered().contains(&Choice::DidntHelp));
    }
    let mut unclear = during(&everything(), UNCLEAR);
    unclear.press(Choice::StillFailing);
    assert_eq!((unclear.stage(), unclear.case().steps.len()), (Stage::Fixing, 1));
}

#[test]
fn the_morning_after_the_member_is_asked_how_it_went() {
    let mut talk = during(&full(), FULL);
    let due = talk.case().due.expect("the bot asks");
    assert!(due > NOON + SignedDuration::from_hours(20), "{due}");
    assert!(talk.effects.contains(&Effect::WakeAt { at: due, wake: Wake::MorningAfter }));
    talk.wake(due).hears("Did the backup run").does_not_hear("please also tell me");
    talk.press(Choice::BackupCompleted);
    assert_eq!(talk.stage(), Stage::Resolved);
}

#[test]
fn more_words_while_waiting_lead_to_no_questions() {
    let mut talk = during(&full(), FULL);
    talk.say("iphone 12").does_not_hear("please also tell me");
    assert_eq!(talk.stage(), Stage::Waiting);
    talk.say("icloud backup fails, wifi drops");
    assert_eq!(talk.stage(), Stage::Fixing, "that is another cause");
}

#[test]
fn whoever_cannot_wait_gets_a_person_and_is_linked() {
    for text in [
        "icloud backup fails, icloud full, human please",
        "icloud backup fails, icloud full, my phone was stolen",
    ] {
        let talk = during(&full(), text);
        assert_eq!((talk.stage(), talk.case().incident), (Stage::Escalated, Some(4)), "{text}");
        assert!(talk.card().is_some());
        talk.does_not_hear("Many people");
    }
    let mut later = during(&full(), FULL);
    later.press(Choice::TalkToAPerson);
    assert_eq!(later.stage(), Stage::Escalated);
}

#[test]
fn where_nothing_is_answered_a_case_is_linked_all_the_same() {
    let mut talk = Conversation {
        settings: Settings { mode: Mode::Observe, ..Settings::default() },
        ..Conversation::new()
    };
    let event = talk.event(HERE, EventKind::Said { text: FULL.to_owned(), addressed: false });
    let incident = full();
    let context =
        Context { scene: Scene { incident: Some(&incident), ..Scene::default() }, ..talk.context() };
    let counted = step(&context, None, &event);
    assert_eq!(counted.case.expect("it counts").incident, Some(4));
    assert_eq!(counted.effects, []);
}

#[test]
fn what_apple_itself_says_comes_first_and_once() {
    let mut talk = amid(None, Some("an outage"), Settings::default(), FULL);
    let heard = talk.heard();
    assert!(heard.starts_with("First of all: Apple's status page shows an outage"), "{heard}");
    talk.hears("Most likely");
    talk.press(Choice::DidntHelp).does_not_hear("First of all");
    let both = amid(Some(&full()), Some("an outage"), Settings::default(), FULL);
    assert!(both.heard().starts_with("First of all"));
    both.hears("Many people");
    Conversation::opened(FULL).does_not_hear("First of all");
}
