//! The order of steps and its safety, over whole conversations.

use std::sync::LazyLock;

use super::*;
use crate::knowledge::{KnowledgeBase, Level, Needs, StepId};
use crate::triage::case::Escalation;
use crate::triage::order;

const DAMAGED: &str = "icloud backup fails, old one damaged";
const UNKNOWN: &str = "my icloud backup fails";

fn shown(talk: &Conversation) -> Vec<String> {
    talk.case().steps.iter().map(|record| record.step.to_string()).collect()
}

/// Presses `Didn't help` until a person is called; how often that was.
fn press_on(talk: &mut Conversation) -> usize {
    for presses in 1..100 {
        assert!(talk.offered().contains(&Choice::DidntHelp), "nothing to press in:\n{}", talk.heard());
        talk.press(Choice::DidntHelp);
        if talk.stage() == Stage::Escalated {
            return presses;
        }
    }
    panic!("no person after a hundred presses");
}

#[test]
fn at_most_twenty_presses_of_didnt_help_reach_a_person() {
    for opening in
        [UNKNOWN, DAMAGED, "icloud backup fails, icloud full and wifi drops", "backup fails, wifi drops"]
    {
        let mut talk = Conversation::opened(opening);
        let presses = press_on(&mut talk);
        assert!(presses <= 20, "{presses} presses after {opening:?}");
        assert!(talk.card().is_some(), "no card after {opening:?}");
    }
}

#[test]
fn a_cause_is_followed_in_its_own_order() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full");
    press_on(&mut talk);
    let wanted = ["check_storage", "free_icloud_items", "delete_other_backups", "upgrade_plan"];
    assert_eq!(shown(&talk), wanted, "the question about a computer backup is no step of its own");
}

#[test]
fn several_causes_are_merged_from_easy_to_disruptive() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, wifi drops");
    talk.hears("Trouble with full").hears("Trouble with wifi");
    press_on(&mut talk);
    let shown = shown(&talk);
    let at = |step: &str| shown.iter().position(|one| one == step).expect(step);
    assert!(at("check_wifi") < at("free_icloud_items"), "{shown:?}");
    assert!(at("other_network") < at("delete_other_backups"), "{shown:?}");
    assert!(at("free_icloud_items") < at("upgrade_plan"), "each cause keeps its own order: {shown:?}");
    assert_eq!(at("contact_apple"), shown.len() - 1, "asking others comes last: {shown:?}");
}

#[test]
fn without_a_cause_the_checklist_is_followed() {
    let talk = Conversation::opened(UNKNOWN);
    assert_eq!(talk.step(), Some(KNOWLEDGE.checklist[0].as_str()));
    assert!(!talk.offered().contains(&Choice::NotMyProblem), "there is no cause to refuse");
}

#[test]
fn a_step_that_was_tried_is_left_out_and_named_once() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged, already restarted");
    talk.hears("You have already restarted, so I leave that out.");
    assert_eq!(talk.case().table, crate::triage::case::Table::ComputerBackup, "the restart is passed over");
    talk.press(Choice::HaveComputerBackup).does_not_hear("already restarted");
}

#[test]
fn a_step_for_newer_versions_is_left_out_on_an_old_one() {
    let step =
        KNOWLEDGE.steps.values().find(|step| step.ios.0.is_some()).expect("a step has a first version");
    let mut talk = Conversation::opened("icloud backup fails, icloud full");
    let mut case = talk.case.take().expect("a case");
    case.causes.clear();
    case.steps.clear();
    let mut base = KNOWLEDGE.clone();
    base.checklist = vec![step.id.clone()];
    case.intake.ios_version = crate::intake::Field::Known("9.3".to_owned());
    assert_eq!(next(&base, &case), order::Next::Person(Escalation::StepsExhausted));
    case.intake.ios_version = crate::intake::Field::Unknown;
    assert_eq!(next(&base, &case), order::Next::Step(step));
}

/// What comes next where nobody has set anything.
fn next<'k>(base: &'k KnowledgeBase, case: &Case) -> order::Next<'k> {
    static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);
    order::next(&Context::new(base, &READER, &SETTINGS, case.opened_at), case)
}

#[test]
fn erasing_is_never_offered_without_a_confirmed_computer_backup() {
    let mut talk = Conversation::opened(DAMAGED);
    press_on(&mut talk);
    assert!(!shown(&talk).contains(&"erase_restore".to_owned()), "{:?}", shown(&talk));
    assert_eq!(talk.case().escalation, Some(Escalation::DataAtRisk));

    let mut talk = Conversation::opened(DAMAGED);
    talk.press(Choice::DidntHelp).press(Choice::HaveComputerBackup);
    press_on(&mut talk);
    assert!(shown(&talk).contains(&"erase_restore".to_owned()), "{:?}", shown(&talk));
    assert_eq!(talk.case().escalation, Some(Escalation::StepsExhausted));
}

#[test]
fn what_can_lose_data_carries_its_caution() {
    let mut talk = Conversation::opened(DAMAGED);
    talk.press(Choice::DidntHelp).press(Choice::NoComputerBackup);
    let caution = talk.messages()[0].blocks.iter().find_map(|block| match block {
        Block::Step { caution, .. } => caution.clone(),
        Block::Text(_) | Block::Quote(_) | Block::Fields { .. } => None,
    });
    assert_eq!(talk.step(), Some("delete_this_backup"));
    assert!(caution.is_some(), "no caution in:\n{}", talk.heard());
}

#[test]
fn a_level_that_can_lose_data_is_gated_even_where_the_file_forgets_to() {
    let mut step = KNOWLEDGE.steps[&StepId::from("restart")].clone();
    step.needs = None;
    for (level, wanted) in [
        (Level::Erase, Some(Needs::ConfirmedComputerBackup)),
        (Level::Reset, Some(Needs::ComputerBackup)),
        (Level::SignOut, Some(Needs::ComputerBackup)),
        (Level::Delete, Some(Needs::ComputerBackup)),
        (Level::Restart, None),
    ] {
        step.level = level;
        assert_eq!(order::needs(&step), wanted, "{level:?}");
    }
}
