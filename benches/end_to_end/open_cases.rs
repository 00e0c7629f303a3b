//! A data folder with very many open cases, each just answered and with its wake-up, as the real triage leaves them.

use std::path::Path;

use cloudmedic::store::{Lease, OnDisk, Record, StoreError, Work, WorkId};
use cloudmedic::triage::{Case, Effect, MessageId, Origin, PlaceId, ServerId};
use jiff::{SignedDuration, Timestamp};

use super::scene::{USUAL, guild};
use super::talks::{self, State};

/// Fills an empty folder by the program's own import. The members of these cases are not those who write later.
pub(crate) fn fill(data: &Path, cases: u64) {
    let an_hour_ago = Timestamp::now() - SignedDuration::from_hours(1);
    let talks = talks::all(&talks::known(), an_hour_ago);
    let begun: Vec<State> = talks.into_iter().filter_map(|talk| talk.into_iter().next()).collect();
    let mut records =
        (0..cases).flat_map(|at| records(&begun[at as usize % begun.len()], at)).map(Ok::<_, StoreError>);
    assert!(OnDisk::import(data, &mut records).unwrap() >= cases);
}

fn records(state: &State, at: u64) -> Vec<(u64, Record)> {
    let case = case(state, at);
    let woken = state.effects.iter().filter(|effect| matches!(effect, Effect::WakeAt { .. }));
    let work: Vec<(u64, Record)> =
        woken.enumerate().map(|(which, effect)| (at, work(&case, effect, at * 4 + which as u64))).collect();
    std::iter::once((at, Record::Case(Box::new(case)))).chain(work).collect()
}

fn case(state: &State, at: u64) -> Case {
    let server = at % USUAL.servers;
    let mut case = talks::of_somebody(&state.case, Some(at / USUAL.servers + 1), at);
    case.server = ServerId(guild(server));
    case.home =
        Some(Origin { channel: PlaceId(USUAL.channel(server, at)), message: MessageId(case.place.0) });
    case
}

fn work(case: &Case, effect: &Effect, id: u64) -> Record {
    let Effect::WakeAt { at: due, .. } = effect else { unreachable!("only wake-ups are left to do") };
    Record::Work(Box::new(Work {
        id: WorkId(id + 1),
        server: case.server,
        person: case.person,
        place: case.place,
        beside: None,
        via: None,
        source: None,
        case: case.number,
        effect: effect.clone(),
        due: *due,
        first_due: None,
        tries: 0,
        again: false,
        lease: Lease::default(),
    }))
}
