//! Floods: one polite sentence, and everybody else is served while it lasts. `CLOUDMEDIC_FLOOD` sets how long one is.

use std::time::Instant;

use cloudmedic::triage::PlaceId;

use crate::discord::town::{Town, settings, two_servers};
use crate::support::long;
use crate::support::sim::{Answer, Simulator, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";
/// What the bot may ask of Discord between a message and its answer, however long the flood is: what a flood may do at
/// once, and the answer itself. Presses are acknowledged while the disk takes its time: of many, a quarter may be.
const BETWEEN: usize = 150;

fn size() -> usize {
    long::size("CLOUDMEDIC_FLOOD", 600)
}

/// Waits until the bookmark is at the newest message of a member.
fn all_is_read(town: &Town, channel: u64) {
    let newest =
        town.sim.messages(channel).iter().filter(|one| one.author != ids::BOT).map(|one| one.id).max();
    town.sim.wait_for("the bookmark to move on", |_| {
        let mark = town.bot().store.bookmark(PlaceId(channel)).unwrap();
        (mark.map(|mark| mark.0) == newest).then_some(())
    });
}

fn told_of_floods(sim: &Simulator, channel: u64) -> usize {
    sim.bot_messages(channel).iter().filter(|one| one.text().contains("faster than I read")).count()
}

/// Ben writes in the middle of something, and is answered: how many requests and seconds that takes, as it goes on.
fn ben_is_answered(town: &Town, size: usize, flood: impl Fn(usize), what: &str) {
    let half = size / 2;
    flood(half);
    let (before, begun) = (town.sim.requests().len(), Instant::now());
    let asked = town.sim.post(ids::BEN, ids::HELP, FULL);
    std::thread::scope(|scope| {
        let served = scope.spawn(|| {
            town.reply_to(asked.id);
            (town.sim.requests(), begun.elapsed())
        });
        flood(size - half);
        let (requests, took) = served.join().unwrap();
        let answered = serde_json::json!(asked.id.to_string());
        let reply = requests.iter().position(|one| one.body["message_reference"]["message_id"] == answered);
        let between = reply.expect("the reply was sent").saturating_sub(before);
        eprintln!("{what} of {size}: another member is answered after {between} requests and {took:?}");
        assert!(between <= BETWEEN.max(size / 4), "{between} requests were made first");
    });
}

#[test]
fn a_flood_of_one_member_costs_one_sentence_and_others_are_served_meanwhile() {
    let town = Town::open();
    let first = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(first.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let thread = town.sim.wait_for_thread(first.id);
    town.sim.wait_for_bot_message(thread, |_| true);
    let before = town.case_of(ids::ANNA).unwrap().version;
    let places = [ids::HELP, thread];
    let flood = |count: usize| {
        for one in 0..count {
            town.sim.post(ids::ANNA, places[one % 2], "hello? iphone 12, still not enough storage");
        }
    };
    ben_is_answered(&town, size(), flood, "a flood of messages");
    all_is_read(&town, ids::HELP);
    town.sim.quiet(100);
    assert_eq!(told_of_floods(&town.sim, ids::HELP) + told_of_floods(&town.sim, thread), 1);
    assert!(town.sim.bot_messages(ids::MODERATORS_ROOM).len() <= 1, "a card at most");
    let steps = town.case_of(ids::ANNA).unwrap().version - before;
    // Sixty at once, and one for every second that it took.
    assert!(steps <= 100, "{steps} steps were taken");
}

#[test]
fn who_floods_is_heard_again_after_a_minute() {
    let town = Town::open();
    let before = size().max(100);
    for _ in 0..before {
        town.sim.post(ids::ANNA, ids::HELP, "lalala");
    }
    all_is_read(&town, ids::HELP);
    assert_eq!(
        town.sim.bot_messages(ids::HELP).len(),
        0,
        "talk is nobody's to answer, and its flood neither"
    );
    town.pass(jiff::SignedDuration::from_mins(2));
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
}

#[test]
fn a_flood_that_was_missed_is_read_back_as_it_would_have_been_heard() {
    let mut town = Town::open();
    town.sim.post(ids::BEN, ids::HELP, "good morning");
    town.sim.wait_for("a bookmark", |_| town.bot().store.bookmark(PlaceId(ids::HELP)).unwrap());
    town.stop();
    for _ in 0..100 {
        town.sim.post(ids::ANNA, ids::HELP, FULL);
    }
    let asked = town.sim.post(ids::BEN, ids::HELP, FULL);
    town.start();
    town.reply_to(asked.id);
    town.sim.wait_for("Anna to be told", |_| (told_of_floods(&town.sim, ids::HELP) == 1).then_some(()));
}

#[test]
fn every_press_of_a_flood_is_acknowledged_and_the_others_count() {
    let town = Town::open();
    let first = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(first.id);
    let id = reply.button("Didn't help").unwrap()["custom_id"].as_str().unwrap().to_owned();
    // In the long form only so many as can be answered in their three seconds.
    let presses = size().min(2000);
    let press = |half| (0..half).map(|_| town.sim.press_id(ids::ANNA, reply.id, &id)).collect::<Vec<_>>();
    let all = std::sync::Mutex::new(Vec::new());
    ben_is_answered(&town, presses, |half| all.lock().unwrap().extend(press(half)), "a flood of presses");
    let mut told = 0;
    for pressed in all.into_inner().unwrap() {
        match pressed.answer() {
            Answer::Message(whisper) => {
                assert!(
                    whisper.ephemeral() && whisper.text().contains("a lot at once"),
                    "{}",
                    whisper.text()
                );
                told += 1;
            }
            Answer::Acknowledged => {}
            other @ (Answer::Deferred { .. }
            | Answer::Modal(_)
            | Answer::Updated(_)
            | Answer::Autocomplete(_)
            | Answer::Failed) => panic!("a press was answered with {other:?}"),
        }
    }
    assert!(told >= presses - 100, "only {told} were too many");
    // The command of somebody else in the middle of it is nobody's but theirs.
    let status = town.sim.command(ids::BEN, ids::HELP, "backup status", &[]).message();
    assert!(status.text().contains("iCloud storage is full"), "{}", status.text());
}

#[test]
fn commands_and_typing_in_a_flood_are_acknowledged_too() {
    let town = Town::open();
    let run: Vec<_> =
        (0..120).map(|_| town.sim.command(ids::ANNA, ids::GENERAL, "backup help", &[])).collect();
    let texts: Vec<String> = run.iter().map(|one| one.message().text()).collect();
    let refused = texts.iter().filter(|text| text.contains("a lot at once")).count();
    assert!((40..=80).contains(&refused), "{refused} of 120 were too many");
    let typed: Vec<_> = (0..200)
        .map(|_| town.sim.autocomplete(ids::BEN, ids::GENERAL, "backup help", &[("topic", "")]))
        .collect();
    let empty = typed.iter().filter(|one| one.choices().is_empty()).count();
    assert!((40..=120).contains(&empty), "{empty} of 200 were too many");
}

#[test]
fn edits_in_a_flood_change_a_case_so_often_and_no_more() {
    let town = Town::open();
    let first = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(first.id);
    let before = town.case_of(ids::ANNA).unwrap().version;
    ben_is_answered(
        &town,
        size(),
        |half| {
            for one in 0..half {
                town.sim.edit(ids::ANNA, first.id, &format!("{FULL}. ios 17.{}", one % 4));
            }
        },
        "a flood of edits",
    );
    town.sim.quiet(100);
    let steps = town.case_of(ids::ANNA).unwrap().version - before;
    assert!(steps <= 100, "{steps} steps were taken");
    assert_eq!(told_of_floods(&town.sim, ids::HELP), 0, "what was written first was read");
}

#[test]
fn a_flood_of_many_is_told_to_moderators_once_and_other_servers_are_served() {
    let (mut world, _, elsewhere) = two_servers();
    let crowd: Vec<u64> = (0..1000).map(|one| 1_180_000_000_000_000_000 + one).collect();
    for one in &crowd {
        world.add_user(*one, "somebody", false);
        world.add_member(ids::GUILD, *one, &[]);
    }
    let town = Town::with(world, settings());
    let posts = size().max(5000);
    // All of it arrives in one moment, however slowly it was written.
    town.sim.reverse_next_events(posts);
    for one in crowd.iter().cycle().take(posts / 2) {
        town.sim.post(*one, ids::HELP, "me too");
    }
    let asked = town.sim.post(ids::ANNA, elsewhere, &format!("<@{}> {FULL}", ids::BOT));
    for one in crowd.iter().cycle().take(posts / 2) {
        town.sim.post(*one, ids::HELP, "me too");
    }
    town.sim.release_held_events();
    town.sim.wait_for_bot_message(elsewhere, |reply| reply.reference == Some(asked.id));
    let notices = || {
        town.sim
            .bot_messages(ids::MODERATORS_ROOM)
            .into_iter()
            .filter(|one| one.text().contains("So many messages"))
    };
    let notice = town.sim.wait_for("the notice", |_| notices().next());
    assert!(notice.mentions_that_fired.is_empty());
    town.sim.quiet(100);
    assert_eq!(notices().count(), 1);
    assert!(town.sim.bot_messages(ids::HELP).is_empty());
}

#[test]
fn direct_messages_cost_so_much_and_no_more() {
    let (world, _, _) = two_servers();
    let town = Town::with(world, settings());
    let channel = town.sim.dm_channel(ids::ANNA);
    for _ in 0..size() {
        town.sim.post(ids::ANNA, channel, "hello");
    }
    town.sim.wait_for_bot_message(channel, |asks| !asks.selects().is_empty());
    town.sim.quiet(200);
    let asked = town.sim.requests().iter().filter(|one| one.route().contains("/members/")).count();
    // Twenty at once, each asked of two servers, and a few for the seconds that it took.
    assert!(asked <= 2 * 40, "{asked} times a server was asked for her");
    assert!(town.sim.bot_messages(channel).len() <= 40);
}
