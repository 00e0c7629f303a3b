//! A message of the member, read once: what it is about, what it says of the fields, what it answers.

use super::case::Case;
use super::context::Context;
use super::event::Event;
use super::talk;
use crate::diagnosis::{self, Diagnosis, RankedCause, Verdict};
use crate::intake::{self, Field, Intake};
use crate::knowledge::{CauseId, KnowledgeBase, Side, Strength, Talk};
use crate::reading::{Found, Reading};

/// Longest quotation of a person's words, in characters.
const LONGEST_QUOTE: usize = 160;

/// A message, read.
pub(super) struct Saying<'t> {
    pub(super) text: &'t str,
    pub(super) diagnosis: Diagnosis,
    pub(super) intake: Intake,
    /// What it answers the bot.
    pub(super) talk: Vec<Talk>,
    /// Causes that it speaks for, best first, whatever the verdict: in a conversation the topic is given.
    pub(super) named: Vec<RankedCause>,
    /// Causes for which a pattern speaks, whatever its strength.
    spoken_for: Vec<CauseId>,
    /// Causes whose thing it names ("the storage one").
    subjects: Vec<CauseId>,
    /// Causes that it speaks against.
    pub(super) against: Vec<CauseId>,
}

impl<'t> Saying<'t> {
    /// Reads a message.
    pub(super) fn listen(ctx: &Context<'_>, event: &Event, text: &'t str) -> Self {
        Self::heard(ctx, event, text, diagnosis::diagnose)
    }

    /// Reads a message to the bot itself that may open a case.
    pub(super) fn listen_closely(ctx: &Context<'_>, event: &Event, text: &'t str) -> Self {
        Self::heard(ctx, event, text, diagnosis::diagnose_addressed)
    }

    fn heard(
        ctx: &Context<'_>,
        event: &Event,
        text: &'t str,
        diagnose: impl Fn(&KnowledgeBase, &Reading<'_>) -> Diagnosis,
    ) -> Self {
        let reading = ctx.reader.read(text);
        let diagnosis = diagnose(ctx.knowledge, &reading);
        let today = ctx.day(event.at);
        let intake = intake::read(ctx.knowledge, &reading, today);
        let against = causes_of(&diagnosis, false);
        let talk = talk::answers(ctx.knowledge, &reading, tells(&intake));
        let named = named(ctx, &diagnosis, reading.found());
        let spoken_for = reading.found().iter().flat_map(|found| speaks_for(ctx, found));
        let spoken_for =
            spoken_for.filter_map(|(cause, _)| Some(ctx.knowledge.causes.get(cause)?.id.clone())).collect();
        let subjects = subjects(ctx, reading.found());
        Self { text, diagnosis, intake, talk, named, spoken_for, subjects, against }
    }

    /// Whether it answers this, among other things.
    pub(super) fn says(&self, talk: Talk) -> bool {
        self.talk.contains(&talk)
    }

    /// Whether it asks something.
    pub(super) fn asks(&self) -> bool {
        self.text.contains(['?', '？'])
    }

    /// Whether it is about a current failure of a backup.
    pub(super) fn is_failure(&self) -> bool {
        match self.diagnosis.verdict {
            Verdict::Answer | Verdict::Ask => true,
            Verdict::Silent => false,
        }
    }

    /// The person's own words that speak most for a cause.
    pub(super) fn words_for(&self, cause: &CauseId) -> Option<String> {
        let evidence = self.diagnosis.evidence.iter();
        let spans = evidence.filter(|one| one.supports && one.cause.as_ref() == Some(cause));
        let span = spans.map(|one| one.span.clone()).max_by_key(ExactSizeIterator::len)?;
        let words = self.text.get(span)?.trim();
        let mut quote: String = words.chars().take(LONGEST_QUOTE).collect();
        if quote.len() < words.len() {
            quote.push('…');
        }
        (!quote.is_empty()).then_some(quote)
    }

    /// Which of the causes offered it names, or leaves when it rules the others out.
    pub(super) fn picks(&self, offered: &[CauseId]) -> Option<CauseId> {
        let named = |cause: &CauseId| {
            let names = self.named.iter().any(|one| one.id == *cause) || self.subjects.contains(cause);
            names && !self.against.contains(cause)
        };
        let only = |fits: &dyn Fn(&CauseId) -> bool| {
            let mut fitting = offered.iter().filter(|cause| fits(cause));
            let first = fitting.next()?;
            fitting.next().is_none().then(|| first.clone())
        };
        only(&named).or_else(|| only(&|cause| !self.against.contains(cause)))
    }

    /// Whether it rules this cause out and says nothing else for it.
    pub(super) fn rules_out(&self, cause: &CauseId) -> bool {
        self.against.contains(cause) && !self.named.iter().any(|one| one.id == *cause)
    }

    /// A cause that it names and that the case does not follow yet.
    pub(super) fn new_cause(&self, case: &Case) -> Option<&RankedCause> {
        let sure = match self.diagnosis.verdict {
            Verdict::Answer => 0.0,
            Verdict::Ask | Verdict::Silent if case.causes.is_empty() => Strength::Good.weight(),
            Verdict::Ask | Verdict::Silent => Strength::Strong.weight(),
        };
        let first = self.named.first().filter(|cause| cause.confidence >= sure)?;
        // In the middle of a case words alone lead nowhere else: "turned off the vpn" answers a question.
        if !self.spoken_for.contains(&first.id) {
            return None;
        }
        (case.causes.first().map(|cause| &cause.id) != Some(&first.id)).then_some(first)
    }
}

/// Whether a message fills one of the fields that are told, rather than done.
pub(super) fn tells(intake: &Intake) -> bool {
    intake.ios_version != Field::Missing
        || intake.device != Field::Missing
        || intake.error != Field::Missing
        || intake.duration != Field::Missing
}

fn causes_of(diagnosis: &Diagnosis, supports: bool) -> Vec<CauseId> {
    let evidence = diagnosis.evidence.iter().filter(|one| one.supports == supports);
    evidence.filter_map(|one| one.cause.clone()).collect()
}

fn subjects(ctx: &Context<'_>, found: &[Found]) -> Vec<CauseId> {
    let cause = |one: &Found| ctx.knowledge.causes.get(one.meaning.subject()?).map(|cause| cause.id.clone());
    found.iter().filter_map(cause).collect()
}

/// The causes of the diagnosis; where it stays silent for want of a topic, those that patterns speak for.
fn named(ctx: &Context<'_>, diagnosis: &Diagnosis, found: &[Found]) -> Vec<RankedCause> {
    if !diagnosis.causes.is_empty() {
        return diagnosis.causes.clone();
    }
    let against = causes_of(diagnosis, false);
    let supported = causes_of(diagnosis, true);
    let mut ranked: Vec<RankedCause> = Vec::new();
    for (index, strength) in found.iter().flat_map(|one| speaks_for(ctx, one)) {
        let Some(cause) = ctx.knowledge.causes.get(index) else { continue };
        let Some(family) = cause.family else { continue };
        if against.contains(&cause.id) || (!supported.is_empty() && !supported.contains(&cause.id)) {
            continue;
        }
        match ranked.iter_mut().find(|one| one.id == cause.id) {
            Some(one) => one.confidence = one.confidence.max(strength.weight()),
            None => {
                let confidence = strength.weight();
                ranked.push(RankedCause { id: cause.id.clone(), family, confidence });
            }
        }
    }
    ranked.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    ranked.truncate(3);
    ranked
}

/// The causes that a finding speaks for, by index.
fn speaks_for(ctx: &Context<'_>, found: &Found) -> Vec<(usize, Strength)> {
    let votes = ctx.knowledge.votes(found.meaning).into_iter();
    votes.filter(|(_, side, _)| *side == Side::For).map(|(cause, _, strength)| (cause, strength)).collect()
}
