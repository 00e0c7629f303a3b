//! `doctor` and `/setup` before a simulated Discord: what is missing, what is wrong, and a server set up from nothing.

use std::process::Output;

use cloudmedic::triage::{Mode, PlaceId, RoleId, Settings, TagId};

use super::process::Machine;
use super::town::{SERVER, Town};
use crate::support::sim::{Message, World, ids, permissions};

/// What `doctor` says, and with which exit code.
fn doctor(machine: &Machine, more: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = machine.run(&[&["doctor"], more].concat());
    assert!(stderr.is_empty(), "{}", String::from_utf8_lossy(&stderr));
    (status.code(), String::from_utf8(stdout).unwrap())
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "expected {part:?} in:\n{text}");
    }
}

#[test]
fn doctor_is_content_with_a_bot_that_runs_and_is_set_up() {
    let machine = Machine::start();
    // It says hello before it has heard that it is welcome.
    let (code, said) = machine.sim.wait_for("the bot to be connected", |_| {
        Some(doctor(&machine, &[])).filter(|(_, said)| !said.contains("not connected to Discord yet"))
    });
    assert_eq!((code, said.as_str()), (Some(0), "Nothing is wrong; 1 server checked.\n"));
    assert_eq!(machine.sim.violations(), [""; 0]);
}

#[test]
fn before_the_first_start_doctor_says_what_is_still_to_do() {
    let machine = Machine::off(World::support_server());
    let (code, said) = doctor(&machine, &[]);
    assert_eq!(code, Some(1), "{said}");
    has(
        &said,
        &[
            "note: nothing is kept in ",
            "error: These commands are not registered: backup, privacy, case, stats, triage, setup",
            &format!("warning: Backup Help ({SERVER}): No channel is watched"),
            "No role for moderators is set",
            "No escalation channel is set",
        ],
    );
}

#[test]
fn doctor_names_each_fault_in_one_line() {
    let mut world = World::support_server();
    world.application.message_content = false;
    world.overwrite(ids::HELP, ids::BOT_ROLE, 0, permissions::SEND_MESSAGES);
    world.overwrite(ids::MODERATORS_ROOM, ids::BOT, 0, permissions::EMBED_LINKS);
    world.channels.remove(&ids::FORUM);
    if let Some(guild) = world.guilds.get_mut(&ids::GUILD) {
        guild.roles.remove(&ids::HELPERS);
    }
    let machine = Machine::off(world);
    machine.set_up();
    let (code, said) = doctor(&machine, &[]);
    assert_eq!(code, Some(1), "{said}");
    has(
        &said,
        &[
            "error: The Message Content Intent is off",
            &format!("In #help ({}) the bot lacks: Send Messages.", ids::HELP),
            &format!("In #moderators ({}) the bot lacks: Embed Links.", ids::MODERATORS_ROOM),
            &format!("The watched channel {} is gone", ids::FORUM),
            &format!("The helper role {} is gone", ids::HELPERS),
        ],
    );
    assert_eq!(said.lines().count(), 6, "these and the commands, each in one line:\n{said}");
}

#[test]
fn doctor_needs_a_token_that_counts_and_says_so() {
    let machine = Machine::off(World::support_server());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    for (token, words) in [("wrong", "Discord does not accept the token"), ("", "the Discord token is empty")]
    {
        std::fs::write(&file, token).unwrap();
        let (code, said) = doctor(&machine, &["--token-file", file.to_str().unwrap()]);
        assert_eq!(code, Some(1), "{said}");
        has(&said, &["error: ", words]);
    }
    std::fs::write(&file, format!("{}\n", ids::TOKEN)).unwrap();
    let (_, said) = doctor(&machine, &["--token-file", file.to_str().unwrap()]);
    has(&said, &["No channel is watched"]);
}

#[test]
fn a_bot_without_a_server_is_to_be_invited() {
    let mut world = World::support_server();
    if let Some(guild) = world.guilds.get_mut(&ids::GUILD) {
        guild.members.remove(&ids::BOT);
    }
    let (code, said) = doctor(&Machine::off(world), &[]);
    assert_eq!(code, Some(1), "{said}");
    has(&said, &["the bot is in no server", &format!("client_id={}", ids::APPLICATION)]);
}

/// A server that nobody has set up, with the bot in it.
fn new_town(world: World) -> Town {
    let mut town = Town::quiet(world);
    town.start();
    town.sim.wait_for_command("setup");
    town
}

fn setup(town: &Town, path: &str, options: &[(&str, &str)]) -> Message {
    let answer = town.sim.command(ids::ADMIN, ids::GENERAL, &format!("setup {path}"), options).message();
    assert_eq!(answer.ephemeral_for, Some(ids::ADMIN), "settings are nobody else's business");
    assert!(answer.mentions_that_fired.is_empty(), "{:?}", answer.mentions_that_fired);
    answer
}

fn settings(town: &Town) -> Settings {
    town.bot().servers.of(SERVER).unwrap().as_ref().clone()
}

#[test]
fn a_server_is_set_up_step_by_step_until_it_can_be_tried() {
    let town = new_town(World::support_server());
    let id = |id: u64| id.to_string();
    for (path, options, now, next) in [
        ("watch add", vec![("channel", id(ids::HELP))], "I now listen in", "/setup moderators"),
        ("moderators", vec![("role", id(ids::MODERATORS))], "now takes cases", "/setup escalations"),
        ("helpers add", vec![("role", id(ids::HELPERS))], "counts as helpers", "/setup escalations"),
        ("zone", vec![("name", "Europe/Berlin".to_owned())], "Europe/Berlin", "/setup escalations"),
        ("escalations", vec![("channel", id(ids::MODERATORS_ROOM))], "now appear in", "Try it"),
        ("timing", vec![("cooldown", "5".to_owned()), ("follow-up", "12".to_owned())], "5 minutes", "Try it"),
        ("ping role", vec![("role", id(ids::MODERATORS))], "I now ping", "Try it"),
        ("mode", vec![("mode", "suggest".to_owned())], "Suggest", "/setup mode"),
    ] {
        let options: Vec<(&str, &str)> =
            options.iter().map(|(name, value)| (*name, value.as_str())).collect();
        has(&setup(&town, path, &options).text(), &[now, next]);
    }
    let expected = Settings {
        watched: vec![PlaceId(ids::HELP)],
        moderators: Some(RoleId(ids::MODERATORS)),
        helpers: vec![RoleId(ids::HELPERS)],
        escalations: Some(PlaceId(ids::MODERATORS_ROOM)),
        ping: Some(RoleId(ids::MODERATORS)),
        mode: Mode::Suggest,
        zone: jiff::tz::TimeZone::get("Europe/Berlin").unwrap(),
        cooldown_minutes: 5,
        follow_up_hours: 12,
        ..Settings::default()
    };
    assert_eq!(settings(&town), expected);
    has(&setup(&town, "show", &[]).text(), &["Suggest", &format!("<#{}>", ids::HELP), "Europe/Berlin"]);
}

#[test]
fn what_was_set_counts_for_the_very_next_message_and_the_one_to_try_is_answered() {
    let town = new_town(World::support_server());
    setup(&town, "moderators", &[("role", &ids::MODERATORS.to_string())]);
    setup(&town, "escalations", &[("channel", &ids::MODERATORS_ROOM.to_string())]);
    let done = setup(&town, "watch add", &[("channel", &ids::HELP.to_string())]).text();
    let to_try = done.split('"').nth(1).unwrap();
    let asked = town.sim.post(ids::ANNA, ids::HELP, to_try);
    has(&town.reply_to(asked.id).text(), &["iCloud storage is full"]);
}

#[test]
fn a_channel_without_permissions_is_told_when_it_is_named_and_by_the_check() {
    let mut world = World::support_server();
    world.overwrite(ids::HELP, ids::BOT_ROLE, 0, permissions::SEND_MESSAGES);
    let town = new_town(world);
    let lacks = format!("In <#{}> the bot lacks: Send Messages", ids::HELP);
    has(&setup(&town, "watch add", &[("channel", &ids::HELP.to_string())]).text(), &["I now listen", &lacks]);
    has(&setup(&town, "check", &[]).text(), &["**Wrong:**", &lacks, "No role for moderators is set"]);
}

#[test]
fn the_tag_of_a_forum_is_offered_by_name_and_kept_by_id() {
    let town = new_town(World::support_server());
    let forum = ids::FORUM.to_string();
    let typed = [("forum", forum.as_str()), ("tag", "sol")];
    let choices = town.sim.autocomplete(ids::ADMIN, ids::GENERAL, "setup solved", &typed).choices();
    let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["Solved", "No tag"]);
    let tag = choices[0].value.as_str().unwrap();
    setup(&town, "solved", &[("forum", &forum), ("tag", tag)]);
    assert_eq!(settings(&town).solved, [(PlaceId(ids::FORUM), TagId(ids::SOLVED_TAG))].into());
    has(&setup(&town, "solved", &[("forum", &forum), ("tag", "Nonsense")]).text(), &["has no such tag"]);
    setup(&town, "solved", &[("forum", &forum), ("tag", "none")]);
    assert!(settings(&town).solved.is_empty());
}

#[test]
fn a_time_zone_is_offered_by_its_city() {
    let town = new_town(World::support_server());
    let choices =
        town.sim.autocomplete(ids::ADMIN, ids::GENERAL, "setup zone", &[("name", "new yor")]).choices();
    assert_eq!(choices.first().map(|choice| choice.name.as_str()), Some("America/New_York"));
    let refused = setup(&town, "zone", &[("name", "Atlantis")]);
    has(&refused.text(), &["I do not know the time zone Atlantis"]);
}

#[test]
fn a_server_that_shows_the_command_to_others_does_not_let_them_change_anything() {
    let town = new_town(World::support_server());
    // A server may show the command to whom it likes; here to everybody.
    town.sim.with_world(|world| {
        for command in &mut world.commands {
            command["default_member_permissions"] = serde_json::Value::Null;
        }
    });
    let answer = town.sim.command(ids::MODERATOR, ids::GENERAL, "setup pause", &[]).message();
    has(&answer.text(), &["for administrators of this server"]);
    assert!(!settings(&town).paused);
}
