//! Dresses the block that is pasted to Apple Support: as plain text in a code block, which a phone copies whole.

use super::cut::{cut, units};
use super::escape::plain;
use super::limits;
use super::message::Dressed;
use crate::knowledge::Replies;
use crate::triage::effect::Block;

/// A fence of a code block.
const FENCE: &str = "```";

/// The labelled lines as a block to copy, and how Apple Support is reached.
#[must_use]
pub fn brief(replies: &Replies, block: &Block) -> Dressed {
    let (lead, reach) = (replies.say("discord_brief", &[]), replies.say("discord_brief_reach", &[]));
    let lines = match block {
        Block::Fields { title, rows } => {
            let rows = rows.iter().map(|(label, value)| format!("{}: {}", bare(label), bare(value)));
            std::iter::once(bare(title)).chain(rows).collect::<Vec<_>>().join("\n")
        }
        Block::Text(text) | Block::Quote(text) => bare(text),
        Block::Step { title, .. } => bare(title),
    };
    let around = format!("{lead}\n{FENCE}text\n\n{FENCE}\n{reach}");
    let lines = cut(&lines, limits::CONTENT.saturating_sub(units(&around)));
    Dressed::text(&format!("{lead}\n{FENCE}text\n{lines}\n{FENCE}\n{reach}"))
}

/// On one line, and with no sign that would end the block.
fn bare(text: &str) -> String {
    plain(text).replace('\n', " ").replace('`', "'")
}
