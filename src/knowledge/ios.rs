//! What is known of iOS versions, builds and devices, as of the table's date.

use serde::{Deserialize, Serialize};

use super::version::Version;
use super::written::{Build, Device, ForceRestart, Major};

/// The tables of `ios.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IosTable {
    /// ISO date on which the table was right.
    pub as_of: String,
    /// Majors that Apple skipped.
    pub never_released: Vec<u16>,
    /// No minor version is higher than this.
    pub highest_minor: u16,
    /// The oldest major that can still back up to iCloud.
    pub backup_floor: u16,
    /// Majors, newest first.
    pub majors: Vec<Major>,
    /// Builds with their versions.
    pub builds: Vec<Build>,
    /// Devices.
    pub devices: Vec<Device>,
    /// Ways to force a restart.
    pub force_restarts: Vec<ForceRestart>,
}

impl IosTable {
    /// The newest major version in the table.
    #[must_use]
    pub fn newest(&self) -> Option<u16> {
        self.majors.iter().map(|major| major.number).max()
    }

    /// A device by its canonical name.
    #[must_use]
    pub fn device(&self, name: &str) -> Option<&Device> {
        self.devices.iter().find(|device| device.name == name)
    }

    /// How to force a restart of a device, by its canonical name; `None` when it is not known.
    #[must_use]
    pub fn force_restart(&self, device: &str) -> Option<&ForceRestart> {
        let id = self.device(device)?.restart.as_deref()?;
        self.force_restarts.iter().find(|way| way.id == id)
    }

    /// The version of a build such as `24A446`; `None` when the table does not hold it.
    #[must_use]
    pub fn version_of_build(&self, build: &str) -> Option<Version> {
        let known = self.builds.iter().find(|known| known.build.eq_ignore_ascii_case(build))?;
        known.version.parse().ok()
    }
}
