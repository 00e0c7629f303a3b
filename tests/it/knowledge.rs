//! The built-in knowledge as a whole: free of complaints, every example right, every table consistent.

use std::collections::BTreeSet;

use cloudmedic::knowledge::{BUILT_IN, Complaints, Grade, KnowledgeBase, Level, Needs};
use cloudmedic::quality::check;
use cloudmedic::reading::Reader;

fn base() -> KnowledgeBase {
    KnowledgeBase::built_in()
        .unwrap_or_else(|complaints: Complaints| panic!("patterns/ has complaints:\n{complaints}"))
}

/// The built-in files with one of them changed.
fn changed(file: &str, change: impl Fn(&str) -> String) -> Complaints {
    let texts: Vec<(&str, String)> = BUILT_IN
        .iter()
        .map(|(name, text)| (*name, if *name == file { change(text) } else { (*text).to_owned() }))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    KnowledgeBase::load(&files).expect_err("the changed folder was taken without a complaint")
}

#[test]
fn every_example_gets_what_it_should() {
    let base = base();
    let report = check(BUILT_IN, &base, &Reader::new(&base));
    let complaints: Vec<String> = report.complaints.iter().map(ToString::to_string).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_step_that_can_lose_data_needs_a_computer_backup_and_says_so() {
    for step in base().steps.values().filter(|step| step.can_lose_data) {
        assert!(step.caution.is_some() && step.needs.is_some(), "{} can lose data unannounced", step.id);
    }
}

#[test]
fn erasing_needs_a_confirmed_computer_backup() {
    let base = base();
    let erasing: Vec<_> = base.steps.values().filter(|step| step.level == Level::Erase).collect();
    assert!(!erasing.is_empty());
    for step in erasing {
        assert_eq!(step.needs, Some(Needs::ConfirmedComputerBackup), "{}", step.id);
    }
}

#[test]
fn every_sequence_goes_from_the_least_disruptive_step_to_the_most() {
    let base = base();
    for cause in &base.causes {
        let steps: Vec<_> = cause.steps.iter().map(|step| &base.steps[step]).collect();
        // Looking, waiting and flipping a switch can be repeated at any time; from a restart on the order counts.
        let levels: Vec<(Level, &str)> = steps
            .iter()
            .filter(|step| step.level >= Level::Restart)
            .map(|step| (step.level, step.id.as_str()))
            .collect();
        assert!(levels.is_sorted_by_key(|(level, _)| *level), "{}: {levels:?}", cause.id);
        let losing = steps.iter().position(|step| step.level >= Level::Delete).unwrap_or(steps.len());
        let late = steps[losing..].iter().find(|step| step.level == Level::Toggle);
        assert!(
            late.is_none(),
            "{}: a mere switch stands behind a step that can lose data: {late:?}",
            cause.id
        );
        assert!(!steps.is_empty(), "{} has no fix", cause.id);
    }
}

#[test]
fn every_step_is_reached_by_a_cause_or_the_checklist() {
    let base = base();
    let used: BTreeSet<_> =
        base.causes.iter().flat_map(|cause| &cause.steps).chain(&base.checklist).collect();
    let lost: Vec<_> = base.steps.keys().filter(|step| !used.contains(step)).collect();
    assert!(lost.is_empty(), "no cause leads to {lost:?}");
}

#[test]
fn no_exact_text_is_asserted_that_nobody_has_seen() {
    for screen in base().screens.iter().filter(|screen| screen.grade == Grade::D) {
        assert_eq!(screen.text, None, "{} is of grade D", screen.id);
    }
}

#[test]
fn all_complaints_come_at_once_with_file_line_and_column() {
    let complaints = changed("icloud-storage-full.toml", |text| {
        text.replacen("steps = [", "steps = [\"fly_to_the_moon\", ", 1).replacen(
            "storage_full",
            "storage_ful",
            1,
        )
    });
    let told = complaints.to_string();
    assert!(told.contains("icloud-storage-full.toml:") && told.contains("fly_to_the_moon"), "{told}");
    assert!(told.contains("unknown family \"storage_ful\""), "{told}");
    assert!(complaints.0.iter().all(|complaint| complaint.place.is_some()), "{told}");
}

#[test]
fn an_unknown_key_is_refused_with_its_place() {
    let told = changed("ios-bug.toml", |text| format!("colour = \"blue\"\n{text}")).to_string();
    assert!(told.starts_with("ios-bug.toml:1:1: unknown field `colour`"), "{told}");
}

#[test]
fn a_cause_without_examples_is_refused() {
    let told = changed("ios-bug.toml", |text| {
        let before = text.split("[examples]").next().unwrap();
        format!("{before}[examples]\nyes = []\nno = []\n")
    })
    .to_string();
    assert!(
        told.contains("at least 3 `yes` examples") && told.contains("at least 2 `no` examples"),
        "{told}"
    );
}

#[test]
fn a_folder_without_patterns_is_refused_in_a_sentence() {
    let told = KnowledgeBase::load(&[]).unwrap_err().to_string();
    assert!(told.contains("holds no .toml file"), "{told}");
}
