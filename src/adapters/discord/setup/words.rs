//! Settings and their changes in words: what is set now, what is missing next, and how to try it. Pure.

use crate::adapters::discord::dress::{escape, limits};
use crate::desk::ChangeError;
use crate::desk::change::{Change, Listed, SettingsError};
use crate::knowledge::Replies;
use crate::triage::{Mode, Settings};

/// One line for each change, and one with what comes next.
pub(super) fn changed(replies: &Replies, changes: &[Change], settings: &Settings) -> Vec<String> {
    let mut lines: Vec<String> = changes.iter().map(|change| now(replies, change, settings)).collect();
    // Several times at once are one sentence.
    lines.dedup();
    lines.push(next(replies, settings));
    lines
}

/// What is set now.
fn now(replies: &Replies, change: &Change, settings: &Settings) -> String {
    let say = |name, hole, value: String| replies.say(name, &[(hole, &value)]);
    match change {
        Change::Mode(mode) => say("discord_setup_mode", "mode", mode_words(replies, *mode)),
        Change::Pause(true) => replies.say("discord_setup_paused", &[]),
        Change::Pause(false) => replies.say("discord_setup_resumed", &[]),
        Change::Zone(_) => say("discord_setup_zone", "zone", zone(settings)),
        Change::Watch(Listed::Add(place)) => say("discord_setup_watched", "channel", channel(place.0)),
        Change::Watch(Listed::Remove(place)) => say("discord_setup_unwatched", "channel", channel(place.0)),
        Change::Watch(Listed::Only(_)) => {
            say("discord_setup_show_watched", "value", watched(replies, settings))
        }
        Change::Escalations(Some(place)) => say("discord_setup_escalations", "channel", channel(place.0)),
        Change::Escalations(None) => replies.say("discord_setup_no_escalations", &[]),
        Change::Moderators(Some(one)) => say("discord_setup_moderators", "role", role(one.0)),
        Change::Moderators(None) => replies.say("discord_setup_no_moderators", &[]),
        Change::Helpers(Listed::Add(one)) => say("discord_setup_helper", "role", role(one.0)),
        Change::Helpers(Listed::Remove(one)) => say("discord_setup_no_helper", "role", role(one.0)),
        Change::Helpers(Listed::Only(_)) => {
            say("discord_setup_show_helpers", "value", helpers(replies, settings))
        }
        Change::Ping(Some(one)) => say("discord_setup_ping", "role", role(one.0)),
        Change::Ping(None) => replies.say("discord_setup_no_ping", &[]),
        Change::Solved { forum, tag: Some(_) } => say("discord_setup_solved", "channel", channel(forum.0)),
        Change::Solved { forum, tag: None } => say("discord_setup_no_solved", "channel", channel(forum.0)),
        Change::SolvedIn(_) => say("discord_setup_show_solved", "value", solved(replies, settings)),
        Change::Cooldown(_) | Change::FollowUp(_) | Change::Retention(_) => timing(replies, settings),
        Change::Reminder(hours) => say("discord_setup_reminder", "hours", hours.to_string()),
        Change::Silence(hours) => say("discord_setup_silence", "hours", hours.to_string()),
        Change::Incidents(on) => replies.say(incidents(*on), &[]),
        Change::LearnedOrder(on) => replies.say(learned(*on), &[]),
        Change::Pin { cause, steps } if steps.is_empty() => {
            say("discord_setup_unpinned", "cause", cause.to_string())
        }
        Change::Pin { cause, .. } => say("discord_setup_pinned", "cause", cause.to_string()),
    }
}

/// What is missing next, or how to try it.
pub(super) fn next(replies: &Replies, settings: &Settings) -> String {
    let missing = if settings.watched.is_empty() {
        Some("discord_setup_next_watch")
    } else if settings.moderators.is_none() {
        Some("discord_setup_next_moderators")
    } else if settings.escalations.is_none() {
        Some("discord_setup_next_escalations")
    } else if settings.paused {
        Some("discord_setup_next_resume")
    } else {
        match settings.mode {
            Mode::Observe => Some("discord_setup_next_observe"),
            Mode::Suggest => Some("discord_setup_next_suggest"),
            Mode::Answer => None,
        }
    };
    match (missing, settings.watched.first()) {
        (Some(name), _) => replies.say(name, &[]),
        (None, place) => {
            let place = place.map_or_else(String::new, |place| channel(place.0));
            replies.say("discord_setup_try", &[("channel", &place)])
        }
    }
}

/// All settings, one a line, and what comes next.
pub(super) fn shown(replies: &Replies, settings: &Settings) -> Vec<String> {
    let none = || replies.say("discord_setup_none", &[]);
    let named = |id: Option<String>| id.unwrap_or_else(none);
    let mode = if settings.paused {
        replies.say("discord_setup_show_paused", &[])
    } else {
        mode_words(replies, settings.mode)
    };
    let rows = [
        ("discord_setup_show_mode", mode),
        ("discord_setup_show_watched", watched(replies, settings)),
        ("discord_setup_show_moderators", named(settings.moderators.map(|one| role(one.0)))),
        ("discord_setup_show_escalations", named(settings.escalations.map(|place| channel(place.0)))),
        ("discord_setup_show_helpers", helpers(replies, settings)),
        ("discord_setup_show_ping", named(settings.ping.map(|one| role(one.0)))),
        ("discord_setup_show_solved", solved(replies, settings)),
        ("discord_setup_show_zone", zone(settings)),
    ];
    let mut lines: Vec<String> =
        rows.iter().map(|(name, value)| replies.say(name, &[("value", value)])).collect();
    lines.push(timing(replies, settings));
    lines.push(replies.say("discord_setup_reminder", &[("hours", &settings.reminder_hours.to_string())]));
    lines.push(replies.say("discord_setup_silence", &[("hours", &settings.silence_hours.to_string())]));
    lines.push(replies.say(incidents(settings.incidents), &[]));
    lines.push(replies.say(learned(settings.learned_order), &[]));
    lines.push(next(replies, settings));
    lines
}

/// Why a change was not made.
pub(super) fn refused(replies: &Replies, error: &ChangeError) -> String {
    match error {
        ChangeError::Store(_) => replies.say("discord_broken", &[]),
        ChangeError::Settings(SettingsError::Zone(typed)) => {
            replies.say("discord_setup_bad_zone", &[("zone", &escape::person(typed))])
        }
        ChangeError::Settings(SettingsError::Everyone(_)) => replies.say("discord_setup_bad_role", &[]),
        ChangeError::Settings(SettingsError::Range { given, least, most, .. }) => {
            let (given, least, most) = (given.to_string(), least.to_string(), most.to_string());
            let holes: [(&str, &str); 3] = [("given", &given), ("least", &least), ("most", &most)];
            replies.say("discord_setup_bad_number", &holes)
        }
        ChangeError::Settings(SettingsError::TooMany { most, .. }) => {
            replies.say("discord_setup_too_many", &[("most", &most.to_string())])
        }
    }
}

/// Lines as one message; when there are too many, the last line says so.
pub(super) fn fit(lines: &[String], more: &str) -> String {
    let length = |text: &str| text.encode_utf16().count() + 1;
    let most = limits::CONTENT.saturating_sub(length(more));
    let mut text = String::new();
    let mut used = 0;
    for (at, line) in lines.iter().enumerate() {
        let last = at + 1 == lines.len();
        used += length(line);
        if used > if last { limits::CONTENT } else { most } {
            text.push_str(more);
            return text;
        }
        text.push_str(line);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

fn mode_words(replies: &Replies, mode: Mode) -> String {
    let name = match mode {
        Mode::Observe => "discord_mode_observe",
        Mode::Suggest => "discord_mode_suggest",
        Mode::Answer => "discord_mode_answer",
    };
    replies.say(name, &[])
}

fn incidents(on: bool) -> &'static str {
    if on { "discord_setup_incidents_on" } else { "discord_setup_incidents_off" }
}

fn learned(on: bool) -> &'static str {
    if on { "discord_setup_learned_on" } else { "discord_setup_learned_off" }
}

fn timing(replies: &Replies, settings: &Settings) -> String {
    let minutes = settings.cooldown_minutes.to_string();
    let (hours, days) = (settings.follow_up_hours.to_string(), settings.retention_days.to_string());
    replies.say("discord_setup_timing", &[("minutes", &minutes), ("hours", &hours), ("days", &days)])
}

fn watched(replies: &Replies, settings: &Settings) -> String {
    listed(replies, settings.watched.iter().map(|place| channel(place.0)))
}

fn helpers(replies: &Replies, settings: &Settings) -> String {
    listed(replies, settings.helpers.iter().map(|one| role(one.0)))
}

fn solved(replies: &Replies, settings: &Settings) -> String {
    listed(replies, settings.solved.keys().map(|forum| channel(forum.0)))
}

/// At most as many as fit beside the other lines.
fn listed(replies: &Replies, all: impl Iterator<Item = String>) -> String {
    const MOST: usize = 12;
    let all: Vec<String> = all.collect();
    let shown = all.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match all.len() {
        0 => replies.say("discord_setup_none", &[]),
        1..=MOST => shown,
        many => {
            let more = (many - MOST).to_string();
            replies.say("discord_setup_and_more", &[("shown", &shown), ("more", &more)])
        }
    }
}

fn zone(settings: &Settings) -> String {
    settings.zone.iana_name().unwrap_or("UTC").to_owned()
}

fn channel(id: u64) -> String {
    format!("<#{id}>")
}

fn role(id: u64) -> String {
    format!("<@&{id}>")
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
