//! What members write, from the labelled messages: complaints that both bots answer, small talk that neither does.

use std::path::Path;

use cloudmedic::desk::deciding::Known;
use cloudmedic::quality::{Corpus, Row};
use cloudmedic::triage::{
    self, Actor, Effect, Event, EventKind, MessageId, Origin, PersonId, PlaceId, ServerId, Settings, SourceId,
};
use jiff::Timestamp;

use super::{fixed, talks};

/// Longer ones are what it costs to say much, not to be answered.
const LONGEST: usize = 400;
/// So many of each kind; then they come again.
const MOST: usize = 500;

/// Messages in an order that is the same every time.
pub(crate) struct Words {
    pub(crate) complaints: Vec<String>,
    pub(crate) small_talk: Vec<String>,
}

impl Words {
    pub(crate) fn read() -> Self {
        let known = talks::known();
        let (mut complaints, mut small_talk) = (Vec::new(), Vec::new());
        for row in rows() {
            let into = if row.on_topic { &mut complaints } else { &mut small_talk };
            let wanted = into.len() < MOST && (row.on_topic || row.kind == "off_topic");
            let both = |answer| {
                is_answered(&known, &row.text) == Some(answer) && fixed::answers(&row.text) == answer
            };
            if wanted && both(row.on_topic) {
                into.push(row.text);
            }
        }
        Self { complaints, small_talk }
    }
}

/// The labelled messages that are not too long, shuffled.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for file in ["dev.jsonl", "training.jsonl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file);
        rows.extend(Corpus::read(&std::fs::read_to_string(path).unwrap()).rows);
    }
    rows.retain(|row| row.text.len() <= LONGEST);
    fastrand::Rng::with_seed(7).shuffle(&mut rows);
    rows
}

/// Whether the bot answers somebody who writes this where it listens; `None` when it does something else.
fn is_answered(known: &Known, text: &str) -> Option<bool> {
    let (at, message) = (Timestamp::now(), 1_200_000_000_000_000_000);
    let event = Event {
        id: SourceId(String::from("message 1")),
        at,
        server: ServerId(1),
        place: PlaceId(message),
        origin: Some(Origin { channel: PlaceId(2), message: MessageId(message) }),
        person: PersonId(3),
        case: None,
        by: Actor::Member,
        via: None,
        kind: EventKind::Said { text: text.to_owned(), addressed: false },
    };
    let step = triage::step(&known.context(&Settings::default(), at), None, &event);
    let said = step.effects.iter().filter(|effect| matches!(effect, Effect::Say(_))).count();
    let else_done =
        step.effects.iter().any(|effect| !matches!(effect, Effect::Say(_) | Effect::WakeAt { .. }));
    match (said, else_done, step.case.is_some()) {
        (1, false, true) => Some(true),
        (0, false, false) => Some(false),
        _ => None,
    }
}
