//! Deeds from the command line and over the socket: what somebody does with a case by its number, and what came of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Acted, Clock, Decide, Desk, DeskError, Handled, Watching};
use crate::stats::{Grain, Section, Span};
use crate::store::{Store, StoreError, is_open};
use crate::triage::desk::{Deed, Receiver};
use crate::triage::effect::Block;
use crate::triage::{
    Actor, Case, CaseNumber, Effect, Event, EventKind, Message, PersonId, RoleId, ServerId, SourceId,
};

/// Takes events on while somebody waits; a desk, whatever it is made of.
pub trait Acts: Send + Sync {
    /// Takes one event on and says what came of it; see [`Desk::act`].
    ///
    /// # Errors
    /// When the step could not be saved.
    fn act(&self, event: &Event) -> Result<Acted, DeskError>;

    /// The watch over incidents, where there is one.
    fn watching(&self) -> Option<&Watching> {
        None
    }

    /// Why the bot is not ready, one sentence each; none where no bot runs.
    fn troubles(&self) -> Vec<String> {
        Vec::new()
    }
}

impl<S: Store + ?Sized, D: Decide, C: Clock> Acts for Desk<S, D, C> {
    fn act(&self, event: &Event) -> Result<Acted, DeskError> {
        Self::act(self, event)
    }

    fn watching(&self) -> Option<&Watching> {
        Self::watching(self).map(AsRef::as_ref)
    }

    fn troubles(&self) -> Vec<String> {
        Self::troubles(self)
    }
}

/// A deed that is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Errand {
    /// Its own id: the same one twice counts once.
    pub id: SourceId,
    /// When.
    pub at: Timestamp,
    /// In which server; `None` where only one has a case of that number.
    pub server: Option<ServerId>,
    /// With which case.
    pub number: CaseNumber,
    /// The moderator who does it; `None` for whoever runs the bot.
    pub by: Option<PersonId>,
    /// What.
    pub deed: Deed,
}

/// A deed that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// What is said to whoever did it; often nothing.
    pub told: Vec<Message>,
    /// The case as it is now.
    pub case: Case,
}

/// Why a deed was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// There is no such case.
    #[error("there is no case {0}; `cloudmedic cases list` shows those that are there")]
    NoCase(CaseNumber),
    /// Several servers have a case of that number.
    #[error("case {0} exists in the servers {1}; name one with --server")]
    Several(CaseNumber, String),
    /// Nothing is kept of it but what is counted.
    #[error("case {0} was forgotten, so nothing can be done with it any more")]
    Forgotten(CaseNumber),
    /// Its member has another one that is open; one at a time.
    #[error("case {0} stays closed: its member has case {1} open; close that one first, or go on there")]
    OtherOpen(CaseNumber, CaseNumber),
    /// The desk refuses it, in its own words.
    #[error("{0}")]
    Refused(String),
    /// It could not be saved.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The case cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Does a deed.
///
/// # Errors
/// When it cannot be done, and why.
pub fn carry_out(store: &dyn Store, desk: &dyn Acts, errand: &Errand) -> Result<Done, ActError> {
    let number = errand.number;
    let case = only(store, errand)?;
    if case.forgotten {
        return Err(ActError::Forgotten(number));
    }
    if errand.deed == Deed::Reopen
        && let Some(other) = open_besides(store, &case)?
    {
        return Err(ActError::OtherOpen(number, other));
    }
    let acted = desk.act(&event(errand, &case))?;
    match acted.handled {
        Handled::Saved | Handled::AlreadySeen => {}
        Handled::Nothing => return Err(ActError::Refused(in_words(&acted.told))),
    }
    let case = store.case(case.server, number)?.ok_or(ActError::NoCase(number))?;
    Ok(Done { told: acted.told, case })
}

/// The case that is meant.
fn only(store: &dyn Store, errand: &Errand) -> Result<Case, ActError> {
    let mut found = numbered(store, errand.server, errand.number)?;
    if found.len() > 1 {
        let servers: Vec<String> = found.iter().map(|case| case.server.to_string()).collect();
        return Err(ActError::Several(errand.number, servers.join(", ")));
    }
    found.pop().ok_or(ActError::NoCase(errand.number))
}

/// The cases of a number: of one server, or of every server that has one.
///
/// # Errors
/// When they cannot be read.
pub fn numbered(
    store: &dyn Store,
    server: Option<ServerId>,
    number: CaseNumber,
) -> Result<Vec<Case>, StoreError> {
    let servers = match server {
        Some(server) => vec![server],
        None => servers_in(store)?,
    };
    servers.into_iter().filter_map(|server| store.case(server, number).transpose()).collect()
}

/// The servers that have cases: those that have sums of them.
pub fn servers_in(store: &dyn Store) -> Result<Vec<ServerId>, StoreError> {
    let tallies = store.tallies(None, Section::Cases, Span::ALL, Grain::Whole)?;
    let mut servers: Vec<ServerId> = tallies.iter().map(|tally| tally.server).collect();
    servers.sort();
    servers.dedup();
    Ok(servers)
}

/// Another case of the same person in the same server that is open: a person has one at a time.
///
/// # Errors
/// When it cannot be read.
pub fn open_besides(store: &dyn Store, case: &Case) -> Result<Option<CaseNumber>, StoreError> {
    let latest = store.latest_case(case.server, case.person)?;
    let open = latest.filter(|latest| is_open(latest.stage) && latest.number != case.number);
    Ok(open.and_then(|open| open.number))
}

fn event(errand: &Errand, case: &Case) -> Event {
    Event {
        id: errand.id.clone(),
        at: errand.at,
        server: case.server,
        place: case.place,
        origin: None,
        person: case.person,
        case: Some(errand.number),
        by: match errand.by {
            Some(person) => Actor::Staff { person, roles: roles(case) },
            None => Actor::Operator,
        },
        via: None,
        kind: EventKind::Did(errand.deed.clone()),
    }
}

/// The roles of a moderator for whom the operator acts: nobody here can look them up, and the operator says who takes it.
fn roles(case: &Case) -> Vec<RoleId> {
    match case.hand_off.as_ref().map(|hand_off| hand_off.to) {
        Some(Receiver::Role(role)) => vec![role],
        Some(Receiver::Moderator(_) | Receiver::Apple) | None => Vec::new(),
    }
}

/// The sentences of messages.
fn in_words(told: &[Message]) -> String {
    let blocks = told.iter().flat_map(|message| &message.blocks);
    let sentences = blocks.filter_map(|block| match block {
        Block::Text(text) => Some(text.as_str()),
        Block::Quote(_) | Block::Step { .. } | Block::Fields { .. } => None,
    });
    let words = sentences.collect::<Vec<_>>().join(" ");
    if words.is_empty() { "nothing came of it: the case is as it was".to_owned() } else { words }
}

/// Takes out what is for the eyes of the one who acted.
pub(super) fn take_whispers(effects: &mut Vec<Effect>) -> Vec<Message> {
    let (whispers, others): (Vec<_>, Vec<_>) =
        std::mem::take(effects).into_iter().partition(|effect| matches!(effect, Effect::Whisper(_)));
    *effects = others;
    whispers.iter().filter_map(Effect::to_member).cloned().collect()
}

/// Whether a case has changed but for the counting of its events.
pub(super) fn happened(before: Option<&Case>, after: Option<&Case>) -> bool {
    let bare = |case: &Case| Case {
        version: 0,
        offered: 0,
        touched_at: case.opened_at,
        seen: Vec::new(),
        ..case.clone()
    };
    // A step without a case leaves the stored one alone.
    after.is_some_and(|after| before.map(bare) != Some(bare(after)))
}
