//! The words of a message: what was typed, and the small text files pasted with it. Pure, but for the download.

use serenity::model::channel::{Attachment, Message};

use super::super::wire::Api;

/// No more text files than this are read of one message.
const MOST_FILES: usize = 2;

/// Whether the words name this user. That Discord lists a user as mentioned is not enough: every reply does that.
pub(super) fn mention(text: &str, user: u64) -> bool {
    text.contains(&format!("<@{user}>")) || text.contains(&format!("<@!{user}>"))
}

/// The words without the mentions of this user: they say who is meant, and are no part of what is said.
pub(super) fn without_mention(text: &str, user: u64) -> String {
    text.replace(&format!("<@{user}>"), "").replace(&format!("<@!{user}>"), "").trim().to_owned()
}

/// Whether it shows a picture.
pub(super) fn has_picture(message: &Message) -> bool {
    message
        .attachments
        .iter()
        .any(|file| is_kind(file, "image/", &[".png", ".jpg", ".jpeg", ".heic", ".webp"]))
}

/// What was typed, with the text of pasted files below it.
pub(super) async fn of(api: &Api, message: &Message) -> String {
    let mut words = message.content.clone();
    let files = message.attachments.iter().filter(|file| is_kind(file, "text/", &[".txt", ".log", ".md"]));
    for file in files.take(MOST_FILES) {
        match api.fetch_text(&file.url).await {
            Ok(text) => {
                words.push('\n');
                words.push_str(&text);
            }
            Err(why) => tracing::warn!(message_id = message.id.get(), %why, "a pasted file is not read"),
        }
    }
    words
}

fn is_kind(file: &Attachment, kind: &str, endings: &[&str]) -> bool {
    match &file.content_type {
        Some(content) => content.starts_with(kind),
        None => {
            let name = file.filename.to_lowercase();
            endings.iter().any(|ending| name.ends_with(ending))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mention_in_the_words_counts() {
        assert!(mention("hey <@42> help", 42) && mention("<@!42>", 42));
        assert!(!mention("hey <@421> help", 42) && !mention("@42", 42));
    }

    #[test]
    fn a_mention_is_no_part_of_what_is_said() {
        assert_eq!(without_mention("<@42> it fails\nsays <@!42>", 42), "it fails\nsays");
        assert_eq!(without_mention("<@421> it fails", 42), "<@421> it fails");
    }
}
