//! Hands out work that is due, with leases and in order. It lives in memory and holds durable work only.
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

/// A piece of work, and from when on it may be claimed.
#[derive(Debug)]
struct Entry {
    work: Work,
    free_at: Timestamp,
    leased: bool,
}

/// Durable work that is not ticked off.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// Each with memory of its own: a tree whose keys only grow is half empty.
    entries: BTreeMap<WorkId, Box<Entry>>,
    /// The lanes of more than one: every open case has a wake-up, and that is alone.
    lanes: BTreeMap<Lane, BTreeSet<WorkId>>,
    /// Every piece, by the time at which it was due first.
    since: BTreeSet<(Timestamp, WorkId)>,
    /// The first piece of every lane, by the time from which on it may be claimed.
    heads: BTreeSet<(Timestamp, WorkId)>,
}

impl Queue {
    /// Takes in work whose commit is durable.
    pub(super) fn add(&mut self, work: Work) {
        let (id, lane) = (work.id, Lane::of(&work));
        self.unlist_head(lane);
        match lane {
            Lane::Person(..) | Lane::Erasing(_) => drop(self.lanes.entry(lane).or_default().insert(id)),
            Lane::Alone(_) => {}
        }
        self.since.insert((work.since(), id));
        self.entries.insert(id, Box::new(Entry { free_at: work.due, leased: false, work }));
        self.list_head(lane);
    }

    /// Leases up to `limit` pieces that are due.
    pub(super) fn claim(&mut self, now: Timestamp, lease: SignedDuration, limit: usize) -> Vec<Work> {
        let due: Vec<_> =
            self.heads.iter().take_while(|(free_at, _)| *free_at <= now).take(limit).copied().collect();
        let mut claimed = Vec::with_capacity(due.len());
        for head in due {
            let Some(entry) = self.entries.get_mut(&head.1) else { continue };
            // A lease that ran out: whoever had it may have got as far as sending.
            entry.work.again |= entry.leased;
            entry.leased = true;
            entry.work.lease.0 += 1;
            entry.free_at = now.checked_add(lease).unwrap_or(Timestamp::MAX);
            self.heads.remove(&head);
            self.heads.insert((entry.free_at, head.1));
            claimed.push(entry.work.clone());
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
        let Some(lane) = self.entries.get(&id).map(|entry| Lane::of(&entry.work)) else { return };
        self.unlist_head(lane);
        if let Some(entry) = self.entries.remove(&id) {
            self.since.remove(&(entry.work.since(), id));
        }
        if let Some(ids) = self.lanes.get_mut(&lane) {
            ids.remove(&id);
            if ids.is_empty() {
                self.lanes.remove(&lane);
            }
        }
        self.list_head(lane);
    }

    /// Puts work back until `at`, unless somebody else has claimed it meanwhile.
    pub(super) fn retry(&mut self, id: WorkId, lease: Lease, at: Timestamp) {
        let held = self.entries.get(&id).filter(|entry| entry.work.lease == lease);
        let Some(lane) = held.map(|entry| Lane::of(&entry.work)) else { return };
        self.unlist_head(lane);
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.work.put_back(at);
            entry.work.again = true;
            entry.free_at = at;
            entry.leased = false;
        }
        self.list_head(lane);
    }

    /// Every piece of work, by number.
    pub(super) fn all(&self) -> impl Iterator<Item = &Work> {
        self.entries.values().map(|entry| &entry.work)
    }

    fn head(&self, lane: Lane) -> Option<(Timestamp, WorkId)> {
        let id = match lane {
            Lane::Person(..) | Lane::Erasing(_) => *self.lanes.get(&lane)?.first()?,
            Lane::Alone(id) => id,
        };
        Some((self.entries.get(&id)?.free_at, id))
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
