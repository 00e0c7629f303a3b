//! What must hold after every step, and at the end.

use std::collections::BTreeMap;

use super::world::{Lane, World};
use crate::store::tests::kept::{Changed, Kept};
use crate::store::{OnDisk, Work, WorkId};
use crate::tally::Grain;
use crate::triage::{Case, CaseNumber, Effect, PersonId, ServerId, SourceId, legal};

/// Everything that was ever kept, as far as it matters.
#[derive(Default)]
pub(super) struct Witness {
    /// The cases as they are kept now.
    pub(super) cases: BTreeMap<(ServerId, CaseNumber), Case>,
    /// Work that people are to see, and whether it was forgotten with its person.
    promised: BTreeMap<WorkId, bool>,
    seen: BTreeMap<SourceId, u32>,
}

impl Witness {
    /// Looks at what was saved since the last look. `forgets`: a person or a case was forgotten in that step.
    pub(super) fn look(&mut self, kept: &Kept, store: Option<&OnDisk>, world: &World, forgets: bool) {
        let changed = kept.changed();
        if changed.is_empty() {
            return;
        }
        let mut counted = false;
        for one in changed {
            match one {
                Changed::Case(case) => {
                    counted = true;
                    self.case(*case);
                }
                Changed::Work(work) => self.promise(&work, world),
                Changed::NoWork(id) => self.gone(id, world, forgets),
                Changed::Seen(source) => *self.seen.entry(source).or_default() += 1,
            }
        }
        let twice = self.seen.iter().find(|(_, count)| **count > 1);
        assert!(twice.is_none(), "an event was taken on twice: {twice:?}");
        let faults = kept.faults(&self.cases);
        assert!(faults.is_empty(), "the indexes are wrong: {faults:#?}");
        let Some(store) = store else { return };
        assert_eq!(store.queued_numbers(), kept.work(), "the queue holds what is kept to be done");
        if counted {
            let faults = kept.miscounts(store, &self.cases, &[Grain::Whole]);
            assert!(faults.is_empty(), "{faults:#?}");
        }
    }

    fn case(&mut self, case: Case) {
        let number = case.number.expect("a stored case has a number");
        let faults = legal::faults(&case);
        assert!(faults.is_empty(), "case {number} contradicts itself: {faults:?}\n{:#?}", case.history);
        if let Some(before) = self.cases.insert((case.server, number), case) {
            let after = &self.cases[&(before.server, number)];
            assert!(after.version > before.version, "case {number} was overwritten unseen");
            assert!(!before.forgotten, "case {number} was forgotten and is changed");
        }
    }

    fn promise(&mut self, work: &Work, world: &World) {
        let (of, message) = match &work.effect {
            Effect::Say(_)
            | Effect::Whisper(_)
            | Effect::CallHuman(_)
            | Effect::Page { .. }
            | Effect::Suggest(_)
            | Effect::Remind(_)
            | Effect::Announce(_) => (Some((work.server, work.person)), true),
            Effect::Card(_) | Effect::MarkSolved(_) => (Some((work.server, work.person)), false),
            Effect::Warn(_) | Effect::Report(_) => (None, true),
            Effect::WakeAt { .. } | Effect::Erase => (None, false),
        };
        if message {
            self.promised.entry(work.id).or_default();
        }
        world.state().durable.insert(work.id, Lane { of });
    }

    fn gone(&mut self, id: WorkId, world: &World, forgets: bool) {
        let mut state = world.state();
        let finished = state.finished.contains(&id);
        if let Some(Lane { of: Some(_) }) = state.durable.remove(&id) {
            assert!(finished || forgets, "work {id} is gone, and nobody carried it out");
            if let Some(forgotten) = self.promised.get_mut(&id).filter(|_| !finished) {
                *forgotten = true;
            }
        }
    }

    /// The last case of a person in a server, forgotten ones left out.
    pub(super) fn latest(&self, server: ServerId, person: PersonId) -> Option<&Case> {
        self.cases.values().rev().find(|case| case.server == server && case.person == person)
    }

    /// When everything has come to rest: what was promised can be seen, once.
    pub(super) fn end(&self, kept: &Kept, store: &OnDisk, world: &World) {
        assert_eq!(kept.work(), [], "work is left");
        for (work, forgotten) in &self.promised {
            let refused = world.state().refused.contains(work);
            match world.shown(*work) {
                0 => assert!(refused || *forgotten, "work {work} was promised, and nobody sees it"),
                1 => {}
                often => panic!("work {work} is seen {often} times"),
            }
        }
        let faults = kept.miscounts(store, &self.cases, &[Grain::Whole, Grain::Month, Grain::Day]);
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
