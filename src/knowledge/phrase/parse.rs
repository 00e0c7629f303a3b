//! Reads the written form of a phrase into items; knows nothing of concepts and atoms.

/// One item of a written phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub kind: Kind,
    pub optional: bool,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words as they stand.
    Words(String),
    /// `<name>`
    Concept(String),
    /// `(this|or that)`
    Choice(Vec<Vec<Item>>),
    /// `#`
    Number,
    /// `..` or `...`: so many other words.
    Gap(u8),
}

/// Words allowed by `..`.
const SHORT_GAP: u8 = 4;
/// Words allowed by `...`.
const LONG_GAP: u8 = 10;
/// Choices within choices, at most.
const DEEPEST: usize = 4;

/// Reads a whole phrase.
pub(super) fn parse(written: &str) -> Result<Vec<Item>, String> {
    let mut rest = written;
    let items = sequence(&mut rest, 0)?;
    match rest.chars().next() {
        None => Ok(items),
        Some(left) => Err(format!("{left:?} has no beginning; write `<concept>` or `(a|b)`")),
    }
}

/// Reads items up to `|`, `)` or the end.
fn sequence(rest: &mut &str, depth: usize) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    loop {
        *rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(items) };
        let kind = match first {
            '|' | ')' | '>' | '?' => return Ok(items),
            '<' => concept(rest)?,
            '(' => choice(rest, depth)?,
            '#' => {
                *rest = rest.strip_prefix('#').unwrap_or_default();
                Kind::Number
            }
            '.' if rest.starts_with("..") => {
                let after = rest.trim_start_matches('.');
                let dots = rest.len() - after.len();
                *rest = after;
                Kind::Gap(if dots == 2 { SHORT_GAP } else { LONG_GAP })
            }
            _ => {
                words(rest, &mut items);
                continue;
            }
        };
        items.push(Item { kind, optional: question_mark(rest) });
    }
}

/// Plain words up to the next mark; in `on the? phone` only the word before the mark is optional.
fn words(rest: &mut &str, items: &mut Vec<Item>) {
    let end = rest.find(['<', '(', '#', '>', ')', '?', '|']).unwrap_or(rest.len());
    let end = rest.find("..").map_or(end, |dots| dots.min(end));
    let (words, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    *rest = after;
    let words = words.trim_end();
    if question_mark(rest) {
        let (before, last) = words.rsplit_once(' ').unwrap_or(("", words));
        if !before.trim().is_empty() {
            items.push(Item { kind: Kind::Words(before.trim().to_owned()), optional: false });
        }
        items.push(Item { kind: Kind::Words(last.to_owned()), optional: true });
    } else {
        items.push(Item { kind: Kind::Words(words.to_owned()), optional: false });
    }
}

fn concept(rest: &mut &str) -> Result<Kind, String> {
    let inner = rest.strip_prefix('<').unwrap_or_default();
    let (name, after) =
        inner.split_once('>').ok_or_else(|| format!("{rest:?} has no closing '>'; add it"))?;
    if name.trim().is_empty() {
        return Err("<> is empty; name a concept of words.toml".to_owned());
    }
    *rest = after;
    Ok(Kind::Concept(name.trim().to_owned()))
}

fn choice(rest: &mut &str, depth: usize) -> Result<Kind, String> {
    let opened = *rest;
    if depth >= DEEPEST {
        return Err(format!("{opened:?} is a choice within {DEEPEST} others; write it as several phrases"));
    }
    let mut choices = Vec::new();
    while let Some(after) = rest.strip_prefix(['(', '|']) {
        *rest = after;
        let items = sequence(rest, depth + 1)?;
        if items.is_empty() {
            return Err(format!(
                "a choice in {opened:?} is empty; write words, or put `?` behind the bracket"
            ));
        }
        choices.push(items);
    }
    *rest = rest.strip_prefix(')').ok_or_else(|| format!("{opened:?} has no closing ')'; add it"))?;
    Ok(Kind::Choice(choices))
}

/// Takes a `?` that makes what stands before it optional.
fn question_mark(rest: &mut &str) -> bool {
    match rest.strip_prefix('?') {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}
