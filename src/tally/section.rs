//! The sections that sums are kept in, and the names of what is counted in them.

use serde::{Deserialize, Serialize};

/// A part of what is counted: who asks reads only the sections that the answer needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// How many cases, of what, when, how they ended, how long it took.
    Cases,
    /// What came of steps, by cause.
    Steps,
    /// What moderators did, by their ids.
    People,
    /// What came of patterns.
    Patterns,
}

impl Section {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cases, Self::Steps, Self::People, Self::Patterns];
}

/// Names of tables and rows. They are stored: a change of one needs a new format of the store.
pub mod name {
    /// Counts of cases; the rows are named below.
    pub const CASES: &str = "cases";
    /// Every case.
    pub const ALL: &str = "all";
    /// The bot and the member are at it.
    pub const OPEN: &str = "open";
    /// It waits for a human, or a human is at it.
    pub const WITH_A_HUMAN: &str = "human";
    /// The backup works.
    pub const RESOLVED: &str = "resolved";
    /// The backup works, and no human was involved.
    pub const RESOLVED_ALONE: &str = "resolved_alone";
    /// Closed before anybody said that the backup works.
    pub const UNSOLVED: &str = "unsolved";
    /// The bot answered it.
    pub const ANSWERED: &str = "answered";
    /// The bot answered it, and no human was involved.
    pub const ANSWERED_ALONE: &str = "answered_alone";
    /// A human was called at least once.
    pub const ESCALATED: &str = "escalated";
    /// A moderator took it at least once.
    pub const CLAIMED: &str = "claimed";
    /// The reply was dismissed.
    pub const DISMISSED: &str = "dismissed";
    /// The member fell silent.
    pub const SILENT: &str = "silent";
    /// It was opened again after its end.
    pub const REOPENED: &str = "reopened";
    /// Answered, and then a step shown or a human at it.
    pub const HELPED: &str = "helped";
    /// Of those, the ones that work now.
    pub const HELPED_RESOLVED: &str = "helped_resolved";

    /// Cases by first cause; like all tables with endings it has three more, see [`ended`].
    pub const CAUSE: &str = "cause";
    /// Cases by family of the first cause.
    pub const FAMILY: &str = "family";
    /// Cases by major version of iOS.
    pub const VERSION: &str = "version";
    /// Cases by kind of device.
    pub const DEVICE: &str = "device";
    /// Cases by hour of the day, `00` to `23`.
    pub const HOUR: &str = "hour";
    /// Cases by day of the week, `1` (Monday) to `7`.
    pub const WEEKDAY: &str = "weekday";
    /// Cases by priority.
    pub const PRIORITY: &str = "priority";
    /// Cases by the number of their incident.
    pub const INCIDENT: &str = "incident";
    /// The row of what is not known.
    pub const UNKNOWN: &str = "unknown";

    /// From the opening to the first answer; rows of times are buckets.
    pub const TO_ANSWER: &str = "to_answer";
    /// From the opening to the call for a human.
    pub const TO_CALL: &str = "to_call";
    /// From the call to a moderator's taking it.
    pub const TO_CLAIM: &str = "to_claim";
    /// From the opening to its working.
    pub const TO_RESOLUTION: &str = "to_resolution";

    /// How often a step was shown; rows of steps are `cause/step`, those of the checklist `/step`.
    pub const SHOWN: &str = "shown";
    /// How often it helped.
    pub const WORKED: &str = "worked";
    /// How often it did not.
    pub const DID_NOT_HELP: &str = "did_not_help";
    /// How often it was passed over.
    pub const SKIPPED: &str = "skipped";

    /// Cases given back, by person; further tables by person: [`CLAIMED`], [`RESOLVED`], [`UNSOLVED`].
    pub const RELEASED: &str = "released";
    /// Cases passed on.
    pub const HANDED_OFF: &str = "handed_off";
    /// Cases taken over.
    pub const ACCEPTED: &str = "accepted";
    /// Hand-offs not taken.
    pub const DECLINED: &str = "declined";
    /// Questions asked of members.
    pub const ASKED: &str = "asked";
    /// Notes.
    pub const NOTED: &str = "noted";
    /// Corrections of what a case is about.
    pub const RECLASSIFIED: &str = "reclassified";

    /// The three tables beside one that counts cases: of these, how many were resolved, escalated, dismissed.
    #[must_use]
    pub fn ended(table: &str, ending: &str) -> String {
        format!("{table}_{ending}")
    }
}
