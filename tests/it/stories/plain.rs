//! A message of the simulated Discord as the plain words that stories know: the dressing is undone.

use serde_json::Value;

use super::KNOWLEDGE;
use super::driver::Said;
use crate::support::sim::Message;

/// What the bot wrote to a member.
pub(crate) fn said(message: &Message) -> Said {
    Said { words: words(&message.content), labels: labels(message) }
}

/// What helpers read: the line over the sheets, and the sheets.
pub(crate) fn card(message: &Message) -> Said {
    let mut lines = vec![words(&message.content)];
    for sheet in &message.embeds {
        lines.extend(["title", "description"].iter().filter_map(|part| sheet[part].as_str()).map(words));
        for field in sheet["fields"].as_array().into_iter().flatten() {
            let part = |name: &str| field[name].as_str().map(words).unwrap_or_default();
            lines.push(format!("{}: {}", part("name"), part("value")));
        }
    }
    Said { words: lines.join("\n"), labels: message.buttons() }
}

/// What can be chosen, without what only Discord has: the form, and the menu of what was tried.
fn labels(message: &Message) -> Vec<String> {
    let form = KNOWLEDGE.replies.say("discord_add_details", &[]);
    let options = causes(message).and_then(|menu| menu["options"].as_array()).into_iter().flatten();
    let options = options.filter_map(|option| option["label"].as_str().map(str::to_owned));
    options.chain(message.buttons().into_iter().filter(|label| *label != form)).collect()
}

/// The menu of causes, when the message has one.
pub(crate) fn causes(message: &Message) -> Option<&Value> {
    let placeholder = KNOWLEDGE.replies.say("discord_which_placeholder", &[]);
    message.selects().into_iter().find(|menu| menu["placeholder"] == placeholder.as_str())
}

/// Markdown as plain text, without small print and without the line that brings somebody in.
fn words(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.starts_with("-# ") && !is_mention(line));
    lines.map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn is_mention(line: &str) -> bool {
    let id = line.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>'));
    id.is_some_and(|id| id.chars().all(|letter| letter.is_ascii_digit()))
}

/// One line; the heading of a step is numbered as in the other worlds.
fn line(line: &str) -> String {
    let heading = line.strip_prefix("**Step ").and_then(|rest| rest.strip_suffix("**"));
    match heading.and_then(|heading| heading.split_once(": ")) {
        Some((number, title)) => format!("{number}. {}", unmarked(title)),
        None => unmarked(line),
    }
}

/// Without escapes, bold, and the space of no width that parts what must not be read as one.
fn unmarked(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            '*' => drop(letters.next_if_eq(&'*')),
            '\u{200b}' => {}
            other => plain.push(other),
        }
    }
    plain
}

#[test]
fn dressing_is_undone_and_nothing_else() {
    let dressed = "<@42>\nYou wrote:\n> 2 \\*stars\\* at @\u{200b}noon\n\n**Step 3: Look at \\_it\\_**\n\
                   **Careful:** open **Settings > iCloud**\n**Step 1: Wait:** skipped\n\n-# Not wanted?";
    let plain = "You wrote:\n> 2 *stars* at @noon\n\n3. Look at _it_\n\
                 Careful: open Settings > iCloud\nStep 1: Wait: skipped";
    assert_eq!(words(dressed), plain);
}
