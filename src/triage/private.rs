//! Personal data leaves what people wrote here, before anything is decided on it: what is not known cannot be kept or
//! posted. What was kept by an older version is cleaned where it is taken in.

use std::borrow::Cow;

use super::case::Case;
use super::correction::Correction;
use super::desk::{Deed, Filed};
use super::effect::{Block, Effect};
use super::event::{Event, EventKind};
use crate::intake::Field;
use crate::knowledge::{CauseId, StepId};
use crate::mask::Masker;

/// An event without personal data in anything that a person wrote.
pub(super) fn masked<'e>(masker: &Masker, event: &'e Event) -> Cow<'e, Event> {
    let mut kind = event.kind.clone();
    if clean_kind(masker, &mut kind) {
        Cow::Owned(Event { kind, ..event.clone() })
    } else {
        Cow::Borrowed(event)
    }
}

/// Masks in place; `false` when there was nothing to mask.
fn clean_kind(masker: &Masker, kind: &mut EventKind) -> bool {
    match kind {
        EventKind::Said { text, .. } | EventKind::Edited { text } | EventKind::Posted { text } => {
            masker.clean(text)
        }
        EventKind::Filled(form) => {
            let fields = [&mut form.version, &mut form.error, &mut form.duration, &mut form.steps];
            any(fields.into_iter().map(|field| masker.clean(field)))
        }
        EventKind::Did(deed) => clean_deed(masker, deed),
        // Ids of the knowledge, and what the world reports.
        EventKind::Tried(_)
        | EventKind::Pictured
        | EventKind::Flooded(_)
        | EventKind::Chose { .. }
        | EventKind::Ended(_)
        | EventKind::Delivered(_)
        | EventKind::Woke(_) => false,
    }
}

fn clean_deed(masker: &Masker, deed: &mut Deed) -> bool {
    match deed {
        Deed::HandOff { reason: words, .. } | Deed::Ask { words } | Deed::Note { words } => {
            masker.clean(words)
        }
        // Names that somebody typed are repeated to them when there is no such thing.
        Deed::Reclassify(Filed::Cause(cause)) => {
            let mut name = cause.as_str().to_owned();
            let changed = masker.clean(&mut name);
            *cause = CauseId::from(name.as_str());
            changed
        }
        Deed::Resolve { step: Some(step) } => {
            let mut name = step.as_str().to_owned();
            let changed = masker.clean(&mut name);
            *step = StepId::from(name.as_str());
            changed
        }
        Deed::Reclassify(Filed::Unknown | Filed::OffTopic)
        | Deed::Resolve { step: None }
        | Deed::Claim
        | Deed::Release
        | Deed::Accept
        | Deed::Decline
        | Deed::Prioritize(_)
        | Deed::Close
        | Deed::Reopen
        | Deed::JoinedIn => false,
    }
}

/// All of them, not only up to the first.
fn any(changed: impl Iterator<Item = bool>) -> bool {
    changed.fold(false, |any, one| any | one)
}

/// Masks what a case holds of people's words: one that comes from elsewhere, or from before anything was masked.
pub fn clean_case(masker: &Masker, case: &mut Case) {
    let heard = case.heard.iter_mut().map(|heard| &mut heard.words);
    let notes = case.notes.iter_mut().map(|note| &mut note.words);
    let reason = case.hand_off.iter_mut().map(|hand_off| &mut hand_off.reason);
    for words in case.words.iter_mut().chain(heard).chain(notes).chain(reason) {
        masker.clean(words);
    }
    let intake = &mut case.intake;
    for field in [&mut intake.ios_version, &mut intake.device, &mut intake.error] {
        if let Field::Known(text) = field {
            masker.clean(text);
        }
    }
    if let Field::Known(duration) = &mut intake.duration {
        masker.clean(&mut duration.words);
    }
}

/// Masks the message of a correction.
pub fn clean_correction(masker: &Masker, correction: &mut Correction) {
    masker.clean(&mut correction.text);
}

/// Masks what an effect quotes.
pub fn clean_effect(masker: &Masker, effect: &mut Effect) {
    let Some(message) = effect.message_mut() else { return };
    for block in &mut message.blocks {
        match block {
            Block::Quote(words) => {
                masker.clean(words);
            }
            Block::Fields { rows, .. } => {
                for (_, value) in rows {
                    masker.clean(value);
                }
            }
            Block::Text(_) | Block::Step { .. } => {}
        }
    }
}
