//! Questions about what is stored, and their answers, the same whether asked here or of the process that holds the
//! data folder. It changes nothing.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::stats::{self, Question, Table};
use crate::store::{Filter, OnDisk, Store, StoreError};
use crate::triage::{Case, CaseNumber, ServerId};

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
}

/// A part of what is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One case.
    Case(Box<Case>),
    /// A table.
    Table(Table),
}

/// Answers a request from a store, part by part; stops early when `sink` wants no more (`false`).
///
/// # Errors
/// What the store says.
pub fn answer(
    store: &(impl Store + ?Sized),
    request: &Request,
    sink: &mut dyn FnMut(Answer) -> bool,
) -> Result<(), StoreError> {
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
    }
    Ok(())
}

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The store said so.
    #[error(transparent)]
    Store(#[from] StoreError),
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
    // Opening would make an empty store there.
    if !OnDisk::is_in(data) {
        return Err(AskError::Nothing { folder: data.display().to_string() });
    }
    Ok(answer(&OnDisk::open(data)?, request, sink)?)
}
