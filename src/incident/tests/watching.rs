//! The promises of the watch, whatever comes.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::server::{DAY, HOUR, time};
use crate::incident::limits::{AFTER_CLOSED_BY_HAND, CALM_FOR, LEAST_BY_HAND, LONGEST, MOST, MOST_CAUSES};
use crate::incident::{Baseline, Change, Day, History, Incident, Scope, Watch};
use crate::knowledge::CauseId;

const MINUTE: i64 = 60;

/// A morning, long after the history.
const START: i64 = 20_000 * DAY + 10 * HOUR;

fn cause(name: &str) -> CauseId {
    CauseId(name.to_owned())
}

/// A server with twelve cases on each of sixty days, one every two hours, half of them of one cause.
fn baseline() -> Baseline {
    let mut day = Day::default();
    day.hours.iter_mut().step_by(2).for_each(|cases| *cases = 1);
    day.causes.insert(cause("storage"), 6);
    day.causes.insert(cause("outage"), 1);
    let mut history = History::default();
    (1..=60).for_each(|ago| history.add(ago, &day));
    Baseline::learn(&history)
}

/// A watch and its usual, told of things in short.
struct Told {
    watch: Watch,
    baseline: Baseline,
    changes: Vec<Change>,
}

impl Told {
    fn new() -> Self {
        Self { watch: Watch::default(), baseline: baseline(), changes: Vec::new() }
    }

    fn case(&mut self, second: i64, of: Option<&str>) {
        self.late(second, second, of);
    }

    fn late(&mut self, second: i64, now: i64, of: Option<&str>) {
        let of = of.map(cause);
        self.changes.extend(self.watch.heard(&self.baseline, time(second), time(now), of.as_ref()));
    }

    fn cases(&mut self, from: i64, every: i64, count: i64, of: Option<&str>) {
        (0..count).for_each(|at| self.case(from + at * every, of));
    }

    /// The clock strikes every quarter of an hour, as the watch asks for.
    fn clock(&mut self, from: i64, to: i64) {
        for now in (from..to).step_by(15 * 60) {
            self.changes.extend(self.watch.woke(&self.baseline, time(now)));
        }
    }

    fn names(&self) -> Vec<&'static str> {
        let name = |change: &Change| match change {
            Change::Opened(_) => Some("opened"),
            Change::Widened(_) => Some("widened"),
            Change::Closed(_) => Some("closed"),
            Change::WakeAt(_) => None,
        };
        self.changes.iter().filter_map(name).collect()
    }

    fn closed(&self) -> &Incident {
        let closed = self.changes.iter().find_map(|change| match change {
            Change::Closed(incident) => Some(incident),
            Change::Opened(_) | Change::Widened(_) | Change::WakeAt(_) => None,
        });
        closed.expect("an incident closed")
    }
}

#[test]
fn a_spike_opens_one_incident_and_closes_it_once_when_it_is_over() {
    let mut told = Told::new();
    told.cases(START, 3 * MINUTE, 30, Some("outage"));
    told.clock(START + 90 * MINUTE, START + 2 * DAY);
    assert_eq!(told.names(), ["opened", "closed"]);
    let incident = told.closed();
    assert_eq!(incident.scope, Scope::Cause(cause("outage")));
    assert_eq!((incident.number, incident.since, incident.cases), (1, time(START), 30));
    assert!(incident.found_after <= 10 && incident.peak == 20, "{incident:?}");
    let lasted = incident.closed_at.unwrap().duration_since(time(START + 90 * MINUTE));
    assert!(lasted >= CALM_FOR && lasted < SignedDuration::from_hours(24), "over after {lasted:?}");
}

#[test]
fn a_spike_that_pauses_for_less_than_an_hour_is_one_incident() {
    let mut told = Told::new();
    told.cases(START, 2 * MINUTE, 20, None);
    told.clock(START + 40 * MINUTE, START + 90 * MINUTE);
    told.cases(START + 90 * MINUTE, 2 * MINUTE, 20, None);
    assert_eq!(told.names(), ["opened"]);
    assert_eq!(told.watch.incident().unwrap().cases, 40);
}

#[test]
fn what_is_usual_opens_nothing_and_neither_does_a_new_server() {
    let mut told = Told::new();
    told.cases(START, 2 * HOUR, 200, Some("storage"));
    told.baseline = Baseline::default();
    told.cases(START + 30 * DAY, MINUTE, 40, Some("storage"));
    assert_eq!(told.names(), [""; 0]);
}

#[test]
fn a_second_cause_widens_the_incident_and_the_first_alone_does_not() {
    let mut told = Told::new();
    told.cases(START, MINUTE, 40, Some("outage"));
    assert_eq!(told.names(), ["opened"]);
    assert!(told.watch.covers(Some(&cause("outage"))) && !told.watch.covers(None));
    told.cases(START + HOUR, MINUTE, 20, Some("storage"));
    assert_eq!(told.names(), ["opened", "widened"]);
    assert!(told.watch.covers(None) && told.watch.covers(Some(&cause("storage"))));
}

#[test]
fn a_burst_heard_late_counts_at_its_own_times() {
    let mut told = Told::new();
    // The bot was away for three days; all of it arrives within a second, newest first.
    let back = START + 3 * DAY;
    (0..36).rev().for_each(|at| told.late(START + at * 2 * HOUR, back, Some("storage")));
    assert_eq!(told.names(), [""; 0], "the usual, heard late");
    // A spike that was over long before the bot came back.
    (0..30).for_each(|at| told.late(START + at * MINUTE, back, Some("outage")));
    assert_eq!(told.names(), [""; 0], "a spike that is over");
    (0..30).for_each(|at| told.late(back - at * MINUTE, back, Some("outage")));
    assert_eq!(told.names(), ["opened"], "a spike that goes on");
}

#[test]
fn nothing_opens_while_muted_but_the_spike_is_not_forgotten() {
    let mut told = Told::new();
    told.watch.mute(time(START + HOUR), Some(7));
    told.cases(START, MINUTE, 60, None);
    assert!(told.names().is_empty() && told.watch.is_quiet(time(START)));
    assert_eq!(told.watch.muted(time(START)), Some((time(START + HOUR), Some(7))));
    told.cases(START + HOUR, MINUTE, 2, None);
    assert_eq!(told.names(), ["opened"]);
}

#[test]
fn an_open_incident_that_is_muted_closes_all_the_same() {
    let mut told = Told::new();
    told.cases(START, MINUTE, 30, None);
    told.watch.mute(time(START + 5 * DAY), None);
    told.cases(START + HOUR, MINUTE, 30, Some("outage"));
    told.clock(START + 2 * HOUR, START + 2 * DAY);
    assert_eq!(told.names(), ["opened", "closed"]);
}

#[test]
fn by_hand_it_opens_at_once_about_everything_and_stays_for_hours() {
    let mut told = Told::new();
    told.changes.extend(told.watch.open(None, Some(7), time(START)));
    assert!(told.watch.open(Some(Scope::Cause(cause("outage"))), Some(8), time(START)).is_empty());
    told.clock(START, START + DAY);
    assert_eq!(told.names(), ["opened", "closed"]);
    let incident = told.closed();
    assert_eq!((incident.opened_by, incident.found_after), (Some(7), 0));
    let lasted = incident.closed_at.unwrap().duration_since(incident.opened_at);
    assert!(lasted >= LEAST_BY_HAND && lasted < SignedDuration::from_hours(12), "{lasted:?}");
}

#[test]
fn opened_by_hand_about_one_cause_it_widens_by_hand() {
    let mut told = Told::new();
    told.changes.extend(told.watch.open(Some(Scope::Cause(cause("outage"))), None, time(START)));
    told.changes.extend(told.watch.open(None, None, time(START + 1)));
    assert_eq!(told.names(), ["opened", "widened"]);
}

#[test]
fn closed_by_hand_it_stays_closed_for_hours_although_the_cases_go_on() {
    let mut told = Told::new();
    told.cases(START, MINUTE, 30, None);
    told.changes.extend(told.watch.close(Some(7), time(START + 30 * MINUTE)));
    assert!(told.watch.close(Some(7), time(START + 30 * MINUTE)).is_empty(), "there is none to close");
    let rest = AFTER_CLOSED_BY_HAND.as_secs();
    told.cases(START + 31 * MINUTE, MINUTE, rest / MINUTE - 1, None);
    assert_eq!(told.names(), ["opened", "closed"]);
    assert_eq!(told.closed().closed_by, Some(7));
    told.cases(START + 31 * MINUTE + rest, MINUTE, 3, None);
    assert_eq!(told.names(), ["opened", "closed", "opened"]);
    assert_eq!(told.watch.last_number(), 2);
}

#[test]
fn what_lasts_a_week_is_the_new_usual_and_is_learned() {
    let mut told = Told::new();
    told.cases(START, 10 * MINUTE, 7 * 24 * 6 + 60, None);
    assert_eq!(told.names(), ["opened", "closed"]);
    let incident = told.closed();
    assert!(incident.closed_at.unwrap().duration_since(incident.opened_at) >= LONGEST);
    assert!(!incident.leaves_out(time(START + DAY)));
    let brief = Incident { closed_at: Some(time(START + HOUR)), ..Incident::new(1, Scope::All, time(START)) };
    assert!(brief.leaves_out(time(START)) && !brief.leaves_out(time(START + 2 * HOUR)));
}

#[test]
fn a_ten_fold_day_that_is_left_out_does_not_raise_what_is_usual() {
    let mut history = History::default();
    let usual = Day { hours: [1; 24], ..Day::default() };
    let spike = Day { hours: [10; 24], left_out: [true; 24], ..Day::default() };
    (1..=30).for_each(|ago| history.add(ago, if ago % 5 == 0 { &spike } else { &usual }));
    let a_day = Baseline::learn(&history).a_day(&Scope::All);
    assert!((23.9..25.0).contains(&a_day), "{a_day}");
}

#[test]
fn the_usual_follows_the_hours_of_the_day() {
    let mut day = Day::default();
    day.hours.iter_mut().enumerate().for_each(|(hour, cases)| *cases = if hour < 12 { 1 } else { 10 });
    let mut history = History::default();
    (1..=42).for_each(|ago| history.add(ago, &day));
    let baseline = Baseline::learn(&history);
    let at = |hour: i64| baseline.an_hour(&Scope::All, time(20_000 * DAY + hour * HOUR));
    assert!((at(17) - 10.0).abs() < 1.0 && (at(6) - 1.0).abs() < 0.5, "{} {}", at(17), at(6));
    let whole = baseline.expected(&Scope::All, time(START), time(START + DAY));
    assert!((whole - 132.0).abs() < 2.0, "{whole}");
}

proptest! {
    #[test]
    fn any_order_of_times_is_safe_bounded_and_survives_storage(
        steps in prop::collection::vec((0u8..6, any::<i32>(), 0i64..200_000, 0u8..200), 1..200),
    ) {
        let mut watch = Watch::default();
        let baseline = baseline();
        let mut open = 0i64;
        for (what, now, back, of) in steps {
            // Half of the steps anywhere in time, half close together.
            let now = if of % 2 == 0 { i64::from(now) * 60 } else { START + i64::from(now) % 5000 };
            let (at, now) = (time(now - back * i64::from(of % 3)), time(now));
            let name = cause(&format!("cause-{of}"));
            let changes = match what {
                0 => watch.woke(&baseline, now),
                1 => watch.open((of > 100).then_some(Scope::Cause(name)), None, now),
                2 if of > 150 => watch.close(None, now),
                3 if of > 150 => { watch.mute(now, None); Vec::new() }
                _ => watch.heard(&baseline, at, now, (of > 9).then_some(&name)),
            };
            for change in &changes {
                match change {
                    Change::Opened(_) => open += 1,
                    Change::Closed(incident) => { open -= 1; prop_assert!(!incident.is_open()); }
                    Change::Widened(_) | Change::WakeAt(_) => {}
                }
                prop_assert!((0..=1).contains(&open));
            }
            prop_assert_eq!(open == 1, watch.incident().is_some());
            let stored = serde_json::to_string(&watch).unwrap();
            prop_assert!(stored.len() < 2000 + (MOST_CAUSES + 1) * (MOST + 2) * 14);
            prop_assert_eq!(&serde_json::from_str::<Watch>(&stored).unwrap(), &watch);
        }
    }
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    let mut told = Told::new();
    for now in [Timestamp::MAX, Timestamp::MIN, time(START), Timestamp::MAX] {
        for at in [Timestamp::MIN, Timestamp::MAX] {
            told.watch.heard(&told.baseline, at, now, None);
            told.watch.open(None, None, now);
            told.watch.woke(&told.baseline, now);
            told.watch.close(None, now);
        }
    }
    assert!(told.watch.incident().is_none());
}
