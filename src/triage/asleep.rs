//! A case that was closed for silence: a word or a press of the member opens it again where it stood.

use super::answer::Answer;
use super::case::{Asleep, Case, Happening, Stage, Table};
use super::desk::Delivery;
use super::event::{Event, EventKind};
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::{Context, modes, show};

/// Whether an event is about this closed case, and not about the person as if there were none.
pub(super) fn is_about_it(ctx: &Context<'_>, case: &Case, event: &Event) -> bool {
    match &event.kind {
        EventKind::Did(_) | EventKind::Delivered(Delivery::Card(_)) => true,
        EventKind::Said { .. } | EventKind::Chose { .. } | EventKind::Filled(_) | EventKind::Tried(_) => {
            case.clocks.asleep.as_ref().is_some_and(|asleep| wakes(ctx, case, asleep, event))
        }
        EventKind::Edited { .. }
        | EventKind::Posted { .. }
        | EventKind::Pictured
        | EventKind::Flooded(_)
        | EventKind::Ended(_)
        | EventKind::Delivered(Delivery::Unreachable)
        | EventKind::Woke(_) => false,
    }
}

/// Whether the member has come back to it.
fn wakes(ctx: &Context<'_>, case: &Case, asleep: &Asleep, event: &Event) -> bool {
    match &event.kind {
        EventKind::Said { text, addressed } => {
            event.place == case.place && !ctx.settings.paused && {
                let saying = Saying::listen(ctx, event, text);
                is_meant(case, asleep, &saying, *addressed)
            }
        }
        EventKind::Chose { choice, version } => {
            let awake = Case { table: asleep.table.clone(), ..case.clone() };
            Answer::of_choice(choice, *version, &awake).is_some()
        }
        EventKind::Filled(_) | EventKind::Tried(_) => true,
        EventKind::Edited { .. }
        | EventKind::Posted { .. }
        | EventKind::Pictured
        | EventKind::Flooded(_)
        | EventKind::Ended(_)
        | EventKind::Did(_)
        | EventKind::Delivered(_)
        | EventKind::Woke(_) => false,
    }
}

/// Whether words in the place of the case are meant for it. Another failure is a case of its own; and where others
/// talk too, what does not answer the bot is talk among them.
fn is_meant(case: &Case, asleep: &Asleep, saying: &Saying<'_>, addressed: bool) -> bool {
    if saying.is_failure() && !is_same(case, asleep, saying) {
        return false;
    }
    if addressed {
        return true;
    }
    let answers = || match Answer::of_saying(saying, &asleep.table) {
        Answer::Nothing | Answer::Thanks | Answer::Quiet => false,
        Answer::Works
        | Answer::Fails
        | Answer::NotMine
        | Answer::Person
        | Answer::Urgent
        | Answer::Summary
        | Answer::Tomorrow
        | Answer::Cause(_)
        | Answer::NoneOfThese
        | Answer::HasBackup
        | Answer::NoBackup
        | Answer::Done
        | Answer::Skip
        | Answer::DontKnow
        | Answer::Help => true,
    };
    let own_thread = case.home.is_some();
    !case.muted && case.helped_by.is_none() && (own_thread || saying.is_failure() || answers())
}

/// Whether a failure is the one of this case. One without a cause is, in a thread of its own and where it says "still".
fn is_same(case: &Case, asleep: &Asleep, saying: &Saying<'_>) -> bool {
    let vague = saying.diagnosis.causes.is_empty();
    let still = || Answer::of_saying(saying, &asleep.table) == Answer::Fails;
    modes::is_same(case, saying) || (vague && (case.home.is_some() || still()))
}

/// Opens it again where it stood, if it sleeps and the event is the member's.
pub(super) fn wake(turn: &mut Turn<'_>) -> bool {
    if matches!(turn.event.kind, EventKind::Did(_) | EventKind::Delivered(_)) {
        return false;
    }
    let Some(Asleep { stage, table }) = turn.case.clocks.asleep.take() else { return false };
    turn.case.table = table;
    turn.by_actor(Happening::Reopened);
    turn.enter(stage);
    true
}

/// Whoever came back hears at least where things stand.
pub(super) fn greet(turn: &mut Turn<'_>) {
    if turn.effects.iter().any(|effect| effect.to_member().is_some()) || turn.case.table == Table::Nothing {
        return;
    }
    match turn.case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => {
            let lead = turn.text(Reply::Awake, &[]);
            show::present(turn, vec![lead]);
        }
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed => {}
    }
}
