//! The command line: one file per command. It asks and shows, and leaves every decision to the rooms behind it.

mod ask;
pub mod backtest;
mod by_hand;
pub mod cases;
pub mod chat;
pub mod check;
pub mod classify;
pub mod compact;
pub mod corrections;
mod crew;
pub mod doctor;
mod door;
pub mod eval;
pub mod explain;
pub mod export;
mod folder;
mod hire;
pub mod import;
pub mod incidents;
mod lines;
pub mod log;
mod near;
pub mod order;
mod outcome;
mod progress;
mod records;
pub mod reload;
pub mod serve;
pub mod setup;
mod shape;
mod signals;
mod standing;
pub mod stats;
pub mod suggest;
mod token;
pub mod train;
mod when;
mod whole;

use std::path::PathBuf;

pub use outcome::{Failure, end};

use crate::config::{self, ConfigError};
use crate::desk::deciding::Known;
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;

/// Finds out why an iPhone or iPad will not back up to iCloud, and walks people through the fix.
#[derive(Debug, clap::Parser)]
#[command(name = "cloudmedic", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What every command understands.
    #[command(flatten)]
    pub general: General,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct General {
    /// The folder that holds the cases [default: cloudmedic in the data folder of your account]
    #[arg(long, global = true, value_name = "DIR", env = "CLOUDMEDIC_DATA", hide_env_values = true)]
    pub data: Option<PathBuf>,
    /// A folder of pattern files to use in place of the built-in knowledge
    #[arg(long, global = true, value_name = "DIR")]
    pub patterns: Option<PathBuf>,
    /// What to log to standard error, such as `info` or `cloudmedic=debug`; a part `json` chooses lines of JSON, as in
    /// `json` or `json,cloudmedic=debug` [default: what concerns the operator for serve, else nothing]
    #[arg(long, global = true, value_name = "FILTER", env = "RUST_LOG", hide_env_values = true)]
    pub log: Option<String>,
}

impl General {
    /// The knowledge to work with: the built-in one, or that of `--patterns`.
    ///
    /// # Errors
    /// Every complaint about the files, at once.
    pub fn knowledge(&self) -> Result<KnowledgeBase, ConfigError> {
        config::knowledge(self.patterns.as_deref())
    }

    /// What reads messages with that knowledge.
    pub fn reader(&self, base: &KnowledgeBase) -> Reader {
        if self.patterns.is_none() { Reader::built_in(base) } else { Reader::new(base) }
    }

    /// The knowledge and what reads messages with it.
    ///
    /// # Errors
    /// As [`General::knowledge`].
    pub fn known(&self) -> Result<Known, ConfigError> {
        let base = self.knowledge()?;
        Ok(Known { reader: self.reader(&base), base })
    }
}

/// The commands.
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "the type inside says what the command does, and that is what --help shows")]
pub enum Command {
    Chat(chat::Chat),
    Serve(serve::Serve),
    Reload(reload::Reload),
    Classify(classify::Classify),
    Check(check::Check),
    Eval(eval::Eval),
    Backtest(backtest::Backtest),
    Train(train::Train),
    Suggest(suggest::Suggest),
    Explain(explain::Explain),
    Cases(cases::Cases),
    Corrections(corrections::Corrections),
    Stats(stats::Stats),
    Setup(setup::Setup),
    Incidents(incidents::Incidents),
    Order(order::Order),
    Export(export::Export),
    Import(import::Import),
    Compact(compact::Compact),
    Doctor(doctor::Doctor),
}

impl Command {
    /// What is logged when nobody says what: a bot that runs for weeks tells its operator what goes wrong.
    #[must_use]
    pub fn log(&self) -> Option<&'static str> {
        if matches!(self, Self::Serve(_)) { Some("cloudmedic=info") } else { None }
    }
}
