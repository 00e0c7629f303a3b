//! Cases whose cause or step is gone: the knowledge was exchanged while they were open. They go on with what is known.

use super::*;
use crate::knowledge::{CauseId, StepId};
use crate::triage::case::{Outcome, Table};

/// The knowledge without these causes and steps, as an operator leaves it who takes them out.
fn without(causes: &[&str], steps: &[&str]) -> (&'static KnowledgeBase, &'static Reader) {
    let mut base = KNOWLEDGE.clone();
    let stays = |step: &StepId| !steps.contains(&step.as_str());
    base.causes.retain(|cause| !causes.contains(&cause.id.as_str()));
    base.causes.iter_mut().for_each(|cause| cause.steps.retain(stays));
    base.checklist.retain(stays);
    base.steps.retain(|step, _| stays(step));
    let reader = Reader::new(&base);
    (Box::leak(Box::new(base)), Box::leak(Box::new(reader)))
}

const BOTH: &str = "icloud backup fails, icloud full, wifi drops";
const CLOSE: &str = "icloud backup fails, never at night, same place";

#[test]
fn a_step_that_is_gone_is_answered_like_any_other() {
    for (choice, stage) in [(Choice::FixedIt, Stage::Resolved), (Choice::TalkToAPerson, Stage::Escalated)] {
        let mut talk = Conversation::opened(FULL);
        talk.known = without(&[], &["check_storage"]);
        assert_eq!(talk.press(choice).stage(), stage);
    }
    let mut talk = Conversation::opened(FULL);
    talk.known = without(&[], &["check_storage"]);
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.step(), Some("free_icloud_items"));
    assert_eq!(talk.case().steps[0].outcome, Outcome::DidNotHelp, "what was said of it counts");
}

#[test]
fn whoever_asks_for_a_step_that_is_gone_gets_the_next_one() {
    let mut talk = Conversation::opened(FULL);
    talk.known = without(&[], &["check_storage"]);
    talk.say("icloud backup fails").hears("2. Make room in iCloud").does_not_hear("check_storage");
    assert_eq!(talk.step(), Some("free_icloud_items"));
    assert_eq!(talk.case().steps[0].outcome, Outcome::Skipped);
}

#[test]
fn when_the_cause_is_gone_the_next_one_follows_and_then_the_checklist() {
    let mut talk = Conversation::opened(BOTH);
    talk.known = without(&["full"], &[]);
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.step(), Some("check_wifi"));

    let mut talk = Conversation::opened(FULL);
    talk.known = without(&["full"], &[]);
    talk.press(Choice::DidntHelp);
    assert_eq!(talk.step(), Some(KNOWLEDGE.checklist[0].as_str()));
    assert_eq!(talk.stage(), Stage::Fixing);
}

#[test]
fn not_my_problem_passes_over_a_cause_that_is_gone() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, wifi drops, never at night");
    let second = talk.case().causes[1].id.clone();
    let third = talk.case().causes[2].id.clone();
    talk.known = without(&[second.as_str()], &[]);
    talk.press(Choice::NotMyProblem).hears(&format!("Trouble with {third}")).does_not_hear("something else");
}

#[test]
fn a_choice_of_a_cause_that_is_gone_leads_to_the_other_one() {
    let mut talk = Conversation::opened(CLOSE);
    talk.known = without(&["night"], &[]);
    talk.press(Choice::ThisCause("night".into())).does_not_hear("we start there");
    assert_eq!(talk.step(), Some("restart"), "the first step of the other cause");
}

#[test]
fn only_causes_that_are_known_are_offered_and_without_any_a_step_follows() {
    let mut talk = Conversation::opened(CLOSE);
    talk.known = without(&["night"], &[]);
    talk.say("icloud backup fails").hears("Trouble with app").does_not_hear("night");
    let offered = talk.offered();
    assert!(offered.contains(&Choice::ThisCause("app".into())), "{offered:?}");
    assert!(!offered.contains(&Choice::ThisCause("night".into())), "{offered:?}");

    talk.known = without(&["night", "app"], &[]);
    talk.say("icloud backup fails");
    assert_eq!(talk.step(), Some(KNOWLEDGE.checklist[0].as_str()));
    assert!(matches!(talk.case().table, Table::Step(_)), "{:?}", talk.case().table);
}

#[test]
fn a_person_who_is_called_sees_what_was_tried_and_nothing_is_lost_of_the_case() {
    let mut talk = Conversation::opened(BOTH);
    talk.press(Choice::DidntHelp);
    talk.known = without(&["full"], &["check_storage"]);
    talk.press(Choice::TalkToAPerson);
    let card = plain(talk.card().expect("a card"));
    assert!(card.contains("Trouble with wifi") && !card.contains("Trouble with full"), "{card}");
    for id in [" full (", "check_storage"] {
        assert!(card.contains(id), "what has no title any more goes by its id:\n{card}");
    }
    let causes: Vec<&CauseId> = talk.case().causes.iter().map(|cause| &cause.id).collect();
    assert!(causes.contains(&&CauseId::from("full")), "what was found stays with the case: {causes:?}");
}

#[test]
fn nothing_that_a_member_can_do_breaks_when_everything_they_saw_is_gone() {
    let steps: Vec<&str> = KNOWLEDGE.causes.iter().flat_map(|one| &one.steps).map(StepId::as_str).collect();
    let gone = without(&["full", "wifi", "night", "app"], &steps);
    let words =
        ["done", "what?", "icloud backup fails", "icloud full", "i dont know", "thanks", "it works now"];
    for opening in [FULL, BOTH, CLOSE] {
        for press in [
            Choice::FixedIt,
            Choice::DidntHelp,
            Choice::NotMyProblem,
            Choice::CheckTomorrow,
            Choice::NoneOfThese,
            Choice::ThisCause("night".into()),
            Choice::TalkToAPerson,
        ] {
            let mut talk = Conversation::opened(opening);
            talk.known = gone;
            talk.press(press);
            for words in words {
                talk.say(words);
            }
            // Every step on the way is looked at: a case that contradicts itself is caught there.
            talk.later(48);
        }
    }
}
