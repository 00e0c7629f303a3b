//! A version of iOS or iPadOS as numbers, so that versions compare.

use serde::{Deserialize, Serialize};

use std::fmt;
use std::str::FromStr;

/// A released version: major, minor, patch; missing parts are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version {
    /// 17 in 17.4.1.
    pub major: u16,
    /// 4 in 17.4.1.
    pub minor: u16,
    /// 1 in 17.4.1.
    pub patch: u16,
}

/// The text is no version such as `17`, `17.4` or `17.4.1`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no version; expected one such as 17, 17.4 or 17.4.1")]
pub struct NotAVersion(pub String);

impl FromStr for Version {
    type Err = NotAVersion;

    /// Reads the leading digits; what follows a space ("beta 2") is left out.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotAVersion(text.to_owned());
        let digits = text.split_whitespace().next().ok_or_else(wrong)?;
        let mut parts = [0_u16; 3];
        let mut given = digits.split('.');
        for part in &mut parts {
            match given.next() {
                Some(number) => *part = number.parse().map_err(|_| wrong())?,
                None => break,
            }
        }
        if given.next().is_some() {
            return Err(wrong());
        }
        let [major, minor, patch] = parts;
        Ok(Self { major, minor, patch })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        if self.patch > 0 {
            write!(f, ".{}", self.patch)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        let version = |text: &str| text.parse::<Version>().unwrap();
        assert!(version("9.3.6") < version("10"));
        assert!(version("17.10") > version("17.4.1"));
        assert_eq!(version("26.1 beta 2"), version("26.1"));
    }

    #[test]
    fn what_is_no_version_is_refused() {
        for text in ["", "latest", "17.x", "1.2.3.4", "22D63", "99999999"] {
            assert!(text.parse::<Version>().is_err(), "{text:?} was read as a version");
        }
    }
}
