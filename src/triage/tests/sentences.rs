//! The file of sentences: nothing is missing, nothing is unused, and the buttons read as agreed.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::knowledge::BUILT_IN;
use crate::triage::Reply;

fn sentences() -> BTreeMap<String, String> {
    let text = BUILT_IN.iter().find(|(name, _)| *name == "replies.en.toml").expect("the file is built in").1;
    toml::from_str(text).expect("the file can be read")
}

#[test]
fn every_sentence_is_there_and_none_is_unused() {
    let used: BTreeSet<String> = Reply::ALL.iter().map(|reply| reply.name().to_owned()).collect();
    let written: BTreeSet<String> = sentences()
        .into_keys()
        .filter(|name| !name.starts_with("chat_") && !name.starts_with("discord_"))
        .collect();
    let missing: Vec<_> = used.difference(&written).collect();
    let unused: Vec<_> = written.difference(&used).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
}

#[test]
fn sentences_are_calm() {
    for (name, text) in sentences() {
        assert!(!text.contains('!'), "{name} shouts: {text}");
        assert!(!text.contains('\u{2019}'), "{name} has a typographic apostrophe: {text}");
        assert!(text.trim() == text || name == "and", "{name} has space around it");
    }
}

#[test]
fn holes_are_known() {
    let known = [
        "title",
        "what",
        "why",
        "titles",
        "explanation",
        "steps",
        "check",
        "path",
        "fields",
        "version",
        "newest",
        "as_of",
        "model",
        "lowest",
        "highest",
        "floor",
        "number",
        "words",
        "days",
        "device",
        "force_restart",
        "person",
        "by",
        "how",
        "priority",
        "hours",
        "day",
        "count",
        "time",
        "times",
        "about",
        "label",
        "problem",
    ];
    for (name, text) in sentences() {
        for hole in text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(hole, _)| hole)) {
            let menu = hole.strip_prefix("path:").is_some_and(|id| KNOWLEDGE.menus.contains(id));
            assert!(
                menu || known.contains(&hole) || name.starts_with("chat_") || name.starts_with("discord_"),
                "{name} has the hole {hole:?}"
            );
        }
    }
}

#[test]
fn nothing_is_left_unfilled() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, iphone x on ios 18");
    for text in [
        "help",
        "idk",
        "done",
        "nope same",
        "no computer",
        "nope same",
        "human please",
        "what do i tell apple",
    ] {
        talk.say(text).does_not_hear("{").does_not_hear("}");
    }
}

#[test]
fn buttons_read_as_agreed() {
    let sentences = sentences();
    for (name, label) in [
        ("label_fixed_it", "Fixed it"),
        ("label_didnt_help", "Didn't help"),
        ("label_not_my_problem", "Not my problem"),
        ("label_talk_to_a_person", "Talk to a person"),
        ("label_summary_for_apple", "Summary for Apple"),
        ("label_backup_completed", "Backup completed"),
        ("label_still_failing", "Still failing"),
    ] {
        assert_eq!(sentences.get(name).map(String::as_str), Some(label));
    }
}

#[test]
fn the_checklist_holds_every_step_of_the_articles() {
    for step in [
        "check_storage",
        "delete_other_backups",
        "upgrade_plan",
        "check_wifi",
        "restart_router",
        "other_network",
        "update_ios",
        "turn_on_backup",
        "back_up_now",
        "choose_apps",
        "sign_out_in",
        "check_status_page",
        "contact_apple",
        "computer_backup",
        "check_error_text",
        "check_charging",
        "reset_network",
        "isolate_app",
        "wait_overnight",
        "check_last_backup",
        "free_icloud_items",
        "photos_library_choice",
        "restart",
        "force_restart",
        "erase_restore",
        "delete_this_backup",
    ] {
        assert!(KNOWLEDGE.checklist.iter().any(|id| id.as_str() == step), "the checklist lacks {step}");
    }
}
