//! Forms, and what comes back from them.

use serde_json::{Value, json};

use super::super::limits;
use super::super::modal::{self, PROBLEM, REASON};
use super::{BASE, all, items, json, length};
use crate::triage::CaseNumber;
use crate::triage::desk::Receiver;
use crate::triage::event::Form;

const CASE: CaseNumber = CaseNumber(7);

fn inputs(modal: &Value) -> Vec<&Value> {
    items(&modal["components"]).iter().map(|row| &row["components"][0]).collect()
}

fn fits(modal: &Value) {
    assert!((1..=limits::MODAL_TITLE).contains(&length(&modal["title"])), "{modal}");
    assert!(length(&modal["custom_id"]) <= limits::CUSTOM_ID);
    assert!((1..=limits::MODAL_INPUTS).contains(&inputs(modal).len()));
    for input in inputs(modal) {
        assert!((1..=limits::INPUT_LABEL).contains(&length(&input["label"])), "{input}");
        assert!(length(&input["placeholder"]) <= limits::INPUT_PLACEHOLDER, "{input}");
        let most = usize::try_from(input["max_length"].as_u64().unwrap()).unwrap();
        assert!(length(&input["value"]) <= most && most <= limits::INPUT_VALUE, "{input}");
    }
}

#[test]
fn every_form_fits_and_its_words_are_whole() {
    let long = "ab\u{1f44d}\n".repeat(3000);
    let full =
        Form { version: long.clone(), error: long.clone(), duration: long.clone(), steps: long.clone() };
    let number = CaseNumber(u64::MAX);
    for modal in [
        modal::form(&BASE.replies, number, &full),
        modal::form(&BASE.replies, CASE, &Form::default()),
        modal::report(&BASE.replies, &long),
        modal::ask(&BASE.replies, number),
        modal::hand_off(&BASE.replies, number, Receiver::Apple),
    ] {
        fits(&json(&modal));
        for words in [all(&json(&modal), "label"), all(&json(&modal), "placeholder")].concat() {
            assert!(!words.as_str().unwrap().ends_with('…'), "{words}");
        }
    }
}

#[test]
fn the_four_fields_are_filled_in_and_none_is_required() {
    let known =
        Form { version: "iPhone 13, iOS 18".to_owned(), error: "last\nbackup".to_owned(), ..Form::default() };
    let modal = json(&modal::form(&BASE.replies, CASE, &known));
    assert_eq!(modal["custom_id"], "cm1:sent:7");
    let values: Vec<&Value> = inputs(&modal).into_iter().map(|input| &input["value"]).collect();
    assert_eq!(values, [&json!("iPhone 13, iOS 18"), &json!("last\nbackup"), &Value::Null, &Value::Null]);
    assert!(inputs(&modal).iter().all(|input| input["required"] == false));
}

#[test]
fn a_report_asks_for_the_problem_and_the_four_fields() {
    let modal = json(&modal::report(&BASE.replies, "it fails"));
    let required = |input: &&Value| input["required"] == true;
    let ids: Vec<&Value> =
        inputs(&modal).into_iter().filter(required).map(|input| &input["custom_id"]).collect();
    assert_eq!(ids, [PROBLEM]);
    assert_eq!(inputs(&modal).len(), 5);
    assert_eq!(inputs(&modal)[0]["value"], "it fails");
}

#[test]
fn what_was_filled_in_is_read_by_its_input() {
    let row = |id: &str, value: &str| json!({ "type": 1, "components": [{ "type": 4, "custom_id": id, "value": value }] });
    let data = json!({ "custom_id": "cm1:sent:7", "components": [row("version", " iOS 18 "), row("error", ""), row(REASON, "busy")] });
    let values = modal::values(&serde_json::from_value(data).unwrap());
    assert_eq!(values.get(REASON).map(String::as_str), Some("busy"));
    assert_eq!(modal::filled(&values), Form { version: "iOS 18".to_owned(), ..Form::default() });
}
