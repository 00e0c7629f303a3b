//! Says what the bot thinks and why: the likely causes, the person's own words, what is left out.

use super::case::Heard;
use super::effect::Block;
use super::fields;
use super::order::CLEAR;
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::view::View;
use crate::diagnosis::RankedCause;
use crate::knowledge::{Cause, CauseId};

/// Two causes whose confidence is nearer than this are close.
const CLOSE: f32 = 0.25;
/// Below this confidence a cause is only a guess.
const GUESS: f32 = 0.5;

/// Remembers the person's own words that spoke for these causes.
pub(super) fn remember_words(turn: &mut Turn<'_>, saying: &Saying<'_>, causes: &[RankedCause]) {
    for cause in causes {
        if let Some(words) = saying.words_for(&cause.id) {
            turn.case.heard.retain(|heard| heard.cause != cause.id);
            turn.case.heard.push(Heard { cause: cause.id.clone(), words });
        }
    }
}

/// The causes between which the member should choose: close ones, unless each was named outright.
pub(super) fn close(causes: &[RankedCause]) -> Vec<CauseId> {
    let Some(first) = causes.first() else { return Vec::new() };
    let near = |cause: &&RankedCause| first.confidence - cause.confidence <= CLOSE + f32::EPSILON;
    let close: Vec<&RankedCause> = causes.iter().filter(near).collect();
    let several = close.iter().any(|cause| cause.family != first.family);
    let unclear = close.iter().any(|cause| cause.confidence < CLEAR);
    if several && unclear { close.into_iter().map(|cause| cause.id.clone()).collect() } else { Vec::new() }
}

/// The likely cause in one sentence, the words that speak for it, and the others.
pub(super) fn likely(turn: &Turn<'_>, changed: bool) -> Vec<Block> {
    let knowledge = turn.ctx.knowledge;
    let Some(first) = turn.case.causes.first() else { return Vec::new() };
    let Some(cause) = knowledge.cause(&first.id) else { return Vec::new() };
    let reply = match (changed, first.confidence < GUESS) {
        (true, _) => Reply::Changed,
        (false, true) => Reply::Perhaps,
        (false, false) => Reply::Likely,
    };
    let mut blocks = vec![turn.text(reply, &[("title", &cause.title), ("explanation", &cause.explanation)])];
    if let Some(quote) = quote(turn.view(), &first.id) {
        blocks.push(turn.text(Reply::Because, &[]));
        blocks.push(quote);
    }
    blocks.extend(others(turn));
    blocks
}

/// The other causes: those named outright are promised, the rest only mentioned.
fn others(turn: &Turn<'_>) -> Vec<Block> {
    let others = turn.case.causes.get(1..).unwrap_or_default();
    let (clear, vague): (Vec<_>, Vec<_>) = others.iter().partition(|cause| cause.confidence >= CLEAR);
    let titles = |causes: Vec<&RankedCause>| {
        let causes = causes.iter().filter_map(|one| turn.ctx.knowledge.cause(&one.id));
        causes.map(|cause: &Cause| cause.title.clone()).collect::<Vec<_>>()
    };
    let mut blocks = Vec::new();
    for (titles, reply) in [(titles(clear), Reply::AlsoLikely), (titles(vague), Reply::MaybeAlso)] {
        if !titles.is_empty() {
            blocks.push(turn.text(reply, &[("titles", &titles.join("; "))]));
        }
    }
    blocks
}

/// The person's own words that spoke for a cause.
pub(super) fn quote(view: View<'_>, cause: &CauseId) -> Option<Block> {
    let heard = view.case.heard.iter().find(|heard| heard.cause == *cause)?;
    Some(Block::Quote(heard.words.clone()))
}

/// Names the steps that the member has tried and that are therefore left out; each once.
pub(super) fn left_out(turn: &mut Turn<'_>) -> Option<Block> {
    let knowledge = turn.ctx.knowledge;
    let case = &turn.case;
    let shown = |id: &str| {
        let mut steps = case.steps.iter().filter_map(|record| knowledge.step(&record.step));
        steps.any(|step| step.tried.as_deref() == Some(id))
    };
    let tried = knowledge.tried.iter().filter(|one| case.intake.steps_tried.contains(&one.id));
    let new: Vec<_> = tried.filter(|one| !case.left_out.contains(&one.id) && !shown(&one.id)).collect();
    if new.is_empty() {
        return None;
    }
    let titles: Vec<String> = new.iter().map(|one| one.title.clone()).collect();
    turn.case.left_out.extend(new.iter().map(|one| one.id.clone()));
    let list = fields::join(turn, &titles);
    Some(turn.text(Reply::LeftOut, &[("steps", &list)]))
}
