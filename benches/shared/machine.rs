//! On what it was measured: the machine, the system, the versions.

use std::fs;
use std::path::Path;
use std::process::Command;

/// One line about the machine, and one about the versions.
pub(crate) fn print() {
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let system = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let busy = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{}, {cores} cores, Linux {}", model.map_or("a processor", |(_, name)| name), system.trim());
    println!("busy at the start: {}", busy.split(' ').next().unwrap_or("?"));
    let rust = Command::new("rustc").arg("--version").output().map(|said| said.stdout).unwrap_or_default();
    let rust = String::from_utf8_lossy(&rust);
    println!("cloudmedic {}, serenity {}, {}", env!("CARGO_PKG_VERSION"), locked("serenity"), rust.trim());
}

/// The version of a library that is in use.
fn locked(library: &str) -> String {
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap_or_default();
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{library}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = "));
    version.unwrap_or("?").trim_matches('"').to_owned()
}
