//! Cases and commits for tests. All times are seconds after the same start.

use jiff::Timestamp;

use crate::diagnosis::Verdict;
use crate::incident::{Incident, Scope};
use crate::store::{Commit, IncidentCommit, Loaded, NewWork, Store, Write, Written};
#[cfg(feature = "app")]
use crate::store::{Lease, Work, WorkId};
use crate::triage::case::{Case, Happening, HistoryEntry, PersonId, PlaceId, ServerId, Stage};
use crate::triage::effect::{Block, Effect, Message};
use crate::triage::event::{SourceId, Wake};
use crate::triage::{About, Correction, MessageId, Right, Said};

/// The server of most tests.
pub(crate) const SERVER: ServerId = ServerId(7);
/// The person of most tests.
pub(crate) const PERSON: PersonId = PersonId(70);

/// Seconds after the start.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

/// A new case, opened at the start.
pub(crate) fn new_case(server: ServerId, person: PersonId) -> Case {
    let mut case = Case::new(server, person, PlaceId(700), at(0));
    case.history.push(HistoryEntry { at: at(0), by: None, what: Happening::Opened });
    case.version = 1;
    case
}

/// A case as the next step leaves it.
pub(crate) fn moved(case: &Case, stage: Stage) -> Case {
    let mut case = case.clone();
    case.stage = stage;
    case.version += 1;
    case.history.push(HistoryEntry { at: case.touched_at, by: None, what: Happening::Moved(stage) });
    case
}

/// A piece of work that says nothing, as the store hands it out.
#[cfg(feature = "app")]
pub(crate) fn work(id: u64, due: Timestamp, tries: u32) -> Work {
    Work {
        id: WorkId(id),
        server: SERVER,
        person: PERSON,
        place: PlaceId(700),
        beside: None,
        via: None,
        source: None,
        case: None,
        effect: Effect::MarkSolved(true),
        due,
        first_due: None,
        tries,
        again: tries > 0,
        lease: Lease::default(),
    }
}

/// A step of the person of most tests that changes nothing yet.
pub(crate) fn commit(source: &str, loaded: Option<&Case>) -> Commit {
    commit_of(SERVER, PERSON, source, loaded)
}

/// A step of any person.
pub(crate) fn commit_of(server: ServerId, person: PersonId, source: &str, loaded: Option<&Case>) -> Commit {
    Commit {
        correction: None,
        unmatched: false,
        server,
        person,
        place: PlaceId(700),
        beside: None,
        via: None,
        source: SourceId(source.to_owned()),
        now: at(0),
        remember_until: at(1000),
        loaded: loaded.map(|case| Loaded { number: case.number.unwrap(), version: case.version }),
        case: None,
        work: Vec::new(),
    }
}

/// Saves a step and says what became of it.
pub(crate) fn save(store: &dyn Store, commit: Commit) -> Written {
    store.write(Write::Commit(Box::new(commit))).unwrap()
}

/// Saves a new case and gives it back as it is stored.
pub(crate) fn opened(store: &dyn Store, server: ServerId, person: PersonId, source: &str) -> Case {
    let last = store.latest_case(server, person).unwrap();
    let mut step = commit_of(server, person, source, last.as_ref());
    step.case = Some(new_case(server, person));
    assert!(matches!(save(store, step), Written::Saved { case: Some(_) }), "the case was refused");
    store.latest_case(server, person).unwrap().unwrap()
}

/// A moderator's word that this message of the person of most tests is off topic.
pub(crate) fn correction(message: u64) -> Correction {
    Correction {
        server: SERVER,
        about: About::Message(MessageId(message)),
        place: PlaceId(700),
        author: PERSON,
        text: "my backup of photos is done".to_owned(),
        said: Said { verdict: Verdict::Ask, families: Vec::new() },
        right: Right::OffTopic,
        by: Some(PersonId(90)),
        at: at(0),
    }
}

/// What a watch saves when an incident of all causes begins.
pub(crate) fn incident(number: u64) -> IncidentCommit {
    IncidentCommit {
        server: SERVER,
        watch: serde_json::json!([4]),
        incidents: vec![Incident::new(number, Scope::All, at(0))],
        work: vec![(PlaceId(600), due(0, Effect::Announce(Message::default())))],
    }
}

/// Something to say.
pub(crate) fn say(words: &str) -> Effect {
    Effect::Say(Message { blocks: vec![Block::Text(words.to_owned())], ..Message::default() })
}

/// Work that is due at a second.
pub(crate) fn due(second: i64, effect: Effect) -> NewWork {
    NewWork { effect, due: at(second) }
}

/// A wake-up at a second.
pub(crate) fn wake(second: i64) -> NewWork {
    due(second, Effect::WakeAt { at: at(second), wake: Wake::MorningAfter })
}
