//! A server's settings as a table for people.

use std::io::{self, Write};

use crate::triage::{Mode, ServerId, Settings};

/// Columns of the labels.
const LABELS: usize = 18;

/// Writes the settings of a server.
pub(super) fn write(out: &mut impl Write, server: ServerId, settings: &Settings) -> io::Result<()> {
    writeln!(out, "Settings of server {server}")?;
    for (label, value) in rows(settings) {
        writeln!(out, "{label:<LABELS$}{value}")?;
    }
    out.flush()
}

fn rows(settings: &Settings) -> Vec<(&'static str, String)> {
    let watched = listed(settings.watched.iter(), "none, so nobody is answered unless they ask (--watch)");
    let escalations =
        listed(settings.escalations.iter(), "none, so escalated cases are shown nowhere (--escalations)");
    let moderators =
        listed(settings.moderators.iter().map(|role| role.0), "none, so only administrators (--moderators)");
    let solved = settings.solved.iter().map(|(forum, tag)| format!("{forum}={}", tag.0));
    let zone = settings.zone.iana_name().unwrap_or("UTC").to_owned();
    let pinned = settings.pinned.keys().map(|cause| cause.as_str());
    vec![
        ("mode", mode(settings.mode).to_owned()),
        ("paused", if settings.paused { "yes, so nobody is answered (--resume)" } else { "no" }.to_owned()),
        ("watched", watched),
        ("escalations", escalations),
        ("moderators", moderators),
        ("helpers", listed(settings.helpers.iter().map(|role| role.0), "none")),
        ("ping", listed(settings.ping.iter().map(|role| role.0), "none")),
        ("solved tags", listed(solved, "none")),
        ("time zone", zone),
        ("cooldown", count(settings.cooldown_minutes, "minute")),
        ("follow-up", count(settings.follow_up_hours, "hour")),
        ("retention", count(settings.retention_days, "day")),
        ("reminder", count(settings.reminder_hours, "hour")),
        ("silence", count(settings.silence_hours, "hour")),
        ("incidents", on_off(settings.incidents).to_owned()),
        ("learned order", on_off(settings.learned_order).to_owned()),
        ("pinned orders", listed(pinned, "none")),
    ]
}

fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Observe => "observe: only counts",
        Mode::Suggest => "suggest: tells the moderators what it would say",
        Mode::Answer => "answer",
    }
}

fn listed<T: ToString>(values: impl Iterator<Item = T>, none: &str) -> String {
    let values: Vec<String> = values.map(|value| value.to_string()).collect();
    if values.is_empty() { none.to_owned() } else { values.join(", ") }
}

fn count(number: u32, unit: &str) -> String {
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}
