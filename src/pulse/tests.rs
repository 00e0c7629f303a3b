//! What makes the bot not ready, as a table, and what the figures look like.

use jiff::{SignedDuration, Timestamp};

use super::ready::{Limits, Reason, Seen, Shard, alive, ready};
use super::*;

/// So many seconds after a beginning.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

const NOW: i64 = 1_000;

fn limits() -> Limits {
    Limits { patience: SignedDuration::from_secs(120) }
}

/// A bot that is well.
fn well() -> Seen {
    let shard = Shard { shard: 0, connected: true, since: at(0), ever: true, answered: Some(at(NOW - 20)) };
    Seen { turned: Some(at(NOW)), shards: vec![shard], ..Seen::default() }
}

fn shard(change: impl FnOnce(&mut Shard)) -> Seen {
    let mut seen = well();
    change(&mut seen.shards[0]);
    seen
}

fn depths(depths: &[(i64, usize)]) -> Seen {
    Seen { depths: depths.iter().map(|(ago, due)| (at(NOW - ago), *due)).collect(), ..well() }
}

fn limited(since: i64, last: i64) -> Seen {
    Seen { limited: Some(Limited { since: at(NOW - since), last: at(NOW - last) }), ..well() }
}

#[test]
fn every_reason_has_its_edge() {
    let overdue = |ago| Seen { due: 3, oldest: Some(at(NOW - ago)), ..well() };
    let turned = |ago| Seen { turned: Some(at(NOW - ago)), ..well() };
    let lost = |ago| shard(|shard| (shard.connected, shard.since) = (false, at(NOW - ago)));
    let silent = |ago| shard(|shard| shard.answered = Some(at(NOW - ago)));
    for (what, seen, expected) in [
        ("all is well", well(), vec![]),
        ("the store has stopped", Seen { stopped: true, ..well() }, vec![Reason::Stopped]),
        ("nothing has begun", Seen { turned: None, ..well() }, vec![]),
        ("the loop is late", turned(119), vec![]),
        ("the loop is stuck", turned(120), vec![Reason::Stuck(120)]),
        ("no shard yet", Seen { shards: vec![], ..well() }, vec![Reason::NotYet(0)]),
        (
            "never connected",
            shard(|shard| (shard.connected, shard.ever) = (false, false)),
            vec![Reason::NotYet(0)],
        ),
        ("just lost", lost(29), vec![]),
        ("lost", lost(30), vec![Reason::Apart(0, 30)]),
        ("a late answer", silent(119), vec![]),
        ("no answer", silent(120), vec![Reason::Silent(0, 120)]),
        ("work that waits", overdue(119), vec![]),
        ("work that waits for long", overdue(120), vec![Reason::Overdue(3, 120)]),
        ("a clock that went back", overdue(-500), vec![]),
        ("limited for long", limited(130, 10), vec![Reason::Limited(120)]),
        ("limited now and then", limited(100, 10), vec![]),
        ("limited a while ago", limited(400, 31), vec![]),
    ] {
        assert_eq!(ready(&seen, at(NOW), limits()), expected, "{what}");
    }
}

#[test]
fn a_queue_grows_when_its_least_is_more_than_its_most_was() {
    let grown = vec![Reason::Growing(40, 260)];
    for (what, seen, expected) in [
        ("it grows", depths(&[(120, 10), (100, 40), (60, 90), (40, 200), (0, 260)]), grown.clone()),
        ("it is short", depths(&[(120, 1), (100, 4), (60, 9), (40, 20), (0, 49)]), vec![]),
        ("it is long and shrinks", depths(&[(120, 900), (60, 700), (30, 650), (0, 600)]), vec![]),
        ("it is long and stays", depths(&[(120, 300), (60, 300), (0, 300)]), vec![]),
        ("a burst that is over", depths(&[(120, 0), (60, 500), (40, 400), (0, 0)]), vec![]),
        ("a burst that just came", depths(&[(120, 0), (60, 0), (30, 0), (0, 500)]), vec![]),
        ("not seen for long enough", depths(&[(60, 0), (40, 200), (0, 500)]), vec![]),
        ("seen nearly long enough", depths(&[(109, 40), (40, 100), (0, 260)]), grown),
    ] {
        let expected: Vec<Reason> = expected;
        assert_eq!(ready(&seen, at(NOW), limits()), expected, "{what}");
    }
}

#[test]
fn only_what_a_new_start_mends_makes_the_program_not_alive() {
    let lost = shard(|shard| (shard.connected, shard.since) = (false, at(0)));
    assert_eq!(alive(&lost, at(NOW), limits()), []);
    assert_eq!(alive(&Seen { stopped: true, ..well() }, at(NOW), limits()), [Reason::Stopped]);
    let turned = |ago| Seen { turned: Some(at(NOW - ago)), ..well() };
    assert_eq!(alive(&turned(599), at(NOW), limits()), []);
    assert_eq!(alive(&turned(600), at(NOW), limits()), [Reason::Stuck(600)]);
}

#[test]
fn a_connection_that_is_lost_again_and_again_without_an_answer_is_silent() {
    let pulse = Pulse::new(limits());
    pulse.shard(at(0), 0, true, true);
    for round in 1..=12 {
        pulse.shard(at(round * 10), 0, false, false);
        pulse.shard(at(round * 10 + 5), 0, true, false);
    }
    pulse.turned(at(125), 0);
    assert_eq!(ready(&pulse.seen(), at(125), pulse.limits), [Reason::Silent(0, 125)]);
    pulse.shard(at(126), 0, true, true);
    assert_eq!(ready(&pulse.seen(), at(126), pulse.limits), []);
}

#[test]
fn samples_of_the_queue_cover_the_patience_and_no_more() {
    let pulse = Pulse::new(limits());
    for half_seconds in 0..2_000 {
        let now = at(0) + SignedDuration::from_millis(half_seconds * 500);
        pulse.turned(now, usize::try_from(half_seconds).unwrap());
    }
    let seen = pulse.seen();
    assert!(seen.depths.len() <= 30, "{} samples", seen.depths.len());
    assert_eq!(ready(&Seen { shards: well().shards, ..seen }, at(999), limits()).len(), 1, "it grows");
}

#[test]
fn limits_that_lie_apart_are_not_one() {
    let pulse = Pulse::new(limits());
    let wait = Duration::from_secs(1);
    for seconds in [0, 20, 40, 60] {
        pulse.limited(at(seconds), wait);
    }
    assert_eq!(pulse.seen().limited, Some(Limited { since: at(0), last: at(60) }));
    pulse.limited(at(91), wait);
    assert_eq!(pulse.seen().limited, Some(Limited { since: at(91), last: at(91) }));
}

#[test]
fn every_figure_is_there_before_anything_happens() {
    let text = Pulse::default().figures.text();
    for line in [
        "cloudmedic_messages_total 0",
        "cloudmedic_verdicts_total{verdict=\"silent\"} 0",
        "cloudmedic_work_done_total{effect=\"say\"} 0",
        "cloudmedic_reply_duration_seconds_count 0",
        "cloudmedic_discord_requests_total{answer=\"429\"} 0",
        "# EOF",
    ] {
        assert!(text.lines().any(|there| there == line), "{line:?} is not in\n{text}");
    }
}

#[test]
fn a_reply_is_timed_from_its_message_and_counts_once() {
    let (pulse, began) = (Pulse::default(), Instant::now());
    pulse.received(7, began);
    pulse.replied(7, began + Duration::from_millis(300));
    pulse.replied(7, began + Duration::from_secs(60));
    pulse.replied(8, began);
    let text = pulse.figures.text();
    assert!(text.contains("cloudmedic_reply_duration_seconds_count 1\n"), "{text}");
    assert!(text.contains("cloudmedic_reply_duration_seconds_bucket{le=\"0.5\"} 1\n"), "{text}");
    assert!(text.contains("cloudmedic_reply_duration_seconds_bucket{le=\"0.25\"} 0\n"), "{text}");
}
