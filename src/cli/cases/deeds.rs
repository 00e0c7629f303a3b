//! What can be done with a case from the command line, as it is written there.

use crate::cli::ask::{PRIORITIES, one_of};
use crate::cli::setup::Id;
use crate::cli::{Failure, General, near};
use crate::knowledge::{CauseId, Family, KnowledgeBase, StepId};
use crate::triage::case::{PersonId, Priority};
use crate::triage::correction::{OFF_TOPIC, UNKNOWN};
use crate::triage::desk::{Deed, Filed, Receiver};
use crate::triage::place::RoleId;

/// Which case, and who acts.
#[derive(Debug, clap::Args)]
pub(super) struct On {
    /// The number of the case
    #[arg(value_parser = super::case_number)]
    pub(super) number: u64,
    /// The server that it belongs to; needed where several have a case of that number
    #[arg(long, value_name = "ID")]
    pub(super) server: Option<u64>,
    /// The moderator who does it [default: whoever runs the bot]
    #[arg(long = "as", value_name = "ID")]
    pub(super) by: Option<Id>,
}

/// The deeds.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Doing {
    /// Take a case; --as says who takes it
    Claim(On),
    /// Give a case back to the queue
    Release(On),
    /// Pass a case on to a moderator, a role, or Apple Support
    Handoff(Handoff),
    /// Take a case that was passed on; --as says who takes it
    Accept(On),
    /// Do not take a case that was passed on; --as says who declines
    Decline(On),
    /// Write something down about a case; only the staff sees it
    Note(Words),
    /// Say how urgent a case is
    Priority(Urgency),
    /// Say what a case is really about: the bot learns from it
    Reclassify(File),
    /// Ask the member something
    Ask(Words),
    /// Say that the backup works now
    Resolve(Solve),
    /// End a case unsolved
    Close(On),
    /// Open a case again that is over
    Reopen(On),
}

#[derive(Debug, clap::Args)]
pub(super) struct Handoff {
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    to: To,
    /// Why: whoever gets it reads this
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct To {
    /// To this moderator
    #[arg(long, value_name = "ID")]
    to_moderator: Option<Id>,
    /// To whoever of this role accepts first
    #[arg(long, value_name = "ID")]
    to_role: Option<Id>,
    /// To Apple Support: the member gets the summary and the way there
    #[arg(long)]
    to_apple: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Words {
    #[command(flatten)]
    on: On,
    /// The words
    #[arg(required = true, num_args = 1.., value_name = "TEXT")]
    words: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Urgency {
    #[command(flatten)]
    on: On,
    /// How urgent it is
    #[arg(value_parser = one_of::<Priority>(&PRIORITIES))]
    priority: Priority,
}

#[derive(Debug, clap::Args)]
pub(super) struct File {
    #[command(flatten)]
    on: On,
    /// The name of the cause's pattern file, such as icloud-storage-full; `unknown` for a failing backup of which
    /// nobody knows why; `off_topic` for no failing backup at all
    #[arg(value_name = "CAUSE|unknown|off_topic")]
    cause: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct Solve {
    #[command(flatten)]
    on: On,
    /// The step that did it, such as restart
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
}

impl Doing {
    /// Which case, and who acts.
    pub(super) fn on(&self) -> &On {
        match self {
            Self::Claim(on)
            | Self::Release(on)
            | Self::Accept(on)
            | Self::Decline(on)
            | Self::Close(on)
            | Self::Reopen(on) => on,
            Self::Handoff(handoff) => &handoff.on,
            Self::Note(words) | Self::Ask(words) => &words.on,
            Self::Priority(urgency) => &urgency.on,
            Self::Reclassify(file) => &file.on,
            Self::Resolve(solve) => &solve.on,
        }
    }

    /// The deed.
    ///
    /// # Errors
    /// When a name in it is none.
    pub(super) fn deed(&self, general: &General) -> Result<Deed, Failure> {
        Ok(match self {
            Self::Claim(_) => Deed::Claim,
            Self::Release(_) => Deed::Release,
            Self::Handoff(handoff) => {
                Deed::HandOff { to: handoff.to.receiver(), reason: handoff.reason.clone() }
            }
            Self::Accept(_) => Deed::Accept,
            Self::Decline(_) => Deed::Decline,
            Self::Note(words) => Deed::Note { words: words.words.join(" ") },
            Self::Priority(urgency) => Deed::Prioritize(urgency.priority),
            Self::Reclassify(file) => Deed::Reclassify(filed(general, &file.cause)?),
            Self::Ask(words) => Deed::Ask { words: words.words.join(" ") },
            Self::Resolve(solve) => {
                Deed::Resolve { step: solve.step.as_deref().map(|step| step_of(general, step)).transpose()? }
            }
            Self::Close(_) => Deed::Close,
            Self::Reopen(_) => Deed::Reopen,
        })
    }
}

impl To {
    fn receiver(&self) -> Receiver {
        match (self.to_moderator, self.to_role) {
            (Some(person), _) => Receiver::Moderator(PersonId(person.0)),
            (None, Some(role)) => Receiver::Role(RoleId(role.0)),
            (None, None) => Receiver::Apple,
        }
    }
}

fn filed(general: &General, name: &str) -> Result<Filed, Failure> {
    match name {
        UNKNOWN => return Ok(Filed::Unknown),
        OFF_TOPIC => return Ok(Filed::OffTopic),
        _ => {}
    }
    let base = general.knowledge()?;
    let cause = CauseId::from(name);
    if base.cause(&cause).is_some() {
        return Ok(Filed::Cause(cause));
    }
    Err(Failure::Sentence(no_cause(&base, name)))
}

/// What is said of a name that is no cause.
fn no_cause(base: &KnowledgeBase, name: &str) -> String {
    if let Some(family) = Family::ALL.into_iter().find(|family| family.label() == name) {
        let causes = base.causes.iter().filter(|cause| cause.family == Some(family));
        let causes = causes.map(|cause| cause.id.as_str()).collect::<Vec<_>>().join(", ");
        return format!("{name} is a family of causes; name one of them: {causes}");
    }
    let all = "the causes are the names of the pattern files; unknown and off_topic are there too";
    near::unknown("cause", name, base.causes.iter().map(|cause| cause.id.as_str()), all)
}

fn step_of(general: &General, name: &str) -> Result<StepId, Failure> {
    let base = general.knowledge()?;
    let step = StepId(name.to_owned());
    if base.step(&step).is_some() {
        return Ok(step);
    }
    let all = "`cloudmedic stats steps` names those that were shown";
    Err(Failure::Sentence(near::unknown("step", name, base.steps.keys().map(|step| step.0.as_str()), all)))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(subcommand)]
        doing: Doing,
    }

    fn deed(arguments: &[&str]) -> Result<Deed, String> {
        let line = ["cases"].iter().chain(arguments);
        let line = Line::try_parse_from(line).map_err(|error| error.to_string())?;
        line.doing.deed(&General::default()).map_err(|failure| match failure {
            Failure::Sentence(sentence) => sentence,
            Failure::Told | Failure::NobodyReads => String::new(),
        })
    }

    #[test]
    fn a_line_means_its_deed() {
        let reason = || "needs a Mac".to_owned();
        let (cause, step) = ("icloud-storage-full", "restart");
        for (line, expected) in [
            (&["claim", "#3"][..], Deed::Claim),
            (&["note", "3", "called", "them"], Deed::Note { words: "called them".to_owned() }),
            (&["priority", "3", "urgent"], Deed::Prioritize(Priority::Urgent)),
            (&["reclassify", "3", cause], Deed::Reclassify(Filed::Cause(cause.into()))),
            (&["reclassify", "3", "off_topic"], Deed::Reclassify(Filed::OffTopic)),
            (&["resolve", "3"], Deed::Resolve { step: None }),
            (&["resolve", "3", "--step", step], Deed::Resolve { step: Some(StepId(step.to_owned())) }),
            (
                &["handoff", "3", "--to-role", "<@&8>", "--reason", "needs a Mac"],
                Deed::HandOff { to: Receiver::Role(RoleId(8)), reason: reason() },
            ),
            (
                &["handoff", "3", "--to-apple", "--reason", "needs a Mac"],
                Deed::HandOff { to: Receiver::Apple, reason: reason() },
            ),
        ] {
            assert_eq!(deed(line), Ok(expected), "{line:?}");
        }
    }

    #[test]
    fn names_that_are_none_get_a_sentence_with_those_that_are_near() {
        for (line, part) in [
            (
                &["reclassify", "3", "storage-full"][..],
                "did you mean device-storage-full or icloud-storage-full",
            ),
            (&["reclassify", "3", "network"], "network is a family of causes; name one of them: "),
            (&["resolve", "3", "--step", "restrt"], "did you mean"),
            (&["priority", "3", "very"], "low, normal, high, urgent"),
            (&["handoff", "3", "--reason", "x"], "--to-moderator"),
            (&["handoff", "3", "--to-apple", "--to-role", "3", "--reason", "x"], "cannot be used with"),
            (&["claim", "3", "--as", "me"], "Copy ID"),
        ] {
            let told = deed(line).unwrap_err();
            assert!(told.contains(part), "{line:?}: {told}");
        }
    }
}
