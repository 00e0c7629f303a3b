//! Discord's documented limits, in its own words: what breaks one is answered with 50035.

pub(crate) mod commands;
mod components;
mod embeds;
mod modal;

use serde_json::Value;

use super::message::Message;
use super::refusal::{Form, Refusal};

pub(crate) use modal::{choices, modal};

/// Length as Discord counts it: in code points.
pub(crate) fn length(text: &str) -> usize {
    text.chars().count()
}

impl Form {
    /// A text of a length between two bounds, where `None` is a missing one.
    pub(crate) fn text(&mut self, value: &Value, path: &str, least: usize, most: usize) {
        if value.is_null() {
            self.check(least == 0, path, "BASE_TYPE_REQUIRED", "This field is required");
            return;
        }
        let Some(text) = value.as_str() else {
            return self.fault(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
        };
        let long = length(text);
        if long == 0 && least > 0 {
            self.fault(path, "BASE_TYPE_REQUIRED", "This field is required");
        } else if long < least || long > most {
            let (code, message) = if least > 0 {
                ("BASE_TYPE_BAD_LENGTH", format!("Must be between {least} and {most} in length."))
            } else {
                ("BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length."))
            };
            self.fault(path, code, &message);
        }
    }

    /// A list of so many at most; gives its items.
    pub(crate) fn list<'a>(
        &mut self,
        value: &'a Value,
        path: &str,
        least: usize,
        most: usize,
    ) -> &'a [Value] {
        let Some(list) = value.as_array() else {
            let absent = value.is_null() && least == 0;
            self.check(absent, path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return &[];
        };
        let fits = (least..=most).contains(&list.len());
        let message = format!("Must be between {least} and {most} in length.");
        self.check(fits, path, "BASE_TYPE_BAD_LENGTH", &message);
        list
    }

    /// A whole number between two bounds, or nothing.
    pub(crate) fn number(&mut self, value: &Value, path: &str, least: u64, most: u64) {
        if value.is_null() {
            return;
        }
        let fits = value.as_u64().is_some_and(|number| (least..=most).contains(&number));
        let message = format!("int value should be between {least} and {most}.");
        self.check(fits, path, "NUMBER_TYPE_MAX", &message);
    }
}

/// A message that is created, anywhere.
pub(crate) fn message(body: &Value, files: usize) -> Result<(), Refusal> {
    parts(body)?;
    let listed = |name: &str| body[name].as_array().is_some_and(|list| !list.is_empty());
    let said = body["content"].as_str().is_some_and(|content| !content.trim().is_empty());
    let something = said || files > 0 || listed("embeds") || listed("sticker_ids") || listed("components");
    if something || body["poll"].is_object() { Ok(()) } else { Err(Refusal::empty_message()) }
}

/// A message that is changed: what it would be afterwards must not be empty.
pub(crate) fn edited(body: &Value, after: &Message, files: usize) -> Result<(), Refusal> {
    parts(body)?;
    let empty = after.content.is_empty() && after.embeds.is_empty() && after.components.is_empty();
    let kept = body["attachments"].as_array().map_or(after.attachments.len(), Vec::len);
    if empty && files == 0 && kept == 0 { Err(Refusal::empty_message()) } else { Ok(()) }
}

fn parts(body: &Value) -> Result<(), Refusal> {
    let mut form = Form::default();
    form.text(&body["content"], "content", 0, 2000);
    let nonce = &body["nonce"];
    if let Some(nonce) = nonce.as_str() {
        form.check(length(nonce) <= 25, "nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
    } else {
        form.check(
            nonce.is_null() || nonce.is_i64() || nonce.is_u64(),
            "nonce",
            "NONCE_TYPE_INVALID",
            "Not a nonce.",
        );
    }
    let without = body["enforce_nonce"] != true || !nonce.is_null();
    form.check(without, "nonce", "BASE_TYPE_REQUIRED", "A nonce is required when it is enforced.");
    embeds::check(&mut form, &body["embeds"]);
    components::check(&mut form, &body["components"]);
    form.done()
}

const ARCHIVE_MINUTES: [u64; 4] = [60, 1440, 4320, 10_080];

/// A thread that is created.
pub(crate) fn thread(body: &Value) -> Result<(), Refusal> {
    let mut form = Form::default();
    form.text(&body["name"], "name", 1, 100);
    archive(&mut form, body);
    form.number(&body["rate_limit_per_user"], "rate_limit_per_user", 0, 21_600);
    form.done()
}

/// A thread that is changed.
pub(crate) fn thread_change(body: &Value) -> Result<(), Refusal> {
    let mut form = Form::default();
    if body.get("name").is_some() {
        form.text(&body["name"], "name", 1, 100);
    }
    archive(&mut form, body);
    for name in ["archived", "locked"] {
        let given = &body[name];
        form.check(
            given.is_null() || given.is_boolean(),
            name,
            "BOOLEAN_TYPE_CONVERT",
            "Must be either true or false.",
        );
    }
    form.done()
}

fn archive(form: &mut Form, body: &Value) {
    let minutes = &body["auto_archive_duration"];
    let known = minutes.is_null() || minutes.as_u64().is_some_and(|one| ARCHIVE_MINUTES.contains(&one));
    let message = "Value must be one of {60, 1440, 4320, 10080}.";
    form.check(known, "auto_archive_duration", "BASE_TYPE_CHOICES", message);
}
