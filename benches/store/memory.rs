//! What the system says about the memory of this process.

/// A figure of `/proc/self/status`, in MB; `None` where there is no such file.
pub(crate) fn megabytes(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.split_ascii_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
