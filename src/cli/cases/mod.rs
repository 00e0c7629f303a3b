//! `cases`: a filtered list of the stored cases, or one case in full, whoever holds them.

mod around;
mod history;
mod list;
mod show;

use super::{Failure, General};
pub(super) use show::{case_number, find};

/// List the cases that are kept, or show one
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Cases {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: list::List,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// List cases, oldest first (what `cases` alone does)
    List(list::List),
    /// Show one case: where it stands, the fields, every step with its outcome, and its history
    Show(show::Show),
}

/// Lists or shows.
///
/// # Errors
/// When the data folder cannot be read, or there is no such case.
pub fn run(general: &General, command: &Cases) -> Result<(), Failure> {
    match &command.what {
        None => list::run(general, &command.list),
        Some(What::List(command)) => list::run(general, command),
        Some(What::Show(command)) => show::run(general, command),
    }
}
