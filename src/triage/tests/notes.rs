//! Notes of the staff: bounded, on the card, and never the member's.

use super::*;
use crate::triage::case::Happening;

fn note(words: &str) -> Deed {
    Deed::Note { words: words.into() }
}

#[test]
fn a_note_stands_on_the_card_and_the_member_never_reads_it() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, note("  family plan, {person:1} *pays*\n"));
    assert_eq!(talk.case().notes.len(), 1);
    assert_eq!(
        (talk.case().notes[0].by, talk.case().notes[0].words.as_str()),
        (Some(ANN), "family plan, {person:1} *pays*")
    );
    assert!(talk.changed_card().expect("the card changes").contains("{person:11} noted:\n> family plan"));
    assert!(talk.whispered().contains("Only the staff"));
    assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::Say(_))));
    assert!(talk.history().contains(&(Some(ANN), &Happening::Noted)));
    for said in ["help", "what do i tell apple"] {
        talk.say(said).does_not_hear("family plan");
    }
    let standing = crate::triage::standing(&talk.context(), talk.case());
    assert!(!plain(&Message { blocks: standing, ..Message::default() }).contains("family plan"));
}

#[test]
fn the_card_shows_the_last_three() {
    let mut talk = Conversation::escalated();
    for words in ["one", "two", "three", "four"] {
        talk.does(ANN, note(words));
    }
    let card = talk.changed_card().expect("the card changes");
    assert!(!card.contains("> one") && card.contains("> two") && card.contains("> four"), "{card}");
    talk.does(ANN, note(&"x".repeat(2000)));
    assert_eq!(talk.case().notes[4].words.len(), 1000);
    assert!(talk.changed_card().expect("the card changes").len() < 1500);
}

#[test]
fn an_empty_note_and_one_without_room_are_refused() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, note(" \n "));
    assert!(talk.whispered().contains("what you want to note"));
    for _ in 0..60 {
        talk.does(ANN, note("one of many"));
    }
    assert!(talk.whispered().contains("no room"));
    assert_eq!(talk.case().notes.len(), 50);
    let mut talk = Conversation::escalated();
    for _ in 0..60 {
        talk.does(ANN, note(&"é".repeat(1000)));
    }
    let bytes: usize = talk.case().notes.iter().map(|note| note.words.len()).sum();
    assert!(bytes <= 10_000 && talk.case().notes.len() == 5, "{bytes}");
}

#[test]
fn a_case_that_is_over_takes_notes() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Close).does(BEN, note("called again"));
    assert_eq!((talk.stage(), talk.case().notes.len()), (Stage::Closed, 1));
}
