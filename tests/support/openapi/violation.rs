//! Says what is wrong with a request: the route, the places in it, and a reason for each.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// `body/embeds/0/title`, `query/limit`, `path/channel_id`, or empty when it is the request as a whole.
    pub(crate) at: String,
    pub(crate) reason: String,
}

impl Problem {
    pub(super) fn new(at: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { at: at.into(), reason: reason.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "{}: ", self.at)?;
        }
        f.write_str(&self.reason)
    }
}

/// A request that Discord's description does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    /// `POST /channels/{channel_id}/messages`, or the path as it was sent when no route fits.
    pub(crate) route: String,
    /// Never empty.
    pub(crate) problems: Vec<Problem>,
}

impl Violation {
    /// Nothing when there are no problems.
    pub(super) fn of(route: String, problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { route, problems }) }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        write!(f, "{}: {}", self.route, reasons.join("; "))
    }
}

impl std::error::Error for Violation {}
