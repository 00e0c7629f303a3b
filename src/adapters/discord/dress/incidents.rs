//! Dresses incidents for moderators: what changed, and the list of them.

use jiff::Timestamp;

use super::escape::own;
use super::limits::{self, units};
use crate::incident::{Change, Incident, Scope};
use crate::knowledge::KnowledgeBase;
use crate::triage::PersonId;

/// How incidents stand in a server.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// All of them, newest first.
    pub incidents: &'a [Incident],
    /// Until when they are kept quiet about, and whose wish that is.
    pub muted: Option<(Timestamp, Option<PersonId>)>,
    /// Whether incidents open by themselves.
    pub by_itself: bool,
}

/// One sentence for what a moderator changed; `None` when nothing has changed.
#[must_use]
pub fn changed(base: &KnowledgeBase, changes: &[Change]) -> Option<String> {
    changes.iter().find_map(|change| match change {
        Change::Opened(incident) => Some(named(base, "discord_incident_opened", incident)),
        Change::Widened(incident) => Some(named(base, "discord_incident_widened", incident)),
        Change::Closed(incident) => Some(named(base, "discord_incident_closed", incident)),
        Change::WakeAt(_) => None,
    })
}

/// A sentence about one incident.
#[must_use]
pub fn named(base: &KnowledgeBase, sentence: &str, incident: &Incident) -> String {
    let number = incident.number.to_string();
    base.replies.say(sentence, &[("number", &number), ("about", &about(base, &incident.scope))])
}

/// The incidents, and whether they are looked out for, within one message.
#[must_use]
pub fn list(base: &KnowledgeBase, standing: Standing<'_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    if let Some((until, by)) = standing.muted {
        let until = format!("<t:{}:f>", until.as_second());
        lines.push(match by {
            Some(by) => {
                let by = format!("<@{by}>");
                base.replies.say("discord_incident_muted_by", &[("until", &until), ("person", &by)])
            }
            None => base.replies.say("discord_incident_muted", &[("until", &until)]),
        });
    } else if !standing.by_itself {
        lines.push(base.replies.say("discord_incident_off", &[]));
    }
    if standing.incidents.is_empty() {
        lines.push(base.replies.say("discord_incident_none_yet", &[]));
    }
    let mut text = lines.join("\n");
    for incident in standing.incidents {
        let line = line(base, incident);
        if units(&text) + units(&line) + 1 > limits::CONTENT {
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
    }
    text
}

fn line(base: &KnowledgeBase, incident: &Incident) -> String {
    let (number, cases, peak) =
        (incident.number.to_string(), incident.cases.to_string(), incident.peak.to_string());
    let about = about(base, &incident.scope);
    let at = |at: Timestamp| format!("<t:{}:f>", at.as_second());
    let opened = at(incident.opened_at);
    let closed = incident.closed_at.map(at).unwrap_or_default();
    let sentence =
        if incident.is_open() { "discord_incident_line_open" } else { "discord_incident_line_closed" };
    let holes: [(&str, &str); 6] = [
        ("number", &number),
        ("about", &about),
        ("opened", &opened),
        ("closed", &closed),
        ("cases", &cases),
        ("peak", &peak),
    ];
    base.replies.say(sentence, &holes)
}

/// What an incident is about.
fn about(base: &KnowledgeBase, scope: &Scope) -> String {
    match scope {
        Scope::All => base.replies.say("discord_incident_everything", &[]),
        Scope::Cause(id) => own(&base.cause(id).map_or_else(|| id.to_string(), |cause| cause.title.clone())),
    }
}
