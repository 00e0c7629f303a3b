//! What members read.

use cloudmedic::desk::Failure;
use cloudmedic::store::Work;
use cloudmedic::triage::{Effect, Via};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Bench, again, text};
use crate::support::sim::{Fault, ids, permissions};

fn say(bench: &Bench, id: u64, words: &str) -> Work {
    bench.work(id, Effect::Say(text(words)))
}

#[test]
fn the_first_answer_is_a_reply_in_the_channel() {
    let bench = Bench::new();
    let work = Work { beside: Some(bench.home), ..say(&bench, 1, "Hello") };
    bench.perform(&work).unwrap();
    let messages = bench.sim.bot_messages(ids::HELP);
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].reference, Some(bench.home.message.0));
    assert!(messages[0].mentions_that_fired.is_empty(), "{:?}", messages[0]);
}

#[test]
fn a_thread_is_opened_once_and_its_first_message_brings_the_member_in() {
    let bench = Bench::new();
    bench.perform(&say(&bench, 1, "One")).unwrap();
    bench.perform(&say(&bench, 2, "Two")).unwrap();
    let thread = bench.home.message.0;
    let said: Vec<String> = bench.sim.bot_messages(thread).iter().map(|one| one.content.clone()).collect();
    assert_eq!(said, [format!("<@{}>\nOne", ids::ANNA), "Two".to_owned()]);
    assert_eq!(bench.sim.bot_messages(thread)[0].mentions_that_fired.len(), 1);
    assert!(bench.sim.channel(thread).unwrap().name.contains('1'));
    let opened = |path: &str| path.ends_with("/threads");
    assert_eq!(bench.sim.requests().iter().filter(|request| opened(&request.path)).count(), 1);
}

#[test]
fn a_thread_that_somebody_opened_is_used() {
    let bench = Bench::new();
    bench.sim.open_thread(ids::BEN, bench.home.message.0, "same here");
    bench.perform(&say(&bench, 1, "Hello")).unwrap();
    assert_eq!(bench.sim.bot_messages(bench.home.message.0).len(), 1);
}

#[test]
fn an_answer_that_got_through_without_a_word_back_is_not_sent_twice() {
    let bench = Bench::new();
    for (work, channel) in [
        (Work { beside: Some(bench.home), ..say(&bench, 1, "Hello") }, ids::HELP),
        (say(&bench, 2, "Hello"), bench.home.message.0),
    ] {
        bench.sim.fail_next("POST", "/channels/*/messages", Fault::ResetAfter);
        let failed = bench.perform(&work).unwrap_err();
        assert!(matches!(failed, Failure::Retry { .. }), "{failed:?}");
        bench.perform(&again(&work)).unwrap();
        assert_eq!(bench.sim.bot_messages(channel).len(), 1);
    }
}

#[test]
fn a_thread_that_was_opened_in_vain_still_greets() {
    let bench = Bench::new();
    let work = say(&bench, 1, "Hello");
    bench.sim.fail_next("POST", "/channels/*/messages", Fault::Reset);
    bench.perform(&work).unwrap_err();
    bench.perform(&again(&work)).unwrap();
    let said = bench.sim.bot_messages(bench.home.message.0);
    assert_eq!(said.len(), 1);
    assert!(said[0].content.starts_with(&format!("<@{}>", ids::ANNA)), "{}", said[0].content);
}

#[test]
fn without_the_permission_for_threads_it_is_a_reply() {
    let bench = Bench::new();
    let deny = permissions::CREATE_PUBLIC_THREADS;
    bench.sim.set_overwrite(ids::HELP, ids::BOT_ROLE, 0, deny);
    bench.perform(&say(&bench, 1, "Hello")).unwrap();
    let messages = bench.sim.bot_messages(ids::HELP);
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].reference, Some(bench.home.message.0));
    drop(bench.sim.violations());
}

#[test]
fn a_closed_channel_is_told_to_the_desk_and_the_work_is_dropped() {
    let bench = Bench::new();
    bench.sim.delete_channel(ids::HELP);
    let failed = bench.perform(&say(&bench, 1, "Hello")).unwrap_err();
    assert!(matches!(failed, Failure::Permanent { .. }), "{failed:?}");
    assert_ne!(bench.case().version, 1, "the case knows");
    drop(bench.sim.violations());
}

#[test]
fn a_whisper_whose_time_is_over_is_said_in_the_place() {
    let bench = Bench::new();
    let until = Timestamp::now() - SignedDuration::from_secs(1);
    let via = Via { application: ids::APPLICATION, token: "old".to_owned(), until };
    let work = bench.work(1, Effect::Whisper(text("Hello")));
    bench.perform(&Work { via: Some(via.clone()), ..work.clone() }).unwrap();
    assert_eq!(bench.sim.bot_messages(bench.home.message.0).len(), 1);
    let open = Via { until: Timestamp::now() + SignedDuration::from_mins(5), ..via };
    let second = bench.work(2, Effect::Whisper(text("Again")));
    bench.perform(&Work { via: Some(open), ..second }).unwrap();
    assert_eq!(bench.sim.bot_messages(bench.home.message.0).len(), 2, "Discord said that it is over");
    drop(bench.sim.violations());
}

#[test]
fn an_archived_thread_is_woken_and_a_locked_one_is_left_alone() {
    let bench = Bench::new();
    let thread = bench.home.message.0;
    bench.perform(&say(&bench, 1, "One")).unwrap();
    bench.sim.auto_archive(thread);
    bench.perform(&say(&bench, 2, "Two")).unwrap();
    assert_eq!(bench.sim.bot_messages(thread).len(), 2);
    let locked = Fault::Status(400, json!({ "code": 160_005, "message": "Thread is locked" }));
    bench.sim.fail_next("POST", "/channels/*/messages", locked);
    let failed = bench.perform(&say(&bench, 3, "Three")).unwrap_err();
    assert!(matches!(failed, Failure::Permanent { .. }), "{failed:?}");
    assert_eq!(bench.case().version, 1, "locking has its own event");
    drop(bench.sim.violations());
}
