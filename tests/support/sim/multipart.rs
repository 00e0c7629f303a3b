//! Reads the multipart form that a message with files comes in.

use serde_json::{Value, json};

use super::look::Upload;

/// The body (`payload_json`) and the files of a form.
pub(crate) fn read(content_type: &str, bytes: &[u8]) -> (Value, Vec<Upload>) {
    let mut body = json!({});
    let mut files = Vec::new();
    let Some((_, boundary)) = content_type.split_once("boundary=") else {
        return (json!({"$unreadable": true}), files);
    };
    let mark = format!("--{}", boundary.trim_matches('"'));
    for part in split(bytes, mark.as_bytes()) {
        let Some(at) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..at]).into_owned();
        let content = &part[at + 4..part.len().saturating_sub(2)];
        let Some(name) = quoted(&head, "name=\"") else { continue };
        if name == "payload_json" {
            body = serde_json::from_slice(content).unwrap_or_else(|_| json!({"$unreadable": true}));
        } else if let Some(file) = quoted(&head, "filename=\"") {
            let kind = head.lines().find_map(|line| line.strip_prefix("Content-Type: "));
            let kind = kind.map(|kind| kind.trim().to_owned());
            files.push(Upload { field: name, name: file, content_type: kind, bytes: content.to_vec() });
        } else {
            body[name] = json!(String::from_utf8_lossy(content));
        }
    }
    (body, files)
}

fn quoted(head: &str, start: &str) -> Option<String> {
    // `name="` is the end of `filename="`, so the character before it must not belong to a word.
    let found = head.match_indices(start).find(|(at, _)| !head[..*at].ends_with(char::is_alphabetic));
    let (_, rest) = head.split_at(found?.0 + start.len());
    Some(rest.split('"').next()?.to_owned())
}

fn split<'a>(bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, mark) {
        parts.push(&rest[..at]);
        rest = &rest[at + mark.len()..];
    }
    parts
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
