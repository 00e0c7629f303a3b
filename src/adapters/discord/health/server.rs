//! Complaints about one server: its settings, its channels and roles, and what the bot may do there. Pure.

use serenity::model::Permissions;

use super::complaint::Severity::{Error, Note, Warning};
use super::complaint::{Complaint, Severity};
use super::facts::{Channel, Kind, Server};
use super::permissions;
use crate::triage::{Mode, PlaceId, RoleId, Settings, TagId};

/// Permissions, each with the sentence that names it as Discord does.
type Needed = [(Permissions, &'static str)];

const READ: [(Permissions, &str); 2] = [
    (Permissions::VIEW_CHANNEL, "discord_permission_view_channel"),
    (Permissions::READ_MESSAGE_HISTORY, "discord_permission_read_message_history"),
];
const SEND: (Permissions, &str) = (Permissions::SEND_MESSAGES, "discord_permission_send_messages");
const IN_THREADS: (Permissions, &str) =
    (Permissions::SEND_MESSAGES_IN_THREADS, "discord_permission_send_messages_in_threads");
const THREADS: (Permissions, &str) =
    (Permissions::CREATE_PUBLIC_THREADS, "discord_permission_create_public_threads");
const EMBED: (Permissions, &str) = (Permissions::EMBED_LINKS, "discord_permission_embed_links");

/// All complaints, the channels' first.
pub(super) fn complaints(server: &Server, settings: &Settings) -> Vec<Complaint> {
    let watched = settings.watched.iter().flat_map(|place| watched(server, *place));
    let solved = settings.solved.iter().filter_map(|(forum, tag)| solved(server, *forum, *tag));
    let mut found: Vec<Complaint> = watched.chain(escalations(server, settings)).chain(solved).collect();
    found.extend(roles(server, settings));
    found.extend(ping(server, settings));
    found.extend(missing(settings));
    found.extend(mode(settings));
    found
}

fn watched(server: &Server, place: PlaceId) -> Vec<Complaint> {
    let Some(channel) = server.channel(place.0) else {
        return vec![Complaint::new(Error, "discord_health_watched_gone").gone(place.0)];
    };
    let [view, history] = READ;
    match channel.kind {
        Kind::Text => lacks(server, channel, Error, "discord_health_lacks", &[view, SEND, history])
            .into_iter()
            .chain(lacks(server, channel, Warning, "discord_health_no_threads", &[THREADS, IN_THREADS]))
            .collect(),
        Kind::Forum => lacks(server, channel, Error, "discord_health_lacks", &[view, IN_THREADS, history])
            .into_iter()
            .collect(),
        Kind::Other => vec![Complaint::new(Error, "discord_health_watched_kind").within(channel)],
    }
}

fn escalations(server: &Server, settings: &Settings) -> Vec<Complaint> {
    let Some(place) = settings.escalations else { return Vec::new() };
    let Some(channel) = server.channel(place.0) else {
        return vec![Complaint::new(Error, "discord_health_escalations_gone").gone(place.0)];
    };
    if channel.kind != Kind::Text {
        return vec![Complaint::new(Error, "discord_health_escalations_kind").within(channel)];
    }
    let [view, history] = READ;
    let open = permissions::of_everyone(server, channel).contains(Permissions::VIEW_CHANNEL);
    lacks(server, channel, Error, "discord_health_lacks", &[view, SEND, EMBED, history])
        .into_iter()
        .chain(open.then(|| Complaint::new(Note, "discord_health_escalations_open").within(channel)))
        .collect()
}

/// The permissions that the bot lacks in a channel, in one complaint.
fn lacks(
    server: &Server,
    channel: &Channel,
    severity: Severity,
    sentence: &'static str,
    needed: &Needed,
) -> Option<Complaint> {
    let may = permissions::of_bot(server, channel);
    let lacking: Vec<&'static str> =
        needed.iter().filter(|(one, _)| !may.contains(*one)).map(|(_, name)| *name).collect();
    let complaint = || Complaint::new(severity, sentence).within(channel);
    (!lacking.is_empty()).then(|| complaint().words("permissions", lacking))
}

fn solved(server: &Server, forum: PlaceId, tag: TagId) -> Option<Complaint> {
    let Some(channel) = server.channel(forum.0).filter(|channel| channel.kind == Kind::Forum) else {
        return Some(Complaint::new(Warning, "discord_health_solved_gone").gone(forum.0));
    };
    if !channel.tags.contains(&tag.0) {
        return Some(Complaint::new(Warning, "discord_health_tag_gone").within(channel));
    }
    let may = permissions::of_bot(server, channel).contains(Permissions::MANAGE_THREADS);
    (!may).then(|| Complaint::new(Warning, "discord_health_solved_lacks").within(channel))
}

/// Roles that are gone, or that everybody has.
fn roles(server: &Server, settings: &Settings) -> Vec<Complaint> {
    let one = |severity, sentence, role: RoleId| {
        if role.0 == server.id {
            Some(Complaint::new(Error, "discord_health_everyone"))
        } else {
            let gone = server.role(role.0).is_none();
            gone.then(|| Complaint::new(severity, sentence).text("id", &role.0))
        }
    };
    let moderators = settings.moderators.and_then(|role| one(Error, "discord_health_moderators_gone", role));
    let helpers =
        settings.helpers.iter().filter_map(|role| one(Warning, "discord_health_helpers_gone", *role));
    moderators.into_iter().chain(helpers).collect()
}

/// Whether the role to ping is there and is heard.
fn ping(server: &Server, settings: &Settings) -> Option<Complaint> {
    let id = settings.ping?.0;
    let Some(role) = server.role(id) else {
        return Some(Complaint::new(Warning, "discord_health_ping_gone").text("id", &id));
    };
    let channel = server.channel(settings.escalations?.0)?;
    let heard = (role.mentionable && id != server.id)
        || permissions::of_bot(server, channel).contains(Permissions::MENTION_EVERYONE);
    (!heard).then(|| Complaint::new(Warning, "discord_health_ping_unheard").within(channel).role(id))
}

fn missing(settings: &Settings) -> Vec<Complaint> {
    [
        (settings.watched.is_empty(), "discord_health_nothing_watched"),
        (settings.moderators.is_none(), "discord_health_no_moderators"),
        (settings.escalations.is_none(), "discord_health_no_escalations"),
    ]
    .into_iter()
    .filter(|(is_missing, _)| *is_missing)
    .map(|(_, sentence)| Complaint::new(Warning, sentence))
    .collect()
}

fn mode(settings: &Settings) -> Vec<Complaint> {
    let paused = settings.paused.then_some("discord_health_paused");
    let mode = match settings.mode {
        Mode::Observe => Some("discord_health_observe"),
        Mode::Suggest => Some("discord_health_suggest"),
        Mode::Answer => None,
    };
    paused.into_iter().chain(mode).map(|sentence| Complaint::new(Note, sentence)).collect()
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
