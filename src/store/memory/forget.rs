//! Forgets persons and cases in memory, as `draft/forget.rs` does on disk.

use jiff::Timestamp;

use super::Shelves;
use crate::store::posted::erasing;
use crate::store::{Filter, Posted, Work, WorkId, stub};
use crate::triage::{CaseNumber, Origin, PersonId, ServerId};

impl Shelves {
    /// Forgets every case of a person in a server, the work that has no case, and who is who in corrections.
    pub(super) fn forget_person(&mut self, server: ServerId, person: PersonId, now: Timestamp) {
        if person == PersonId(0) {
            return;
        }
        let filter = Filter { server: Some(server), person: Some(person), ..Filter::default() };
        let cases: Vec<_> = self.cases.values().filter(|case| filter.fits(case)).collect();
        let numbers: Vec<_> = cases.iter().filter_map(|case| case.number).collect();
        let cards = cases.iter().filter_map(|case| case.card);
        let posted = self.posted.iter().filter(|one| one.server == server && one.person == person);
        let mut messages: Vec<_> =
            cards.chain(posted.map(|one| one.at)).map(|at| (at.channel, at.message)).collect();
        messages.sort_unstable();
        messages.dedup();
        self.posted.retain(|one| one.server != server || one.person != person);
        for number in numbers {
            self.leave_stub(server, number);
        }
        let others = self.cases.values_mut().filter(|case| case.server == server && !case.forgotten);
        for case in others {
            if let Some(next) = stub::without(case, person) {
                *case = next;
            }
        }
        let incidents = self.incidents.iter_mut().filter(|((there, _), _)| *there == server);
        for (_, incident) in incidents {
            if let Some(next) = stub::incident_without(incident, person) {
                *incident = next;
            }
        }
        self.latest.remove(&(server, person));
        self.drop_work(|work| work.server == server && work.person == person);
        let messages = messages.into_iter().map(|(channel, message)| Origin { channel, message });
        self.add(erasing(server, messages, self.last_work + 1, now));
        self.seen.retain(|source, _| !stub::names(source.0.as_bytes(), person));
        self.corrections.retain(|(there, _), kept| *there != server || kept.author != person);
        let made =
            self.corrections.values_mut().filter(|kept| kept.server == server && kept.by == Some(person));
        made.for_each(|kept| kept.by = None);
    }

    /// Forgets one case; one that is forgotten, or that is not there, is no error.
    pub(super) fn forget_case(&mut self, server: ServerId, number: CaseNumber) {
        let Some(person) = self.leave_stub(server, number) else { return };
        if self.latest.get(&(server, person)) == Some(&number) {
            self.latest.remove(&(server, person));
        }
        self.drop_work(|work| work.server == server && work.case == Some(number));
        self.posted.retain(|one| one.server != server || one.case != Some(number));
        self.seen.retain(|source, _| !stub::names(source.0.as_bytes(), person));
    }

    /// Remembers the message of a piece of work; when that is gone, its person was forgotten while it was sent.
    pub(super) fn posted(&mut self, work: Option<WorkId>, posted: Posted, now: Timestamp) {
        if self.posted.contains(&posted) {
            return;
        }
        if work.is_some_and(|work| !self.work.contains_key(&work)) {
            self.add(erasing(posted.server, [posted.at], self.last_work + 1, now));
        } else {
            self.posted.push(posted);
        }
    }

    /// Whose case it was; `None` when there is nothing to forget.
    fn leave_stub(&mut self, server: ServerId, number: CaseNumber) -> Option<PersonId> {
        let case = self.cases.get_mut(&(server, number)).filter(|case| !case.forgotten)?;
        let person = case.person;
        *case = stub::of(case);
        self.places.retain(|(there, _), found| *there != server || *found != number);
        Some(person)
    }

    fn drop_work(&mut self, is_meant: impl Fn(&Work) -> bool) {
        let dropped: Vec<_> = self.work.values().filter(|work| is_meant(work)).map(|work| work.id).collect();
        for work in dropped {
            self.done(work);
        }
    }
}
