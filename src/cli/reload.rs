//! `reload`: has the running bot read its pattern folder again, and says what came of it. It reads no file itself.

use std::io::Write as _;

use super::{Failure, General};
use crate::config;
use crate::desk::asking::{self, AskError, By, Request};
use crate::desk::reload::{Outcome, Reloaded};

/// Have the running bot read its pattern folder again
///
/// For `cloudmedic serve --patterns DIR`; SIGHUP does the same. Nobody waits meanwhile: messages that are being answered
/// are answered with the old knowledge, the next ones with the new. A folder with faults changes nothing, and every fault
/// is told. Options of `serve` and the program itself need a new start.
#[derive(Debug, clap::Args)]
pub struct Reload {}

/// Asks the running bot, and tells what came of it.
///
/// # Errors
/// When no bot runs, it uses no folder, or the folder has faults.
pub fn run(general: &General, _command: &Reload) -> Result<(), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let mut came = None;
    let asked = asking::consult(&data, &Request::Reload, &mut |answer| {
        came = answer.reloaded().or(came.take());
        true
    });
    match (asked, came) {
        (Ok(_), Some(reloaded)) => tell(&reloaded),
        (Ok(By::Holder), None) => Err(Failure::Sentence(
            "what runs there uses the built-in knowledge, so there is nothing to read again; start it with \
             `cloudmedic --patterns DIR serve` to use a folder"
                .to_owned(),
        )),
        (Ok(By::Ourselves) | Err(AskError::Nothing { .. }), None) => Err(Failure::Sentence(format!(
            "no bot runs on {}; it reads its pattern folder when it starts, and --data names another data folder",
            data.display()
        ))),
        (Err(error), _) => Err(error.into()),
    }
}

fn tell(reloaded: &Reloaded) -> Result<(), Failure> {
    let Reloaded { outcome, in_use } = reloaded;
    let (folder, causes, patterns) = (&in_use.folder, in_use.causes, in_use.patterns);
    let mut out = anstream::stdout().lock();
    match outcome {
        Outcome::Loaded => {
            writeln!(out, "{folder} is in use: {causes} causes, {patterns} patterns.")?;
            Ok(out.flush()?)
        }
        Outcome::Unchanged => {
            writeln!(
                out,
                "{folder} has not changed: {causes} causes, {patterns} patterns, in use since {}.",
                in_use.since
            )?;
            Ok(out.flush()?)
        }
        Outcome::Refused(complaints) => {
            let count = if complaints.len() == 1 {
                "1 complaint".to_owned()
            } else {
                format!("{} complaints", complaints.len())
            };
            Err(Failure::Sentence(format!(
                "{folder} cannot be used ({count}), so the bot goes on with what it knew before; mend it and reload again:\n{}",
                complaints.join("\n")
            )))
        }
    }
}
