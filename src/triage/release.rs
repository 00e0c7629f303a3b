//! Gives a case back to the queue that somebody has or that is on offer: its owner may, and any other moderator.

use super::card;
use super::case::{Happening, Stage};
use super::deeds::Staff;
use super::desk::Receiver;
use super::effect::{Effect, Message};
use super::say::Reply;
use super::turn::Turn;

/// Nobody has the case any more, and it waits for anybody.
pub(super) fn give_back(turn: &mut Turn<'_>, staff: Option<Staff<'_>>) {
    match turn.case.stage {
        Stage::Claimed | Stage::Offered => {}
        Stage::Asking
        | Stage::Fixing
        | Stage::Waiting
        | Stage::Escalated
        | Stage::Resolved
        | Stage::Closed => return turn.whisper(Reply::DeedNobody, &[]),
    }
    let owner = turn.case.owner.take().filter(|owner| staff.is_none_or(|staff| staff.person != *owner));
    turn.case.hand_off = None;
    turn.by_actor(Happening::Released);
    turn.enter(Stage::Escalated);
    // A changed card is seen by nobody who does not look, so whoever had the case is told.
    if let Some(owner) = owner {
        let by = card::who(turn.view(), staff.map(|staff| staff.person));
        let blocks = vec![turn.text(Reply::PageReleased, &[("person", &by)])];
        let message = Message { blocks, version: turn.case.version, ..Message::default() };
        turn.effects.push(Effect::Page { to: Receiver::Moderator(owner), message });
    }
    turn.whisper(Reply::DeedReleased, &[]);
}
