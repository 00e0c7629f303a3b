//! The ways in which a case's record can contradict itself, in a sentence each. People are not named in them.

use super::super::case::{Priority, Stage};
use crate::knowledge::StepId;

/// Something that cannot be in a case that the bot ran. Lines of history are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The first line is another.
    #[error("its history does not begin with its opening")]
    NoBeginning,
    /// It was opened once more in the middle.
    #[error("line {line} of its history opens it a second time")]
    OpenedTwice {
        /// Which line.
        line: usize,
    },
    /// More lines than are kept.
    #[error("its history has {lines} lines, which is more than is kept")]
    HistoryTooLong {
        /// How many.
        lines: usize,
    },
    /// Time went back.
    #[error("line {line} of its history is earlier than the line before")]
    TimeWentBack {
        /// Which line.
        line: usize,
    },
    /// A move that nothing makes.
    #[error("line {line} of its history moves it from {from:?} to {to:?}, and nothing does that")]
    Move {
        /// Which line.
        line: usize,
        /// Where it stood.
        from: Stage,
        /// Where it went.
        to: Stage,
    },
    /// A move without what brings it about.
    #[error("line {line} of its history moves it to {to:?}, and the line before is no reason for that")]
    MovedForNothing {
        /// Which line.
        line: usize,
        /// Where it went.
        to: Stage,
    },
    /// Something that moves a case, and no move.
    #[error("line {line} of its history should have moved it, and the next line does not")]
    NotMoved {
        /// Which line.
        line: usize,
    },
    /// The history ends elsewhere.
    #[error("its history ends at {history:?}, and it stands at {stage:?}")]
    StandsElsewhere {
        /// By the history.
        history: Stage,
        /// By the case.
        stage: Stage,
    },
    /// An answer to nothing.
    #[error("line {line} of its history answers the step {step}, which was not shown before")]
    AnsweredUnshown {
        /// Which line.
        line: usize,
        /// Which step.
        step: StepId,
    },
    /// The records of the steps and the history tell different things.
    #[error("its step {number} is not what its history says of the steps")]
    StepDiffers {
        /// Which of the case's steps, from 1.
        number: usize,
    },
    /// A step that the history shows and answers is missing among the records.
    #[error("its history shows and answers the step {step}, and its steps do not have it")]
    StepMissing {
        /// Which step.
        step: StepId,
    },
    /// The same step again before anything was solved.
    #[error("the step {step} was shown twice for the same trouble")]
    StepTwice {
        /// Which step.
        step: StepId,
    },
    /// The present trouble begins after the last step.
    #[error("its present trouble begins with step {round}, and it has {steps} steps")]
    Round {
        /// The first step of the present trouble, from 0.
        round: usize,
        /// How many steps there are.
        steps: usize,
    },
    /// The question on the table is one of another stage.
    #[error("what the bot last asked does not belong to {stage:?}")]
    Table {
        /// Where it stands.
        stage: Stage,
    },
    /// The step on the table is not the one that was shown last.
    #[error("the step {step} is on the table, and it is not the last one shown or is answered already")]
    TableStep {
        /// Which step.
        step: StepId,
    },
    /// An owner is missing, or is one too many.
    #[error("whether somebody has it does not fit {stage:?}")]
    Owner {
        /// Where it stands.
        stage: Stage,
    },
    /// A hand-off is missing, or is one too many.
    #[error("whether it was passed on and not accepted yet does not fit {stage:?}")]
    HandOff {
        /// Where it stands.
        stage: Stage,
    },
    /// It was passed on to nobody who could accept.
    #[error("it waits for somebody to accept it who never can")]
    Receiver,
    /// The reason why a person is needed is missing, is one too many, or is another than in the history.
    #[error("why a person is needed does not fit {stage:?} and its history")]
    Escalation {
        /// Where it stands.
        stage: Stage,
    },
    /// A milestone does not fit.
    #[error("when it was first {what} does not fit {stage:?} and its history")]
    Milestone {
        /// Which milestone.
        what: &'static str,
        /// Where it stands.
        stage: Stage,
    },
    /// A night is waited for outside of the stage that waits.
    #[error("a night's end is waited for, which does not fit {stage:?}")]
    Due {
        /// Where it stands.
        stage: Stage,
    },
    /// It sleeps as only a closed case can.
    #[error("it is kept as closed for silence, which does not fit {stage:?} and its history")]
    Asleep {
        /// Where it stands.
        stage: Stage,
    },
    /// The version, or that of the present question, cannot be.
    #[error(
        "its version {version} does not fit its question of version {offered} and the {seen} events it remembers"
    )]
    Version {
        /// Its version.
        version: u32,
        /// The version that put the present question on the table.
        offered: u32,
        /// How many events it remembers.
        seen: usize,
    },
    /// An event is remembered twice, or too many are.
    #[error("the events that it remembers are too many, or one is there twice")]
    Seen,
    /// More attempts that did not help than lead to a person.
    #[error("{unhelped} attempts did not help, and a person is called earlier than that")]
    Unhelped {
        /// How many.
        unhelped: u32,
    },
    /// How urgent it is is not what the history says.
    #[error("its priority is {priority:?}, and its history says otherwise")]
    Priority {
        /// By the case.
        priority: Priority,
    },
    /// A cause twice, one that was ruled out, or one with a confidence that is none.
    #[error("its causes have one twice, one that was ruled out, or a confidence that is none")]
    Causes,
    /// Something is set that only a line of history brings about, and there is none.
    #[error("it is kept that {what}, and its history has no line of that")]
    Untold {
        /// What is kept.
        what: &'static str,
    },
    /// A forgotten case that is open.
    #[error("it is forgotten, and stands at {stage:?} all the same")]
    StubOpen {
        /// Where it stands.
        stage: Stage,
    },
    /// A forgotten case that keeps something.
    #[error("it is forgotten, and keeps {what} all the same")]
    StubKeeps {
        /// What is kept.
        what: &'static str,
    },
}
