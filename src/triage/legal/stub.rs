//! A case of which only the statistics are left: it is over, and knows nobody and no words.

use super::super::case::{Case, Happening, PersonId, PlaceId, Stage};
use super::super::desk::Receiver;
use super::super::place::RoleId;
use super::Fault;

pub(super) fn check(case: &Case, faults: &mut Vec<Fault>) {
    if !matches!(case.stage, Stage::Resolved | Stage::Closed) {
        faults.push(Fault::StubOpen { stage: case.stage });
    }
    let history = &case.history;
    let names = |what: &Happening| {
        let Happening::HandedOff(to) = what else { return false };
        match to {
            Receiver::Moderator(person) => *person != PersonId(0),
            Receiver::Role(role) => *role != RoleId(0),
            Receiver::Apple => false,
        }
    };
    let acted = history.iter().any(|entry| entry.by.is_some() || names(&entry.what));
    let staff = case.owner.is_some() || case.hand_off.is_some() || case.helped_by.is_some();
    let said = case.words.is_some() || !case.heard.is_empty() || !case.notes.is_empty();
    let places = case.place != PlaceId(0) || case.home.is_some() || case.card.is_some();
    for (keeps, what) in [
        (case.person != PersonId(0), "whose it was"),
        (acted, "who did what"),
        (staff, "who of the staff had it"),
        (said, "what was said"),
        (places, "where it was"),
        (!case.seen.is_empty(), "what the member sent"),
    ] {
        if keeps {
            faults.push(Fault::StubKeeps { what });
        }
    }
}
