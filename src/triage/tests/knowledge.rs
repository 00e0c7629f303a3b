//! A small knowledge for these tests: the real steps, menus, versions, checklist and sentences, with a handful of
//! causes and plain phrases, so that tuning a pattern cannot break a test of the conversation.

use std::sync::LazyLock;

use crate::knowledge::{BUILT_IN, KnowledgeBase};
use crate::reading::Reader;

/// The files that are taken as they are.
const REAL: [&str; 8] = [
    "steps.toml",
    "menus.toml",
    "ios.toml",
    "checklist.toml",
    "replies.en.toml",
    "english.txt",
    "private.toml",
    "scams.toml",
];

const WORDS: &str = r#"
[concepts]
filler = ["a", "the", "my", "is", "it", "that", "still", "so", "oh"]
"#;

const TOPIC: &str = r#"
[backup]
say = ["backup"]
[icloud]
say = ["icloud"]
[failure]
say = ["backup fails", "backup .. wont"]
[fine_after]
say = ["fine"]
"#;

const TALK: &str = r#"
[worked]
say = ["did it", "it works now"]
[didnt_help]
say = ["nope same", "didnt help"]
[not_my_problem]
say = ["not my problem"]
[talk_to_person]
say = ["talk to a person", "human please"]
[leave_alone]
say = ["leave me alone"]
[dont_know]
say = ["idk", "dont know"]
[tomorrow]
say = ["tonight", "will try tonight"]
[yes]
say = ["yes"]
[no]
say = ["no"]
[done]
say = ["done", "did it"]
[skip]
say = ["skip"]
[thanks]
say = ["thanks"]
[summary]
say = ["what do i tell apple"]
[has_computer_backup]
say = ["backed up to mac"]
[no_computer]
say = ["no computer"]
[urgent]
say = ["repair tomorrow", "stolen"]
[help]
say = ["help"]
[still_failing]
say = ["still failing"]
[completed]
say = ["it backed up"]
"#;

const FAQ: &str = r#"
[[question]]
id = "how-often"
title = "How often does it back up?"
say = ["how often"]
answer = "About once a day. See {path:backup}."
sources = ["S0 FAQ 7"]
"#;

const ADJACENT: &str = r#"
[[intent]]
id = "photos"
title = "iCloud Photos"
say = ["photos not syncing"]
answer = "That is iCloud Photos, which is not part of the backup."
sources = ["C30"]
"#;

const SCREENS: &str = r#"
[[screen]]
id = "E03"
text = "The last backup could not be completed."
grade = "A"
kind = "failure"
causes = {}
sources = ["E03"]
"#;

/// Title, family, strength, phrases, steps, and phrases against it.
const CAUSES: [(&str, &str, &str, &str, &str, &str); 5] = [
    (
        "full",
        "storage_full",
        "certain",
        r#""icloud full""#,
        r#""check_storage", "free_icloud_items", "computer_backup", "delete_other_backups", "upgrade_plan""#,
        r#""plenty of storage""#,
    ),
    (
        "wifi",
        "network",
        "certain",
        r#""wifi drops""#,
        r#""check_wifi", "other_network", "contact_apple""#,
        r#""wifi fine""#,
    ),
    (
        "night",
        "not_charging_or_locked",
        "good",
        r#""never at night""#,
        r#""check_charging", "wait_overnight", "restart""#,
        r#""every night""#,
    ),
    ("app", "app_data_corrupt", "good", r#""same place""#, r#""restart", "isolate_app""#, r#""other place""#),
    (
        "stored",
        "corrupt_backup",
        "certain",
        r#""old one damaged""#,
        r#""restart", "computer_backup", "delete_this_backup", "sign_out_in", "reset_network", "erase_restore""#,
        r#""no old one""#,
    ),
];

pub(super) static KNOWLEDGE: LazyLock<KnowledgeBase> = LazyLock::new(|| {
    let mut files: Vec<(String, String)> = vec![
        ("words.toml".to_owned(), WORDS.to_owned()),
        ("topic.toml".to_owned(), TOPIC.to_owned()),
        ("talk.toml".to_owned(), TALK.to_owned()),
        ("faq.toml".to_owned(), FAQ.to_owned()),
        ("adjacent.toml".to_owned(), ADJACENT.to_owned()),
        ("screens.toml".to_owned(), SCREENS.to_owned()),
        ("steps-tried.toml".to_owned(), tried()),
    ];
    for name in REAL {
        let real = BUILT_IN.iter().find(|(file, _)| *file == name).expect("the file is built in");
        files.push((name.to_owned(), real.1.to_owned()));
    }
    files.extend(CAUSES.iter().map(|one| (format!("{}.toml", one.0), cause(one))));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    match KnowledgeBase::load(&files) {
        Ok(knowledge) => knowledge,
        Err(complaints) => panic!("the knowledge of the tests has complaints:\n{complaints}"),
    }
});

pub(super) static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&KNOWLEDGE));

fn cause(written: &(&str, &str, &str, &str, &str, &str)) -> String {
    let (id, family, strength, say, steps, against) = written;
    format!(
        r#"
title = "Trouble with {id}"
family = "{family}"
explanation = "Why {id} stops it."
sources = ["C01"]
steps = [{steps}]
escalate = "Hand over {id}."
rules_out = "Nothing."
[[for]]
strength = "{strength}"
say = [{say}]
[[against]]
strength = "strong"
say = [{against}]
[examples]
yes = ["one", "two", "three"]
no = ["four", "five"]
"#
    )
}

/// The real ids, so that the real steps find them, with one phrase where a test needs it.
fn tried() -> String {
    let real = BUILT_IN.iter().find(|(file, _)| *file == "steps-tried.toml").expect("the file is built in").1;
    let ids = real.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let table = |id: &str| {
        let say = match id {
            "restarted" => "already restarted",
            "checked_wifi" => "checked wifi",
            _ => "never said",
        };
        format!("[{id}]\ntitle = \"{}\"\nsay = [\"{say} {id}\", \"{say}\"]\n", id.replace('_', " "))
    };
    let unique = |id: &str| {
        if id == "restarted" || id == "checked_wifi" {
            table(id)
        } else {
            table(id).replace(", \"never said\"", "")
        }
    };
    ids.map(unique).collect()
}
