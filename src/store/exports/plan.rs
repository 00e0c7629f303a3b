//! Decides which export is written and which are removed, from the names that are there and the day. It touches no file.

use jiff::civil::Date;

/// So many exports are kept.
pub(super) const KEPT: usize = 7;
/// What the name of every export ends with.
const ENDING: &str = ".jsonl";

/// What is to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// The export that is to be written.
    pub(super) write: Option<String>,
    /// The exports that are removed once that is done, oldest first.
    pub(super) remove: Vec<String>,
}

/// The name of a day's export.
pub(super) fn name_of(day: Date) -> String {
    format!("{day}{ENDING}")
}

/// The day of an export; `None` for a file that is none.
pub(super) fn day_in(name: &str) -> Option<Date> {
    let day = name.strip_suffix(ENDING)?.parse::<Date>().ok()?;
    // Other ways to write a day are no names of ours.
    (name_of(day) == name).then_some(day)
}

/// One export a day, the last ones kept. What is no export is left alone.
pub(super) fn plan(names: &[String], today: Date) -> Plan {
    let mut days: Vec<Date> = names.iter().filter_map(|name| day_in(name)).collect();
    let write = (!days.contains(&today)).then(|| name_of(today));
    if write.is_some() {
        days.push(today);
    }
    days.sort_unstable();
    let many = days.len().saturating_sub(KEPT);
    // Today's is what was just written, even where a wrong clock once dated others ahead.
    let old = days.iter().filter(|day| **day != today).take(many);
    Plan { write, remove: old.map(|day| name_of(*day)).collect() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn names(days: &[Date]) -> Vec<String> {
        days.iter().map(|day| name_of(*day)).collect()
    }

    #[test]
    fn one_is_written_a_day() {
        let today = date(2026, 3, 1);
        assert_eq!(plan(&[], today).write.as_deref(), Some("2026-03-01.jsonl"));
        assert_eq!(plan(&names(&[date(2026, 2, 28)]), today).write.as_deref(), Some("2026-03-01.jsonl"));
        assert_eq!(plan(&names(&[today]), today), Plan::default());
    }

    #[test]
    fn seven_are_kept() {
        let days: Vec<Date> = (1..=20).map(|day| date(2026, 2, day)).collect();
        let mut there: Vec<String> = Vec::new();
        for day in &days {
            let plan = plan(&there, *day);
            there.extend(plan.write);
            there.retain(|name| !plan.remove.contains(name));
        }
        assert_eq!(there, names(&days[13..]));
    }

    #[test]
    fn what_is_no_export_is_left_alone() {
        let mut there = names(&(1..=7).map(|day| date(2026, 2, day)).collect::<Vec<_>>());
        there.extend(
            ["notes.txt", "2026-2-1.jsonl", "2026-02-01.jsonl.old", ".2026-02-01.jsonl.part"]
                .map(str::to_owned),
        );
        assert_eq!(plan(&there, date(2026, 2, 8)).remove, ["2026-02-01.jsonl"]);
    }

    #[test]
    fn a_clock_that_was_ahead_does_not_take_today_away() {
        let there = names(&(1..=7).map(|day| date(2030, 2, day)).collect::<Vec<_>>());
        let plan = plan(&there, date(2026, 1, 1));
        assert_eq!(
            plan,
            Plan { write: Some("2026-01-01.jsonl".to_owned()), remove: names(&[date(2030, 2, 1)]) }
        );
    }
}
