//! Learns what is usual for a server from the sums that the store keeps: hours of the day and causes, by day.
//!
//! Sums of hours are kept on the clocks of the server, and counted here in UTC. Causes are kept by day alone, so a day
//! with an incident in it is left out whole: which of its cases came in quiet hours is not known.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span as Days, Timestamp};

use crate::incident::{Baseline, Day, History, Incident, SHARE_DAYS};
use crate::knowledge::CauseId;
use crate::store::{Store, StoreError};
use crate::tally::{Grain, Section, Span, Sums, name};
use crate::triage::ServerId;

/// Learns from the days before today (UTC). Days count from the first one that has a case: the bot was there.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn learn(
    store: &dyn Store,
    server: ServerId,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Baseline, StoreError> {
    let today = utc(now);
    let Some(from) = before(today, i64::from(SHARE_DAYS)) else { return Ok(Baseline::default()) };
    // The clocks of the server may show another date.
    let span = Span { from: from.yesterday().ok(), to: today.tomorrow().ok() };
    let mut days = BTreeMap::new();
    for tally in store.tallies(Some(server), Section::Cases, span, Grain::Day)? {
        if let Some(day) = tally.period.begin() {
            add(&mut days, day, &tally.sums, zone);
        }
    }
    let first = if is_known_before(store, server, span)? { Some(from) } else { days.keys().next().copied() };
    let incidents = store.incidents(Some(server)).map(|entry| Ok(entry?.1));
    let incidents: Vec<Incident> = incidents.collect::<Result<_, StoreError>>()?;
    let unusual = |day: Date| incidents.iter().any(|incident| touches(incident, day, today));
    let mut history = History::default();
    for ago in 1..=SHARE_DAYS {
        let Some(day) = before(today, i64::from(ago)).filter(|day| first.is_some_and(|first| *day >= first))
        else {
            break;
        };
        let counted = if unusual(day) {
            Day { left_out: [true; 24], ..Day::default() }
        } else {
            days.remove(&day).unwrap_or_default()
        };
        history.add(ago, &counted);
    }
    Ok(Baseline::learn(&history))
}

/// Whether the server had a case before these days. Cases open while this is read, so it asks for what no new one changes:
/// a difference of two sums would find an old one in every case that opens between them.
fn is_known_before(store: &dyn Store, server: ServerId, days: Span) -> Result<bool, StoreError> {
    let Some(last) = days.from.and_then(|from| from.yesterday().ok()) else { return Ok(false) };
    let before = Span { from: None, to: Some(last) };
    let sums = store.tallies(Some(server), Section::Cases, before, Grain::Whole)?;
    Ok(sums.iter().any(|tally| tally.sums.get(name::CASES, name::ALL) > 0))
}

/// Counts a day of the server.
fn add(days: &mut BTreeMap<Date, Day>, day: Date, sums: &Sums, zone: &TimeZone) {
    for (hour, cases) in sums.rows(name::HOUR) {
        let there = hour
            .parse()
            .ok()
            .and_then(|hour| day.to_datetime(jiff::civil::Time::midnight()).with().hour(hour).build().ok());
        let Some(at) = there.and_then(|there| zone.to_timestamp(there).ok()) else { continue };
        let here = TimeZone::UTC.to_datetime(at);
        let hours = &mut days.entry(here.date()).or_default().hours;
        if let Some(sum) = usize::try_from(here.hour()).ok().and_then(|hour| hours.get_mut(hour)) {
            *sum = sum.saturating_add(count(cases));
        }
    }
    let causes = sums.rows(name::CAUSE).filter(|(cause, _)| *cause != name::UNKNOWN);
    for (cause, cases) in causes {
        let sum = days.entry(day).or_default().causes.entry(CauseId::from(cause)).or_default();
        *sum = sum.saturating_add(count(cases));
    }
}

/// Whether an incident that leaves its time out was going on in some hour of a day.
fn touches(incident: &Incident, day: Date, today: Date) -> bool {
    let last = incident.closed_at.map_or(today, utc);
    incident.leaves_out(incident.since) && utc(incident.since) <= day && day <= last
}

fn utc(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

fn before(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(Days::new().days(days)).ok()
}

fn count(cases: u64) -> u32 {
    u32::try_from(cases).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::incident::{LEARNING_DAYS, Scope};
    use crate::store::tests::sample::{commit_of, new_case, save};
    use crate::store::{IncidentCommit, Memory, Write};
    use crate::triage::PersonId;

    const SERVER: ServerId = ServerId(7);

    fn now() -> Timestamp {
        "2027-02-01T12:00:00Z".parse().unwrap()
    }

    /// A store with two cases a day at eight in the evening, on clocks two hours ahead of UTC.
    fn store(days: u32, zone: &TimeZone) -> Memory {
        let store = Memory::default();
        for case in 0..days * 2 {
            let day = SignedDuration::from_hours(24 * i64::from(case / 2 + 1));
            let at = now() - day + SignedDuration::from_hours(6);
            let person = PersonId(u64::from(case) + 1);
            let mut new = new_case(SERVER, person);
            new.opened_there = Some(at.to_zoned(zone.clone()).datetime());
            let mut commit = commit_of(SERVER, person, &format!("case {person}"), None);
            commit.case = Some(new);
            save(&store, commit);
        }
        store
    }

    fn zone() -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(2))
    }

    #[test]
    fn hours_of_the_server_are_counted_in_utc() {
        let usual = learn(&store(40, &zone()), SERVER, &zone(), now()).unwrap();
        assert!(usual.is_learned());
        let day = usual.a_day(&Scope::All);
        assert!((1.9..2.2).contains(&day), "{day}");
        let at = |hour| usual.an_hour(&Scope::All, now() + SignedDuration::from_hours(hour));
        assert!(at(6) > 10.0 * at(12), "the evening {} and the night {}", at(6), at(12));
    }

    #[test]
    fn days_count_from_the_first_case_and_without_any_there_is_no_usual() {
        let (few, enough) = (u32::from(LEARNING_DAYS) - 1, u32::from(LEARNING_DAYS));
        assert!(!learn(&store(few, &zone()), SERVER, &zone(), now()).unwrap().is_learned());
        assert!(learn(&store(enough, &zone()), SERVER, &zone(), now()).unwrap().is_learned());
        assert!(!learn(&Memory::default(), SERVER, &zone(), now()).unwrap().is_learned());
    }

    #[test]
    fn a_server_that_was_quiet_for_the_last_weeks_is_no_new_one() {
        let store = Memory::default();
        let mut commit = commit_of(SERVER, PersonId(1), "case 1", None);
        let long_ago = zone().to_datetime(now() - SignedDuration::from_hours(24 * 365));
        let mut old = new_case(SERVER, PersonId(1));
        old.opened_there = Some(long_ago);
        commit.case = Some(old);
        save(&store, commit);
        assert!(learn(&store, SERVER, &zone(), now()).unwrap().is_learned());
    }

    #[test]
    fn cases_that_open_while_it_learns_make_no_old_server_of_a_new_one() {
        let store = Memory::default();
        let open = |case: u64| {
            let mut commit = commit_of(SERVER, PersonId(case), &format!("case {case}"), None);
            let mut new = new_case(SERVER, PersonId(case));
            new.opened_there = Some(zone().to_datetime(now()));
            commit.case = Some(new);
            save(&store, commit);
        };
        open(1);
        std::thread::scope(|scope| {
            let rush = scope.spawn(|| (2..500).for_each(open));
            while !rush.is_finished() {
                assert!(!learn(&store, SERVER, &zone(), now()).unwrap().is_learned());
            }
        });
    }

    #[test]
    fn days_with_an_incident_in_them_do_not_count() {
        let store = store(40, &zone());
        for case in 0..200 {
            let person = PersonId(1000 + case);
            let mut new = new_case(SERVER, person);
            new.opened_there = Some(jiff::civil::date(2027, 1, 20).at(12, 0, 0, 0));
            let mut commit = commit_of(SERVER, person, &format!("case {person}"), None);
            commit.case = Some(new);
            save(&store, commit);
        }
        let busy = learn(&store, SERVER, &zone(), now()).unwrap().a_day(&Scope::All);
        let at = "2027-01-20T09:00:00Z".parse().unwrap();
        let closed_at = Some(at + SignedDuration::from_hours(5));
        let mut incident = Incident::new(1, Scope::All, at);
        incident.closed_at = closed_at;
        let watch = serde_json::Value::Null;
        let commit = IncidentCommit { server: SERVER, watch, incidents: vec![incident], work: Vec::new() };
        store.write(Write::Incident(Box::new(commit))).unwrap();
        let usual = learn(&store, SERVER, &zone(), now()).unwrap().a_day(&Scope::All);
        assert!(busy > 5.0 && (1.9..2.2).contains(&usual), "{busy} and {usual}");
    }
}
