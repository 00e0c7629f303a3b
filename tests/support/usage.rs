//! What a process uses, as the system says it: memory, threads, open handles, processor time. Linux only.

#![allow(dead_code, reason = "some tests look at some of it only")]
#![expect(clippy::unwrap_used, reason = "a process that is looked at is there")]

use std::fs;
use std::time::Duration;

/// How many ticks the system counts in a second: the same on every Linux since programs were first told of it.
const TICKS: u64 = 100;

/// A number of `/proc/PID/status`, such as `VmRSS` in KiB; 0 where there is none of that name.
pub(crate) fn status(process: u32, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// How many files, sockets and the like it has open.
pub(crate) fn handles(process: u32) -> u64 {
    fs::read_dir(format!("/proc/{process}/fd")).unwrap().count() as u64
}

/// What it has had of the processors so far, in its own code and in the system's, to a hundredth of a second.
pub(crate) fn processor(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The second word is the program's name in brackets, which may hold anything; the third is the first behind it.
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let ticks = behind.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap());
    Duration::from_millis(ticks.sum::<u64>() * 1000 / TICKS)
}
