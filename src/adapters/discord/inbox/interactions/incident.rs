//! `/incident`: moderators open, close and mute incidents by hand, and see which there were.

use std::sync::Arc;

use jiff::SignedDuration;

use super::super::room::Room;
use super::asked::Asked;
use super::case::known_cause;
use super::options::Options;
use super::plan::Plan;
use super::staff::for_moderators;
use super::when;
use crate::adapters::discord::dress::incidents::{self, Standing};
use crate::desk::Watching;
use crate::incident::{Incident, Scope};
use crate::store::StoreError;
use crate::triage::ServerId;

/// How long incidents are muted when nobody says how long.
const MUTED: u32 = 24;
/// The longest that they can be muted: a month. For longer there is a setting.
const LONGEST_MUTED: u32 = 30 * 24;
/// The most incidents that are listed.
const MOST: usize = 15;

/// What is wanted.
enum Wanted {
    Open(Option<Scope>),
    Close,
    /// For so many hours.
    Mute(u32),
    Unmute,
    List,
}

/// What `/incident` leads to; `None` for a subcommand of another version.
pub(super) fn plan(
    room: &Arc<Room>,
    asked: &Asked,
    sub: &str,
    options: Options<'_>,
) -> Result<Option<Plan>, StoreError> {
    let wanted = match read(room, sub, options) {
        Some(wanted) => wanted,
        None => return Ok(None),
    };
    let server = match for_moderators(room, asked)? {
        Ok(server) => server,
        Err(refused) => return Ok(Some(refused)),
    };
    Ok(Some(match wanted {
        Ok(wanted) => carried_out(room, asked, server, wanted),
        Err(sentence) => Plan::tell(room, sentence, &[]),
    }))
}

fn read(room: &Room, sub: &str, options: Options<'_>) -> Option<Result<Wanted, &'static str>> {
    Some(match sub {
        "open" => match options.text("cause").trim() {
            "" => Ok(Wanted::Open(None)),
            typed => match known_cause(&room.bot.known.base, typed) {
                Some(cause) => Ok(Wanted::Open(Some(Scope::Cause(cause)))),
                None => Err("discord_unknown_cause"),
            },
        },
        "close" => Ok(Wanted::Close),
        "mute" => match options.text("for").trim() {
            "" => Ok(Wanted::Mute(MUTED)),
            typed => match when::hours(typed).filter(|hours| (1..=LONGEST_MUTED).contains(hours)) {
                Some(hours) => Ok(Wanted::Mute(hours)),
                None => Err("discord_bad_mute"),
            },
        },
        "unmute" => Ok(Wanted::Unmute),
        "list" => Ok(Wanted::List),
        _ => return None,
    })
}

fn carried_out(room: &Arc<Room>, asked: &Asked, server: ServerId, wanted: Wanted) -> Plan {
    let Some(watching) = room.bot.desk.watching().map(Arc::clone) else {
        return Plan::tell(room, "discord_old_command", &[]);
    };
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let answer = answer(&own, &asked, &watching, server, wanted).await;
        let text = answer.unwrap_or_else(|error| {
            own.stop(error);
            own.bot.say("discord_broken", &[])
        });
        asked.finish(&own, &text, Vec::new()).await;
    })
}

async fn answer(
    room: &Room,
    asked: &Asked,
    watching: &Watching,
    server: ServerId,
    wanted: Wanted,
) -> Result<String, StoreError> {
    let (base, now, by) = (&room.bot.known.base, room.bot.now(), Some(asked.who.person));
    let before = watching.state(server, now)?;
    Ok(match wanted {
        Wanted::Open(scope) => {
            let changes = watching.open(server, scope, by, now)?.saved().await?;
            match (incidents::changed(base, &changes), before.incident) {
                (Some(text), _) => text,
                (None, Some(open)) => incidents::named(base, "discord_incident_already", &open),
                (None, None) => room.bot.say("discord_incident_not_opened", &[]),
            }
        }
        Wanted::Close => {
            let changes = watching.close(server, by, now)?.saved().await?;
            let text = incidents::changed(base, &changes);
            text.unwrap_or_else(|| room.bot.say("discord_incident_none_open", &[]))
        }
        Wanted::Mute(hours) => {
            let until = now.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(now);
            watching.mute(server, until, by, now)?.saved().await?;
            let until = format!("<t:{}:f>", until.as_second());
            room.bot.say("discord_incident_muted", &[("until", &until)])
        }
        Wanted::Unmute => {
            watching.unmute(server, now)?.saved().await?;
            room.bot.say("discord_incident_unmuted", &[])
        }
        Wanted::List => {
            let all = newest(room, server)?;
            let standing = Standing { incidents: &all, muted: before.muted, by_itself: before.by_itself };
            incidents::list(base, standing)
        }
    })
}

/// The newest incidents of a server; there are few.
fn newest(room: &Room, server: ServerId) -> Result<Vec<Incident>, StoreError> {
    let found: Result<Vec<Incident>, StoreError> =
        room.bot.store.incidents(Some(server)).map(|entry| entry.map(|(_, incident)| incident)).collect();
    let mut found = found?;
    found.sort_by_key(|incident| std::cmp::Reverse(incident.number));
    found.truncate(MOST);
    Ok(found)
}
