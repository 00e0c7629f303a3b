//! Checks a small pattern folder that is written down here, and what changes in it bring.

use super::{Report, check, literals};
use crate::knowledge::{BUILT_IN, KnowledgeBase};
use crate::reading::Reader;

const WORDS: &str = r#"
[concepts]
filler = ["my", "the", "your"]
backup = ["backup", "back up"]
icloud = ["icloud"]
wifi = ["wifi"]
fails = ["fails", "wont"]
"#;

const TOPIC: &str = r#"
[backup]
say = ["<backup>"]
[icloud]
say = ["<icloud>"]
[failure]
say = ["<icloud> <backup> .. <fails>"]
"#;

const STEPS: &str = r#"
[restart]
title = "Restart"
do = "Restart it."
level = "restart"
grade = "A"
sources = ["C01"]
"#;

const SCREENS: &str = r#"
[[screen]]
id = "E01"
text = "The last backup could not be completed"
grade = "A"
kind = "failure"
sources = ["E01"]
"#;

const STORAGE: &str = r#"leads = true
title = "Storage is full"
family = "storage_full"
explanation = "There is no room."
sources = ["C01"]
steps = ["restart"]
escalate = "Never."
rules_out = "There is room."
[[for]]
strength = "certain"
say = ["storage full"]
[examples]
yes = [
  "icloud backup fails, storage full",
  "icloud backup wont work with storage full",
  "storage full so the icloud backup fails",
]
no = [
  "icloud backup fails, wifi drops",
  "icloud backup fails on 5 phones",
]
"#;

const WIFI: &str = r#"leads = true
title = "Wi-Fi drops"
family = "network"
explanation = "It needs Wi-Fi."
sources = ["C02"]
steps = ["restart"]
escalate = "Never."
rules_out = "It holds."
[[for]]
strength = "strong"
say = ["<wifi> (drops|dies)"]
[examples]
yes = [
  "icloud backup fails, wifi drops",
  "icloud backup wont finish, wifi dies",
  "my wifi drops and the icloud backup fails",
]
no = [
  "icloud backup fails, storage full",
  "icloud backup fails but wifi holds",
]
"#;

/// What the rules say, and nothing beside it.
const WEIGHTS: &str = "\
always\t\ttopic=-1\tstorage_full=-4\tnetwork=-4\tnot_charging_or_locked=-4\tbackup_disabled=-4\taccount_session=-4\t\
outdated_ios=-4\tios_bug=-4\tapple_outage=-4\tbackup_too_large=-4\tapp_data_corrupt=-4\tcorrupt_backup=-4\tmanaged_device=-4
rules\tenough\ttopic=2
family\tstorage_full\tstorage_full=7
family\tnetwork\tnetwork=7
";

/// The folder with some texts replaced: file, old, new.
pub(super) fn folder(changes: &[(&str, &str, &str)]) -> Vec<(&'static str, String)> {
    let replies = BUILT_IN.iter().find(|(name, _)| *name == "replies.en.toml").map_or("", |(_, text)| text);
    let ios = "as_of = \"2026-10-05\"\nnever_released = []\nhighest_minor = 8\nbackup_floor = 9\nmajor = []\ndevice = []\nforce_restart = []\n";
    let mut files = vec![
        ("adjacent.toml", "intent = []".to_owned()),
        ("checklist.toml", "sources = [\"C01\"]\nsteps = [\"restart\"]".to_owned()),
        ("english.txt", "backup\n".to_owned()),
        ("faq.toml", "question = []".to_owned()),
        ("ios.toml", ios.to_owned()),
        ("menus.toml", "as_of = \"2026-10-05\"".to_owned()),
        ("private.toml", String::new()),
        ("replies.en.toml", replies.to_owned()),
        ("scams.toml", String::new()),
        ("screens.toml", SCREENS.to_owned()),
        ("steps-tried.toml", String::new()),
        ("steps.toml", STEPS.to_owned()),
        ("storage.toml", STORAGE.to_owned()),
        ("talk.toml", String::new()),
        ("topic.toml", TOPIC.to_owned()),
        ("weights.txt", WEIGHTS.to_owned()),
        ("wifi.toml", WIFI.to_owned()),
        ("words.toml", WORDS.to_owned()),
    ];
    for (file, old, new) in changes {
        let text = &mut files.iter_mut().find(|(name, _)| name == file).unwrap().1;
        assert!(text.contains(old), "{file} does not hold {old:?}");
        *text = text.replacen(old, new, 1);
    }
    files
}

fn checked(changes: &[(&str, &str, &str)]) -> Report {
    let files = folder(changes);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let base = KnowledgeBase::load(&files).unwrap();
    check(&files, &base, &Reader::new(&base))
}

fn shown(remarks: &[super::Remark]) -> Vec<String> {
    remarks.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_folder_has_no_complaint_and_no_note() {
    let report = checked(&[]);
    assert_eq!(report.complaints, []);
    assert_eq!(report.notes, []);
    assert_eq!(report.unheard, []);
    let counts = report.counts;
    assert_eq!((counts.causes, counts.examples), (2, 10));
    assert!(report.to_string().ends_with("10 examples\nNo complaints.\n"), "{report}");
}

#[test]
fn an_example_that_another_cause_takes_is_told_with_line_and_reason() {
    let report = checked(&[("wifi.toml", "yes = [", "yes = [\n  \"icloud backup fails, storage full\",")]);
    let expected =
        "wifi.toml:14: this must get wifi first; it got storage (0.93, \"storage full\" by storage full)";
    let hint = "what words weigh is learned, so run `cloudmedic train` after adding examples";
    assert_eq!(shown(&report.complaints), [format!("{expected}; {hint}")]);
}

#[test]
fn an_example_that_is_not_heard_at_all_is_told() {
    let report = checked(&[("wifi.toml", "yes = [", "yes = [\n  \"lovely weather\",")]);
    assert_eq!(report.complaints.len(), 1);
    assert!(report.complaints[0].message.contains("this must get wifi first; it got"), "{report}");
}

#[test]
fn a_near_miss_that_gets_the_cause_is_told() {
    let report = checked(&[("wifi.toml", "no = [", "no = [\n  \"icloud backup wont run, wifi dies\",")]);
    let complaints = shown(&report.complaints);
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert!(
        complaints[0].starts_with("wifi.toml:19: this must not get wifi; it got wifi (0.83"),
        "{complaints:?}"
    );
}

#[test]
fn a_checklist_cause_needs_a_reply_and_no_more() {
    let wifi = |family: &str, example: &str| {
        let yes = format!("yes = [\n  \"{example}\",");
        let leads = ("wifi.toml", "leads = true", "");
        checked(&[leads, ("wifi.toml", "\"network\"", family), ("wifi.toml", "yes = [", &yes)])
    };
    assert_eq!(wifi("\"checklist\"", "icloud backup fails").complaints, []);
    let report = wifi("\"checklist\"", "icloud backup");
    assert_eq!(report.complaints.len(), 1);
    let silent = "wifi.toml:14: this must get a reply; it got silence; ";
    assert!(shown(&report.complaints)[0].starts_with(silent), "{report}");
}

#[test]
fn a_doubtful_text_may_not_be_matched() {
    let report = checked(&[("screens.toml", "\"A\"", "\"D\"")]);
    assert_eq!(report.complaints.len(), 1);
    assert!(report.complaints[0].message.starts_with("E01 has grade D"), "{report}");
}

#[test]
fn what_nothing_uses_is_noted() {
    let report = checked(&[
        ("words.toml", "fails = ", "phone = [\"phone\"]\nfails = "),
        (
            "steps.toml",
            "[restart]",
            "[wait]\ntitle = \"Wait\"\ndo = \"Wait.\"\nlevel = \"wait\"\ngrade = \"A\"\nsources = [\"C01\"]\n[restart]",
        ),
        ("wifi.toml", "(drops|dies)\"", "(drops|dies)\", \"<wifi> naps\""),
    ]);
    assert_eq!(
        shown(&report.notes),
        [
            "steps.toml: no cause and no checklist uses the step wait; use it or take it out",
            "words.toml:7: no phrase uses the concept <phone>; use it or take it out",
        ]
    );
    assert_eq!(shown(&report.unheard), ["wifi.toml:11: no example matches <wifi> naps"]);
    assert_eq!(report.complaints, []);
}

#[test]
fn phrases_that_say_the_same_are_noted() {
    let report = checked(&[
        ("storage.toml", "[\"storage full\"]", "[\"storage full\", \"the storage full\", \"router sulks\"]"),
        ("wifi.toml", "(drops|dies)\"", "(drops|dies)\", \"router sulks\""),
    ]);
    assert_eq!(
        shown(&report.notes),
        [
            "storage.toml:11: \"router sulks\" by itself is a strong sign of several causes: storage.toml:11, wifi.toml:11",
            "storage.toml:11: \"the storage full\" says the same as line 11; keep one",
        ]
    );
}

#[test]
fn filler_that_does_not_count_is_noted() {
    let report = checked(&[("wifi.toml", "<wifi> (drops|dies)", "your <wifi> (drops|dies)")]);
    let expected = "wifi.toml:11: \"your\" is filler and does not count in \"your <wifi> (drops|dies)\"";
    assert_eq!(shown(&report.notes), [expected]);
}

#[test]
fn literals_are_sorted_and_stand_once() {
    let guarded = "strength = \"strong\"\nguard = [\"slow\", \"wifi\"]\nregex = 'slow wifi'\n[[for]]\nstrength = \"strong\"";
    let files = folder(&[("wifi.toml", "strength = \"strong\"", guarded)]);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let base = KnowledgeBase::load(&files).unwrap();
    let all = literals(&base);
    assert!(all.is_sorted());
    for literal in ["back up", "storage full", "slow"] {
        assert!(all.contains(&literal), "{literal:?} is not in {all:?}");
    }
    assert_eq!(all.iter().filter(|literal| **literal == "wifi").count(), 1);
}
