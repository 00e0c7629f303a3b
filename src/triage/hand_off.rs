//! Passes a case on to a moderator, a role, or Apple Support. A receiver accepts, or it returns to the queue.

use jiff::{SignedDuration, Timestamp};

use super::case::{Happening, PersonId, Stage, Table};
use super::context::Context;
use super::deeds::{self, Staff};
use super::desk::{HandOff, Receiver};
use super::effect::{Block, Effect, Message};
use super::event::{Choice, Wake};
use super::say::Reply;
use super::turn::Turn;
use super::{card, show, summary};

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 500;

/// Passes the case on. Whoever has it may, and anybody as long as nobody has it.
pub(super) fn pass_on(turn: &mut Turn<'_>, staff: Staff<'_>, to: Receiver, reason: &str) {
    match turn.case.stage {
        Stage::Claimed if turn.case.owner != Some(staff.person) => return deeds::whose(turn, staff),
        Stage::Claimed | Stage::Escalated | Stage::Offered => {}
        Stage::Asking | Stage::Fixing | Stage::Waiting => {
            return turn.whisper(Reply::DeedUnclaimed, &[]);
        }
        Stage::Resolved | Stage::Closed => return,
    }
    if to == Receiver::Moderator(staff.person) {
        return turn.whisper(Reply::HandOffSelf, &[]);
    }
    let Some(reason) = deeds::bounded(reason, LONGEST_REASON) else {
        return turn.whisper(Reply::HandOffReason, &[]);
    };
    turn.by_actor(Happening::HandedOff(to));
    match to {
        Receiver::Moderator(_) | Receiver::Role(_) => offer(turn, staff, to, reason),
        Receiver::Apple => send_to_apple(turn),
    }
}

fn offer(turn: &mut Turn<'_>, staff: Staff<'_>, to: Receiver, reason: String) {
    let until = until(turn.ctx);
    turn.put(Table::Nothing);
    turn.case.owner = None;
    turn.case.hand_off = Some(HandOff { by: staff.person, to, reason: reason.clone(), until });
    turn.enter(Stage::Offered);
    turn.effects.push(Effect::WakeAt { at: until, wake: Wake::HandOffUnanswered });
    let by = card::name(staff.person);
    let blocks = vec![
        turn.text(Reply::PageOffer, &[("person", &by)]),
        Block::Quote(reason),
        turn.text(Reply::PageQuestion, &[]),
    ];
    let choices = [Choice::Accept, Choice::Decline].map(|choice| show::offer(turn.view(), choice));
    let message =
        Message { blocks, choices: choices.to_vec(), version: turn.case.version, ..Message::default() };
    turn.effects.push(Effect::Page { to, message });
}

fn until(ctx: &Context<'_>) -> Timestamp {
    let hours = SignedDuration::from_hours(i64::from(ctx.settings.follow_up_hours));
    ctx.now.checked_add(hours).unwrap_or(Timestamp::MAX)
}

/// Whoever runs the bot sends the member on to Apple Support.
pub(super) fn to_apple(turn: &mut Turn<'_>, reason: &str) {
    if deeds::bounded(reason, LONGEST_REASON).is_none() {
        return turn.whisper(Reply::HandOffReason, &[]);
    }
    turn.by_actor(Happening::HandedOff(Receiver::Apple));
    send_to_apple(turn);
}

/// Apple accepts nothing here: the member gets the summary and the way there, and whoever has the case keeps it.
fn send_to_apple(turn: &mut Turn<'_>) {
    if turn.case.stage == Stage::Offered {
        turn.case.hand_off = None;
        turn.enter(Stage::Escalated);
    }
    let how = show::apple(turn.view());
    let blocks = vec![
        turn.text(Reply::AppleLead, &[("how", &how)]),
        turn.text(Reply::ApplePaste, &[]),
        summary::for_apple(turn.view()),
    ];
    turn.say(blocks, Vec::new());
}

/// The receiver takes it.
pub(super) fn accept(turn: &mut Turn<'_>, staff: Staff<'_>) {
    if receives(turn, staff) {
        turn.by_actor(Happening::Accepted);
        deeds::take(turn, staff);
    }
}

/// The receiver does not take it. A changed card is seen by nobody who does not look, so whoever passed it on is told.
pub(super) fn decline(turn: &mut Turn<'_>, staff: Staff<'_>) {
    if receives(turn, staff) {
        let declined = turn.text(Reply::PageDeclined, &[("person", &card::name(staff.person))]);
        turn.by_actor(Happening::Declined);
        back(turn, declined);
    }
}

/// Nobody accepted in time: it waits for anybody again, and whoever passed it on is told, for the same reason.
pub(super) fn unanswered(turn: &mut Turn<'_>) {
    let due = turn.case.hand_off.as_ref().is_some_and(|hand_off| hand_off.until <= turn.ctx.now);
    if turn.case.stage == Stage::Offered && due {
        let returned = turn.text(Reply::PageReturned, &[]);
        turn.by_bot(Happening::Returned);
        back(turn, returned);
    }
}

fn back(turn: &mut Turn<'_>, told: Block) {
    let by = turn.case.hand_off.take().map(|hand_off| hand_off.by);
    turn.case.owner = None;
    turn.enter(Stage::Escalated);
    let new = card::message(turn.view());
    turn.effects.push(Effect::Card(new));
    let message = Message { blocks: vec![told], version: turn.case.version, ..Message::default() };
    turn.effects.extend(by.map(|by: PersonId| Effect::Page { to: Receiver::Moderator(by), message }));
}

/// Whether the case is offered to them; if not, they are told how it stands.
fn receives(turn: &mut Turn<'_>, staff: Staff<'_>) -> bool {
    let to = turn.case.hand_off.as_ref().filter(|_| turn.case.stage == Stage::Offered).map(|one| one.to);
    match to {
        Some(Receiver::Moderator(person)) if person == staff.person => return true,
        Some(Receiver::Role(role)) if staff.roles.contains(&role) => return true,
        Some(Receiver::Moderator(person)) => {
            turn.whisper(Reply::DeedOfferedPerson, &[("person", &card::name(person))]);
        }
        Some(Receiver::Role(_)) => turn.whisper(Reply::DeedOfferedRole, &[]),
        Some(Receiver::Apple) => turn.whisper(Reply::DeedOfferOver, &[]),
        None if turn.case.stage == Stage::Claimed => deeds::whose(turn, staff),
        None => turn.whisper(Reply::DeedOfferOver, &[]),
    }
    false
}
