//! Sums a case up: the hand-over card for helpers, and the summary to paste to Apple Support. Never loses a field.

use super::case::{ComputerBackup, Escalation, Outcome, StepRecord};
use super::effect::Block;
use super::say::Reply;
use super::turn::Turn;
use super::{device, show};
use crate::intake::{Duration, Field};

type Row = (String, String);

/// Says the summary for Apple Support; what was on the table stays there.
pub(super) fn give(turn: &mut Turn<'_>) {
    let lead = turn.text(Reply::SummaryLead, &[]);
    let block = for_apple(turn);
    let choices = show::choices(turn);
    turn.say(vec![lead, block], choices);
}

/// What Apple Support needs, and nothing else of the person.
pub(super) fn for_apple(turn: &Turn<'_>) -> Block {
    let mut rows = fields(turn);
    rows.extend(steps(turn, |outcome| outcome != Outcome::Skipped));
    Block::Fields { title: turn.sentence(Reply::SummaryTitle, &[]), rows }
}

/// What a helper needs to go on without asking anything twice.
pub(super) fn card(turn: &Turn<'_>, why: Escalation) -> Block {
    let mut rows = vec![row(turn, Reply::RowWhy, turn.sentence(reason(why), &[])), cause(turn)];
    rows.extend(words(turn));
    rows.extend(fields(turn));
    rows.extend(steps(turn, |_| true));
    rows.push(row(
        turn,
        Reply::RowComputerBackup,
        turn.sentence(computer_backup(turn.case.computer_backup), &[]),
    ));
    rows.extend(advice(turn));
    Block::Fields { title: turn.sentence(Reply::CardTitle, &[]), rows }
}

fn row(turn: &Turn<'_>, label: Reply, value: String) -> Row {
    (turn.sentence(label, &[]), value)
}

fn cause(turn: &Turn<'_>) -> Row {
    let percent = |confidence: f32| format!("{:.0} %", confidence * 100.0);
    let causes = turn.case.causes.iter().filter_map(|ranked| {
        let cause = turn.ctx.knowledge.cause(&ranked.id)?;
        Some(format!("{} ({})", cause.title, percent(ranked.confidence)))
    });
    let causes: Vec<String> = causes.collect();
    let value = if causes.is_empty() { turn.sentence(Reply::CauseNotKnown, &[]) } else { causes.join("; ") };
    row(turn, Reply::RowCause, value)
}

/// The person's own words that spoke for the first cause.
fn words(turn: &Turn<'_>) -> Option<Row> {
    let first = turn.case.causes.first()?;
    let heard = turn.case.heard.iter().find(|heard| heard.cause == first.id)?;
    Some(row(turn, Reply::RowWords, heard.words.clone()))
}

/// Device, version, error, duration: said, not said, or not known.
fn fields(turn: &Turn<'_>) -> Vec<Row> {
    let intake = &turn.case.intake;
    vec![
        row(turn, Reply::RowDevice, value(turn, &intake.device, |name| device::pretty(name))),
        row(turn, Reply::RowVersion, value(turn, &intake.ios_version, Clone::clone)),
        row(turn, Reply::RowError, value(turn, &intake.error, Clone::clone)),
        row(turn, Reply::RowDuration, value(turn, &intake.duration, |duration| length(turn, duration))),
    ]
}

fn value<T>(turn: &Turn<'_>, field: &Field<T>, show: impl Fn(&T) -> String) -> String {
    match field {
        Field::Known(known) => show(known),
        Field::Missing => turn.sentence(Reply::NotSaid, &[]),
        Field::Unknown => turn.sentence(Reply::DoesNotKnow, &[]),
    }
}

/// The person's words, with the days where the words do not say them.
fn length(turn: &Turn<'_>, duration: &Duration) -> String {
    match duration.days {
        Some(days) if !duration.words.to_lowercase().contains("day") => {
            let days = days.to_string();
            let holes = [("words", duration.words.as_str()), ("days", days.as_str())];
            turn.ctx.knowledge.replies.say(Reply::AboutDays.name(), &holes)
        }
        Some(_) | None => duration.words.clone(),
    }
}

/// What the member had tried before, and the steps that were shown, with their outcomes.
fn steps(turn: &Turn<'_>, wanted: impl Fn(Outcome) -> bool) -> Vec<Row> {
    let mut rows = vec![row(turn, Reply::RowTried, tried(turn))];
    let shown = turn.case.steps.iter().filter(|record| wanted(record.outcome)).zip(1_u32..);
    rows.extend(shown.map(|(record, number)| step(turn, record, number)));
    rows
}

fn tried(turn: &Turn<'_>) -> String {
    let intake = &turn.case.intake;
    let tried = turn.ctx.knowledge.tried.iter().filter(|one| intake.steps_tried.contains(&one.id));
    let titles: Vec<&str> = tried.map(|one| one.title.as_str()).collect();
    match (titles.is_empty(), intake.steps_answered) {
        (false, _) => titles.join(", "),
        (true, true) => turn.sentence(Reply::NothingTried, &[]),
        (true, false) => turn.sentence(Reply::NotSaid, &[]),
    }
}

fn step(turn: &Turn<'_>, record: &StepRecord, number: u32) -> Row {
    let title = turn
        .ctx
        .knowledge
        .step(&record.step)
        .map_or_else(|| record.step.to_string(), |s| turn.fill(&s.title));
    let outcome = turn.sentence(outcome(record.outcome), &[]);
    let number = number.to_string();
    (turn.sentence(Reply::RowStep, &[("number", &number)]), format!("{title}: {outcome}"))
}

/// For the helper: when this cause is beyond what can be done here.
fn advice(turn: &Turn<'_>) -> Option<Row> {
    let first = turn.case.causes.first()?;
    let cause = turn.ctx.knowledge.cause(&first.id)?;
    Some(row(turn, Reply::RowAdvice, turn.fill(&cause.escalate)))
}

fn outcome(outcome: Outcome) -> Reply {
    match outcome {
        Outcome::Open => Reply::OutcomeOpen,
        Outcome::Worked => Reply::OutcomeWorked,
        Outcome::DidNotHelp => Reply::OutcomeDidNotHelp,
        Outcome::Skipped => Reply::OutcomeSkipped,
    }
}

fn computer_backup(known: ComputerBackup) -> Reply {
    match known {
        ComputerBackup::Unknown => Reply::NotTalkedAbout,
        ComputerBackup::Offered => Reply::BackupOffered,
        ComputerBackup::Confirmed => Reply::BackupConfirmed,
        ComputerBackup::Declined => Reply::BackupDeclined,
    }
}

fn reason(why: Escalation) -> Reply {
    match why {
        Escalation::StepsExhausted => Reply::WhyExhausted,
        Escalation::AskedFor => Reply::WhyAsked,
        Escalation::Urgent => Reply::WhyUrgent,
        Escalation::DataAtRisk => Reply::WhyRisk,
        Escalation::CauseUnknown => Reply::WhyUnknown,
    }
}
