//! What is counted of a version and a device, and all that is left of them when a case is forgotten.

use crate::knowledge::Version;

/// The kinds of devices that are told apart.
const DEVICES: [&str; 3] = ["iphone", "ipad", "ipod"];

/// The major version; `None` for a build.
#[must_use]
pub fn major(said: &str) -> Option<String> {
    Some(said.parse::<Version>().ok()?.major.to_string())
}

/// The kind of device: a model would tell more of a person than is counted.
#[must_use]
pub fn device(said: &str) -> Option<String> {
    let first = said.split_whitespace().next()?;
    DEVICES.iter().find(|kind| **kind == first).map(|kind| (*kind).to_owned())
}
