//! Claim, release, note, priority, reclassify, ask, resolve, close, reopen, show, brief.

use cloudmedic::triage::case::{Happening, Outcome, Priority};
use cloudmedic::triage::{Right, RoleId, Settings, Stage};
use jiff::SignedDuration;

use super::{FULL, card_says, case, escalated, member_reads, thinks};
use crate::discord::town::{Town, settings};
use crate::support::sim::{Fault, Mention, World, ids};

#[test]
fn a_case_is_claimed_and_given_back() {
    let town = Town::open();
    let (thread, card) = escalated(&town);
    assert_eq!(case(&town, "claim", &[("number", "1")]), "Case 1 is yours now.");
    card_says(&town, &card, &format!("<@{}> has it", ids::MODERATOR));
    member_reads(&town, thread, "A helper has your case now");
    let again = case(&town, "claim", &[("number", "1")]);
    assert!(again.contains("yours already"), "{again}");
    let back = case(&town, "release", &[("number", "1")]);
    assert!(back.contains("back in the queue"), "{back}");
    card_says(&town, &card, "Waiting for a helper");
    let case = town.case_of(ids::ANNA).unwrap();
    assert_eq!((case.stage, case.owner), (Stage::Escalated, None));
}

#[test]
fn a_slow_disk_or_a_busy_discord_costs_no_acknowledgement() {
    let town = Town::open();
    escalated(&town);
    town.sim.fail_next("PATCH", "/webhooks/*/*/messages/@original", Fault::Delay(1500));
    let run = town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "case claim", &[("number", "1")]);
    assert!(thinks(&run.answer()));
    assert_eq!(run.message().text(), "Case 1 is yours now.");
}

#[test]
fn a_note_is_for_staff_only() {
    let town = Town::open();
    let (thread, _) = escalated(&town);
    let before = town.sim.bot_messages(thread).len();
    let said = case(&town, "note", &[("number", "1"), ("text", "shares a plan with her *brother*")]);
    assert!(said.contains("Only the staff"), "{said}");
    let shown = case(&town, "show", &[("number", "1")]);
    assert!(shown.contains("shares a plan with her") && shown.contains("brother"), "{shown}");
    town.sim.quiet(200);
    assert_eq!(town.sim.bot_messages(thread).len(), before);
    let notes = town.case_of(ids::ANNA).unwrap().notes;
    assert_eq!(notes[0].by.map(|by| by.0), Some(ids::MODERATOR));
}

#[test]
fn a_priority_shows_where_the_case_is_looked_at() {
    let town = Town::open();
    escalated(&town);
    let said = case(&town, "priority", &[("number", "1"), ("level", "Urgent")]);
    assert!(said.contains("urgent"), "{said}");
    assert_eq!(town.case_of(ids::ANNA).unwrap().priority, Priority::Urgent);
    assert!(case(&town, "show", &[("number", "1")]).contains("urgent"));
    assert!(case(&town, "list", &[]).contains("Urgent"));
    let same = case(&town, "priority", &[("number", "1"), ("level", "Urgent")]);
    assert!(same.contains("already"), "{same}");
}

#[test]
fn a_case_is_filed_under_what_it_is_really_about_and_that_is_a_correction() {
    let town = Town::open();
    escalated(&town);
    let said = case(&town, "reclassify", &[("number", "1"), ("cause", "wifi-unstable")]);
    let title = &town.bot().known.base.cause(&"wifi-unstable".into()).unwrap().title;
    assert!(said.contains(title.as_str()), "{said}");
    assert!(case(&town, "show", &[("number", "1")]).contains(title.as_str()));
    let kept: Vec<_> = town.bot().store.corrections(None).map(Result::unwrap).collect();
    assert_eq!((kept.len(), kept[0].text.as_str()), (1, FULL));
    case(&town, "reclassify", &[("number", "1"), ("cause", "off-topic")]);
    let kept: Vec<_> = town.bot().store.corrections(None).map(Result::unwrap).collect();
    assert_eq!((kept.len(), &kept[0].right), (1, &Right::OffTopic));
}

#[test]
fn a_question_reaches_the_member() {
    let town = Town::open();
    let (thread, _) = escalated(&town);
    let said = case(&town, "ask", &[("number", "1"), ("text", "which plan do you have? @everyone")]);
    assert!(said.contains("on its way to the member"), "{said}");
    let asked = member_reads(&town, thread, "which plan do you have");
    assert!(asked.mentions_that_fired.is_empty());
}

#[test]
fn a_case_is_solved_by_the_step_that_worked() {
    let town = Town::open();
    let (thread, _) = escalated(&town);
    let shown = town.case_of(ids::ANNA).unwrap().steps[0].step.to_string();
    case(&town, "resolve", &[("number", "1"), ("step", &shown)]);
    member_reads(&town, thread, "marked this as solved");
    let case = town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
    assert_eq!(case.steps[0].outcome, Outcome::Worked);
}

#[test]
fn a_case_is_solved_without_saying_how() {
    let town = Town::open();
    escalated(&town);
    assert_eq!(case(&town, "resolve", &[("number", "1")]), "Case 1 is marked as solved.");
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Resolved);
}

#[test]
fn a_case_is_closed_unsolved_and_opened_again() {
    let town = Town::open();
    let (thread, card) = escalated(&town);
    let said = case(&town, "close", &[("number", "1")]);
    assert!(said.contains("closed"), "{said}");
    member_reads(&town, thread, "A helper has closed this case");
    card_says(&town, &card, "a helper has closed it");
    let said = case(&town, "reopen", &[("number", "1")]);
    assert!(said.contains("open again"), "{said}");
    let reopened = town.case_of(ids::ANNA).unwrap();
    assert_eq!(reopened.number.map(|number| number.0), Some(1));
    assert!(reopened.history.iter().any(|entry| entry.what == Happening::Reopened));
    let open = case(&town, "reopen", &[("number", "1")]);
    assert!(open.contains("open already"), "{open}");
}

#[test]
fn the_brief_is_one_block_to_copy_with_nothing_else_of_the_member() {
    let town = Town::open();
    escalated(&town);
    let brief = case(&town, "brief", &[("number", "1")]);
    for part in ["```text", "17.4", "iPhone 12", "Step 1", "getsupport.apple.com"] {
        assert!(brief.contains(part), "{part:?} is missing in:\n{brief}");
    }
    assert!(!brief.contains(&ids::ANNA.to_string()) && !brief.contains("anna"), "{brief}");
}

#[test]
fn a_case_that_nobody_claims_is_called_out_once_more_with_its_number_and_its_place() {
    let pinged = Settings { ping: Some(RoleId(ids::MODERATORS)), ..settings() };
    let town = Town::with(World::support_server(), pinged);
    let (thread, card) = escalated(&town);
    town.pass(SignedDuration::from_hours(5));
    let reminder = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.reference == Some(card.id));
    for part in ["**Case 1**", "nobody has claimed it", &thread.to_string()] {
        assert!(reminder.text().contains(part), "{part:?} is missing in:\n{}", reminder.text());
    }
    assert_eq!(reminder.mentions_that_fired, [Mention::Role(ids::MODERATORS)]);
}
