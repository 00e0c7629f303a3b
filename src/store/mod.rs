//! Keeps cases, the work that follows from them, and the events already seen.
//!
//! It decides nothing about a case: what to keep comes from triage, when to carry it out from the desk.
//!
//! # What every store promises
//!
//! - **Durable before visible.** [`Store::submit`] answers [`Written::Saved`] only after everything in the commit is
//!   safe from a crash, and [`Store::claim`] hands out nothing that is not. The case, its number, its history, its
//!   work and the source's id are saved together or not at all.
//! - **One open case** per person and server. A new case is refused ([`Written::Conflict`]) while the person has an
//!   open one there.
//! - **Nothing is overwritten unseen.** A commit names the case that it was decided on; when that is no longer the
//!   stored one, nothing is saved ([`Written::Conflict`]) and the step is to be taken again.
//! - **The same event twice is one event.** A source's id that is still remembered is refused
//!   ([`Written::AlreadySeen`]), and nothing is saved.
//! - **Case numbers** count from 1 in every server, without gaps.
//! - **Work of one person in one server runs in order**: a later piece is handed out when the earlier one is ticked
//!   off. Wake-ups wait by themselves and hold nothing up. A lease that runs out makes the work available again.
//! - **One correction a message**: the last one that was made. It keeps the text of that message alone.
//! - **What is forgotten is gone** from everything that the store gives out, in the same save: of its cases only stubs
//!   are left, which count in statistics and belong to nobody. Stubs are never changed ([`Written::Conflict`]).
//!   Corrections of what a forgotten person wrote are gone too.
//!   [`Store::compact`] then takes the words out of the files.
//! - **Where the bot's own messages about a person are** is remembered; when the person is forgotten, work makes each
//!   of them into a neutral sentence.
//! - **After a failed write the store stops**: every later call answers [`StoreError::Stopped`].

mod about;
#[cfg(feature = "app")]
mod check;
mod commit;
#[cfg(feature = "app")]
mod derived;
#[cfg(feature = "app")]
mod disk;
#[cfg(feature = "app")]
mod draft;
#[cfg(feature = "app")]
mod entries;
mod error;
mod export;
#[cfg(feature = "app")]
mod exports;
mod filter;
#[cfg(feature = "app")]
mod folder;
#[cfg(feature = "app")]
mod growth;
#[cfg(feature = "app")]
mod guard;
#[cfg(feature = "app")]
mod import;
mod lines;
mod memory;
#[cfg(feature = "app")]
mod migrate;
#[cfg(feature = "app")]
mod on_disk;
mod posted;
mod queue;
#[cfg(feature = "app")]
mod record;
#[cfg(feature = "app")]
mod rollup;
mod rules;
#[cfg(feature = "app")]
mod size;
#[cfg(feature = "app")]
mod sled;
mod stub;
#[cfg(test)]
pub(crate) mod tests;
#[cfg(feature = "app")]
mod tree;
mod work;
#[cfg(feature = "app")]
mod writer;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

pub use about::about;
pub use commit::{Commit, IncidentCommit, Loaded, Write, Written};
pub use error::StoreError;
pub use export::Record;
#[cfg(feature = "app")]
pub use exports::newest_day as newest_export;
pub use filter::Filter;
pub use lines::{line, lines};
pub use memory::Memory;
#[cfg(feature = "app")]
pub use on_disk::OnDisk;
pub use posted::Posted;
pub use queue::Queued;
#[cfg(feature = "app")]
pub use size::size;
pub use work::{Lease, NewWork, Work, WorkId};

use crate::incident::Incident;
use crate::tally::{self, Grain, Section, Span, Sums, Tally};
use crate::triage::{
    About, Case, CaseNumber, Correction, Learned, MessageId, PersonId, PlaceId, ServerId, Stage,
};

/// Is told once what became of a change, on any thread.
pub type Tell = Box<dyn FnOnce(Result<Written, StoreError>) + Send>;

/// Cases, one after the other.
pub type Cases<'a> = Box<dyn Iterator<Item = Result<Case, StoreError>> + 'a>;

/// Corrections, one after the other.
pub type Corrections<'a> = Box<dyn Iterator<Item = Result<Correction, StoreError>> + 'a>;

/// Incidents with their servers, one after the other.
pub type Incidents<'a> = Box<dyn Iterator<Item = Result<(ServerId, Incident), StoreError>> + 'a>;

/// Messages of the bot's own, one after the other.
pub type Messages<'a> = Box<dyn Iterator<Item = Result<Posted, StoreError>> + 'a>;

/// Everything that is stored, one after the other.
pub type Records<'a> = Box<dyn Iterator<Item = Result<Record, StoreError>> + 'a>;

/// Keeps cases. The promises are those of [the module](self).
///
/// Every method fails with [`StoreError::Stopped`] after a failed write.
pub trait Store: Send + Sync {
    /// The open case of a person in a server, or else the last one.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn latest_case(&self, server: ServerId, person: PersonId) -> Result<Option<Case>, StoreError>;

    /// A case by its number.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn case(&self, server: ServerId, number: CaseNumber) -> Result<Option<Case>, StoreError>;

    /// The last case of a conversation: the one whose place it is, or that a message there began.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn case_at(&self, server: ServerId, place: PlaceId) -> Result<Option<Case>, StoreError>;

    /// The last message seen in a channel, as [`Write::Bookmarks`] kept it.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn bookmark(&self, channel: PlaceId) -> Result<Option<MessageId>, StoreError>;

    /// Rewrites everything that is kept, exports too, so that what was removed is gone from the files as well, and
    /// returns when it is.
    ///
    /// It blocks the thread; reading goes on beside it, and changes are made when it is done.
    ///
    /// # Errors
    /// When it could not be done; everything is as it was then.
    fn compact(&self) -> Result<(), StoreError>;

    /// Whether the files have grown to several times what the last rewriting left, so that [`Store::compact`] is worth
    /// it before its day.
    fn is_large(&self) -> bool;

    /// Whether something was forgotten that [`Store::compact`] has not yet taken out of all files.
    fn is_behind(&self) -> bool;

    /// Queues a change and returns at once; `tell` is called when it is safe, refused, or has failed.
    fn submit(&self, write: Write, tell: Tell);

    /// Makes a change and waits until it is safe.
    ///
    /// # Errors
    /// When it could not be saved.
    fn write(&self, write: Write) -> Result<Written, StoreError> {
        let (tell, told) = std::sync::mpsc::sync_channel(1);
        // A closed channel cannot be: the receiver lives until the answer is here.
        self.submit(write, Box::new(move |answer| drop(tell.send(answer))));
        told.recv().unwrap_or_else(|_| Err(StoreError::Stopped { why: "the writer is gone".to_owned() }))
    }

    /// Takes up to `limit` pieces of durable work that are due; nobody else gets them until `now + lease`.
    ///
    /// # Errors
    /// When the store has stopped.
    fn claim(&self, now: Timestamp, lease: SignedDuration, limit: usize) -> Result<Vec<Work>, StoreError>;

    /// When [`Store::claim`] will next have something, as far as is known now; `None` when no work is left.
    ///
    /// # Errors
    /// When the store has stopped.
    fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// How much work is due and not done, leased and put back work included.
    ///
    /// # Errors
    /// When the store has stopped.
    fn queued(&self, now: Timestamp) -> Result<Queued, StoreError>;

    /// The cases that a filter means, by server and number, one at a time.
    ///
    /// Whoever wants a few takes a few: what is not asked for is not read.
    fn cases(&self, filter: &Filter) -> Cases<'_>;

    /// How many cases are open, in all servers; none of them is read.
    ///
    /// # Errors
    /// When the store has stopped, or what finds them cannot be read.
    fn count_open(&self) -> Result<u64, StoreError>;

    /// What is right about a message, as a moderator said it last.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn correction(&self, server: ServerId, about: About) -> Result<Option<Correction>, StoreError>;

    /// The corrections of a server, or of all of them, one at a time, in no order of time.
    fn corrections(&self, server: Option<ServerId>) -> Corrections<'_>;

    /// A server's settings, as they were written.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn settings(&self, server: ServerId) -> Result<Option<Value>, StoreError>;

    /// What a server's watch over incidents knows, as it was written.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn watch(&self, server: ServerId) -> Result<Option<Value>, StoreError>;

    /// The incidents of a server, or of all of them, by server and number, one at a time.
    fn incidents(&self, server: Option<ServerId>) -> Incidents<'_>;

    /// What the cases count for that were opened on these days, on the clocks of their servers: by server and period.
    ///
    /// # Errors
    /// When a record cannot be read.
    fn tallies(
        &self,
        server: Option<ServerId>,
        section: Section,
        span: Span,
        grain: Grain,
    ) -> Result<Vec<Tally>, StoreError>;

    /// How many questions had no answer on these days (in UTC): by server and day, without days that had none.
    ///
    /// # Errors
    /// When a record cannot be read.
    fn unmatched(
        &self,
        server: Option<ServerId>,
        span: Span,
    ) -> Result<Vec<(ServerId, Date, u64)>, StoreError>;

    /// The sum of [`Store::tallies`].
    ///
    /// # Errors
    /// When a record cannot be read.
    fn sums(&self, server: Option<ServerId>, section: Section, span: Span) -> Result<Sums, StoreError> {
        Ok(Sums::of(&self.tallies(server, section, span, Grain::Whole)?))
    }

    /// What came of every step so far.
    ///
    /// # Errors
    /// When a record cannot be read.
    fn learned(&self, server: Option<ServerId>) -> Result<Learned, StoreError> {
        Ok(tally::learned(&self.sums(server, Section::Steps, Span::ALL)?))
    }

    /// The bot's own messages that are about a person, one at a time, by server.
    fn posted(&self) -> Messages<'_>;

    /// Everything, to be moved elsewhere, one kind after the other.
    fn records(&self) -> Records<'_>;

    /// Writes the export of a day beside the store, where it has a place for that and none is there yet, and removes
    /// the oldest ones. It blocks the thread; everything else goes on beside it.
    ///
    /// # Errors
    /// When a record cannot be read or the file not be written; the exports are as they were then.
    fn back_up(&self, today: Date) -> Result<(), StoreError>;
}

/// Whether a case at this stage is the person's open one.
#[must_use]
pub fn is_open(stage: Stage) -> bool {
    match stage {
        Stage::Asking
        | Stage::Fixing
        | Stage::Waiting
        | Stage::Escalated
        | Stage::Claimed
        | Stage::Offered => true,
        Stage::Resolved | Stage::Closed => false,
    }
}
