//! Runs a case: `step(context, case, event) -> case, effects`. It decides and touches nothing.
//!
//! One file per stage; `turn` is what they share: the case being changed and the effects so far.

mod answer;
mod asking;
pub mod case;
mod context;
mod conversation;
pub mod desk;
mod device;
pub mod effect;
mod escalate;
mod escalated;
pub mod event;
mod explain;
mod fields;
mod fixing;
mod gate;
mod next;
mod opening;
mod order;
pub mod place;
mod record;
mod resolved;
mod rethink;
mod say;
mod saying;
pub mod settings;
mod show;
mod summary;
mod talk;
mod turn;
mod waiting;

#[cfg(test)]
mod tests;

pub use case::{Case, CaseNumber, PersonId, PlaceId, ServerId, Stage};
pub use context::Context;
pub use effect::{Effect, Message};
pub use event::{Event, EventKind, SourceId};
pub use place::{Actor, MessageId, Origin, RoleId, TagId, Via};
pub use say::Reply;
pub use settings::{Mode, Settings};

use answer::Answer;
use say::Reply as R;
use saying::Saying;
use turn::Turn;

/// What came of an event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// The case as it is now; `None` when there is none. A new one has no number yet.
    pub case: Option<Case>,
    /// What is to be done, in order.
    pub effects: Vec<Effect>,
}

/// Takes one event in: the case as it becomes, and what is asked of the world.
///
/// `case` is the person's open or last case in that server. The same input always gives the same output; an event
/// that the case has seen changes nothing, and nothing changes a closed case: a new failure opens a new one.
#[must_use]
pub fn step(context: &Context<'_>, case: Option<&Case>, event: &Event) -> Step {
    let Some(case) = case else { return first(context, event, None) };
    if case.seen.contains(&event.id) {
        return Step { case: Some(case.clone()), effects: Vec::new() };
    }
    if case.stage == Stage::Closed {
        return first(context, event, Some(case));
    }
    let mut turn = Turn::begin(context, event, case.clone());
    match &event.kind {
        EventKind::Said { text, addressed } => {
            conversation::said(&mut turn, &Saying::listen(context, event, text), *addressed);
        }
        EventKind::Chose { choice, version } => {
            turn.case.muted = false;
            match Answer::of_choice(choice, *version, &turn.case) {
                Some(answer) => conversation::act(&mut turn, &answer),
                None => show::stale(&mut turn),
            }
        }
        EventKind::Woke(event::Wake::MorningAfter) => waiting::woke(&mut turn),
        EventKind::Edited { .. }
        | EventKind::Filled(_)
        | EventKind::Tried(_)
        | EventKind::Pictured
        | EventKind::Ended(_)
        | EventKind::Did(_)
        | EventKind::Delivered(_)
        | EventKind::Woke(event::Wake::HandOffUnanswered) => {}
    }
    turn.end(Some(case))
}

/// An event of somebody who has no open case.
fn first(context: &Context<'_>, event: &Event, closed: Option<&Case>) -> Step {
    match &event.kind {
        EventKind::Said { text, addressed } => {
            let saying = Saying::listen(context, event, text);
            opening::first(context, event, &saying, *addressed, closed)
        }
        EventKind::Chose { .. } => {
            let effects = vec![context.remark(R::StaleOver, 0)];
            Step { case: closed.cloned(), effects }
        }
        EventKind::Woke(_)
        | EventKind::Edited { .. }
        | EventKind::Filled(_)
        | EventKind::Tried(_)
        | EventKind::Pictured
        | EventKind::Ended(_)
        | EventKind::Did(_)
        | EventKind::Delivered(_) => Step { case: closed.cloned(), effects: Vec::new() },
    }
}
