//! A bot in front of a simulated Discord: started, looked at, stopped and killed like any other program.

#![allow(dead_code, reason = "most parts are used by some tests only")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Output, Stdio};

use tempfile::TempDir;

use super::sim::Simulator;

/// A simulated Discord, and the program's data folder.
pub(crate) struct Machine {
    pub(crate) sim: Simulator,
    data: PathBuf,
    program: OsString,
    vars: Vec<(&'static str, String)>,
    process: Option<Child>,
    /// Holds the data folder where it goes with the machine.
    own: Option<TempDir>,
}

impl Machine {
    /// CloudMedic itself, with nothing set up and nothing running.
    pub(crate) fn around(sim: Simulator) -> Self {
        let own = tempfile::tempdir().unwrap();
        let mut machine = Self::of_program(sim, program(), Vec::new(), own.path());
        machine.own = Some(own);
        machine
    }

    /// Any program, with these variables set for it, and with this data folder, which stays.
    pub(crate) fn of_program(
        sim: Simulator,
        program: OsString,
        vars: Vec<(&'static str, String)>,
        data: &Path,
    ) -> Self {
        Self { sim, data: data.to_owned(), program, vars, process: None, own: None }
    }

    /// Runs a command beside the bot, and returns what it said.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The same with another token.
    pub(crate) fn run_with_token(&self, token: &str, arguments: &[&str]) -> Output {
        self.command(arguments).env("DISCORD_TOKEN", token).output().unwrap()
    }

    /// Starts the bot and waits until it is connected.
    pub(crate) fn on(&mut self) {
        self.on_with(&["serve"], 1);
    }

    /// The same with other arguments, and as many connections.
    pub(crate) fn on_with(&mut self, arguments: &[&str], shards: u64) {
        let identified = self.sim.identified();
        let process = self.command(arguments).stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        self.process = Some(process);
        self.sim.wait_for_sessions(identified + shards, self.sim.resumed());
    }

    /// The same with what it says on standard output and standard error.
    pub(crate) fn on_heard(&mut self, arguments: &[&str]) -> (ChildStdout, ChildStderr) {
        let identified = self.sim.identified();
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let heard = (process.stdout.take().unwrap(), process.stderr.take().unwrap());
        self.process = Some(process);
        self.sim.wait_for_sessions(identified + 1, self.sim.resumed());
        heard
    }

    /// The same with everything that it writes going to this file, and `RUST_LOG` set where one is given.
    pub(crate) fn on_logged(&mut self, arguments: &[&str], log: &Path, rust_log: Option<&str>) {
        let identified = self.sim.identified();
        let file = File::options().create(true).append(true).open(log).unwrap();
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        command.envs(rust_log.map(|filter| ("RUST_LOG", filter)));
        self.process = Some(command.spawn().unwrap());
        self.sim.wait_for_sessions(identified + 1, self.sim.resumed());
    }

    /// Starts the bot, with its log in this file, and waits for nothing.
    pub(crate) fn begin(&mut self, log: File) {
        let mut command = self.command(&["serve"]);
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        self.process = Some(process);
    }

    /// The same, and it tells how it is; where, stands in what it says on standard output.
    pub(crate) fn begin_watched(&mut self, log: File) -> ChildStdout {
        let mut command = self.command(&["serve", "--health", "0"]);
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let said = process.stdout.take().unwrap();
        self.process = Some(process);
        said
    }

    /// The bot's process id.
    pub(crate) fn id(&self) -> u32 {
        self.process.as_ref().expect("the bot runs").id()
    }

    /// Whether the bot has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.process.as_mut().expect("the bot runs").try_wait().unwrap().is_some()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Kills the bot: no farewell, nothing is put away.
    pub(crate) fn kill(&mut self) {
        let mut process = self.process.take().expect("the bot runs");
        process.kill().unwrap();
        process.wait().unwrap();
    }

    /// Waits for the bot to end by itself, and says with which code.
    pub(crate) fn ended(&mut self) -> Option<i32> {
        self.process.take().expect("the bot runs").wait().unwrap().code()
    }

    /// Sends the bot a signal, by its name.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let id = self.process.as_ref().expect("the bot runs").id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Starts the bot so that a file which may not grow any more is an error, as it is on a full disk, and not a signal.
    /// Returns what it says on standard error.
    #[cfg(target_os = "linux")]
    pub(crate) fn on_a_disk_that_may_fill(&mut self) -> ChildStderr {
        let identified = self.sim.identified();
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(&self.program);
        self.equip(&mut shell, &["serve"]);
        let mut process =
            shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let heard = process.stderr.take().unwrap();
        self.process = Some(process);
        self.sim.wait_for_sessions(identified + 1, self.sim.resumed());
        heard
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        self.equip(&mut command, arguments);
        command
    }

    fn equip(&self, command: &mut Command, arguments: &[&str]) {
        command
            .args(arguments)
            .env_remove("RUST_LOG")
            .env_remove("CLOUDMEDIC_HEALTH")
            .env("CLOUDMEDIC_DATA", &self.data)
            .env("DISCORD_TOKEN", self.sim.token())
            .env("CLOUDMEDIC_DISCORD_API", self.sim.base_url())
            .envs(self.vars.iter().map(|(name, value)| (name, value)));
    }
}

/// A long run may look at another build than the one that the tests came with.
pub(crate) fn program() -> OsString {
    std::env::var_os("CLOUDMEDIC_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_cloudmedic").into())
}

impl Drop for Machine {
    fn drop(&mut self) {
        if self.process.is_some() {
            self.kill();
        }
    }
}
