//! Many people have the same trouble at once: one notice, short replies while it lasts, one word when it is over.

use std::sync::Arc;

use cloudmedic::desk::Watching;
use cloudmedic::desk::watching::Trouble;
use cloudmedic::diagnosis::RankedCause;
use cloudmedic::incident::Incident;
use cloudmedic::knowledge::{CauseId, Family};
use cloudmedic::store::{Commit, Store, Write};
use cloudmedic::triage::{Case, PersonId, PlaceId, SourceId, Stage};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::process::Machine;
use super::town::{SERVER, Town, settings};
use crate::support::sim::{Message, Simulator, World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";
const CROWD: u64 = 1_170_000_000_000_005_000;

/// The small support server with a crowd of members.
fn world() -> World {
    let mut world = World::support_server();
    for one in 0..20 {
        world.add_user(CROWD + one, &format!("Member {one}"), false);
        world.add_member(ids::GUILD, CROWD + one, &[]);
    }
    world
}

/// A month of three quiet cases a day, as a bot that ran all the time would have kept them.
fn month(store: &dyn Store) {
    let now = Timestamp::now();
    for number in 0..90_u64 {
        let day = SignedDuration::from_hours(24 * i64::try_from(number / 3 + 1).unwrap());
        let at = now - day + SignedDuration::from_mins(i64::try_from(number % 3).unwrap() * 50);
        let person = PersonId(9_000 + number);
        let mut case = Case::new(SERVER, person, PlaceId(ids::HELP), at);
        case.stage = Stage::Closed;
        case.version = 1;
        case.opened_there = Some(TimeZone::UTC.to_datetime(at));
        let id = CauseId::from(format!("long-ago-{}", number % 7).as_str());
        case.causes = vec![RankedCause { id, family: Family::Network, confidence: 0.9 }];
        let commit = Commit {
            server: SERVER,
            person,
            place: case.place,
            beside: None,
            via: None,
            source: SourceId(format!("long ago {number}")),
            now: at,
            remember_until: at,
            loaded: None,
            case: Some(case),
            correction: None,
            unmatched: false,
            work: Vec::new(),
        };
        store.write(Write::Commit(Box::new(commit))).unwrap();
    }
}

fn town() -> Town {
    let mut town = Town::quiet(world());
    town.set(settings());
    town.with_store(month);
    town.start();
    town
}

fn watching(town: &Town) -> Arc<Watching> {
    Arc::clone(town.bot().desk.watching().expect("the bot watches"))
}

fn open(town: &Town) -> Option<Incident> {
    watching(town).state(SERVER, town.bot().now()).unwrap().incident
}

/// Members of the crowd complain, one minute after the other, and each gets a reply.
fn spike(town: &Town, members: std::ops::Range<u64>) {
    for one in members {
        let asked = town.sim.post(CROWD + one, ids::HELP, FULL);
        town.reply_to(asked.id);
        town.pass(SignedDuration::from_mins(1));
    }
}

/// What was said to everybody in a channel.
fn notices(sim: &Simulator, channel: u64, part: &str) -> Vec<Message> {
    let said = sim.bot_messages(channel).into_iter();
    said.filter(|message| message.reference.is_none() && message.text().contains(part)).collect()
}

/// Waits until everything is done that was due.
fn struck(town: &Town) {
    let due = || town.bot().store.next_due().unwrap();
    town.sim
        .wait_for("the clocks to strike", |_| due().is_none_or(|due| due > town.bot().now()).then_some(()));
    town.sim.quiet(50);
}

const BEGAN: &str = "Many people here have the same trouble";
const OVER: &str = "here seems to be over";

#[test]
fn a_spike_is_told_once_and_what_follows_gets_a_short_reply_until_it_is_over() {
    let mut town = town();
    spike(&town, 0..12);
    let notice = town.sim.wait_for_bot_message(ids::HELP, |message| message.reference.is_none());
    assert!(
        notice.text().contains(BEGAN) && notice.text().contains("iCloud storage is full"),
        "{}",
        notice.text()
    );
    assert!(notice.text().contains("apple.com/support/systemstatus"), "{}", notice.text());
    assert!(notice.mentions_that_fired.is_empty());
    let told = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |told| told.text().contains("Incident 1"));
    assert!(told.text().contains("/incident mute"), "{}", told.text());
    town.sim.wait_for("a post in the forum", |_| town.sim.threads_of(ids::FORUM).pop());

    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    assert!(reply.text().contains(BEGAN) && !reply.text().contains("Step 1"), "{}", reply.text());
    let buttons = ["Backup completed", "Still failing", "Talk to a person"].map(str::to_owned);
    assert!(reply.buttons().starts_with(&buttons), "{:?}", reply.buttons());
    assert_eq!(town.case_of(ids::ANNA).unwrap().incident, Some(1));
    town.sim.press(ids::ANNA, reply.id, "Still failing");
    let step = town.sim.wait_for_bot_message(asked.id, |message| message.text().contains("Step 1"));
    assert!(step.buttons().contains(&"Didn't help".to_owned()));

    // A restart in the middle: nothing is lost and nothing is said twice.
    let before = open(&town).expect("it is open");
    assert!(before.told && before.cases >= 13, "{before:?}");
    town.stop();
    town.start();
    assert_eq!(open(&town), Some(before));

    town.pass(SignedDuration::from_hours(13));
    let mut looks = 0;
    while open(&town).is_some() {
        looks += 1;
        assert!(looks < 40, "it never ends: {:?}", open(&town));
        struck(&town);
        town.pass(SignedDuration::from_mins(16));
    }
    town.sim.wait_for_bot_message(ids::HELP, |message| message.text().contains(OVER));
    town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |told| told.text().contains("Incident 1 is over"));
    town.sim.quiet(100);
    assert_eq!(notices(&town.sim, ids::HELP, BEGAN).len(), 1);
    assert_eq!(notices(&town.sim, ids::HELP, OVER).len(), 1);

    let later = town.sim.post(ids::BEN, ids::HELP, FULL);
    assert!(town.reply_to(later.id).text().contains("Step 1"), "help is as always again");
}

#[test]
fn while_it_is_muted_nothing_is_said() {
    let town = town();
    let (watching, now) = (watching(&town), town.bot().now());
    let until = now + SignedDuration::from_hours(24);
    watching.mute(SERVER, until, None, now).unwrap().wait().unwrap();
    spike(&town, 0..12);
    assert_eq!(open(&town), None);
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    assert!(town.reply_to(asked.id).text().contains("Step 1"));
    town.sim.quiet(100);
    assert!(notices(&town.sim, ids::HELP, "").is_empty());
    assert!(town.sim.bot_messages(ids::MODERATORS_ROOM).is_empty());
}

#[test]
fn what_apples_page_says_comes_first() {
    let town = Town::open();
    watching(&town).apple_says(Some(Trouble::Outage), town.bot().now());
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    let first = reply.text().find("Apple's status page shows an outage");
    let cause = reply.text().find("iCloud storage is full");
    assert!(first.is_some() && first < cause, "{}", reply.text());
    town.pass(SignedDuration::from_mins(31));
    let asked = town.sim.post(ids::BEN, ids::HELP, FULL);
    assert!(!town.reply_to(asked.id).text().contains("an outage"), "nobody has confirmed it");
}

#[test]
fn the_operator_opens_and_closes_one_while_the_bot_runs() {
    let machine = Machine::start();
    let server = ids::GUILD.to_string();
    let run = |arguments: &[&str]| {
        let done = machine.run(&[&["incidents"], arguments, &["--server", &server]].concat());
        (done.status.success(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let (_, none) = run(&["close"]);
    assert!(none.contains("no incident is open"), "{none}");
    let (refused, told) = run(&["open", "--cause", "solar-flare"]);
    assert!(!refused && told.contains("solar-flare is no cause"), "{told}");
    let (opened, told) = run(&["open"]);
    assert!(opened && told.contains("Incident 1 is open: all failing backups"), "{told}");
    machine.sim.wait_for_bot_message(ids::HELP, |told| told.text().contains("The moderators tell me"));
    let asked = machine.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = machine.sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
    assert!(reply.text().contains("Many people here have trouble with backups"), "{}", reply.text());
    let (_, again) = run(&["open"]);
    assert!(again.contains("incident 1 is open already"), "{again}");
    let (_, list) = run(&["list", "--open"]);
    assert!(list.contains("all failing backups"), "{list}");
    let (closed, told) = run(&["close"]);
    assert!(closed && told.contains("Incident 1 is over; its cases: 1"), "{told}");
    machine.sim.wait_for_bot_message(ids::HELP, |told| told.text().contains(OVER));
    let (muted, told) = run(&["mute", "--for", "6h"]);
    assert!(muted && told.contains("Nothing is said of incidents until"), "{told}");
    assert!(run(&["unmute"]).0);
}
