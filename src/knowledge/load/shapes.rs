//! Loads the kinds of personal data and the signs of scams: regexes put together from named pieces and words.

use std::collections::BTreeMap;

use toml::Spanned;

use super::Loader;
use crate::knowledge::expression;
use crate::knowledge::private::{Private, PrivateKind, Shape};
use crate::knowledge::scams::{Lure, Scams};
use crate::knowledge::written::{self, Text};

/// A piece may be made of pieces, so deep.
const DEEPEST: usize = 4;

/// What names in braces stand for.
type Pieces = BTreeMap<String, String>;

impl Loader<'_> {
    pub(super) fn private(&mut self) -> Private {
        const FILE: &str = "private.toml";
        let Some(written) = self.read::<written::Private>(FILE) else { return Private::default() };
        let pieces = pieces(&written.part, &written.cue);
        let mut kinds: Vec<PrivateKind> = Vec::new();
        for kind in &written.kind {
            if kinds.iter().any(|known| known.id == *kind.id.get_ref()) {
                self.complain(FILE, &kind.id, format!("the kind {:?} is there twice", kind.id.get_ref()));
            }
            let shown = kind.shown.get_ref();
            let inner = shown.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
            if inner.is_empty() || !inner.chars().all(|ch| ch.is_ascii_alphabetic() || ch == ' ') {
                let message = "`shown` is plain letters and spaces in square brackets, such as [email]";
                self.complain(FILE, &kind.shown, message);
            }
            if kind.hide.len() < 2 || kind.leave.is_empty() {
                let message = "a kind needs at least two `hide` examples and one `leave` example";
                self.complain(FILE, &kind.id, message);
            }
            for example in kind.hide.iter().filter(|example| marked(example.get_ref()).is_none()) {
                let message = "put what must be masked in braces, once: \"my id is {me@icloud.com}\"";
                self.complain(FILE, example, message);
            }
            let shapes = kind.shape.iter().map(|shape| self.shape(FILE, shape, &pieces)).collect();
            kinds.push(PrivateKind {
                id: kind.id.get_ref().clone(),
                name: kind.name.clone(),
                shown: shown.clone(),
                warn: kind.warn,
                secret: kind.secret,
                shapes,
                examples_hide: self.examples(FILE, &kind.hide),
                examples_leave: self.examples(FILE, &kind.leave),
            });
        }
        Private { kinds }
    }

    fn shape(&mut self, file: &str, shape: &written::PrivateShape, pieces: &Pieces) -> Shape {
        Shape {
            regex: self.regex(file, &shape.regex, pieces),
            need: shape.need.clone(),
            unless: shape.unless.as_ref().map(|unless| self.regex(file, unless, pieces)),
            digits: shape.digits,
            check: shape.check,
        }
    }

    pub(super) fn scams(&mut self) -> Scams {
        const FILE: &str = "scams.toml";
        let Some(written) = self.read::<written::Scams>(FILE) else { return Scams::default() };
        let pieces = pieces(&written.part, &written.cue);
        let mut optional = |text: &Option<Text>| {
            text.as_ref().map(|text| self.regex(FILE, text, &pieces)).unwrap_or_default()
        };
        let (asking, number) = (optional(&written.asking), optional(&written.number));
        let lures = written.lure.iter().map(|lure| Lure {
            what: lure.what.clone(),
            regex: self.regex(FILE, &lure.regex, &pieces),
            contact: lure.contact,
        });
        Scams {
            lures: lures.collect(),
            asking,
            number,
            examples_report: self.examples(FILE, &written.report),
            examples_ask: self.examples(FILE, &written.ask),
            examples_leave: self.examples(FILE, &written.leave),
            own_domains: written.own_domains,
            known_domains: written.known_domains,
            own_numbers: written.own_numbers,
            endings: written.endings,
            brands: written.brands,
            bait: written.bait,
            looks: written.looks,
        }
    }

    /// A regex with its names filled in; complains when it is none.
    fn regex(&mut self, file: &str, written: &Text, pieces: &Pieces) -> String {
        let regex = match filled(written.get_ref(), pieces) {
            Ok(regex) => regex,
            Err(name) => {
                self.complain(file, written, format!("there is no [part] and no [cue] named {name:?}"));
                return String::new();
            }
        };
        if let Err(complaint) = expression::check(&regex) {
            self.complain(file, written, complaint);
            return String::new();
        }
        regex
    }
}

/// What stands before the braces of an example, in them, and behind; `None` when there is not one pair of them.
pub(crate) fn marked(example: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = example.split_once('{')?;
    let (inside, behind) = rest.split_once('}')?;
    (!behind.contains(['{', '}'])).then_some((before, inside, behind))
}

fn pieces(parts: &BTreeMap<String, Text>, cues: &BTreeMap<String, Vec<Text>>) -> Pieces {
    let parts = parts.iter().map(|(name, part)| (name.clone(), format!("(?:{})", part.get_ref())));
    let cues = cues.iter().map(|(name, words)| (name.clone(), any_of(words)));
    parts.chain(cues).collect()
}

/// A regex for any of these words, the longest first: "serial number" before "serial".
fn any_of(words: &[Spanned<String>]) -> String {
    let mut words: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let words: Vec<String> =
        words.into_iter().map(|word| regex::escape(word).replace(' ', "[ -]{0,2}")).collect();
    format!("(?:{})", words.join("|"))
}

/// Puts the pieces in; the name that there is no piece for, otherwise. `{2,3}` counts and is no name.
fn filled(written: &str, pieces: &Pieces) -> Result<String, String> {
    let mut text = written.to_owned();
    for _ in 0..DEEPEST {
        let mut rest = text.as_str();
        let mut next = String::new();
        let mut names = false;
        while let Some((before, after)) = rest.split_once('{') {
            next.push_str(before);
            let name = after.split_once('}').map(|(name, _)| name).unwrap_or_default();
            if name.starts_with(|ch: char| ch.is_ascii_lowercase()) {
                next.push_str(pieces.get(name).ok_or_else(|| name.to_owned())?);
                rest = after.split_once('}').map_or("", |(_, rest)| rest);
                names = true;
            } else {
                next.push('{');
                rest = after;
            }
        }
        next.push_str(rest);
        if !names {
            return Ok(next);
        }
        text = next;
    }
    Err("a piece that is made of itself".to_owned())
}
