//! Questions about what is stored, changes of settings, and their answers: the same whether asked here or of the
//! process that holds the data folder. It changes no case.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::change::Change;
use super::correcting::{self, OfCase, Which};
use super::servers::{ChangeError, Servers};
use crate::stats::{self, Question, Table};
use crate::store::{Filter, OnDisk, StoreError};
use crate::triage::{Case, CaseNumber, Correction, ServerId, Settings};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Every case that a filter means, one [`Answer::Case`] each.
    Cases {
        /// Which cases.
        filter: Filter,
    },
    /// One case: an [`Answer::Case`], or nothing when there is none.
    Case {
        /// In which server.
        server: ServerId,
        /// Its number.
        number: CaseNumber,
    },
    /// A question about the cases that a filter means: one [`Answer::Table`].
    Stats {
        /// Which question.
        question: Question,
        /// Which cases.
        filter: Filter,
    },
    /// Change a server's settings, all or none, and see them: one [`Answer::Settings`]. Without changes it only shows.
    Setup {
        /// Which server.
        server: ServerId,
        /// What is to change.
        changes: Vec<Change>,
    },
    /// The corrections that are meant, oldest first: one [`Answer::Correction`] each.
    Corrections(Which),
    /// Keep what is right about the message that began a case: the [`Answer::Correction`] that is kept, or nothing when
    /// there is no such case.
    Correct(Box<OfCase>),
    /// Rewrite the files, so that what was removed is gone from them too; there is nothing to answer.
    Compact,
}

impl Request {
    /// Whether it has an answer where nothing has ever been kept.
    fn begins(&self) -> bool {
        match self {
            Self::Setup { changes, .. } => !changes.is_empty(),
            Self::Cases { .. }
            | Self::Case { .. }
            | Self::Stats { .. }
            | Self::Corrections(_)
            | Self::Correct(_)
            | Self::Compact => false,
        }
    }
}

/// A part of what is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One case.
    Case(Box<Case>),
    /// A table.
    Table(Table),
    /// A server's settings.
    Settings(Box<Settings>),
    /// What is right about a message.
    Correction(Box<Correction>),
}

/// Answers a request, part by part; stops early when `sink` wants no more (`false`).
///
/// # Errors
/// What the store says, or which setting cannot be.
pub fn answer(
    servers: &Servers,
    request: &Request,
    sink: &mut dyn FnMut(Answer) -> bool,
) -> Result<(), ChangeError> {
    let store = servers.store();
    match request {
        Request::Cases { filter } => {
            for case in store.cases(filter) {
                if !sink(Answer::Case(Box::new(case?))) {
                    break;
                }
            }
        }
        Request::Case { server, number } => {
            if let Some(case) = store.case(*server, *number)? {
                sink(Answer::Case(Box::new(case)));
            }
        }
        Request::Stats { question, filter } => {
            sink(Answer::Table(stats::answer(*question, store.cases(filter))?));
        }
        Request::Setup { server, changes } => {
            let settings =
                if changes.is_empty() { servers.of(*server)? } else { servers.change(*server, changes)? };
            sink(Answer::Settings(Box::new(settings.as_ref().clone())));
        }
        Request::Corrections(which) => correcting::list(&*store, which, sink)?,
        Request::Correct(given) => {
            if let Some(kept) = correcting::keep(&*store, given)? {
                sink(Answer::Correction(Box::new(kept)));
            }
        }
        Request::Compact => store.compact()?,
    }
    Ok(())
}

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The store said so.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A setting cannot be as it was asked for.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// The process that holds the folder said so.
    #[cfg(unix)]
    #[error(transparent)]
    Socket(#[from] super::socket::SocketError),
    /// Nobody has ever kept a case there.
    #[error(
        "there are no cases in {folder} yet; `cloudmedic chat` begins one, and --data chooses another folder"
    )]
    Nothing {
        /// The data folder.
        folder: String,
    },
}

/// Asks whoever holds a data folder, or the folder itself when nobody does.
///
/// # Errors
/// When there is nothing to ask, or no answer.
pub fn consult(data: &Path, request: &Request, sink: &mut dyn FnMut(Answer) -> bool) -> Result<(), AskError> {
    #[cfg(unix)]
    if super::socket::ask(data, request, sink)? {
        return Ok(());
    }
    // Opening would make an empty store there, which only settings are worth.
    if !request.begins() && !OnDisk::is_in(data) {
        return Err(AskError::Nothing { folder: data.display().to_string() });
    }
    Ok(answer(&Servers::new(Arc::new(OnDisk::open(data)?)), request, sink)?)
}
