//! Stages `Escalated`, `Claimed` and `Offered`: a person is called or has the case, and the bot is quiet unless asked.

use super::answer::Answer;
use super::conversation;
use super::fields::{self, Facts};
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::{resolved, summary};

/// The member wrote something; the fields have been filled from it already.
pub(super) fn said(
    turn: &mut Turn<'_>,
    saying: &Saying<'_>,
    addressed: bool,
    facts: &Facts,
    answer: &Answer,
) {
    if !addressed {
        return;
    }
    let aside = conversation::aside(turn, saying);
    match aside {
        _ if *answer != Answer::Nothing => act(turn, answer),
        _ if facts.changed => noted(turn, Reply::Noted),
        Some(block) => turn.say(vec![block], Vec::new()),
        None => act(turn, answer),
    }
}

pub(super) fn noted(turn: &mut Turn<'_>, reply: Reply) {
    let blocks = vec![turn.text(reply, &[]), turn.text(Reply::PersonHasIt, &[])];
    turn.say(blocks, Vec::new());
}

/// Takes an answer that was pressed, or said to the bot itself.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    match answer {
        Answer::Works => resolved::resolve(turn),
        Answer::Summary => summary::give(turn),
        Answer::Thanks => turn.remark(Reply::Thanks),
        Answer::Quiet => conversation::mute(turn),
        Answer::DontKnow if fields::give_up(turn) => noted(turn, Reply::NotKnown),
        Answer::Fails
        | Answer::NotMine
        | Answer::Person
        | Answer::Urgent
        | Answer::Tomorrow
        | Answer::Cause(_)
        | Answer::NoneOfThese
        | Answer::HasBackup
        | Answer::NoBackup
        | Answer::Done
        | Answer::Skip
        | Answer::DontKnow
        | Answer::Help
        | Answer::Nothing => turn.remark(Reply::PersonHasIt),
    }
}
