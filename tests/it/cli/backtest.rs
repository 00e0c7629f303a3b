//! `backtest`: the past of a server, as the exporter writes it, whole, in parts, and damaged.

use std::fs;

use serde_json::{Value, json};

use super::{Program, case_folder};

const FULL: &str = "icloud is full so the backup fails, iphone 13 on ios 17.4";
const ASK: &str = "my icloud backup keeps failing";

/// A message with all the keys that an export has.
fn message(id: u64, author: u64, content: &str) -> Value {
    let hour = 8 + id / 60 % 12;
    json!({
        "id": id.to_string(), "type": "Default", "timestamp": format!("2024-03-05T{hour:02}:{:02}:00.123+00:00", id % 60),
        "timestampEdited": null, "callEndedTimestamp": null, "isPinned": false, "content": content,
        "author": {
            "id": author.to_string(), "name": format!("name{author}"), "discriminator": "0000",
            "nickname": format!("Nick {author}"), "color": "#3498DB", "isBot": false,
            "roles": [{"id": "900", "name": "Member", "color": null, "position": 1}],
            "avatarUrl": "https://cdn.example/a.png"
        },
        "attachments": [], "components": [], "embeds": [{"title": "", "fields": [{"name": "a", "value": "b"}]}],
        "stickers": [], "reactions": [], "mentions": [], "inlineEmojis": []
    })
}

/// An export of one channel.
fn export(channel: u64, messages: &[Value]) -> String {
    let whole = json!({
        "guild": {"id": "7", "name": "A server", "iconUrl": "x"},
        "channel": {"id": channel.to_string(), "type": "GuildTextChat", "categoryId": "1", "category": "c",
            "name": format!("help-{channel}"), "topic": null},
        "dateRange": {"after": null, "before": null}, "exportedAt": "2024-04-01T00:00:00+00:00",
        "messages": [], "messageCount": messages.len()
    });
    // The keys come in the order in which the exporter writes them, and what is counted behind what is told.
    let head: Vec<String> = ["guild", "channel", "dateRange", "exportedAt"]
        .iter()
        .map(|key| format!("  \"{key}\": {:#}", whole[key]))
        .collect();
    let told: Vec<String> = messages.iter().map(|one| format!("{one:#}")).collect();
    format!(
        "{{\n{},\n  \"messages\": [\n{}\n  ],\n  \"messageCount\": {}\n}}\n",
        head.join(",\n"),
        told.join(",\n"),
        messages.len()
    )
}

fn backtest(input: impl Into<Vec<u8>>) -> Value {
    let ended = Program::with(&["backtest", "--json", "-"]).run(input).went_well();
    serde_json::from_str(&ended.out).unwrap()
}

#[test]
fn an_export_is_told_in_numbers_causes_days_and_samples() {
    let report = backtest(export(
        70,
        &[message(1, 1, FULL), message(2, 1, FULL), message(3, 2, ASK), message(4, 3, "who wants pizza")],
    ));
    let count = |key: &str| report[key].as_u64().unwrap();
    assert_eq!(
        ["messages", "answered", "asked", "again", "left_alone"].map(count),
        [4, 1, 1, 1, 1],
        "{report:#}"
    );
    assert_eq!(report["causes"][0]["id"], "icloud-storage-full");
    assert_eq!(
        (&report["from"], &report["periods"][0]["from"]),
        (&json!("2024-03-05"), &json!("2024-03-05"))
    );
    let sample = &report["samples"][0];
    assert_eq!(sample["link"], "https://discord.com/channels/7/70/1", "{report:#}");
    assert_eq!((&sample["verdict"], &sample["at"]), (&json!("answer"), &json!("2024-03-05 08:01")));
    assert!(report["messages_per_second"].is_f64() && report["seconds"].as_f64().unwrap() > 0.0);
}

#[test]
fn people_read_the_same_without_colors_names_or_a_bar_in_a_pipe() {
    let folder = case_folder();
    let reply = |mut one: Value| {
        one["type"] = json!("Reply");
        one["reference"] = json!({"messageId": "1", "channelId": "70", "guildId": "7"});
        one["mentions"] = json!([{"id": "1", "name": "name1", "nickname": "Nick 1", "isBot": false}]);
        one
    };
    let words = format!("@Nick 1 {FULL}, or mail jane.doe88@icloud.com");
    let messages = [message(1, 1, "who wants pizza"), reply(message(2, 2, &words))];
    let file = folder.path().join("help.json");
    fs::write(&file, export(70, &messages)).unwrap();
    let ended = Program::with(&["backtest", file.to_str().unwrap()]).run("").went_well();
    for part in [
        "2 messages, 2024-03-05",
        "answered                          1",
        "iCloud storage is full (icloud-storage-full)",
        "1 of them looks wrong",
        "\"@someone icloud is full",
        "looks wrong: written in reply to somebody else",
        "help-70, 2024-03-05 08:02",
        "messages a second",
    ] {
        assert!(ended.out.contains(part), "expected {part:?} in:\n{}", ended.out);
    }
    for hidden in ["Nick", "name1", "jane", "\u{1b}"] {
        assert!(!ended.out.contains(hidden), "{hidden} in:\n{}", ended.out);
    }
    assert_eq!(ended.err, "");
}

#[test]
fn a_folder_and_a_file_are_read_together_and_a_channel_goes_on_in_its_next_part() {
    let folder = case_folder();
    let channels = folder.path().join("server");
    fs::create_dir(&channels).unwrap();
    fs::write(channels.join("help [70] [part 2].json"), export(70, &[message(3, 1, FULL)])).unwrap();
    fs::write(channels.join("help [70].json"), export(70, &[message(1, 1, FULL)])).unwrap();
    let other = folder.path().join("other.json");
    fs::write(&other, export(71, &[message(4, 1, FULL)])).unwrap();
    let arguments = ["backtest", "--json", channels.to_str().unwrap(), other.to_str().unwrap()];
    let report: Value = serde_json::from_str(&Program::with(&arguments).run("").went_well().out).unwrap();
    let counts = ["messages", "answered", "again"].map(|key| report[key].as_u64().unwrap());
    assert_eq!(counts, [3, 2, 1], "{report:#}");
}

#[test]
fn what_is_no_export_gets_one_sentence_and_no_report() {
    let folder = case_folder();
    let cases: [(&str, &[u8], &[&str]); 9] = [
        ("empty", b"", &["is empty", "export the channel again"]),
        ("page", b"<!DOCTYPE html><html>", &["no JSON", "line 1, column 1", "format JSON"]),
        ("text", b"icloud is full", &["no JSON"]),
        ("list", b"[1, 2]", &["no export of a channel", "expected an export of a channel"]),
        ("other", br#"{"name": "x", "rows": [1]}"#, &["no export of a channel", "missing field `messages`"]),
        (
            "talk",
            br#"{"messages": [{"role": "user", "content": "my secret"}]}"#,
            &["no export of a channel", "missing field `id`", "line 1"],
        ),
        ("deep", &[b'['; 100_000], &["no export of a channel"]),
        ("deeper", b"{\"a\": ", &["breaks off at line 1"]),
        ("noise", b"{\"messages\": [\xff\xfe]}", &["no JSON", "line 1"]),
    ];
    for (name, bytes, parts) in cases {
        let file = folder.path().join(format!("{name}.json"));
        fs::write(&file, bytes).unwrap();
        let ended = Program::with(&["backtest", file.to_str().unwrap()]).run("");
        ended.failed_with(&[file.to_str().unwrap()]);
        ended.failed_with(parts);
        assert_eq!(ended.out, "", "{name}");
        assert!(!ended.err.contains("secret"), "{}", ended.err);
    }
    let ended = Program::with(&["backtest", "no/such/file.json"]).run("");
    ended.failed_with(&["no/such/file.json", "check the name"]);
    let nested = format!("{{\"a\": {}", "[".repeat(100_000));
    Program::with(&["backtest", "-"]).run(nested).failed_with(&["standard input", "nest deeper than 100"]);
}

#[test]
fn a_damaged_file_among_good_ones_is_told_and_the_rest_counts() {
    let folder = case_folder();
    let good = export(70, &[message(1, 1, FULL), message(2, 2, FULL)]);
    let cut = good.rfind("\"content\"").unwrap();
    for (name, text) in [("a.json", &good[..cut]), ("b.json", &good[..]), ("c.json", "nothing")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let ended = Program::with(&["backtest", "--json", folder.path().to_str().unwrap()]).run("");
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(report["messages"], 3);
    let told: Vec<&str> = ended.err.lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("a.json breaks off at line") && told[0].contains("the one message"), "{told:?}");
    assert!(told[1].contains("c.json is no JSON"), "{told:?}");
}

#[test]
fn one_message_longer_than_anything_is_matched_by_its_beginning() {
    let words = format!("{FULL} {}", "and so on 😭 \\ \" é ".repeat(1_000_000));
    let report = backtest(export(70, &[message(1, 1, &words), message(2, 2, ASK)]));
    assert_eq!((&report["answered"], &report["asked"]), (&json!(1), &json!(1)), "{report:#}");
    assert!(report["samples"].to_string().len() < 4000);
}
