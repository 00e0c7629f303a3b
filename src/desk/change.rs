//! Changes to a server's settings as data, and what they make of the settings. It keeps nothing.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::knowledge::{CauseId, StepId};
use crate::triage::{Mode, PlaceId, RoleId, ServerId, Settings, TagId};

/// The most channels and forums that are listened to: a server has at most 500.
const MOST_WATCHED: usize = 200;
/// The most causes whose order is set, and the most steps of one.
const MOST_PINNED: usize = 64;
/// The most helper roles, and the most forums with a solved tag.
const MOST_LISTED: usize = 50;
/// The longest time without a second answer: a week.
const LONGEST_COOLDOWN: u32 = 10_080;
/// The longest time until somebody is asked again: a week.
const LONGEST_FOLLOW_UP: u32 = 168;
/// The longest time until moderators are reminded: a week.
const LONGEST_REMINDER: u32 = 168;
/// The longest silence until a member is asked again: a month.
const LONGEST_SILENCE: u32 = 720;
/// The longest time that words are kept: ten years.
const LONGEST_RETENTION: u32 = 3_650;

/// One setting, as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// What to do without being asked.
    Mode(Mode),
    /// Whether nothing is answered for the time being.
    Pause(bool),
    /// The time zone, by its IANA name.
    Zone(String),
    /// The channels and forums that are listened to.
    Watch(Listed<PlaceId>),
    /// Where escalated cases are shown.
    Escalations(Option<PlaceId>),
    /// Who handles escalated cases.
    Moderators(Option<RoleId>),
    /// Who helps members.
    Helpers(Listed<RoleId>),
    /// Who is pinged when a case is escalated.
    Ping(Option<RoleId>),
    /// The tag of one forum that marks a solved post.
    Solved {
        /// The forum.
        forum: PlaceId,
        /// Its tag; `None`: no tag is set there any more.
        tag: Option<TagId>,
    },
    /// The same for all forums at once; the others have none then.
    SolvedIn(BTreeMap<PlaceId, TagId>),
    /// Minutes without a second answer to the same cause.
    Cooldown(u32),
    /// Hours until somebody who lets a night pass is asked.
    FollowUp(u32),
    /// Days for which words are kept.
    Retention(u32),
    /// Hours until moderators are reminded of a case that nobody has claimed.
    Reminder(u32),
    /// Hours of silence until a member is asked again.
    Silence(u32),
    /// Whether a spike of cases opens an incident.
    Incidents(bool),
    /// Whether steps may follow what has helped people.
    LearnedOrder(bool),
    /// The order of a cause's steps; without steps it is its own again.
    Pin {
        /// Which cause.
        cause: CauseId,
        /// Its steps, the first one first; those that are left out follow.
        steps: Vec<StepId>,
    },
}

/// A change to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed<T> {
    /// One more; no change when it is there already.
    Add(T),
    /// One less; no change when it is not there.
    Remove(T),
    /// These and no others.
    Only(Vec<T>),
}

/// Why settings cannot be as they were asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// There is no such time zone.
    #[error("there is no time zone {0:?}; use a name such as Europe/Berlin, America/New_York or UTC")]
    Zone(String),
    /// A role that all members have.
    #[error(
        "the role {} is @everyone: all members would be staff, and nobody would be answered; name a role that only your team has",
        .0.0
    )]
    Everyone(RoleId),
    /// Too long or too short a time.
    #[error("{what} of {given} {unit} cannot be; choose {least} to {most} {unit}")]
    Range {
        /// Which setting.
        what: &'static str,
        /// In what it is counted.
        unit: &'static str,
        /// What was asked for.
        given: u32,
        /// The least that can be.
        least: u32,
        /// The most that can be.
        most: u32,
    },
    /// Too many at once.
    #[error("{given} {what} are too many; keep it to {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there would be.
        given: usize,
        /// The most that can be.
        most: usize,
    },
}

/// Settings after changes, one after the other: all of them, or none.
///
/// # Errors
/// The first value that cannot be.
pub fn apply(settings: &Settings, changes: &[Change]) -> Result<Settings, SettingsError> {
    let mut changed = settings.clone();
    for change in changes {
        one(&mut changed, change)?;
    }
    Ok(changed)
}

/// Refuses settings that make all members of a server staff: its role @everyone has the server's own id.
///
/// # Errors
/// When a role that it names is that one.
pub fn not_everyone(server: ServerId, settings: &Settings) -> Result<(), SettingsError> {
    let everyone = RoleId(server.0);
    let named = settings.moderators.iter().chain(&settings.helpers).any(|role| *role == everyone);
    if named { Err(SettingsError::Everyone(everyone)) } else { Ok(()) }
}

fn one(settings: &mut Settings, change: &Change) -> Result<(), SettingsError> {
    match change {
        Change::Mode(mode) => settings.mode = *mode,
        Change::Pause(paused) => settings.paused = *paused,
        Change::Zone(name) => settings.zone = zone(name)?,
        Change::Watch(listed) => list(&mut settings.watched, listed, "watched channels", MOST_WATCHED)?,
        Change::Escalations(place) => settings.escalations = *place,
        Change::Moderators(role) => settings.moderators = *role,
        Change::Helpers(listed) => list(&mut settings.helpers, listed, "helper roles", MOST_LISTED)?,
        Change::Ping(role) => settings.ping = *role,
        Change::Solved { forum, tag: Some(tag) } => {
            settings.solved.insert(*forum, *tag);
            enough("solved tags", settings.solved.len(), MOST_LISTED)?;
        }
        Change::Solved { forum, tag: None } => drop(settings.solved.remove(forum)),
        Change::SolvedIn(tags) => {
            enough("solved tags", tags.len(), MOST_LISTED)?;
            settings.solved.clone_from(tags);
        }
        Change::Cooldown(minutes) => {
            settings.cooldown_minutes = within("a cooldown", "minutes", *minutes, 0, LONGEST_COOLDOWN)?;
        }
        Change::FollowUp(hours) => {
            settings.follow_up_hours = within("a follow-up", "hours", *hours, 1, LONGEST_FOLLOW_UP)?;
        }
        Change::Retention(days) => {
            settings.retention_days = within("a retention", "days", *days, 1, LONGEST_RETENTION)?;
        }
        Change::Reminder(hours) => {
            settings.reminder_hours = within("a reminder", "hours", *hours, 1, LONGEST_REMINDER)?;
        }
        Change::Silence(hours) => {
            settings.silence_hours = within("a silence", "hours", *hours, 1, LONGEST_SILENCE)?;
        }
        Change::Incidents(on) => settings.incidents = *on,
        Change::LearnedOrder(on) => settings.learned_order = *on,
        Change::Pin { cause, steps } => pin(settings, cause, steps)?,
    }
    Ok(())
}

fn pin(settings: &mut Settings, cause: &CauseId, steps: &[StepId]) -> Result<(), SettingsError> {
    if steps.is_empty() {
        settings.pinned.remove(cause);
        return Ok(());
    }
    enough("pinned steps", steps.len(), MOST_PINNED)?;
    settings.pinned.insert(cause.clone(), steps.to_vec());
    enough("pinned causes", settings.pinned.len(), MOST_PINNED)
}

/// The zone of that name, however its letters are written.
fn zone(name: &str) -> Result<TimeZone, SettingsError> {
    let found = TimeZone::get(name.trim()).ok().filter(|zone| zone.iana_name().is_some());
    found.ok_or_else(|| SettingsError::Zone(name.to_owned()))
}

fn list<T: Copy + PartialEq>(
    list: &mut Vec<T>,
    change: &Listed<T>,
    what: &'static str,
    most: usize,
) -> Result<(), SettingsError> {
    match change {
        Listed::Add(one) if !list.contains(one) => list.push(*one),
        Listed::Add(_) => {}
        Listed::Remove(one) => list.retain(|other| other != one),
        Listed::Only(all) => {
            list.clear();
            for one in all {
                if !list.contains(one) {
                    list.push(*one);
                }
            }
        }
    }
    enough(what, list.len(), most)
}

fn enough(what: &'static str, given: usize, most: usize) -> Result<(), SettingsError> {
    if given > most { Err(SettingsError::TooMany { what, given, most }) } else { Ok(()) }
}

fn within(
    what: &'static str,
    unit: &'static str,
    given: u32,
    least: u32,
    most: u32,
) -> Result<u32, SettingsError> {
    if (least..=most).contains(&given) {
        Ok(given)
    } else {
        Err(SettingsError::Range { what, unit, given, least, most })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(changes: &[Change]) -> Settings {
        apply(&Settings::default(), changes).unwrap()
    }

    fn refused(change: Change) -> String {
        apply(&Settings::default(), &[Change::Pause(true), change]).unwrap_err().to_string()
    }

    #[test]
    fn a_list_takes_one_more_one_less_or_all_anew() {
        let watched = |changes: &[Listed<PlaceId>]| {
            let changes: Vec<Change> = changes.iter().cloned().map(Change::Watch).collect();
            after(&changes).watched
        };
        let (a, b) = (PlaceId(1), PlaceId(2));
        assert_eq!(watched(&[Listed::Add(a), Listed::Add(b), Listed::Add(a)]), [a, b]);
        assert_eq!(watched(&[Listed::Add(a), Listed::Remove(b), Listed::Remove(a)]), []);
        assert_eq!(watched(&[Listed::Add(a), Listed::Only(vec![b, b])]), [b]);
    }

    #[test]
    fn a_solved_tag_is_set_and_taken_away_forum_by_forum() {
        let (forum, other, tag) = (PlaceId(1), PlaceId(2), TagId(7));
        let both = [forum, other].map(|forum| Change::Solved { forum, tag: Some(tag) });
        let gone = Change::Solved { forum, tag: None };
        assert_eq!(after(&[both.to_vec(), vec![gone]].concat()).solved, BTreeMap::from([(other, tag)]));
        let anew = Change::SolvedIn(BTreeMap::from([(forum, tag)]));
        assert_eq!(after(&[both.to_vec(), vec![anew]].concat()).solved, BTreeMap::from([(forum, tag)]));
    }

    #[test]
    fn an_order_of_steps_is_pinned_and_set_free_again() {
        let steps = ["restart", "check_storage"].map(StepId::from).to_vec();
        let cause = CauseId::from("icloud-storage-full");
        let pin = Change::Pin { cause: cause.clone(), steps: steps.clone() };
        assert_eq!(after(std::slice::from_ref(&pin)).pinned, BTreeMap::from([(cause.clone(), steps)]));
        assert!(after(&[pin, Change::Pin { cause, steps: Vec::new() }]).pinned.is_empty());
    }

    #[test]
    fn a_time_zone_is_found_however_it_is_written() {
        let name = |written: &str| after(&[Change::Zone(written.to_owned())]).zone;
        assert_eq!(name(" europe/berlin ").iana_name(), Some("Europe/Berlin"));
        assert_eq!(name("utc").iana_name(), Some("UTC"));
    }

    #[test]
    fn what_cannot_be_is_refused_in_words_that_name_it() {
        for (change, words) in [
            (Change::Zone("Berlin".to_owned()), "no time zone \"Berlin\""),
            (Change::Zone(String::new()), "no time zone \"\""),
            (Change::FollowUp(0), "0 hours cannot be; choose 1 to 168"),
            (Change::FollowUp(169), "169 hours"),
            (Change::Cooldown(10_081), "10081 minutes cannot be; choose 0 to 10080"),
            (Change::Retention(0), "0 days"),
            (Change::Reminder(0), "a reminder of 0 hours cannot be; choose 1 to 168"),
            (Change::Silence(721), "a silence of 721 hours cannot be; choose 1 to 720"),
            (Change::Retention(3_651), "choose 1 to 3650 days"),
            (Change::Watch(Listed::Only((0..201).map(PlaceId).collect())), "201 watched channels"),
            (Change::Helpers(Listed::Only((0..51).map(RoleId).collect())), "51 helper roles"),
        ] {
            let told = refused(change.clone());
            assert!(told.contains(words), "{change:?}: expected {words:?}, got {told:?}");
        }
    }

    #[test]
    fn the_limits_themselves_can_be() {
        let edge = [Change::FollowUp(168), Change::Cooldown(0), Change::Retention(3_650)];
        let settings = after(&edge);
        assert_eq!(
            (settings.follow_up_hours, settings.cooldown_minutes, settings.retention_days),
            (168, 0, 3_650)
        );
        let many = Listed::Only((0..200).map(PlaceId).collect());
        assert_eq!(after(&[Change::Watch(many)]).watched.len(), 200);
    }

    #[test]
    fn a_change_is_the_same_after_a_way_through_the_socket() {
        let changes = vec![
            Change::Mode(Mode::Suggest),
            Change::Watch(Listed::Only(vec![PlaceId(3)])),
            Change::Escalations(None),
            Change::SolvedIn(BTreeMap::from([(PlaceId(1), TagId(2))])),
            Change::Solved { forum: PlaceId(1), tag: None },
        ];
        let written = serde_json::to_string(&changes).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Change>>(&written).unwrap(), changes);
    }
}
