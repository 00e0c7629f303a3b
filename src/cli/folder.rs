//! The pattern folder of `serve`: read at the start, and again whenever that is asked for.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Failure, General};
use crate::config::{ConfigError, PatternFiles};
use crate::desk::CurrentKnowledge;
use crate::desk::deciding::{Known, Time};
use crate::desk::reload::{Fresh, Reload, Source};
use crate::fingerprint::Fingerprint;
use crate::pulse::Pulse;

/// The knowledge that the bot starts with, and where it can be read again.
pub(super) struct Folder {
    /// What it starts with.
    pub(super) current: Arc<CurrentKnowledge>,
    /// Where that was read, and what stands for its files; `None` for the knowledge that is built in.
    read: Option<(PathBuf, Fingerprint)>,
}

impl Folder {
    /// Reads the folder of `--patterns`, or takes what is built in.
    ///
    /// # Errors
    /// Every complaint about the files, at once.
    pub(super) fn read(general: &General) -> Result<Self, Failure> {
        let (known, read) = match &general.patterns {
            None => (general.known()?, None),
            Some(folder) => {
                let files = PatternFiles::read(Some(folder))?;
                (Known::new(files.load()?), Some((folder.clone(), files.fingerprint())))
            }
        };
        Ok(Self { current: Arc::new(CurrentKnowledge::new(Arc::new(known))), read })
    }

    /// What reads the folder again; `None` where there is none.
    pub(super) fn reload(self, pulse: &Arc<Pulse>, time: &Time) -> Option<Arc<Reload>> {
        let (folder, fingerprint) = self.read?;
        let shown = folder.display().to_string();
        let reload = Reload::new(
            self.current,
            (shown, fingerprint),
            source(folder),
            Arc::clone(pulse),
            Arc::clone(time),
        );
        Some(Arc::new(reload))
    }
}

/// Reads the folder when it is asked to.
fn source(folder: PathBuf) -> Source {
    Box::new(move |in_use| {
        let files = PatternFiles::read(Some(&folder)).map_err(sentences)?;
        let fingerprint = files.fingerprint();
        if fingerprint == in_use {
            return Ok(None);
        }
        let base = files.load().map_err(sentences)?;
        Ok(Some(Fresh { base, fingerprint }))
    })
}

/// Each complaint as one line.
fn sentences(error: ConfigError) -> Vec<String> {
    let lines = match error {
        ConfigError::Faults { complaints, .. } => complaints.0.iter().map(ToString::to_string).collect(),
        ConfigError::NoHome
        | ConfigError::Patterns { .. }
        | ConfigError::TooMany { .. }
        | ConfigError::NoPatterns { .. } => vec![error.to_string()],
    };
    lines.into_iter().map(|line| line.replace('\n', " ")).collect()
}
