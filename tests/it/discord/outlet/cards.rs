//! What moderators see, and marks on posts.

use cloudmedic::desk::Failure;
use cloudmedic::store::Work;
use cloudmedic::triage::desk::Receiver;
use cloudmedic::triage::{Effect, PersonId, PlaceId, Settings};

use super::{Bench, SERVER, again, text, town};
use crate::support::sim::{Fault, ids};

#[test]
fn a_card_is_posted_once_and_the_case_knows_where() {
    let bench = Bench::new();
    let work = bench.work(1, Effect::CallHuman(text("Help is needed")));
    bench.sim.fail_next("POST", "/channels/*/messages", Fault::ResetAfter);
    bench.perform(&work).unwrap_err();
    bench.perform(&again(&work)).unwrap();
    let cards = bench.sim.bot_messages(ids::MODERATORS_ROOM);
    assert_eq!(cards.len(), 1);
    let card = bench.case().card.expect("the case has a card");
    assert_eq!((card.channel, card.message.0), (PlaceId(ids::MODERATORS_ROOM), cards[0].id));
    // The process ended after the case knew, and before it was kept that the work is done.
    bench.perform(&again(&work)).unwrap();
    bench.perform(&bench.work(2, Effect::Card(text("Somebody has it")))).unwrap();
    assert_eq!(bench.sim.bot_messages(ids::MODERATORS_ROOM).len(), 1, "and nobody is called a second time");
    assert!(bench.sim.message(cards[0].id).unwrap().edited_ms.is_some());
}

#[test]
fn a_card_that_was_deleted_is_posted_anew_when_a_human_is_called() {
    let bench = Bench::new();
    bench.perform(&bench.work(1, Effect::CallHuman(text("Help is needed")))).unwrap();
    let first = bench.case().card.expect("a card");
    bench.sim.delete_message(ids::MODERATOR, first.message.0);
    bench.perform(&bench.work(2, Effect::CallHuman(text("Help is needed again")))).unwrap();
    assert_ne!(bench.case().card, Some(first));
    drop(bench.sim.violations());
}

#[test]
fn a_page_answers_the_card_and_pings_its_receiver() {
    let bench = Bench::new();
    bench.perform(&bench.work(1, Effect::CallHuman(text("Help is needed")))).unwrap();
    let to = Receiver::Moderator(PersonId(ids::MODERATOR));
    bench.perform(&bench.work(2, Effect::Page { to, message: text("Please take it") })).unwrap();
    let page = bench.sim.bot_messages(ids::MODERATORS_ROOM).pop().expect("a page");
    assert_eq!(page.reference, Some(bench.case().card.expect("a card").message.0));
    assert_eq!(page.mentions_that_fired.len(), 1);
}

#[test]
fn without_a_channel_for_moderators_nothing_is_shown_anywhere() {
    let bench = Bench::new();
    let nobody = Settings { escalations: None, ..town::settings() };
    bench.bot.servers.set(SERVER, nobody).unwrap();
    let before = bench.sim.requests().len();
    bench.perform(&bench.work(1, Effect::CallHuman(text("Help is needed")))).unwrap();
    bench.perform(&bench.work(2, Effect::Suggest(text("A hint")))).unwrap();
    assert_eq!(bench.sim.requests().len(), before);
}

#[test]
fn a_429_is_put_back_for_as_long_as_discord_asks() {
    let bench = Bench::new();
    let work = bench.work(1, Effect::CallHuman(text("Help is needed")));
    bench.sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 700, global: false });
    let failed = bench.perform(&work).unwrap_err();
    let Failure::Retry { after: Some(after), .. } = failed else { panic!("expected a wait, got {failed:?}") };
    assert!(after.as_millis() >= 700, "{after:?}");
}

#[test]
fn a_post_gets_its_tag_and_loses_it_again() {
    let bench = Bench::new();
    let post = bench.sim.create_post(ids::ANNA, ids::FORUM, "Backup", "my backup fails");
    let mark = |id, solved| Work {
        place: PlaceId(post.channel),
        case: None,
        ..bench.work(id, Effect::MarkSolved(solved))
    };
    let tags = || bench.sim.channel(post.channel).unwrap().applied_tags;
    let before = tags();
    bench.perform(&mark(1, true)).unwrap();
    assert!(tags().contains(&ids::SOLVED_TAG));
    bench.perform(&mark(2, false)).unwrap();
    assert_eq!(tags(), before);
}
