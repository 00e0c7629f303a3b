//! Presses: what each choice does, old ones, and what is offered when.

use super::*;
use crate::triage::case::{ComputerBackup, Escalation, Outcome, Table};

#[test]
fn an_answer_says_what_why_and_how_and_offers_four_ways_on() {
    let talk = Conversation::opened(FULL);
    talk.hears("Trouble with full").hears("> icloud full").hears("1. Check how much iCloud storage is free");
    let offered = [Choice::FixedIt, Choice::DidntHelp, Choice::NotMyProblem, Choice::TalkToAPerson];
    assert_eq!(talk.offered(), offered);
}

#[test]
fn the_menu_path_is_in_the_words_of_the_version() {
    let path = |version| KNOWLEDGE.menus.path("storage", version).expect("there is a path").to_owned();
    let known = Conversation::opened("icloud backup fails, icloud full, ios 14");
    known.hears(&path("14".parse().ok())).does_not_hear(&path(None));
    Conversation::opened(FULL).hears(&path(None));
}

#[test]
fn fixed_it_ends_with_the_habit_that_keeps_it_so() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::FixedIt).hears("good news").hears("Every few weeks");
    assert_eq!(talk.stage(), Stage::Resolved);
    assert_eq!(talk.case().steps[0].outcome, Outcome::Worked);
}

#[test]
fn not_my_problem_goes_to_the_next_cause_and_then_to_the_checklist() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, wifi drops");
    talk.press(Choice::NotMyProblem).hears("Trouble with wifi");
    assert_eq!(talk.step(), Some("check_wifi"));
    talk.press(Choice::NotMyProblem).hears("something else");
    assert_eq!(talk.step(), Some(KNOWLEDGE.checklist[0].as_str()));
    assert_eq!(talk.stage(), Stage::Fixing);
}

#[test]
fn close_causes_are_asked_about_before_any_step() {
    let mut talk = Conversation::opened("icloud backup fails, never at night, same place");
    assert_eq!(talk.stage(), Stage::Asking);
    assert!(talk.case().steps.is_empty());
    assert!(!talk.case().asked_for_fields, "fields are asked for beside a step");
    talk.press(Choice::ThisCause("night".into())).hears("Trouble with night");
    assert_eq!(talk.step(), Some("check_charging"));
    assert!(talk.case().asked_for_fields);
}

#[test]
fn none_of_the_causes_leads_to_the_checklist() {
    let mut talk = Conversation::opened("icloud backup fails, never at night, same place");
    talk.press(Choice::NoneOfThese).hears("something else");
    assert!(talk.case().causes.is_empty());
    assert_eq!(talk.step(), Some(KNOWLEDGE.checklist[0].as_str()));
}

#[test]
fn an_old_press_is_answered_politely_and_changes_nothing() {
    let mut talk = Conversation::opened(FULL);
    let old = talk.case().offered;
    talk.press(Choice::DidntHelp);
    let step = talk.step().map(str::to_owned);
    let event = talk.event(HERE, EventKind::Chose { choice: Choice::DidntHelp, version: old });
    talk.take(&event);
    talk.hears("earlier question");
    assert_eq!(talk.step(), step.as_deref());
    assert!(matches!(talk.effects[..], [Effect::Whisper(_)]), "nobody else reads it: {:?}", talk.effects);
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.case().table, Table::ComputerBackup, "the present choices still count");
}

#[test]
fn a_person_can_be_called_from_an_old_message_too() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::DidntHelp);
    let event = talk.event(HERE, EventKind::Chose { choice: Choice::TalkToAPerson, version: 0 });
    talk.take(&event);
    assert_eq!(talk.case().escalation, Some(Escalation::AskedFor));
}

#[test]
fn the_computer_backup_question_always_moves_on() {
    for (choice, wanted) in [
        (Choice::HaveComputerBackup, ComputerBackup::Confirmed),
        (Choice::NoComputerBackup, ComputerBackup::Declined),
        (Choice::DidntHelp, ComputerBackup::Declined),
    ] {
        let mut talk = Conversation::opened(FULL);
        talk.press(Choice::DidntHelp).press(Choice::DidntHelp);
        assert_eq!(talk.case().table, Table::ComputerBackup);
        assert!(talk.offered().contains(&Choice::DidntHelp));
        talk.press(choice);
        assert_eq!(talk.case().computer_backup, wanted);
        assert_eq!(talk.step(), Some("delete_other_backups"));
    }
}

#[test]
fn a_night_is_waited_for_and_then_asked_about() {
    let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.step(), Some("wait_overnight"));
    assert!(talk.offered().contains(&Choice::CheckTomorrow));
    let asked = talk.now;
    talk.press(Choice::CheckTomorrow);
    assert_eq!(talk.stage(), Stage::Waiting);
    let Some(Effect::WakeAt { at, wake: Wake::MorningAfter }) = talk.effects.first() else {
        panic!("no wake-up in {:?}", talk.effects)
    };
    let hours = at.duration_since(asked).as_hours();
    assert!((24..=36).contains(&hours), "{hours} hours");
    let at = *at;

    talk.wake(at - SignedDuration::from_hours(1));
    assert!(talk.effects.is_empty(), "too early");
    talk.wake(at).hears("Did the backup run?");
    let wanted = [Choice::BackupCompleted, Choice::StillFailing, Choice::DidntHelp, Choice::TalkToAPerson];
    assert_eq!(talk.offered(), wanted);
    talk.press(Choice::StillFailing);
    assert_eq!((talk.stage(), talk.step()), (Stage::Fixing, Some("restart")));
    assert_eq!(talk.case().steps[1].outcome, Outcome::DidNotHelp);
}

#[test]
fn nobody_is_asked_in_the_middle_of_the_night() {
    for hour in 0..24 {
        let settings = Settings::default();
        let now = NOON + SignedDuration::from_hours(hour);
        let context = Context::new(&KNOWLEDGE, &READER, &settings, now);
        let at = crate::triage::waiting::morning_after(&context);
        let waited = at.duration_since(now).as_hours();
        let there = at.to_zoned(settings.zone.clone()).hour();
        assert!((24..=36).contains(&waited), "{waited} hours after {now}");
        assert!((9..21).contains(&there), "asked at {there} o'clock");
    }
}

#[test]
fn the_card_holds_every_field_and_every_step() {
    let mut talk = Conversation::opened("icloud backup fails for 2 weeks, icloud full, iphone 13 mini");
    talk.say("idk").press(Choice::DidntHelp).press(Choice::TalkToAPerson);
    let card = plain(talk.card().expect("a card"));
    for part in [
        "Likely cause: Trouble with full (95 %)",
        "Their words: icloud full",
        "Device: iPhone 13 mini",
        "iOS version: does not know",
        "Exact error: does not know",
        "Failing for: 2 weeks (about 14 days)",
        "Tried before: nothing named",
        "Step 1: Check how much iCloud storage is free: didn't help",
        "Step 2: ",
        "Computer backup: not talked about",
        "Why a person: the member asked for a person",
    ] {
        assert!(card.contains(part), "expected {part:?} in:\n{card}");
    }
}

#[test]
fn the_summary_for_apple_says_what_was_not_said() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::TalkToAPerson);
    assert_eq!(talk.offered(), [Choice::SummaryForApple]);
    talk.press(Choice::SummaryForApple);
    talk.hears("[Summary for Apple]").hears("iOS version: not said").does_not_hear("Likely cause");
    assert_eq!(talk.stage(), Stage::Escalated);
}

#[test]
fn the_summary_for_apple_leaves_out_what_was_passed_over() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, wifi drops");
    talk.press(Choice::NotMyProblem).press(Choice::DidntHelp).press(Choice::SummaryForApple);
    talk.does_not_hear("skipped").hears("Step 1: Check your Wi-Fi: didn't help");
    talk.press(Choice::TalkToAPerson);
    assert!(plain(talk.card().expect("a card")).contains(": skipped"), "the helper sees everything");
}

#[test]
fn nothing_more_is_promised_when_a_person_is_called() {
    let mut talk = Conversation::opened("backup fails, wifi drops");
    talk.press(Choice::DidntHelp).hears("next thing");
    talk.press(Choice::DidntHelp)
        .press(Choice::DidntHelp)
        .does_not_hear("next thing")
        .hears("calling a person");
}

#[test]
fn the_summary_leaves_the_question_on_the_table() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::SummaryForApple);
    assert!(talk.offered().contains(&Choice::DidntHelp));
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.case().steps.len(), 2);
}

#[test]
fn nothing_changes_a_closed_case() {
    let mut talk = Conversation::opened(FULL);
    let mut closed = talk.case().clone();
    closed.stage = Stage::Closed;
    talk.case = Some(closed.clone());
    talk.press(Choice::DidntHelp).hears("over");
    assert_eq!(talk.case(), &closed);
    talk.wake(talk.now + SignedDuration::from_hours(50));
    assert_eq!((talk.case(), talk.effects.len()), (&closed, 0));
    talk.say("thanks");
    assert_eq!(talk.case(), &closed);
    talk.say(FULL);
    assert_eq!((talk.stage(), talk.case().number), (Stage::Fixing, None), "a new failure is a new case");
    assert_eq!(talk.case().steps.len(), 1);
}

#[test]
fn what_was_not_offered_cannot_be_chosen() {
    let mut talk = Conversation::opened(FULL);
    let before = talk.case().clone();
    talk.happens(EventKind::Tried(vec!["gremlins".to_owned()]));
    assert!(talk.whispered().contains("earlier question"), "{}", talk.whispered());
    assert_eq!(talk.case().intake, before.intake);
    let version = before.offered;
    let cause = Choice::ThisCause("wifi-unstable".into());
    talk.happens(EventKind::Chose { choice: cause, version });
    assert!(talk.whispered().contains("earlier question"), "{}", talk.whispered());
    assert_eq!((&talk.case().causes, &talk.case().table), (&before.causes, &before.table));
}
