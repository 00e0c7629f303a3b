//! Names that cannot be mixed up: causes, steps, families, strengths, grades.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Makes a text id that cannot be mixed up with another.
macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

name!(
    /// A known cause: the name of its file in `patterns/`, without `.toml`.
    CauseId
);
name!(
    /// A fix step: its table in `steps.toml`.
    StepId
);

/// The twelve groups of causes that the corpus labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// No room: in iCloud, in the plan, or on the device.
    StorageFull,
    /// No, weak, restricted or metered Wi-Fi; VPN, filter, hotspot.
    Network,
    /// Not charging, not locked, or Low Power Mode.
    NotChargingOrLocked,
    /// The switch is off, or the backup has expired.
    BackupDisabled,
    /// Sign-in, password, two-factor, terms.
    AccountSession,
    /// Too old a version, or an update ignored or impossible.
    OutdatedIos,
    /// Began with an update, or on a beta.
    IosBug,
    /// Apple's own service is down.
    AppleOutage,
    /// Stuck, never finishes, hours left, huge.
    BackupTooLarge,
    /// One app or file blocks it.
    AppDataCorrupt,
    /// The stored backup is damaged.
    CorruptBackup,
    /// An employer's or school's profile, or Screen Time.
    ManagedDevice,
}

impl Family {
    /// Every family, in the order of the corpus's description.
    pub const ALL: [Self; 12] = [
        Self::StorageFull,
        Self::Network,
        Self::NotChargingOrLocked,
        Self::BackupDisabled,
        Self::AccountSession,
        Self::OutdatedIos,
        Self::IosBug,
        Self::AppleOutage,
        Self::BackupTooLarge,
        Self::AppDataCorrupt,
        Self::CorruptBackup,
        Self::ManagedDevice,
    ];

    /// The label that the corpus uses.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StorageFull => "storage_full",
            Self::Network => "network",
            Self::NotChargingOrLocked => "not_charging_or_locked",
            Self::BackupDisabled => "backup_disabled",
            Self::AccountSession => "account_session",
            Self::OutdatedIos => "outdated_ios",
            Self::IosBug => "ios_bug",
            Self::AppleOutage => "apple_outage",
            Self::BackupTooLarge => "backup_too_large",
            Self::AppDataCorrupt => "app_data_corrupt",
            Self::CorruptBackup => "corrupt_backup",
            Self::ManagedDevice => "managed_device",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// How much a pattern says about its cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Weak support.
    Hint,
    /// Often this cause.
    Good,
    /// Nearly always this cause.
    Strong,
    /// Names the blocker outright.
    Certain,
}

impl Strength {
    /// The probability that one match of this strength stands for.
    #[must_use]
    pub const fn weight(self) -> f32 {
        match self {
            Self::Hint => 0.3,
            Self::Good => 0.55,
            Self::Strong => 0.8,
            Self::Certain => 0.95,
        }
    }

    /// How much of a confidence one match of this strength takes away when it speaks against a cause.
    #[must_use]
    pub const fn takes_away(self) -> f32 {
        match self {
            Self::Hint => 0.15,
            Self::Good => 0.35,
            Self::Strong => 0.5,
            Self::Certain => 0.9,
        }
    }
}

/// How well a fact is supported: A by Apple or a dated named source, B second-hand, C general knowledge (shown as a
/// hint), D looked for and not found (never asserted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// By Apple, a structured data repository, or a dated article by a named outlet.
    A,
    /// Second-hand: the wording may be approximate.
    B,
    /// General knowledge: a hint.
    C,
    /// Doubtful: never asserted.
    D,
}

/// How much a step disturbs; steps are offered in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Look at something.
    Look,
    /// Leave it alone for a while.
    Wait,
    /// Flip a switch.
    Toggle,
    /// Restart something.
    Restart,
    /// Take apps or data out of the backup.
    Isolate,
    /// Install an update.
    Update,
    /// Delete a backup.
    Delete,
    /// Sign out and in.
    SignOut,
    /// Reset network settings.
    Reset,
    /// Erase the device.
    Erase,
}
