//! What happens when Discord stumbles: lost, late and doubled events, refusals, and a bot that was away.

use cloudmedic::triage::{Stage, case::Outcome};
use jiff::SignedDuration;

use super::town::{Town, known, settings};
use crate::support::sim::{Answer, Fault, World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";

#[test]
fn messages_of_the_time_away_are_answered_once() {
    let mut town = Town::open();
    // The channel has been read up to here.
    let before = town.sim.post(ids::BEN, ids::HELP, "hello");
    let first = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(first.id);
    town.stop();
    let missed = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let post = town.sim.create_post(ids::BEN, ids::FORUM, "help please", FULL);
    town.start();
    town.reply_to(missed.id);
    town.sim.wait_for_bot_message(post.channel, |_| true);
    town.stop();
    town.start();
    town.sim.quiet(300);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 2, "after message {}", before.id);
    assert_eq!(town.sim.bot_messages(post.channel).len(), 1);
}

#[test]
fn what_cannot_be_read_back_at_first_is_read_back_later() {
    for path in ["/channels/*/messages", "/guilds/*/members/*"] {
        let mut town = Town::open();
        let first = town.sim.post(ids::CLEO, ids::HELP, FULL);
        town.reply_to(first.id);
        town.stop();
        let missed = town.sim.post(ids::ANNA, ids::HELP, FULL);
        town.sim.fail_times(2, "GET", path, Fault::Status(503, serde_json::Value::Null));
        town.start();
        town.reply_to(missed.id);
        assert_eq!(town.sim.faults_left(), 0, "{path}");
    }
}

#[test]
fn what_is_acknowledged_is_kept() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    let pressed = town.sim.press(ids::ANNA, reply.id, "Didn't help");
    assert!(matches!(pressed.answer(), Answer::Acknowledged));
    let case = town.case_of(ids::ANNA).unwrap();
    assert!(case.steps.iter().any(|step| step.outcome == Outcome::DidNotHelp), "{:?}", case.steps);
}

#[test]
fn a_page_of_somebody_in_between_is_no_answer() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.fail_next("POST", "/channels/*/messages/*/threads", Fault::Garbage);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let next = town.sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
    assert!(next.pinged(ids::ANNA), "the thread was opened after all");
}

#[test]
fn what_was_written_long_ago_is_not_answered() {
    let mut town = Town::open();
    let first = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(first.id);
    town.stop();
    town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.pass(SignedDuration::from_hours(13));
    town.start();
    town.sim.quiet(300);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1);
}

#[test]
fn a_new_session_reads_back_what_the_old_one_missed() {
    let town = Town::open();
    let first = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(first.id);
    // Bookmarks are kept every two seconds.
    town.sim.wait_for("the bookmark", |_| {
        let mark = town.bot().store.bookmark(cloudmedic::triage::PlaceId(ids::HELP)).unwrap();
        mark.filter(|mark| mark.0 >= first.id)
    });
    town.sim.gateway_down(true);
    town.sim.invalidate_sessions(false);
    town.sim.wait_for_no_bot();
    let missed = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.sim.gateway_down(false);
    town.reply_to(missed.id);
}

#[test]
fn doubled_events_are_one() {
    let town = Town::open();
    town.sim.duplicate_next_events(50);
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    town.sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
    town.sim.quiet(300);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1);
    assert_eq!(town.sim.bot_messages(asked.id).iter().filter(|one| !one.system()).count(), 1);
}

/// Whether anything is to be done within the hour; what a clock waits for comes a day later.
fn is_under_way(town: &Town) -> bool {
    let soon = town.bot().now() + SignedDuration::from_hours(1);
    town.bot().store.next_due().unwrap().is_some_and(|due| due < soon)
}

#[test]
fn an_answer_that_got_through_unseen_is_not_sent_twice() {
    let town = Town::open();
    town.sim.fail_next("POST", "/channels/*/messages", Fault::ResetAfter);
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.wait_for("the work to be done", |_| (!is_under_way(&town)).then_some(()));
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1);
}

#[test]
fn a_server_error_and_a_rate_limit_only_delay_an_answer() {
    let town = Town::open();
    town.sim.fail_next("POST", "/channels/*/messages", Fault::Status(503, serde_json::Value::Null));
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 500, global: false });
    let other = town.sim.post(ids::BEN, ids::HELP, FULL);
    town.reply_to(other.id);
}

#[test]
fn without_the_permission_for_threads_the_talk_stays_in_the_channel() {
    let mut world = World::support_server();
    world.overwrite(ids::HELP, ids::BOT_ROLE, 0, 1 << 35);
    let town = Town::with(world, settings());
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let next = town.sim.wait_for_bot_message(ids::HELP, |message| message.id > reply.id);
    assert_eq!(next.reference, Some(asked.id));
    town.sim.reply(ids::ANNA, next.id, "no luck with that either");
    town.sim.wait_for_bot_message(ids::HELP, |message| message.id > next.id);
    // Refusals that were to be expected.
    town.sim.violations();
}

#[test]
fn a_channel_that_may_not_be_written_to_ends_the_case_and_holds_up_nobody() {
    let mut world = World::support_server();
    world.overwrite(ids::HELP, ids::BOT_ROLE, 0, 1 << 11);
    let town = Town::with(world, settings());
    town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
    let post = town.sim.create_post(ids::ANNA, ids::FORUM, "again", FULL);
    town.sim.wait_for_bot_message(post.channel, |_| true);
    town.sim.violations();
}

#[test]
fn two_messages_of_one_person_count_in_the_order_in_which_they_were_written() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    town.sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
    // The first takes long, as its file does; the second is there at once, and must wait.
    town.sim.fail_next("GET", "/attachments/**", Fault::Delay(400));
    town.sim.post_with(ids::ANNA, asked.id, |draft| {
        draft.attach("message.txt", Some("text/plain"), b"its an iphone 13 with ios 17.4");
    });
    town.sim.post(ids::ANNA, asked.id, "sorry, ios 18.1");
    let case = town.wait_for_case(ids::ANNA, |case| known(&case.intake.ios_version) == Some("18.1"));
    assert!(known(&case.intake.device).is_some_and(|device| device.contains("13")), "{:?}", case.intake);
}

#[test]
fn a_member_who_left_without_a_trace_ends_the_case_when_discord_says_so() {
    let mut world = World::support_server();
    world.application.guild_members = true;
    let town = Town::with(world, settings());
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.leave(ids::GUILD, ids::ANNA);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
}

#[test]
fn direct_messages_of_the_time_away_are_answered_too() {
    let mut town = Town::open();
    let asked = town.sim.dm(ids::ANNA, FULL);
    let reply = town.sim.wait_for_bot_message(asked.channel, |message| !message.buttons().is_empty());
    town.stop();
    town.sim.dm(ids::ANNA, "no that didnt help");
    town.start();
    town.sim.wait_for_bot_message(asked.channel, |message| message.id > reply.id);
}

#[test]
fn a_message_that_is_deleted_at_once_leaves_no_open_case() {
    let town = Town::open();
    // Its file takes long, so the deletion is there first.
    town.sim.fail_next("GET", "/attachments/**", Fault::Delay(300));
    let asked = town.sim.post_with(ids::ANNA, ids::HELP, |draft| {
        draft.text = FULL.to_owned();
        draft.attach("message.txt", Some("text/plain"), b"its an iphone 13 with ios 17.4");
    });
    town.sim.delete_message(ids::ANNA, asked.id);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
    // The reply may have been on its way, beside a message that is gone.
    town.sim.violations();
}
