//! Turns the parts of a message into Markdown that reads well on a phone, shorter where there is little room.

use super::cut::cut;
use super::escape::{own, person, person_lines};
use crate::knowledge::Replies;
use crate::triage::effect::Block;

/// How long what a person wrote may be, in UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// A quotation.
    pub(super) quote: usize,
    /// A value of a labelled line.
    pub(super) value: usize,
}

impl Room {
    /// From plenty to hardly any: a quotation gives way first.
    pub(super) const STEPS: [Self; 5] = [
        Self { quote: 300, value: 1000 },
        Self { quote: 150, value: 400 },
        Self { quote: 80, value: 200 },
        Self { quote: 40, value: 100 },
        Self { quote: 20, value: 40 },
    ];
}

/// The parts as one text: a quotation belongs to the sentence before it, everything else stands apart.
pub(super) fn text(replies: &Replies, blocks: &[Block], room: Room) -> String {
    let mut text = String::new();
    for block in blocks {
        let one = self::block(replies, block, room);
        if one.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str(if matches!(block, Block::Quote(_)) { "\n" } else { "\n\n" });
        }
        text.push_str(&one);
    }
    text
}

/// One part.
pub(super) fn block(replies: &Replies, block: &Block, room: Room) -> String {
    match block {
        Block::Text(text) => own(text),
        Block::Quote(words) => quote(words, room.quote),
        Block::Step { number, title, body, caution, check } => {
            let (number, title) = (number.to_string(), own(title));
            let mut lines = vec![replies.say("discord_step", &[("number", &number), ("title", &title)])];
            lines.push(own(body));
            if let Some(caution) = caution {
                lines.push(replies.say("discord_caution", &[("caution", &own(caution))]));
            }
            if let Some(check) = check {
                lines.push(replies.say("discord_check", &[("check", &own(check))]));
            }
            lines.join("\n")
        }
        Block::Fields { title, rows } => {
            let title = replies.say("discord_fields_title", &[("title", &own(title))]);
            let rows = rows.iter().map(|(label, value)| row(replies, label, value, room.value));
            std::iter::once(title).chain(rows).collect::<Vec<_>>().join("\n")
        }
    }
}

/// A label and what it labels, on one line; plain, since a summary is copied as it is.
pub(super) fn row(replies: &Replies, label: &str, value: &str, limit: usize) -> String {
    let value = self::value(value, limit);
    replies.say("discord_row", &[("label", &own(label)), ("value", &value)])
}

/// A value, which may hold what a person wrote.
pub(super) fn value(value: &str, limit: usize) -> String {
    cut(&person(value), limit)
}

/// What a person wrote, as a quotation.
fn quote(words: &str, limit: usize) -> String {
    let words = cut(&person_lines(words), limit);
    words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}
