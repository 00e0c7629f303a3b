//! Brings an older store up to the current format, one format at a time. Newer ones are refused.
//!
//! Steps work on JSON and keys as they were then, never on today's types, so they stay right when those change. What
//! only follows from the cases is built by today's rules at the end. Every step can begin again after a crash.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::disk::{Changes, Disk, overlaid};
use super::record::{FORMAT, FORMAT_KEY, encode};
use super::{StoreError, derived};

/// Looks at a store's format and changes the store where it is an older one.
pub(super) fn to_current(disk: &dyn Disk, data: &Path) -> Result<(), StoreError> {
    let found = format_of(disk)?;
    if found > FORMAT {
        return Err(StoreError::Newer { folder: data.display().to_string(), found, known: FORMAT });
    }
    if found == FORMAT && disk.get(FORMAT_KEY)?.is_some() {
        return Ok(());
    }
    let mut changes = Changes::new();
    if found == 0 {
        from_0(disk, &mut changes)?;
    }
    if found < 2 {
        let mut places = places_2(disk, &changes)?;
        changes.append(&mut places);
    }
    // Format 2 had no corrections, and everything else as format 3. Format 3 had no incidents, no index of open cases
    // and no sums; those follow from the cases. Format 4 did not remember the bot's own messages, nor count what it
    // holds. The format comes last: what is interrupted begins again.
    disk.save(changes)?;
    if found < 4 {
        derived::rebuild(disk)?;
    }
    disk.save([(FORMAT_KEY.to_vec(), Some(encode("the format", &FORMAT)?))].into())
}

/// An empty store has the current format; one without a format is from before formats were written.
fn format_of(disk: &dyn Disk) -> Result<u32, StoreError> {
    match disk.get(FORMAT_KEY)? {
        Some(bytes) => format_in(&bytes),
        None if disk.scan(b"").next().transpose()?.is_none() => Ok(FORMAT),
        None => Ok(0),
    }
}

/// Reads the format alone: the envelope of a newer one may not be one that is known here.
fn format_in(bytes: &[u8]) -> Result<u32, StoreError> {
    let unreadable =
        || StoreError::Record { what: "the format".to_owned(), why: "it is no number".to_owned() };
    let record: Value = serde_json::from_slice(bytes).map_err(|_| unreadable())?;
    let format = record.get("v").and_then(Value::as_u64).ok_or_else(unreadable)?;
    u32::try_from(format).map_err(|_| unreadable())
}

/// Format 0 had only cases, as bare JSON under `case/SERVER/NUMBER`: no envelope, no index of persons, no numbers
/// kept apart, no remembered events, and cases without `muted` and `computer_backup`.
fn from_0(disk: &dyn Disk, changes: &mut Changes) -> Result<(), StoreError> {
    let mut last = BTreeMap::new();
    let mut persons = BTreeMap::new();
    for entry in disk.scan(b"case/") {
        let (key, bytes) = entry?;
        let what = key.escape_ascii().to_string();
        let bad = |why: &str| StoreError::Record { what: what.clone(), why: why.to_owned() };
        let mut case: Value = serde_json::from_slice(&bytes).map_err(|error| bad(&error.to_string()))?;
        let number_of = |field: &str| case.get(field).and_then(Value::as_u64).ok_or_else(|| bad(field));
        let (server, person, number) = (number_of("server")?, number_of("person")?, number_of("number")?);
        let open = !matches!(case.get("stage").and_then(Value::as_str), Some("resolved" | "closed"));
        let fields = case.as_object_mut().ok_or_else(|| bad("it is no object"))?;
        fields.entry("muted").or_insert(json!(false));
        fields.entry("computer_backup").or_insert(json!("unknown"));
        changes.insert(key_1(b"c", &[server, number]), Some(record_1(&case)));
        changes.insert(key, None);
        last.entry(server).and_modify(|last: &mut u64| *last = number.max(*last)).or_insert(number);
        let latest = persons.entry((server, person)).or_insert((open, number));
        *latest = (*latest).max((open, number));
    }
    for (server, number) in last {
        changes.insert(key_1(b"n", &[server]), Some(record_1(&json!(number))));
    }
    for ((server, person), (_, number)) in persons {
        changes.insert(key_1(b"p", &[server, person]), Some(record_1(&json!(number))));
    }
    Ok(())
}

/// Format 1 did not find cases by place. Records stayed as they are.
fn places_2(disk: &dyn Disk, changes: &Changes) -> Result<Changes, StoreError> {
    let mut places = BTreeMap::new();
    for entry in overlaid(disk, changes, b"c") {
        let (_, bytes) = entry?;
        // A case that cannot be read is told when it is asked for; it must not keep the others from being found.
        let Ok(record) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let number_at = |path: &str| record.pointer(path).and_then(Value::as_u64);
        let (Some(server), Some(number)) = (number_at("/data/server"), number_at("/data/number")) else {
            continue;
        };
        for place in [number_at("/data/place"), number_at("/data/home/message")].into_iter().flatten() {
            let latest = places.entry((server, place)).or_insert(number);
            *latest = number.max(*latest);
        }
    }
    let found = places.into_iter().map(|((server, place), number)| {
        (key_1(b"t", &[server, place]), Some(json!({ "v": 2, "data": number }).to_string().into_bytes()))
    });
    Ok(found.collect())
}

/// A record of format 1.
fn record_1(data: &Value) -> Vec<u8> {
    json!({ "v": 1, "data": data }).to_string().into_bytes()
}

/// A key of format 1.
fn key_1(prefix: &[u8], numbers: &[u64]) -> Vec<u8> {
    let mut key = prefix.to_vec();
    key.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    key
}
