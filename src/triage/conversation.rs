//! Follows the talk of an open case: a sentence becomes facts and an answer, a press becomes an answer, and each
//! stage has its own function for answers.

use super::answer::Answer;
use super::case::{Happening, Outcome, Stage, Table};
use super::ear::{self, Ear};
use super::effect::Block;
use super::fields::{self, Facts};
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::{asking, device, escalated, explain, fixing, next, opening, resolved, rethink, show, waiting};

/// The member wrote something.
pub(super) fn said(turn: &mut Turn<'_>, saying: &Saying<'_>, addressed: bool) {
    match if addressed { Ear::Open } else { ear::of(turn, saying) } {
        Ear::Shut => return,
        Ear::Facts => {
            fields::fill(turn, saying);
            return;
        }
        Ear::Open => {}
    }
    turn.case.muted = false;
    follow(turn);
    let facts = fields::fill(turn, saying);
    let mut answer = Answer::of_saying(saying, &turn.case.table);
    if answer == Answer::DontKnow && saying.asks() {
        // "Where do I see that?" asks for the step again.
        answer = Answer::Help;
    }
    match turn.case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => open(turn, saying, addressed, &facts, &answer),
        Stage::Escalated | Stage::Claimed | Stage::Offered => {
            escalated::said(turn, saying, addressed, &facts, &answer);
        }
        Stage::Resolved => resolved::said(turn, saying, addressed, &answer),
        Stage::Closed => {}
    }
}

/// The talk goes on where the member is now; whoever helped in another place is not there.
fn follow(turn: &mut Turn<'_>) {
    if turn.event.place != turn.case.place {
        turn.case.place = turn.event.place;
        turn.case.home = opening::home(turn.event);
        turn.case.helped_by = None;
    }
}

/// An answer, pressed or written.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    match turn.case.stage {
        Stage::Asking => asking::act(turn, answer),
        Stage::Fixing => fixing::act(turn, answer),
        Stage::Waiting => waiting::act(turn, answer),
        Stage::Escalated | Stage::Claimed | Stage::Offered => escalated::act(turn, answer),
        Stage::Resolved => resolved::act(turn, answer),
        Stage::Closed => {}
    }
}

/// A sentence while the bot is helping.
fn open(turn: &mut Turn<'_>, saying: &Saying<'_>, addressed: bool, facts: &Facts, answer: &Answer) {
    if rethink::changes(turn, saying, answer) {
        return;
    }
    if *answer == Answer::Nothing {
        return without_answer(turn, saying, addressed, facts);
    }
    // In a channel with others, thanks may be meant for somebody else.
    if addressed || *answer != Answer::Thanks {
        act(turn, answer);
    }
}

/// A message that answers nothing: it may tell of the step, add to the fields, or ask something else.
fn without_answer(turn: &mut Turn<'_>, saying: &Saying<'_>, addressed: bool, facts: &Facts) {
    if fields::tells_of_step(turn, facts) {
        act(turn, &Answer::Done);
    } else if facts.told || facts.changed {
        noted(turn, facts);
    } else {
        unclear(turn, saying, addressed);
    }
}

/// The member told of the fields in another way than in a message. The exact error may tell another cause.
pub(super) fn told(turn: &mut Turn<'_>, facts: &Facts, error: Option<&str>) {
    turn.case.muted = false;
    match turn.case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => {
            let saying = error.map(|error| Saying::listen(turn.ctx, turn.event, error));
            if saying.is_some_and(|saying| rethink::changes(turn, &saying, &Answer::Nothing)) {
                return;
            }
            if fields::tells_of_step(turn, facts) { act(turn, &Answer::Done) } else { noted(turn, facts) }
        }
        Stage::Escalated | Stage::Claimed | Stage::Offered => escalated::noted(turn, Reply::Noted),
        Stage::Resolved | Stage::Closed => turn.whisper(Reply::Noted, &[]),
    }
}

/// The message added to the fields and said nothing else.
fn noted(turn: &mut Turn<'_>, facts: &Facts) {
    let mut blocks = vec![turn.text(Reply::Noted, &[])];
    blocks.extend(explain::left_out(turn));
    if facts.version {
        blocks.extend(path_now(turn));
    }
    show::remind(turn, blocks);
}

/// The menu path of the step on the table, now that the version is known and where that makes a difference.
fn path_now(turn: &Turn<'_>) -> Option<Block> {
    let step = match &turn.case.table {
        Table::Step(step) | Table::Result(step) => turn.ctx.knowledge.step(step)?,
        Table::Nothing | Table::WhichCause(_) | Table::ComputerBackup | Table::Morning => return None,
    };
    let id = step.path.as_deref()?;
    let general = device::path(id, turn.ctx.knowledge, None);
    let exact = device::path(id, turn.ctx.knowledge, Some(&turn.case.intake));
    (exact != general).then(|| turn.text(Reply::OnYourVersion, &[("path", &exact)]))
}

/// The message says nothing that the bot understands, or asks something else.
fn unclear(turn: &mut Turn<'_>, saying: &Saying<'_>, addressed: bool) {
    if saying.is_failure() {
        let lead = turn.text(Reply::Here, &[]);
        return show::present(turn, vec![lead]);
    }
    if !addressed {
        return;
    }
    match aside(turn, saying) {
        Some(answer) => show::remind(turn, vec![answer]),
        // Whoever comes back begins with a word of their own, and is greeted.
        None if turn.awake && !saying.asks() => {}
        None => {
            turn.unmatched = true;
            let lead = turn.text(Reply::NotUnderstood, &[]);
            show::present(turn, vec![lead]);
        }
    }
}

/// The answer to a question of the FAQ, or where another intent belongs.
pub(super) fn aside(turn: &Turn<'_>, saying: &Saying<'_>) -> Option<Block> {
    let topic = opening::topic(turn.ctx, saying)?;
    Some(Block::Text(turn.fill(&topic.answer)))
}

/// "I don't know": about the fields that were asked for, else about the question on the table.
pub(super) fn dont_know(turn: &mut Turn<'_>) -> bool {
    if !fields::give_up(turn) {
        return false;
    }
    let block = turn.text(Reply::NotKnown, &[]);
    show::remind(turn, vec![block]);
    true
}

/// Not this step: the next one.
pub(super) fn skip(turn: &mut Turn<'_>) {
    turn.outcome(Outcome::Skipped);
    next::advance(turn, Vec::new(), Some(Reply::Skipped));
}

/// "Leave me alone": one polite sentence, then silence until the bot is spoken to.
pub(super) fn mute(turn: &mut Turn<'_>) {
    turn.case.muted = true;
    turn.by_actor(Happening::Muted);
    turn.remark(Reply::Quiet);
}
