//! Masking over every labelled message: it changes no verdict, no cause and no field, and hardly ever finds anything.

use std::fs;
use std::sync::LazyLock;

use cloudmedic::diagnosis;
use cloudmedic::intake::{self, Intake};
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::quality::Corpus;
use cloudmedic::reading::Reader;
use jiff::civil::date;

static BASE: LazyLock<KnowledgeBase> =
    LazyLock::new(|| KnowledgeBase::built_in().expect("the built-in knowledge is free of complaints"));
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::built_in(&BASE));

/// What the bot makes of a message: verdict, causes, fields.
fn made_of(text: &str) -> (String, Intake) {
    let reading = READER.read(text);
    let told = diagnosis::diagnose(&BASE, &reading);
    let causes: Vec<&str> = told.causes.iter().map(|cause| cause.id.as_str()).collect();
    let intake = intake::read(&BASE, &reading, date(2026, 10, 5));
    (format!("{:?} {causes:?}", told.verdict), intake)
}

fn messages(file: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("tests/corpus/{file}.jsonl")).expect("the corpus is there");
    Corpus::read(&text).rows.into_iter().map(|row| row.text).collect()
}

#[test]
fn no_labelled_message_is_understood_otherwise() {
    let mut masked = Vec::new();
    for file in ["dev", "heldout", "fresh", "training"] {
        for text in messages(file) {
            let clean = READER.masker().mask(&text).text;
            if clean != text {
                assert_eq!(made_of(&clean), made_of(&text), "{text}");
                masked.push(text);
            }
        }
    }
    // Each was looked at: they are addresses, in messages that quote a mail.
    assert!(masked.len() <= 3, "a kind masks what is no data: {masked:#?}");
}

/// What somebody adds in the same breath.
const ADDED: [&str; 5] = [
    "my apple id is jane.doe88@gmail.com",
    "call me +44 7700 900123",
    "imei 356938035643809",
    "serial is F2LXK0ABHG7F",
    "i got the code 482913",
];

#[test]
fn personal_data_beside_a_complaint_leaves_its_fields_as_they_are() {
    let mut otherwise = Vec::new();
    let messages = messages("dev");
    for (text, added) in messages.iter().zip(ADDED.iter().cycle()) {
        let raw = format!("{text}. {added}");
        let clean = READER.masker().mask(&raw).text;
        assert_ne!(clean, raw, "nothing was masked");
        let (before, after) = (made_of(&raw), made_of(&clean));
        assert_eq!(after.1, before.1, "{raw}");
        if after.0 != before.0 {
            otherwise.push(format!("{raw}: {} became {}", before.0, after.0));
        }
    }
    // The last letters of a message weigh a little, whatever they are; where two causes are close, that can decide.
    assert!(otherwise.len() * 100 <= 3 * messages.len(), "{otherwise:#?}");
}
