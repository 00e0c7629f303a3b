//! Where a case stands, as the terminal shows it: triage tells it, and nothing of that is kept.

use jiff::Timestamp;

use crate::knowledge::KnowledgeBase;
use crate::triage::effect::Block;
use crate::triage::{self, Case, Context, Message};

/// Label and value.
type Row = (String, String);

/// A welcome back: the question on the table with choices that are up to date, or the whole case where nothing is on
/// the table.
pub(super) fn welcome(context: &Context<'_>, case: &Case) -> Message {
    let lead = Block::Text(welcome_words(context.knowledge, case));
    let question = triage::question(context, case);
    if question.choices.is_empty() {
        return Message { blocks: vec![lead, fields(context, case)], ..Message::default() };
    }
    let blocks = std::iter::once(lead).chain(question.blocks).collect();
    Message { blocks, ..question }
}

fn welcome_words(base: &KnowledgeBase, case: &Case) -> String {
    let number = number(case);
    match case.causes.first() {
        Some(cause) => {
            let title =
                base.cause(&cause.id).map_or_else(|| cause.id.to_string(), |known| known.title.clone());
            base.replies.say("chat_welcome_back", &[("number", &number), ("cause", &title)])
        }
        None => base.replies.say("chat_welcome_unclear", &[("number", &number)]),
    }
}

/// The case as one block.
pub(super) fn fields(context: &Context<'_>, case: &Case) -> Block {
    let fields =
        triage::standing(context, case).into_iter().find(|block| matches!(block, Block::Fields { .. }));
    fields.unwrap_or_else(|| Block::Fields { title: number(case), rows: Vec::new() })
}

/// The number of a case, as text.
pub(super) fn number(case: &Case) -> String {
    case.number.map(|number| number.to_string()).unwrap_or_default()
}

/// The case as it stands: stage, cause, fields, and every step with its outcome.
pub(super) fn rows(context: &Context<'_>, case: &Case) -> Vec<Row> {
    match fields(context, case) {
        Block::Fields { rows, .. } => rows,
        Block::Text(_) | Block::Quote(_) | Block::Step { .. } => Vec::new(),
    }
}

/// A moment as people write it: day and minute where they are.
pub(super) fn moment(at: Timestamp, zone: &jiff::tz::TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The name that a stage, a reason or their like has in files.
pub(super) fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
