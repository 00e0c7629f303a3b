//! What a process uses: memory, handles, threads, its folder. A table of it over time, and whether it grows.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cloudmedic::store::size;

use crate::support::usage;

/// How many looks a run has.
const LOOKS: u32 = 60;

/// One look.
struct Look {
    at: Duration,
    memory_kib: u64,
    handles: u64,
    threads: u64,
    folder_kib: u64,
    told: (usize, usize, usize),
}

/// All looks.
pub(super) struct Figures {
    process: u32,
    folder: PathBuf,
    looks: Vec<Look>,
}

impl Figures {
    pub(super) fn of(process: u32, folder: &Path) -> Self {
        Self { process, folder: folder.to_owned(), looks: Vec::new() }
    }

    /// Looks, when it is time to.
    pub(super) fn look(&mut self, at: Duration, length: Duration, told: (usize, usize, usize)) {
        let next = length / LOOKS * u32::try_from(self.looks.len() + 1).unwrap_or(u32::MAX);
        if at < next {
            return;
        }
        self.looks.push(Look {
            at,
            memory_kib: usage::status(self.process, "VmRSS"),
            handles: usage::handles(self.process),
            threads: usage::status(self.process, "Threads"),
            folder_kib: size(&self.folder) / 1024,
            told,
        });
    }

    /// Whether the last third is as the middle third was. A short run has hardly warmed up.
    pub(super) fn check(&self, long: bool) {
        let memory = self.thirds(|look| look.memory_kib);
        let most = if long { 1.05 } else { 1.35 };
        assert!(ratio(memory) <= most, "memory grows: {memory:?} KiB in the middle and in the end");
        let handles = self.thirds(|look| look.handles);
        assert!(handles.1 <= handles.0 + if long { 1 } else { 8 }, "handles are lost: {handles:?}");
        let threads = self.thirds(|look| look.threads);
        assert!(threads.1 <= threads.0 + 1, "threads are left behind: {threads:?}");
    }

    /// The medians of the middle third and of the last.
    fn thirds(&self, of: impl Fn(&Look) -> u64) -> (u64, u64) {
        let third = self.looks.len() / 3;
        let median = |looks: &[Look]| {
            let mut values: Vec<u64> = looks.iter().map(&of).collect();
            values.sort_unstable();
            values.get(values.len() / 2).copied().unwrap_or(0)
        };
        (median(&self.looks[third..2 * third]), median(&self.looks[2 * third..]))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few gigabytes")]
fn ratio((before, after): (u64, u64)) -> f64 {
    after as f64 / before.max(1) as f64
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:>6} {:>10} {:>8} {:>8} {:>10} {:>9} {:>8} {:>5}",
            "s", "RSS KiB", "handles", "threads", "folder KiB", "messages", "answers", "open"
        )?;
        for look in &self.looks {
            let (said, answered, open) = look.told;
            let at = look.at.as_secs();
            let Look { memory_kib, handles, threads, folder_kib, .. } = look;
            writeln!(
                f,
                "{at:>6} {memory_kib:>10} {handles:>8} {threads:>8} {folder_kib:>10} {said:>9} {answered:>8} {open:>5}"
            )?;
        }
        let (memory, handles) = (self.thirds(|look| look.memory_kib), self.thirds(|look| look.handles));
        write!(
            f,
            "medians of the middle and the last third: memory {memory:?} KiB ({:.3}), handles {handles:?}",
            ratio(memory)
        )
    }
}
