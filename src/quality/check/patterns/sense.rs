//! What it means that a pattern is right: for a family, for or against the topic, for a step; or that nobody can say.

use super::messages::{self, Message};
use crate::knowledge::{Family, KnowledgeBase, Meaning, Side, Signal, Told};
use crate::quality::Label;

/// When a pattern is right about a message.
pub(super) enum Sense {
    /// When one of the labels is the message's; the cause is the pattern's own, by index.
    For(Vec<Label>, Option<usize>),
    /// When the message is of another family.
    Against(Family, usize),
    /// When it is a current iCloud Backup failure.
    OnTopic,
    /// When it is none.
    OffTopic,
    /// When the step was tried.
    Step(String),
    /// It says something only together with others.
    Nothing,
}

/// What a message says of a pattern that fires in it.
pub(super) enum Judged {
    /// The pattern is right.
    Right,
    /// The message is labelled as something else.
    Else(Label),
    /// The message is something that no label names.
    Other(&'static str),
    /// The message does not tell.
    Untold,
}

impl Sense {
    /// When patterns with this meaning are right.
    pub(super) fn of(base: &KnowledgeBase, meaning: Meaning) -> Self {
        let labelled = |cause: usize| base.causes.get(cause).map(messages::label);
        match meaning {
            Meaning::Cause { cause, side: Side::For, .. } => {
                Self::For(labelled(cause).into_iter().collect(), Some(cause))
            }
            Meaning::Cause { cause, side: Side::Against, .. } => match labelled(cause) {
                Some(Label::Family(family)) => Self::Against(family, cause),
                Some(Label::Unknown) | None => Self::Nothing,
            },
            Meaning::Screen { .. } => {
                let votes = base.votes(meaning);
                let labels: Vec<Label> = votes.iter().filter_map(|(cause, ..)| labelled(*cause)).collect();
                if labels.is_empty() { Self::Nothing } else { Self::For(labels, None) }
            }
            Meaning::Topic(signal) => topic(signal),
            Meaning::Tried { tried, told: Told::Done } => {
                base.tried.get(tried).map_or(Self::Nothing, |tried| Self::Step(tried.id.clone()))
            }
            Meaning::Adjacent { .. } => Self::OffTopic,
            Meaning::Tried { told: Told::Named | Told::State, .. }
            | Meaning::Subject { .. }
            | Meaning::Talk(_)
            | Meaning::Question { .. } => Self::Nothing,
        }
    }

    /// Whether a message can say that the pattern is right or not.
    pub(super) fn can_be_right(&self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// What a message says of the pattern.
    pub(super) fn judge(&self, message: &Message<'_>) -> Judged {
        match self {
            Self::For(labels, cause) => for_labels(labels, *cause, message),
            Self::Against(family, cause) => against(*family, *cause, message),
            Self::OnTopic => topical(message, true),
            Self::OffTopic => topical(message, false),
            Self::Step(id) => match message.steps {
                Some(steps) if steps.contains(id) => Judged::Right,
                Some(_) => Judged::Other("the step is not labelled"),
                None => Judged::Untold,
            },
            Self::Nothing => Judged::Untold,
        }
    }
}

const fn topic(signal: Signal) -> Sense {
    match signal {
        Signal::Backup | Signal::Icloud | Signal::Failure | Signal::Trouble | Signal::Fails => Sense::OnTopic,
        Signal::Solved
        | Signal::Advice
        | Signal::HowTo
        | Signal::Foreign
        | Signal::Restore
        | Signal::Play
        | Signal::OtherProduct
        | Signal::OtherService => Sense::OffTopic,
        Signal::Device
        | Signal::Own
        | Signal::FineAfter
        | Signal::FineBefore
        | Signal::Not
        | Signal::Contrast => Sense::Nothing,
    }
}

fn for_labels(labels: &[Label], cause: Option<usize>, message: &Message<'_>) -> Judged {
    if cause.is_some() && message.not == cause {
        return Judged::Other("a near miss of its cause");
    }
    match (message.on_topic, message.labels.first()) {
        (Some(false), _) => Judged::Other("off topic"),
        (Some(true), _) if message.labels.iter().any(|label| labels.contains(label)) => Judged::Right,
        (Some(true), Some(primary)) => Judged::Else(*primary),
        (Some(true), None) | (None, _) => Judged::Untold,
    }
}

fn against(family: Family, cause: usize, message: &Message<'_>) -> Judged {
    let label = Label::Family(family);
    match message.on_topic {
        None if message.not == Some(cause) => Judged::Right,
        Some(true) if message.labels.contains(&label) => Judged::Else(label),
        Some(true) => Judged::Right,
        Some(false) | None => Judged::Untold,
    }
}

fn topical(message: &Message<'_>, wanted: bool) -> Judged {
    match message.on_topic {
        Some(on_topic) if on_topic == wanted => Judged::Right,
        Some(true) => Judged::Other("on topic"),
        Some(false) => Judged::Other("off topic"),
        None => Judged::Untold,
    }
}
