//! Any text -> the fields: what is filled in stands in the text, or is one of the words that the project knows.

use cloudmedic::intake::{self, Field, Intake};
use jiff::civil::date;

use super::KNOWN;

/// Reads a text for everything that it says of the fields.
pub(crate) fn run(data: &[u8]) {
    let text = super::text(data);
    let (base, reader) = (&KNOWN.base, &KNOWN.reader);
    let reading = reader.read(&text);
    let read = intake::read(base, &reading, date(2026, 1, 15));
    stands_in(&text, &read);
    assert_eq!(read, intake::read(base, &reader.read(&text), date(2026, 1, 15)), "twice the same: {text:?}");
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Intake>(&written).unwrap(), read, "kept otherwise than read: {text:?}");
    for day in [date(-9999, 1, 2), date(9999, 12, 30), date(2024, 2, 29)] {
        let other = intake::read(base, &reading, day);
        assert_eq!((&other.error, &other.device), (&read.error, &read.device), "the day matters: {text:?}");
    }
    // A doubt is a sentence for the person, whatever the version and the device.
    let _: Option<intake::check::Doubt> = intake::check::check(&base.ios, &read);
}

/// The words of the error and of the duration are the person's own; the steps are known ones, each once.
fn stands_in(text: &str, read: &Intake) {
    if let Field::Known(error) = &read.error {
        assert!(text.contains(error.as_str()), "the error {error:?} stands nowhere in {text:?}");
        assert!(!error.is_empty(), "an empty error for {text:?}");
    }
    if let Field::Known(duration) = &read.duration {
        assert!(text.contains(&duration.words), "{duration:?} stands nowhere in {text:?}");
        assert!(!duration.words.is_empty(), "an empty duration for {text:?}");
    }
    for (index, step) in read.steps_tried.iter().enumerate() {
        assert!(KNOWN.base.tried.iter().any(|known| known.id == *step), "{step:?} is no step: {text:?}");
        assert!(!read.steps_tried[..index].contains(step), "{step:?} twice for {text:?}");
    }
    for field in [&read.ios_version, &read.device] {
        if let Field::Known(words) = field {
            assert!(!words.is_empty() && words.len() <= text.len() + 64, "{words:?} for {text:?}");
        }
    }
}
