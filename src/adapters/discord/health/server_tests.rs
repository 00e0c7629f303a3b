//! Complaints about a server: one thing wrong at a time, and what is said of it.

use super::super::complaint::Reader;
use super::super::facts::Role;
use super::super::facts::tests::{BOT, BOT_ROLE, REPLIES, SERVER, channel, overwrite, server};
use super::*;

const HELP: u64 = 1;
const FORUM: u64 = 2;
const CARDS: u64 = 3;
const MODERATORS: u64 = 4;
const SOLVED: u64 = 5;

/// A server and settings with which nothing is wrong.
fn well() -> (Server, Settings) {
    let mut server = server();
    let none = Permissions::empty();
    server.roles.push(Role { id: MODERATORS, permissions: none, mentionable: true });
    server.roles[1].permissions = Permissions::MANAGE_THREADS;
    let mut cards = channel(CARDS);
    let view = Permissions::VIEW_CHANNEL;
    cards.overwrites = vec![overwrite(SERVER, none, view), overwrite(BOT_ROLE, view, none)];
    let mut forum = channel(FORUM);
    forum.kind = Kind::Forum;
    forum.tags = vec![SOLVED];
    server.channels = vec![channel(HELP), forum, cards];
    let settings = Settings {
        watched: vec![PlaceId(HELP), PlaceId(FORUM)],
        escalations: Some(PlaceId(CARDS)),
        moderators: Some(RoleId(MODERATORS)),
        ping: Some(RoleId(MODERATORS)),
        solved: [(PlaceId(FORUM), TagId(SOLVED))].into(),
        ..Settings::default()
    };
    (server, settings)
}

/// What is said after a change, worst first.
fn said(change: impl FnOnce(&mut Server, &mut Settings)) -> Vec<(Severity, String)> {
    let (mut server, mut settings) = well();
    change(&mut server, &mut settings);
    let told = |one: &Complaint| (one.severity, one.said(&REPLIES, Reader::Terminal));
    complaints(&server, &settings).iter().map(told).collect()
}

#[track_caller]
fn one(severity: Severity, words: &[&str], change: impl FnOnce(&mut Server, &mut Settings)) {
    let told = said(change);
    let [(how, text)] = told.as_slice() else {
        panic!("expected one complaint with {words:?}, got {told:?}")
    };
    assert_eq!(*how, severity, "{text}");
    assert!(!text.contains(['{', '_']), "a gap in {text:?}");
    for part in words {
        assert!(text.contains(part), "expected {part:?} in {text:?}");
    }
}

fn deny(server: &mut Server, at: usize, permissions: Permissions) {
    server.channels[at].overwrites.push(overwrite(BOT, Permissions::empty(), permissions));
}

#[test]
fn where_nothing_is_wrong_nothing_is_said() {
    assert_eq!(said(|_, _| {}), []);
}

#[test]
fn every_lacking_permission_is_named_with_its_channel() {
    for (permission, severity, words) in [
        (Permissions::VIEW_CHANNEL, Error, "View Channel"),
        (Permissions::SEND_MESSAGES, Error, "Send Messages"),
        (Permissions::READ_MESSAGE_HISTORY, Error, "Read Message History"),
        (Permissions::CREATE_PUBLIC_THREADS, Warning, "Create Public Threads"),
        (Permissions::SEND_MESSAGES_IN_THREADS, Warning, "Send Messages in Threads"),
    ] {
        one(severity, &["#room-1 (1)", words], |server, _| deny(server, 0, permission));
    }
    let both = Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES;
    one(Error, &["View Channel, Send Messages"], |server, _| deny(server, 0, both));
}

#[test]
fn a_forum_needs_posts_and_no_messages_of_its_own() {
    let unneeded = Permissions::SEND_MESSAGES | Permissions::CREATE_PUBLIC_THREADS;
    assert_eq!(said(|server, _| deny(server, 1, unneeded)), []);
    let posts = Permissions::SEND_MESSAGES_IN_THREADS;
    one(Error, &["#room-2 (2)", "Send Messages in Threads"], |server, _| deny(server, 1, posts));
}

#[test]
fn the_channel_of_cards_needs_links_and_should_be_closed() {
    one(Error, &["#room-3", "Embed Links"], |server, _| deny(server, 2, Permissions::EMBED_LINKS));
    one(Note, &["#room-3"], |server, _| server.channels[2].overwrites.clear());
    one(Error, &["#room-3"], |server, _| server.channels[2].kind = Kind::Forum);
}

#[test]
fn what_was_deleted_is_named_by_its_id() {
    one(Error, &["77"], |_, settings| settings.watched.push(PlaceId(77)));
    one(Error, &["78"], |_, settings| settings.escalations = Some(PlaceId(78)));
    one(Error, &["79"], |_, settings| settings.moderators = Some(RoleId(79)));
    one(Warning, &["80"], |_, settings| settings.helpers.push(RoleId(80)));
    one(Warning, &["81"], |_, settings| settings.ping = Some(RoleId(81)));
    one(Warning, &["82"], |_, settings| settings.solved.extend([(PlaceId(82), TagId(1))]));
    one(Warning, &["#room-2"], |server, _| server.channels[1].tags.clear());
}

#[test]
fn a_channel_in_which_nobody_writes_is_not_watched() {
    one(Error, &["#room-1"], |server, _| server.channels[0].kind = Kind::Other);
}

#[test]
fn a_solved_tag_needs_the_permission_to_set_it() {
    one(Warning, &["#room-2", "Manage Threads"], |server, _| deny(server, 1, Permissions::MANAGE_THREADS));
}

#[test]
fn a_role_that_is_pinged_in_vain_is_told() {
    one(Warning, &["#room-3", "4"], |server, _| server.roles[2].mentionable = false);
    assert_eq!(
        said(|server, _| {
            server.roles[2].mentionable = false;
            server.roles[1].permissions |= Permissions::MENTION_EVERYONE;
        }),
        []
    );
}

#[test]
fn a_role_that_all_members_have_is_no_role_for_staff() {
    one(Error, &["@everyone"], |_, settings| settings.helpers.push(RoleId(SERVER)));
}

#[test]
fn what_nobody_has_set_yet_is_told() {
    let told = said(|_, settings| *settings = Settings::default());
    let severities: Vec<Severity> = told.iter().map(|(severity, _)| *severity).collect();
    assert_eq!(severities, [Warning, Warning, Warning], "{told:?}");
}

#[test]
fn a_bot_that_is_kept_quiet_says_so_and_that_is_no_fault() {
    one(Note, &["/setup resume"], |_, settings| settings.paused = true);
    one(Note, &["/setup mode"], |_, settings| settings.mode = Mode::Observe);
    one(Note, &["/setup mode"], |_, settings| settings.mode = Mode::Suggest);
}

#[test]
fn in_discord_channels_and_roles_are_mentions() {
    let (mut server, settings) = well();
    server.roles[2].mentionable = false;
    let text = complaints(&server, &settings)[0].said(&REPLIES, Reader::Discord);
    assert!(text.contains("<#3>") && text.contains("<@&4>"), "{text}");
}
