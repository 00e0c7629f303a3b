//! Forgets persons and cases: stubs in place of cases, and nothing left in the indexes, the work, the remembered
//! events and, of persons, in the corrections.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::keep::list_open;
use super::{Draft, Notice, put};
use crate::store::disk::{Changes, overlaid};
use crate::store::record::{self, decode};
use crate::store::{StoreError, Work, stub};
use crate::triage::{Case, CaseNumber, Correction, Origin, PersonId, ServerId};

impl Draft<'_> {
    /// Forgets every case of a person in a server, the work that has no case, and who is who in corrections.
    pub(super) fn forget_person(
        &mut self,
        server: ServerId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if person == PersonId(0) {
            // Nobody: what is left of forgotten cases, and work that is about no person.
            return Ok(());
        }
        let mut part = Changes::new();
        let (cases, others) = self.cases_with(server, person)?;
        self.leave_stubs(&mut part, server, &cases)?;
        let mut helped = Vec::new();
        for case in others {
            let (Some(number), Some(next)) = (case.number, stub::without(&case, person)) else { continue };
            put(&mut part, record::case_key(server, number), format_args!("case {number}"), &next)?;
            helped.push((case, next));
        }
        part.insert(record::person_key(server, person), None);
        let mut work = self.drop_work(&mut part, |work| work.server == server && work.person == person)?;
        let mut messages: BTreeSet<_> =
            self.forget_posted(&mut part, server, person, None)?.into_iter().collect();
        // Cases from before messages were remembered know their cards.
        messages.extend(cases.iter().filter_map(|case| case.card).map(|card| (card.channel, card.message)));
        let messages = messages.into_iter().map(|(channel, message)| Origin { channel, message });
        work.extend(self.erase(&mut part, server, messages, now)?);
        self.forget_events(&mut part, person)?;
        self.forget_corrections(&mut part, server, person)?;
        self.forget_in_incidents(&mut part, server, person)?;
        for (before, after) in &helped {
            self.book.change(Some(before), Some(after));
        }
        self.take_on(part, work, &cases);
        Ok(())
    }

    /// Forgets one case; one that is forgotten, or that is not there, is no error.
    pub(super) fn forget_case(&mut self, server: ServerId, number: CaseNumber) -> Result<(), StoreError> {
        let Some(case) = self.case(server, number)?.filter(|case| !case.forgotten) else { return Ok(()) };
        let mut part = Changes::new();
        let (person, work_of) = (case.person, Some(number));
        let cases = [case];
        self.leave_stubs(&mut part, server, &cases)?;
        let key = record::person_key(server, person);
        if self.read("a person's case", &key)? == Some(number) {
            part.insert(key, None);
        }
        let work = self.drop_work(&mut part, |work| work.server == server && work.case == work_of)?;
        self.forget_posted(&mut part, server, person, work_of)?;
        self.forget_events(&mut part, person)?;
        self.take_on(part, work, &cases);
        Ok(())
    }

    fn take_on(&mut self, mut part: Changes, work: Vec<Notice>, forgotten: &[Case]) {
        for case in forgotten {
            self.book.change(Some(case), Some(&stub::of(case)));
        }
        self.changes.append(&mut part);
        self.notices.extend(work);
    }

    /// The cases of a person, and those of others that know the person.
    fn cases_with(&self, server: ServerId, person: PersonId) -> Result<(Vec<Case>, Vec<Case>), StoreError> {
        let mut cases: Vec<Case> = Vec::new();
        for entry in overlaid(self.disk, &self.changes, &record::cases_of(server)) {
            let (key, bytes) = entry?;
            // Most do not know the person and need not be understood; one of them may even be damaged.
            if stub::names(&bytes, person) {
                cases.push(decode(format_args!("a case (key {})", key.escape_ascii()), &bytes)?);
            }
        }
        cases.retain(|case| !case.forgotten);
        Ok(cases.into_iter().partition(|case| case.person == person))
    }

    fn forget_in_incidents(
        &self,
        part: &mut Changes,
        server: ServerId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        for entry in overlaid(self.disk, &self.changes, &record::incidents_of(server)) {
            let (key, bytes) = entry?;
            let what = format!("an incident (key {})", key.escape_ascii());
            if let Some(next) = stub::incident_without(&decode(&what, &bytes)?, person) {
                put(part, key, what, &next)?;
            }
        }
        Ok(())
    }

    fn leave_stubs(&self, part: &mut Changes, server: ServerId, cases: &[Case]) -> Result<(), StoreError> {
        let mut numbers = Vec::new();
        for case in cases {
            let Some(number) = case.number else { continue };
            let stub = stub::of(case);
            put(part, record::case_key(server, number), format_args!("case {number}"), &stub)?;
            list_open(part, &stub, number);
            numbers.push(number);
        }
        // A case that moved is still found in its old places, which it does not know.
        for entry in overlaid(self.disk, &self.changes, &record::places_of(server)) {
            let (key, bytes) = entry?;
            if numbers.contains(&decode("the case of a place", &bytes)?) {
                part.insert(key, None);
            }
        }
        Ok(())
    }

    fn drop_work(
        &self,
        part: &mut Changes,
        is_meant: impl Fn(&Work) -> bool,
    ) -> Result<Vec<Notice>, StoreError> {
        let mut dropped = Vec::new();
        for entry in overlaid(self.disk, &self.changes, record::WORK) {
            let (key, bytes) = entry?;
            let work: Work = decode(format_args!("work (key {})", key.escape_ascii()), &bytes)?;
            if is_meant(&work) {
                part.insert(key, None);
                dropped.push(Notice::Done(work.id));
            }
        }
        Ok(dropped)
    }

    /// Corrections of what the person wrote go; those that they made stay, and are nobody's.
    fn forget_corrections(
        &self,
        part: &mut Changes,
        server: ServerId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        for entry in overlaid(self.disk, &self.changes, &record::corrections_of(server)) {
            let (key, bytes) = entry?;
            if !stub::names(&bytes, person) {
                continue;
            }
            let what = format!("a correction (key {})", key.escape_ascii());
            let mut correction: Correction = decode(&what, &bytes)?;
            if correction.author == person {
                part.insert(key, None);
            } else if correction.by == Some(person) {
                correction.by = None;
                put(part, key, what, &correction)?;
            }
        }
        Ok(())
    }

    fn forget_events(&self, part: &mut Changes, person: PersonId) -> Result<(), StoreError> {
        for entry in overlaid(self.disk, &self.changes, record::SEEN) {
            let (key, until) = entry?;
            let Some(source) = record::text_in(&key, record::SEEN.len()) else { continue };
            if stub::names(source.0.as_bytes(), person) {
                part.insert(record::until_key(decode("a remembered event", &until)?, &source), None);
                part.insert(key, None);
            }
        }
        Ok(())
    }
}
