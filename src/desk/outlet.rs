//! Where work goes: an adapter carries it out and says how that went.

use std::future::Future;
use std::time::Duration;

use crate::store::Work;

/// Why a piece of work was not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It may work later; `after` when the other side said how long to wait.
    Retry {
        /// How long to wait at least; `None` leaves it to the desk, which waits longer every time.
        after: Option<Duration>,
        /// What happened, for the log: never what a person wrote.
        why: String,
    },
    /// It will never work: it is dropped, and the next piece goes ahead.
    Permanent {
        /// What happened, for the log: never what a person wrote.
        why: String,
    },
}

/// Carries out work. Wake-ups never get here: the desk keeps them.
pub trait Outlet: Sync {
    /// Carries out one piece of work; when [`Work::again`] is set, an earlier attempt may have got through.
    fn perform(&self, work: &Work) -> impl Future<Output = Result<(), Failure>> + Send;
}
