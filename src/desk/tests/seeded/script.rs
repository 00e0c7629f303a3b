//! What members, staff, clocks and faults do. Every choice is the seed's.

use std::sync::Arc;

use super::sim::Sim;
use crate::desk::change::{Change, Listed};
use crate::desk::upkeep;
use crate::desk::watching::Saving;
use crate::knowledge::{CauseId, StepId};
use crate::store::{Store, StoreError, Write};
use crate::triage::case::Priority;
use crate::triage::desk::{Deed, Ending, Filed, Receiver};
use crate::triage::event::{Choice, Form};
use crate::triage::{
    Actor, Case, CaseNumber, Event, EventKind, MessageId, Mode, Origin, PersonId, PlaceId, RoleId, ServerId,
    SourceId, Via,
};

/// The servers, each with its channel.
const SERVERS: [(ServerId, PlaceId); 2] =
    [(ServerId(5_000_001), PlaceId(900)), (ServerId(5_000_002), PlaceId(901))];
/// The members.
pub(super) const MEMBERS: [PersonId; 3] = [PersonId(8_000_011), PersonId(8_000_012), PersonId(8_000_013)];
/// The moderators.
pub(super) const STAFF: [PersonId; 2] = [PersonId(8_000_091), PersonId(8_000_092)];
const ROLE: RoleId = RoleId(31);

/// What opens a case, most of the time.
pub(super) const OPENINGS: [&str; 6] = [
    "my icloud backup keeps failing, it says there is not enough icloud storage",
    "the last backup could not be completed, iphone 13 on ios 17.4",
    "icloud backup wont finish, wifi keeps dropping",
    "my icloud backup failed and i trade the phone in tomorrow",
    "icloud backup has not run for 5 months, it was never plugged in at night",
    "backup to icloud fails",
];

/// What is said in between.
const WORDS: [&str; 16] = [
    "nope same",
    "didn't help",
    "yes",
    "no",
    "done",
    "skip",
    "i don't know",
    "it works now, thank you",
    "can i talk to a person",
    "leave me alone",
    "i'll try it tonight",
    "ios 17.4, iphone 13 mini, since 3 weeks",
    "i have a backup on my mac",
    "plenty of storage left",
    "good morning everybody",
    "how often does it back up?",
];

impl Sim {
    /// Something happens.
    pub(super) fn act(&mut self) {
        match self.rng.u32(0..100) {
            0..=27 => self.says(),
            28..=44 => self.presses(),
            45..=62 => self.does(),
            63..=66 => self.fills(),
            67..=68 => self.edits(),
            69..=71 => self.ends(),
            72..=74 => self.give_again(),
            75..=76 => self.operates(),
            77..=78 => self.sets(),
            79..=80 => self.forgets(),
            81..=82 => self.watches(),
            83..=84 => self.fail_soon(),
            85..=86 => self.crash(),
            87..=88 => self.steps_clock(),
            89..=93 => self.waits_long(),
            _ => {
                let short = self.rng.i64(100..400_000);
                self.pass_slowly(short);
            }
        }
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    fn member(&mut self) -> (ServerId, PlaceId, PersonId) {
        let (server, channel) = SERVERS[usize::from(self.rng.u32(0..5) == 0)];
        (server, channel, MEMBERS[self.rng.usize(0..MEMBERS.len())])
    }

    /// A case, most often an open one.
    fn case(&mut self) -> Option<Case> {
        let numbers: Vec<(ServerId, CaseNumber)> = self.witness.cases.keys().copied().collect();
        let number = self.rng.choice(numbers)?;
        self.witness.cases.get(&number).cloned()
    }

    fn event(
        &self,
        kind: &str,
        id: u64,
        server: ServerId,
        place: PlaceId,
        person: PersonId,
        what: EventKind,
    ) -> Event {
        Event {
            id: SourceId(format!("{kind} {id}")),
            at: self.now(),
            server,
            place,
            origin: None,
            person,
            case: None,
            by: Actor::Member,
            via: None,
            kind: what,
        }
    }

    fn via(&self, id: u64) -> Option<Via> {
        let until = self.now() + jiff::SignedDuration::from_mins(15);
        Some(Via { application: 1, token: format!("token {id}"), until })
    }

    /// A member writes, in the conversation or in the channel.
    fn says(&mut self) {
        let (server, channel, person) = self.member();
        let id = self.next();
        let message = MessageId(1_000_000 + id);
        let thread = self.witness.latest(server, person).map(|case| case.place);
        let (place, origin) = match thread.filter(|_| self.rng.u32(0..4) > 0) {
            Some(thread) => (thread, Origin { channel: thread, message }),
            None => (PlaceId(message.0), Origin { channel, message }),
        };
        let opens = thread.is_none() || self.rng.u32(0..5) == 0;
        let texts: &[&str] = if opens { &OPENINGS } else { &WORDS };
        let text = texts[self.rng.usize(0..texts.len())];
        let addressed = self.rng.bool();
        self.trace
            .line(format!("message {id} of {person} in {server}, place {place}, addressed: {addressed}"));
        let said = EventKind::Said { text: text.to_owned(), addressed };
        let event = Event { origin: Some(origin), ..self.event("message", id, server, place, person, said) };
        self.give(event, true);
    }

    /// A member presses something under a message, new or old.
    fn presses(&mut self) {
        let Some(case) = self.case() else { return self.says() };
        let choice = match self.rng.u32(0..10) {
            0..=3 => Choice::DidntHelp,
            4 => Choice::FixedIt,
            5 => Choice::NotMyProblem,
            6 => Choice::TalkToAPerson,
            7 => Choice::CheckTomorrow,
            8 => Choice::StillFailing,
            _ => Choice::SummaryForApple,
        };
        let old = self.rng.u32(0..6) == 0;
        let version = if old { case.offered.saturating_sub(1) } else { case.offered };
        let id = self.next();
        self.trace
            .line(format!("press {id} of {} in {}: {choice:?}, version {version}", case.person, case.server));
        let chose = EventKind::Chose { choice, version };
        let event = self.event("press", id, case.server, case.place, case.person, chose);
        let event = Event { via: self.via(id), ..event };
        self.give(event, false);
    }

    fn fills(&mut self) {
        let (server, _, person) = self.member();
        let place = self.witness.latest(server, person).map_or(PlaceId(77), |case| case.place);
        let id = self.next();
        self.trace.line(format!("form {id} of {person} in {server}"));
        let kind = if self.rng.bool() {
            EventKind::Filled(Form {
                version: "iphone 14, 17.5".to_owned(),
                error: "the last backup could not be completed".to_owned(),
                duration: "two weeks".to_owned(),
                steps: "restart".to_owned(),
            })
        } else {
            EventKind::Pictured
        };
        let event = Event { via: self.via(id), ..self.event("form", id, server, place, person, kind) };
        self.give(event, false);
    }

    fn edits(&mut self) {
        let (server, _, person) = self.member();
        let Some(case) = self.witness.latest(server, person) else { return };
        let (place, home) = (case.place, case.home);
        let id = self.next();
        self.trace.line(format!("edit {id} of {person} in {server}"));
        let kind = EventKind::Edited { text: "icloud backup fails on ios 16.1, iphone 12".to_owned() };
        let event = Event { origin: home, ..self.event("edit", id, server, place, person, kind) };
        self.give(event, true);
    }

    fn ends(&mut self) {
        let Some(case) = self.case().filter(|case| !case.forgotten) else { return };
        let endings =
            [Ending::MessageDeleted, Ending::MemberLeft, Ending::Locked, Ending::Archived, Ending::Dismissed];
        let ending = endings[self.rng.usize(0..endings.len())];
        let id = self.next();
        self.trace.line(format!("ending {id} of {} in {}: {ending:?}", case.person, case.server));
        let event = self.event("ending", id, case.server, case.place, case.person, EventKind::Ended(ending));
        self.give(Event { by: Actor::World, ..event }, true);
    }

    fn deed(&mut self) -> Deed {
        let to = match self.rng.u32(0..4) {
            0 => Receiver::Moderator(STAFF[0]),
            1 => Receiver::Moderator(STAFF[1]),
            2 => Receiver::Role(ROLE),
            _ => Receiver::Apple,
        };
        match self.rng.u32(0..24) {
            0..=4 => Deed::Claim,
            5..=8 => Deed::HandOff { to, reason: "it is theirs".to_owned() },
            9..=10 => Deed::Accept,
            11 => Deed::Decline,
            12 => Deed::Release,
            13 => Deed::Note { words: "a note".to_owned() },
            14 => Deed::Ask { words: "which version is it?".to_owned() },
            15 => Deed::Prioritize(Priority::High),
            16 => Deed::Reclassify(Filed::Cause(CauseId::from("icloud-storage-full"))),
            17 => Deed::Reclassify(Filed::OffTopic),
            18 => Deed::Resolve { step: None },
            19 => Deed::Resolve { step: Some(StepId::from("restart")) },
            20 => Deed::Close,
            21..=22 => Deed::Reopen,
            _ => Deed::JoinedIn,
        }
    }

    /// A moderator does something with a case.
    fn does(&mut self) {
        let Some(case) = self.case() else { return self.says() };
        let staff = STAFF[self.rng.usize(0..STAFF.len())];
        let (deed, id) = (self.deed(), self.next());
        self.trace.line(format!("deed {id} of {staff} with {:?} of {}: {deed:?}", case.number, case.server));
        let event = self.event("deed", id, case.server, case.place, case.person, EventKind::Did(deed));
        let by =
            Actor::Staff { person: staff, roles: if staff == STAFF[1] { vec![ROLE] } else { Vec::new() } };
        let event = Event { by, case: case.number, via: self.via(id), ..event };
        self.give(event, false);
    }

    /// Whoever runs the bot does something at the command line, and waits for it.
    fn operates(&mut self) {
        let Some(case) = self.case().filter(|_| self.is_idle()) else { return };
        let (deed, id) = (self.deed(), self.next());
        self.trace.line(format!("errand {id} with {:?} of {}: {deed:?}", case.number, case.server));
        let event = self.event("errand", id, case.server, case.place, case.person, EventKind::Did(deed));
        let event = Event { by: Actor::Operator, case: case.number, ..event };
        let acted = self.life.desk.act(&event);
        self.trace.line(format!("  {:?}", acted.map(|acted| acted.handled)));
        self.look(false);
    }

    fn sets(&mut self) {
        let (server, channel) = SERVERS[self.rng.usize(0..SERVERS.len())];
        let change = match self.rng.u32(0..6) {
            0 => Change::Pause(true),
            1 => Change::Pause(false),
            2 => Change::Mode(Mode::Suggest),
            3 => Change::Mode(Mode::Answer),
            4 => Change::Reminder(1),
            _ => Change::Watch(Listed::Add(channel)),
        };
        self.trace.line(format!("setting of {server}: {change:?}"));
        drop(self.life.servers.change(server, &[change]));
        self.look(false);
    }

    /// `/privacy delete`, or the nightly look at what is old.
    fn forgets(&mut self) {
        if self.rng.u32(0..4) == 0 {
            let forgotten = upkeep::forget_old(&*self.life.store, &self.life.servers, self.now());
            self.trace.line(format!("old cases are forgotten: {forgotten:?}"));
            return self.look(true);
        }
        let (server, _, person) = self.member();
        let written = self.life.store.write(Write::ForgetPerson(server, person, self.now()));
        self.trace.line(format!("{person} is forgotten in {server}: {written:?}"));
        let names = self.kept.names(server, person);
        assert!(written.is_err() || names.is_empty(), "{person} is still named by {names:?}");
        self.look(true);
    }

    /// Moderators open and close incidents by hand.
    fn watches(&mut self) {
        let (server, _) = SERVERS[self.rng.usize(0..SERVERS.len())];
        let (opens, now) = (self.rng.bool(), self.now());
        self.trace.line(format!("an incident in {server} is {}", if opens { "opened" } else { "closed" }));
        self.incident(server, opens, now);
    }

    fn incident(&mut self, server: ServerId, opens: bool, now: jiff::Timestamp) {
        let Some(watching) = self.life.desk.watching().map(Arc::clone) else { return };
        let by = Some(STAFF[0]);
        let saving: Result<Saving, StoreError> =
            if opens { watching.open(server, None, by, now) } else { watching.close(server, by, now) };
        self.aside(async move { saving?.saved().await.map(drop) });
    }

    /// The computer's clock is set.
    fn steps_clock(&mut self) {
        let most = if self.rng.u32(0..4) == 0 { 7_200_000 } else { 400_000 };
        let step = self.rng.i64(-most..most);
        self.trace.line(format!("the clock is set by {step} ms"));
        self.world.state().skew += step;
    }

    /// Hours or days go by, after what is under way has come to an end.
    fn waits_long(&mut self) {
        self.settle();
        let hours = [1, 5, 24, 30, 72, 400][self.rng.usize(0..6)];
        self.trace.line(format!("{hours} hours go by"));
        self.pass(hours * 3_600_000);
    }

    /// Nothing keeps a clock running for ever: no server is paused, and no incident is open.
    pub(super) fn calm(&mut self) {
        for (server, _) in SERVERS {
            self.life.servers.change(server, &[Change::Pause(false)]).expect("nothing fails any more");
            self.incident(server, false, self.now());
        }
        self.look(false);
    }
}
