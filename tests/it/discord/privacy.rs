//! What is left of a person after `/privacy delete` and after the retention: nothing, to the last byte of the last file.

use std::fs;
use std::path::Path;

use cloudmedic::store::Filter;
use cloudmedic::tally::{Section, Span};
use cloudmedic::triage::{CaseNumber, Stage};
use jiff::SignedDuration;
use jiff::civil::date;

use super::process::Machine;
use super::town::{SERVER, Town};
use crate::support::sim::{Fault, Message, Simulator, ids};

const FULL: &str = "my icloud backup fails, it says not enough icloud storage, quincemark";
/// A word in everything that Anna writes.
const MARK: &str = "quincemark";
const NEUTRAL: &str = "Deleted at the member's request.";

/// The files in a folder, and those in folders in it; some may go away while it is looked at.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            found.extend(files(&entry.path()));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found
}

/// Where a person is named: by a word of theirs, by their id as text or in eight bytes, or by their name.
fn traces(data: &Path, person: u64, words: &[&str]) -> Vec<String> {
    let mut looked_for: Vec<(String, Vec<u8>)> =
        words.iter().map(|word| ((*word).to_owned(), word.as_bytes().to_vec())).collect();
    looked_for.push(("the id".to_owned(), person.to_string().into_bytes()));
    looked_for.push(("the id in bytes".to_owned(), person.to_be_bytes().to_vec()));
    looked_for.push(("the id in bytes backwards".to_owned(), person.to_le_bytes().to_vec()));
    let mut traces = Vec::new();
    for file in files(data) {
        let Ok(bytes) = fs::read(&file) else { continue };
        for (what, trace) in &looked_for {
            if bytes.windows(trace.len()).any(|window| window == *trace) {
                traces.push(format!("{what} in {}", file.strip_prefix(data).unwrap().display()));
            }
        }
    }
    traces
}

fn with_button(sim: &Simulator, place: u64, label: &str) -> Message {
    sim.wait_for_bot_message(place, |message| message.buttons().iter().any(|one| one == label))
}

/// Whether any message of the bot that others can see names Anna.
fn quoting(sim: &Simulator, places: &[u64]) -> Vec<String> {
    let own = places.iter().flat_map(|place| sim.bot_messages(*place)).filter(|message| !message.ephemeral());
    let texts = own.map(|message| message.text());
    texts
        .filter(|text| [MARK, "Annabel", &ids::ANNA.to_string()].iter().any(|trace| text.contains(*trace)))
        .collect()
}

#[test]
fn after_a_deletion_no_file_and_no_message_of_the_bot_names_the_person() {
    let mut machine = Machine::start();
    machine.sim.with_world(|world| {
        world.users.get_mut(&ids::ANNA).unwrap().name = "Annabel".to_owned();
    });
    let sim = &machine.sim;
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = sim.wait_for_bot_message(ids::HELP, |message| message.reference == Some(asked.id));
    sim.press(ids::ANNA, reply.id, "Didn't help");
    let thread = sim.wait_for_thread(asked.id);
    with_button(sim, thread, "Didn't help");
    let said = sim.bot_messages(thread).len();
    sim.post(ids::ANNA, thread, "didnt help either quincemark");
    sim.wait_for("the next step", |_| (sim.bot_messages(thread).len() > said).then_some(()));
    let newest = with_button(sim, thread, "Talk to a person");
    sim.press(ids::ANNA, newest.id, "Talk to a person");
    let card = with_button(sim, ids::MODERATORS_ROOM, "Claim");
    sim.press(ids::MODERATOR, card.id, "Claim");
    with_button(sim, ids::MODERATORS_ROOM, "Resolve");
    let report = [("problem", "icloud backup stuck since tuesday quincemark")];
    sim.command(ids::ANNA, ids::GENERAL, "backup report", &report).message();
    sim.quiet(300);

    // A killed process leaves a copy of the store, and the next one writes an export with Anna in it.
    machine.kill();
    fs::remove_dir_all(machine.data().join("exports")).unwrap();
    machine.on();
    let (sim, data) = (&machine.sim, machine.data().to_owned());
    let export =
        |data: &Path| files(data).into_iter().any(|file| file.extension().is_some_and(|one| one == "jsonl"));
    sim.wait_for("the export of the day", |_| export(&data).then_some(()));
    let before = traces(&data, ids::ANNA, &[MARK]).join("\n");
    for place in ["cases/db", "cases.copy/db", "exports/"] {
        assert!(before.contains(&format!("{MARK} in {place}")), "{place} is missing in:\n{before}");
    }
    let places = [ids::HELP, ids::GENERAL, thread, ids::MODERATORS_ROOM];
    assert!(!quoting(sim, &places).is_empty(), "the test would show nothing");

    let file = sim.command(ids::ANNA, ids::HELP, "privacy export", &[]).message();
    assert_eq!(file.attachments.len(), 1, "{}", file.text());
    // Discord stumbles while messages are being replaced: they are tried again.
    sim.fail_next("PATCH", "/channels/*/messages/*", Fault::Status(500, serde_json::Value::Null));
    sim.fail_next("PATCH", "/channels/*/messages/*", Fault::RateLimited { after_ms: 200, global: false });
    let deleted = sim.command(ids::ANNA, ids::HELP, "privacy delete", &[]).message();
    assert!(deleted.text().contains("is deleted"), "{}", deleted.text());
    // When the person is told, it is so.
    assert_eq!(traces(&data, ids::ANNA, &[MARK, "Annabel"]), [""; 0]);
    sim.wait_for("every message to be replaced", |_| quoting(sim, &places).is_empty().then_some(()));
    for id in [reply.id, card.id] {
        let left = sim.message(id).unwrap();
        assert_eq!((left.text().trim(), left.buttons().len(), left.embeds.len()), (NEUTRAL, 0, 0));
    }
    assert_eq!(sim.violations(), [""; 0]);
    let nothing = sim.command(ids::ANNA, ids::HELP, "privacy export", &[]).message();
    assert!(nothing.text().contains("keep nothing"), "{}", nothing.text());
    machine.signal("-TERM");
    assert_eq!(machine.ended(), Some(0));
    assert_eq!(traces(machine.data(), ids::ANNA, &[MARK, "Annabel"]), [""; 0]);
}

#[test]
fn a_message_whose_channel_is_gone_holds_up_no_deletion() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Talk to a person");
    let card = with_button(&town.sim, ids::MODERATORS_ROOM, "Claim");
    town.sim.delete_channel(ids::HELP);
    town.sim.command(ids::ANNA, ids::GENERAL, "privacy delete", &[]).message();
    town.sim.wait_for("the card to be replaced", |_| {
        town.sim.message(card.id).filter(|card| card.text().trim() == NEUTRAL)
    });
    town.sim.wait_for("nothing to be left to do", |_| {
        town.bot().store.next_due().unwrap().is_none().then_some(())
    });
}

#[test]
fn a_direct_message_deletes_in_every_server_also_where_the_person_left() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    let channel = town.sim.dm_channel(ids::ANNA);
    town.sim.leave(ids::GUILD, ids::ANNA);
    let deleted = town.sim.command(ids::ANNA, channel, "privacy delete", &[]).message();
    assert!(deleted.text().contains("is deleted"), "{}", deleted.text());
    assert!(town.case_of(ids::ANNA).is_none());
    assert_eq!(traces(town.data(), ids::ANNA, &[MARK]), [""; 0]);
}

#[test]
fn after_180_days_only_what_statistics_count_is_left() {
    let mut town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Fixed it");
    town.wait_for_case(ids::ANNA, |case| matches!(case.stage, Stage::Resolved | Stage::Closed));
    town.bot().store.back_up(date(2020, 1, 1)).unwrap();
    let counted = town.bot().store.sums(None, Section::Cases, Span::ALL).unwrap();
    town.stop();
    assert!(!traces(town.data(), ids::ANNA, &[MARK]).is_empty());

    town.pass(SignedDuration::from_hours(24 * 179));
    town.start();
    let stays = |town: &Town| town.bot().store.case(SERVER, CaseNumber(1)).unwrap().unwrap();
    town.sim.quiet(500);
    assert!(!stays(&town).forgotten, "it was forgotten too early");
    town.stop();

    town.pass(SignedDuration::from_hours(24 * 2));
    town.start();
    town.sim.wait_for("the case to be forgotten", |_| stays(&town).forgotten.then_some(()));
    town.sim.wait_for("the files to be rewritten", |_| {
        traces(town.data(), ids::ANNA, &[MARK]).is_empty().then_some(())
    });
    assert_eq!(town.bot().store.cases(&Filter { kept: true, ..Filter::default() }).count(), 0);
    let left = town.bot().store.sums(None, Section::Cases, Span::ALL).unwrap();
    assert_eq!(left, counted, "what is counted changed");
}
