//! Pictures, which the bot cannot read.

use super::*;

#[test]
fn somebody_without_a_case_is_asked_for_the_words() {
    let mut talk = Conversation::new();
    talk.happens(EventKind::Pictured).hears("type the words on the screen");
    assert!(talk.case.is_none());
}

#[test]
fn a_case_that_waits_for_the_error_is_asked_for_it() {
    let mut talk = Conversation::opened("my icloud backup fails");
    let step = talk.step().map(str::to_owned);
    talk.happens(EventKind::Pictured).hears("type the words on the screen");
    assert_eq!(talk.step(), step.as_deref());
}

#[test]
fn a_case_with_a_person_or_with_the_error_is_left_alone() {
    let mut talk = Conversation::escalated();
    talk.happens(EventKind::Pictured);
    assert!(talk.effects.is_empty());
    let mut told = Conversation::opened("icloud backup fails: The last backup could not be completed.");
    assert!(matches!(told.case().intake.error, crate::intake::Field::Known(_)));
    told.happens(EventKind::Pictured);
    assert!(told.effects.is_empty());
}

#[test]
fn nobody_is_asked_where_nobody_is_answered() {
    for set in [
        |settings: &mut Settings| settings.paused = true,
        |settings: &mut Settings| settings.mode = Mode::Observe,
        |settings: &mut Settings| settings.mode = Mode::Suggest,
    ] {
        let mut talk = Conversation::new();
        set(&mut talk.settings);
        talk.happens(EventKind::Pictured);
        assert!(talk.effects.is_empty());
    }
}

#[test]
fn who_wants_quiet_is_left_alone() {
    let mut talk = Conversation::opened("my icloud backup fails");
    talk.say("leave me alone").happens(EventKind::Pictured);
    assert!(talk.effects.is_empty());
}
