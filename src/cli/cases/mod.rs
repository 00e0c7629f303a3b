//! `cases`: a filtered list of the stored cases, one case in full, and everything that can be done with one, whoever
//! holds them.

mod act;
mod around;
mod brief;
mod deeds;
mod history;
mod list;
mod show;

use super::{Failure, General};
pub(super) use show::{case_number, find};

/// List the cases that are kept, show one, or do something with one
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
    /// List cases, oldest first unless --newest is given (what `cases` alone does)
    List(list::List),
    /// Show one case: where it stands, the fields, every step with its outcome, and its history
    Show(show::Show),
    /// Print what Apple Support needs to know of a case, as a block to paste
    Brief(brief::Brief),
    #[command(flatten)]
    Do(deeds::Doing),
}

/// Lists, shows or does.
///
/// # Errors
/// When the data folder cannot be read, there is no such case, or it is at a stage where that cannot be done.
pub fn run(general: &General, command: &Cases) -> Result<(), Failure> {
    match &command.what {
        None => list::run(general, &command.list),
        Some(What::List(command)) => list::run(general, command),
        Some(What::Show(command)) => show::run(general, command),
        Some(What::Brief(command)) => brief::run(general, command),
        Some(What::Do(doing)) => act::run(general, doing),
    }
}
