//! What a server can set: who is answered where, who is called, and when. Plain data, kept by the store.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::case::PlaceId;
use super::place::{RoleId, TagId};
use crate::knowledge::{CauseId, StepId};

/// What the bot does with a failure that nobody asked it about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Only counts it.
    Observe,
    /// Tells the moderators what it would say.
    Suggest,
    /// Answers.
    #[default]
    Answer,
}

/// A server's settings. Unknown ids do no harm: they mean nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The time zone of its people: days and mornings are counted in it.
    #[serde(serialize_with = "write_zone", deserialize_with = "read_zone")]
    pub zone: TimeZone,
    /// The first hour of the day at which somebody may be asked about last night.
    pub morning: i8,
    /// The hour from which nobody is asked any more that day.
    pub evening: i8,
    /// What to do without being asked.
    pub mode: Mode,
    /// Nothing is answered for the time being; whoever asks is told so.
    pub paused: bool,
    /// The channels and forums that are listened to.
    pub watched: Vec<PlaceId>,
    /// Where escalated cases are shown.
    pub escalations: Option<PlaceId>,
    /// Who handles escalated cases, besides administrators.
    pub moderators: Option<RoleId>,
    /// Who helps members: never answered unless they ask.
    pub helpers: Vec<RoleId>,
    /// Who is pinged when a case is escalated.
    pub ping: Option<RoleId>,
    /// The tag that marks a solved post, by forum.
    pub solved: BTreeMap<PlaceId, TagId>,
    /// Minutes in which one person gets no second answer to the same cause in the same channel.
    pub cooldown_minutes: u32,
    /// Hours after which somebody who lets a night pass is asked at the earliest, and an offered hand-off returns.
    pub follow_up_hours: u32,
    /// Days for which a closed case keeps what the person wrote.
    pub retention_days: u32,
    /// Hours after which moderators are reminded of an escalated case that nobody has claimed.
    pub reminder_hours: u32,
    /// Hours of silence after which a member is asked whether it is still so; after as many again, and a day at the
    /// least, the case is closed.
    pub silence_hours: u32,
    /// Steps of a cause may follow what has helped people, once there is enough evidence.
    pub learned_order: bool,
    /// The order of steps that moderators have set, by cause.
    pub pinned: BTreeMap<CauseId, Vec<StepId>>,
    /// A spike of cases opens an incident.
    pub incidents: bool,
    /// Staff who complained where members are answered have been told once why they are not.
    pub staff_hinted: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            zone: TimeZone::UTC,
            morning: 9,
            evening: 21,
            mode: Mode::Answer,
            paused: false,
            watched: Vec::new(),
            escalations: None,
            moderators: None,
            helpers: Vec::new(),
            ping: None,
            solved: BTreeMap::new(),
            cooldown_minutes: 60,
            follow_up_hours: 24,
            retention_days: 180,
            reminder_hours: 4,
            silence_hours: 48,
            learned_order: true,
            pinned: BTreeMap::new(),
            incidents: true,
            staff_hinted: false,
        }
    }
}

/// A zone without a name (a system's own rules) is kept as UTC; `/setup` and `setup` only take names.
fn write_zone<S: Serializer>(zone: &TimeZone, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(zone.iana_name().unwrap_or("UTC"))
}

fn read_zone<'de, D: Deserializer<'de>>(from: D) -> Result<TimeZone, D::Error> {
    let name = String::deserialize(from)?;
    // Needs no table of zones, which the core alone does not have.
    if name == "UTC" {
        return Ok(TimeZone::UTC);
    }
    TimeZone::get(&name).map_err(serde::de::Error::custom)
}
