//! An answer for people: one short block a message.

use std::io::{self, Write};

use super::answer::{Answer, Cause, Fields, Told};
use super::message::BadLine;
use crate::adapters::terminal::paint::{BOT, CAUTION, FAINT, Painted, STRONG, snippet};
use crate::diagnosis::Verdict;
use crate::knowledge::KnowledgeBase;

/// The longest quote, in letters.
const QUOTE: usize = 100;

/// Shows an answer.
pub(super) fn answer(out: &mut impl Write, base: &KnowledgeBase, answer: &Answer<'_>) -> io::Result<()> {
    let id = answer.id.as_str().map_or_else(|| answer.id.to_string(), |id| snippet(id, QUOTE));
    let id = Painted(FAINT, format_args!("{id}:")).to_string();
    match answer.verdict {
        Verdict::Silent => return writeln!(out, "{id} {}", Painted(FAINT, "silent")),
        Verdict::Ask => writeln!(
            out,
            "{id} {}: a backup failure, and the cause cannot be told yet",
            Painted(STRONG, "ask")
        )?,
        Verdict::Answer => writeln!(out, "{id} {}", Painted(BOT, "answer"))?,
    }
    for cause in &answer.causes {
        show_cause(out, base, answer, cause)?;
    }
    fields(out, base, &answer.fields)
}

fn show_cause(
    out: &mut impl Write,
    base: &KnowledgeBase,
    answer: &Answer<'_>,
    cause: &Cause,
) -> io::Result<()> {
    let title = base.cause(&cause.id).map_or(cause.id.as_str(), |known| known.title.as_str());
    let percent = (cause.confidence * 100.0).round();
    writeln!(
        out,
        "   {} {}",
        Painted(STRONG, title),
        Painted(FAINT, format_args!("({}, {percent}%)", cause.id))
    )?;
    for quote in quotes(answer, cause) {
        writeln!(out, "     \"{}\"", snippet(quote, QUOTE))?;
    }
    Ok(())
}

/// The words that speak for a cause: not those that stand inside longer ones, and the same words once.
fn quotes<'a>(answer: &'a Answer<'_>, cause: &Cause) -> Vec<&'a str> {
    let of_cause = || answer.evidence.iter().filter(|told| told.cause == cause.id);
    let inside = |part: &Told<'_>, whole: &Told<'_>| {
        whole.start <= part.start && part.end <= whole.end && whole.text.len() > part.text.len()
    };
    let mut quotes: Vec<&str> = Vec::new();
    for told in of_cause().filter(|told| !of_cause().any(|whole| inside(told, whole))) {
        if !quotes.contains(&told.text) {
            quotes.push(told.text);
        }
    }
    quotes
}

fn fields(out: &mut impl Write, base: &KnowledgeBase, fields: &Fields) -> io::Result<()> {
    let title = |id: &String| {
        base.tried.iter().find(|tried| tried.id == *id).map_or(id.clone(), |known| known.title.clone())
    };
    let tried = fields.steps_tried.iter().map(title).collect::<Vec<_>>().join(", ");
    let rows = [
        ("iOS", fields.ios_version.as_deref()),
        ("Device", fields.device.as_deref()),
        ("Error", fields.error.as_deref()),
        ("How long", fields.duration.as_deref()),
        ("Tried", Some(tried.as_str()).filter(|tried| !tried.is_empty())),
    ];
    for (label, value) in rows {
        if let Some(value) = value {
            writeln!(out, "   {} {}", Painted(FAINT, format_args!("{label}:")), snippet(value, 2 * QUOTE))?;
        }
    }
    Ok(())
}

/// Shows a line that could not be read.
pub(super) fn bad_line(out: &mut impl Write, bad: &BadLine) -> io::Result<()> {
    let BadLine { id: _, line, error } = bad;
    writeln!(out, "{} {error}", Painted(CAUTION, format_args!("line {line} could not be read:")))
}
