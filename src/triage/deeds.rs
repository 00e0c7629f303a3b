//! What moderators and helpers do with a case: each deed goes to its own file. Only staff may, and whoever runs the bot.

use super::case::{Case, Happening, PersonId, Stage, Table};
use super::context::Context;
use super::desk::{Deed, Receiver};
use super::effect::{Block, Effect};
use super::event::Event;
use super::place::{Actor, RoleId};
use super::say::Reply;
use super::turn::Turn;
use super::{Step, card, closing, filing, hand_off, notes, priority, release, resolved};

/// The longest question that is passed on to the member, in characters.
const LONGEST_QUESTION: usize = 1000;
/// The longest name that is repeated to somebody who wrote it, in characters.
const LONGEST_NAME: usize = 60;

/// Somebody of the staff, while they act.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staff<'e> {
    pub(super) person: PersonId,
    pub(super) roles: &'e [RoleId],
}

/// A deed about no case.
pub(super) fn about_none(ctx: &Context<'_>, event: &Event, deed: &Deed) -> Step {
    let effects: Vec<Effect> = match (&event.by, deed) {
        (Actor::World, _) | (_, Deed::JoinedIn) => Vec::new(),
        (Actor::Member, _) => vec![ctx.whisper(Reply::DeedRefused)],
        (Actor::Staff { .. } | Actor::Operator, _) => vec![ctx.whisper(Reply::DeedNoCase)],
    };
    Step::new(None, effects)
}

/// A deed about a case of which only the statistics are left. It stays as it is, down to its version.
pub(super) fn about_forgotten(ctx: &Context<'_>, event: &Event, case: &Case, deed: &Deed) -> Step {
    let effects: Vec<Effect> = match (&event.by, deed) {
        (Actor::World, _) | (_, Deed::JoinedIn) => Vec::new(),
        (Actor::Member, _) => vec![ctx.whisper(Reply::DeedRefused)],
        (Actor::Staff { .. } | Actor::Operator, _) => vec![ctx.whisper(Reply::DeedForgotten)],
    };
    Step::new(Some(case.clone()), effects)
}

/// Somebody did something with a case.
pub(super) fn did(turn: &mut Turn<'_>, deed: &Deed) {
    let event = turn.event;
    let staff = match &event.by {
        Actor::Staff { person, roles } => Some(Staff { person: *person, roles }),
        Actor::Operator => None,
        Actor::Member if *deed == Deed::JoinedIn => return,
        Actor::Member => return turn.whisper(Reply::DeedRefused, &[]),
        Actor::World => return,
    };
    if *deed == Deed::JoinedIn {
        return joined_in(turn, staff);
    }
    match turn.case.stage {
        Stage::Resolved | Stage::Closed => with_over(turn, staff, deed),
        Stage::Asking
        | Stage::Fixing
        | Stage::Waiting
        | Stage::Escalated
        | Stage::Claimed
        | Stage::Offered => with_open(turn, staff, deed),
    }
}

/// What can be done with a case that is over: it is opened again, or something is added to what is known of it.
fn with_over(turn: &mut Turn<'_>, staff: Option<Staff<'_>>, deed: &Deed) {
    match deed {
        Deed::Reopen => closing::reopen(turn, staff),
        Deed::Note { words } => notes::add(turn, words),
        Deed::Reclassify(filed) => filing::file(turn, filed),
        Deed::Resolve { step: Some(step) } if turn.case.stage == Stage::Resolved => {
            resolved::worked(turn, step);
        }
        Deed::JoinedIn => {}
        Deed::Claim
        | Deed::Release
        | Deed::HandOff { .. }
        | Deed::Accept
        | Deed::Decline
        | Deed::Ask { .. }
        | Deed::Prioritize(_)
        | Deed::Resolve { .. }
        | Deed::Close => turn.whisper(Reply::DeedOver, &[]),
    }
}

fn with_open(turn: &mut Turn<'_>, staff: Option<Staff<'_>>, deed: &Deed) {
    match (deed, staff) {
        (Deed::HandOff { to: Receiver::Apple, reason }, None) => hand_off::to_apple(turn, reason),
        // Somebody has the case then, or is told when it comes back: that takes a person.
        (Deed::Claim | Deed::Accept | Deed::Decline | Deed::HandOff { .. }, None) => {
            turn.whisper(Reply::DeedWho, &[]);
        }
        (Deed::Claim, Some(staff)) => claim(turn, staff),
        (Deed::Accept, Some(staff)) => hand_off::accept(turn, staff),
        (Deed::Decline, Some(staff)) => hand_off::decline(turn, staff),
        (Deed::HandOff { to, reason }, Some(staff)) => hand_off::pass_on(turn, staff, *to, reason),
        (Deed::Release, staff) => release::give_back(turn, staff),
        (Deed::Note { words }, _) => notes::add(turn, words),
        (Deed::Prioritize(new), _) => priority::set(turn, *new),
        (Deed::Reclassify(filed), _) => filing::file(turn, filed),
        (Deed::Ask { words }, _) => ask(turn, words),
        (Deed::Resolve { step }, _) => resolved::by_staff(turn, step.as_ref()),
        (Deed::Close, _) => closing::close(turn),
        (Deed::Reopen, _) => turn.whisper(Reply::DeedOpen, &[]),
        (Deed::JoinedIn, _) => {}
    }
}

fn claim(turn: &mut Turn<'_>, staff: Staff<'_>) {
    match turn.case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting | Stage::Escalated => {
            turn.by_actor(Happening::Claimed);
            take(turn, staff);
            turn.remark(Reply::HelperHasIt);
        }
        Stage::Claimed => whose(turn, staff),
        Stage::Offered => hand_off::accept(turn, staff),
        Stage::Resolved | Stage::Closed => {}
    }
}

/// The case is theirs from now on, and the bot has no question on the table any more.
pub(super) fn take(turn: &mut Turn<'_>, staff: Staff<'_>) {
    turn.put(Table::Nothing);
    turn.case.owner = Some(staff.person);
    turn.case.hand_off = None;
    turn.enter(Stage::Claimed);
}

/// Tells who has a claimed case.
pub(super) fn whose(turn: &mut Turn<'_>, staff: Staff<'_>) {
    match turn.case.owner {
        Some(owner) if owner != staff.person => {
            turn.whisper(Reply::DeedTheirs, &[("person", &card::name(owner))]);
        }
        Some(_) | None => turn.whisper(Reply::DeedYours, &[]),
    }
}

/// A question of a helper, passed on to the member. What was on the table stays there.
fn ask(turn: &mut Turn<'_>, words: &str) {
    let Some(words) = bounded(words, LONGEST_QUESTION) else {
        return turn.whisper(Reply::AskWords, &[]);
    };
    turn.by_actor(Happening::AskedForDetails);
    let lead = turn.text(Reply::HelperAsks, &[]);
    turn.say(vec![lead, Block::Quote(words)], Vec::new());
}

/// Once is enough: the bot is quiet in this conversation from now on.
fn joined_in(turn: &mut Turn<'_>, staff: Option<Staff<'_>>) {
    let Some(staff) = staff.filter(|_| !is_over(&turn.case)) else { return };
    if turn.case.helped_by.is_none() && staff.person != turn.case.person {
        turn.case.helped_by = Some(staff.person);
        turn.by_actor(Happening::JoinedIn);
    }
}

/// Whether nothing is left to do in a case, as far as is known.
pub(super) fn is_over(case: &Case) -> bool {
    matches!(case.stage, Stage::Resolved | Stage::Closed)
}

/// Tells that nothing has the name that somebody wrote.
pub(super) fn unknown_name(turn: &mut Turn<'_>, reply: Reply, name: &str) {
    let lead = turn.text(reply, &[]);
    let name = bounded(name, LONGEST_NAME).map(Block::Quote);
    turn.say_privately(std::iter::once(lead).chain(name).collect(), Vec::new());
}

/// What somebody wrote, without space around it, cut where it is too long; `None` when nothing is left.
pub(super) fn bounded(words: &str, longest: usize) -> Option<String> {
    let kept: String = words.trim().chars().take(longest).collect();
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| kept.to_owned())
}
