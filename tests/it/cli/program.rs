//! Runs the built program in a surrounding of its own: no colors asked for, no settings of the person who tests.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use tempfile::TempDir;

/// How long a running program may take to show something before the test gives up; no test waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a run ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Ended {
    /// The lines of standard output as JSON.
    pub(super) fn json_lines(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
            .collect()
    }

    /// Asserts that it failed with exit code 1 and one sentence that holds these words.
    #[track_caller]
    pub(super) fn failed_with(&self, parts: &[&str]) {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.err.trim_end().lines().count(), 1, "more than one sentence: {self:?}");
        for part in parts {
            assert!(self.err.contains(part), "expected {part:?} in {:?}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }

    /// Asserts that it went well.
    #[track_caller]
    pub(super) fn went_well(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }
}

/// The program with its arguments.
pub(super) struct Program(Command);

impl Program {
    pub(super) fn with(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cloudmedic"));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for setting in
            ["CLOUDMEDIC_DATA", "RUST_LOG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "XDG_DATA_HOME"]
        {
            command.env_remove(setting);
        }
        // Nothing that is forgotten may reach the real data of the person who tests.
        command.env("HOME", "/nonexistent").env("TZ", "UTC").env("RUST_BACKTRACE", "0");
        Self(command)
    }

    /// With a data folder.
    pub(super) fn on(data: &Path, arguments: &[&str]) -> Self {
        let mut program = Self::with(arguments);
        program.0.arg("--data").arg(data);
        program
    }

    /// With a data folder, and so that a file that may not grow is an error and not the end of it.
    #[cfg(target_os = "linux")]
    pub(super) fn under_a_limit(data: &Path, arguments: &[&str]) -> Self {
        let mut program = Self::on(data, arguments);
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(program.0.get_program());
        limited
            .args(program.0.get_args())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, value) in program.0.get_envs() {
            match value {
                Some(value) => limited.env(name, value),
                None => limited.env_remove(name),
            };
        }
        program.0 = limited;
        program
    }

    pub(super) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs it to its end with this input.
    pub(super) fn run(mut self, input: impl Into<Vec<u8>>) -> Ended {
        let mut child = self.0.spawn().unwrap();
        let (mut stdin, input) = (child.stdin.take().unwrap(), input.into());
        // On a thread of its own: the program may answer before everything is written, or not read it at all.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("what the program writes is UTF-8");
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts it and keeps it running.
    pub(super) fn start(mut self) -> Running {
        self.0.stderr(Stdio::null());
        self.start_heard()
    }

    /// The same with an ear for what it complains of at its end.
    pub(super) fn start_heard(mut self) -> Running {
        let mut child = self.0.spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take().unwrap());
        Running { child, stdin, out: parts_of(stdout), shown: Vec::new() }
    }
}

/// What a program writes, as it writes it; the channel ends with the program.
fn parts_of(mut stdout: ChildStdout) -> Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut part = [0; 4096];
        while let Ok(length @ 1..) = stdout.read(&mut part) {
            if send.send(part[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    receive
}

/// A program that runs; it ends with the test.
pub(super) struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    out: Receiver<Vec<u8>>,
    shown: Vec<u8>,
}

impl Running {
    /// Types a line.
    pub(super) fn types(&mut self, line: &str) {
        writeln!(self.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Waits until these words were shown.
    #[track_caller]
    pub(super) fn shows(&mut self, words: &str) {
        while !self.text().contains(words) {
            match self.out.recv_timeout(PATIENCE) {
                Ok(part) => self.shown.extend(part),
                Err(_) => panic!("expected {words:?} in:\n{}", self.text()),
            }
        }
    }

    /// Takes the next line that it shows.
    #[track_caller]
    pub(super) fn line(&mut self) -> String {
        loop {
            if let Some(end) = self.shown.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.shown.drain(..=end).collect();
                return String::from_utf8(line).unwrap();
            }
            self.shown.extend(self.out.recv_timeout(PATIENCE).expect("the program shows another line"));
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.shown).into_owned()
    }

    /// Its process.
    #[cfg(target_os = "linux")]
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it ends by itself.
    #[cfg(target_os = "linux")]
    pub(super) fn ended(mut self) -> Ended {
        let out = self.rest();
        let mut err = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut err).unwrap();
        }
        Ended { code: self.child.wait().unwrap().code(), out, err }
    }

    /// Kills it at once (on Unix by signal 9) and returns everything that it had shown.
    pub(super) fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.rest()
    }

    /// Ends its input, waits for its end, and returns everything that it showed.
    pub(super) fn end(mut self) -> String {
        drop(self.stdin.take());
        let rest = self.rest();
        assert!(self.child.wait().unwrap().success(), "{rest}");
        rest
    }

    /// Reads no more, as `head` does, and waits for the end, which is no failure.
    pub(super) fn stops_reading(mut self) {
        self.out = mpsc::channel().1;
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "{ended}");
    }

    fn rest(&mut self) -> String {
        self.shown.extend(self.out.iter().flatten());
        self.text()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A test that failed must not leave it behind.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// An empty data folder.
pub(super) fn case_folder() -> TempDir {
    TempDir::new().unwrap()
}
