//! Reads the knowledge again while the bot runs, and puts it into use when it is sound; else the old one stays. It knows
//! no file and no signal.
//!
//! It is slow and blocks its thread: call it away from the tasks that answer people. They go on meanwhile with what is in
//! use, and wait for nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::CurrentKnowledge;
use super::deciding::{Known, Time};
use crate::fingerprint::Fingerprint;
use crate::knowledge::KnowledgeBase;
use crate::pulse::{self, Pulse};

/// No more complaints than this go into the log at a time.
const MOST_LOGGED: usize = 20;

/// Knowledge as it was read, checked and not yet compiled.
#[derive(Debug)]
pub struct Fresh {
    /// The knowledge.
    pub base: KnowledgeBase,
    /// A number that stands for the files that it was read from.
    pub fingerprint: Fingerprint,
}

/// Reads the files again: nothing when they are still those that a number stands for. Complaints are a sentence each, with
/// file and line.
pub type Source = Box<dyn Fn(Fingerprint) -> Result<Option<Fresh>, Vec<String>> + Send + Sync>;

/// Which knowledge is in use, for operators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InUse {
    /// The folder that it was read from.
    pub folder: String,
    /// Since when it is in use.
    pub since: Timestamp,
    /// What stands for its files: the same for the same files, on every machine.
    pub fingerprint: String,
    /// How many causes it knows.
    pub causes: usize,
    /// How many patterns it has.
    pub patterns: usize,
    /// When the folder was refused, if it was the last time that it was read.
    pub refused: Option<Timestamp>,
}

/// What came of reading the knowledge again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is in use from the next event on.
    Loaded,
    /// The files are those of the knowledge in use.
    Unchanged,
    /// The files cannot be used, and why, a sentence each; what was in use stays.
    Refused(Vec<String>),
}

/// What came of it, and what is in use now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reloaded {
    /// What came of it.
    pub outcome: Outcome,
    /// What is in use now.
    pub in_use: InUse,
}

/// Reads the knowledge again when it is asked to.
pub struct Reload {
    current: Arc<CurrentKnowledge>,
    source: Source,
    pulse: Arc<Pulse>,
    time: Time,
    /// One at a time; whoever comes meanwhile reads again after that.
    turn: Mutex<()>,
    in_use: Mutex<(Fingerprint, InUse)>,
}

impl Reload {
    /// What is in use now came from this folder, and its files have this fingerprint.
    #[must_use]
    pub fn new(
        current: Arc<CurrentKnowledge>,
        (folder, fingerprint): (String, Fingerprint),
        source: Source,
        pulse: Arc<Pulse>,
        time: Time,
    ) -> Self {
        let known = current.snapshot();
        let in_use = Mutex::new((fingerprint, in_use(folder, fingerprint, &known, time())));
        Self { current, source, pulse, time, turn: Mutex::default(), in_use }
    }

    /// Which knowledge is in use.
    #[must_use]
    pub fn in_use(&self) -> InUse {
        self.state().1.clone()
    }

    /// Reads the files again, and puts what they say into use when it is sound. Tells the log and the figures.
    pub fn again(&self) -> Reloaded {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let began = Instant::now();
        let before = self.state().0;
        let outcome = match (self.source)(before) {
            Ok(Some(fresh)) => self.put_into_use(fresh),
            Ok(None) => {
                self.state().1.refused = None;
                Outcome::Unchanged
            }
            Err(complaints) => {
                self.state().1.refused = Some((self.time)());
                Outcome::Refused(complaints)
            }
        };
        let reloaded = Reloaded { outcome, in_use: self.in_use() };
        self.tell(&reloaded, began);
        reloaded
    }

    fn put_into_use(&self, fresh: Fresh) -> Outcome {
        let known = Arc::new(Known::new(fresh.base));
        let folder = self.state().1.folder.clone();
        let now = in_use(folder, fresh.fingerprint, &known, (self.time)());
        self.current.replace(known);
        *self.state() = (fresh.fingerprint, now);
        Outcome::Loaded
    }

    fn tell(&self, reloaded: &Reloaded, began: Instant) {
        let (figures, InUse { folder, since, fingerprint, causes, patterns, .. }) =
            (&self.pulse.figures, &reloaded.in_use);
        match &reloaded.outcome {
            Outcome::Loaded => {
                figures.reloaded(pulse::Reload::Loaded);
                figures.knows_since(*since);
                let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
                tracing::info!(
                    folder,
                    fingerprint,
                    causes,
                    patterns,
                    took_ms,
                    "the knowledge was read again; it is in use"
                );
            }
            Outcome::Unchanged => {
                figures.reloaded(pulse::Reload::Unchanged);
                tracing::info!(folder, fingerprint, %since, "the pattern folder holds what is in use already");
            }
            Outcome::Refused(complaints) => {
                figures.reloaded(pulse::Reload::Refused);
                complaints.iter().take(MOST_LOGGED).for_each(|complaint| tracing::warn!("{complaint}"));
                tracing::error!(
                    folder,
                    complaints = complaints.len(),
                    fingerprint,
                    %since,
                    "the pattern folder cannot be used, so the knowledge in use stays; mend what is told above, then \
                     reload again (cloudmedic check tells all of it, too)"
                );
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, (Fingerprint, InUse)> {
        self.in_use.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_use(folder: String, fingerprint: Fingerprint, known: &Known, since: Timestamp) -> InUse {
    InUse {
        folder,
        since,
        fingerprint: format!("{:016x}", fingerprint.number()),
        causes: known.base.causes.len(),
        patterns: known.base.patterns.len(),
        refused: None,
    }
}

impl std::fmt::Debug for Reload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reload").finish_non_exhaustive()
    }
}
