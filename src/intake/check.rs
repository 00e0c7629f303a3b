//! Finds what cannot be: versions that were never released, devices that cannot run the version that was named.

use super::{Field, Intake};
use crate::knowledge::{Device, IosTable, Version};

/// Something about version and device that is worth a polite question; nothing is corrected silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Apple skipped this major version (19 to 25).
    NeverReleased {
        /// The version as it was said.
        version: String,
    },
    /// Newer than anything in the table.
    NewerThanKnown {
        /// The version as it was said.
        version: String,
        /// The newest major version of the table.
        newest: u16,
        /// ISO date on which the table was right.
        as_of: String,
    },
    /// No minor version has ever been this high.
    MinorTooHigh {
        /// The version as it was said.
        version: String,
    },
    /// The device shipped with a newer version.
    DeviceTooNew {
        /// The device as it was said.
        device: String,
        /// The version as it was said.
        version: String,
        /// The lowest major version that it runs.
        lowest: u16,
    },
    /// The device does not get this version.
    DeviceTooOld {
        /// The device as it was said.
        device: String,
        /// The version as it was said.
        version: String,
        /// The highest major version that it runs.
        highest: u16,
    },
    /// Apple never made it (the iPhone 9).
    NoSuchDevice {
        /// The device as it was said.
        device: String,
    },
}

/// The first doubt about what was said, if any.
#[must_use]
pub fn check(ios: &IosTable, intake: &Intake) -> Option<Doubt> {
    let device = known(&intake.device);
    if let Some(device) = device.filter(|name| *name == "iphone 9" || name.starts_with("iphone 9 ")) {
        return Some(Doubt::NoSuchDevice { device: device.to_owned() });
    }
    let said = known(&intake.ios_version)?;
    let version = version(ios, said)?;
    doubt_version(ios, said, version).or_else(|| doubt_pair(ios, device?, said, version))
}

/// Whether iCloud Backup has ended for the version that was named.
#[must_use]
pub fn is_below_backup_floor(ios: &IosTable, intake: &Intake) -> bool {
    let version = known(&intake.ios_version).and_then(|said| version(ios, said));
    version.is_some_and(|version| version.major < ios.backup_floor)
}

fn doubt_version(ios: &IosTable, said: &str, version: Version) -> Option<Doubt> {
    let said = said.to_owned();
    if ios.never_released.contains(&version.major) {
        return Some(Doubt::NeverReleased { version: said });
    }
    match ios.newest() {
        Some(newest) if version.major > newest => {
            Some(Doubt::NewerThanKnown { version: said, newest, as_of: ios.as_of.clone() })
        }
        Some(_) | None if version.minor > ios.highest_minor => Some(Doubt::MinorTooHigh { version: said }),
        Some(_) | None => None,
    }
}

fn doubt_pair(ios: &IosTable, name: &str, said: &str, version: Version) -> Option<Doubt> {
    let device = device(ios, name)?;
    let (device_name, said) = (name.to_owned(), said.to_owned());
    if let Some(lowest) = device.min.filter(|lowest| version.major < *lowest) {
        return Some(Doubt::DeviceTooNew { device: device_name, version: said, lowest });
    }
    let highest = device.max.filter(|highest| version.major > *highest)?;
    Some(Doubt::DeviceTooOld { device: device_name, version: said, highest })
}

/// A version as numbers; a build gives the version that it is of, or only its major version.
fn version(ios: &IosTable, said: &str) -> Option<Version> {
    if let Ok(version) = said.parse() {
        return Some(version);
    }
    let prefix: String = said.chars().take_while(char::is_ascii_digit).collect();
    let prefix: u16 = prefix.parse().ok()?;
    ios.version_of_build(said).or_else(|| {
        let major = ios.majors.iter().find(|major| major.build_prefix == prefix)?;
        Some(Version { major: major.number, minor: 0, patch: 0 })
    })
}

/// A device by its name or by another way to say it.
fn device<'a>(ios: &'a IosTable, name: &str) -> Option<&'a Device> {
    let short = name.strip_prefix("iphone ").or_else(|| name.strip_prefix("ipad ")).unwrap_or(name);
    ios.device(name).or_else(|| {
        ios.devices.iter().find(|device| device.also.iter().any(|also| also == name || also == short))
    })
}

fn known(field: &Field<String>) -> Option<&str> {
    match field {
        Field::Known(said) => Some(said),
        Field::Missing | Field::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ios, read};
    use super::*;

    fn doubt(text: &str) -> Option<Doubt> {
        check(ios(), &read(text))
    }

    #[test]
    fn skipped_and_future_versions_are_questioned() {
        assert!(matches!(doubt("ios 19.1 backup fails"), Some(Doubt::NeverReleased { .. })));
        assert!(matches!(doubt("ios 25 backup fails"), Some(Doubt::NeverReleased { .. })));
        let newer = doubt("ios 31.2 backup fails");
        assert!(
            matches!(newer, Some(Doubt::NewerThanKnown { newest, .. }) if Some(newest) == ios().newest())
        );
        assert!(matches!(doubt("ios 17.14 backup fails"), Some(Doubt::MinorTooHigh { .. })));
    }

    #[test]
    fn impossible_pairs_are_questioned() {
        let too_old = doubt("iphone x on ios 17.2");
        assert!(matches!(too_old, Some(Doubt::DeviceTooOld { highest: 16, .. })), "{too_old:?}");
        let too_new = doubt("iphone 17 on ios 17.2");
        assert!(matches!(too_new, Some(Doubt::DeviceTooNew { lowest: 26, .. })), "{too_new:?}");
        assert!(matches!(doubt("my iphone 9 won't back up"), Some(Doubt::NoSuchDevice { .. })));
        assert!(
            matches!(doubt("6s with build 24A446"), Some(Doubt::DeviceTooOld { .. })),
            "a build has a major version"
        );
    }

    #[test]
    fn possible_pairs_are_left_alone() {
        for text in [
            "iphone 13 on ios 17.4",
            "se 2020 on 26.2",
            "iphone 17 pro on 26.1 beta 2",
            "ipad on 15.7",
            "no idea",
        ] {
            assert_eq!(doubt(text), None, "{text}");
        }
    }

    #[test]
    fn the_end_of_icloud_backup_for_old_versions_is_known() {
        assert!(is_below_backup_floor(ios(), &read("ipad 2 on ios 8.4")));
        assert!(!is_below_backup_floor(ios(), &read("ipad 4 on ios 10.3.4")));
        assert!(!is_below_backup_floor(ios(), &read("no idea")));
    }
}
