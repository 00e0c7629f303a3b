//! Takes what was forgotten out of the lines of an export. It touches no file.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::store::{Record, StoreError, line, stub};
use crate::triage::{CaseNumber, PersonId, ServerId};

/// Something that was forgotten, and may still be in exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum Gone {
    /// Everything of a person in a server.
    Person(ServerId, PersonId),
    /// One case, and whose it was.
    Case(ServerId, CaseNumber, PersonId),
}

/// Whether a line may hold any of it: cheap, so that most lines are not taken apart.
pub(super) fn may_hold(text: &[u8], persons: &HashSet<u64>) -> bool {
    text.split(|byte| !byte.is_ascii_alphanumeric())
        .filter_map(|word| std::str::from_utf8(word).ok()?.parse().ok())
        .any(|number: u64| persons.contains(&number))
}

/// Whom it is about.
pub(super) fn persons(gone: &[Gone]) -> HashSet<u64> {
    let ids = gone.iter().map(|one| match one {
        Gone::Person(_, person) | Gone::Case(_, _, person) => person.0,
    });
    ids.collect()
}

/// A line without what was forgotten; `None` where nothing of it is left. What cannot be read and may hold it goes.
pub(super) fn without<'l>(
    text: &'l [u8],
    gone: &[Gone],
    persons: &HashSet<u64>,
) -> Result<Option<Cow<'l, [u8]>>, StoreError> {
    if !may_hold(text, persons) {
        return Ok(Some(Cow::Borrowed(text)));
    }
    let Ok(record) = serde_json::from_slice::<Record>(text) else { return Ok(None) };
    let left = gone.iter().try_fold(record.clone(), forgotten);
    match left {
        None => Ok(None),
        Some(left) if left == record => Ok(Some(Cow::Borrowed(text))),
        Some(left) => Ok(Some(Cow::Owned((line(&left)? + "\n").into_bytes()))),
    }
}

/// A record after something was forgotten, as the store itself forgets it.
fn forgotten(record: Record, gone: &Gone) -> Option<Record> {
    match *gone {
        Gone::Person(server, person) => without_person(record, server, person),
        Gone::Case(server, number, person) => without_case(record, server, number, person),
    }
}

fn without_person(record: Record, server: ServerId, person: PersonId) -> Option<Record> {
    match record {
        Record::Case(case) if case.server == server && !case.forgotten => {
            Some(Record::Case(if case.person == person {
                Box::new(stub::of(&case))
            } else {
                stub::without(&case, person).map_or(case, Box::new)
            }))
        }
        Record::Work(work) if work.server == server && work.person == person => None,
        Record::Posted(posted) if posted.server == server && posted.person == person => None,
        Record::Seen { ref source, .. } if stub::names(source.0.as_bytes(), person) => None,
        Record::Correction(mut correction) if correction.server == server => {
            if correction.author == person {
                return None;
            }
            if correction.by == Some(person) {
                correction.by = None;
            }
            Some(Record::Correction(correction))
        }
        Record::Incident { server: there, incident } if there == server => {
            let incident = stub::incident_without(&incident, person).unwrap_or(incident);
            Some(Record::Incident { server, incident })
        }
        same @ (Record::Case(_)
        | Record::Work(_)
        | Record::Posted(_)
        | Record::Seen { .. }
        | Record::Settings { .. }
        | Record::Bookmark { .. }
        | Record::Correction(_)
        | Record::Incident { .. }
        | Record::Watch { .. }
        | Record::Unmatched { .. }
        | Record::LastWork(_)) => Some(same),
    }
}

fn without_case(record: Record, server: ServerId, number: CaseNumber, person: PersonId) -> Option<Record> {
    match record {
        Record::Case(case) if case.server == server && case.number == Some(number) && !case.forgotten => {
            Some(Record::Case(Box::new(stub::of(&case))))
        }
        Record::Work(work) if work.server == server && work.case == Some(number) => None,
        Record::Posted(posted) if posted.server == server && posted.case == Some(number) => None,
        Record::Seen { ref source, .. } if stub::names(source.0.as_bytes(), person) => None,
        same @ (Record::Case(_)
        | Record::Work(_)
        | Record::Posted(_)
        | Record::Seen { .. }
        | Record::Settings { .. }
        | Record::Bookmark { .. }
        | Record::Correction(_)
        | Record::Incident { .. }
        | Record::Watch { .. }
        | Record::Unmatched { .. }
        | Record::LastWork(_)) => Some(same),
    }
}
