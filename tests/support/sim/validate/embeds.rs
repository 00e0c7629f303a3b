//! The limits of embeds.

use serde_json::Value;

use super::super::refusal::Form;
use super::length;

/// Title, description, fields, footer and author, each with its own limit, and 6000 characters in all.
pub(super) fn check(form: &mut Form, embeds: &Value) {
    let mut total = 0;
    for (at, embed) in form.list(embeds, "embeds", 0, 10).iter().enumerate() {
        let path = |part: &str| format!("embeds.{at}.{part}");
        form.text(&embed["title"], &path("title"), 0, 256);
        form.text(&embed["description"], &path("description"), 0, 4096);
        form.text(&embed["footer"]["text"], &path("footer.text"), 0, 2048);
        form.text(&embed["author"]["name"], &path("author.name"), 0, 256);
        form.number(&embed["color"], &path("color"), 0, 0x00FF_FFFF);
        for (number, field) in form.list(&embed["fields"], &path("fields"), 0, 25).iter().enumerate() {
            form.text(&field["name"], &path(&format!("fields.{number}.name")), 1, 256);
            form.text(&field["value"], &path(&format!("fields.{number}.value")), 1, 1024);
        }
        for (link, here) in [(&embed["url"], "url"), (&embed["image"]["url"], "image.url")] {
            let given = link.as_str().unwrap_or("https://");
            let known = given.is_empty() || given.starts_with("http") || given.starts_with("attachment://");
            form.check(known, &path(here), "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
        let empty = ["title", "description", "fields", "footer", "author", "image", "thumbnail", "url"];
        let empty = empty
            .iter()
            .all(|part| embed[*part].is_null() || embed[*part].as_array().is_some_and(Vec::is_empty));
        form.check(!empty, &path("description"), "BASE_TYPE_REQUIRED", "This field is required");
        total += characters(embed);
    }
    let message = "Embed size exceeds maximum size of 6000";
    form.check(total <= 6000, "embeds", "MAX_EMBED_SIZE_EXCEEDED", message);
}

fn characters(embed: &Value) -> usize {
    let mut texts =
        vec![&embed["title"], &embed["description"], &embed["footer"]["text"], &embed["author"]["name"]];
    for field in embed["fields"].as_array().into_iter().flatten() {
        texts.extend([&field["name"], &field["value"]]);
    }
    texts.into_iter().filter_map(Value::as_str).map(|text| length(text.trim())).sum()
}
