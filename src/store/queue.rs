//! Says which work is due, with leases and in order. It lives in memory and knows of durable work only.
//!
//! It knows when, and never what: every open case has a wake-up, and what is to be done is read where it is kept when
//! its time has come.
//!
//! One process holds the folder, so leases need not outlive it: after a restart everything that is left may have
//! been carried out already, and says so ([`Work::again`]).

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::work::{Lease, Work, WorkId};
use crate::triage::{Effect, PersonId, ServerId};

/// How much work there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queued {
    /// Pieces that are due and not done; those that are under way and those that were put back are among them.
    pub due: usize,
    /// Pieces that wait for their time.
    pub waiting: usize,
    /// Since when the oldest due piece has been due.
    pub oldest: Option<Timestamp>,
}

/// Work of one lane runs in the order of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    /// What is said to or about one person in one server.
    Person(ServerId, PersonId),
    /// Messages of forgotten persons are erased one by one, so that they hold up no answers.
    Erasing(ServerId),
    /// A wake-up waits for its time alone; nobody's conversation waits for a warning or a report.
    Alone(WorkId),
}

impl Lane {
    fn of(work: &Work) -> Self {
        match work.effect {
            Effect::Say(_)
            | Effect::Whisper(_)
            | Effect::CallHuman(_)
            | Effect::Card(_)
            | Effect::Page { .. }
            | Effect::Suggest(_)
            | Effect::Remind(_)
            | Effect::Announce(_)
            | Effect::MarkSolved(_) => Self::Person(work.server, work.person),
            Effect::Erase => Self::Erasing(work.server),
            Effect::Warn(_) | Effect::Report(_) | Effect::WakeAt { .. } => Self::Alone(work.id),
        }
    }
}

/// What the queue knows of a piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ticket {
    lane: Lane,
    /// When it was due first.
    since: Timestamp,
    /// From when on it may be claimed.
    free_at: Timestamp,
    again: bool,
    leased: bool,
    lease: Lease,
}

impl Ticket {
    /// Of work that is not handed out.
    pub(super) fn of(work: &Work) -> Self {
        let (lane, since) = (Lane::of(work), work.since());
        Self { lane, since, free_at: work.due, again: work.again, leased: false, lease: Lease::default() }
    }
}

/// A piece of work was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    /// Which.
    pub(super) id: WorkId,
    again: bool,
    lease: Lease,
}

impl Claim {
    /// The work as whoever claims it gets it.
    pub(super) fn on(self, work: Work) -> Work {
        Work { again: self.again, lease: self.lease, ..work }
    }
}

/// Durable work that is not ticked off.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// Each with memory of its own: a tree whose keys only grow is half empty.
    tickets: BTreeMap<WorkId, Box<Ticket>>,
    /// The lanes of more than one: every open case has a wake-up, and that is alone.
    lanes: BTreeMap<Lane, BTreeSet<WorkId>>,
    /// Every piece, by the time at which it was due first.
    since: BTreeSet<(Timestamp, WorkId)>,
    /// The first piece of every lane, by the time from which on it may be claimed.
    heads: BTreeSet<(Timestamp, WorkId)>,
}

impl Queue {
    /// Takes in work whose commit is durable.
    pub(super) fn add(&mut self, id: WorkId, ticket: Ticket) {
        let lane = ticket.lane;
        self.unlist_head(lane);
        match lane {
            Lane::Person(..) | Lane::Erasing(_) => drop(self.lanes.entry(lane).or_default().insert(id)),
            Lane::Alone(_) => {}
        }
        self.since.insert((ticket.since, id));
        self.tickets.insert(id, Box::new(ticket));
        self.list_head(lane);
    }

    /// Leases up to `limit` pieces that are due.
    pub(super) fn claim(&mut self, now: Timestamp, lease: SignedDuration, limit: usize) -> Vec<Claim> {
        let due: Vec<_> =
            self.heads.iter().take_while(|(free_at, _)| *free_at <= now).take(limit).copied().collect();
        let mut claimed = Vec::with_capacity(due.len());
        for (free_at, id) in due {
            let Some(ticket) = self.tickets.get_mut(&id) else { continue };
            // A lease that ran out: whoever had it may have got as far as sending.
            ticket.again |= ticket.leased;
            ticket.leased = true;
            ticket.lease.0 += 1;
            ticket.free_at = now.checked_add(lease).unwrap_or(Timestamp::MAX);
            self.heads.remove(&(free_at, id));
            self.heads.insert((ticket.free_at, id));
            claimed.push(Claim { id, again: ticket.again, lease: ticket.lease });
        }
        claimed
    }

    /// When the next piece can be claimed.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.heads.first().map(|(free_at, _)| *free_at)
    }

    /// How much of it is due and not done.
    pub(super) fn queued(&self, now: Timestamp) -> Queued {
        let due = self.since.range(..=(now, WorkId(u64::MAX))).count();
        let oldest = self.since.first().map(|(since, _)| *since).filter(|_| due > 0);
        Queued { due, waiting: self.since.len() - due, oldest }
    }

    /// Forgets work that is done.
    pub(super) fn done(&mut self, id: WorkId) {
        let Some(lane) = self.tickets.get(&id).map(|ticket| ticket.lane) else { return };
        self.unlist_head(lane);
        if let Some(ticket) = self.tickets.remove(&id) {
            self.since.remove(&(ticket.since, id));
        }
        if let Some(ids) = self.lanes.get_mut(&lane) {
            ids.remove(&id);
            if ids.is_empty() {
                self.lanes.remove(&lane);
            }
        }
        self.list_head(lane);
    }

    /// Puts work back until `at`; `false` when somebody else has claimed it meanwhile, or it is done.
    pub(super) fn retry(&mut self, id: WorkId, lease: Lease, at: Timestamp) -> bool {
        let held = self.tickets.get(&id).filter(|ticket| ticket.lease == lease);
        let Some(lane) = held.map(|ticket| ticket.lane) else { return false };
        self.unlist_head(lane);
        if let Some(ticket) = self.tickets.get_mut(&id) {
            ticket.again = true;
            ticket.free_at = at;
            ticket.leased = false;
        }
        self.list_head(lane);
        true
    }

    /// The numbers of everything that is not ticked off, in order.
    #[cfg(all(test, feature = "app"))]
    pub(super) fn numbers(&self) -> impl Iterator<Item = WorkId> {
        self.tickets.keys().copied()
    }

    fn head(&self, lane: Lane) -> Option<(Timestamp, WorkId)> {
        let id = match lane {
            Lane::Person(..) | Lane::Erasing(_) => *self.lanes.get(&lane)?.first()?,
            Lane::Alone(id) => id,
        };
        Some((self.tickets.get(&id)?.free_at, id))
    }

    fn unlist_head(&mut self, lane: Lane) {
        if let Some(head) = self.head(lane) {
            self.heads.remove(&head);
        }
    }

    fn list_head(&mut self, lane: Lane) {
        if let Some(head) = self.head(lane) {
            self.heads.insert(head);
        }
    }
}
