//! What the rules make of the topic: a current iCloud Backup failure, or something else.
//!
//! The signs are data (`topic.toml`). What each of them is worth stands in one table here. Their sum is one of the
//! clues that the learned weights decide by, and the heaviest.

use serde::Serialize;

use super::Evidence;
use super::rank::{Weighed, screen_is};
use super::signs::Signs;
use crate::knowledge::{KnowledgeBase, ScreenKind, Signal, Strength};
use crate::reading::Found;
use crate::text::Voice;

/// A sign of the topic, as strong as it is seen (most are there or not, 1 or 0), and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TopicSign {
    /// What was looked for.
    pub name: &'static str,
    /// From 0 to 1.
    pub seen: f32,
    /// What it adds to the score when it is fully seen.
    pub worth: f32,
}

impl TopicSign {
    /// What it adds to the score.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.seen * self.worth
    }
}

/// From this sum on the rules take a message for a current iCloud Backup failure.
pub const ON_TOPIC: f32 = 3.25;
/// A cause is a sign of the topic from this confidence on.
const SURE: f32 = 0.4;

/// Every sign that was seen, with what it is worth.
pub(super) fn weigh(base: &KnowledgeBase, signs: &Signs<'_>, causes: &[Weighed]) -> Vec<TopicSign> {
    let found = signs.reading.found();
    let screen = |kinds: &[ScreenKind]| found.iter().any(|found| screen_is(base, found, kinds));
    let failing_screen = screen(&[ScreenKind::Failure]);
    let title = !failing_screen && screen(&[ScreenKind::Title, ScreenKind::Status]);
    let general = found.iter().any(|found| is_general(base, found));
    let failure = failure(signs, general);
    let solved = signs.is_solved();
    let fails = signs.has(Signal::Fails);
    // "Storage fine, wifi fine, still fails every night": the server is about nothing else.
    let implied = signs.has(Signal::Trouble) && (signs.has(Signal::Icloud) || signs.has(Signal::Failure));
    let backup = signs.has(Signal::Backup) || implied;
    let best = causes.iter().find(|cause| cause.family.is_some()).map_or(0.0, |best| best.confidence);
    let cause = if best >= SURE { best } else { 0.0 };
    let adjacent = found.iter().any(|found| is_adjacent(found) && points_elsewhere(signs, found));
    let foreign = signs.own(Signal::Foreign).any(|found| points_elsewhere(signs, found));
    let own = signs.has(Signal::Own);
    let away = [Signal::Restore, Signal::Advice, Signal::HowTo, Signal::Play];
    let clean = !adjacent && !foreign && !solved && !away.into_iter().any(|signal| signs.has(signal));
    let flag = |name, there: bool, worth| TopicSign { name, seen: f32::from(u8::from(there)), worth };
    let about = backup || failing_screen || title;
    let mut weighed = vec![
        flag("a failure of a backup", failure == Failure::Plain, 2.5),
        flag("a failure of a backup, beside other things", failure == Failure::Beside, 1.5),
        flag("a failure of some backup", failure == Failure::Some, 1.0),
        flag("a failure while restoring", failure == Failure::Restoring, 0.5),
        flag(
            "something fails beside a backup",
            failure == Failure::Not && backup && fails && !failing_screen,
            1.0,
        ),
        flag("the text of a failure", failing_screen, 3.0),
        flag("a title or a state on the screen", title, 1.5),
        TopicSign { name: "a cause", seen: if about { cause } else { 0.0 }, worth: 2.0 },
        TopicSign {
            name: "a cause, and nothing else",
            seen: if backup && clean { cause } else { 0.0 },
            worth: 1.5,
        },
        flag("a cause that leads to the checklist", general, 2.5),
        flag("trouble", backup && signs.has(Signal::Trouble), 1.0),
        flag("iCloud", backup && signs.has(Signal::Icloud), 1.25),
        flag("a device", backup && signs.has(Signal::Device), 1.0),
        flag("the writer's own", about && own, 0.5),
        flag("another backup", foreign, -2.0),
        flag("a restore", signs.has(Signal::Restore), -2.0),
        flag("solved", solved, -2.5),
        flag("advice by somebody who has the problem", own && signs.has(Signal::Advice), -1.5),
        flag("advice", !own && signs.has(Signal::Advice), -2.5),
        flag("a question about how it works", signs.has(Signal::HowTo), -1.75),
        flag("play", signs.has(Signal::Play), -3.0),
        flag("a screen of something else", !failing_screen && screen(&[ScreenKind::Other]), -2.0),
        flag("another intent", adjacent, -2.5),
    ];
    weighed.retain(|sign| sign.seen > 0.0);
    weighed
}

/// How plainly a backup is said to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Failure {
    Not,
    Restoring,
    Some,
    Beside,
    Plain,
}

/// The plainest sentence in which a backup is said to fail.
fn failure(signs: &Signs<'_>, general: bool) -> Failure {
    let plainness = |found: &Found| {
        let sentence = signs.sentence(found);
        let foreign = |other: &Found| signs.sentence(other) == sentence && !is_turned_from(signs, other);
        let mut beside = vec![Signal::Advice];
        if signs.is_solved() {
            beside.push(Signal::Solved);
        }
        let restores = |restore: &Found| {
            // "Since the restore my backup fails" is a backup that fails; "the restore of my backup fails" is none.
            let apart = restore.words.end <= found.words.start || found.words.end <= restore.words.start;
            signs.sentence(restore) == sentence && !(general && apart)
        };
        if signs.own(Signal::Restore).any(restores) {
            Failure::Restoring
        } else if !signs.own(Signal::Foreign).any(foreign)
            && !beside.into_iter().any(|signal| signs.sentence_has(signal, sentence))
        {
            Failure::Plain
        } else if signs.sentence_has(Signal::Icloud, sentence) {
            Failure::Beside
        } else {
            Failure::Some
        }
    };
    signs.own(Signal::Failure).map(plainness).max().unwrap_or(Failure::Not)
}

/// Whether a finding speaks strongly for a cause that leads to the checklist.
fn is_general(base: &KnowledgeBase, found: &Found) -> bool {
    let strong = found.meaning.speaks_for().filter(|(_, strength)| *strength >= Strength::Strong);
    let cause = strong.and_then(|(cause, _)| base.causes.get(cause));
    cause.is_some_and(|cause| cause.family.is_none()) && found.voice == Voice::Own
}

/// Whether a finding about something else leads away from an iCloud backup.
fn points_elsewhere(signs: &Signs<'_>, found: &Found) -> bool {
    !speaks_for_a_cause(signs, found) && !is_turned_from(signs, found)
}

/// "I have a Mac backup, but my iCloud backup fails": what begins before the "but" is no longer the matter.
fn is_turned_from(signs: &Signs<'_>, found: &Found) -> bool {
    let sentence = signs.sentence(found);
    let turns = signs.own(Signal::Contrast).filter(|but| signs.sentence(but) == sentence);
    turns.filter(|but| but.words.start > found.words.start).any(|but| {
        let fails =
            |failure: &Found| signs.sentence(failure) == sentence && failure.words.start >= but.words.end;
        signs.own(Signal::Failure).any(fails)
    })
}

/// Whether the words of a finding lie within what speaks strongly for a cause: "the Finder backup fails too".
fn speaks_for_a_cause(signs: &Signs<'_>, inner: &Found) -> bool {
    let strong = |found: &&Found| found.meaning.speaks_for().is_some_and(|(_, how)| how >= Strength::Strong);
    signs
        .reading
        .found()
        .iter()
        .filter(strong)
        .any(|found| found.words.start <= inner.words.start && inner.words.end <= found.words.end)
}

fn is_adjacent(found: &Found) -> bool {
    found.meaning.intent().is_some() && found.voice == Voice::Own
}

/// The evidence about the topic, for people who ask why.
pub(super) fn evidence(base: &KnowledgeBase, signs: &Signs<'_>) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for found in signs.reading.found() {
        if let Some(signal) = found.meaning.signal()
            && let Some(supports) = signal.supports()
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
