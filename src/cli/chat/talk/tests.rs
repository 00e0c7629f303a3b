//! Whole chats on the store in memory, with a clock that is set and lines that are all there.

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use super::*;
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use crate::store::Memory;
use crate::triage::{self, Settings};

static BASE: LazyLock<KnowledgeBase> = LazyLock::new(|| KnowledgeBase::built_in().unwrap());
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&BASE));

const FULL: &str = "it says not enough icloud storage to back up my iphone";
const MONDAY: &str = "2026-03-02T10:00:00Z";
const EVENING: &str = "2026-03-02T20:00:00Z";
const TUESDAY: &str = "2026-03-03T10:00:00Z";
const FRIDAY: &str = "2026-03-06T10:00:00Z";

/// A screen that can be read afterwards.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A pipe whose other end is closed.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hold(store: &Arc<dyn Store>, at: &str, lines: Vec<Line>, out: impl Write + Send) -> Result<(), Failure> {
    let at: Timestamp = at.parse().unwrap();
    let settings = Settings::default();
    let context = |now| Context::new(&BASE, &READER, &settings, now);
    let decide = |now, case: Option<&_>, event: &_| triage::step(&context(now), case, event);
    let desk = Desk::new(Arc::clone(store), decide, move || at);
    let screen = Screen::new(out, || 80, &BASE.replies);
    let now = move || at;
    let talk = Talk::new(&desk, &**store, &context, &screen, &now, false);
    let (send, receive) = mpsc::channel(lines.len().max(1));
    for line in lines {
        send.try_send(line).unwrap();
    }
    drop(send);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(talk.hold(receive))
}

/// The chat as it reads without colors.
fn chat(store: &Arc<dyn Store>, at: &str, lines: &[&str]) -> String {
    let paper = Paper::default();
    let lines = lines.iter().map(|line| Ok((*line).to_owned())).collect();
    hold(store, at, lines, paper.clone()).unwrap();
    let bytes = paper.0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).unwrap();
    anstream::adapter::strip_str(&text).to_string().replace("\n  ", " ")
}

fn store() -> Arc<dyn Store> {
    Arc::new(Memory::default())
}

fn says(text: &str, name: &str) -> bool {
    text.contains(&BASE.replies.say(name, &[]))
}

#[test]
fn a_stranger_is_greeted_and_leaves_without_a_case() {
    let text = chat(&store(), MONDAY, &["/case"]);
    assert!(says(&text, "chat_hello") && says(&text, "chat_begin"), "{text}");
    assert!(says(&text, "chat_no_case") && says(&text, "chat_bye_plain"), "{text}");
}

#[test]
fn what_the_person_said_stands_between_question_and_answer() {
    let text = chat(&store(), MONDAY, &[FULL, "2"]);
    let places = [FULL, "Step 1: ", "You: 2", "Step 2: "].map(|part| text.find(part));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {text}");
}

#[test]
fn a_choice_is_made_by_its_number_and_by_its_words() {
    let by_number = chat(&store(), MONDAY, &[FULL, "1"]);
    let by_words = chat(&store(), MONDAY, &[FULL, "fixed it"]);
    assert!(says(&by_number, "resolved"), "{by_number}");
    assert_eq!(by_number.replace("You: 1", ""), by_words.replace("You: fixed it", ""));
}

#[test]
fn the_next_chat_goes_on_where_the_last_one_ended() {
    let store = store();
    let monday = chat(&store, MONDAY, &[FULL]);
    assert!(says(&monday, "chat_bye"), "{monday}");
    let evening = chat(&store, EVENING, &["2"]);
    assert!(evening.starts_with("CloudMedic Welcome back to case 1: "), "{evening}");
    assert!(evening.contains("Step 1: ") && evening.contains("Step 2: "), "{evening}");
    assert!(!says(&evening, "chat_hello") && !says(&evening, "stale"), "{evening}");
}

#[test]
fn who_was_shown_a_step_and_left_is_asked_about_the_night() {
    let store = store();
    chat(&store, MONDAY, &[FULL]);
    let tuesday = chat(&store, TUESDAY, &["2"]);
    assert!(
        tuesday.starts_with(&format!("CloudMedic {}", BASE.replies.say("morning_unasked", &[]))),
        "{tuesday}"
    );
    assert!(tuesday.contains("Step 2: "), "still failing goes on with the next step: {tuesday}");
}

#[test]
fn after_the_night_the_bot_asks_first() {
    let store = store();
    let monday = chat(&store, MONDAY, &[FULL, "ask me again tomorrow"]);
    assert!(monday.contains("Tonight"), "{monday}");
    let tuesday = chat(&store, "2026-03-02T12:00:00Z", &[]);
    assert!(tuesday.starts_with("CloudMedic Welcome back"), "{tuesday}");
    let friday = chat(&store, FRIDAY, &["backup completed"]);
    assert!(friday.starts_with(&format!("CloudMedic {}", BASE.replies.say("morning", &[]))), "{friday}");
    assert!(says(&friday, "resolved") && says(&friday, "chat_bye_plain"), "{friday}");
}

#[test]
fn a_person_is_called_and_the_card_says_that_nobody_gets_it_here() {
    let store = store();
    let text = chat(&store, MONDAY, &[FULL, "4"]);
    assert!(says(&text, "chat_card") && says(&text, "card_title"), "{text}");
    let later = chat(&store, TUESDAY, &[]);
    assert!(later.contains(&BASE.replies.say("stage_escalated", &[])), "{later}");
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_the_chat_goes_on() {
    let paper = Paper::default();
    let lines = vec![Err("byte 3 of the line is not UTF-8".to_owned()), Ok("/help".to_owned())];
    hold(&store(), MONDAY, lines, paper.clone()).unwrap();
    let text = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("byte 3 of the line") && text.contains("/quit leaves"), "{text}");
}

#[test]
fn the_chat_ends_quietly_when_nobody_reads() {
    let ended = hold(&store(), MONDAY, Vec::new(), Closed);
    assert!(matches!(ended, Err(Failure::NobodyReads)), "{ended:?}");
}
