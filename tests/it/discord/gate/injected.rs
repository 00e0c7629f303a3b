//! What members, their names and those of servers and roles hold never does anything in what the bot says.

use cloudmedic::adapters::discord::dress::{self, escape};
use cloudmedic::triage::effect::{Block, Message as Said};
use cloudmedic::triage::{CaseNumber, RoleId, Settings};
use proptest::prelude::*;

use super::parts::FULL;
use super::reader::active;
use crate::discord::town::{Town, settings};
use crate::stories::KNOWLEDGE;
use crate::support::sim::{Mention, Message, World, ids};

/// Each does something where it is not made harmless. Ids and words in them are found in nothing that the bot says of
/// its own.
const NASTY: [&str; 32] = [
    "@everyone",
    "@here",
    "<@1170000000000002000>",
    "<@!1170000000000002000>",
    "<@&1170000000000001004>",
    "<#1170000000000003001>",
    "</evil:1170000000000009999>",
    "<:evil:1170000000000009999>",
    "<a:evil:1170000000000009999>",
    "<t:6660666066:R>",
    "[evil](https://evil.example/x)",
    "\\[evil](https://evil.example)",
    "\n# evil",
    "\n-# evil",
    "\n> evil",
    "\n>>> evil",
    "\n- evil",
    "\n1. evil",
    "**evil**",
    "__evil__",
    "||evil||",
    "~~evil~~",
    "`evil`",
    "```\nevil <@1170000000000002000>\n```",
    "discord.gg/evil",
    "https://discord.com/invite/evil",
    "\u{202e}live\u{202c}",
    "ev\u{200b}il",
    "{words} {person:1170000000000002000} {path:backup} evil",
    "\\",
    "<https://evil.example>",
    "<id:customize>",
];
/// What none of the bot's own active parts holds.
const MARKS: [&str; 9] = [
    "evil",
    "live",
    "1170000000000002000",
    "1170000000000001004",
    "1170000000000003001",
    "6660666066",
    "@everyone",
    "@here",
    "id:customize",
];

/// What of a text would do something that a person wrote. The name in a report is bold, and that is ours.
fn injected(text: &str) -> Vec<String> {
    let bold = text.strip_prefix("**").and_then(|text| text.split_once("** reports a backup problem"));
    let parts = bold.map_or(vec![text], |(name, rest)| vec![name, rest]);
    let found = parts.into_iter().flat_map(active);
    found.filter(|one| MARKS.iter().any(|mark| one.contains(mark))).collect()
}

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(NASTY.to_vec()).prop_map(str::to_owned),
        2 => r"[\\*_~|`<>@#:/\[\]().!&\- \n\r0-9{}]{1,4}",
        1 => "[a-z ]{1,6}",
        1 => ".{0,3}",
    ];
    prop::collection::vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_person_writes_is_shown_and_does_nothing(words in nasty()) {
        for safe in [escape::person(&words), escape::person_lines(&words)] {
            prop_assert_eq!(active(&safe), Vec::<String>::new(), "{:?} became {:?}", words, safe);
        }
    }

    #[test]
    fn in_a_message_they_do_nothing_either(words in nasty()) {
        let rows = vec![("Words".to_owned(), words.clone())];
        let blocks = vec![
            Block::Text("You wrote:".to_owned()),
            Block::Quote(words.clone()),
            Block::Fields { title: "Summary".to_owned(), rows },
        ];
        let message = Said { blocks, ..Said::default() };
        let dressed = dress::say(&KNOWLEDGE, &message, Some(CaseNumber(1)), None);
        prop_assert_eq!(injected(&dressed.content), Vec::<String>::new(), "{:?}", dressed.content);
        prop_assert!(dressed.content.encode_utf16().count() <= 2000);
        let mentions = serde_json::to_value(&dressed.mentions).unwrap();
        prop_assert_eq!(&mentions["parse"], &serde_json::json!([]));
    }

    #[test]
    fn what_was_too_long_was_not_cut_into_something(words in nasty(), long in 0..400_usize) {
        let message = Said { blocks: vec![Block::Quote(words.repeat(1 + long))], ..Said::default() };
        let dressed = dress::say(&KNOWLEDGE, &message, None, None);
        prop_assert_eq!(injected(&dressed.content), Vec::<String>::new(), "{:?}", dressed.content);
    }
}

/// Everything that anybody can read of the bot.
fn all_of_the_bot(town: &Town) -> Vec<Message> {
    let own = |world: &World| world.messages.values().filter(|one| one.author == ids::BOT).cloned().collect();
    town.sim.with_world(|world| own(world))
}

/// A whole case in which everything that can be written is written so, names too.
fn a_case_of(words: &str) -> Town {
    let mut world = World::support_server();
    let short: String = words.chars().take(90).collect();
    for name in [ids::ANNA, ids::BEN, ids::MODERATOR_2] {
        world.users.get_mut(&name).unwrap().name = short.clone();
        world.guilds.get_mut(&ids::GUILD).unwrap().members.get_mut(&name).unwrap().nick = Some(short.clone());
    }
    let guild = world.guilds.get_mut(&ids::GUILD).unwrap();
    guild.name = short.clone();
    guild.roles.get_mut(&ids::HELPERS).unwrap().name = short.clone();
    world.channels.get_mut(&ids::HELP).unwrap().name = short;
    // Nothing but the bot's own restraint keeps a mention of everybody from ringing.
    guild_lets_mention_everybody(&mut world);
    let town = Town::with(world, Settings { ping: Some(RoleId(ids::MODERATORS)), ..settings() });
    let sim = &town.sim;
    let asked = sim.post(ids::ANNA, ids::HELP, &format!("{FULL} {words}"));
    let reply = town.reply_to(asked.id);
    let form = sim.press(ids::ANNA, reply.id, "Didn't help");
    assert!(!form.failed());
    let thread = sim.wait_for_thread(asked.id);
    sim.wait_for_bot_message(thread, |_| true);
    sim.post(ids::ANNA, thread, &format!("on the screen it says: {words}"));
    let form = sim.wait_for_bot_message(ids::HELP, |one| one.buttons().contains(&"Add details".to_owned()));
    let form = sim.press(ids::ANNA, form.id, "Add details").modal();
    let labels: Vec<String> = form.inputs.iter().map(|input| input.label.clone()).collect();
    let line: String = words.replace('\n', " ").chars().take(180).collect();
    let filled = [(&*labels[1], words), (&*labels[3], words), (&*labels[2], &*line)];
    sim.submit(ids::ANNA, &form, &filled);
    sim.press_id(ids::ANNA, reply.id, "cm1:choice:1:1:person");
    let card = sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.buttons().len() == 4);
    let by = |sub: &str, options: &[(&str, &str)]| {
        sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, sub, options).message();
    };
    by("case note", &[("number", "1"), ("text", words)]);
    by("case ask", &[("number", "1"), ("text", words)]);
    by("case claim", &[("number", "1")]);
    by("case handoff", &[("number", "1"), ("reason", words), ("to", &ids::MODERATOR_2.to_string())]);
    sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.buttons() == ["Accept", "Decline"]);
    for sub in ["case show", "case brief"] {
        by(sub, &[("number", "1")]);
    }
    for sub in ["case list", "stats overview", "stats desk", "stats causes"] {
        by(sub, &[]);
    }
    by("triage test", &[("text", &format!("{FULL} {words}"))]);
    sim.message_command(ids::MODERATOR, asked.id, "Correct triage").message();
    sim.command(
        ids::ADMIN,
        ids::GENERAL,
        "setup zone",
        &[("name", &line.chars().take(60).collect::<String>())],
    )
    .message();
    sim.command(ids::ADMIN, ids::GENERAL, "setup check", &[]).message();
    sim.command(ids::ANNA, ids::GENERAL, "backup status", &[]).message();
    sim.command(ids::ANNA, ids::GENERAL, "privacy export", &[]).message();
    sim.command(ids::BEN, ids::HELP, "backup report", &[("problem", &format!("{FULL} {words}"))]).answer();
    town.wait_for_case(ids::BEN, |_| true);
    sim.command(ids::CLEO, ids::GENERAL, "backup help", &[("topic", &line)]).message();
    sim.quiet(100);
    assert!(sim.message(card.id).is_some());
    town
}

fn guild_lets_mention_everybody(world: &mut World) {
    let role = world.guilds.get_mut(&ids::GUILD).unwrap().roles.get_mut(&ids::BOT_ROLE).unwrap();
    role.permissions |= crate::support::sim::permissions::MENTION_EVERYONE;
    let roles = &mut world.guilds.get_mut(&ids::GUILD).unwrap().roles;
    roles.values_mut().for_each(|role| role.mentionable = true);
}

#[test]
fn nothing_that_people_write_does_anything_in_a_whole_case() {
    for words in [NASTY[..16].join(" "), NASTY[16..].join(" "), NASTY.map(|one| one.repeat(3)).concat()] {
        let words: String = words.chars().take(450).collect();
        let town = a_case_of(&words);
        let all = all_of_the_bot(&town);
        assert!(all.len() > 18, "only {} messages", all.len());
        for message in all {
            assert_eq!(injected(&message.text()), [""; 0], "in:\n{}", message.text());
            // The author is brought into the thread, moderators are called by their role, and the receiver is told.
            let named = [
                Mention::User(ids::ANNA),
                Mention::Role(ids::MODERATORS),
                Mention::User(ids::MODERATOR_2),
                Mention::User(ids::BEN),
            ];
            let rung = &message.mentions_that_fired;
            assert!(
                rung.len() <= 1 && rung.iter().all(|one| named.contains(one)),
                "{rung:?} in:\n{}",
                message.text()
            );
        }
        for request in town.sim.requests() {
            let names: Vec<&str> = request.files.iter().map(|file| file.name.as_str()).collect();
            assert!(names.iter().all(|name| name.starts_with("cloudmedic-") && name.is_ascii()), "{names:?}");
            let data = if request.body["data"].is_object() { &request.body["data"] } else { &request.body };
            if data["content"].as_str().is_some_and(|text| !text.is_empty()) {
                let parse = &data["allowed_mentions"]["parse"];
                assert_eq!(
                    parse,
                    &serde_json::json!([]),
                    "{} allows more than it names: {data}",
                    request.line()
                );
            }
        }
    }
}
