//! What the entries of a disk hold: a key and its value, read as the record that they are.

use jiff::civil::Date;

use super::disk::{Disk, Entry};
use super::record::{self, decode};
use super::{Posted, Record, Records, StoreError, Work};
use crate::incident::Incident;
use crate::triage::{Case, Correction, PlaceId, ServerId};

/// Everything that is kept, in the order of an export.
pub(super) fn records(disk: &dyn Disk) -> Records<'_> {
    let of = |prefix: &'static [u8], read: fn(&Entry) -> Result<Record, StoreError>| {
        disk.scan(prefix).map(move |entry| read(&entry?))
    };
    let records = of(record::CASES, |entry| Ok(Record::Case(Box::new(case_in(entry)?))))
        .chain(of(record::WORK, |entry| Ok(Record::Work(Box::new(work_in(entry)?)))))
        .chain(of(record::SEEN, seen_in))
        .chain(of(record::SETTINGS, settings_in))
        .chain(of(record::BOOKMARKS, bookmark_in))
        .chain(of(record::CORRECTIONS, |entry| Ok(Record::Correction(Box::new(correction_in(entry)?)))))
        .chain(of(record::INCIDENTS, |entry| {
            let (server, incident) = incident_in(entry)?;
            Ok(Record::Incident { server, incident })
        }))
        .chain(of(record::WATCHES, watch_in))
        .chain(of(record::UNMATCHED, |entry| {
            let (server, day, count) = unmatched_in(entry)?;
            Ok(Record::Unmatched { server, day, count })
        }))
        .chain(of(record::POSTED, |entry| Ok(Record::Posted(posted_in(entry)?))))
        .chain(of(record::LAST_WORK_KEY, |(_, bytes)| {
            Ok(Record::LastWork(decode("the last work number", bytes)?))
        }));
    Box::new(records)
}

/// A case.
pub(super) fn case_in((key, bytes): &Entry) -> Result<Case, StoreError> {
    decode(format_args!("a case (key {})", key.escape_ascii()), bytes)
}

/// A piece of work.
pub(super) fn work_in((key, bytes): &Entry) -> Result<Work, StoreError> {
    decode(format_args!("work (key {})", key.escape_ascii()), bytes)
}

/// What is right about a message.
pub(super) fn correction_in((key, bytes): &Entry) -> Result<Correction, StoreError> {
    decode(format_args!("a correction (key {})", key.escape_ascii()), bytes)
}

fn seen_in((key, bytes): &Entry) -> Result<Record, StoreError> {
    let source = record::text_in(key, record::SEEN.len()).ok_or_else(|| bad_key(key))?;
    Ok(Record::Seen { source, until: decode("a remembered event", bytes)? })
}

fn settings_in((key, bytes): &Entry) -> Result<Record, StoreError> {
    let server = record::number_in(key, record::SETTINGS).map(ServerId).ok_or_else(|| bad_key(key))?;
    Ok(Record::Settings { server, value: decode(format_args!("the settings of server {server}"), bytes)? })
}

fn bookmark_in((key, bytes): &Entry) -> Result<Record, StoreError> {
    let channel = record::number_in(key, record::BOOKMARKS).map(PlaceId).ok_or_else(|| bad_key(key))?;
    Ok(Record::Bookmark { channel, message: decode("a bookmark", bytes)? })
}

/// An incident, and where it is or was.
pub(super) fn incident_in((key, bytes): &Entry) -> Result<(ServerId, Incident), StoreError> {
    let server = record::incident_in(key).ok_or_else(|| bad_key(key))?;
    Ok((server, decode(format_args!("an incident (key {})", key.escape_ascii()), bytes)?))
}

fn watch_in((key, bytes): &Entry) -> Result<Record, StoreError> {
    let server = record::number_in(key, record::WATCHES).map(ServerId).ok_or_else(|| bad_key(key))?;
    Ok(Record::Watch { server, value: decode(format_args!("the watch of server {server}"), bytes)? })
}

/// How many questions had no answer, where and on which day.
pub(super) fn unmatched_in((key, bytes): &Entry) -> Result<(ServerId, Date, u64), StoreError> {
    let (server, day) = record::unmatched_in(key).ok_or_else(|| bad_key(key))?;
    Ok((server, day, decode("questions without an answer", bytes)?))
}

/// A message of the bot's own.
pub(super) fn posted_in((key, _): &Entry) -> Result<Posted, StoreError> {
    record::posted_in(key).ok_or_else(|| bad_key(key))
}

/// A key that is none of its kind.
pub(super) fn bad_key(key: &[u8]) -> StoreError {
    StoreError::Record { what: key.escape_ascii().to_string(), why: "its key has another form".to_owned() }
}
