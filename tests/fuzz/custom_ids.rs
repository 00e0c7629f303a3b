//! Any text as a custom id: it is read as something that is written as exactly that text, or as nothing.

use cloudmedic::adapters::discord::dress::custom_id::{Pressed, which};
use cloudmedic::adapters::discord::dress::limits;
use cloudmedic::triage::desk::Receiver;
use cloudmedic::triage::event::Choice;
use cloudmedic::triage::{CaseNumber, MessageId, Origin, PersonId, PlaceId, RoleId};

use super::CHOICES;
use super::bytes::Bytes;

/// Reads a text, and writes and reads back something pressed that the bytes choose.
pub(crate) fn run(data: &[u8]) {
    let text = super::text(data);
    for id in [text.clone(), format!("cm1:{text}")] {
        if let Some(pressed) = Pressed::decode(&id) {
            assert_eq!(pressed.encode(), id, "read as something else");
            assert!(limits::units(&id) <= limits::CUSTOM_ID, "too long to be ours: {id:?}");
        }
    }
    let _: Option<Choice> = which(&text);
    let mut bytes = Bytes(data);
    let pressed = pressed(&mut bytes);
    let written = pressed.encode();
    match Pressed::decode(&written) {
        Some(read) => assert_eq!(read, pressed, "{written:?} is read as something else"),
        None => assert!(limits::units(&written) > limits::CUSTOM_ID, "{written:?} is not read back"),
    }
}

fn pressed(bytes: &mut Bytes<'_>) -> Pressed {
    let kind = bytes.one();
    let case = CaseNumber(bytes.number());
    match kind % 11 {
        0 => Pressed::Choice {
            case,
            version: u32::try_from(bytes.number() >> 32).unwrap_or_default(),
            choice: bytes.of(&CHOICES).clone(),
        },
        1 => Pressed::WhichCause { case, version: u32::from(bytes.one()) },
        2 => Pressed::Form { case },
        3 => Pressed::FormSent { case },
        4 => Pressed::Tried { case },
        5 => Pressed::ReceiverMenu { case },
        6 => {
            let to = match bytes.one() % 3 {
                0 => Receiver::Moderator(PersonId(bytes.number())),
                1 => Receiver::Role(RoleId(bytes.number())),
                _ => Receiver::Apple,
            };
            Pressed::HandOffReason { case, to }
        }
        7 => Pressed::AskSent { case },
        8 => Pressed::Server { message: Some(MessageId(bytes.number())) },
        9 => Pressed::Correct {
            message: Origin { channel: PlaceId(bytes.number()), message: MessageId(bytes.number()) },
        },
        _ => Pressed::Report,
    }
}
