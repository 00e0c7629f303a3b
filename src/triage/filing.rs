//! Files a case under what it is really about, as a moderator says, and keeps that as a correction of what the bot
//! made of the opening message.

use super::case::{Happening, Stage};
use super::correction::{About, Correction, Right, Said};
use super::desk::Filed;
use super::place::Actor;
use super::say::Reply;
use super::turn::Turn;
use super::{closing, deeds, next, rethink};
use crate::diagnosis::RankedCause;
use crate::knowledge::Cause;

/// A moderator says what it is really about.
pub(super) fn file(turn: &mut Turn<'_>, filed: &Filed) {
    let knowledge = turn.ctx.knowledge;
    let right = match filed {
        Filed::Cause(id) => match knowledge.cause(id) {
            Some(cause) => Is::Cause(cause),
            None => return deeds::unknown_name(turn, Reply::DeedNoSuchCause, id.as_str()),
        },
        Filed::Unknown => Is::Unknown,
        Filed::OffTopic => Is::OffTopic,
    };
    let kept = correct(turn, right);
    turn.by_actor(Happening::Reclassified);
    match turn.case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting if !turn.case.muted => go_on(turn, right),
        // Who wants quiet is not spoken to.
        Stage::Asking | Stage::Fixing | Stage::Waiting => put(turn, right),
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved => put(turn, right),
        Stage::Closed => {}
    }
    let mut said = vec![confirm(turn, right)];
    if !kept {
        said.push(turn.text(Reply::DeedNoWords, &[]));
    }
    turn.say_privately(said, Vec::new());
}

/// What a case is filed under, looked up.
#[derive(Clone, Copy)]
enum Is<'k> {
    Cause(&'k Cause),
    Unknown,
    OffTopic,
}

fn confirm(turn: &Turn<'_>, right: Is<'_>) -> super::effect::Block {
    match right {
        Is::Cause(cause) => turn.text(Reply::DeedFiled, &[("title", &cause.title)]),
        Is::Unknown => turn.text(Reply::DeedFiledUnknown, &[]),
        Is::OffTopic => turn.text(Reply::DeedFiledOffTopic, &[]),
    }
}

/// Keeps what is right about the opening message; `false` when its words are not kept.
fn correct(turn: &mut Turn<'_>, right: Is<'_>) -> bool {
    let case = &turn.case;
    let home = case.home.map(|home| (About::Message(home.message), home.channel));
    let numbered = || case.number.map(|number| (About::Case(number), case.place));
    let (Some(text), Some((about, place))) = (case.words.clone(), home.or_else(numbered)) else {
        return false;
    };
    let by = match &turn.event.by {
        Actor::Staff { person, .. } => Some(*person),
        Actor::Operator | Actor::Member | Actor::World => None,
    };
    turn.correction = Some(Correction {
        server: case.server,
        about,
        place,
        author: case.person,
        said: Said::of(turn.ctx.knowledge, turn.ctx.reader, &text),
        // A case from before anything was masked.
        text: turn.ctx.reader.masker().mask(&text).text,
        right: match right {
            Is::Cause(cause) => cause.family.map_or(Right::Unknown, |family| Right::Families(vec![family])),
            Is::Unknown => Right::Unknown,
            Is::OffTopic => Right::OffTopic,
        },
        by,
        at: turn.ctx.now,
    });
    true
}

/// Puts it into the case: the cause first and certain, or none at all.
fn put(turn: &mut Turn<'_>, right: Is<'_>) {
    let case = &mut turn.case;
    match right {
        Is::Cause(Cause { id, family, .. }) => {
            case.causes.retain(|cause| cause.id != *id);
            case.dropped.retain(|dropped| dropped != id);
            let ranked = family.map(|family| RankedCause { id: id.clone(), family, confidence: 1.0 });
            case.causes.splice(..0, ranked);
        }
        Is::Unknown | Is::OffTopic => {
            let out = std::mem::take(&mut case.causes);
            case.dropped.extend(out.into_iter().map(|cause| cause.id));
        }
    }
}

/// The bot is at it: it tells the member that it has learned better, and goes on from there.
fn go_on(turn: &mut Turn<'_>, right: Is<'_>) {
    let lead = match right {
        Is::Cause(cause) => {
            rethink::overtaken(turn, std::slice::from_ref(&cause.id));
            let holes = [("title", cause.title.as_str()), ("explanation", cause.explanation.as_str())];
            turn.text(Reply::FiledCause, &holes)
        }
        Is::Unknown => {
            rethink::overtaken(turn, &[]);
            turn.text(Reply::FiledUnknown, &[])
        }
        Is::OffTopic => {
            put(turn, right);
            closing::end(turn);
            return turn.remark(Reply::FiledOffTopic);
        }
    };
    put(turn, right);
    next::advance(turn, vec![lead], None);
}
