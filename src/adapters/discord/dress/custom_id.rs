//! Writes what a button, menu or form carries, and reads it back: kind, case, version, and what was chosen.
//!
//! Nothing here is trusted: who may press is checked by whoever handles the press. What is truncated, foreign or not
//! exactly as written here is no press of ours.

use super::case_list::Listed;
use super::limits::{self, units};
use crate::knowledge::CauseId;
use crate::triage::desk::Receiver;
use crate::triage::event::Choice;
use crate::triage::{CaseNumber, MessageId, Origin, PersonId, PlaceId, RoleId};

/// Begins every custom id; another number is another layout.
const PREFIX: &str = "cm1:";
/// The value of the menu's last option.
const NONE: &str = "none";

/// Something of ours that was pressed, chosen from or sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pressed {
    /// The button of a choice. Those of moderators open a menu or form where they need one.
    Choice {
        /// The case.
        case: CaseNumber,
        /// The case's version that offered it.
        version: u32,
        /// Which.
        choice: Choice,
    },
    /// The menu of close causes; its value is read by [`which`].
    WhichCause {
        /// The case.
        case: CaseNumber,
        /// The case's version that offered it.
        version: u32,
    },
    /// The button that opens the form with the four fields.
    Form {
        /// The case.
        case: CaseNumber,
    },
    /// That form, sent.
    FormSent {
        /// The case.
        case: CaseNumber,
    },
    /// The menu of what was tried already; its values are ids of `steps-tried.toml`.
    Tried {
        /// The case.
        case: CaseNumber,
    },
    /// The menu of people and roles to hand a case to.
    ReceiverMenu {
        /// The case.
        case: CaseNumber,
    },
    /// The form with the reason of a hand-off, sent.
    HandOffReason {
        /// The case.
        case: CaseNumber,
        /// To whom it goes.
        to: Receiver,
    },
    /// The form with a question to the member, sent.
    AskSent {
        /// The case.
        case: CaseNumber,
    },
    /// The form of `/backup report`, sent.
    Report,
    /// The menu of servers in a direct message; its value is the server's id.
    Server {
        /// The message that waits for an answer; `None` when a form or command does.
        message: Option<MessageId>,
    },
    /// The menu of what is right about a message; its values are names of `Right`.
    Correct {
        /// The message.
        message: Origin,
    },
    /// A button that turns the pages of a list of cases.
    List(Listed),
    /// A component of `/setup`, with what setup wrote, at most 90 UTF-16 units.
    Setup(String),
}

impl Pressed {
    /// The custom id.
    #[must_use]
    pub fn encode(&self) -> String {
        let rest = match self {
            Self::Choice { case, version, choice: Choice::ThisCause(cause) } => {
                format!("cause:{case}:{version}:{cause}")
            }
            Self::Choice { case, version, choice } => {
                format!("choice:{case}:{version}:{}", name(choice))
            }
            Self::WhichCause { case, version } => format!("which:{case}:{version}"),
            Self::Form { case } => format!("form:{case}"),
            Self::FormSent { case } => format!("sent:{case}"),
            Self::Tried { case } => format!("tried:{case}"),
            Self::ReceiverMenu { case } => format!("receiver:{case}"),
            Self::HandOffReason { case, to: Receiver::Moderator(person) } => {
                format!("reason:{case}:moderator:{person}")
            }
            Self::HandOffReason { case, to: Receiver::Role(role) } => {
                format!("reason:{case}:role:{}", role.0)
            }
            Self::HandOffReason { case, to: Receiver::Apple } => format!("reason:{case}:apple"),
            Self::AskSent { case } => format!("ask:{case}"),
            Self::Report => "report".to_owned(),
            Self::Server { message: Some(message) } => format!("server:{}", message.0),
            Self::Server { message: None } => "server".to_owned(),
            Self::Correct { message } => format!("correct:{}:{}", message.channel, message.message.0),
            Self::List(listed) => format!("list:{}", listed.encode()),
            Self::Setup(rest) => format!("setup:{rest}"),
        };
        format!("{PREFIX}{rest}")
    }

    /// Reads a custom id; `None` for every one that [`Pressed::encode`] does not write.
    #[must_use]
    pub fn decode(id: &str) -> Option<Self> {
        if units(id) > limits::CUSTOM_ID {
            return None;
        }
        let pressed = read(id.strip_prefix(PREFIX)?)?;
        // Signs, leading zeros and other spellings of a number are not ours.
        (pressed.encode() == id).then_some(pressed)
    }
}

fn read(rest: &str) -> Option<Pressed> {
    if let Some(rest) = rest.strip_prefix("setup:") {
        return Some(Pressed::Setup(rest.to_owned()));
    }
    let parts: Vec<&str> = rest.split(':').collect();
    let case = |text: &str| text.parse().ok().map(CaseNumber);
    Some(match parts.as_slice() {
        ["choice", number, version, choice] => Pressed::Choice {
            case: case(number)?,
            version: version.parse().ok()?,
            choice: PLAIN.iter().find(|(_, name)| name == choice)?.0.clone(),
        },
        ["cause", number, version, cause] => Pressed::Choice {
            case: case(number)?,
            version: version.parse().ok()?,
            choice: Choice::ThisCause(cause_id(cause)?),
        },
        ["which", number, version] => {
            Pressed::WhichCause { case: case(number)?, version: version.parse().ok()? }
        }
        ["form", number] => Pressed::Form { case: case(number)? },
        ["sent", number] => Pressed::FormSent { case: case(number)? },
        ["tried", number] => Pressed::Tried { case: case(number)? },
        ["receiver", number] => Pressed::ReceiverMenu { case: case(number)? },
        ["reason", number, to @ ..] => Pressed::HandOffReason { case: case(number)?, to: receiver(to)? },
        ["ask", number] => Pressed::AskSent { case: case(number)? },
        ["list", listed @ ..] => Pressed::List(Listed::decode(listed)?),
        ["report"] => Pressed::Report,
        ["server"] => Pressed::Server { message: None },
        ["correct", channel, message] => Pressed::Correct {
            message: Origin {
                channel: PlaceId(channel.parse().ok()?),
                message: MessageId(message.parse().ok()?),
            },
        },
        ["server", message] => Pressed::Server { message: Some(MessageId(message.parse().ok()?)) },
        _ => return None,
    })
}

fn receiver(parts: &[&str]) -> Option<Receiver> {
    match parts {
        ["moderator", person] => Some(Receiver::Moderator(PersonId(person.parse().ok()?))),
        ["role", role] => Some(Receiver::Role(RoleId(role.parse().ok()?))),
        ["apple"] => Some(Receiver::Apple),
        _ => None,
    }
}

/// A cause's id is the name of a pattern file.
pub(super) fn cause_id(text: &str) -> Option<CauseId> {
    let plain = |ch: char| ch.is_alphanumeric() || ch == '-' || ch == '_';
    (!text.is_empty() && text.chars().all(plain)).then(|| CauseId::from(text))
}

/// What was chosen in the menu of close causes; `None` when it is no cause's id.
#[must_use]
pub fn which(value: &str) -> Option<Choice> {
    if value == NONE { Some(Choice::NoneOfThese) } else { cause_id(value).map(Choice::ThisCause) }
}

/// The value of a choice in the menu of close causes; `None` for choices that have a button instead.
pub(super) fn value(choice: &Choice) -> Option<String> {
    match choice {
        Choice::ThisCause(cause) => Some(cause.to_string()),
        Choice::NoneOfThese => Some(NONE.to_owned()),
        Choice::FixedIt
        | Choice::DidntHelp
        | Choice::NotMyProblem
        | Choice::TalkToAPerson
        | Choice::SummaryForApple
        | Choice::BackupCompleted
        | Choice::StillFailing
        | Choice::CheckTomorrow
        | Choice::HaveComputerBackup
        | Choice::NoComputerBackup
        | Choice::Claim
        | Choice::HandOff
        | Choice::AskForDetails
        | Choice::Resolve
        | Choice::Accept
        | Choice::Decline => None,
    }
}

/// Every choice that needs nothing but its name.
pub(super) const PLAIN: [(Choice, &str); 17] = [
    (Choice::FixedIt, "fixed"),
    (Choice::DidntHelp, "no_help"),
    (Choice::NotMyProblem, "not_mine"),
    (Choice::TalkToAPerson, "person"),
    (Choice::SummaryForApple, "summary"),
    (Choice::BackupCompleted, "completed"),
    (Choice::StillFailing, "failing"),
    (Choice::CheckTomorrow, "tomorrow"),
    (Choice::NoneOfThese, "none"),
    (Choice::HaveComputerBackup, "computer"),
    (Choice::NoComputerBackup, "no_computer"),
    (Choice::Claim, "claim"),
    (Choice::HandOff, "hand_off"),
    (Choice::AskForDetails, "ask"),
    (Choice::Resolve, "resolve"),
    (Choice::Accept, "accept"),
    (Choice::Decline, "decline"),
];

fn name(choice: &Choice) -> &'static str {
    PLAIN.iter().find(|(plain, _)| plain == choice).map_or("", |(_, name)| name)
}
