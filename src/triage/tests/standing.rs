//! Where a case stands, for whoever asks.

use super::*;

fn standing(talk: &Conversation) -> String {
    let blocks = crate::triage::standing(&talk.context(), talk.case());
    plain(&Message { blocks, ..Message::default() })
}

#[test]
fn an_open_case_tells_its_stage_its_fields_and_its_step() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, ios 17.4");
    talk.press(Choice::DidntHelp);
    let words = standing(&talk);
    for part in [
        "Where it stands: we are trying a step",
        "Likely cause: Trouble with full",
        "iOS version: 17.4",
        "Step 1: Check how much iCloud storage is free: didn't help",
        "2. ",
    ] {
        assert!(words.contains(part), "expected {part:?} in:\n{words}");
    }
}

#[test]
fn a_case_that_is_over_asks_nothing() {
    let mut talk = Conversation::escalated();
    talk.happens(EventKind::Ended(Ending::MemberLeft));
    let words = standing(&talk);
    assert!(words.contains("Where it stands: over"), "{words}");
    assert!(crate::triage::question(&talk.context(), talk.case()).choices.is_empty());
}

#[test]
fn the_question_on_the_table_can_be_asked_again() {
    let mut talk = Conversation::opened(FULL);
    let question = crate::triage::question(&talk.context(), talk.case());
    let labels: Vec<Choice> = question.choices.iter().map(|offer| offer.choice.clone()).collect();
    assert_eq!(labels, talk.offered());
    let chose = EventKind::Chose { choice: Choice::DidntHelp, version: question.version };
    talk.happens(chose);
    assert_eq!(talk.case().steps.len(), 2, "its choices are up to date");
}

#[test]
fn a_summary_for_one_person_leaves_the_choices_where_everybody_sees_them() {
    let mut talk = Conversation::opened(FULL);
    let via = crate::triage::Via { application: 1, token: "key".into(), until: talk.now };
    let kind = EventKind::Chose { choice: Choice::SummaryForApple, version: 0 };
    let event = Event { via: Some(via), ..talk.event(HERE, kind) };
    talk.take(&event);
    assert!(talk.whispered().contains("[Summary for Apple]") && talk.offered().is_empty());
}
