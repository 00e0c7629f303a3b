//! What is left of a case that is forgotten: what statistics count, nothing of the person and nothing that was said.

use super::is_open;
use crate::incident::Incident;
use crate::intake::{Field, Intake};
use crate::tally::coarse;
use crate::triage::case::{Case, Happening, HistoryEntry, PersonId, PlaceId, Stage};
use crate::triage::desk::Receiver;
use crate::triage::place::RoleId;

/// The stub of a case. It is built up from nothing, so that a field that cases get later is left out until it is
/// named here.
pub(super) fn of(case: &Case) -> Case {
    let mut stub = Case::new(case.server, PersonId(0), PlaceId(0), case.opened_at);
    stub.number = case.number;
    stub.opened_there = case.opened_there;
    stub.stage = if is_open(case.stage) { Stage::Closed } else { case.stage };
    stub.touched_at = case.touched_at;
    stub.causes.clone_from(&case.causes);
    stub.intake = intake(&case.intake);
    stub.steps.clone_from(&case.steps);
    stub.history = case.history.iter().map(nobody_did).collect();
    stub.escalation = case.escalation;
    stub.milestones = case.milestones;
    stub.priority = case.priority;
    stub.incident = case.incident;
    // As written in our files: nobody's words.
    stub.patterns.clone_from(&case.patterns);
    stub.forgotten = true;
    // A step that was decided on the case as it was is refused.
    stub.version = case.version.saturating_add(1);
    stub
}

/// The major version and the kind of device.
fn intake(intake: &Intake) -> Intake {
    Intake {
        ios_version: part(&intake.ios_version, coarse::major),
        device: part(&intake.device, coarse::device),
        ..Intake::default()
    }
}

/// A part of what is known; what cannot be taken apart is left out.
fn part(field: &Field<String>, part: impl Fn(&str) -> Option<String>) -> Field<String> {
    match field {
        Field::Known(said) => part(said).into(),
        Field::Unknown => Field::Unknown,
        Field::Missing => Field::Missing,
    }
}

/// A line of history without who did it, and to whom.
fn nobody_did(entry: &HistoryEntry) -> HistoryEntry {
    let what = match &entry.what {
        Happening::HandedOff(to) => Happening::HandedOff(match to {
            Receiver::Moderator(_) => Receiver::Moderator(PersonId(0)),
            Receiver::Role(_) => Receiver::Role(RoleId(0)),
            Receiver::Apple => Receiver::Apple,
        }),
        same @ (Happening::Opened
        | Happening::IntakeChanged
        | Happening::Diagnosed
        | Happening::StepShown(_)
        | Happening::StepAnswered(..)
        | Happening::Moved(_)
        | Happening::Escalated(_)
        | Happening::Muted
        | Happening::Claimed
        | Happening::Accepted
        | Happening::Declined
        | Happening::Returned
        | Happening::AskedForDetails
        | Happening::Released
        | Happening::Noted
        | Happening::Prioritized(_)
        | Happening::Reclassified
        | Happening::Reminded
        | Happening::AskedAgain
        | Happening::FellSilent
        | Happening::ClosedByStaff
        | Happening::Reopened
        | Happening::Linked(_)
        | Happening::JoinedIn
        | Happening::Ended(_)
        | Happening::NotAnswered) => same.clone(),
    };
    HistoryEntry { at: entry.at, by: None, what }
}

/// Somebody else's case without a moderator who is forgotten: what was done in it stays, and nobody did it. Who has an
/// open case stays known until it is over. `None` when the case does not know them.
pub(super) fn without(case: &Case, moderator: PersonId) -> Option<Case> {
    let mut next = case.clone();
    let forget = |by: &mut Option<PersonId>| {
        if *by == Some(moderator) {
            *by = None;
        }
    };
    next.history.iter_mut().for_each(|entry| forget(&mut entry.by));
    next.notes.iter_mut().for_each(|note| forget(&mut note.by));
    if !is_open(case.stage) {
        forget(&mut next.owner);
        forget(&mut next.helped_by);
    }
    (next != *case).then(|| {
        // A step that was decided on the case as it was is refused.
        next.version = next.version.saturating_add(1);
        next
    })
}

/// An incident without a moderator who is forgotten; `None` when it does not know them.
pub(super) fn incident_without(incident: &Incident, moderator: PersonId) -> Option<Incident> {
    let mut next = incident.clone();
    for by in [&mut next.opened_by, &mut next.closed_by] {
        if *by == Some(moderator.0) {
            *by = None;
        }
    }
    (next != *incident).then_some(next)
}

/// Whether a record is that of a stub. No text in it can look like this: quotes are escaped there.
#[cfg(feature = "app")]
pub(super) fn is_one(record: &[u8]) -> bool {
    let mark = br#""forgotten":true"#;
    record.windows(mark.len()).any(|window| window == mark)
}

/// Whether a text holds a person's id as a word of its own.
pub(super) fn names(text: &[u8], person: PersonId) -> bool {
    let id = person.to_string();
    text.split(|byte| !byte.is_ascii_alphanumeric()).any(|word| word == id.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_and_a_version_are_made_coarse() {
        let known = |version: &str, device: &str| {
            let (ios_version, device) = (Field::Known(version.to_owned()), Field::Known(device.to_owned()));
            let coarse = intake(&Intake { ios_version, device, ..Intake::default() });
            (coarse.ios_version, coarse.device)
        };
        let words = |text: &str| Field::Known(text.to_owned());
        assert_eq!(known("17.4.1", "iphone 13 mini"), (words("17"), words("iphone")));
        assert_eq!(known("26.1 beta 2", "ipad air"), (words("26"), words("ipad")));
        assert_eq!(known("22D63", "the blue one of Ann"), (Field::Missing, Field::Missing));
        assert_eq!(intake(&Intake { device: Field::Unknown, ..Intake::default() }).device, Field::Unknown);
    }

    #[test]
    fn a_person_is_named_by_a_whole_word_only() {
        let person = PersonId(70);
        for (text, named) in [
            ("left 7 70 1800000000", true),
            ("picture 7 70 2026-01-02", true),
            ("\"person\":70,", true),
            ("70", true),
            ("message 700", false),
            ("message 170", false),
            ("edit a70", false),
            ("", false),
        ] {
            assert_eq!(names(text.as_bytes(), person), named, "{text}");
        }
    }
}
