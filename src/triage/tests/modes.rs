//! What a server has set: observe, suggest, paused.

use super::*;
use crate::triage::case::Happening;

fn set(mode: Mode) -> Conversation {
    let mut talk = Conversation::new();
    talk.settings.mode = mode;
    talk
}

#[test]
fn an_observed_failure_is_counted_and_not_answered() {
    let mut talk = set(Mode::Observe);
    talk.mutter("icloud backup fails, icloud full, ios 17.4", HERE);
    assert!(talk.effects.is_empty());
    let case = talk.case();
    assert_eq!((case.stage, case.steps.len()), (Stage::Closed, 0));
    assert_eq!(case.causes[0].id.as_str(), "full");
    assert_eq!(case.intake.ios_version, crate::intake::Field::Known("17.4".into()));
    assert_eq!(talk.history().last(), Some(&(None, &Happening::NotAnswered)));
}

#[test]
fn a_suggestion_shows_moderators_what_would_have_been_said() {
    let mut talk = set(Mode::Suggest);
    talk.mutter(FULL, HERE);
    let [Effect::Suggest(message)] = &talk.effects[..] else { panic!("{:?}", talk.effects) };
    let words = plain(message);
    assert!(words.contains("I have not sent this") && words.contains("Triage this message"), "{words}");
    assert!(words.contains("Trouble with full") && message.choices.is_empty(), "{words}");
    assert_eq!((talk.stage(), talk.case().steps.len()), (Stage::Closed, 0));
}

#[test]
fn even_urgent_words_call_nobody_where_the_bot_only_watches() {
    for (mode, effects) in [(Mode::Observe, 0), (Mode::Suggest, 1)] {
        let mut talk = set(mode);
        talk.mutter("icloud backup fails, icloud full, repair tomorrow", HERE);
        assert_eq!((talk.effects.len(), talk.stage()), (effects, Stage::Closed));
        assert!(talk.card().is_none() && talk.messages().is_empty());
    }
}

#[test]
fn whoever_asks_is_answered_in_every_mode() {
    for mode in [Mode::Observe, Mode::Suggest] {
        let mut talk = set(mode);
        talk.mutter(FULL, HERE).say(FULL).hears("Trouble with full");
        assert_eq!((talk.stage(), talk.case().number), (Stage::Fixing, None), "it is a new case");
        talk.mutter("nope same", HERE);
        assert_eq!(talk.case().steps.len(), 2, "and the talk goes on");
        talk.mutter(FULL, PlaceId(99));
        assert!(talk.effects.is_empty(), "elsewhere nobody asked");
    }
}

#[test]
fn a_solved_case_is_left_alone_where_the_bot_only_watches() {
    let mut talk = set(Mode::Observe);
    talk.say(FULL).press(Choice::FixedIt);
    let wifi = "icloud backup fails, wifi drops";
    talk.mutter(wifi, PlaceId(99));
    assert_eq!((talk.effects.len(), talk.stage()), (0, Stage::Closed));
    assert_eq!(talk.history().last(), Some(&(None, &Happening::NotAnswered)));
}

#[test]
fn what_was_only_watched_is_answered_once_answers_are_on() {
    let mut talk = set(Mode::Observe);
    talk.write(FULL, PlaceId(100), 101, false);
    talk.write(FULL, PlaceId(100), 102, false);
    assert_eq!(talk.case().place, PlaceId(101), "the same failure counts once");
    talk.settings.mode = Mode::Answer;
    talk.write(FULL, PlaceId(100), 103, false).hears("Trouble with full");
}

#[test]
fn a_paused_bot_is_silent_and_says_so_when_asked() {
    let mut talk = Conversation::new();
    talk.settings.paused = true;
    talk.mutter(FULL, HERE);
    assert!(talk.case.is_none() && talk.effects.is_empty());
    talk.say(FULL).hears("paused");
    assert!(talk.case.is_none() && talk.effects.len() == 1);
}

#[test]
fn in_a_paused_server_presses_still_work() {
    let mut talk = Conversation::opened(FULL);
    talk.settings.paused = true;
    talk.mutter("nope same", HERE);
    assert_eq!((talk.effects.len(), talk.case().steps.len()), (0, 1));
    talk.say("nope same").hears("paused");
    assert_eq!(talk.case().steps.len(), 1);
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.case().steps.len(), 2);
}

#[test]
fn the_follow_up_is_as_late_as_the_server_wants() {
    for hours in [0, 1, 48, u32::MAX] {
        let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
        talk.settings.follow_up_hours = hours;
        talk.press(Choice::DidntHelp);
        let asked = talk.now;
        talk.press(Choice::CheckTomorrow);
        let due = talk.case().due.expect("it is due one day");
        let waited = due.duration_since(asked).as_hours();
        let least = i64::from(hours).min(Timestamp::MAX.duration_since(asked).as_hours());
        assert!((least..=least + 12).contains(&waited), "{waited} hours instead of {hours}");
        let offer = Deed::HandOff { to: Receiver::Moderator(BEN), reason: "a".into() };
        talk.does(ANN, Deed::Claim).does(ANN, offer);
        assert_eq!(talk.stage(), Stage::Offered);
    }
}
