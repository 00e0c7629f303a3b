//! Parses, chooses, hands over: the table of contents of the program.

use std::process::ExitCode;

use clap::Parser as _;
use cloudmedic::cli::{self, Arguments, Command};

fn main() -> ExitCode {
    let Arguments { general, command } = Arguments::parse();
    let outcome = cli::log::start(general.log.as_deref(), &command).and_then(|()| match command {
        Command::Chat(command) => cli::chat::run(&general, &command),
        Command::Serve(command) => cli::serve::run(&general, &command),
        Command::Reload(command) => cli::reload::run(&general, &command),
        Command::Classify(command) => cli::classify::run(&general, &command),
        Command::Check(command) => cli::check::run(&general, &command),
        Command::Eval(command) => cli::eval::run(&general, &command),
        Command::Backtest(command) => cli::backtest::run(&general, &command),
        Command::Train(command) => cli::train::run(&general, &command),
        Command::Explain(command) => cli::explain::run(&general, &command),
        Command::Suggest(command) => cli::suggest::run(&general, &command),
        Command::Cases(command) => cli::cases::run(&general, &command),
        Command::Corrections(command) => cli::corrections::run(&general, &command),
        Command::Stats(command) => cli::stats::run(&general, &command),
        Command::Setup(command) => cli::setup::run(&general, &command),
        Command::Incidents(command) => cli::incidents::run(&general, &command),
        Command::Order(command) => cli::order::run(&general, &command),
        Command::Import(command) => cli::import::run(&general, &command),
        Command::Export(command) => cli::export::run(&general, &command),
        Command::Compact(command) => cli::compact::run(&general, &command),
        Command::Doctor(command) => cli::doctor::run(&general, &command),
    });
    cli::end(outcome)
}
