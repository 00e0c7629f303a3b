//! What Discord documents in words and refuses, but its description cannot say.
//!
//! Only rules that hold for one body alone; what a server's state forbids is the simulator's.

use std::collections::BTreeSet;

use serde_json::Value;

use super::violation::Problem;

/// Characters of all embeds of a message together ("Embed Limits").
const EMBEDS_TOGETHER: usize = 6_000;
/// Action rows of a message of the classic kind ("Legacy Message Component Behavior").
const ROWS: usize = 5;
/// The flag of a message that is made of components only, which has other limits.
const COMPONENTS_V2: u64 = 1 << 15;

/// Everything in a body that breaks a documented rule; `with_files` when files come with it.
pub(super) fn check(body: &Value, with_files: bool) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, message) in messages(body) {
        let mut problem =
            |at: &str, reason: String| problems.push(Problem::new(format!("{place}{at}"), reason));
        let length: usize = list(message, "embeds").map(embed_length).sum();
        if length > EMBEDS_TOGETHER {
            problem("/embeds", format!("have {length} characters together, {EMBEDS_TOGETHER} at most"));
        }
        let rows = list(message, "components").count();
        let classic =
            message.get("flags").and_then(Value::as_u64).is_none_or(|flags| flags & COMPONENTS_V2 == 0);
        if classic && rows > ROWS {
            problem("/components", format!("are {rows} rows, {ROWS} at most"));
        }
        if let Some(id) = repeated_id(message) {
            problem("/components", format!("have the custom_id {id:?} twice"));
        }
        for (at, reason) in components(message) {
            problem(&at, reason);
        }
        if let Some(kind) = doubly_mentioned(message) {
            problem(
                "/allowed_mentions",
                format!("has {kind:?} in `parse` and in a list, which exclude each other"),
            );
        }
    }
    if is_empty_message(body) && !with_files {
        problems.push(Problem::new("body", "is an empty message"));
    }
    problems
}

/// The body itself, the answer in a callback, the first message of a forum post.
fn messages(body: &Value) -> impl Iterator<Item = (&'static str, &Value)> {
    let inner = [("body/data", body.get("data")), ("body/message", body.get("message"))];
    let inner = inner.into_iter().filter_map(|(place, message)| Some((place, message?)));
    std::iter::once(("body", body)).chain(inner)
}

fn embed_length(embed: &Value) -> usize {
    let texts =
        ["/title", "/description", "/footer/text", "/author/name"].map(|at| length(embed.pointer(at)));
    let fields = list(embed, "fields").map(|field| length(field.get("name")) + length(field.get("value")));
    texts.iter().sum::<usize>() + fields.sum::<usize>()
}

/// A custom id must be there once in a message or modal.
fn repeated_id(message: &Value) -> Option<&str> {
    let mut seen = BTreeSet::new();
    let ids = list(message, "components").flat_map(|row| list(row, "components"));
    ids.filter_map(|one| one.get("custom_id")?.as_str()).find(|id| !seen.insert(*id))
}

/// What the rows and their buttons and menus must have beside each other.
fn components(message: &Value) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (row_at, row) in list(message, "components").enumerate() {
        let inside: Vec<&Value> = list(row, "components").collect();
        let buttons = inside.iter().filter(|one| one.get("type") == Some(&Value::from(2))).count();
        if inside.len() > 1 && buttons < inside.len() {
            let reason = "a row has up to five buttons, or one menu or text input".to_owned();
            wrong.push((format!("/components/{row_at}"), reason));
        }
        for (at, one) in inside.into_iter().enumerate() {
            let reasons = [button(one), menu(one)].into_iter().flatten();
            let place = format!("/components/{row_at}/components/{at}");
            wrong.extend(reasons.map(|reason| (place.clone(), reason.to_owned())));
        }
    }
    wrong
}

fn button(one: &Value) -> Option<&'static str> {
    if one.get("type")?.as_u64()? != 2 {
        return None;
    }
    let has = |key: &str| one.get(key).is_some_and(|value| !value.is_null());
    match one.get("style")?.as_u64()? {
        5 if !has("url") || has("custom_id") => Some("a link has a url and no custom_id"),
        1..=4 if !has("custom_id") || has("url") => Some("a button has a custom_id and no url"),
        1..=5 if !has("label") && !has("emoji") => Some("a button has a label or an emoji"),
        _ => None,
    }
}

fn menu(one: &Value) -> Option<&'static str> {
    let options = one.get("options")?.as_array()?;
    let mut values = BTreeSet::new();
    let number = |key: &str| one.get(key).and_then(Value::as_u64);
    let (least, most) = (number("min_values").unwrap_or(1), number("max_values").unwrap_or(1));
    let chosen = options.iter().filter(|option| option.get("default") == Some(&Value::Bool(true))).count();
    if !options.iter().filter_map(|option| option.get("value")?.as_str()).all(|value| values.insert(value)) {
        Some("two options of a menu have the same value")
    } else if most > options.len() as u64 || least > most {
        Some("a menu lets choose as many as it has options, and not fewer than it demands")
    } else if chosen as u64 > most {
        Some("more options are chosen already than may be")
    } else {
        None
    }
}

/// `parse: ["users"]` beside a list of users is refused ("Allowed Mentions Object").
fn doubly_mentioned(message: &Value) -> Option<&'static str> {
    let mentions = message.get("allowed_mentions")?;
    let parsed = |kind: &str| list(mentions, "parse").any(|one| one == kind);
    ["users", "roles"].into_iter().find(|kind| parsed(kind) && list(mentions, kind).next().is_some())
}

/// A new message in a channel, or as an answer of type 4, must show something (error 50006).
fn is_empty_message(body: &Value) -> bool {
    let message = match body.get("type").and_then(Value::as_u64) {
        Some(4) => body.get("data").unwrap_or(&Value::Null),
        Some(_) => return false,
        // Only a new message has these two; serenity always sends them.
        None if body.get("tts").is_some() && body.get("enforce_nonce").is_some() => body,
        None => return false,
    };
    let has_any = |key| list(message, key).next().is_some();
    let shown = ["embeds", "components", "sticker_ids", "attachments"].into_iter().any(has_any);
    let poll = message.get("poll").is_some_and(|poll| !poll.is_null());
    !shown && !poll && length(message.get("content")) == 0
}

fn length(text: Option<&Value>) -> usize {
    text.and_then(Value::as_str).map_or(0, |text| text.chars().count())
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}
