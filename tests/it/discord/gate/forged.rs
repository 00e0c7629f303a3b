//! What nobody's app would send: ids that were made up, cut, or meant for something else. Each is answered, and changes
//! nothing.

use cloudmedic::adapters::discord::dress::Pressed;
use cloudmedic::triage::Case;
use serde_json::{Value, json};

use super::parts::{FOREIGN, FULL, Gate, Place, Scene, form};
use crate::discord::town::{SERVER, Town};
use crate::support::sim::{Answer, Interaction, Kind, ids};

/// What a case is, but for the counting of what happened to it.
fn bare(case: &Case) -> Case {
    let (seen, clocks) = Default::default();
    Case { version: 0, touched_at: case.opened_at, seen, clocks, ..case.clone() }
}

fn case_of(gate: &Gate, place: &Place) -> Case {
    bare(&gate.town.case_of(place.author).unwrap())
}

/// How many cases and corrections are kept.
fn cases(gate: &Gate) -> usize {
    gate.kept().iter().filter(|one| one.starts_with("{\"case\"") || one.starts_with("{\"correct")).count()
}

/// That everybody was answered, in words for their eyes or in silence.
fn answered(sent: &Interaction, what: &str) {
    match sent.answer() {
        Answer::Message(message) => assert!(message.ephemeral() && !message.text().is_empty(), "{what}"),
        Answer::Deferred { ephemeral } => {
            assert!(ephemeral, "{what}");
            assert!(!sent.message().text().is_empty(), "{what}");
        }
        Answer::Acknowledged => {}
        Answer::Autocomplete(choices) => assert!(choices.is_empty(), "{what}: {choices:?}"),
        other @ (Answer::Modal(_) | Answer::Updated(_) | Answer::Failed) => {
            panic!("{what} was answered with {other:?}")
        }
    }
}

fn button(id: &str) -> Value {
    json!({"custom_id": id, "component_type": 2, "id": 1})
}

fn menu(id: &str, kind: u64, values: &[&str]) -> Value {
    json!({"custom_id": id, "component_type": kind, "id": 1, "values": values})
}

/// Sends all of them as these people, and holds that nothing came of any.
fn nothing_comes_of(gate: &Gate, place: &Place, people: &[u64], forged: &[(Kind, Value)]) {
    gate.settle();
    let (before, kept, said) = (case_of(gate, place), cases(gate), gate.said());
    for (at, (kind, data)) in forged.iter().enumerate() {
        if at % 10 == 0 {
            // Nobody is to be too fast.
            gate.town.pass(jiff::SignedDuration::from_secs(15));
        }
        for person in people {
            let sent =
                gate.town.sim.raw_interaction(*kind, *person, ids::HELP, Some(place.reply), data.clone());
            answered(&sent, &format!("{data} of {person}"));
        }
    }
    gate.settle();
    assert_eq!(case_of(gate, place), before);
    assert_eq!((cases(gate), gate.said()), (kept, said), "something was kept or said");
    // Nothing has died of it.
    let status = gate.town.sim.command(place.author, ids::HELP, "backup status", &[]).message();
    assert!(status.text().contains("iCloud storage is full"), "{}", status.text());
}

#[test]
fn made_up_ids_are_answered_and_change_nothing() {
    let gate = Gate::open();
    let place = gate.case(Scene::Fixing);
    let number = place.case.number.unwrap();
    let (old, new) = (place.case.offered - 1, place.case.offered + 1);
    let mut made_up: Vec<String> = [
        "",
        ":",
        "x",
        "cm1",
        "cm1:",
        "cm0:form:1",
        "cm2:form:1",
        "CM1:form:1",
        " cm1:form:1",
        "cm1:form:1 ",
        "cm1:choice:0:1:fixed",
        "cm1:choice:18446744073709551615:1:fixed",
        "cm1:choice:18446744073709551616:1:fixed",
        "cm1:choice:-1:1:fixed",
        "cm1:choice:1:-1:fixed",
        "cm1:choice:1.5:1:fixed",
        "cm1:choice:\u{661}:1:fixed",
        "cm1:choice:1:1:fixed:1",
        "cm1:choice::1:fixed",
        "cm1:list:0:o::::;drop",
        "cm1:setup:",
        "cm1:setup:{words}",
        "cm1:correct:0:0",
        "cm1:correct:18446744073709551615:18446744073709551615",
        "cm1:reason:0:role:0",
        "cm1:reason:1:moderator:0",
        "cm1:server:0",
        "cm1:which:0:0",
        "cm1:form:0",
        "cm1:sent:0",
        "cm1:tried:0",
        "cm1:receiver:0",
        "cm1:ask:0",
        "other_bot:confirm",
        "{\"a\":1}",
        "\u{202e}1:mrof:1mc",
        "\u{200b}cm1:form:1",
        "cm1:form:1\0",
        "cm1:cause:1:1:\u{1f600}",
    ]
    .map(str::to_owned)
    .into();
    made_up.push("x".repeat(100));
    made_up.push(format!("cm1:setup:{}", "\u{1f600}".repeat(45)));
    made_up.push("\u{e9}".repeat(100));
    // A question that was another one's, before or after this one.
    for version in [0, old, new, u32::MAX] {
        made_up.push(format!("cm1:choice:{number}:{version}:fixed"));
        made_up.push(format!("cm1:cause:{number}:{version}:wifi-unstable"));
    }
    made_up.push(format!("cm1:choice:{number}:{}:dance", place.case.offered));
    made_up.push(format!("cm1:choice:{number}:{}:accept", place.case.offered));
    let as_button = made_up.iter().map(|id| (Kind::Component, button(id)));
    let as_menu = made_up.iter().map(|id| (Kind::Component, menu(id, 3, &["none"])));
    let as_form = made_up.iter().map(|id| (Kind::Modal, form(id, [("error", "@everyone")].into_iter())));
    // Forms of this very case are no forgery.
    let all: Vec<(Kind, Value)> = as_button.chain(as_menu).chain(as_form).collect();
    nothing_comes_of(&gate, &place, &[place.author, ids::CLEO], &all);
}

#[test]
fn ids_that_were_cut_anywhere_are_answered_and_change_nothing() {
    let gate = Gate::open();
    let place = gate.case(Scene::Fixing);
    // Cut after a digit it may be another case's: there are none of so few digits.
    let case = 987_654;
    let whole = [
        format!("cm1:choice:{case}:12:fixed"),
        format!("cm1:reason:{case}:moderator:{}", ids::MODERATOR_2),
        format!("cm1:correct:{}:{}", 1_170_000_000_000_009_001_u64, place.message),
        format!("cm1:which:{case}:7"),
    ];
    let cut = whole.iter().flat_map(|id| (0..id.len()).map(|end| id.chars().take(end).collect::<String>()));
    let cut: Vec<String> = cut.filter(|id| !id.ends_with("correct")).collect();
    let all: Vec<(Kind, Value)> = cut.iter().map(|id| (Kind::Component, button(id))).collect();
    nothing_comes_of(&gate, &place, &[place.author, ids::MODERATOR], &all);
}

#[test]
fn another_servers_cases_are_nobodys_here() {
    let gate = Gate::open();
    let mut here = gate.case(Scene::Escalated);
    here.case = gate.town.wait_for_case(here.author, |case| case.card.is_some());
    let elsewhere = 1_170_000_000_000_009_001;
    // The other server has so many cases that its last number is none of this one's.
    let there = gate.town.sim.post(ids::ANNA, elsewhere, &format!("<@{}> {FULL}", ids::BOT));
    gate.town.sim.wait_for_bot_message(elsewhere, |reply| reply.reference == Some(there.id));
    let server = cloudmedic::triage::ServerId(1_170_000_000_000_009_000);
    let anna = cloudmedic::triage::PersonId(ids::ANNA);
    let foreign = gate.town.bot().store.latest_case(server, anna).unwrap().unwrap();
    let number = here.case.number.unwrap().0;
    // A moderator there presses what stands on a card here, and the other way round.
    for id in [
        format!("cm1:choice:{number}:1:claim"),
        format!("cm1:receiver:{number}"),
        format!("cm1:form:{number}"),
    ] {
        let sent =
            gate.town.sim.raw_interaction(Kind::Component, FOREIGN, elsewhere, Some(there.id), button(&id));
        let Answer::Message(told) = sent.answer() else { panic!("{id} did something") };
        assert!(told.text().contains("no such case"), "{id}: {}", told.text());
    }
    for sub in ["show", "claim", "brief", "note"] {
        let options: &[(&str, &str)] = if sub == "note" { &[("text", "x")] } else { &[] };
        let number = number.to_string();
        let options: Vec<(&str, &str)> =
            [("number", number.as_str())].into_iter().chain(options.to_vec()).collect();
        let told = gate.town.sim.command(FOREIGN, elsewhere, &format!("case {sub}"), &options).message();
        assert!(told.text().contains("no such case"), "{sub}: {}", told.text());
    }
    // What is offered there is theirs alone, whatever is typed.
    for typed in ["", "1", "2", &number.to_string(), "storage", "backup"] {
        let offered =
            gate.town.sim.autocomplete(FOREIGN, elsewhere, "case show", &[("number", typed)]).choices();
        assert!(
            offered.iter().all(|one| one.value == json!(foreign.number.unwrap().0)),
            "{typed}: {offered:?}"
        );
        let offered =
            gate.town.sim.autocomplete(ids::MODERATOR, ids::HELP, "case show", &[("number", typed)]);
        let known = |number: &Value| {
            let number = cloudmedic::triage::CaseNumber(number.as_u64().unwrap());
            gate.town.bot().store.case(SERVER, number).unwrap().is_some_and(|case| case.person != anna)
        };
        assert!(offered.choices().iter().all(|one| known(&one.value)), "{typed}");
    }
    // A message of the other server cannot be corrected from here.
    let id = format!("cm1:correct:{elsewhere}:{}", there.id);
    let data = menu(&id, 3, &["off_topic"]);
    let told =
        gate.town.sim.raw_interaction(Kind::Component, ids::MODERATOR, ids::HELP, Some(here.reply), data);
    assert!(told.message().text().contains("earlier message"));
    let now = gate.town.bot().store.latest_case(server, anna).unwrap().unwrap();
    assert_eq!((now, case_of(&gate, &here)), (foreign, bare(&here.case)));
}

#[test]
fn what_a_menu_never_offered_cannot_be_chosen_in_it() {
    let gate = Gate::open();
    let place = gate.case(Scene::Fixing);
    let (number, version) = (place.case.number.unwrap(), place.case.offered);
    let long = "x".repeat(100);
    let tried = format!("cm1:tried:{number}");
    let which = format!("cm1:which:{number}:{version}");
    let mut all: Vec<(Kind, Value)> = Vec::new();
    for value in ["", "gremlins", "restart; drop", "{words}", "@everyone", "\u{202e}", &long] {
        all.push((Kind::Component, menu(&tried, 3, &[value])));
        all.push((Kind::Component, menu(&which, 3, &[value])));
    }
    for (id, kind, values) in [
        (tried.as_str(), 3, &[][..]),
        (&tried, 5, &["1170000000000002005"]),
        (&which, 3, &[]),
        (&which, 3, &["gremlins", "none"]),
        (&which, 6, &["1170000000000001001"]),
        ("cm1:server", 3, &["1170000000000001000"]),
        ("cm1:server:1", 3, &["x"]),
        ("cm1:correct:1:1", 3, &["off_topic"]),
    ] {
        all.push((Kind::Component, menu(id, kind, values)));
    }
    nothing_comes_of(&gate, &place, &[place.author, ids::CLEO], &all);
}

#[test]
fn a_cause_that_was_not_offered_is_none_to_choose() {
    let gate = Gate::open();
    let place = gate.case(Scene::Which);
    let (number, version) = (place.case.number.unwrap(), place.case.offered);
    let before = case_of(&gate, &place);
    for (id, value) in [("which", "apple-outage"), ("which", "gremlins"), ("cause", "gremlins")] {
        let data = if id == "which" {
            menu(&format!("cm1:which:{number}:{version}"), 3, &[value])
        } else {
            button(&format!("cm1:cause:{number}:{version}:{value}"))
        };
        let sent =
            gate.town.sim.raw_interaction(Kind::Component, place.author, ids::HELP, Some(place.reply), data);
        answered(&sent, value);
    }
    gate.town.sim.quiet(50);
    assert_eq!(case_of(&gate, &place).causes, before.causes);
    assert_eq!(case_of(&gate, &place).stage, before.stage);
}

#[test]
fn a_case_goes_to_nobody_who_cannot_take_it() {
    let gate = Gate::open();
    let place = gate.case(Scene::Escalated);
    let number = place.case.number.unwrap();
    gate.town.wait_for_case(place.author, |case| case.card.is_some());
    gate.settle();
    let before = case_of(&gate, &place);
    let nobody = 999_999_999_999_999_999_u64;
    for (to, words) in [
        (format!("moderator:{nobody}"), "not in this server"),
        (format!("moderator:{}", ids::STRANGER), "not in this server"),
        (format!("moderator:{}", ids::OTHER_BOT), "is a bot"),
        (format!("moderator:{}", ids::BOT), "is a bot"),
        (format!("moderator:{}", place.author), "the case of"),
        (format!("moderator:{}", ids::HELPERS), "not in this server"),
        (format!("role:{}", ids::GUILD), "Everybody has that role"),
        (format!("role:{nobody}"), "Nobody has the role"),
        ("role:1170000000000009102".to_owned(), "Nobody has the role"),
        (format!("role:{}", ids::BOT_ROLE), "is a bot"),
        (format!("role:{}", ids::ANNA), "Nobody has the role"),
    ] {
        let id = format!("cm1:reason:{number}:{to}");
        let data = form(&id, [("reason", "knows it")].into_iter());
        let sent = gate.town.sim.raw_interaction(
            Kind::Modal,
            ids::MODERATOR,
            ids::MODERATORS_ROOM,
            Some(place.reply),
            data,
        );
        let told = sent.wait_for_followup(|_| true);
        assert!(told.ephemeral() && told.text().contains(words), "{to}: {}", told.text());
    }
    gate.settle();
    assert_eq!(case_of(&gate, &place), before);
}

#[test]
fn forms_of_another_shape_are_read_as_far_as_they_go() {
    let gate = Gate::open();
    let place = gate.case(Scene::Fixing);
    let number = place.case.number.unwrap();
    let id = format!("cm1:sent:{number}");
    let long = "9".repeat(4000);
    let row = |part: Value| json!({"type": 1, "id": 1, "components": [part]});
    let text = |name: &str, value: &str| row(json!({"type": 4, "id": 2, "custom_id": name, "value": value}));
    for rows in [
        json!([]),
        json!([text("version", &long), text("error", &long), text("duration", &long), text("steps", &long)]),
        json!([text("gremlins", "x"), text("", "y")]),
        json!([text("version", "a"), text("version", "b")]),
        json!([row(json!({"type": 4, "id": 2, "custom_id": "error"}))]),
        json!([row(json!({"type": 4, "id": 2, "custom_id": "error", "value": null}))]),
        json!([row(json!({"type": 2, "id": 2, "style": 1, "custom_id": "error", "label": "x"}))]),
        json!([{"type": 1, "id": 1, "components": []}]),
    ] {
        gate.town.pass(jiff::SignedDuration::from_secs(5));
        let data = json!({"custom_id": id, "components": rows});
        let sent =
            gate.town.sim.raw_interaction(Kind::Modal, place.author, ids::HELP, Some(place.reply), data);
        answered(&sent, &rows.to_string().chars().take(200).collect::<String>());
    }
    gate.town.sim.quiet(50);
    let now = case_of(&gate, &place);
    assert_eq!(now.stage, cloudmedic::triage::Stage::Fixing);
    assert!(serde_json::to_string(&now).unwrap().len() < 30_000, "a case stays small");
    // Reports, too, whatever is in them.
    let empty = json!({"custom_id": "cm1:report", "components": []});
    let sent = gate.town.sim.raw_interaction(Kind::Modal, ids::CLEO, ids::HELP, None, empty);
    assert!(!sent.failed());
}

#[test]
fn one_press_that_is_delivered_twice_counts_once_and_an_old_button_does_nothing() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.duplicate_next_events(1);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    town.sim.wait_for_bot_message(asked.id, |next| !next.buttons().is_empty());
    town.sim.quiet(50);
    let case = town.case_of(ids::ANNA).unwrap();
    assert_eq!(case.steps.len(), 2, "one step was answered, and one is new");
    // The same button again: its question is over.
    let old = town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let told = old.wait_for_followup(|_| true);
    assert!(told.ephemeral() && told.text().contains("earlier question"), "{}", told.text());
    assert_eq!(town.case_of(ids::ANNA).unwrap().steps, case.steps);
}

#[test]
fn a_button_counts_for_the_case_in_it_and_for_nothing_that_it_stands_under() {
    let gate = Gate::open();
    let (mine, theirs) = (gate.case(Scene::Fixing), gate.case(Scene::Fixing));
    let id =
        |place: &Place| format!("cm1:choice:{}:{}:no_help", place.case.number.unwrap(), place.case.offered);
    // Their button, under my message: it is not mine to press.
    let sent = gate.town.sim.press_id(mine.author, mine.reply, &id(&theirs));
    assert!(sent.message().text().contains("somebody else's case"));
    // My button, under their message: it is mine, and theirs is not touched.
    gate.town.sim.press_id(mine.author, theirs.reply, &id(&mine));
    gate.town.wait_for_case(mine.author, |case| case.steps.len() == 2);
    assert_eq!(case_of(&gate, &theirs), bare(&theirs.case));
    assert!(Pressed::decode(&id(&mine)).is_some());
}
