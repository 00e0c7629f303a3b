//! Looks after what everybody can read: tells an author quietly that a message shows personal data, and tells the
//! moderators of false offers of support. It opens no case, changes none, and answers nobody in public.

use super::case::Case;
use super::effect::{Block, Effect, Message};
use super::place::Actor;
use super::say::Reply;
use super::{Context, Event, Step};
use crate::fingerprint::Fingerprint;
use crate::knowledge::PrivateKind;
use crate::mask::scam::Offer;

/// What there is to do about a message that others can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// Nothing, as with nearly all.
    Nothing,
    /// It shows data of its author: indexes of kinds, each once.
    Shows(Vec<usize>),
    /// It offers what only Apple can.
    Offers(Offer),
}

/// What there is to do about a message. Staff offer help under every name, and are only told of their own data.
#[must_use]
pub fn concern(ctx: &Context<'_>, by: &Actor, text: &str) -> Concern {
    let staff = match by {
        Actor::Staff { .. } | Actor::Operator => true,
        Actor::Member | Actor::World => false,
    };
    match ctx.reader.watcher().look(text).filter(|_| !staff) {
        // Whoever posts a false number is not told to take care of it.
        Some(offer) => Concern::Offers(offer),
        None => shown(ctx, text),
    }
}

fn shown(ctx: &Context<'_>, text: &str) -> Concern {
    let mut kinds: Vec<usize> = Vec::new();
    for found in ctx.reader.masker().find(text) {
        let warns = ctx.knowledge.private.kinds.get(found.kind).is_some_and(|kind| kind.warn);
        if warns && !kinds.contains(&found.kind) {
            kinds.push(found.kind);
        }
    }
    if kinds.is_empty() { Concern::Nothing } else { Concern::Shows(kinds) }
}

/// Somebody wrote something that others can read.
pub(super) fn posted(ctx: &Context<'_>, case: Option<&Case>, event: &Event, text: &str) -> Step {
    let concern = if ctx.settings.paused { Concern::Nothing } else { concern(ctx, &event.by, text) };
    let effects = match concern {
        Concern::Nothing => Vec::new(),
        Concern::Shows(kinds) => vec![Effect::Warn(warning(ctx, &kinds))],
        Concern::Offers(offer) => vec![Effect::Report(report(ctx, &offer))],
    };
    Step::new(case.cloned(), effects)
}

/// Says which kinds it were, and never the data itself.
fn warning(ctx: &Context<'_>, kinds: &[usize]) -> Message {
    let kinds: Vec<&PrivateKind> =
        kinds.iter().filter_map(|kind| ctx.knowledge.private.kinds.get(*kind)).collect();
    let names: Vec<String> = kinds.iter().map(|kind| kind.name.clone()).collect();
    let mut blocks =
        vec![text(ctx, Reply::WarnShows, &[("what", &list(ctx, &names))]), text(ctx, Reply::WarnHow, &[])];
    if kinds.iter().any(|kind| kind.secret) {
        blocks.push(text(ctx, Reply::WarnSecret, &[]));
    }
    blocks.push(text(ctx, Reply::WarnNeedless, &[]));
    Message { blocks, ..Message::default() }
}

/// Says what speaks for it, with numbers and links that nobody can tap.
fn report(ctx: &Context<'_>, offer: &Offer) -> Message {
    let mut signs = offer.signs.clone();
    if offer.looks_alike {
        signs.insert(0, say(ctx, Reply::ReportLooksAlike, &[]));
    }
    let lead = if offer.asked { Reply::ReportAsked } else { Reply::ReportLead };
    let mut blocks = vec![text(ctx, lead, &[("why", &signs.join("; "))])];
    blocks.extend(offer.seen.iter().cloned().map(Block::Quote));
    blocks.push(text(ctx, if offer.asked { Reply::ReportAnswer } else { Reply::ReportDo }, &[]));
    Message { blocks, ..Message::default() }
}

fn list(ctx: &Context<'_>, names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}{}{last}", others.join(", "), say(ctx, Reply::And, &[])),
    }
}

fn text(ctx: &Context<'_>, reply: Reply, holes: &[(&str, &str)]) -> Block {
    Block::Text(say(ctx, reply, holes))
}

fn say(ctx: &Context<'_>, reply: Reply, holes: &[(&str, &str)]) -> String {
    ctx.knowledge.replies.say(reply.name(), holes)
}

/// A number for what is offered, the same for the same offer: one author's copies in many channels are one report.
#[must_use]
pub fn sign_of(offer: &Offer) -> u64 {
    let parts = offer.seen.iter().chain(&offer.signs);
    parts.fold(Fingerprint::NONE, |sign, part| sign.and(part.as_bytes())).number()
}
