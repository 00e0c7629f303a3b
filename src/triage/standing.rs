//! Tells where a case stands, to whoever asks, without changing it: the stage, what is known, the present step.

use super::case::{Case, Stage};
use super::context::Context;
use super::effect::{Block, Message};
use super::say::Reply;
use super::view::View;
use super::{clocks, deeds, show, summary};

/// Where a case stands: its stage, what is known, every step with its outcome, and then the question on the table.
#[must_use]
pub fn standing(context: &Context<'_>, case: &Case) -> Vec<Block> {
    let view = View { ctx: context, case };
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    let mut rows = vec![
        (view.sentence(Reply::RowStage, &[]), view.sentence(stage(case.stage), &[])),
        (view.sentence(Reply::RowCause, &[]), summary::titles(view)),
    ];
    rows.extend(summary::known(view));
    let title = view.sentence(Reply::CaseTitle, &[("number", &number)]);
    let mut blocks = vec![Block::Fields { title, rows }];
    if !deeds::is_over(case) {
        blocks.extend(clocks::deletion::told(view, context.day(context.now)).map(Block::Text));
    }
    blocks.extend(question(context, case).blocks);
    blocks
}

/// The question on the table with its choices, as it would be asked now; empty when nothing is on the table.
#[must_use]
pub fn question(context: &Context<'_>, case: &Case) -> Message {
    let view = View { ctx: context, case };
    let (mut blocks, question) = show::table(view);
    blocks.extend(question);
    Message { blocks, choices: show::choices(view), version: case.offered, ..Message::default() }
}

fn stage(stage: Stage) -> Reply {
    match stage {
        Stage::Asking => Reply::StageAsking,
        Stage::Fixing => Reply::StageFixing,
        Stage::Waiting => Reply::StageWaiting,
        Stage::Escalated => Reply::StageEscalated,
        Stage::Claimed => Reply::StageClaimed,
        Stage::Offered => Reply::StageOffered,
        Stage::Resolved => Reply::StageResolved,
        Stage::Closed => Reply::StageClosed,
    }
}
