//! What the desk tells of itself: spans and lines with ids for the log, figures for the pulse. Neither ever holds what a
//! person wrote, or who somebody is: a message is told by its id, and a person by nothing but their case.
//!
//! A span `event` lasts from the desk's taking an event on until it is safe, and a span `work` for one attempt at a piece
//! of work, perhaps much later. `source` in both is the event's own id, and joins them; so do `server` and `case`.

use std::time::Instant;

use tracing::Span;
use tracing::field::Empty;

use super::{Clock, Decide, Desk, DeskError, Failure, Handled};
use crate::pulse::{Outcome, Seen, Verdict, ready};
use crate::store::{Store, StoreError, Work, Write};
use crate::triage::{CaseNumber, Effect, Event, EventKind, Stage};

/// The span of an event. It is there at every level, so that a line inside it always has the ids.
pub(super) fn span_of(event: &Event) -> Span {
    let case = event.case.map(|case| case.0);
    tracing::error_span!("event", server = event.server.0, source = event.id.in_logs(), case)
}

/// The span of an attempt at a piece of work.
pub(super) fn span_of_work(work: &Work) -> Span {
    let span = tracing::error_span!(
        "work",
        server = work.server.0,
        case = work.case.map(|case| case.0),
        work = work.id.0,
        effect = effect(&work.effect),
        source = Empty
    );
    if let Some(source) = &work.source {
        span.record("source", source.in_logs());
    }
    span
}

/// An event is safe, and so is the work that follows from it.
pub(super) fn saved(case: Option<CaseNumber>) {
    // Within the span of its event, which may not have known the number yet.
    tracing::debug!(case = case.map(|case| case.0), "taken on");
}

/// A piece of work was claimed.
pub(super) fn claimed(work: &Work) {
    tracing::debug!(tries = work.tries, again = work.again, "claimed");
}

/// What the bot makes of a message that it takes on.
pub(super) fn verdict_of(write: &Write) -> Option<Verdict> {
    let Write::Commit(commit) = write else { return None };
    let opened = commit.case.as_ref().filter(|case| case.number.is_none());
    Some(match opened.map(|case| case.stage) {
        Some(Stage::Asking) => Verdict::Ask,
        Some(
            Stage::Fixing
            | Stage::Waiting
            | Stage::Escalated
            | Stage::Claimed
            | Stage::Offered
            | Stage::Resolved
            | Stage::Closed,
        ) => Verdict::Answer,
        None => Verdict::Other,
    })
}

/// The name of an effect, as figures and logs have it.
pub(super) fn effect(effect: &Effect) -> &'static str {
    match effect {
        Effect::Say(_) => "say",
        Effect::Whisper(_) => "whisper",
        Effect::CallHuman(_) => "call_human",
        Effect::Card(_) => "card",
        Effect::Page { .. } => "page",
        Effect::Suggest(_) => "suggest",
        Effect::Remind(_) => "remind",
        Effect::Announce(_) => "announce",
        Effect::Warn(_) => "warn",
        Effect::Report(_) => "report",
        Effect::MarkSolved(_) => "mark_solved",
        Effect::Erase => "erase",
        Effect::WakeAt { .. } => "wake",
    }
}

/// The number of the message or interaction that a piece of work answers.
fn answers(work: &Work) -> Option<u64> {
    let source = work.effect.to_member().and(work.source.as_ref())?;
    let (kind, rest) = source.0.split_once(' ')?;
    let number = rest.split(' ').next().filter(|_| matches!(kind, "message" | "interaction"))?;
    number.parse().ok()
}

impl<S: Store + ?Sized, D: Decide, C: Clock> Desk<S, D, C> {
    /// Tells what became of an event.
    pub(super) fn tell_outcome(&self, outcome: &Result<Handled, DeskError>) {
        self.pulse.figures.event(match outcome {
            Ok(Handled::Saved) => Outcome::Saved,
            Ok(Handled::Nothing) => Outcome::Nothing,
            Ok(Handled::AlreadySeen) => Outcome::AlreadySeen,
            Err(DeskError::Store(_) | DeskError::Contended) => Outcome::Failed,
        });
    }

    /// Tells what the bot made of a message; `None`: nothing.
    pub(super) fn tell_verdict(&self, event: &Event, verdict: Option<Verdict>) {
        if let EventKind::Said { .. } = &event.kind {
            self.pulse.figures.verdict(verdict.unwrap_or(Verdict::Silent));
        }
    }

    /// Tells what became of an attempt at a piece of work.
    pub(super) fn tell_attempt(&self, work: &Work, outcome: &Result<(), Failure>) {
        let (figures, name) = (&self.pulse.figures, effect(&work.effect));
        match outcome {
            Ok(()) => {
                tracing::debug!("delivered");
                figures.done(name);
                if let Some(number) = answers(work) {
                    self.pulse.replied(number, Instant::now());
                }
            }
            Err(Failure::Retry { why, .. }) => {
                tracing::warn!(tries = work.tries, why, "work is put back");
                figures.retried(name);
            }
            Err(Failure::Permanent { why }) => {
                tracing::error!(why, "work is dropped");
                figures.dropped(name);
            }
        }
    }

    /// Tells the pulse that the loop turns, and how much is to be done.
    ///
    /// # Errors
    /// When the store has stopped.
    pub fn beat(&self) -> Result<(), StoreError> {
        let now = (self.clock)();
        self.pulse.turned(now, self.store.queued(now)?.due);
        Ok(())
    }

    /// How the bot is, with what the store says.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let seen = self.pulse.seen();
        match self.store.queued((self.clock)()) {
            Ok(queued) => Seen { due: queued.due, oldest: queued.oldest, ..seen },
            Err(_) => Seen { stopped: true, ..seen },
        }
    }

    /// Why the bot is not ready, one sentence each; none before it has begun.
    #[must_use]
    pub fn troubles(&self) -> Vec<String> {
        let seen = self.seen();
        if seen.turned.is_none() {
            return Vec::new();
        }
        let reasons = ready::ready(&seen, (self.clock)(), self.pulse.limits);
        reasons.iter().map(ToString::to_string).collect()
    }
}
