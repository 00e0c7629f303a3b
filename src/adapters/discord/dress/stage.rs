//! Names where a case stands and how urgent it is: the sentence that says it, and the letters that a list carries.

use crate::triage::Stage;
use crate::triage::case::Priority;

/// Which cases a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Queue {
    /// Those that are open.
    #[default]
    Open,
    /// Those at one stage.
    At(Stage),
    /// Every one.
    All,
}

impl Queue {
    /// Every one, as they are offered.
    pub const ALL: [Self; 10] = [
        Self::Open,
        Self::At(Stage::Escalated),
        Self::At(Stage::Claimed),
        Self::At(Stage::Offered),
        Self::At(Stage::Asking),
        Self::At(Stage::Fixing),
        Self::At(Stage::Waiting),
        Self::At(Stage::Resolved),
        Self::At(Stage::Closed),
        Self::All,
    ];

    /// How it is written where there is little room.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Open => "o",
            Self::All => "all",
            Self::At(Stage::Asking) => "a",
            Self::At(Stage::Fixing) => "f",
            Self::At(Stage::Waiting) => "w",
            Self::At(Stage::Escalated) => "e",
            Self::At(Stage::Claimed) => "c",
            Self::At(Stage::Offered) => "h",
            Self::At(Stage::Resolved) => "r",
            Self::At(Stage::Closed) => "x",
        }
    }

    /// Reads what [`Queue::letter`] writes.
    #[must_use]
    pub fn of(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.letter() == letter)
    }
}

/// The sentence that names a list.
#[must_use]
pub fn sentence(queue: Queue) -> &'static str {
    match queue {
        Queue::Open => "discord_stage_open",
        Queue::All => "discord_stage_all",
        Queue::At(stage) => name(stage),
    }
}

/// The sentence that names a stage, for staff.
#[must_use]
pub fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Asking => "discord_stage_asking",
        Stage::Fixing => "discord_stage_fixing",
        Stage::Waiting => "discord_stage_waiting",
        Stage::Escalated => "discord_stage_escalated",
        Stage::Claimed => "discord_stage_claimed",
        Stage::Offered => "discord_stage_offered",
        Stage::Resolved => "discord_stage_resolved",
        Stage::Closed => "discord_stage_closed",
    }
}

/// The sentence that names a priority.
#[must_use]
pub fn priority(level: Priority) -> &'static str {
    match level {
        Priority::Low => "discord_priority_low",
        Priority::Normal => "discord_priority_normal",
        Priority::High => "discord_priority_high",
        Priority::Urgent => "discord_priority_urgent",
    }
}

/// A priority where there is little room.
#[must_use]
pub fn letter(level: Priority) -> &'static str {
    match level {
        Priority::Low => "l",
        Priority::Normal => "n",
        Priority::High => "h",
        Priority::Urgent => "u",
    }
}

/// Reads what [`letter`] writes.
#[must_use]
pub fn level(letter: &str) -> Option<Priority> {
    [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent]
        .into_iter()
        .find(|level| self::letter(*level) == letter)
}
