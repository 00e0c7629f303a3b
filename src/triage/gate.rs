//! The question about a backup on a computer: the gate before everything that can lose data.

use super::answer::Answer;
use super::case::{ComputerBackup, Escalation};
use super::say::Reply;
use super::turn::Turn;
use super::{conversation, escalate, fixing, next, show, summary, waiting};

/// Takes an answer while the question is on the table. Whatever the answer, the talk moves on.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    match answer {
        Answer::HasBackup | Answer::Works | Answer::Done => {
            pass(turn, ComputerBackup::Confirmed, Reply::BackupYes);
        }
        Answer::NoBackup | Answer::Skip | Answer::DontKnow => {
            pass(turn, ComputerBackup::Declined, Reply::BackupNo);
        }
        Answer::Fails => {
            turn.case.unhelped = turn.case.unhelped.saturating_add(1);
            pass(turn, ComputerBackup::Declined, Reply::BackupNo);
        }
        Answer::Tomorrow => {
            // The backup is to be made tonight: ask again when it is wanted next.
            turn.case.computer_backup = ComputerBackup::Unknown;
            waiting::begin(turn);
        }
        Answer::NotMine | Answer::NoneOfThese => fixing::not_mine(turn),
        Answer::Person => escalate::call(turn, Escalation::AskedFor, Vec::new()),
        Answer::Urgent => escalate::call(turn, Escalation::Urgent, Vec::new()),
        Answer::Summary => summary::give(turn),
        Answer::Thanks => turn.remark(Reply::ThanksOpen),
        Answer::Cause(_) | Answer::Help => {
            let lead = turn.text(Reply::Here, &[]);
            show::present(turn, vec![lead]);
        }
        Answer::Quiet => conversation::mute(turn),
        Answer::Nothing => {}
    }
}

/// The member spoke of a computer backup without being asked.
pub(super) fn learned(turn: &mut Turn<'_>, answer: &Answer) {
    turn.case.computer_backup =
        if *answer == Answer::HasBackup { ComputerBackup::Confirmed } else { ComputerBackup::Declined };
    let lead = turn.text(Reply::Noted, &[]);
    show::remind(turn, vec![lead]);
}

fn pass(turn: &mut Turn<'_>, known: ComputerBackup, reply: Reply) {
    turn.case.computer_backup = known;
    next::advance(turn, Vec::new(), Some(reply));
}
