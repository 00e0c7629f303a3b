//! Keeps what a case remembers of its opening, and when what first happened. Statistics and corrections go by it.

use jiff::civil::DateTime;

use super::case::{Case, Stage};
use super::effect::Effect;
use super::saying::Saying;
use super::turn::Turn;
use super::{Context, deeds};

/// The longest opening message that is kept, in characters.
const LONGEST: usize = 1500;
/// The most patterns that are kept.
const MOST_PATTERNS: usize = 12;

/// The message that opens a case: when it came there, what it said, and what spoke in it.
pub(super) fn opening(turn: &mut Turn<'_>, saying: &Saying<'_>) {
    turn.case.opened_there = Some(there(turn.ctx, turn.event.at));
    turn.case.words = deeds::bounded(saying.text, LONGEST);
    for one in saying.diagnosis.evidence.iter().filter(|one| one.supports) {
        if turn.case.patterns.len() < MOST_PATTERNS && !turn.case.patterns.contains(&one.pattern) {
            turn.case.patterns.push(one.pattern.clone());
        }
    }
}

/// The time on the clocks of the server.
fn there(ctx: &Context<'_>, at: jiff::Timestamp) -> DateTime {
    at.to_zoned(ctx.settings.zone.clone()).datetime()
}

/// At the end of a turn: what happened in it for the first time.
pub(super) fn milestones(turn: &mut Turn<'_>, before: Option<&Case>) {
    let now = Some(turn.ctx.now);
    let spoke = turn.effects.iter().any(|effect| matches!(effect, Effect::Say(_)));
    let moved = before.map(|case| case.stage) != Some(turn.case.stage);
    let reached = &mut turn.case.milestones;
    if spoke {
        reached.answered = reached.answered.or(now);
    }
    match turn.case.stage {
        Stage::Escalated => reached.escalated = reached.escalated.or(now),
        Stage::Claimed => reached.claimed = reached.claimed.or(now),
        Stage::Resolved if moved => reached.resolved = now,
        // A solved case whose place is tidied away stays solved.
        Stage::Resolved | Stage::Closed => return,
        Stage::Asking | Stage::Fixing | Stage::Waiting | Stage::Offered => {}
    }
    if turn.case.stage != Stage::Resolved {
        reached.resolved = None;
    }
}
