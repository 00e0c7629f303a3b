//! The table of who may do what, run in full; and that nothing is missing in it.

use std::collections::{BTreeMap, BTreeSet};

use cloudmedic::adapters::discord::dress::Pressed;
use cloudmedic::store::Write;
use cloudmedic::triage::event::Choice;
use cloudmedic::triage::{PersonId, Settings};
use serde::Deserialize;
use serde_json::Value;

use super::parts::{Gate, Person, Place, Scene};
use crate::discord::town::{SERVER, settings};
use crate::support::sim::{Answer, Interaction};

const TABLE: &str = include_str!("table.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    group: Vec<Group>,
}

/// Rows with the same outcomes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    what: String,
    scene: Scene,
    who: [String; 8],
    rows: Vec<String>,
}

fn table() -> Vec<Group> {
    toml::from_str::<Table>(TABLE).unwrap().group
}

/// What somebody got.
#[derive(Debug, PartialEq, Eq)]
enum Got {
    /// These words, for their eyes only.
    Whisper(String),
    /// Something else that can be read: a form, or words that others see.
    Shown,
    /// Nothing to read.
    Silence,
    Offered(usize),
}

/// Whether these words are this sentence, up to what is filled in.
fn is(gate: &Gate, text: &str, sentence: &str) -> bool {
    let written = gate.town.bot().known.base.replies.say(sentence, &[]);
    assert_ne!(written, sentence, "there is no such sentence");
    let mut parts = written.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    let plain = |text: &str| text.replace(['\\', '\u{200b}'], "");
    let text = plain(text);
    parts.all(|part| text.contains(&plain(part)))
}

fn got(sent: &Interaction) -> Got {
    match sent.answer() {
        Answer::Acknowledged => Got::Silence,
        Answer::Autocomplete(choices) => Got::Offered(choices.len()),
        Answer::Modal(_) | Answer::Updated(_) => Got::Shown,
        Answer::Deferred { .. } => Got::Whisper(sent.message().text()),
        Answer::Message(message) if message.ephemeral() => Got::Whisper(message.text()),
        Answer::Message(_) => Got::Shown,
        Answer::Failed => panic!("{sent:?} was not answered"),
    }
}

/// What must be so at once, and whether something must have changed besides.
fn fits(gate: &Gate, sent: &Interaction, wanted: &str) -> Result<(), String> {
    let got = got(sent);
    let fits = match (wanted, &got) {
        ("offered", Got::Offered(count)) => *count > 0,
        ("nothing", Got::Offered(count)) => *count == 0,
        ("done" | "shown", Got::Whisper(text)) => !refusals(gate).any(|one| is(gate, text, &one)),
        ("done" | "shown", Got::Shown | Got::Silence) => true,
        (sentence, Got::Whisper(text)) => is(gate, text, sentence),
        // A form is gone when it is sent, a press takes nothing back: the words come beside it.
        (sentence, Got::Shown | Got::Silence) => {
            let told = sent.wait_for_followup(|_| true);
            told.ephemeral() && is(gate, &told.text(), sentence)
        }
        (_, Got::Offered(_)) => false,
    };
    if fits { Ok(()) } else { Err(format!("expected {wanted}, got {got:?}")) }
}

/// Every sentence with which something is refused in the table.
fn refusals(gate: &Gate) -> impl Iterator<Item = String> {
    let names = table().into_iter().flat_map(|group| group.who);
    let known: BTreeSet<String> = gate.town.bot().known.base.replies.names().map(str::to_owned).collect();
    names.filter(move |name| known.contains(name)).collect::<BTreeSet<_>>().into_iter()
}

#[test]
fn commands_about_cases_do_what_the_table_says() {
    run(|row| row.starts_with("run case"));
}

#[test]
fn all_other_commands_do_what_the_table_says() {
    run(|row| row.starts_with("run ") && !row.starts_with("run case"));
}

#[test]
fn buttons_menus_and_forms_do_what_the_table_says() {
    run(|row| !row.starts_with("run ") && !row.starts_with("type "));
}

#[test]
fn what_is_offered_while_typing_is_what_the_table_says() {
    run(|row| row.starts_with("type "));
}

/// Runs these rows with everybody.
fn run(rows: impl Fn(&str) -> bool) {
    let gate = Gate::open();
    let mut wrong = Vec::new();
    let mut cells = 0;
    let mut places: BTreeMap<Scene, Place> = BTreeMap::new();
    for group in table() {
        for row in group.rows.iter().filter(|row| rows(row)) {
            // Nobody is to be too fast for the limits, which have tests of their own.
            gate.town.pass(jiff::SignedDuration::from_secs(20));
            let place = places.entry(group.scene).or_insert_with(|| gate.case(group.scene)).clone();
            let mut tell =
                |who: Person, why: String| wrong.push(format!("{} ({who:?}): {row}: {why}", group.what));
            refused(&gate, &group, row, &place, &mut tell);
            done(&gate, &group, row, &mut tell);
            cells += Person::ALL.len();
        }
    }
    assert!(
        cells > 0 && wrong.is_empty(),
        "{} of {cells} cells are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// All cells of a row that are to change nothing, one after the other on the same case.
fn refused(gate: &Gate, group: &Group, row: &str, place: &Place, tell: &mut impl FnMut(Person, String)) {
    gate.settle();
    let (kept, said) = (gate.kept(), gate.said());
    for (person, wanted) in Person::ALL.into_iter().zip(&group.who).filter(|(_, wanted)| *wanted != "done") {
        let sent = gate.send(row, place, gate.person(person, place, false));
        if let Err(why) = fits(gate, &sent, wanted) {
            tell(person, why);
        }
    }
    gate.settle();
    let now = gate.kept();
    if now != kept {
        let new: Vec<&String> = now.iter().filter(|one| !kept.contains(one)).collect();
        tell(Person::Stranger, format!("something was kept of a refusal: {new:#?}"));
    }
    if gate.said() != said && !row.contains("report") {
        tell(Person::Stranger, "something was said of a refusal".to_owned());
    }
}

/// All cells of a row that are to do something, each on a case of its own.
fn done(gate: &Gate, group: &Group, row: &str, tell: &mut impl FnMut(Person, String)) {
    for (person, _) in Person::ALL.into_iter().zip(&group.who).filter(|(_, wanted)| *wanted == "done") {
        let place = gate.case(group.scene);
        let who = gate.person(person, &place, true);
        before(gate, row);
        let (kept, said) = (gate.kept(), gate.said());
        let sent = gate.send(row, &place, who);
        if let Err(why) = fits(gate, &sent, "done") {
            tell(person, why);
            continue;
        }
        let changed = || gate.kept() != kept || gate.said() != said;
        // Nothing is waited for longer than it takes the bot to be done.
        if !(0..20).any(|_| {
            let changed = changed();
            gate.town.sim.quiet(if changed { 0 } else { 50 });
            changed
        }) {
            tell(person, "nothing came of it".to_owned());
        }
        after(gate, row, who, person);
    }
}

/// What must be there for a row to do anything.
fn before(gate: &Gate, row: &str) {
    let watching = gate.town.bot().desk.watching().unwrap();
    let now = gate.town.bot().now();
    let set = |change: fn(&mut Settings)| {
        let mut settings = Settings { incidents: false, ..settings() };
        change(&mut settings);
        gate.town.bot().servers.set(SERVER, settings).unwrap();
    };
    match row {
        "run incident close" => drop(watching.open(SERVER, None, None, now).unwrap().wait()),
        "run incident unmute" => {
            drop(watching.mute(SERVER, now + jiff::SignedDuration::from_hours(3), None, now).unwrap().wait());
        }
        "run order unpin cause=wifi-unstable" => set(|settings| {
            settings.pinned.insert("wifi-unstable".into(), vec!["restart_router".into()]);
        }),
        "run setup resume" => set(|settings| settings.paused = true),
        "run setup ping none" => set(|settings| settings.ping = settings.moderators),
        _ => {}
    }
}

/// Puts back what the next cell is not to find.
fn after(gate: &Gate, row: &str, who: u64, person: Person) {
    if row.contains("report") || row.contains("triage") {
        gate.settle();
    }
    let (bot, now) = (gate.town.bot(), gate.town.bot().now());
    if row.starts_with("run setup") || row.starts_with("run order") {
        bot.servers.set(SERVER, Settings { incidents: false, ..settings() }).unwrap();
    }
    if row.starts_with("run incident") {
        let watching = bot.desk.watching().unwrap();
        drop(watching.close(SERVER, None, now).unwrap().wait());
        drop(watching.unmute(SERVER, now).unwrap().wait());
    }
    let is_known = !matches!(person, Person::Author | Person::Other | Person::Stranger);
    if is_known && gate.town.case_of(who).is_some() {
        bot.store.write(Write::ForgetPerson(SERVER, PersonId(who), now)).unwrap();
    }
}

/// The first words of every row: what it does, without options and values.
fn rows() -> BTreeSet<String> {
    let bare = |row: String| {
        let words = row.split(' ').take_while(|word| !word.contains('=')).collect::<Vec<_>>().join(" ");
        match row.strip_prefix("type ") {
            // The option that is typed matters.
            Some(_) => {
                let typed =
                    row.rsplit(' ').next().and_then(|word| word.split('=').next()).unwrap_or_default();
                format!("{words} {typed}")
            }
            None => match row.strip_prefix("choose ").and_then(|rest| rest.split_once('=')) {
                Some((menu, _)) => format!("choose {menu}"),
                None => words,
            },
        }
    };
    table().into_iter().flat_map(|group| group.rows).map(bare).collect()
}

/// Every command, subcommand and option with offers, as rows name them.
fn commands(level: &Value, path: &str, found: &mut BTreeSet<String>) {
    let options = level["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    let below: Vec<&Value> =
        options.iter().filter(|one| matches!(one["type"].as_u64(), Some(1 | 2))).collect();
    if below.is_empty() {
        found.insert(format!("run {path}"));
    }
    for one in below {
        commands(one, &format!("{path} {}", one["name"].as_str().unwrap()), found);
    }
    for one in options.iter().filter(|one| one["autocomplete"] == true) {
        found.insert(format!("type {path} {}", one["name"].as_str().unwrap()));
    }
}

#[test]
fn every_command_menu_and_offer_that_is_registered_has_a_row() {
    let registered = cloudmedic::adapters::discord::dress::commands::commands(
        &cloudmedic::knowledge::KnowledgeBase::built_in().unwrap(),
    );
    let registered = serde_json::to_value(registered).unwrap();
    let mut wanted = BTreeSet::new();
    let mut menus = 0;
    for command in registered.as_array().unwrap() {
        match command["type"].as_u64() {
            Some(3) => menus += 1,
            _ => commands(command, command["name"].as_str().unwrap(), &mut wanted),
        }
    }
    let rows = rows();
    let missing: Vec<&String> = wanted.difference(&rows).collect();
    assert!(missing.is_empty(), "these have no row in table.toml: {missing:#?}");
    assert_eq!(rows.iter().filter(|row| row.starts_with("menu ")).count(), menus, "menus of a message");
}

/// Makes the kinds of buttons, menus and forms, each with its row and a custom id of it: one that is missing here breaks
/// the build, and one without a row the test.
macro_rules! kinds {
    ($($pattern:pat => $row:literal, $id:literal;)+) => {
        fn kind(pressed: &Pressed) -> &'static str {
            match pressed {
                $($pattern => $row),+
            }
        }

        const KINDS: &[(&str, &str)] = &[$(($row, $id)),+];
    };
}

kinds! {
    Pressed::Choice { choice: Choice::FixedIt, .. } => "press fixed", "choice:1:1:fixed";
    Pressed::Choice { choice: Choice::DidntHelp, .. } => "press no_help", "choice:1:1:no_help";
    Pressed::Choice { choice: Choice::NotMyProblem, .. } => "press not_mine", "choice:1:1:not_mine";
    Pressed::Choice { choice: Choice::TalkToAPerson, .. } => "press person", "choice:1:1:person";
    Pressed::Choice { choice: Choice::SummaryForApple, .. } => "press summary", "choice:1:1:summary";
    Pressed::Choice { choice: Choice::BackupCompleted, .. } => "press completed", "choice:1:1:completed";
    Pressed::Choice { choice: Choice::StillFailing, .. } => "press failing", "choice:1:1:failing";
    Pressed::Choice { choice: Choice::CheckTomorrow, .. } => "press tomorrow", "choice:1:1:tomorrow";
    Pressed::Choice { choice: Choice::ThisCause(_), .. } => "press cause", "cause:1:1:x";
    Pressed::Choice { choice: Choice::NoneOfThese, .. } => "press none", "choice:1:1:none";
    Pressed::Choice { choice: Choice::HaveComputerBackup, .. } => "press computer", "choice:1:1:computer";
    Pressed::Choice { choice: Choice::NoComputerBackup, .. } => "press no_computer", "choice:1:1:no_computer";
    Pressed::Choice { choice: Choice::Claim, .. } => "press claim", "choice:1:1:claim";
    Pressed::Choice { choice: Choice::HandOff, .. } => "press hand_off", "choice:1:1:hand_off";
    Pressed::Choice { choice: Choice::AskForDetails, .. } => "press ask", "choice:1:1:ask";
    Pressed::Choice { choice: Choice::Resolve, .. } => "press resolve", "choice:1:1:resolve";
    Pressed::Choice { choice: Choice::Accept, .. } => "press accept", "choice:1:1:accept";
    Pressed::Choice { choice: Choice::Decline, .. } => "press decline", "choice:1:1:decline";
    Pressed::WhichCause { .. } => "choose which", "which:1:1";
    Pressed::Form { .. } => "press form", "form:1";
    Pressed::FormSent { .. } => "send sent", "sent:1";
    Pressed::Tried { .. } => "choose tried", "tried:1";
    Pressed::ReceiverMenu { .. } => "choose receiver", "receiver:1";
    Pressed::HandOffReason { .. } => "send reason", "reason:1:apple";
    Pressed::AskSent { .. } => "send ask", "ask:1";
    Pressed::Report => "send report", "report";
    Pressed::Server { .. } => "choose server", "server";
    Pressed::Correct { .. } => "choose correct", "correct:1:1";
    Pressed::List(_) => "press list", "list:0:o::::";
    Pressed::Setup(_) => "press setup", "setup:x";
}

#[test]
fn every_button_menu_and_form_has_a_row() {
    let rows = rows();
    for (row, id) in KINDS {
        let pressed =
            Pressed::decode(&format!("cm1:{id}")).unwrap_or_else(|| panic!("{id} is nothing of ours"));
        assert_eq!(kind(&pressed), *row, "{id}");
        assert!(rows.contains(*row), "{row} has no row in table.toml");
    }
    let pressed = |row: &&String| ["press ", "choose ", "send "].iter().any(|kind| row.starts_with(kind));
    let known = |row: &String| KINDS.iter().any(|(known, _)| row == known);
    let unknown: Vec<&String> = rows.iter().filter(pressed).filter(|row| !known(row)).collect();
    assert!(unknown.is_empty(), "these rows press what there is not: {unknown:#?}");
}

#[test]
fn what_is_refused_to_most_is_not_even_shown_to_them() {
    let registered = cloudmedic::adapters::discord::dress::commands::commands(
        &cloudmedic::knowledge::KnowledgeBase::built_in().unwrap(),
    );
    let registered = serde_json::to_value(registered).unwrap();
    let mut looked_at = 0;
    for group in table() {
        for row in group.rows.iter().filter_map(|row| row.strip_prefix("run ")) {
            let name = row.split(' ').next().unwrap();
            let command = registered.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
            let for_staff = matches!(&*group.who[0], "discord_staff_only" | "discord_setup_administrators");
            let hidden = command["default_member_permissions"].as_str().is_some_and(|bits| bits != "0");
            let in_servers_only = command["contexts"] == serde_json::json!([0]);
            assert_eq!((for_staff, for_staff), (hidden, in_servers_only), "{row}: {command}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 50, "{looked_at} rows were looked at");
}
