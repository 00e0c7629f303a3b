//! What is kept of one person: the one list of places where somebody can be named. What `/privacy export` gives is taken
//! from it, and after `/privacy delete` nothing on it is left.

use super::{Record, stub};
use crate::triage::{Case, PersonId, PlaceId, ServerId};

/// As much of a record as is about a person; `None` when nothing of it is.
#[must_use]
pub fn about(record: &Record, server: ServerId, person: PersonId) -> Option<Record> {
    match record {
        Record::Case(case) if case.server == server && case.person == person && !case.forgotten => {
            Some(Record::Case(case.clone()))
        }
        // What they did in cases of others is theirs; what the others wrote is not.
        Record::Case(case) if case.server == server && !case.forgotten => {
            stub::without(case, person).or_else(|| has_it(case, person)).map(|_| Record::Case(Box::new(done_in(case, person))))
        }
        Record::Case(_) => None,
        Record::Work(work) if work.server == server && work.person == person => {
            let mut work = work.clone();
            // The key to an answer is nobody's data.
            work.via = None;
            Some(Record::Work(work))
        }
        Record::Work(_) => None,
        Record::Seen { source, .. } => stub::names(source.0.as_bytes(), person).then(|| record.clone()),
        Record::Correction(kept) if kept.server == server && kept.author == person => {
            let mut correction = kept.clone();
            // Who corrected it is no data of theirs.
            correction.by = None;
            Some(Record::Correction(correction))
        }
        Record::Correction(kept) if kept.server == server && kept.by == Some(person) => {
            let mut correction = kept.clone();
            (correction.author, correction.text) = (PersonId(0), String::new());
            Some(Record::Correction(correction))
        }
        Record::Correction(_) => None,
        Record::Incident { server: there, incident } => {
            (*there == server && stub::incident_without(incident, person).is_some()).then(|| record.clone())
        }
        // Who muted incidents, and who opened the one that is open.
        Record::Watch { server: there, value } => {
            (*there == server && stub::names(value.to_string().as_bytes(), person)).then(|| record.clone())
        }
        Record::Posted(posted) => (posted.server == server && posted.person == person).then(|| record.clone()),
        // Channels and roles of a server.
        Record::Settings { .. }
        // The last message of a channel, whoever wrote it.
        | Record::Bookmark { .. }
        // Numbers only.
        | Record::Unmatched { .. }
        | Record::LastWork(_) => None,
    }
}

/// Whoever has an open case stays known until it is over.
fn has_it(case: &Case, person: PersonId) -> Option<Case> {
    (case.owner == Some(person) || case.helped_by == Some(person)).then(|| case.clone())
}

/// What somebody did in a case of another's: nothing else of it.
fn done_in(case: &Case, person: PersonId) -> Case {
    let mut done = Case::new(case.server, PersonId(0), PlaceId(0), case.opened_at);
    done.number = case.number;
    done.stage = case.stage;
    done.owner = case.owner.filter(|owner| *owner == person);
    done.helped_by = case.helped_by.filter(|helper| *helper == person);
    done.history = case.history.iter().filter(|entry| entry.by == Some(person)).cloned().collect();
    done.notes = case.notes.iter().filter(|note| note.by == Some(person)).cloned().collect();
    done
}
