//! `order`: in which order a cause's steps are offered, and why; and how that is changed.

use std::io::Write as _;

use super::ask::{self, only_server};
use super::setup::switch;
use super::shape::{self, Format};
use super::standing::name_of;
use super::{Failure, General, near};
use crate::config;
use crate::desk::asking::{self, Answer, Request};
use crate::desk::change::Change;
use crate::knowledge::{Cause, CauseId, KnowledgeBase, StepId};
use crate::stats::{Cell, Table};
use crate::triage::{Learned, ServerId, Settings, order_of};

/// Show in which order the steps of a cause are offered, and why, or change it
///
/// A step only changes places with its neighbors that disturb as much: nothing disruptive ever moves to the front.
#[derive(Debug, clap::Args)]
pub struct Order {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Show the steps of a cause in their order, what came of each, and why it stands there
    Show(Of),
    /// Set the order of a cause's steps; those that are left out follow
    Pin(Pin),
    /// Let a cause have its own order again
    Unpin(Of),
    /// Whether steps may follow what has helped people
    Learned(Switch),
}

#[derive(Debug, clap::Args)]
struct Of {
    /// The name of the cause's pattern file, such as icloud-storage-full
    cause: String,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, clap::Args)]
struct Pin {
    /// The name of the cause's pattern file, such as icloud-storage-full
    cause: String,
    /// The steps, the first one first
    #[arg(value_name = "STEP,...", value_delimiter = ',', required = true)]
    steps: Vec<String>,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, clap::Args)]
struct Switch {
    /// On or off
    #[arg(value_name = "on|off", value_parser = switch(), action = clap::ArgAction::Set)]
    on: bool,
    /// Which server [default: the only one that has cases]
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
}

#[derive(Debug, clap::Args)]
struct How {
    /// Which server [default: the only one that has cases]
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const COLUMNS: [&str; 9] =
    ["step", "title", "disturbs", "stands", "shown", "answered", "helped", "helped_low", "helped_high"];

/// Shows or changes the order.
///
/// # Errors
/// When there is no such cause or step, or the data folder cannot be used.
pub fn run(general: &General, command: &Order) -> Result<(), Failure> {
    match &command.what {
        What::Show(of) => show(general, &of.cause, &of.how, Vec::new()),
        What::Pin(pin) => {
            let base = general.knowledge()?;
            let steps = steps(cause(&base, &pin.cause)?, &pin.steps)?;
            show(
                general,
                &pin.cause,
                &pin.how,
                vec![Change::Pin { cause: CauseId::from(&*pin.cause), steps }],
            )
        }
        What::Unpin(of) => {
            let change = Change::Pin { cause: CauseId::from(&*of.cause), steps: Vec::new() };
            show(general, &of.cause, &of.how, vec![change])
        }
        What::Learned(switch) => {
            let server = only_server(general, switch.server)?;
            settings(general, server, vec![Change::LearnedOrder(switch.on)])?;
            let told = if switch.on {
                "Steps may follow what has helped people"
            } else {
                "Steps keep the order of their files"
            };
            let mut out = anstream::stdout().lock();
            writeln!(out, "{told} in server {server}.")?;
            Ok(out.flush()?)
        }
    }
}

/// Makes the changes and shows the order as it is then.
fn show(general: &General, name: &str, how: &How, changes: Vec<Change>) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let cause = cause(&base, name)?;
    let server = only_server(general, how.server)?;
    let settings = settings(general, server, changes)?;
    let learned = ask::ask(general, &Request::Learned { server }, Answer::learned)?.pop().unwrap_or_default();
    let table = table(&base, &settings, &learned, cause);
    Ok(shape::write(&mut anstream::stdout().lock(), &table, how.format)?)
}

fn table(base: &KnowledgeBase, settings: &Settings, learned: &Learned, cause: &Cause) -> Table {
    let mut table = Table::with_columns(&COLUMNS);
    table.rows.extend(order_of(base, settings, Some(learned), cause).into_iter().map(|ordered| {
        let (tried, (low, high)) = (ordered.tried, ordered.tried.interval());
        let known = |share: f64| if tried.answered() > 0 { Cell::Share(share) } else { Cell::Empty };
        vec![
            Cell::text(ordered.step.id.as_str()),
            Cell::text(ordered.step.title.as_str()),
            Cell::Text(format!("{:?}", ordered.step.level).to_lowercase()),
            Cell::Text(name_of(&ordered.why)),
            Cell::Count(tried.shown),
            Cell::Count(tried.answered()),
            tried.share().map_or(Cell::Empty, Cell::Share),
            known(low),
            known(high),
        ]
    }));
    table
}

fn settings(general: &General, server: ServerId, changes: Vec<Change>) -> Result<Settings, Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let mut settings = None;
    asking::consult(&data, &Request::Setup { server, changes }, &mut |answer| {
        settings = answer.settings().or(settings.take());
        true
    })?;
    Ok(settings.unwrap_or_default())
}

fn cause<'k>(base: &'k KnowledgeBase, name: &str) -> Result<&'k Cause, Failure> {
    let all = "the causes are the names of the pattern files";
    let names = base.causes.iter().map(|cause| cause.id.as_str());
    base.cause(&CauseId::from(name))
        .ok_or_else(|| Failure::Sentence(near::unknown("cause", name, names, all)))
}

/// The steps of a cause that are named.
fn steps(cause: &Cause, names: &[String]) -> Result<Vec<StepId>, Failure> {
    let known: Vec<&str> = cause.steps.iter().map(StepId::as_str).collect();
    let mut steps: Vec<StepId> = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if !known.contains(&name) {
            let all = format!("the steps of {} are {}", cause.id, known.join(", "));
            return Err(Failure::Sentence(near::unknown("step", name, known.iter().copied(), &all)));
        }
        let step = StepId::from(name);
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    if steps.is_empty() {
        return Err(Failure::Sentence(
            "name the steps in their order; `order unpin` lets go of it".to_owned(),
        ));
    }
    Ok(steps)
}
