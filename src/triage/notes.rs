//! Writes down what only the staff sees. The member is never shown it, and it goes when the case is forgotten.

use super::card;
use super::case::{Case, Happening, Note};
use super::deeds;
use super::effect::Block;
use super::place::Actor;
use super::say::Reply;
use super::turn::Turn;
use super::view::View;

/// The longest note, in characters.
const LONGEST: usize = 1000;
/// The most notes of a case.
const MOST: usize = 50;
/// The most that all notes of a case hold, in bytes: a case has to fit into one record.
const ROOM: usize = 10_000;
/// The notes that a card shows.
const SHOWN: usize = 3;
/// How much of each a card shows, in characters.
const LONGEST_SHOWN: usize = 300;

/// Adds a note. One that finds no room is refused: what was written before is not lost for it.
pub(super) fn add(turn: &mut Turn<'_>, words: &str) {
    let Some(words) = deeds::bounded(words, LONGEST) else {
        return turn.whisper(Reply::NoteWords, &[]);
    };
    if turn.case.notes.len() >= MOST || size(&turn.case) + words.len() > ROOM {
        return turn.whisper(Reply::NotesFull, &[]);
    }
    let by = match &turn.event.by {
        Actor::Staff { person, .. } => Some(*person),
        Actor::Operator | Actor::Member | Actor::World => None,
    };
    turn.case.notes.push(Note { at: turn.ctx.now, by, words });
    turn.by_actor(Happening::Noted);
    turn.whisper(Reply::DeedNoted, &[]);
}

fn size(case: &Case) -> usize {
    case.notes.iter().map(|note| note.words.len()).sum()
}

/// The last notes, the newest one last.
pub(super) fn last(view: View<'_>) -> Vec<Block> {
    let notes = &view.case.notes;
    let shown = notes.iter().skip(notes.len().saturating_sub(SHOWN));
    let blocks = shown.flat_map(|note| {
        let by = card::who(view, note.by);
        [view.text(Reply::CardNote, &[("person", &by)]), Block::Quote(cut(&note.words))]
    });
    blocks.collect()
}

fn cut(words: &str) -> String {
    let mut kept: String = words.chars().take(LONGEST_SHOWN).collect();
    if kept.len() < words.len() {
        kept.push('…');
    }
    kept
}
