//! The pattern files as written: shapes for the TOML reader, which refuses unknown keys with line and column.
//!
//! Nothing here is checked against the rest; that is `load`'s work.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::ids::{Grade, Level, Strength};
use super::private::Check;

/// A text with its place in the file.
pub(super) type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub concepts: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    pub joins: BTreeMap<String, Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cause {
    pub title: String,
    /// One of the corpus's labels, or `checklist`.
    pub family: Text,
    #[serde(default)]
    pub leads: bool,
    pub explanation: String,
    pub sources: Vec<String>,
    pub steps: Vec<Text>,
    pub escalate: String,
    pub rules_out: String,
    #[serde(default)]
    pub subject: Vec<Text>,
    #[serde(default)]
    pub r#for: Vec<Group>,
    #[serde(default)]
    pub against: Vec<Group>,
    pub examples: Spanned<Examples>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub strength: Strength,
    #[serde(default)]
    pub say: Vec<Text>,
    /// Words without one of which `regex` cannot match.
    #[serde(default)]
    pub guard: Vec<Text>,
    /// Of a folded sentence; its letters and digits are those of ASCII, see [`Expression`](super::Expression).
    pub regex: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Examples {
    pub yes: Vec<Text>,
    pub no: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Screens {
    pub screen: Vec<Screen>,
    #[serde(default)]
    pub log: Vec<Log>,
}

/// What an on-screen text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScreenKind {
    /// A failure of a backup.
    Failure,
    /// A title that says nothing alone.
    Title,
    /// A state, such as "Estimating time remaining".
    Status,
    /// Not an error at all.
    NotError,
    /// Belongs to another intent.
    Other,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Screen {
    pub id: String,
    pub text: Option<Text>,
    #[serde(default)]
    pub also: Vec<Text>,
    pub grade: Grade,
    pub kind: ScreenKind,
    #[serde(default)]
    pub causes: BTreeMap<Text, Strength>,
    pub sources: Vec<String>,
    pub lang: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Log {
    pub id: String,
    pub text: Text,
    #[serde(default)]
    pub causes: BTreeMap<Text, Strength>,
    pub grade: Grade,
    pub meaning: String,
    pub sources: Vec<String>,
}

/// What must be there before a step is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// A computer backup must have been offered.
    ComputerBackup,
    /// A computer backup must be confirmed.
    ConfirmedComputerBackup,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub title: String,
    pub r#do: String,
    pub path: Option<Text>,
    pub level: Level,
    pub caution: Option<String>,
    pub check: Option<String>,
    pub tried: Option<Text>,
    #[serde(default)]
    pub can_lose_data: bool,
    pub needs: Option<Needs>,
    pub grade: Grade,
    pub sources: Vec<String>,
    pub ios: Option<IosRange>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IosRange {
    pub min: Option<Text>,
    pub max: Option<Text>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Menus {
    pub as_of: String,
    #[serde(flatten)]
    pub paths: BTreeMap<String, Menu>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Menu {
    // `flatten` above loses the places of what it takes in, so these are plain texts.
    pub since: BTreeMap<String, String>,
    pub unknown: Option<String>,
    pub grade: Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ios {
    pub as_of: String,
    pub never_released: Vec<u16>,
    pub highest_minor: u16,
    pub backup_floor: u16,
    pub major: Vec<Major>,
    #[serde(default)]
    pub build: Vec<Build>,
    pub device: Vec<Device>,
    pub force_restart: Vec<ForceRestart>,
}

/// A major version of iOS or iPadOS, as far as it was known on the table's date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Major {
    /// 17, 18, 26, ...
    pub number: u16,
    /// The number that its builds start with: 21 for iOS 17.
    pub build_prefix: u16,
    /// ISO date of the first release.
    pub released: Option<String>,
    /// The newest point release known.
    pub latest: Option<String>,
    /// Its build.
    pub latest_build: Option<String>,
    /// Its ISO date.
    pub latest_date: Option<String>,
    /// Point releases known, oldest first.
    #[serde(default)]
    pub points: Vec<String>,
}

/// A build and the version that it is of; two builds can carry one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Such as `24A446`.
    pub build: String,
    /// Such as `27.0.1`.
    pub version: String,
}

/// A device that can be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Lower case and canonical: `iphone 13 mini`.
    pub name: String,
    /// Other spellings, beyond dropping `iphone` or `ipad`.
    #[serde(default)]
    pub also: Vec<String>,
    /// iPhone, iPad or iPod.
    pub kind: DeviceKind,
    /// The major version that it shipped with.
    pub min: Option<u16>,
    /// The highest major version that it runs.
    pub max: Option<u16>,
    /// How it is force-restarted: an id of `[[force_restart]]`.
    pub restart: Option<String>,
}

/// The three kinds of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// An iPhone.
    Iphone,
    /// An iPad.
    Ipad,
    /// An iPod touch.
    Ipod,
}

/// A way to force a restart; erases nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForceRestart {
    /// What devices refer to.
    pub id: String,
    /// What to press.
    pub r#do: String,
    /// How well it is known.
    pub grade: Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Faq {
    pub question: Vec<Question>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub id: String,
    pub title: String,
    pub say: Vec<Text>,
    pub answer: Text,
    pub sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Adjacent {
    pub intent: Vec<Intent>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Intent {
    pub id: String,
    pub title: String,
    pub say: Vec<Text>,
    pub answer: String,
    pub sources: Vec<String>,
}

/// A titled list of phrases: a step tried, an answer in free text, a sign of the topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sayings {
    pub say: Vec<Text>,
}

/// `topic.toml` and `talk.toml`: tables of sayings by name.
pub(super) type SayingsFile = BTreeMap<Text, Sayings>;

/// How a step is said to have been tried.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deed {
    pub title: Option<String>,
    /// Says that it was done.
    pub say: Vec<Text>,
    /// Names it; counts where a list of things done or a result stands around it.
    #[serde(default)]
    pub named: Vec<Text>,
    /// Names a thing; counts where it is said to be in order.
    #[serde(default)]
    pub state: Vec<Text>,
}

/// `steps-tried.toml`: steps by id.
pub(super) type DeedsFile = BTreeMap<Text, Deed>;

/// The general checklist: the order of steps where nothing is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Checklist {
    pub sources: Vec<String>,
    pub steps: Vec<Text>,
}

/// Sentences by name.
#[derive(Debug, Deserialize)]
pub(super) struct Replies(pub BTreeMap<String, String>);

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Private {
    /// Pieces that regexes are put together from, by name.
    #[serde(default)]
    pub part: BTreeMap<String, Text>,
    /// Words, by name: any of them fits where a regex names them.
    #[serde(default)]
    pub cue: BTreeMap<String, Vec<Text>>,
    #[serde(default)]
    pub kind: Vec<PrivateKind>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrivateKind {
    pub id: Text,
    pub name: String,
    pub shown: Text,
    #[serde(default = "yes")]
    pub warn: bool,
    #[serde(default)]
    pub secret: bool,
    #[serde(default)]
    pub shape: Vec<PrivateShape>,
    pub hide: Vec<Text>,
    pub leave: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrivateShape {
    pub regex: Text,
    #[serde(default)]
    pub need: Vec<String>,
    pub unless: Option<Text>,
    pub digits: Option<(usize, usize)>,
    pub check: Option<Check>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Scams {
    pub part: BTreeMap<String, Text>,
    pub cue: BTreeMap<String, Vec<Text>>,
    pub own_domains: Vec<String>,
    pub known_domains: Vec<String>,
    pub own_numbers: Vec<String>,
    pub endings: Vec<String>,
    pub brands: Vec<String>,
    pub bait: Vec<String>,
    pub looks: BTreeMap<String, String>,
    pub asking: Option<Text>,
    pub number: Option<Text>,
    pub lure: Vec<Lure>,
    pub report: Vec<Text>,
    pub ask: Vec<Text>,
    pub leave: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lure {
    pub what: String,
    pub regex: Text,
    #[serde(default = "yes")]
    pub contact: bool,
}

fn yes() -> bool {
    true
}
