//! What Discord refuses, by kind, and what that means for a piece of work. No sentence here holds what a person wrote.

use std::time::Duration;

use serenity::http::{ErrorResponse, HttpError};

use crate::desk::Failure;
use crate::store::Work;

/// Something that Discord refused, or did not answer. Codes are those of Discord's JSON errors; 0 when there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The channel (10003), message (10008), member (10007), user (10013), server (10004) or another thing is gone.
    Gone {
        /// Discord's code.
        code: i64,
    },
    /// The bot may not do that there: 50001 no access, 50013 no permission, 50007 no direct messages, 50083 the thread
    /// is archived, 160005 it is locked.
    Forbidden {
        /// Discord's code.
        code: i64,
    },
    /// The token is not accepted (401).
    NotAuthorized,
    /// Too many requests (429).
    TooFast {
        /// How long to wait, when Discord said so.
        after: Option<Duration>,
    },
    /// A fault on the other side (5xx), or an answer that cannot be read.
    ServerFault {
        /// The HTTP status.
        status: u16,
    },
    /// No connection, or no answer in time: the request may have got through.
    Unreachable {
        /// What the library says, without the address.
        why: String,
    },
    /// The interaction was answered before (40060), is unknown or too old (10062), or its time is over (10015, 50027).
    Answered {
        /// Discord's code.
        code: i64,
    },
    /// The message has a thread already (160004).
    Exists,
    /// Something is wrong with the request.
    Bad {
        /// The HTTP status.
        status: u16,
        /// Discord's code.
        code: i64,
        /// Discord's words and the places that they mean, without ours.
        words: String,
    },
}

/// The thread is archived and takes no messages.
const ARCHIVED: i64 = 50_083;
/// The thread is locked.
const LOCKED: i64 = 160_005;

impl Refused {
    /// The kind of an error answer: HTTP status, Discord's code (0 when there was none), Discord's words, `Retry-After`.
    #[must_use]
    pub fn answer(status: u16, code: i64, words: String, after: Option<Duration>) -> Self {
        if status == 429 {
            return Self::TooFast { after };
        }
        match code {
            10_015 | 10_062 | 40_060 | 50_027 => return Self::Answered { code },
            160_004 => return Self::Exists,
            50_001 | 50_007 | 50_013 | ARCHIVED | LOCKED => return Self::Forbidden { code },
            10_003 | 10_004 | 10_007 | 10_008 | 10_013 => return Self::Gone { code },
            _ => {}
        }
        match status {
            401 => Self::NotAuthorized,
            403 => Self::Forbidden { code },
            404 => Self::Gone { code },
            500.. => Self::ServerFault { status },
            _ => Self::Bad { status, code, words },
        }
    }

    /// Discord's code, when it gave one.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Gone { code }
            | Self::Forbidden { code }
            | Self::Answered { code }
            | Self::Bad { code, .. } => Some(*code).filter(|code| *code != 0),
            Self::Exists => Some(160_004),
            Self::NotAuthorized
            | Self::TooFast { .. }
            | Self::ServerFault { .. }
            | Self::Unreachable { .. } => None,
        }
    }

    /// Whether it may be otherwise a moment later: the same request can be made again.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::TooFast { .. } | Self::ServerFault { .. } | Self::Unreachable { .. } => true,
            Self::Gone { .. }
            | Self::Forbidden { .. }
            | Self::NotAuthorized
            | Self::Answered { .. }
            | Self::Exists
            | Self::Bad { .. } => false,
        }
    }

    /// Whether the thread is archived, which a message cannot undo.
    #[must_use]
    pub fn is_archived(&self) -> bool {
        self.code() == Some(ARCHIVED)
    }

    /// Whether the thread is locked.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.code() == Some(LOCKED)
    }

    /// Whether the place itself is gone or closed to the bot: trying again there is in vain.
    #[must_use]
    pub fn closes_the_place(&self) -> bool {
        match self {
            // A message or a member that is gone says nothing about the place.
            Self::Gone { code } => !matches!(code, 10_007 | 10_008 | 10_013),
            Self::Forbidden { .. } => true,
            Self::NotAuthorized
            | Self::TooFast { .. }
            | Self::ServerFault { .. }
            | Self::Unreachable { .. }
            | Self::Answered { .. }
            | Self::Exists
            | Self::Bad { .. } => false,
        }
    }

    /// What it means for a piece of work; `what` says in a few words what was attempted.
    #[must_use]
    pub fn failure(&self, what: &str, work: &Work) -> Failure {
        let why = format!("{what}: {self}");
        match self {
            Self::TooFast { after } => Failure::Retry { after: Some(wait(*after, work)), why },
            // A token that is no longer accepted ends the program, and the work waits for the next one.
            Self::ServerFault { .. } | Self::Unreachable { .. } | Self::NotAuthorized => {
                Failure::Retry { after: None, why }
            }
            Self::Gone { .. }
            | Self::Forbidden { .. }
            | Self::Answered { .. }
            | Self::Exists
            | Self::Bad { .. } => Failure::Permanent { why },
        }
    }
}

/// How long to wait after a 429: what was asked for, or twice as long each time, and up to a quarter more, so that work
/// that was refused together does not come back together.
fn wait(after: Option<Duration>, work: &Work) -> Duration {
    let least = after.unwrap_or_else(|| {
        Duration::from_secs(1).saturating_mul(2_u32.saturating_pow(work.tries)).min(Duration::from_secs(300))
    });
    let share = scatter(work.id.0.wrapping_mul(31).wrapping_add(u64::from(work.tries)));
    least.saturating_add(least.mul_f64(share / 4.0)).saturating_add(Duration::from_millis(50))
}

/// A number from 0 to 1 that looks random and is the same for the same seed (the last step of `SplitMix64`).
fn scatter(seed: u64) -> f64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let high = u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or_default();
    f64::from(high) / f64::from(u32::MAX)
}

impl From<ErrorResponse> for Refused {
    fn from(answer: ErrorResponse) -> Self {
        let places: Vec<String> =
            answer.error.errors.iter().map(|error| format!("{}: {}", error.path, error.code)).collect();
        let code = i64::try_from(answer.error.code).unwrap_or_default().max(0);
        Self::answer(answer.status_code.as_u16(), code, in_words(&answer.error.message, &places), None)
    }
}

/// Discord's sentence and the codes by place; its longer explanations may repeat what was sent, so they stay out.
pub(super) fn in_words(message: &str, places: &[String]) -> String {
    let message: String = message.chars().take(120).collect();
    if places.is_empty() { message } else { format!("{message} ({})", places.join(", ")) }
}

impl From<reqwest::Error> for Refused {
    fn from(error: reqwest::Error) -> Self {
        let kind = if error.is_timeout() {
            "no answer in time"
        } else if error.is_connect() {
            "no connection"
        } else if error.is_decode() || error.is_body() {
            "the answer broke off"
        } else {
            "the request could not be sent"
        };
        // The address may hold an interaction's token.
        let error = error.without_url();
        let cause = std::iter::successors(std::error::Error::source(&error), |error| error.source())
            .last()
            .map_or_else(|| kind.to_owned(), |cause| format!("{kind}: {cause}"));
        Self::Unreachable { why: cause }
    }
}

impl From<serenity::Error> for Refused {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library may add kinds of errors")]
    fn from(error: serenity::Error) -> Self {
        match error {
            serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) => answer.into(),
            serenity::Error::Http(HttpError::Request(error)) => error.into(),
            serenity::Error::Http(_) => Self::Unreachable { why: "the request could not be sent".to_owned() },
            // The answer came and could not be read: it may repeat a person's words, so no more is said.
            serenity::Error::Json(_) | serenity::Error::Decode(..) => Self::ServerFault { status: 200 },
            serenity::Error::Io(error) => Self::Unreachable { why: error.to_string() },
            _ => Self::Bad { status: 0, code: 0, words: "the request breaks a limit of Discord".to_owned() },
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gone { code } => write!(f, "{}, Discord's code {code}", gone(*code)),
            Self::Forbidden { code } => write!(f, "{}, Discord's code {code}", forbidden(*code)),
            Self::NotAuthorized => f.write_str("the token is not accepted, 401"),
            Self::TooFast { after: Some(after) } => {
                write!(f, "too many requests, 429, wait {:.1} s", after.as_secs_f64())
            }
            Self::TooFast { after: None } => f.write_str("too many requests, 429"),
            Self::ServerFault { status: 200 } => f.write_str("the answer cannot be read"),
            Self::ServerFault { status } => write!(f, "a fault on Discord's side, {status}"),
            Self::Unreachable { why } => f.write_str(why),
            Self::Answered { code } => {
                write!(f, "the interaction was answered before or is over, Discord's code {code}")
            }
            Self::Exists => f.write_str("the message has a thread already, Discord's code 160004"),
            Self::Bad { status, code, words } => write!(f, "{words}, {status}, Discord's code {code}"),
        }
    }
}

impl std::error::Error for Refused {}

fn gone(code: i64) -> &'static str {
    match code {
        10_003 => "the channel is gone",
        10_004 => "the server is gone",
        10_007 => "the person is not in the server",
        10_008 => "the message is gone",
        10_013 => "the person is gone",
        _ => "it is gone",
    }
}

fn forbidden(code: i64) -> &'static str {
    match code {
        50_001 => "the bot cannot see the channel",
        50_007 => "the person takes no direct messages from the bot",
        50_013 => "the bot lacks a permission there",
        ARCHIVED => "the thread is archived",
        LOCKED => "the thread is locked",
        _ => "the bot may not do that",
    }
}

#[cfg(test)]
#[path = "refusal_tests.rs"]
mod tests;
