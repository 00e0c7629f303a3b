//! Cases as the real triage leaves them after every step of some common talks.

use cloudmedic::desk::deciding::Known;
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::triage::event::Choice;
use cloudmedic::triage::{
    self, Actor, Case, CaseNumber, Effect, Event, EventKind, PersonId, PlaceId, ServerId, Settings, SourceId,
};
use jiff::{SignedDuration, Timestamp};

/// The server of all of them.
pub(crate) const SERVER: ServerId = ServerId(900_000_000_000_000_001);

/// The ids of persons are as long as Discord's own: this and a small number.
pub(crate) const FROM: u64 = 1_200_000_000_000_000_000;

/// How a talk begins, how often a step does not help, and how it ends.
const TALKS: [(&str, usize, Option<Choice>); 8] = [
    (
        "icloud backup says not enough storage but i deleted loads of photos, iphone 13 ios 18.5",
        2,
        Some(Choice::FixedIt),
    ),
    (
        "my iphone has not backed up to icloud for 3 weeks, the last backup could not be completed",
        4,
        Some(Choice::TalkToAPerson),
    ),
    ("icloud backup fails every night even though it is on wifi and charging", 3, Some(Choice::FixedIt)),
    (
        "it says verification failed when i try to back up to icloud, iphone 12 mini on ios 17.6.1",
        2,
        Some(Choice::FixedIt),
    ),
    ("icloud backup stuck on estimating time remaining since yesterday", 5, Some(Choice::TalkToAPerson)),
    ("Back Up Now is greyed out on my ipad, ipados 18.1", 1, Some(Choice::FixedIt)),
    ("backup to icloud failed, an unexpected error occurred, tried restarting", 3, Some(Choice::FixedIt)),
    ("icloud backup is way too large, 48 gb next backup size, what do i do", 2, None),
];

/// A case after a step, and what the step asks of the world.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) case: Case,
    pub(crate) effects: Vec<Effect>,
}

/// The real knowledge, compiled.
pub(crate) fn known() -> Known {
    Known::new(KnowledgeBase::built_in().unwrap())
}

/// Every talk that begins at this time, state by state.
pub(crate) fn all(known: &Known, begin: Timestamp) -> Vec<Vec<State>> {
    TALKS.iter().map(|(text, presses, end)| talk(known, begin, text, *presses, end.as_ref())).collect()
}

fn talk(known: &Known, begin: Timestamp, text: &str, presses: usize, end: Option<&Choice>) -> Vec<State> {
    let choices = std::iter::repeat_n(Choice::DidntHelp, presses).chain(end.cloned());
    let mut choices = choices.map(Some);
    let mut states: Vec<State> = Vec::new();
    let mut at = begin;
    loop {
        let last = states.last().map(|state| &state.case);
        let kind = match last {
            None => EventKind::Said { text: text.to_owned(), addressed: true },
            Some(case) => match choices.next().flatten() {
                Some(choice) => EventKind::Chose { choice, version: case.offered },
                None => return states,
            },
        };
        at += SignedDuration::from_mins(7);
        let event = event(at, kind);
        let step = triage::step(&known.context(&Settings::default(), at), last, &event);
        let mut case = step.case.unwrap();
        case.number = Some(CaseNumber(1));
        assert!(last.is_none_or(|last| last.version < case.version), "a talk has stopped: {text}");
        states.push(State { case, effects: step.effects });
    }
}

fn event(at: Timestamp, kind: EventKind) -> Event {
    Event {
        id: SourceId(format!("message {}", at.as_millisecond())),
        at,
        server: SERVER,
        place: PlaceId(1),
        origin: None,
        person: PersonId(1),
        case: None,
        by: Actor::Member,
        via: None,
        kind,
    }
}

/// The case of somebody else, in a conversation of their own, to whom the same happened.
pub(crate) fn of_somebody(case: &Case, number: Option<u64>, person: u64) -> Case {
    let id = FROM + person;
    Case { number: number.map(CaseNumber), person: PersonId(id), place: PlaceId(id), ..case.clone() }
}
