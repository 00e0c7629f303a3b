//! A regular expression of the knowledge. It knows the letters and digits of ASCII alone, so that it is small and quick to
//! compile, and it is compiled when it is first run: most never are, and each takes longer than many messages.

use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

/// The most memory that a compiled one may take, in bytes.
const LARGEST: usize = 1 << 21;

/// A regular expression that has been checked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Expression {
    written: String,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl Expression {
    /// One that was found sound when the knowledge was loaded.
    #[must_use]
    pub fn new(written: &str) -> Self {
        Self { written: written.to_owned(), compiled: OnceLock::new() }
    }

    /// It, compiled.
    pub fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(&self.written).ok()).as_ref()
    }

    /// Whether it is found somewhere.
    #[must_use]
    pub fn is_match(&self, bytes: &[u8]) -> bool {
        self.get().is_some_and(|regex| regex.is_match(bytes))
    }
}

/// Says in a few words what is wrong with an expression.
pub(super) fn check(written: &str) -> Result<(), String> {
    let Err(error) = compile(written) else { return Ok(()) };
    let told = error.to_string();
    let reason = told.lines().last().unwrap_or("it is not valid").trim();
    Err(format!("the regex cannot be used: {reason}"))
}

fn compile(written: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written).unicode(false).size_limit(LARGEST).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits_are_those_of_ascii_and_a_dot_is_any_byte() {
        let expression = Expression::new(r"\b\w+ \d.{2} ok\b");
        assert!(expression.is_match("since 3é ok".as_bytes()), "é is two bytes");
        assert!(!expression.is_match("since ٣h. ok".as_bytes()), "a digit of another script");
    }

    #[test]
    fn what_is_wrong_is_told_in_a_line() {
        for wrong in ["(", "a{9}{9999}{9999}", "[é]"] {
            let told = check(wrong).unwrap_err();
            assert!(told.starts_with("the regex cannot be used: ") && !told.contains('\n'), "{told}");
        }
    }
}
