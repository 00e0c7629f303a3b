//! One turn: the case being changed and the effects so far. Knows how to record and how to speak, not what.

use jiff::Timestamp;

use super::case::{Case, HistoryEntry, Outcome, PersonId, Stage, StepRecord, Table};
use super::context::Context;
use super::correction::Correction;
use super::effect::{Block, Effect, Message, Offer};
use super::event::{Event, EventKind};
use super::place::Actor;
use super::say::Reply;
use super::view::View;
use super::{Step, card, clocks, kept, order};
use crate::knowledge::StepId;
use crate::triage::case::Happening;

/// How many events a case remembers.
pub(super) const REMEMBERED: usize = 32;
/// How many lines of history a case keeps, so that nobody can make it grow beyond what a record holds.
pub(super) const LONGEST_HISTORY: usize = 250;

/// A case being changed by an event.
pub(super) struct Turn<'a> {
    pub(super) ctx: &'a Context<'a>,
    pub(super) event: &'a Event,
    pub(super) case: Case,
    pub(super) effects: Vec<Effect>,
    /// This turn's message asks for the exact error already, in words of its own.
    pub(super) error_asked: bool,
    /// The next message asks for missing fields: a form helps.
    pub(super) form: bool,
    /// What a moderator said is right about the message that opened the case.
    pub(super) correction: Option<Correction>,
    /// The member asked something that there is no answer to.
    pub(super) unmatched: bool,
    /// The member has come back to a case that was closed for silence.
    pub(super) awake: bool,
}

impl<'a> Turn<'a> {
    /// Begins to change a case; its version counts up.
    pub(super) fn begin(ctx: &'a Context<'a>, event: &'a Event, mut case: Case) -> Self {
        case.version = case.version.saturating_add(1);
        Self {
            ctx,
            event,
            case,
            effects: Vec::new(),
            error_asked: false,
            form: false,
            correction: None,
            unmatched: false,
            awake: false,
        }
    }

    /// Ends the turn. When nothing came of the event, the case is as it was before.
    pub(super) fn end(mut self, before: Option<&Case>) -> Step {
        clocks::hear(&mut self);
        if let Some(before) = before {
            let version = std::mem::replace(&mut self.case.version, before.version);
            if self.case == *before && self.effects.is_empty() {
                return Step::new(Some(self.case), Vec::new());
            }
            self.case.version = version;
        }
        self.case.touched_at = self.ctx.now;
        kept::milestones(&mut self, before);
        clocks::set(&mut self, before);
        card::follow(&mut self, before);
        self.case.seen.push(self.event.id.clone());
        let surplus = self.case.seen.len().saturating_sub(REMEMBERED);
        self.case.seen.drain(..surplus);
        let surplus = self.case.history.len().saturating_sub(LONGEST_HISTORY);
        self.case.history.drain(..surplus);
        Step {
            case: Some(self.case),
            effects: self.effects,
            correction: self.correction,
            unmatched: self.unmatched,
        }
    }

    /// The case as it is now, to be put into words.
    pub(super) fn view(&self) -> View<'_> {
        View { ctx: self.ctx, case: &self.case }
    }

    /// Writes a line of history that a person brought about: the member, or whoever of the staff acted.
    pub(super) fn by_actor(&mut self, what: Happening) {
        let by = match &self.event.by {
            Actor::Member => Some(self.case.person),
            Actor::Staff { person, .. } => Some(*person),
            Actor::Operator | Actor::World => None,
        };
        self.record(by, what);
    }

    /// Writes a line of history that the bot brought about.
    pub(super) fn by_bot(&mut self, what: Happening) {
        self.record(None, what);
    }

    fn record(&mut self, by: Option<PersonId>, what: Happening) {
        // A history goes on: a clock that was ahead and is set right does not turn it round.
        let last = self.case.history.last().map_or(Timestamp::MIN, |entry| entry.at);
        self.case.history.push(HistoryEntry { at: self.ctx.now.max(last), by, what });
    }

    /// Moves the case to a stage. What moderators do is theirs; otherwise it is the bot that moves it.
    pub(super) fn enter(&mut self, stage: Stage) {
        if self.case.stage == stage {
            return;
        }
        self.case.stage = stage;
        if matches!(self.event.kind, EventKind::Did(_)) {
            self.by_actor(Happening::Moved(stage));
        } else {
            self.by_bot(Happening::Moved(stage));
        }
    }

    /// Puts a question on the table; from now on only its own choices are up to date.
    pub(super) fn put(&mut self, table: Table) {
        if table != Table::Morning {
            self.case.due = None;
        }
        self.case.table = table;
        self.case.offered = self.case.version;
    }

    /// Records that a step is shown.
    pub(super) fn shown(&mut self, step: &StepId) {
        self.by_bot(Happening::StepShown(step.clone()));
        self.case.steps.push(StepRecord {
            step: step.clone(),
            shown_at: self.case.history.last().map_or(self.ctx.now, |entry| entry.at),
            outcome: Outcome::Open,
            cause: order::cause_of(self.ctx.knowledge, &self.case, step).map(|cause| cause.id.clone()),
        });
    }

    /// Records what came of the step on the table, if one is.
    pub(super) fn outcome(&mut self, outcome: Outcome) {
        let open = self.case.steps.iter_mut().rev().find(|record| record.outcome == Outcome::Open);
        if let Some(record) = open {
            record.outcome = outcome;
            let step = record.step.clone();
            self.by_actor(Happening::StepAnswered(step, outcome));
        }
    }

    /// A sentence with its holes filled; `{device}` and `{path:..}` fill themselves.
    pub(super) fn sentence(&self, reply: Reply, holes: &[(&str, &str)]) -> String {
        self.view().sentence(reply, holes)
    }

    /// Fills `{device}`, `{path:..}` and `{force_restart}` in a text of the knowledge.
    pub(super) fn fill(&self, text: &str) -> String {
        self.view().fill(text)
    }

    /// A sentence as a paragraph.
    pub(super) fn text(&self, reply: Reply, holes: &[(&str, &str)]) -> Block {
        self.view().text(reply, holes)
    }

    /// Says something. The choices carry the version that put their question on the table.
    pub(super) fn say(&mut self, blocks: Vec<Block>, choices: Vec<Offer>) {
        let message = self.message(blocks, choices);
        self.effects.push(Effect::Say(message));
    }

    /// Says something for the eyes of whoever acted.
    pub(super) fn say_privately(&mut self, blocks: Vec<Block>, choices: Vec<Offer>) {
        let message = self.message(blocks, choices);
        self.effects.push(Effect::Whisper(message));
    }

    fn message(&mut self, blocks: Vec<Block>, choices: Vec<Offer>) -> Message {
        let version = if choices.is_empty() { self.case.version } else { self.case.offered };
        let form = std::mem::take(&mut self.form);
        Message { blocks, choices, version, form, ..Message::default() }
    }

    /// Says one sentence that asks nothing.
    pub(super) fn remark(&mut self, reply: Reply) {
        let block = self.text(reply, &[]);
        self.say(vec![block], Vec::new());
    }

    /// Says one sentence for the eyes of whoever acted.
    pub(super) fn whisper(&mut self, reply: Reply, holes: &[(&str, &str)]) {
        let block = self.text(reply, holes);
        self.say_privately(vec![block], Vec::new());
    }
}
