//! Small text files are downloaded without the token, and messages are read back in order.

use cloudmedic::adapters::discord::wire::{Limits, NotFetched};
use cloudmedic::triage::MessageId;
use serenity::model::id::ChannelId;

use super::{api, run};
use crate::support::sim::{Simulator, World, ids};

/// The address of a file that Anna attached.
fn attached(sim: &Simulator, kind: &str, bytes: &[u8]) -> String {
    let message = sim.post_with(ids::ANNA, ids::HELP, |draft| {
        draft.attach("message.txt", Some(kind), bytes);
    });
    message.attachments.first().expect("a file").url.clone()
}

#[test]
fn a_text_file_is_read() {
    let sim = Simulator::start(World::support_server());
    let url = attached(&sim, "text/plain; charset=utf-8", "backup failed, s\u{e3}o 3 days".as_bytes());
    assert_eq!(run(api(&sim).fetch_text(&url)).as_deref(), Ok("backup failed, s\u{e3}o 3 days"));
    assert_eq!(sim.downloads().len(), 1);
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let sim = Simulator::start(World::support_server());
    let url = attached(&sim, "text/plain", b"a\xffb");
    assert_eq!(run(api(&sim).fetch_text(&url)).as_deref(), Ok("a\u{fffd}b"));
}

#[test]
fn what_is_too_big_or_no_text_is_left_alone() {
    let sim = Simulator::start(World::support_server());
    let api = api(&sim);
    let big = attached(&sim, "text/plain", &vec![b'x'; 64 * 1024 + 1]);
    assert_eq!(run(api.fetch_text(&big)), Err(NotFetched::TooBig));
    let fits = attached(&sim, "text/plain", &vec![b'x'; 64 * 1024]);
    assert_eq!(run(api.fetch_text(&fits)).map(|text| text.len()), Ok(64 * 1024));
    let small = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(run(api.fetch_text_within(&fits, small)), Err(NotFetched::TooBig));
    let picture = attached(&sim, "image/png", b"\x89PNG");
    assert_eq!(run(api.fetch_text(&picture)), Err(NotFetched::NotText));
}

#[test]
fn missed_messages_are_read_back_oldest_first() {
    let sim = Simulator::start(World::support_server());
    let first = sim.post(ids::ANNA, ids::HELP, "read already");
    let posted: Vec<u64> =
        (0..230).map(|number| sim.post(ids::ANNA, ids::HELP, &format!("{number}")).id).collect();
    let api = api(&sim);
    let read = |limit| {
        let after = MessageId(first.id);
        let messages = run(api.messages_after(ChannelId::new(ids::HELP), after, limit));
        messages.expect("messages").iter().map(|message| message.id.get()).collect::<Vec<u64>>()
    };
    assert_eq!(read(1000), posted);
    assert_eq!(read(150), posted.iter().copied().take(150).collect::<Vec<u64>>());
}
