//! Tells a current iCloud Backup failure from everything else that is said in a support server.
//!
//! The signs are data (`topic.toml`); what each is worth stands here, in one table.

use super::rank::screen_is;
use super::signs::Signs;
use super::{Evidence, RankedCause};
use crate::knowledge::{KnowledgeBase, Meaning, ScreenKind, Signal};
use crate::reading::Found;
use crate::text::Voice;

/// From this score on a message is on topic.
const ON_TOPIC: f32 = 3.0;

/// The score of a message; its parts are what [`weigh`] adds up.
pub(super) fn is_on_topic(base: &KnowledgeBase, signs: &Signs<'_>, causes: &[RankedCause]) -> bool {
    weigh(base, signs, causes) >= ON_TOPIC
}

fn weigh(base: &KnowledgeBase, signs: &Signs<'_>, causes: &[RankedCause]) -> f32 {
    let found = signs.reading.found();
    let screen = found.iter().any(|found| screen_is(base, found, &[ScreenKind::Failure]));
    let title = found.iter().any(|found| screen_is(base, found, &[ScreenKind::Title, ScreenKind::Status]));
    let other_screen = found.iter().any(|found| screen_is(base, found, &[ScreenKind::Other]));
    // "Storage fine, wifi fine, still fails every night": the server is about nothing else.
    let implied = signs.has(Signal::Trouble) && (signs.has(Signal::Icloud) || signs.has(Signal::Failure));
    let backup = signs.has(Signal::Backup) || implied;
    if !backup && !screen && !title {
        return 0.0;
    }
    let mut score = failure(signs);
    let cause = causes.first().map_or(0.0, |best| best.confidence);
    if screen {
        score += 3.0;
    } else if title {
        score += 1.5;
    }
    if backup {
        score += 2.0 * cause;
        score += if signs.has(Signal::Trouble) { 0.5 } else { 0.0 };
        score += if signs.has(Signal::Icloud) { 1.0 } else { 0.0 };
        score += if signs.has(Signal::Device) { 0.5 } else { 0.0 };
    }
    score += if signs.has(Signal::Own) { 0.5 } else { 0.0 };
    score -= against(signs, other_screen, found, screen);
    score
}

/// What the failing sentences are worth: most where nothing in the sentence points elsewhere.
fn failure(signs: &Signs<'_>) -> f32 {
    signs
        .own(Signal::Failure)
        .map(|found| {
            let sentence = signs.sentence(found);
            if signs.sentence_has(Signal::Restore, sentence) {
                return 0.5;
            }
            let elsewhere = signs.sentence_has(Signal::Foreign, sentence)
                || signs.sentence_has(Signal::Solved, sentence)
                || signs.sentence_has(Signal::Advice, sentence);
            match (elsewhere, signs.sentence_has(Signal::Icloud, sentence)) {
                (false, _) => 2.5,
                (true, true) => 2.0,
                (true, false) => 1.0,
            }
        })
        .fold(0.0, f32::max)
}

/// What points elsewhere.
fn against(signs: &Signs<'_>, other_screen: bool, found: &[Found], screen: bool) -> f32 {
    let own = signs.has(Signal::Own);
    let mut against = 0.0;
    let mut when = |signal: Signal, worth: f32| {
        if signs.has(signal) {
            against += worth;
        }
    };
    when(Signal::Foreign, 2.0);
    when(Signal::Restore, 2.0);
    when(Signal::Solved, 2.5);
    when(Signal::Advice, if own { 1.0 } else { 2.5 });
    when(Signal::HowTo, 1.0);
    when(Signal::Play, 1.5);
    if other_screen && !screen {
        against += 2.0;
    }
    let adjacent = found
        .iter()
        .any(|found| matches!(found.meaning, Meaning::Adjacent { .. }) && found.voice == Voice::Own);
    if adjacent {
        against += 1.0;
    }
    against
}

/// The evidence about the topic, for people who ask why.
pub(super) fn evidence(base: &KnowledgeBase, signs: &Signs<'_>) -> Vec<Evidence> {
    let told = |signal: Signal| match signal {
        Signal::Failure => Some(true),
        Signal::Solved
        | Signal::Advice
        | Signal::HowTo
        | Signal::Foreign
        | Signal::Restore
        | Signal::Play => Some(false),
        Signal::Backup
        | Signal::Icloud
        | Signal::Device
        | Signal::Trouble
        | Signal::Own
        | Signal::FineAfter
        | Signal::FineBefore
        | Signal::Not
        | Signal::Contrast => None,
    };
    let mut evidence = Vec::new();
    for found in signs.reading.found() {
        if let Meaning::Topic(signal) = found.meaning
            && let Some(supports) = told(signal)
            && let Some(pattern) = base.patterns.get(found.pattern)
        {
            evidence.push(Evidence {
                cause: None,
                pattern: pattern.written.clone(),
                span: found.span.clone(),
                supports,
            });
        }
    }
    evidence
}
