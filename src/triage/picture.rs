//! Asks for the words on the screen when somebody sends a picture of it: the bot cannot read pictures.

use super::case::{Case, Stage};
use super::context::Context;
use super::effect::Effect;
use super::say::Reply;
use super::turn::Turn;
use super::{Step, modes};
use crate::intake::Field;

/// A picture from somebody without an open case.
pub(super) fn first(ctx: &Context<'_>, case: Option<&Case>) -> Step {
    let effects =
        if ctx.settings.paused || modes::only_when_asked(ctx) { Vec::new() } else { vec![ask(ctx)] };
    Step::new(case.cloned(), effects)
}

/// A picture in the middle of a case, which helps a person, but not the bot.
pub(super) fn sent(turn: &mut Turn<'_>) {
    let case = &turn.case;
    let waits = match case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => case.intake.error == Field::Missing,
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed => false,
    };
    if waits && !turn.ctx.settings.paused && !case.muted && case.helped_by.is_none() {
        turn.remark(Reply::TypeTheWords);
    }
}

fn ask(ctx: &Context<'_>) -> Effect {
    ctx.remark(Reply::TypeTheWords, 0)
}
