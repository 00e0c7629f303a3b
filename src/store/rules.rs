//! The rules of a commit that every store keeps, without a place to keep it in.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Commit, IncidentCommit, Lease, Loaded, Work, WorkId, is_open};
use crate::triage::{Case, CaseNumber, MessageId, PersonId, PlaceId};

/// Whether a commit may be saved.
///
/// `named`: the stored case that [`Commit::loaded`] names. `latest`: the stored open or last case of the person.
pub(super) fn allow(commit: &Commit, named: Option<&Case>, latest: Option<&Case>) -> bool {
    is_as_loaded(commit, named, latest) && leaves_one_open(commit, latest)
}

fn is_as_loaded(commit: &Commit, named: Option<&Case>, latest: Option<&Case>) -> bool {
    let Some(Loaded { number, version }) = commit.loaded else { return latest.is_none() };
    let unchanged = named.is_some_and(|named| named.version == version && !is_stub_changed(commit, named));
    unchanged
        && match commit.case.as_ref().map(|case| case.number) {
            // Only work: nothing can be overwritten.
            None => true,
            // A new case, decided on the person's last one.
            Some(None) => latest.and_then(|latest| latest.number) == Some(number),
            Some(changed) => changed == Some(number),
        }
}

/// What is left of a forgotten case stays as it is: nobody's.
fn is_stub_changed(commit: &Commit, named: &Case) -> bool {
    named.forgotten && commit.case.is_some()
}

fn leaves_one_open(commit: &Commit, latest: Option<&Case>) -> bool {
    let Some(case) = &commit.case else { return true };
    let another = latest.is_some_and(|latest| latest.number != case.number && is_open(latest.stage));
    !another || (case.number.is_some() && !is_open(case.stage))
}

/// Whether a saved case becomes the one that its person is known by.
pub(super) fn becomes_latest(case: &Case) -> bool {
    case.number.is_none() || is_open(case.stage)
}

/// Where a case is found: where its conversation is, and at the message that began it, whose number is also that of
/// its thread.
pub(super) fn places_of(case: &Case) -> impl Iterator<Item = PlaceId> + use<> {
    let thread = case.home.map(|home| PlaceId(home.message.0));
    std::iter::once(case.place).chain(thread.filter(|thread| *thread != case.place))
}

/// Whether a saved case becomes the one that is found in a place, where `there` was found before: a newer one stays.
pub(super) fn takes_place(there: Option<CaseNumber>, case: CaseNumber) -> bool {
    there.is_none_or(|there| there < case)
}

/// Whether a bookmark is moved: never back.
pub(super) fn moves_forward(before: Option<MessageId>, now: MessageId) -> bool {
    before.is_none_or(|before| before < now)
}

/// The day on which a question without an answer is counted.
pub(super) fn day_of(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// The work of an incident, numbered from `first`.
pub(super) fn work_of_incident(commit: &mut IncidentCommit, first: u64) -> Vec<Work> {
    let server = commit.server;
    let new = commit.work.drain(..).zip((first..).map(WorkId)).map(|((place, new), id)| Work {
        id,
        server,
        person: PersonId(0),
        place,
        beside: None,
        via: None,
        source: None,
        case: None,
        effect: new.effect,
        due: new.due,
        first_due: None,
        tries: 0,
        again: false,
        lease: Lease::default(),
    });
    new.collect()
}

/// The work of a commit, numbered from `first`.
pub(super) fn work_of(commit: &mut Commit, case: Option<CaseNumber>, first: u64) -> Vec<Work> {
    let (server, person, place) = (commit.server, commit.person, commit.place);
    let (beside, via, source) = (commit.beside, commit.via.clone(), commit.source.clone());
    let numbers = (first..).map(WorkId);
    let new = commit.work.drain(..).zip(numbers).map(|(new, id)| Work {
        id,
        server,
        person,
        place,
        beside,
        via: via.clone(),
        source: Some(source.clone()),
        case,
        effect: new.effect,
        due: new.due,
        first_due: None,
        tries: 0,
        again: false,
        lease: Lease::default(),
    });
    new.collect()
}
