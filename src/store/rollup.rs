//! Keeps what cases count for: by section, period and server, as records that are changed with the case.
//!
//! A key is `r`, the section, the kind of period (`d`, `m`, `a`), the server, the day (the first one of a month; zeros
//! for all time) and a part. Sections whose rows grow with the knowledge are kept in parts, so that no record grows
//! near the longest one.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::disk::{Changes, Disk};
use super::record::{self, decode, encode};
use super::{Grain, Section, Span, StoreError, Sums, Tally};
use crate::tally::{Contribution, Period};
use crate::triage::{Case, ServerId};

/// The parts of a section whose rows are many.
const PARTS: u8 = 32;

/// Changes of sums that are decided, and not yet saved.
#[derive(Debug, Default)]
pub(super) struct Book {
    changes: BTreeMap<Vec<u8>, Sums>,
}

impl Book {
    /// A case was `before` and is `after`; one of them may not be there.
    pub(super) fn change(&mut self, before: Option<&Case>, after: Option<&Case>) {
        let (before, after) = (before.map(Contribution::of), after.map(Contribution::of));
        if let (Some(before), Some(after)) = (&before, &after)
            && before.day == after.day
        {
            for section in Section::ALL {
                let mut change = after.sections.get(&section).cloned().unwrap_or_default();
                if let Some(before) = before.sections.get(&section) {
                    change.minus(before);
                }
                self.add(after.server, section, after.day, &change);
            }
            return;
        }
        for one in before.iter() {
            for (section, sums) in &one.sections {
                let mut change = Sums::default();
                change.minus(sums);
                self.add(one.server, *section, one.day, &change);
            }
        }
        for one in after.iter() {
            for (section, sums) in &one.sections {
                self.add(one.server, *section, one.day, sums);
            }
        }
    }

    fn add(&mut self, server: ServerId, section: Section, day: Date, change: &Sums) {
        for (table, row, count) in change.entries() {
            let part = part_of(section, row);
            for period in [Period::Day(day), Period::Month(day.first_of_month()), Period::All] {
                let key = key(section, period, server, part);
                self.changes.entry(key).or_default().add(table, row, count);
            }
        }
    }

    /// How many records change.
    pub(super) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Turns what is decided into changes to the disk.
    pub(super) fn post(&mut self, disk: &dyn Disk, changes: &mut Changes) -> Result<(), StoreError> {
        for (key, change) in std::mem::take(&mut self.changes) {
            if change.is_empty() {
                continue;
            }
            let mut sums = match disk.get(&key)?.map(|bytes| sums_in(&key, &bytes)).transpose() {
                Ok(sums) => sums.unwrap_or_default(),
                Err(error) => {
                    // Nobody's case is to wait for the statistics, which can be counted anew.
                    tracing::warn!(%error, "sums are counted anew");
                    changes.insert(record::UNSURE_KEY.to_vec(), Some(Vec::new()));
                    Sums::default()
                }
            };
            sums.plus(&change);
            let kept = if sums.is_empty() { None } else { Some(encode("sums of cases", &sums)?) };
            changes.insert(key, kept);
        }
        Ok(())
    }
}

/// The sums of the days that are meant, by server and period.
pub(super) fn read(
    disk: &dyn Disk,
    server: Option<ServerId>,
    section: Section,
    span: Span,
    grain: Grain,
) -> Result<Vec<Tally>, StoreError> {
    let servers = match server {
        Some(server) => vec![server],
        None => servers(disk, section)?,
    };
    let mut tallies = Vec::new();
    for server in servers {
        let mut periods = BTreeMap::new();
        for prefix in prefixes(section, server, span, grain) {
            collect(disk, &prefix, span, grain, &mut periods)?;
        }
        let sums = periods.into_iter().map(|(period, sums)| Tally { server, section, period, sums });
        tallies.extend(sums);
    }
    Ok(tallies)
}

/// The sum of these days: what they hold added up, or all time without the other days, whichever is less to read.
pub(super) fn sums(
    disk: &dyn Disk,
    server: Option<ServerId>,
    section: Section,
    span: Span,
) -> Result<Sums, StoreError> {
    let of = |span| Ok(Sums::of(&read(disk, server, section, span, Grain::Whole)?));
    if !is_most(disk, server, section, span)? {
        return of(span);
    }
    let mut sums = of(Span::ALL)?;
    for others in span.others() {
        sums.minus(&of(others)?);
    }
    Ok(sums)
}

/// Whether more whole months are meant than not.
fn is_most(
    disk: &dyn Disk,
    server: Option<ServerId>,
    section: Section,
    span: Span,
) -> Result<bool, StoreError> {
    let prefix = match server {
        Some(server) => prefix(section, b'm', server),
        None => [record::SUMS, &[code(section), b'm']].concat(),
    };
    let (mut meant, mut not) = (0_usize, 0_usize);
    for entry in disk.scan(&prefix) {
        match key_in(&entry?.0) {
            Some((_, Period::Month(month))) if span.holds_month(month) => meant += 1,
            Some(_) | None => not += 1,
        }
    }
    Ok(meant > not)
}

/// The servers that anything is counted for.
fn servers(disk: &dyn Disk, section: Section) -> Result<Vec<ServerId>, StoreError> {
    let mut servers = Vec::new();
    for entry in disk.scan(&[record::SUMS, &[code(section), b'a']].concat()) {
        let (key, _) = entry?;
        let Some((server, ..)) = key_in(&key) else { continue };
        if servers.last() != Some(&server) {
            servers.push(server);
        }
    }
    Ok(servers)
}

/// What the keys begin with under which the sums are found; some of what is found may not be meant.
fn prefixes(section: Section, server: ServerId, span: Span, grain: Grain) -> Vec<Vec<u8>> {
    let of = |kind: u8| prefix(section, kind, server);
    match (grain, span) {
        (Grain::Whole, Span::ALL) => vec![of(b'a')],
        (Grain::Whole | Grain::Month, _) => {
            let mut prefixes = vec![of(b'm')];
            prefixes.extend(span.torn_months().into_iter().map(|month| days_of(section, server, month)));
            prefixes
        }
        (Grain::Day, _) => match span.months() {
            Some(months) => months.into_iter().map(|month| days_of(section, server, month)).collect(),
            None => vec![of(b'd')],
        },
    }
}

fn collect(
    disk: &dyn Disk,
    prefix: &[u8],
    span: Span,
    grain: Grain,
    into: &mut BTreeMap<Period, Sums>,
) -> Result<(), StoreError> {
    for entry in disk.scan(prefix) {
        let (key, bytes) = entry?;
        let Some((_, period)) = key_in(&key) else { continue };
        let meant = match period {
            Period::All => true,
            Period::Day(day) | Period::Month(day) => span.period(day, grain) == Some(period),
        };
        if meant {
            let sums = sums_in(&key, &bytes)?;
            into.entry(period).or_default().plus(&sums);
        }
    }
    Ok(())
}

fn sums_in(key: &[u8], bytes: &[u8]) -> Result<Sums, StoreError> {
    decode(format_args!("sums of cases (key {})", key.escape_ascii()), bytes)
}

/// The part that a row is kept in: always the same one.
fn part_of(section: Section, row: &str) -> u8 {
    match section {
        Section::Cases => 0,
        Section::Steps | Section::People | Section::Patterns => {
            // FNV-1a, 32 bits: spread well enough, and the same for ever.
            let hash = row
                .bytes()
                .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            u8::try_from(hash % u32::from(PARTS)).unwrap_or(0)
        }
    }
}

fn code(section: Section) -> u8 {
    match section {
        Section::Cases => b'c',
        Section::Steps => b's',
        Section::People => b'm',
        Section::Patterns => b'p',
    }
}

fn prefix(section: Section, kind: u8, server: ServerId) -> Vec<u8> {
    [record::SUMS, &[code(section), kind], &server.0.to_be_bytes()].concat()
}

fn days_of(section: Section, server: ServerId, month: Date) -> Vec<u8> {
    let [high, low, month, _] = record::day_bytes(month);
    [prefix(section, b'd', server).as_slice(), &[high, low, month]].concat()
}

fn key(section: Section, period: Period, server: ServerId, part: u8) -> Vec<u8> {
    let (kind, day) = match period {
        Period::Day(day) => (b'd', record::day_bytes(day)),
        Period::Month(day) => (b'm', record::day_bytes(day)),
        Period::All => (b'a', [0; 4]),
    };
    [prefix(section, kind, server).as_slice(), &day, &[part]].concat()
}

/// The server and the period of a key.
fn key_in(key: &[u8]) -> Option<(ServerId, Period)> {
    let ([_, kind], rest) = key.strip_prefix(record::SUMS)?.split_first_chunk()?;
    let (server, rest) = rest.split_first_chunk()?;
    let (day, _) = rest.split_first_chunk()?;
    let period = match kind {
        b'd' => Period::Day(record::day_in(*day)?),
        b'm' => Period::Month(record::day_in(*day)?),
        b'a' => Period::All,
        _ => return None,
    };
    Some((ServerId(u64::from_be_bytes(*server)), period))
}
