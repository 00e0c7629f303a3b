//! Writes an explanation for people: what tells most comes first, long lists are cut with a count. Nothing of Rust in it.

use std::fmt;

use super::causes::{Piece, Weighed};
use super::fields::percent;
use super::fired::{Fired, Kind};
use super::page::{Page, short};
use super::{Denied, Explanation, Sentence, Sum};
use crate::diagnosis::LEAST;

/// The longest quotation where lists are cut, in columns.
const QUOTE: usize = 120;
/// The longest pattern, in columns; its file and line say where to read on.
const PATTERN: usize = 46;

/// How much is shown of each list.
struct Most {
    causes: usize,
    pieces: usize,
    denied: usize,
    sums: usize,
    rows: usize,
    changes: usize,
    sentences: usize,
    patterns: usize,
    /// Columns of one quotation.
    quote: usize,
    /// Columns of one pattern as written.
    pattern: usize,
    /// Whether that is shown too which says nothing about the verdict.
    all: bool,
}

impl Most {
    const BRIEF: Self = Self {
        causes: 4,
        pieces: 3,
        denied: 5,
        sums: 2,
        rows: 8,
        changes: 8,
        sentences: 8,
        patterns: 10,
        quote: QUOTE,
        pattern: PATTERN,
        all: false,
    };
    const ALL: Self = Self {
        causes: usize::MAX,
        pieces: usize::MAX,
        denied: usize::MAX,
        sums: usize::MAX,
        rows: usize::MAX,
        changes: usize::MAX,
        sentences: usize::MAX,
        patterns: usize::MAX,
        quote: usize::MAX,
        pattern: usize::MAX,
        all: true,
    };
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = if f.alternate() { Most::ALL } else { Most::BRIEF };
        let mut page = Page::default();
        page.lines("", "", &self.sentence);
        self.other_subjects(&mut page);
        causes(&mut page, &most, &self.causes);
        denied(&mut page, &most, &self.denied);
        self.fields(&mut page, &most);
        self.changes(&mut page, &most);
        self.sums.iter().take(most.sums).for_each(|one| sum(&mut page, &most, one));
        sentences(&mut page, &most, &self.sentences);
        patterns(&mut page, &most, &self.patterns);
        f.write_str(&page.text())
    }
}

impl Explanation {
    fn other_subjects(&self, page: &mut Page) {
        if let Some(title) = &self.adjacent {
            page.lines("", "", &format!("It reads like something else: {title}."));
        }
        if let Some(title) = &self.question {
            let asked = format!("It asks a common question, answered where the bot is addressed: {title}");
            page.lines("", "", &asked);
        }
    }

    fn fields(&self, page: &mut Page, most: &Most) {
        if self.field_rows.is_empty() {
            return;
        }
        page.part("What it tells support");
        for row in &self.field_rows {
            page.lines("  ", "    ", &format!("{}: {}", row.label, short(&row.value, most.quote)));
        }
    }

    fn changes(&self, page: &mut Page, most: &Most) {
        if self.changes.is_empty() {
            return;
        }
        page.part("Words that were read as others");
        for change in self.changes.iter().take(most.changes) {
            let times = if change.times > 1 { format!(" ({} times)", change.times) } else { String::new() };
            let (typed, read_as) = (short(&change.typed, most.quote), short(&change.read_as, most.quote));
            page.lines("  ", "    ", &format!("\"{typed}\" as \"{read_as}\"{times}"));
        }
        page.more("  ", self.changes.len().saturating_sub(most.changes));
    }
}

fn causes(page: &mut Page, most: &Most, causes: &[Weighed]) {
    // A cause that nothing speaks for and nobody is told of is of interest only to whoever wants to see all.
    let shown: Vec<&Weighed> = causes
        .iter()
        .filter(|cause| most.all || cause.told || !cause.supports.is_empty())
        .take(most.causes)
        .collect();
    if shown.is_empty() {
        return;
    }
    page.part(&format!("Causes (a person is told from {} on)", percent(LEAST)));
    for cause in &shown {
        let first = format!("  {:>5}  ", percent(cause.confidence));
        page.lines(&first, "         ", &format!("{} ({}), {}", cause.title, cause.id, cause.standing));
        pieces(page, most, "for", &cause.supports);
        pieces(page, most, "against", &cause.against);
    }
    page.more("         ", causes.len().saturating_sub(shown.len()));
}

/// Evidence of one side; where lists are cut, the same words are named once, by what says most.
fn pieces(page: &mut Page, most: &Most, side: &str, pieces: &[Piece]) {
    let mut shown: Vec<&Piece> = Vec::new();
    for piece in pieces {
        if most.all || !shown.iter().any(|known| known.words.contains(&piece.words)) {
            shown.push(piece);
        }
    }
    for piece in shown.iter().take(most.pieces) {
        let first = format!("         {side:<8} ");
        let place = if piece.place.is_empty() { String::new() } else { format!(", {}", piece.place) };
        let text = format!("\"{}\" ({}{place})", short(&piece.words, most.quote), piece.how);
        page.lines(&first, "                    ", &text);
    }
    page.more("                  ", shown.len().saturating_sub(most.pieces));
}

fn denied(page: &mut Page, most: &Most, denied: &[Denied]) {
    if denied.is_empty() {
        return;
    }
    page.part("Ruled out or denied by the writer");
    for one in denied.iter().take(most.denied) {
        let (words, by) = (short(&one.words, most.quote), short(&one.by, most.quote));
        let causes: Vec<String> = one.causes.iter().map(|title| format!("\"{title}\"")).collect();
        let causes = causes.join(" and ");
        let text = if one.rules_out {
            format!("\"{by}\" rules out {causes}")
        } else {
            format!("\"{words}\" does not speak for {causes}, because of \"{by}\"")
        };
        page.lines("  ", "    ", &text);
    }
    page.more("  ", denied.len().saturating_sub(most.denied));
}

fn sum(page: &mut Page, most: &Most, sum: &Sum) {
    if sum.rows.is_empty() {
        return;
    }
    let needed = sum.needed.map_or_else(String::new, |needed| format!(", needed: {needed:.2}"));
    page.part(&format!("{} Score {:.2}{needed}", sum.name, sum.total));
    for row in sum.rows.iter().take(most.rows) {
        let words = row.words.as_ref().map(|words| format!(" \"{}\"", short(words, most.quote)));
        let first = format!("  {:>+6.2}  ", row.adds);
        page.lines(&first, "          ", &format!("{}{}", row.what, words.unwrap_or_default()));
    }
    page.more("          ", sum.rows.len().saturating_sub(most.rows));
}

fn sentences(page: &mut Page, most: &Most, sentences: &[Sentence]) {
    if sentences.is_empty() {
        return;
    }
    let quoted = sentences.iter().any(|sentence| sentence.quoted);
    let legend = if quoted { "; > marks what is quoted and not the writer's own" } else { "" };
    page.part(&format!("The text as read, a sentence a line, / between its parts{legend}"));
    for sentence in sentences.iter().take(most.sentences) {
        let mark = if sentence.quoted { "> " } else { "" };
        let text = short(&sentence.clauses.join(" / "), most.quote.saturating_mul(2));
        page.lines(&format!("  {mark}"), &format!("    {mark}"), &text);
    }
    page.more("  ", sentences.len().saturating_sub(most.sentences));
}

/// Where lists are cut, those that mean the same of the same words stand together, and those of causes first.
fn patterns(page: &mut Page, most: &Most, patterns: &[Fired]) {
    let told = || patterns.iter().filter(|one| most.all || one.kind != Kind::Talk);
    if told().next().is_none() {
        return;
    }
    page.part(&format!("Patterns that matched ({})", told().count()));
    let mut groups: Vec<Vec<&Fired>> = Vec::new();
    for one in told() {
        let alike = |group: &&mut Vec<&Fired>| {
            group.first().is_some_and(|first| (&first.words, &first.means) == (&one.words, &one.means))
        };
        match groups.iter_mut().find(alike).filter(|_| !most.all) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    if !most.all {
        groups.sort_by_key(|group| group.first().map(|one| one.kind));
    }
    for group in groups.iter().take(most.patterns) {
        let Some(one) = group.first() else { continue };
        let quoted = if one.quoted { ", in quoted words" } else { "" };
        page.lines("  ", "    ", &format!("\"{}\"{quoted}: {}", short(&one.words, most.quote), one.means));
        page.lines("    ", "      ", &format!("{}  {}", one.place, short(&one.pattern, most.pattern)));
        page.more("    ", group.len() - 1);
    }
    let left = groups.iter().skip(most.patterns).map(Vec::len).sum();
    page.more("  ", left);
}
