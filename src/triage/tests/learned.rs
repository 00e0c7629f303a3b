//! The order of steps follows what helped, where that is clear, and what moderators have pinned.

use super::*;
use crate::knowledge::{Cause, KnowledgeBase, Level, Step, StepId};
use crate::triage::learned::{Learned, Tried};
use crate::triage::{ENOUGH, Why, order_of};

/// A cause of three steps that disturb equally, and one that disturbs more.
fn cause() -> (KnowledgeBase, Cause) {
    let mut base = KNOWLEDGE.clone();
    let restart = base.steps[&StepId::from("restart")].clone();
    for (id, level) in [("a", Level::Look), ("b", Level::Look), ("c", Level::Look), ("d", Level::Toggle)] {
        base.steps.insert(StepId::from(id), Step { id: StepId::from(id), level, ..restart.clone() });
    }
    let steps = ["a", "b", "c", "d"].map(StepId::from).to_vec();
    let cause = Cause { steps, ..base.causes[0].clone() };
    (base, cause)
}

fn learned(cause: &Cause, tried: &[(&str, u64, u64)]) -> Learned {
    let of = |&(step, helped, did_not): &(&str, u64, u64)| {
        let key = (Some(cause.id.clone()), StepId::from(step));
        (key, Tried { shown: helped + did_not, helped, did_not })
    };
    Learned { steps: tried.iter().map(of).collect() }
}

fn order(settings: &Settings, tried: &[(&str, u64, u64)]) -> String {
    let (base, cause) = cause();
    let learned = learned(&cause, tried);
    let order = order_of(&base, settings, Some(&learned), &cause);
    let letter = |why| match why {
        Why::Written => "",
        Why::Pinned => "!",
        Why::Learned => "*",
    };
    order.iter().map(|one| format!("{}{}", one.step.id, letter(one.why))).collect::<Vec<_>>().join(" ")
}

#[test]
fn without_evidence_the_written_order_stays() {
    let settings = Settings::default();
    assert_eq!(order(&settings, &[]), "a b c d");
    assert_eq!(order(&settings, &[("c", ENOUGH - 1, 0), ("a", 0, 500)]), "a b c d", "too few have said of c");
    assert_eq!(order(&settings, &[("a", 40, 60), ("b", 50, 50)]), "a b c d", "the intervals touch");
}

#[test]
fn what_has_clearly_helped_more_often_goes_first_within_its_level() {
    let settings = Settings::default();
    assert_eq!(order(&settings, &[("a", 5, 95), ("c", 60, 40)]), "b* c* a* d");
    assert_eq!(order(&settings, &[("a", 5, 95), ("b", 30, 70), ("c", 60, 40)]), "c* b a* d");
    assert_eq!(order(&settings, &[("a", 0, 1000), ("d", 1000, 0)]), "a b c d", "d disturbs more than a");
}

#[test]
fn a_pinned_order_goes_before_what_was_learned_and_stays_within_its_level() {
    let (_, cause) = cause();
    let mut settings = Settings::default();
    settings.pinned.insert(cause.id.clone(), ["d", "b", "a"].map(StepId::from).to_vec());
    assert_eq!(order(&settings, &[("a", 5, 95), ("c", 60, 40)]), "b! a! c d!");
}

#[test]
fn a_server_can_keep_to_the_written_order() {
    let settings = Settings { learned_order: false, ..Settings::default() };
    assert_eq!(order(&settings, &[("a", 5, 95), ("c", 60, 40)]), "a b c d");
}

#[test]
fn every_cause_keeps_its_steps_and_their_levels_whatever_was_learned() {
    for cause in &KNOWLEDGE.causes {
        let all = learned_at_random(cause);
        let order = order_of(&KNOWLEDGE, &Settings::default(), Some(&all), cause);
        let levels = |steps: &[StepId]| steps.iter().map(|id| KNOWLEDGE.steps[id].level).collect::<Vec<_>>();
        let ids: Vec<StepId> = order.iter().map(|one| one.step.id.clone()).collect();
        assert_eq!(levels(&ids), levels(&cause.steps), "{}", cause.id);
        let sorted = |mut ids: Vec<StepId>| {
            ids.sort();
            ids
        };
        assert_eq!(sorted(ids), sorted(cause.steps.clone()), "{}", cause.id);
    }
}

/// Numbers that differ from step to step, and are the same each time.
fn learned_at_random(cause: &Cause) -> Learned {
    let of = |(place, step): (usize, &StepId)| {
        let helped = u64::try_from(place * 7919 % 97).unwrap();
        ((Some(cause.id.clone()), step.clone()), Tried { shown: 200, helped, did_not: 100 - helped })
    };
    Learned { steps: cause.steps.iter().enumerate().map(of).collect() }
}
