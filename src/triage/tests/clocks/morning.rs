//! The morning after somebody was shown what to do.

use super::*;
use crate::triage::case::{ComputerBackup, Happening, Outcome, Table};

#[test]
fn who_was_shown_a_step_is_asked_once_after_the_night() {
    let mut talk = Conversation::opened(FULL);
    assert_eq!(talk.pending.len(), 1);
    assert_eq!(said(talk.later(23)), 0);
    talk.later(1).hears("A night has passed").hears("Did the backup run?");
    assert_eq!(talk.offered()[..2], [Choice::BackupCompleted, Choice::StillFailing]);
    assert_eq!((talk.stage(), &talk.case().table), (Stage::Waiting, &Table::Morning));
    assert_eq!(talk.count(&Happening::AskedAgain), 1);
    restart(&mut talk);
    assert_eq!(said(talk.later(40)), 0, "once");
}

#[test]
fn it_is_asked_by_day() {
    let mut talk = Conversation::opened(FULL);
    talk.now += SignedDuration::from_hours(14);
    talk.press(Choice::DidntHelp);
    assert_eq!(said(talk.later(30)), 0, "two at night is no time to ask");
    assert_eq!(said(talk.later(2)), 1);
}

#[test]
fn the_case_moves_with_the_answer() {
    for (answer, stage) in [
        (Choice::BackupCompleted, Stage::Resolved),
        (Choice::StillFailing, Stage::Fixing),
        (Choice::DidntHelp, Stage::Fixing),
    ] {
        let mut talk = Conversation::opened(FULL);
        talk.later(24).press(answer.clone());
        assert_eq!(talk.stage(), stage);
        let outcome = if stage == Stage::Resolved { Outcome::Worked } else { Outcome::DidNotHelp };
        assert_eq!(talk.case().steps[0].outcome, outcome, "{answer:?}");
    }
    let mut talk = Conversation::opened(FULL);
    talk.later(24).say("yes");
    assert_eq!(talk.stage(), Stage::Resolved);
}

#[test]
fn the_buttons_under_the_step_still_count_in_the_morning() {
    for choice in [Choice::FixedIt, Choice::DidntHelp] {
        let mut talk = Conversation::opened(FULL);
        let version = talk.case().offered;
        talk.later(24).happens(EventKind::Chose { choice, version });
        talk.does_not_hear("earlier question");
        assert_ne!(talk.stage(), Stage::Waiting);
    }
}

#[test]
fn also_after_done_and_where_a_computer_backup_was_asked_for() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged");
    talk.say("done");
    talk.later(25).hears("Did the backup run?");
    talk.press(Choice::StillFailing);
    assert_eq!(talk.case().table, Table::ComputerBackup);
    talk.later(25).hears("Did the backup run?");
    assert_eq!(talk.case().computer_backup, ComputerBackup::Unknown);
    talk.press(Choice::StillFailing);
    assert_eq!(talk.case().table, Table::ComputerBackup, "it is asked again before data is at risk");
}

#[test]
fn who_spoke_since_is_asked_a_day_later_and_one_wake_up_is_enough() {
    let mut talk = Conversation::opened(FULL);
    for _ in 0..5 {
        talk.later(2).say("how often");
    }
    assert_eq!(talk.pending.len(), 1, "{:?}", talk.pending);
    assert_eq!(said(talk.later(33)), 0, "the last word came at ten in the evening");
    assert_eq!(said(talk.later(3)), 1);
}

#[test]
fn words_in_the_thread_that_say_nothing_to_the_bot_are_no_silence() {
    let mut talk = Conversation::opened(FULL);
    talk.later(20).mutter("hm", HERE);
    assert_eq!(talk.effects.len(), 0);
    assert_eq!(said(talk.later(20)), 0);
    assert_eq!(said(talk.later(5)), 1);
}

#[test]
fn nobody_is_asked_who_wants_quiet_has_a_helper_or_is_done() {
    let quiet: [fn(&mut Conversation); 5] = [
        |talk| {
            talk.say("leave me alone");
        },
        |talk| {
            talk.does(ANN, Deed::JoinedIn);
        },
        |talk| {
            talk.does(ANN, Deed::Claim);
        },
        |talk| {
            talk.press(Choice::FixedIt);
        },
        |talk| {
            talk.happens(EventKind::Ended(Ending::Locked));
        },
    ];
    for (index, make) in quiet.iter().enumerate() {
        let mut talk = Conversation::opened(FULL);
        make(&mut talk);
        assert_eq!(said(talk.later(24 * 30)), 0, "{index}");
    }
}

#[test]
fn a_paused_bot_asks_when_it_is_at_work_again() {
    let mut talk = Conversation::opened(FULL);
    talk.settings.paused = true;
    assert_eq!(said(talk.later(24 * 10)), 0);
    assert_eq!((talk.stage(), talk.pending.len()), (Stage::Fixing, 1));
    talk.settings.paused = false;
    talk.later(30).hears("A night has passed");
    let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
    talk.press(Choice::DidntHelp).press(Choice::CheckTomorrow);
    talk.settings.paused = true;
    assert_eq!(said(talk.later(24 * 10)), 0);
    talk.settings.paused = false;
    talk.later(30).hears("Did the backup run?");
}

#[test]
fn a_night_that_was_asked_for_is_asked_about_once() {
    let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
    talk.press(Choice::DidntHelp).press(Choice::CheckTomorrow);
    talk.later(30).hears("The night is over");
    assert_eq!(said(&talk), 1);
    assert_eq!(said(talk.later(20)), 0);
}

#[test]
fn a_wake_up_that_is_out_of_date_changes_nothing() {
    let mut talk = Conversation::opened(FULL);
    let before = talk.case().clone();
    for wake in [Wake::MorningAfter, Wake::Silence, Wake::Deletion, Wake::HandOffUnanswered, Wake::Incident] {
        talk.happens(EventKind::Woke(wake));
        assert_eq!((talk.case(), talk.effects.len()), (&before, 0), "{wake:?}");
    }
}
