//! `corrections`: what moderators say is right, as labelled messages; and one said from the command line.

mod add;
mod list;

use super::{Failure, General};
pub(super) use list::{corrected, row};

/// Write what moderators corrected, as labelled messages for `eval` and `suggest`, or correct a message
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Corrections {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: list::List,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// List corrections, oldest first (what `corrections` alone does)
    List(list::List),
    /// Say what is right about the message that began a case
    Add(add::Add),
}

/// Lists or adds.
///
/// # Errors
/// When the data folder cannot be read, or there is no such case.
pub fn run(general: &General, command: &Corrections) -> Result<(), Failure> {
    match &command.what {
        None => list::run(general, &command.list),
        Some(What::List(command)) => list::run(general, command),
        Some(What::Add(command)) => add::run(general, command),
    }
}
