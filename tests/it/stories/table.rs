//! The stories as a whole: what they cover together.

use std::collections::{BTreeMap, BTreeSet};

use cloudmedic::knowledge::Family;

use super::{KNOWLEDGE, written};

#[test]
fn there_is_a_story_for_every_family_of_causes() {
    let stories = written::all();
    let first = stories.iter().filter_map(|story| story.turns.first()?.causes.as_ref()?.first());
    let family = |id: &String| KNOWLEDGE.causes.iter().find(|cause| cause.id.as_str() == id)?.family;
    let told: BTreeSet<Family> = first.filter_map(family).collect();
    let missing: Vec<Family> = Family::ALL.into_iter().filter(|family| !told.contains(family)).collect();
    assert!(missing.is_empty(), "no story begins with {missing:?}");
}

#[test]
fn every_button_that_a_member_can_press_is_pressed_in_a_story() {
    let stories = written::all();
    let turns = stories.iter().flat_map(|story| &story.turns);
    let pressed = turns.flat_map(|turn| [&turn.choose, &turn.choose_old, &turn.keep_choosing]);
    let pressed: BTreeSet<&str> = pressed.flatten().map(String::as_str).collect();
    let unpressed: Vec<&str> = [
        "Fixed it",
        "Didn't help",
        "Not my problem",
        "Talk to a person",
        "Summary for Apple",
        "Backup completed",
        "Still failing",
        "Check tomorrow",
        "None of these",
        "I have a computer backup",
        "I can't make one",
    ]
    .into_iter()
    .filter(|label| !pressed.contains(label))
    .collect();
    assert!(unpressed.is_empty(), "no story presses {unpressed:?}");
}

#[test]
fn every_name_in_a_story_exists() {
    let steps = ["nothing", "which_cause", "computer_backup", "morning"];
    let is_step =
        |name: &str| steps.contains(&name) || KNOWLEDGE.steps.keys().any(|step| step.as_str() == name);
    let is_cause = |name: &str| KNOWLEDGE.causes.iter().any(|cause| cause.id.as_str() == name);
    let is_tried = |name: &str| KNOWLEDGE.tried.iter().any(|tried| tried.id == name);
    let mut strange = Vec::new();
    for story in written::all() {
        for turn in &story.turns {
            let named = turn.table.iter().chain(&turn.until).chain(&turn.never).chain(&turn.passes);
            strange.extend(named.filter(|name| !is_step(name)).map(|name| format!("{}: {name}", story.file)));
            let named = turn.causes.iter().flatten();
            strange
                .extend(named.filter(|name| !is_cause(name)).map(|name| format!("{}: {name}", story.file)));
            let named = turn.tried.iter().flatten();
            strange
                .extend(named.filter(|name| !is_tried(name)).map(|name| format!("{}: {name}", story.file)));
        }
    }
    assert!(strange.is_empty(), "the knowledge does not know:\n{}", strange.join("\n"));
}

#[test]
fn no_two_stories_have_the_same_title() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for story in written::all() {
        files.entry(story.title).or_default().push(story.file);
    }
    files.retain(|_, files| files.len() > 1);
    assert!(files.is_empty(), "the same title: {files:?}");
}
