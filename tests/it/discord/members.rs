//! What members see: one reply that helps, a thread that goes on, and silence where nothing is wrong.

use cloudmedic::intake::Field;
use cloudmedic::triage::{Stage, case::Outcome};

use super::town::{Town, known, settings, two_servers};
use crate::support::sim::{Answer, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";

#[test]
fn a_failing_backup_gets_one_reply_with_cause_reason_step_and_buttons() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    for part in
        ["iCloud storage is full", "> not enough icloud storage", "Step 1", "Settings > [your name] > iCloud"]
    {
        assert!(reply.text().contains(part), "{part:?} is missing in:\n{}", reply.text());
    }
    assert_eq!(reply.buttons()[..4], ["Fixed it", "Didn't help", "Not my problem", "Talk to a person"]);
    assert!(reply.mentions_that_fired.is_empty(), "{:?}", reply.mentions_that_fired);
}

#[test]
fn the_talk_goes_on_in_a_thread_of_the_message_and_brings_its_author_in() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    assert!(town.sim.threads_of(ids::HELP).is_empty(), "nobody needs a thread yet");
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let next = town.sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
    assert!(next.pinged(ids::ANNA), "the author is brought into the thread");
    // Free text in the thread is understood as well as a press, and pings nobody any more.
    town.sim.post(ids::ANNA, asked.id, "no that didnt help");
    let third = town.sim.wait_for_bot_message(asked.id, |message| message.id > next.id);
    assert!(third.mentions_that_fired.is_empty());
    let case = town.case_of(ids::ANNA).unwrap();
    assert_eq!(case.steps.iter().filter(|step| step.outcome == Outcome::DidNotHelp).count(), 2);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1, "the channel stays readable");
}

#[test]
fn small_talk_other_bots_and_other_channels_are_left_alone() {
    let town = Town::open();
    town.sim.post(ids::ANNA, ids::HELP, "good morning everyone, how are you");
    town.sim.post(ids::OTHER_BOT, ids::HELP, FULL);
    town.sim.post(ids::ANNA, ids::GENERAL, FULL);
    town.sim.post(ids::BEN, ids::HELP, "how do i restore from an icloud backup?");
    // What comes after them has been answered, so they have been heard.
    let asked = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.quiet(100);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1);
    assert!(town.sim.bot_messages(ids::GENERAL).is_empty());
}

#[test]
fn a_mention_and_a_report_are_answered_anywhere() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::GENERAL, &format!("<@{}> hello?", ids::BOT));
    town.reply_to(asked.id);
    let Answer::Message(report) =
        town.sim.command(ids::BEN, ids::GENERAL, "backup report", &[("problem", FULL)]).answer()
    else {
        panic!("a report is a message");
    };
    assert!(report.text().contains("Ben") && !report.ephemeral(), "{}", report.text());
    let reply = town.reply_to(report.id);
    assert!(reply.text().contains("iCloud storage is full"), "{}", reply.text());
}

#[test]
fn a_report_without_words_is_a_form_and_what_is_filled_in_counts() {
    let town = Town::open();
    let Answer::Modal(form) = town.sim.command(ids::BEN, ids::HELP, "backup report", &[]).answer() else {
        panic!("a report without words is a form");
    };
    let labels: Vec<String> = form.inputs.iter().map(|input| input.label.clone()).collect();
    town.sim.submit(
        ids::BEN,
        &form,
        &[(&labels[0], FULL), (&labels[1], "iphone 13, 17.4.1"), (&labels[3], "2 weeks")],
    );
    let case = town.wait_for_case(ids::BEN, |case| known(&case.intake.ios_version).is_some());
    assert_eq!(known(&case.intake.ios_version), Some("17.4.1"));
    assert!(matches!(case.intake.duration, Field::Known(_)));
}

#[test]
fn status_help_and_the_summary_are_for_one_persons_eyes() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    let status = town.sim.command(ids::ANNA, ids::HELP, "backup status", &[]);
    let told = status.message();
    assert!(told.ephemeral() && told.text().contains("iCloud storage is full"), "{}", told.text());
    let none = town.sim.command(ids::BEN, ids::HELP, "backup status", &[]).message();
    assert!(none.ephemeral() && none.text().contains("no case"), "{}", none.text());
    let help = town.sim.command(ids::BEN, ids::HELP, "backup help", &[("topic", "common-reasons")]).message();
    assert!(help.ephemeral() && help.text().contains("iCloud storage is full"), "{}", help.text());
    town.sim.press(ids::ANNA, reply.id, "Talk to a person");
    let called = town
        .sim
        .wait_for_bot_message(asked.id, |message| message.buttons().contains(&"Summary for Apple".into()));
    let summary = town.sim.press(ids::ANNA, called.id, "Summary for Apple").message();
    assert!(summary.ephemeral() && summary.text().contains("Summary for Apple"), "{}", summary.text());
}

#[test]
fn only_the_author_and_staff_can_use_the_buttons_of_a_case() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    let refused = town.sim.press(ids::BEN, reply.id, "Fixed it").message();
    assert!(refused.ephemeral() && refused.text().contains("somebody else's case"), "{}", refused.text());
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Fixing);
    town.sim.press(ids::HELPER, reply.id, "Fixed it");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
}

#[test]
fn an_edit_adds_facts_and_a_deleted_message_ends_the_case() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.edit(ids::ANNA, asked.id, &format!("{FULL}, iphone 13 on ios 17.4"));
    town.wait_for_case(ids::ANNA, |case| known(&case.intake.ios_version) == Some("17.4"));
    town.sim.quiet(100);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1, "an edit gets no second answer");
    town.sim.delete_message(ids::ANNA, asked.id);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
}

#[test]
fn a_thread_that_is_locked_or_archived_by_hand_ends_the_case_and_one_that_fell_asleep_does_not() {
    for what in ["locked", "archived", "fell asleep"] {
        let town = Town::open();
        let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
        let reply = town.reply_to(asked.id);
        town.sim.press(ids::ANNA, reply.id, "Didn't help");
        let next = town.sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
        if what == "locked" {
            town.sim.lock_thread(ids::MODERATOR, asked.id, true);
            town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
        } else if what == "archived" {
            town.sim.archive_thread(ids::MODERATOR, asked.id, true);
            town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
        } else {
            // With a person called, no clock of the bot closes it meanwhile.
            town.sim.press(ids::ANNA, next.id, "Talk to a person");
            town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Escalated);
            town.pass(jiff::SignedDuration::from_hours(24 * 8));
            town.sim.auto_archive(asked.id);
            town.sim.quiet(200);
            assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
        }
    }
}

#[test]
fn a_solved_post_gets_its_tag_and_words_in_it_open_the_case_again() {
    let town = Town::open();
    let post = town.sim.create_post(ids::ANNA, ids::FORUM, "help", FULL);
    let reply = town.sim.wait_for_bot_message(post.channel, |message| !message.buttons().is_empty());
    town.sim.press(ids::ANNA, reply.id, "Fixed it");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
    town.sim.wait_for("the tag", |state| {
        state.world.channels[&post.channel].applied_tags.contains(&ids::SOLVED_TAG).then_some(())
    });
    town.sim.post(ids::ANNA, post.channel, "no it still fails");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Fixing);
    town.sim.wait_for("the tag to go", |state| {
        (!state.world.channels[&post.channel].applied_tags.contains(&ids::SOLVED_TAG)).then_some(())
    });
}

#[test]
fn the_author_can_dismiss_a_reply() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    let refused = town.sim.message_command(ids::BEN, reply.id, "Dismiss this reply").message();
    assert!(refused.text().contains("somebody else's case"), "{}", refused.text());
    town.sim.message_command(ids::ANNA, reply.id, "Dismiss this reply");
    town.sim.wait_for("the reply to go", |_| town.sim.message(reply.id).is_none().then_some(()));
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
    // The same again within the hour is not answered a second time.
    town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.sim.quiet(300);
    assert!(town.sim.bot_messages(ids::HELP).is_empty());
}

#[test]
fn staff_are_not_answered_but_the_first_of_them_is_told_why_once() {
    let town = Town::open();
    let tried = town.sim.post(ids::ADMIN, ids::HELP, FULL);
    let hint = town.reply_to(tried.id);
    assert!(hint.text().contains("members only"), "{}", hint.text());
    town.sim.post(ids::MODERATOR, ids::HELP, FULL);
    town.sim.post(ids::HELPER, ids::HELP, FULL);
    town.sim.quiet(300);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1);
    assert!(town.case_of(ids::ADMIN).is_none());
}

#[test]
fn a_moderator_can_have_a_message_triaged() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::GENERAL, FULL);
    let begun = town.sim.message_command(ids::MODERATOR, asked.id, "Triage this message").message();
    assert!(begun.ephemeral(), "{}", begun.text());
    let reply = town.reply_to(asked.id);
    assert!(reply.text().contains("iCloud storage is full"));
    let chatter = town.sim.post(ids::BEN, ids::GENERAL, "what a lovely day");
    let nothing = town.sim.message_command(ids::MODERATOR, chatter.id, "Triage this message").message();
    assert!(nothing.text().contains("do not see a failing"), "{}", nothing.text());
}

#[test]
fn a_picture_with_too_few_words_is_answered_once_a_day_with_a_request_for_words() {
    let town = Town::open();
    let picture = |words: &str| {
        town.sim.post_with(ids::ANNA, ids::HELP, |draft| {
            draft.text = words.to_owned();
            draft.attach("screen.png", Some("image/png"), &[137, 80, 78, 71]);
        })
    };
    let first = picture("icloud backup");
    let reply = town.reply_to(first.id);
    assert!(reply.text().contains("words"), "{}", reply.text());
    picture("icloud backup look");
    town.sim.quiet(300);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1, "once a day");
}

#[test]
fn a_pasted_text_file_is_read_and_one_that_is_too_big_is_not() {
    let town = Town::open();
    let asked = town.sim.post_with(ids::ANNA, ids::HELP, |draft| {
        draft.attach("message.txt", Some("text/plain; charset=utf-8"), FULL.as_bytes());
    });
    let reply = town.reply_to(asked.id);
    assert!(reply.text().contains("iCloud storage is full"));
    let big = format!("{FULL}\n{}", "x".repeat(100_000));
    town.sim.post_with(ids::BEN, ids::HELP, |draft| {
        draft.attach("message.txt", Some("text/plain"), big.as_bytes());
    });
    let after = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(after.id);
    town.sim.quiet(200);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 2);
}

#[test]
fn a_direct_message_belongs_to_the_server_where_the_bot_knows_the_person() {
    let town = Town::open();
    let asked = town.sim.dm(ids::ANNA, FULL);
    let reply = town.sim.wait_for_bot_message(asked.channel, |message| !message.buttons().is_empty());
    assert!(reply.text().contains("iCloud storage is full"));
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    town.sim.wait_for_bot_message(asked.channel, |message| message.id > reply.id);
}

#[test]
fn a_member_can_take_everything_along_and_have_it_deleted() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    let export = town.sim.command(ids::ANNA, ids::HELP, "privacy export", &[]).message();
    assert!(export.ephemeral() && export.attachments.len() == 1, "{}", export.text());
    let deleted = town.sim.command(ids::ANNA, ids::HELP, "privacy delete", &[]).message();
    assert!(deleted.text().contains("is deleted"), "{}", deleted.text());
    assert!(town.case_of(ids::ANNA).is_none());
    let nothing = town.sim.command(ids::ANNA, ids::HELP, "privacy export", &[]).message();
    assert!(nothing.text().contains("keep nothing"), "{}", nothing.text());
}

#[test]
fn what_a_person_wrote_never_mentions_links_or_formats() {
    let town = Town::open();
    let nasty = "@everyone <@&1170000000000001001> my iphone wont back up to icloud, it says **not enough icloud storage** since monday [free](https://evil.example) discord.gg/abc";
    let asked = town.sim.post(ids::ANNA, ids::HELP, nasty);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Talk to a person");
    let card = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |_| true);
    for message in [&reply, &card] {
        assert!(message.mentions_that_fired.is_empty(), "{:?}", message.mentions_that_fired);
        assert!(!message.text().contains("](https://evil"), "{}", message.text());
    }
}

#[test]
fn what_was_tried_can_be_picked_from_a_menu() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, "my icloud backup keeps failing, no idea why");
    let reply = town.reply_to(asked.id);
    let menu = reply.selects()[0]["custom_id"].as_str().unwrap().to_owned();
    let options = reply.options();
    town.sim.select(ids::ANNA, reply.id, &menu, &[options[0].as_str(), options[1].as_str()]);
    let case = town.wait_for_case(ids::ANNA, |case| case.intake.steps_tried.len() == 2);
    assert!(case.intake.steps_answered || !case.intake.steps_tried.is_empty());
}

#[test]
fn the_same_again_in_the_same_channel_gets_no_second_answer() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.post(ids::ANNA, ids::HELP, "anyone?? backup says not enough icloud storage");
    let other = town.sim.post(ids::BEN, ids::HELP, FULL);
    town.reply_to(other.id);
    town.sim.quiet(200);
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 2);
}

#[test]
fn somebody_who_is_in_two_servers_is_asked_which_one_a_direct_message_is_about() {
    let (world, _, _) = two_servers();
    let town = Town::with(world, settings());
    let asked = town.sim.dm(ids::ANNA, FULL);
    let which = town.sim.wait_for_bot_message(asked.channel, |message| !message.selects().is_empty());
    assert_eq!(which.options().len(), 2, "{:?}", which.options());
    let menu = which.selects()[0]["custom_id"].as_str().unwrap().to_owned();
    town.sim.select(ids::ANNA, which.id, &menu, &["Backup Help"]);
    let reply = town.sim.wait_for_bot_message(asked.channel, |message| !message.buttons().is_empty());
    assert!(reply.text().contains("iCloud storage is full"), "{}", reply.text());
    assert!(town.case_of(ids::ANNA).is_some());
}

#[test]
fn somebody_who_left_unnoticed_is_not_spoken_to_days_later() {
    let town = Town::open();
    let post = town.sim.create_post(ids::ANNA, ids::FORUM, "help", FULL);
    town.sim.wait_for_bot_message(post.channel, |message| !message.buttons().is_empty());
    town.sim.post(ids::ANNA, post.channel, "ok i will check tomorrow");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Waiting);
    town.sim.quiet(200);
    let before = town.sim.bot_messages(post.channel).len();
    town.sim.leave(ids::GUILD, ids::ANNA);
    town.pass(jiff::SignedDuration::from_hours(37));
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
    assert_eq!(town.sim.bot_messages(post.channel).len(), before);
}
