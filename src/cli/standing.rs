//! Where a case stands, in words. Triage is asked what it would say, and nothing of that is kept.

use jiff::Timestamp;

use crate::knowledge::{CauseId, KnowledgeBase};
use crate::triage::effect::Block;
use crate::triage::event::{Choice, Event, EventKind, SourceId};
use crate::triage::{Actor, Case, Context, Message, Stage, step};

/// Label and value.
type Row = (String, String);

/// A welcome back: the question on the table with choices that are up to date, or the whole case where nothing is on
/// the table.
pub(super) fn welcome(context: &Context<'_>, case: &Case) -> Message {
    let lead = Block::Text(welcome_words(context.knowledge, case));
    // A press on a choice that no question has: triage answers with one sentence on that, and all that is up to date.
    let old = EventKind::Chose { choice: Choice::FixedIt, version: u32::MAX };
    match what_triage_says(context, case, old).filter(|message| !message.choices.is_empty()) {
        Some(message) => {
            let blocks = std::iter::once(lead).chain(message.blocks.into_iter().skip(1)).collect();
            Message { blocks, ..message }
        }
        None => Message { blocks: vec![lead, fields(context, case)], ..Message::default() },
    }
}

fn welcome_words(base: &KnowledgeBase, case: &Case) -> String {
    let number = number(case);
    match case.causes.first() {
        Some(cause) => {
            base.replies.say("chat_welcome_back", &[("number", &number), ("cause", &title(base, &cause.id))])
        }
        None => base.replies.say("chat_welcome_unclear", &[("number", &number)]),
    }
}

/// The case as one block.
pub(super) fn fields(context: &Context<'_>, case: &Case) -> Block {
    let title = context.knowledge.replies.say("chat_case_title", &[("number", &number(case))]);
    Block::Fields { title, rows: rows(context, case) }
}

/// The number of a case, as text.
pub(super) fn number(case: &Case) -> String {
    case.number.map(|number| number.to_string()).unwrap_or_default()
}

/// The case as it stands: stage, cause, fields, and every step with its outcome.
pub(super) fn rows(context: &Context<'_>, case: &Case) -> Vec<Row> {
    let replies = &context.knowledge.replies;
    let mut rows = vec![
        (replies.say("chat_row_stage", &[]), replies.say(stage(case.stage), &[])),
        (replies.say("row_cause", &[]), causes(context.knowledge, case)),
    ];
    // A case that is over has nothing more to say, except in its summary.
    let mut open = case.clone();
    if open.stage == Stage::Closed {
        open.stage = Stage::Resolved;
    }
    let summary = EventKind::Chose { choice: Choice::SummaryForApple, version: case.version };
    let message = what_triage_says(context, &open, summary).unwrap_or_default();
    rows.extend(message.blocks.into_iter().flat_map(|block| match block {
        Block::Fields { rows, .. } => rows,
        Block::Text(_) | Block::Quote(_) | Block::Step { .. } => Vec::new(),
    }));
    rows
}

fn what_triage_says(context: &Context<'_>, case: &Case, kind: EventKind) -> Option<Message> {
    let id = SourceId("where it stands".to_owned());
    let Case { server, place, person, .. } = *case;
    let event = Event {
        id,
        at: context.now,
        server,
        place,
        person,
        by: Actor::Member,
        origin: None,
        via: None,
        kind,
    };
    step(context, Some(case), &event).effects.into_iter().find_map(|effect| effect.to_member().cloned())
}

fn causes(base: &KnowledgeBase, case: &Case) -> String {
    let titles: Vec<String> = case.causes.iter().map(|cause| title(base, &cause.id)).collect();
    if titles.is_empty() { base.replies.say("cause_not_known", &[]) } else { titles.join("; ") }
}

fn title(base: &KnowledgeBase, cause: &CauseId) -> String {
    base.cause(cause).map_or_else(|| cause.to_string(), |known| known.title.clone())
}

/// The name of the sentence for a stage.
fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Asking => "chat_stage_asking",
        Stage::Fixing => "chat_stage_fixing",
        Stage::Waiting => "chat_stage_waiting",
        Stage::Escalated => "chat_stage_escalated",
        Stage::Claimed => "chat_stage_claimed",
        Stage::Offered => "chat_stage_offered",
        Stage::Resolved => "chat_stage_resolved",
        Stage::Closed => "chat_stage_closed",
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
