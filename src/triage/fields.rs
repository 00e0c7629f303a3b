//! Fills the intake from what the member writes, asks once for what is missing, and questions what cannot be.

use super::case::{Happening, Table};
use super::device;
use super::effect::Block;
use super::say::Reply;
use super::saying::{self, Saying};
use super::turn::Turn;
use crate::intake::check::{self, Doubt};
use crate::intake::{Field, Intake};

/// What a message added to the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The message holds something of the fields, new or not.
    pub(super) told: bool,
    /// Something was added or changed.
    pub(super) changed: bool,
    /// The version is known now and was not, or was another.
    pub(super) version: bool,
    /// Steps tried that were not known before.
    pub(super) tried: Vec<String>,
}

/// Takes over what a message says of the fields. A new value replaces what was missing, unknown or different.
pub(super) fn fill(turn: &mut Turn<'_>, saying: &Saying<'_>) -> Facts {
    let asked = turn.case.asked_for_fields;
    let mut said = saying.intake.clone();
    let intake = &mut turn.case.intake;
    let open = !matches!(intake.ios_version, Field::Known(_));
    // A bare number is a version only while that is what was asked for.
    if asked && open && said.ios_version == Field::Missing {
        said.ios_version = bare_version(turn.ctx, saying.text);
    }
    let before = intake.clone();
    let told = saying::tells(&said) || !said.steps_tried.is_empty();
    keep_more_precise(&intake.device, &mut said.device);
    keep_more_precise(&intake.ios_version, &mut said.ios_version);
    take(&mut intake.ios_version, said.ios_version);
    take(&mut intake.device, said.device);
    take(&mut intake.error, said.error);
    take(&mut intake.duration, said.duration);
    add_tried(turn, &said.steps_tried);
    let intake = &mut turn.case.intake;
    let tried = intake.steps_tried.iter().filter(|id| !before.steps_tried.contains(id)).cloned().collect();
    let changed = *intake != before;
    if changed && asked {
        // Asked for everything, the member answered: a list of steps that stays empty is then an answer too.
        intake.steps_answered = true;
    }
    let version = intake.ios_version != before.ios_version;
    if changed {
        turn.by_actor(Happening::IntakeChanged);
    }
    Facts { told, changed, version, tried }
}

/// Adds steps that were tried, in the order of the knowledge; what it does not know is left out.
pub(super) fn add_tried(turn: &mut Turn<'_>, new: &[String]) {
    let order = turn.ctx.knowledge.tried.iter();
    let tried = &mut turn.case.intake.steps_tried;
    *tried = order.map(|one| one.id.clone()).filter(|id| tried.contains(id) || new.contains(id)).collect();
}

/// "I don't know": what was asked for and is still missing is unknown. `false` when nothing was open.
pub(super) fn give_up(turn: &mut Turn<'_>) -> bool {
    if !turn.case.asked_for_fields || missing(&turn.case.intake).is_empty() {
        return false;
    }
    let intake = &mut turn.case.intake;
    unknown(&mut intake.ios_version);
    unknown(&mut intake.device);
    unknown(&mut intake.error);
    unknown(&mut intake.duration);
    intake.steps_answered = true;
    turn.by_actor(Happening::IntakeChanged);
    true
}

/// Asks for all missing fields at once, the first time only.
pub(super) fn ask(turn: &mut Turn<'_>) -> Option<Block> {
    if turn.case.asked_for_fields {
        return None;
    }
    turn.case.asked_for_fields = true;
    let mut missing = missing(&turn.case.intake);
    turn.form = !missing.is_empty();
    missing.retain(|reply| !(turn.error_asked && *reply == Reply::AskError));
    if missing.is_empty() {
        return None;
    }
    let names: Vec<String> = missing.into_iter().map(|reply| turn.sentence(reply, &[])).collect();
    let list = join(turn, &names);
    Some(turn.text(Reply::AskFields, &[("fields", &list)]))
}

/// Questions a version or device that cannot be, the first time only.
pub(super) fn doubt(turn: &mut Turn<'_>) -> Option<Block> {
    if turn.case.doubted {
        return None;
    }
    let ios = &turn.ctx.knowledge.ios;
    let question = match check::check(ios, &turn.case.intake) {
        Some(doubt) => question(turn, &doubt),
        None if check::is_below_backup_floor(ios, &turn.case.intake) => {
            turn.text(Reply::BelowFloor, &[("floor", &ios.backup_floor.to_string())])
        }
        None => return None,
    };
    turn.case.doubted = true;
    Some(question)
}

/// Whether there is a field that nothing is known of.
pub(super) fn is_any_missing(intake: &Intake) -> bool {
    !missing(intake).is_empty()
}

/// Joins the parts of a list as a person would say it.
pub(super) fn join(turn: &Turn<'_>, parts: &[String]) -> String {
    let and = turn.sentence(Reply::And, &[]);
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}{and}{last}", others.join(", ")),
    }
}

/// The fields that nothing is known of, by the words that ask for them.
fn missing(intake: &Intake) -> Vec<Reply> {
    let mut names = Vec::new();
    if intake.device == Field::Missing {
        names.push(Reply::AskDevice);
    }
    if intake.ios_version == Field::Missing {
        names.push(Reply::AskVersion);
    }
    if intake.error == Field::Missing {
        names.push(Reply::AskError);
    }
    if intake.duration == Field::Missing {
        names.push(Reply::AskDuration);
    }
    if intake.steps_tried.is_empty() && !intake.steps_answered {
        names.push(Reply::AskSteps);
    }
    names
}

fn take<T: PartialEq>(known: &mut Field<T>, said: Field<T>) {
    match said {
        Field::Known(_) => *known = said,
        Field::Missing | Field::Unknown => {}
    }
}

fn unknown<T: PartialEq>(field: &mut Field<T>) {
    if *field == Field::Missing {
        *field = Field::Unknown;
    }
}

/// "iphone" after "iphone 13 mini", or "17" after "17.4", says nothing new.
fn keep_more_precise(known: &Field<String>, said: &mut Field<String>) {
    let (Field::Known(known), Field::Known(new)) = (known, &*said) else { return };
    let goes_on = known.strip_prefix(new.as_str()).is_some_and(|rest| rest.starts_with([' ', '.']));
    if goes_on {
        *said = Field::Missing;
    }
}

/// A version given as a bare number, which is only understood when a version was asked for.
pub(super) fn bare_version(ctx: &super::Context<'_>, text: &str) -> Field<String> {
    let known = |part: &str| {
        let major: u16 = part.parse().ok()?;
        ctx.knowledge.ios.majors.iter().any(|one| one.number == major).then(|| part.to_owned())
    };
    let mut parts = text.split([',', ';', '\n']).map(str::trim);
    parts.find_map(known).map_or(Field::Missing, Field::Known)
}

/// Whether a step on the table is one that was just said to be tried.
pub(super) fn tells_of_step(turn: &Turn<'_>, facts: &Facts) -> bool {
    let step = match &turn.case.table {
        Table::Step(step) | Table::Result(step) => turn.ctx.knowledge.step(step),
        Table::Nothing | Table::WhichCause(_) | Table::ComputerBackup | Table::Morning => None,
    };
    step.and_then(|step| step.tried.as_ref()).is_some_and(|id| facts.tried.contains(id))
}

fn question(turn: &Turn<'_>, doubt: &Doubt) -> Block {
    match doubt {
        Doubt::NeverReleased { version } => turn.text(Reply::DoubtNeverReleased, &[("version", version)]),
        Doubt::NewerThanKnown { version, newest, as_of } => {
            let newest = newest.to_string();
            turn.text(Reply::DoubtNewer, &[("version", version), ("newest", &newest), ("as_of", as_of)])
        }
        Doubt::MinorTooHigh { version } => turn.text(Reply::DoubtMinor, &[("version", version)]),
        Doubt::DeviceTooNew { device, version, lowest } => {
            let (model, lowest) = (device::pretty(device), lowest.to_string());
            turn.text(Reply::DoubtTooNew, &[("model", &model), ("version", version), ("lowest", &lowest)])
        }
        Doubt::DeviceTooOld { device, version, highest } => {
            let (model, highest) = (device::pretty(device), highest.to_string());
            turn.text(Reply::DoubtTooOld, &[("model", &model), ("version", version), ("highest", &highest)])
        }
        Doubt::NoSuchDevice { device } => {
            turn.text(Reply::DoubtNoSuchDevice, &[("model", &device::pretty(device))])
        }
    }
}
