//! Writes what came of every pattern for people, by file and line. Nothing of Rust in it.

use std::fmt;

use super::{Elsewhere, Fires, Known, Never, PatternFile, PatternUse, Patterns, Shadowed, Sums};
use crate::quality::explain::page::{Page, short};

/// The longest pattern, in columns; its line says where to read on.
const PATTERN: usize = 150;
/// The longest part of a pattern, in columns.
const PART: usize = 60;
/// So many parts of a pattern are named, ...
const MOST_PARTS: usize = 4;
/// ... and so many other labels.
const MOST_LABELS: usize = 6;
/// Columns before the text of a pattern, and before what is told of it.
const INDENT: &str = "       ";
const TOLD: &str = "         ";

impl fmt::Display for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut page = Page::default();
        let rows = match self.rows {
            0 => "no labelled messages (--corpus adds them)".to_owned(),
            rows => counted(rows, "labelled message"),
        };
        let run = format!("Every pattern, tried on {} and {rows}.", counted(self.examples, "example"));
        page.lines("", "", &run);
        self.files.iter().for_each(|one| file(&mut page, one));
        page.part("All files");
        page.lines("  ", "  ", &sums(self.sums));
        for line in HELP {
            page.lines("  ", "    ", line);
        }
        f.write_str(&page.text())
    }
}

/// What the words of the page mean.
const HELP: [&str; 5] = [
    "right: the message is labelled as the pattern says. A pattern can be of use and still not always be right: others \
     decide with it.",
    "untold: messages for which nobody has written what is right, such as near misses.",
    "two causes: it also fires in messages that are labelled as another family.",
    "never: no example needs it. Add an example that does, or take it out.",
    "shadowed: another pattern of the same meaning, and no weaker, matches wherever it does, so it adds nothing. \
     Where only the messages run say so, another message may tell otherwise.",
];

fn file(page: &mut Page, file: &PatternFile) {
    page.part(&format!("{}: {}", file.file, sums(file.sums)));
    let mut means = "";
    for one in &file.patterns {
        if one.means != means {
            page.lines("  ", "    ", &one.means);
            means = &one.means;
        }
        pattern(page, one);
    }
}

fn pattern(page: &mut Page, one: &PatternUse) {
    page.lines(&format!("{:>5}  ", one.line), INDENT, &short(&one.pattern, PATTERN));
    match &one.never {
        Some(reason) => page.lines(TOLD, TOLD, &format!("never: {}", never(reason))),
        None => page.lines(TOLD, TOLD, &fires(&one.fires)),
    }
    if let Some(shadow) = &one.shadowed {
        page.lines(TOLD, TOLD, &shadowed(shadow, one.fires.messages));
    }
}

/// `135 patterns, 47 fire, 1 for two causes, 88 never fire, 2 shadowed`
fn sums(sums: Sums) -> String {
    let all = [
        (sums.fire, "fires", "fire"),
        (sums.two_causes, "for two causes", "for two causes"),
        (sums.never, "never fires", "never fire"),
        (sums.shadowed, "shadowed", "shadowed"),
    ];
    let told = all.into_iter().filter(|(count, ..)| *count > 0);
    let told = told.map(|(count, one, more)| format!(", {count} {}", if count == 1 { one } else { more }));
    format!("{}{}", counted(sums.patterns, "pattern"), told.collect::<String>())
}

fn fires(fires: &Fires) -> String {
    let mut right = fires.right.map_or(String::new(), |right| format!(", {right} right"));
    if fires.untold > 0 {
        right.push_str(&format!(", {} untold", fires.untold));
    }
    let (families, others): (Vec<&Elsewhere>, Vec<&Elsewhere>) =
        fires.elsewhere.iter().partition(|one| one.family);
    let mut told = format!("fires in {}{right}", counted(fires.messages, "message"));
    if !families.is_empty() {
        told.push_str(&format!("; two causes, also {}", listed(&families)));
    }
    if !others.is_empty() {
        told.push_str(&format!("; also {}", listed(&others)));
    }
    told
}

/// `network 3 (d012), ios_bug 1 (d044)`
fn listed(all: &[&Elsewhere]) -> String {
    let shown = all.iter().take(MOST_LABELS);
    let mut shown: Vec<String> =
        shown.map(|one| format!("{} {} ({})", one.label, one.messages, one.sample)).collect();
    if all.len() > MOST_LABELS {
        shown.push(format!("and {} more", all.len() - MOST_LABELS));
    }
    shown.join(", ")
}

fn never(never: &Never) -> String {
    match never {
        Never::OwnWords { said, read_as } if read_as.is_empty() => {
            format!("all of its words are filler, which is left out: \"{said}\"")
        }
        Never::OwnWords { said, read_as } if said == read_as => {
            format!("not even \"{said}\" matches it; write it in another way")
        }
        Never::OwnWords { said, read_as } => {
            format!("it does not match its own words: \"{said}\" is read as \"{read_as}\"")
        }
        Never::Guard { words } => format!("no message holds {}", any_of(words)),
        Never::Expression { messages, sample } => {
            let held = counted(*messages, "message");
            format!("{held} with its guard word, such as {sample}, and the expression fits none")
        }
        Never::Missing { parts, all: true } => format!("none of its words occur: {}", quoted(parts, " or ")),
        Never::Missing { parts, all: false } => format!("no message holds {}", quoted(parts, " or ")),
        Never::Apart { parts } => format!("no message holds both {}", quoted(parts, " and ")),
        Never::TooFar { messages, sample } => {
            let held = counted(*messages, "message");
            format!("all of its parts stand in {held}, such as {sample}, but too far from each other")
        }
        Never::Order { messages, sample } => {
            let held = counted(*messages, "message");
            format!(
                "all of its parts stand in {held}, such as {sample}, but in another order or not in one sentence"
            )
        }
        Never::NotTogether => "its parts occur, but no message holds all of them".to_owned(),
    }
}

fn shadowed(shadow: &Shadowed, messages: usize) -> String {
    let by = format!("{} {}", shadow.by.place, quote(&shadow.by.pattern));
    match shadow.known {
        Known::Written => format!("shadowed: as written, {by} matches wherever this does"),
        Known::Seen => format!("shadowed: in all {messages} messages run, {by} fired with it"),
    }
}

fn quoted(parts: &[String], between: &str) -> String {
    let mut shown: Vec<String> = parts.iter().take(MOST_PARTS).map(|part| quote(part)).collect();
    if parts.len() > MOST_PARTS {
        shown.push(format!("{} more", parts.len() - MOST_PARTS));
    }
    shown.join(between)
}

fn any_of(words: &[String]) -> String {
    match words {
        [word] => format!("its guard word {}", quote(word)),
        words => format!("one of its guard words: {}", short(&words.join(", "), PART)),
    }
}

fn quote(part: &str) -> String {
    format!("\"{}\"", short(part, PART))
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
