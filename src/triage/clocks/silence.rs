//! Looks after members who have fallen silent: asks once, and then closes the case, which a word opens again.
//!
//! A case waits for one wake-up of this kind at a time: that the member spoke since then is seen when it comes.

use jiff::{SignedDuration, Timestamp};

use super::super::case::{Asleep, Case, ComputerBackup, Happening, Stage, Table};
use super::super::effect::Effect;
use super::super::event::{Choice, EventKind, Wake};
use super::super::say::Reply;
use super::super::turn::Turn;
use super::super::{Context, show, waiting};
use super::{awake, is_with_the_bot};

/// After the bot has asked, a member has at least this many hours to answer.
const LEAST: i64 = 24;
/// That somebody spoke without saying anything to the bot is written down this often.
const HEARD_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// What the bot does about a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    /// Asks whether the backup ran last night.
    AskMorning,
    /// Asks the question on the table again.
    AskAgain,
    /// Closes the case.
    Close,
}

/// Words that say nothing to the bot still are no silence.
pub(super) fn hear(turn: &mut Turn<'_>) {
    let said = matches!(turn.event.kind, EventKind::Said { .. } | EventKind::Pictured);
    let here = turn.event.place == turn.case.place;
    if !said || !here || !is_with_the_bot(turn.case.stage) {
        return;
    }
    let now = turn.ctx.now;
    let clocks = &mut turn.case.clocks;
    let recent = |at: Timestamp| now.duration_since(at) < HEARD_EVERY;
    if clocks.asked_at.is_some() || !clocks.spoke_at.is_some_and(recent) {
        clocks.spoke_at = Some(now);
        clocks.asked_at = None;
    }
}

/// Asks to be woken when there is something to do about a silence, unless that comes soon enough already.
pub(super) fn set(turn: &mut Turn<'_>) {
    let Some((_, at)) = next(turn.ctx, &turn.case) else { return };
    let (ctx, now) = (turn.ctx, turn.ctx.now);
    // Nobody is asked while the bot is paused.
    let at = if ctx.settings.paused { at.max(waiting::morning_after(ctx)) } else { at };
    if turn.case.clocks.look_at.is_none_or(|look| look <= now || at < look) {
        turn.case.clocks.look_at = Some(at);
        let wake = match turn.case.stage {
            Stage::Fixing => Wake::MorningAfter,
            Stage::Asking
            | Stage::Waiting
            | Stage::Escalated
            | Stage::Claimed
            | Stage::Offered
            | Stage::Resolved
            | Stage::Closed => Wake::Silence,
        };
        turn.effects.push(Effect::WakeAt { at, wake });
    }
}

/// Looks whether the member is silent still.
pub(super) fn woke(turn: &mut Turn<'_>) {
    let (ctx, now) = (turn.ctx, turn.ctx.now);
    // Where a person has the case there is nothing to do; when it comes back, the clock is set anew.
    if turn.case.clocks.look_at.is_none_or(|at| at > now) || !is_with_the_bot(turn.case.stage) {
        return;
    }
    turn.case.clocks.look_at = None;
    let due = next(ctx, &turn.case).filter(|(_, at)| *at <= now && !ctx.settings.paused);
    match due {
        Some((Move::AskMorning, _)) => ask_morning(turn),
        Some((Move::AskAgain, _)) => ask_again(turn),
        Some((Move::Close, _)) => close(turn),
        None => {}
    }
}

/// What there is to do next about a silence that lasts, and when.
fn next(ctx: &Context<'_>, case: &Case) -> Option<(Move, Timestamp)> {
    let silence = i64::from(ctx.settings.silence_hours);
    let (follow_up, last) = (i64::from(ctx.settings.follow_up_hours), silence.max(LEAST));
    let spoke = case.clocks.spoke_at.unwrap_or(case.touched_at);
    let (what, since, hours) = match (case.stage, case.clocks.asked_at) {
        // The member has asked to be asked: that has a wake-up of its own.
        (Stage::Waiting, _) if case.due.is_some_and(|due| due > ctx.now) && is_asked(case) => return None,
        (Stage::Waiting, _) if case.due.is_some() => {
            (Move::Close, case.due.unwrap_or(spoke).max(spoke), last)
        }
        (Stage::Asking | Stage::Fixing | Stage::Waiting, Some(asked)) => {
            (Move::Close, asked.max(spoke), last)
        }
        (Stage::Fixing, None) if is_asked(case) => (Move::AskMorning, spoke, follow_up),
        (Stage::Asking, None) if is_asked(case) => (Move::AskAgain, spoke, silence),
        (Stage::Waiting, None) if is_asked(case) => (Move::Close, spoke, last),
        (Stage::Asking | Stage::Fixing | Stage::Waiting, None) => (Move::Close, spoke, silence + last),
        (Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed, _) => {
            return None;
        }
    };
    // No hours: silence is left alone, and only a night is asked about.
    if silence == 0 && what != Move::AskMorning {
        return None;
    }
    let at = since.checked_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX);
    Some((what, awake(ctx, at)))
}

/// Whether the bot may speak first: nobody asked it to be quiet, and no person helps there.
fn is_asked(case: &Case) -> bool {
    !case.muted && case.helped_by.is_none()
}

/// A night has passed since the member was shown something to do. The choices under it mean the same now, so they stay
/// up to date.
fn ask_morning(turn: &mut Turn<'_>) {
    if turn.case.table == Table::ComputerBackup {
        // Whether there is one is asked again when it is wanted next.
        turn.case.computer_backup = ComputerBackup::Unknown;
    }
    turn.case.table = Table::Morning;
    turn.by_bot(Happening::AskedAgain);
    turn.enter(Stage::Waiting);
    turn.case.clocks.asked_at = Some(turn.ctx.now);
    let lead = turn.text(Reply::MorningUnasked, &[]);
    show::present(turn, vec![lead]);
}

fn ask_again(turn: &mut Turn<'_>) {
    turn.by_bot(Happening::AskedAgain);
    turn.case.clocks.asked_at = Some(turn.ctx.now);
    let lead = turn.text(Reply::SilenceQuestion, &[]);
    show::present(turn, vec![lead]);
}

/// The question stays answerable: a word or a press opens the case again where it stood.
fn close(turn: &mut Turn<'_>) {
    let table = std::mem::take(&mut turn.case.table);
    turn.case.clocks.asleep = Some(Asleep { stage: turn.case.stage, table });
    turn.case.due = None;
    turn.by_bot(Happening::FellSilent);
    turn.enter(Stage::Closed);
    if is_asked(&turn.case) {
        let blocks = vec![turn.text(Reply::FellSilent, &[])];
        let choices = [Choice::BackupCompleted, Choice::StillFailing];
        let choices = choices.map(|choice| show::offer(turn.view(), choice)).to_vec();
        turn.say(blocks, choices);
    }
}
