//! What the bot does when nobody does anything, as members and moderators see it; and that a restart at any of these
//! moments changes nothing and says nothing twice.

mod deletion;
mod morning;
mod queue;
mod silence;

use cloudmedic::store::Record;
use cloudmedic::triage::{Case, Settings};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::town::{Town, settings};
use crate::support::sim::{Message, World, ids};

/// The bot has nothing to do any more when it asked Discord nothing for so many milliseconds.
const QUIET_MS: u64 = 100;

/// The support server, at this hour of the day.
fn at(hour: i8) -> Town {
    at_with(hour, settings())
}

fn at_with(hour: i8, settings: Settings) -> Town {
    let town = Town::with(World::support_server(), settings);
    town.pass(until(town.bot().now(), hour));
    town
}

/// How long it is until the clock strikes this hour.
fn until(now: Timestamp, hour: i8) -> SignedDuration {
    let date = now.to_zoned(TimeZone::UTC).date();
    let there = date.at(hour, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let today = there.duration_since(now);
    if today.is_negative() { today + SignedDuration::from_hours(24) } else { today }
}

/// Time passes, with nothing under way before and nothing left to do after it.
fn hours(town: &Town, hours: i64) {
    idle(town);
    town.pass(SignedDuration::from_hours(hours));
    idle(town);
}

fn days(town: &Town, days: i64) {
    hours(town, 24 * days);
}

/// Waits until everything is done that is due.
fn idle(town: &Town) {
    let bot = town.bot();
    let due = |record: &Record| matches!(record, Record::Work(work) if work.due <= bot.now());
    town.sim.wait_for("all work to be done", |_| {
        (!bot.store.records().any(|record| due(&record.unwrap()))).then_some(())
    });
}

/// Everything that the bot has written, wherever that is: the place, the words, the buttons.
fn written(town: &Town) -> Vec<(u64, u64, String, Vec<String>)> {
    let all = town.sim.with_world(|world| world.messages.values().cloned().collect::<Vec<Message>>());
    let open = all.into_iter().filter(|one| one.author == ids::BOT && !one.ephemeral() && !one.system());
    open.map(|one| (one.id, one.channel, one.text(), one.buttons())).collect()
}

/// The process ends and starts again.
fn restart(town: &mut Town) {
    idle(town);
    let before = written(town);
    town.stop();
    town.start();
    idle(town);
    town.sim.quiet(QUIET_MS);
    assert_eq!(written(town), before, "a restart says nothing");
}

/// The same, and this much time passes while nobody is there.
fn away(town: &mut Town, hours: i64) {
    idle(town);
    town.stop();
    town.pass(SignedDuration::from_hours(hours));
    town.start();
    idle(town);
    town.sim.quiet(QUIET_MS);
}

/// What the bot wrote in a place.
fn count(town: &Town, place: u64) -> usize {
    town.sim.bot_messages(place).len()
}

/// Anna's case in the thread of this message.
fn anna(town: &Town) -> Case {
    town.case_of(ids::ANNA).expect("Anna has a case")
}

/// The newest message of the bot in a place.
fn last(town: &Town, place: u64) -> Message {
    town.sim.bot_messages(place).pop().expect("the bot said something there")
}
