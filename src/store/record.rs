//! How things are written to disk: keys and records.
//!
//! A record is JSON, `{"v":1,"data":...}`: `v` is the [`FORMAT`] that it was written in, `data` what it holds, with
//! the field names of the types in `triage`. A person can read it, and so can a program written later.
//!
//! Numbers in keys are eight bytes, big-endian, so that keys sort like the numbers in them.
//!
//! | key | data |
//! | --- | --- |
//! | `c` server number | a case with its history |
//! | `p` server person | the number of the person's open or last case there |
//! | `t` server place | the number of the latest case of that place; see `rules::places_of` |
//! | `n` server | the last case number allotted there |
//! | `w` work | a piece of work that is not ticked off |
//! | `i` | the last work number allotted |
//! | `s` source id | until when an event is remembered |
//! | `u` time, source id | nothing: finds what can be forgotten; milliseconds since 1970 |
//! | `g` server | a server's settings |
//! | `b` channel | the last message seen there |
//! | `o` server number | nothing: finds the cases that are open |
//! | `r` section, period, server, day, part | what cases count for; see [`rollup`](super::rollup) |
//! | `f` server number | an incident |
//! | `h` server | what the watch over incidents knows |
//! | `q` server day | how many questions had no answer that day |
//! | `e` server person case channel message | nothing: a message of the bot's own that is about the person; case 0: none |
//! | `k` server, `m` message or `c` case number | what is right about that message, or about the first one of that case |
//! | `z` | nothing: the sums are to be counted anew, since one of them could not be read |
//! | `m` | the format of the whole store; the data is the number |
//!
//! A change that an older program could not read is a new format: count [`FORMAT`] up and add a step to `migrate.rs`.
//! A field that may be missing (`#[serde(default)]`) needs no new format. Something new about persons does, even where
//! an older program could read the rest: it would not forget it with them.

use std::fmt::Display;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Posted, StoreError, WorkId};
use crate::triage::{About, CaseNumber, MessageId, Origin, PersonId, PlaceId, ServerId, SourceId};

/// The format that this version writes.
pub(super) const FORMAT: u32 = 5;

/// The oldest format whose records are read as they are.
const OLDEST: u32 = 1;

/// The longest record, in bytes. The store on disk puts sixteen in a page, and a page that outgrows what fits in its
/// log would go to a file that is not flushed with it.
pub(super) const LONGEST: usize = 60 * 1024;

/// The key of the store's format.
pub(super) const FORMAT_KEY: &[u8] = b"m";
/// The key that is there while sums are to be counted anew.
pub(super) const UNSURE_KEY: &[u8] = b"z";
/// The key of the last work number.
pub(super) const LAST_WORK_KEY: &[u8] = b"i";
/// What the keys of all cases begin with.
pub(super) const CASES: &[u8] = b"c";
/// What the keys of all work begin with.
pub(super) const WORK: &[u8] = b"w";
/// What the keys of all remembered events begin with.
pub(super) const SEEN: &[u8] = b"s";
/// What the keys of what can be forgotten begin with.
pub(super) const UNTIL: &[u8] = b"u";
/// What the keys of all settings begin with.
pub(super) const SETTINGS: &[u8] = b"g";
/// What the keys of all bookmarks begin with.
pub(super) const BOOKMARKS: &[u8] = b"b";
/// What the keys of all corrections begin with.
pub(super) const CORRECTIONS: &[u8] = b"k";
/// What the keys of all open cases begin with.
pub(super) const OPEN: &[u8] = b"o";
/// What the keys of all sums begin with.
pub(super) const SUMS: &[u8] = b"r";
/// What the keys of all incidents begin with.
pub(super) const INCIDENTS: &[u8] = b"f";
/// What the keys of what watches know begin with.
pub(super) const WATCHES: &[u8] = b"h";
/// What the keys of the bot's own messages begin with.
pub(super) const POSTED: &[u8] = b"e";
/// What the keys of counts of questions without an answer begin with.
pub(super) const UNMATCHED: &[u8] = b"q";

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    v: u32,
    data: T,
}

/// Writes a record; `what` names it if it is too long.
pub(super) fn encode<T: Serialize>(what: impl Display, data: &T) -> Result<Vec<u8>, StoreError> {
    let bytes = serde_json::to_vec(&Envelope { v: FORMAT, data })
        .map_err(|error| StoreError::Record { what: what.to_string(), why: error.to_string() })?;
    if bytes.len() > LONGEST {
        return Err(StoreError::TooLong { what: what.to_string(), bytes: bytes.len(), most: LONGEST });
    }
    Ok(bytes)
}

/// Reads a record; `what` names it if it cannot be read.
pub(super) fn decode<T: DeserializeOwned>(what: impl Display, bytes: &[u8]) -> Result<T, StoreError> {
    let unreadable = |why: String| StoreError::Record { what: what.to_string(), why };
    let record: Envelope<T> = serde_json::from_slice(bytes).map_err(|error| unreadable(error.to_string()))?;
    if (OLDEST..=FORMAT).contains(&record.v) {
        Ok(record.data)
    } else {
        Err(unreadable(format!("it has format {}", record.v)))
    }
}

/// The key of a case.
pub(super) fn case_key(server: ServerId, number: CaseNumber) -> Vec<u8> {
    key(CASES, &[server.0, number.0])
}

/// What the keys of a server's cases begin with.
pub(super) fn cases_of(server: ServerId) -> Vec<u8> {
    key(CASES, &[server.0])
}

/// The key of a person's open or last case.
pub(super) fn person_key(server: ServerId, person: PersonId) -> Vec<u8> {
    key(b"p", &[server.0, person.0])
}

/// The key of the latest case of a place.
pub(super) fn place_key(server: ServerId, place: PlaceId) -> Vec<u8> {
    key(b"t", &[server.0, place.0])
}

/// What the keys of a server's places begin with.
pub(super) fn places_of(server: ServerId) -> Vec<u8> {
    key(b"t", &[server.0])
}

/// The key of a server's last case number.
pub(super) fn number_key(server: ServerId) -> Vec<u8> {
    key(b"n", &[server.0])
}

/// The key of a piece of work.
pub(super) fn work_key(id: WorkId) -> Vec<u8> {
    key(WORK, &[id.0])
}

/// The key by which an open case is found.
pub(super) fn open_key(server: ServerId, number: CaseNumber) -> Vec<u8> {
    key(OPEN, &[server.0, number.0])
}

/// What the keys by which a server's open cases are found begin with.
pub(super) fn open_of(server: ServerId) -> Vec<u8> {
    key(OPEN, &[server.0])
}

/// The server and the number of an open case.
pub(super) fn open_in(key: &[u8]) -> Option<(ServerId, CaseNumber)> {
    let (server, number) = key.strip_prefix(OPEN)?.split_first_chunk()?;
    let number = u64::from_be_bytes(number.try_into().ok()?);
    Some((ServerId(u64::from_be_bytes(*server)), CaseNumber(number)))
}

/// The key of an incident.
pub(super) fn incident_key(server: ServerId, number: u64) -> Vec<u8> {
    key(INCIDENTS, &[server.0, number])
}

/// What the keys of a server's incidents begin with.
pub(super) fn incidents_of(server: ServerId) -> Vec<u8> {
    key(INCIDENTS, &[server.0])
}

/// The server of an incident.
pub(super) fn incident_in(key: &[u8]) -> Option<ServerId> {
    let (server, _) = key.strip_prefix(INCIDENTS)?.split_first_chunk()?;
    Some(ServerId(u64::from_be_bytes(*server)))
}

/// The key of what a server's watch knows.
pub(super) fn watch_key(server: ServerId) -> Vec<u8> {
    key(WATCHES, &[server.0])
}

/// The key of a message of the bot's own.
pub(super) fn posted_key(posted: &Posted) -> Vec<u8> {
    let case = posted.case.map_or(0, |number| number.0);
    [posted_about(posted.server, posted.person), key(b"", &[case, posted.at.channel.0, posted.at.message.0])]
        .concat()
}

/// What the keys of the bot's own messages about a person begin with.
pub(super) fn posted_about(server: ServerId, person: PersonId) -> Vec<u8> {
    key(POSTED, &[server.0, person.0])
}

/// The message that a key is made of.
pub(super) fn posted_in(key: &[u8]) -> Option<Posted> {
    let (numbers, rest) = key.strip_prefix(POSTED)?.as_chunks::<8>();
    let numbers: Vec<u64> = numbers.iter().map(|bytes| u64::from_be_bytes(*bytes)).collect();
    let ([server, person, case, channel, message], []) = (&numbers[..], rest) else { return None };
    Some(Posted {
        server: ServerId(*server),
        person: PersonId(*person),
        case: (*case > 0).then_some(CaseNumber(*case)),
        at: Origin { channel: PlaceId(*channel), message: MessageId(*message) },
    })
}

/// The key of a day's count of questions without an answer.
pub(super) fn unmatched_key(server: ServerId, day: Date) -> Vec<u8> {
    [unmatched_of(server).as_slice(), &day_bytes(day)].concat()
}

/// What the keys of a server's counts of questions without an answer begin with.
pub(super) fn unmatched_of(server: ServerId) -> Vec<u8> {
    key(UNMATCHED, &[server.0])
}

/// The server and the day of a count of questions without an answer.
pub(super) fn unmatched_in(key: &[u8]) -> Option<(ServerId, Date)> {
    let (server, day) = key.strip_prefix(UNMATCHED)?.split_first_chunk()?;
    Some((ServerId(u64::from_be_bytes(*server)), day_in(day.try_into().ok()?)?))
}

/// A day as part of a key; years before 0, which no clock shows, would not sort.
pub(super) fn day_bytes(day: Date) -> [u8; 4] {
    let [high, low] = day.year().to_be_bytes();
    [high, low, day.month().cast_unsigned(), day.day().cast_unsigned()]
}

/// The day in a part of a key.
pub(super) fn day_in([high, low, month, day]: [u8; 4]) -> Option<Date> {
    Date::new(i16::from_be_bytes([high, low]), month.cast_signed(), day.cast_signed()).ok()
}

/// The key of a server's settings.
pub(super) fn settings_key(server: ServerId) -> Vec<u8> {
    key(SETTINGS, &[server.0])
}

/// The key of a channel's bookmark.
pub(super) fn bookmark_key(channel: PlaceId) -> Vec<u8> {
    key(BOOKMARKS, &[channel.0])
}

/// The key of what is right about a message.
pub(super) fn correction_key(server: ServerId, about: About) -> Vec<u8> {
    let (kind, number) = match about {
        About::Message(message) => (b"m", message.0),
        About::Case(case) => (b"c", case.0),
    };
    [corrections_of(server), key(kind, &[number])].concat()
}

/// What the keys of a server's corrections begin with.
pub(super) fn corrections_of(server: ServerId) -> Vec<u8> {
    key(CORRECTIONS, &[server.0])
}

/// The number that a key is made of besides its prefix.
pub(super) fn number_in(key: &[u8], prefix: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(key.strip_prefix(prefix)?.try_into().ok()?))
}

/// The key of a remembered event.
pub(super) fn seen_key(source: &SourceId) -> Vec<u8> {
    [SEEN, source.0.as_bytes()].concat()
}

/// The key by which a remembered event is found when its time is up.
pub(super) fn until_key(until: Timestamp, source: &SourceId) -> Vec<u8> {
    let mut key = until_before(until);
    key.extend_from_slice(source.0.as_bytes());
    key
}

/// What sorts before every [`until_key`] of this time or a later one.
pub(super) fn until_before(until: Timestamp) -> Vec<u8> {
    // With the sign bit turned over, times before 1970 sort first.
    key(UNTIL, &[until.as_millisecond().cast_unsigned() ^ (1 << 63)])
}

/// The text after a prefix.
pub(super) fn text_in(key: &[u8], before: usize) -> Option<SourceId> {
    let text = std::str::from_utf8(key.get(before..)?).ok()?;
    Some(SourceId(text.to_owned()))
}

fn key(prefix: &[u8], numbers: &[u64]) -> Vec<u8> {
    let mut key = prefix.to_vec();
    for number in numbers {
        key.extend_from_slice(&number.to_be_bytes());
    }
    key
}
