//! The watch over incidents: what opens, what is said and where, once, also over a restart.

use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Opened, Watching};
use crate::desk::deciding::Known;
use crate::desk::{CurrentKnowledge, Servers};
use crate::incident::{Change, Incident, Scope};
use crate::knowledge::{CauseId, KnowledgeBase};
use crate::store::tests::sample::{SERVER, commit_of, new_case, save};
use crate::store::{Memory, Store, Write};
use crate::triage::effect::Block;
use crate::triage::event::Wake;
use crate::triage::settings::Mode;
use crate::triage::{Case, Effect, Message, PersonId, PlaceId, ServerId, Settings, Stage};

const CHANNELS: [PlaceId; 2] = [PlaceId(501), PlaceId(502)];
const CARDS: PlaceId = PlaceId(600);
const DAY: SignedDuration = SignedDuration::from_hours(24);

static KNOWN: LazyLock<Arc<CurrentKnowledge>> = LazyLock::new(|| {
    let base = KnowledgeBase::built_in().expect("the files are in order");
    Arc::new(CurrentKnowledge::new(Arc::new(Known::new(base))))
});

/// The noon after the days that the store has seen.
fn noon() -> Timestamp {
    "2027-02-01T12:00:00Z".parse().unwrap()
}

/// A server with a month of three cases a day of many causes behind it.
struct Place {
    store: Arc<dyn Store>,
    watching: Watching,
    people: u64,
    now: Timestamp,
    /// What was said, in order: where, and the words.
    said: Vec<(PlaceId, String)>,
    wakes: usize,
}

fn settings() -> Settings {
    Settings { watched: CHANNELS.to_vec(), escalations: Some(CARDS), ..Settings::default() }
}

fn watching(store: &Arc<dyn Store>) -> Watching {
    Watching::new(Arc::new(Servers::new(Arc::clone(store))), Arc::clone(&KNOWN))
}

impl Place {
    fn with(settings: Settings) -> Self {
        let store: Arc<dyn Store> = Arc::new(Memory::default());
        Servers::new(Arc::clone(&store)).set(SERVER, settings).unwrap();
        let watching = watching(&store);
        let mut place = Self { store, watching, people: 0, now: noon(), said: Vec::new(), wakes: 0 };
        for ago in 1..=30 {
            for (hour, cause) in [(-4, "icloud-storage-full"), (0, "wifi-off"), (5, "never-at-night")] {
                let at = noon() - DAY * ago + SignedDuration::from_hours(hour);
                place.keep(at, Some(&format!("{cause}-{}", ago % 5)));
            }
        }
        place
    }

    fn new() -> Self {
        Self::with(settings())
    }

    /// Keeps the case of another person, and tells nobody.
    fn keep(&mut self, at: Timestamp, cause: Option<&str>) -> Case {
        self.people += 1;
        let person = PersonId(10_000 + self.people);
        let mut case = Case { stage: Stage::Closed, opened_at: at, ..new_case(SERVER, person) };
        case.opened_there = Some(TimeZone::UTC.to_datetime(at));
        let causes: Vec<_> =
            cause.iter().map(|id| json!({"id": id, "family": "network", "confidence": 0.9})).collect();
        case.causes = serde_json::from_value(json!(causes)).unwrap();
        let mut commit = commit_of(SERVER, person, &format!("case {person}"), None);
        commit.case = Some(case.clone());
        save(&*self.store, commit);
        case
    }

    /// A case comes, and what follows is done.
    fn hears(&mut self, cause: Option<&str>) -> Vec<Change> {
        let case = self.keep(self.now, cause);
        let changes = self.watching.opened(&Opened::of(&case), self.now).unwrap().wait().unwrap();
        self.settle();
        changes
    }

    /// So many cases, two minutes apart.
    fn spike(&mut self, cases: usize, cause: Option<&str>) -> usize {
        let mut opened = 0;
        for _ in 0..cases {
            self.now += SignedDuration::from_mins(2);
            let changes = self.hears(cause);
            opened += changes.iter().filter(|change| matches!(change, Change::Opened(_))).count();
        }
        opened
    }

    /// Does what is due.
    fn settle(&mut self) {
        while let Some(work) = self.store.claim(self.now, SignedDuration::from_mins(5), 1).unwrap().pop() {
            if let Effect::Announce(message) = &work.effect {
                self.said.push((work.place, words(message)));
            } else {
                assert!(matches!(work.effect, Effect::WakeAt { wake: Wake::Incident, .. }), "{work:?}");
                self.wakes += 1;
                self.watching.woke(work.server, self.now).unwrap().wait().unwrap();
            }
            self.store.write(Write::Done(work.id)).unwrap();
        }
    }

    /// Time passes in small steps.
    fn pass(&mut self, time: SignedDuration) {
        let end = self.now + time;
        while self.now < end {
            self.now += SignedDuration::from_mins(5);
            self.settle();
        }
    }

    /// The process ends and another one begins.
    fn restart(&mut self) {
        self.watching = watching(&self.store);
        for server in self.watching.unfinished().unwrap() {
            self.watching.woke(server, self.now).unwrap().wait().unwrap();
        }
        self.settle();
    }

    fn told(&self, place: PlaceId) -> Vec<&str> {
        self.said.iter().filter(|(there, _)| *there == place).map(|(_, said)| said.as_str()).collect()
    }

    fn open(&self) -> Option<Incident> {
        self.watching.state(SERVER, self.now).unwrap().incident
    }

    fn kept(&self) -> Vec<Incident> {
        self.store.incidents(None).map(|entry| entry.unwrap().1).collect()
    }
}

fn words(message: &Message) -> String {
    let text = |block: &Block| if let Block::Text(text) = block { text.clone() } else { String::new() };
    message.blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_spike_opens_one_incident_with_one_notice_in_each_channel() {
    let mut place = Place::new();
    assert_eq!(place.spike(15, Some("apple-outage")), 1);
    let incident = place.open().expect("an incident is open");
    assert!(incident.told && incident.found_after <= 12, "{incident:?}");
    assert_eq!(incident.cases, 15, "those that came later count too");
    assert_eq!(place.kept(), std::slice::from_ref(&incident), "its figures are kept");
    for channel in CHANNELS {
        let told = place.told(channel);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("apple.com/support/systemstatus"), "{told:?}");
        assert!(told[0].contains(&format!("{} people", incident.found_after)), "{told:?}");
        assert!(!told[0].contains('{'), "{told:?}");
    }
    let staff = place.told(CARDS);
    assert!(staff.len() == 1 && staff[0].contains("Incident 1 has begun"), "{staff:?}");
}

#[test]
fn it_closes_once_when_things_are_back_to_normal() {
    let mut place = Place::new();
    place.spike(15, Some("apple-outage"));
    place.pass(DAY * 2);
    assert_eq!(place.open(), None);
    assert!(place.kept()[0].closed_at.is_some());
    for channel in CHANNELS {
        let told = place.told(channel);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[1].contains("seems to be over"), "{told:?}");
    }
    let before = place.wakes;
    place.pass(DAY);
    assert_eq!(place.wakes, before, "nobody is woken for nothing");
}

#[test]
fn a_muted_server_hears_nothing() {
    let mut place = Place::new();
    let until = place.now + DAY;
    place.watching.mute(SERVER, until, Some(PersonId(90)), place.now).unwrap().wait().unwrap();
    assert_eq!(place.spike(15, None), 0);
    place.watching.open(SERVER, None, None, place.now).unwrap().wait().unwrap();
    place.settle();
    assert_eq!(place.said, []);
    assert_eq!(place.watching.incident(SERVER, place.now).unwrap(), None, "replies are as always");
    place.watching.unmute(SERVER, place.now).unwrap().wait().unwrap();
    assert!(place.watching.incident(SERVER, place.now).unwrap().is_some());
    place.watching.close(SERVER, None, place.now).unwrap().wait().unwrap();
    place.settle();
    assert_eq!(place.told(CHANNELS[0]), [""; 0], "members were not told that it began");
}

#[test]
fn a_moderator_opens_and_closes_one_by_hand() {
    let mut place = Place::new();
    let scope = Some(Scope::Cause(CauseId::from("apple-outage")));
    place.watching.open(SERVER, scope, Some(PersonId(90)), place.now).unwrap().wait().unwrap();
    place.settle();
    assert_eq!(place.told(CHANNELS[0]).len(), 1);
    assert!(place.told(CHANNELS[0])[0].contains("The moderators tell me"));
    assert!(place.told(CARDS)[0].contains("opened by hand"));
    let again = place.watching.open(SERVER, None, Some(PersonId(91)), place.now).unwrap().wait().unwrap();
    assert!(matches!(again[..], [Change::Widened(_)]), "{again:?}");
    let closed = place.watching.close(SERVER, Some(PersonId(90)), place.now).unwrap().wait().unwrap();
    assert!(matches!(&closed[..], [Change::Closed(incident)] if incident.closed_by == Some(90)));
    place.settle();
    assert_eq!(place.told(CHANNELS[1]).len(), 2);
    let none = place.watching.close(SERVER, None, place.now).unwrap().wait().unwrap();
    assert_eq!(none, [], "there is none any more");
}

#[test]
fn where_the_bot_only_observes_the_moderators_alone_are_told() {
    for changed in [
        Settings { mode: Mode::Observe, ..settings() },
        Settings { mode: Mode::Suggest, ..settings() },
        Settings { paused: true, ..settings() },
    ] {
        let mut place = Place::with(changed);
        assert_eq!(place.spike(15, None), 1);
        place.pass(DAY * 2);
        assert_eq!((place.told(CARDS).len(), place.told(CHANNELS[0]).len()), (2, 0));
        assert!(!place.kept()[0].told);
    }
}

#[test]
fn a_server_that_wants_no_incidents_gets_those_that_are_opened_by_hand_alone() {
    let mut place = Place::with(Settings { incidents: false, ..settings() });
    assert_eq!(place.spike(15, None), 0);
    assert_eq!(place.said, []);
    place.watching.open(SERVER, None, None, place.now).unwrap().wait().unwrap();
    place.spike(2, None);
    assert_eq!(place.open().map(|incident| incident.cases), Some(2));
}

#[test]
fn without_enough_history_nothing_opens_by_itself() {
    let mut place = Place::new();
    place.store = Arc::new(Memory::default());
    Servers::new(Arc::clone(&place.store)).set(SERVER, settings()).unwrap();
    place.restart();
    assert_eq!(place.spike(20, None), 0);
}

#[test]
fn a_restart_in_the_middle_loses_nothing_and_says_nothing_twice() {
    let mut place = Place::new();
    assert_eq!(place.spike(5, None), 0);
    place.restart();
    assert_eq!(place.spike(10, None), 1, "the cases before the restart count");
    let opened = place.open();
    for _ in 0..4 {
        place.restart();
    }
    assert_eq!(place.open(), opened);
    place.pass(SignedDuration::from_mins(20));
    let woken = place.wakes;
    place.pass(SignedDuration::from_hours(1));
    assert_eq!(place.wakes - woken, 4, "one wake-up after the other, however many starts there were");
    place.pass(DAY * 2);
    place.restart();
    assert_eq!(place.open(), None);
    assert_eq!(place.told(CHANNELS[0]).len(), 2, "{:?}", place.said);
    assert_eq!(place.kept().len(), 1);
}

#[test]
fn an_incident_that_ended_while_nobody_was_there_is_closed_at_the_start() {
    let mut place = Place::new();
    place.spike(15, None);
    place.now += DAY * 8;
    place.restart();
    assert_eq!(place.open(), None);
    assert_eq!(place.told(CHANNELS[0]).len(), 2);
}

#[test]
fn servers_do_not_share_incidents() {
    let mut place = Place::new();
    place.spike(15, None);
    assert_eq!(place.watching.incident(ServerId(8), place.now).unwrap(), None);
}
