//! Questions about what is stored, changes of settings, deeds, and their answers: the same whether asked here or of
//! the process that holds the data folder. Deeds are the desk's: what becomes of a case is decided there.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::acting::{self, ActError, Acts, Done, Errand};
use super::change::Change;
use super::correcting::{self, OfCase, Which};
use super::reload::{InUse, Reloaded};
use super::servers::{ChangeError, Servers};
use super::watching::order::{self, Order, Ordered};
use super::{Acted, DeskError, Handled, Reload};
use crate::incident::Incident;
use crate::knowledge::{CauseId, StepId};
use crate::stats::{self, Question, Report, Span};
use crate::store::{Filter, OnDisk, Record, StoreError};
use crate::triage::learned::Tried;
use crate::triage::{Case, CaseNumber, Correction, Event, Learned, ServerId, Settings};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Every case that a filter means, one [`Answer::Case`] each.
    Cases {
        /// Which cases.
        filter: Filter,
        /// How many of them to pass over first.
        #[serde(default)]
        skip: usize,
        /// How many at most; `None` for all of them.
        #[serde(default)]
        limit: Option<usize>,
    },
    /// The case of a number: an [`Answer::Case`] for every server that has one and is meant.
    Case {
        /// In which server; `None` for all of them.
        server: Option<ServerId>,
        /// Its number.
        number: CaseNumber,
    },
    /// A question about all cases: one [`Answer::Report`].
    Report {
        /// Which question.
        question: Question,
        /// About which server; `None` for all of them.
        server: Option<ServerId>,
        /// About cases that were opened on which days.
        span: Span,
    },
    /// The incidents of a server, or of all of them: one [`Answer::Incident`] each.
    Incidents {
        /// In which server.
        server: Option<ServerId>,
    },
    /// The servers that have cases: one [`Answer::Server`] each.
    Servers,
    /// What came of every step in a server so far: one [`Answer::Learned`].
    Learned {
        /// Which server.
        server: ServerId,
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
    /// Do something with a case: an [`Answer::Done`].
    Act(Box<Errand>),
    /// Open, close or mute incidents by hand: an [`Answer::Ordered`].
    Incident(Box<Order>),
    /// Everything that is kept: one [`Answer::Record`] each.
    Export,
    /// Rewrite the files, so that what was removed is gone from them too; there is nothing to answer.
    Compact,
    /// Why the bot is not ready: one [`Answer::Trouble`] each, none when it is, or where no bot runs.
    Troubles,
    /// Which pattern folder is in use: an [`Answer::InUse`], or nothing where none is.
    InUse,
    /// Read the pattern folder again: an [`Answer::Reloaded`], or nothing where none is in use.
    Reload,
}

impl Request {
    /// Whether it has an answer where nothing has ever been kept.
    fn begins(&self) -> bool {
        match self {
            Self::Setup { changes, .. } => !changes.is_empty(),
            Self::Cases { .. }
            | Self::Case { .. }
            | Self::Report { .. }
            | Self::Incidents { .. }
            | Self::Servers
            | Self::Learned { .. }
            | Self::Corrections(_)
            | Self::Correct(_)
            | Self::Act(_)
            | Self::Incident(_)
            | Self::Export
            | Self::Compact
            | Self::Troubles
            | Self::InUse
            | Self::Reload => false,
        }
    }
}

/// A part of what is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One case.
    Case(Box<Case>),
    /// The answer to a question about all cases.
    Report(Box<Report>),
    /// An incident and its server.
    Incident(ServerId, Box<Incident>),
    /// A server that has cases.
    Server(ServerId),
    /// What came of steps.
    Learned(Box<Written>),
    /// A server's settings.
    Settings(Box<Settings>),
    /// What is right about a message.
    Correction(Box<Correction>),
    /// A deed that was done.
    Done(Box<Done>),
    /// What came of an order about incidents.
    Ordered(Box<Ordered>),
    /// One thing that is kept.
    Record(Box<Record>),
    /// A reason why the bot is not ready, as a sentence.
    Trouble(String),
    /// The pattern folder in use.
    InUse(Box<InUse>),
    /// What came of reading the pattern folder again.
    Reloaded(Box<Reloaded>),
}

/// What came of steps as it is written: keys of more than one word are no keys in JSON.
type Written = Vec<((Option<CauseId>, StepId), Tried)>;

impl Answer {
    /// The incident and its server, where it is one.
    #[must_use]
    pub fn incident(self) -> Option<(ServerId, Incident)> {
        if let Self::Incident(server, incident) = self { Some((server, *incident)) } else { None }
    }

    /// The server, where it is one.
    #[must_use]
    pub fn server(self) -> Option<ServerId> {
        if let Self::Server(server) = self { Some(server) } else { None }
    }

    /// Why the bot is not ready, where it is that.
    #[must_use]
    pub fn trouble(self) -> Option<String> {
        if let Self::Trouble(why) = self { Some(why) } else { None }
    }

    /// What came of steps, where it is that.
    #[must_use]
    pub fn learned(self) -> Option<Learned> {
        if let Self::Learned(steps) = self {
            Some(Learned { steps: steps.into_iter().collect() })
        } else {
            None
        }
    }
}

/// Makes the way to what one kind of part holds.
macro_rules! parts {
    ($($name:ident $variant:ident $of:ty, $what:literal);+ $(;)?) => {
        impl Answer {
            $(
                #[doc = $what]
                #[must_use]
                pub fn $name(self) -> Option<$of> {
                    if let Self::$variant(part) = self { Some(*part) } else { None }
                }
            )+
        }
    };
}

parts! {
    case Case Case, "The case, where it is one.";
    settings Settings Settings, "The settings, where they are.";
    correction Correction Correction, "The correction, where it is one.";
    done Done Done, "The deed that was done, where it is one.";
    ordered Ordered Ordered, "What came of an order about incidents, where it is that.";
    report Report Report, "The report, where it is one.";
    record Record Record, "The thing that is kept, where it is one.";
    in_use InUse InUse, "The pattern folder in use, where it is that.";
    reloaded Reloaded Reloaded, "What came of reading the pattern folder again, where it is that.";
}

/// Who answers: what is kept, and the desk that does what is asked of it.
#[derive(Clone)]
pub struct Counter {
    /// The settings, and the store behind them.
    pub servers: Arc<Servers>,
    /// The desk.
    pub desk: Arc<dyn Acts>,
    /// What reads the pattern folder again, where one is in use.
    pub reload: Option<Arc<Reload>>,
}

impl std::fmt::Debug for Counter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Counter").finish_non_exhaustive()
    }
}

/// Why a request was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The store said so.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A setting cannot be as it was asked for.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// A deed cannot be done.
    #[error(transparent)]
    Act(#[from] ActError),
}

/// Where the parts of an answer go; `false` when no more are wanted.
pub type Sink<'a> = &'a mut dyn FnMut(Answer) -> bool;

/// Answers a request, part by part; stops early when `sink` wants no more.
///
/// # Errors
/// What the store says, which setting cannot be, or why a deed was not done.
pub fn answer(counter: &Counter, request: &Request, sink: Sink<'_>) -> Result<(), AnswerError> {
    let servers = &counter.servers;
    let store = servers.store();
    match request {
        Request::Cases { filter, skip, limit } => {
            let cases = store.cases(filter).skip(*skip).take(limit.unwrap_or(usize::MAX));
            each(cases.map(|case| Ok(Answer::Case(Box::new(case?)))), sink)?;
        }
        Request::Case { server, number } => {
            let cases = acting::numbered(&*store, *server, *number)?;
            each(cases.into_iter().map(|case| Ok(Answer::Case(Box::new(case)))), sink)?;
        }
        Request::Report { question, server, span } => {
            sink(Answer::Report(Box::new(stats::report(&*store, *question, *server, *span)?)));
        }
        Request::Incidents { server } => {
            let found = store.incidents(*server);
            each(found.map(|one| one.map(|(server, one)| Answer::Incident(server, Box::new(one)))), sink)?;
        }
        Request::Servers => {
            let servers = acting::servers_in(&*store)?;
            each(servers.into_iter().map(|server| Ok(Answer::Server(server))), sink)?;
        }
        Request::Learned { server } => {
            sink(Answer::Learned(Box::new(store.learned(Some(*server))?.steps.into_iter().collect())));
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
        Request::Act(errand) => {
            sink(Answer::Done(Box::new(acting::carry_out(&*store, &*counter.desk, errand)?)));
        }
        Request::Incident(order) => {
            if let Some(watching) = counter.desk.watching() {
                sink(Answer::Ordered(Box::new(order::carry_out(watching, order)?)));
            }
        }
        Request::Export => {
            each(store.records().map(|record| Ok(Answer::Record(Box::new(record?)))), sink)?;
        }
        Request::Compact => store.compact()?,
        Request::Troubles => {
            each(counter.desk.troubles().into_iter().map(|why| Ok(Answer::Trouble(why))), sink)?;
        }
        Request::InUse => {
            let in_use = counter.reload.as_ref().map(|reload| reload.in_use());
            each(in_use.into_iter().map(|in_use| Ok(Answer::InUse(Box::new(in_use)))), sink)?;
        }
        Request::Reload => {
            let reloaded = counter.reload.as_ref().map(|reload| reload.again());
            each(reloaded.into_iter().map(|came| Ok(Answer::Reloaded(Box::new(came)))), sink)?;
        }
    }
    Ok(())
}

fn each(parts: impl Iterator<Item = Result<Answer, StoreError>>, sink: Sink<'_>) -> Result<(), StoreError> {
    for part in parts {
        if !sink(part?) {
            break;
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
    /// It was not carried out.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The knowledge that a deed is decided with cannot be used.
    #[error("{0}")]
    Knowledge(String),
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

/// Who has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The process that holds the folder; what is to be done is done at once.
    Holder,
    /// This process, since nobody holds the folder; what is to be done waits for the next start of one that does.
    Ourselves,
}

/// Makes the desk that does what is asked, where nobody holds the folder; or says why there is none.
pub type Hire<'a> = &'a dyn Fn(&Arc<Servers>) -> Result<Arc<dyn Acts>, String>;

/// Asks whoever holds a data folder, or the folder itself when nobody does. For questions, which need no desk.
///
/// # Errors
/// When there is nothing to ask, or no answer.
pub fn consult(data: &Path, request: &Request, sink: Sink<'_>) -> Result<By, AskError> {
    consult_with(data, request, &|_| Ok(Arc::new(Nobody)), sink)
}

/// The same for what a desk is needed for.
///
/// # Errors
/// When there is nothing to ask, no answer, or no desk.
pub fn consult_with(data: &Path, request: &Request, hire: Hire<'_>, sink: Sink<'_>) -> Result<By, AskError> {
    #[cfg(unix)]
    if super::socket::ask(data, request, sink)? {
        return Ok(By::Holder);
    }
    // Opening would make an empty store there, which only settings are worth.
    if !request.begins() && !OnDisk::is_in(data) {
        return Err(AskError::Nothing { folder: data.display().to_string() });
    }
    let servers = Arc::new(Servers::new(Arc::new(OnDisk::open(data)?)));
    let desk = hire(&servers).map_err(AskError::Knowledge)?;
    answer(&Counter { servers, desk, reload: None }, request, sink)?;
    Ok(By::Ourselves)
}

/// The desk where none is needed.
struct Nobody;

impl Acts for Nobody {
    fn act(&self, _event: &Event) -> Result<Acted, DeskError> {
        Ok(Acted { handled: Handled::Nothing, told: Vec::new() })
    }
}
