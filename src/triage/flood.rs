//! A flood of messages: whoever writes more than is read is told so, once; moderators are when a whole server does.
//!
//! It counts nothing: what a flood is, and that one is told of once, is the adapter's. What was not read is not kept.

use super::case::Stage;
use super::context::Context;
use super::effect::Effect;
use super::event::Flood;
use super::say::Reply;
use super::turn::Turn;

/// From somebody without an open case: they are told when they spoke to the bot, and else left alone.
pub(super) fn outside(ctx: &Context<'_>, flood: Flood) -> Vec<Effect> {
    match flood {
        Flood::Member { addressed: true } if !ctx.settings.paused => vec![ctx.remark(Reply::FloodMember, 0)],
        Flood::Member { .. } => Vec::new(),
        Flood::Server => vec![Effect::Announce(ctx.sentence(Reply::FloodServer, 0))],
    }
}

/// From somebody with a case: where a person has it, or is wanted, that person reads it all, and the bot is quiet.
pub(super) fn during(turn: &mut Turn<'_>, flood: Flood) {
    let Flood::Member { addressed } = flood else { return };
    let case = &turn.case;
    let with_the_bot = match case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting | Stage::Resolved => true,
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Closed => false,
    };
    let place = turn.event.place;
    let here = place == case.place || case.home.is_some_and(|home| home.channel == place);
    let heard = with_the_bot && here && !case.muted && case.helped_by.is_none();
    if (heard || addressed) && !turn.ctx.settings.paused {
        turn.remark(Reply::FloodMember);
    }
}
