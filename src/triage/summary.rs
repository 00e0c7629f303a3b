//! Sums a case up: the hand-over card for helpers, and the summary to paste to Apple Support. Never loses a field.

use super::case::{Case, ComputerBackup, Escalation, Outcome, Priority, StepRecord};
use super::context::Context;
use super::effect::Block;
use super::say::Reply;
use super::turn::Turn;
use super::view::View;
use super::{device, show};
use crate::intake::{Duration, Field};

/// Label and value.
pub(super) type Row = (String, String);

/// Gives the summary for Apple Support to whoever asked for it; what was on the table stays there.
pub(super) fn give(turn: &mut Turn<'_>) {
    let lead = turn.text(Reply::SummaryLead, &[]);
    let block = for_apple(turn.view());
    // What only one person sees goes away again: the choices stay where everybody sees them.
    let choices = if turn.event.via.is_some() { Vec::new() } else { show::choices(turn.view()) };
    turn.say_privately(vec![lead, block], choices);
}

/// What Apple Support needs, and nothing else of the person.
pub(super) fn for_apple(view: View<'_>) -> Block {
    Block::Fields { title: view.sentence(Reply::SummaryTitle, &[]), rows: known(view) }
}

/// What is known of a case as a block to paste to Apple Support: the device, its version, the exact error, since when,
/// the last backup that ran, the steps with what came of them; nothing else of the person.
#[must_use]
pub fn brief(context: &Context<'_>, case: &Case) -> Block {
    for_apple(View { ctx: context, case })
}

/// The fields and the steps that were not passed over.
pub(super) fn known(view: View<'_>) -> Vec<Row> {
    let mut rows = fields(view);
    rows.extend(last_backup(view));
    rows.extend(steps(view, |outcome| outcome != Outcome::Skipped));
    rows
}

/// The titles of the causes, best first.
pub(super) fn titles(view: View<'_>) -> String {
    let causes = view.case.causes.iter().filter_map(|ranked| view.ctx.knowledge.cause(&ranked.id));
    let titles: Vec<&str> = causes.map(|cause| cause.title.as_str()).collect();
    if titles.is_empty() { view.sentence(Reply::CauseNotKnown, &[]) } else { titles.join("; ") }
}

/// What a helper needs to go on without asking anything twice.
pub(super) fn card(view: View<'_>) -> Block {
    let why = view.case.escalation.map(|why| row(view, Reply::RowWhy, view.sentence(reason(why), &[])));
    let mut rows: Vec<Row> = why.into_iter().collect();
    rows.extend(priority(view));
    rows.extend(incident(view));
    rows.push(cause(view));
    rows.extend(words(view));
    rows.extend(fields(view));
    rows.extend(last_backup(view));
    rows.extend(steps(view, |_| true));
    rows.push(row(
        view,
        Reply::RowComputerBackup,
        view.sentence(computer_backup(view.case.computer_backup), &[]),
    ));
    rows.extend(advice(view));
    Block::Fields { title: view.sentence(Reply::CardTitle, &[]), rows }
}

fn row(view: View<'_>, label: Reply, value: String) -> Row {
    (view.sentence(label, &[]), value)
}

/// How urgent it is, when it is not like most.
fn priority(view: View<'_>) -> Option<Row> {
    let word = super::priority::name(view, view.case.priority);
    (view.case.priority != Priority::Normal).then(|| row(view, Reply::RowPriority, word))
}

fn incident(view: View<'_>) -> Option<Row> {
    view.case.incident.map(|number| row(view, Reply::RowIncident, number.to_string()))
}

/// The day of the last backup that ran, as far as the person's words tell.
fn last_backup(view: View<'_>) -> Option<Row> {
    let day = view.case.last_backup?.to_string();
    Some(row(view, Reply::RowLastBackup, view.sentence(Reply::AboutDay, &[("day", &day)])))
}

fn cause(view: View<'_>) -> Row {
    let percent = |confidence: f32| format!("{:.0} %", confidence * 100.0);
    let causes = view.case.causes.iter().map(|ranked| {
        // One that is gone from the knowledge still tells a helper more than nothing.
        let cause = view.ctx.knowledge.cause(&ranked.id).map_or(ranked.id.as_str(), |cause| &cause.title);
        format!("{cause} ({})", percent(ranked.confidence))
    });
    let causes: Vec<String> = causes.collect();
    let value = if causes.is_empty() { view.sentence(Reply::CauseNotKnown, &[]) } else { causes.join("; ") };
    row(view, Reply::RowCause, value)
}

/// The person's own words that spoke for the first cause.
fn words(view: View<'_>) -> Option<Row> {
    let first = view.case.causes.first()?;
    let heard = view.case.heard.iter().find(|heard| heard.cause == first.id)?;
    Some(row(view, Reply::RowWords, heard.words.clone()))
}

/// Device, version, error, duration: said, not said, or not known.
fn fields(view: View<'_>) -> Vec<Row> {
    let intake = &view.case.intake;
    vec![
        row(view, Reply::RowDevice, value(view, &intake.device, |name| device::pretty(name))),
        row(view, Reply::RowVersion, value(view, &intake.ios_version, Clone::clone)),
        row(view, Reply::RowError, value(view, &intake.error, Clone::clone)),
        row(view, Reply::RowDuration, value(view, &intake.duration, |duration| length(view, duration))),
    ]
}

fn value<T>(view: View<'_>, field: &Field<T>, show: impl Fn(&T) -> String) -> String {
    match field {
        Field::Known(known) => show(known),
        Field::Missing => view.sentence(Reply::NotSaid, &[]),
        Field::Unknown => view.sentence(Reply::DoesNotKnow, &[]),
    }
}

/// The person's words, with the days where the words do not say them.
fn length(view: View<'_>, duration: &Duration) -> String {
    match duration.days {
        Some(days) if !duration.words.to_lowercase().contains("day") => {
            let days = days.to_string();
            let holes = [("words", duration.words.as_str()), ("days", days.as_str())];
            view.ctx.knowledge.replies.say(Reply::AboutDays.name(), &holes)
        }
        Some(_) | None => duration.words.clone(),
    }
}

/// What the member had tried before, and the steps that were shown, with their outcomes.
fn steps(view: View<'_>, wanted: impl Fn(Outcome) -> bool) -> Vec<Row> {
    let mut rows = vec![row(view, Reply::RowTried, tried(view))];
    let shown = view.case.steps.iter().filter(|record| wanted(record.outcome)).zip(1_u32..);
    rows.extend(shown.map(|(record, number)| step(view, record, number)));
    rows
}

fn tried(view: View<'_>) -> String {
    let intake = &view.case.intake;
    let tried = view.ctx.knowledge.tried.iter().filter(|one| intake.steps_tried.contains(&one.id));
    let titles: Vec<&str> = tried.map(|one| one.title.as_str()).collect();
    match (titles.is_empty(), intake.steps_answered) {
        (false, _) => titles.join(", "),
        (true, true) => view.sentence(Reply::NothingTried, &[]),
        (true, false) => view.sentence(Reply::NotSaid, &[]),
    }
}

fn step(view: View<'_>, record: &StepRecord, number: u32) -> Row {
    let title = view
        .ctx
        .knowledge
        .step(&record.step)
        .map_or_else(|| record.step.to_string(), |s| view.fill(&s.title));
    let outcome = view.sentence(outcome(record.outcome), &[]);
    let number = number.to_string();
    (view.sentence(Reply::RowStep, &[("number", &number)]), format!("{title}: {outcome}"))
}

/// For the helper: when this cause is beyond what can be done here.
fn advice(view: View<'_>) -> Option<Row> {
    let first = view.case.causes.first()?;
    let cause = view.ctx.knowledge.cause(&first.id)?;
    Some(row(view, Reply::RowAdvice, view.fill(&cause.escalate)))
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
