//! The pattern folder is read again while the program runs: what is sound counts from the next message on, and what is not
//! changes nothing.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use super::{FULL, Watched};
use crate::support::sim::{World, ids};

/// A cause and a sentence as they are written in the files.
const TITLE: &str = "iCloud storage is full";
const COMMAND: &str = "Help with an iPhone or iPad that does not back up to iCloud";

/// The program with a copy of the patterns, which may be changed.
struct Reloaded {
    watched: Watched,
    folder: TempDir,
}

impl Reloaded {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in fs::read_dir("patterns").unwrap() {
            let path = file.unwrap().path();
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
        let patterns = folder.path().to_str().unwrap().to_owned();
        Self { watched: Watched::start(World::support_server(), &["--patterns", &patterns]), folder }
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes other words into a file.
    fn change(&self, file: &str, old: &str, new: &str) {
        let path = self.folder().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old:?} is not in {file}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }

    /// Sends the signal and waits until that has come to so much.
    fn hang_up(&self, outcome: &str, times: u32) {
        self.watched.machine.signal("-HUP");
        let figure = format!("cloudmedic_knowledge_reloads_total{{outcome=\"{outcome}\"}}");
        self.watched.wait_for_figures(outcome, |now| now.of(&figure) >= f64::from(times));
    }

    /// What a person who has trouble with storage reads.
    fn answer(&self, person: u64) -> String {
        let sim = &self.watched.machine.sim;
        let asked = sim.post(person, ids::HELP, FULL);
        sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id)).content
    }

    /// Exit code and words of a command beside the bot.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.watched.machine.run(arguments);
        let words = [stdout, stderr].concat();
        (status.code(), String::from_utf8(words).unwrap())
    }
}

#[test]
fn a_hang_up_brings_new_words_into_the_next_answer_and_a_fault_leaves_them_there() {
    let bot = Reloaded::start();
    let before = bot.watched.figures();
    assert!(bot.answer(ids::ANNA).contains(TITLE));

    bot.change("icloud-storage-full.toml", TITLE, "Your iCloud has no room left");
    bot.change("replies.en.toml", COMMAND, "Help with a backup");
    bot.hang_up("loaded", 1);
    let answer = bot.answer(ids::BEN);
    assert!(answer.contains("Your iCloud has no room left") && !answer.contains(TITLE), "{answer}");
    bot.watched.machine.sim.wait_for("the commands to have their new words", |seen| {
        seen.world.commands.iter().any(|one| one["description"] == "Help with a backup").then_some(())
    });
    let after = bot.watched.figures();
    let since = "cloudmedic_knowledge_loaded_timestamp_seconds";
    assert!(after.of(since) > before.of(since), "{} {}", after.of(since), before.of(since));

    bot.change("icloud-storage-full.toml", "family = \"storage_full\"", "family = \"storage_fool\"");
    bot.hang_up("refused", 1);
    let complaint = bot.watched.wait_for_line("the complaint", |line| {
        line["level"] == "WARN"
            && line["message"].as_str().is_some_and(|text| text.contains("icloud-storage-full.toml:2:"))
    });
    assert!(complaint["message"].as_str().is_some_and(|text| !text.contains('\n')), "{complaint}");
    bot.watched.wait_for_line("what is to be done", |line| {
        line["level"] == "ERROR" && line["complaints"] == 1 && line["message"].to_string().contains("stays")
    });
    assert!(bot.answer(ids::CLEO).contains("Your iCloud has no room left"));
    assert_eq!(bot.watched.figures().of("cloudmedic_knowledge_reload_successful"), 0.0);
    assert_eq!(bot.watched.get("/readyz").0, 200, "a bot that answers is ready");
}

#[test]
fn the_command_says_what_came_of_it_and_doctor_what_is_in_use() {
    let bot = Reloaded::start();
    let folder = bot.folder().to_str().unwrap();
    let (code, said) = bot.run(&["reload"]);
    assert!(code == Some(0) && said.contains("has not changed"), "{said}");

    bot.change("icloud-storage-full.toml", "steps = [\"check_storage\"", "steps = [\"check_nothing\"");
    let (code, said) = bot.run(&["reload"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("goes on") && said.contains(&format!("{folder}/icloud-storage-full.toml:6:")),
        "{said}"
    );
    let (_, said) = bot.run(&["doctor"]);
    assert!(said.contains(&format!("causes of {folder}")), "{said}");
    assert!(said.contains("warning: ") && said.contains("could not be used"), "{said}");
    assert!(bot.answer(ids::ANNA).contains(TITLE));

    bot.change("icloud-storage-full.toml", "check_nothing", "check_storage");
    bot.change("icloud-storage-full.toml", TITLE, "Your iCloud has no room left");
    let (code, said) = bot.run(&["reload"]);
    assert!(code == Some(0) && said.contains(&format!("{folder} is in use")), "{said}");
    assert!(bot.answer(ids::BEN).contains("Your iCloud has no room left"));
    assert!(!bot.run(&["doctor"]).1.contains("could not be used"));
}

#[test]
fn without_a_folder_a_hang_up_changes_nothing_and_both_ways_say_so() {
    let watched = Watched::start(World::support_server(), &[]);
    watched.machine.signal("-HUP");
    watched.wait_for_line("that there is nothing to read", |line| {
        line["level"] == "WARN" && line["message"].to_string().contains("--patterns")
    });
    let sim = &watched.machine.sim;
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
    let refused = watched.machine.run(&["reload"]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(1) && told.contains("--patterns"), "{told}");
}

#[test]
fn where_no_bot_runs_there_is_none_to_reload() {
    let machine = super::Machine::off(World::support_server());
    machine.set_up();
    let refused = machine.run(&["reload"]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(1) && told.contains("no bot runs"), "{told}");
}

#[test]
fn an_open_case_goes_on_when_its_cause_is_gone_from_the_folder() {
    let bot = Reloaded::start();
    let sim = &bot.watched.machine.sim;
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
    let (old, new) = ("icloud-storage-full", "storage-of-another-name");
    let renamed = |name: &str| bot.folder().join(format!("{name}.toml"));
    fs::rename(renamed(old), renamed(new)).unwrap();
    for file in fs::read_dir(bot.folder()).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if text.contains(old) {
            fs::write(&path, text.replace(old, new)).unwrap();
        }
    }
    bot.hang_up("loaded", 1);
    sim.press(ids::ANNA, reply.id, "Didn't help");
    let next = sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
    assert!(next.buttons().iter().any(|label| label == "Didn't help"), "{next:?}");
    // Who asks with the built-in knowledge finds the cause by its old name.
    let (code, said) = bot.run(&["cases", "show", "1"]);
    let kept =
        said.contains(TITLE) && said.contains("Step 1: Check how much iCloud storage is free: didn't help");
    assert!(code == Some(0) && kept, "{said}");
}
