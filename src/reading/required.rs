//! Filler that a literal cannot be without: "that did it" is more than "did".

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::line::Line;
use crate::flat::{Numbers, Texts};
use crate::knowledge::Filler;
use crate::text::Folded;

/// What a line knows of a literal.
pub(super) struct Content<'t> {
    /// Its words without filler, joined by single spaces.
    pub words: Cow<'t, str>,
    /// How many words stand before the first of them, where there was filler.
    before: Option<usize>,
}

impl<'t> Content<'t> {
    /// Of a literal; `None` for filler alone.
    pub(super) fn of(literal: &'t str, filler: &Filler) -> Option<Self> {
        let is_content = |word: &&str| !filler.contains(*word);
        let first = literal.split(' ').position(|word| is_content(&word))?;
        if literal.split(' ').all(|word| is_content(&word)) {
            return Some(Self { words: literal.into(), before: None });
        }
        let content: Vec<&str> = literal.split(' ').filter(is_content).collect();
        Some(Self { words: content.join(" ").into(), before: Some(first) })
    }
}

/// The literals whose filler is required, by number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Required {
    /// Of each literal: where its words stand in `texts`, and 1; 0 when nothing but its content is required.
    places: Numbers,
    /// How many of the words stand before the content.
    before: Numbers,
    texts: Texts,
}

/// A literal whose filler is required.
pub(super) struct Whole<'r> {
    before: usize,
    text: &'r str,
}

impl<'t> FromIterator<(&'t str, &'t Content<'t>)> for Required {
    /// Takes every literal, in order.
    fn from_iter<I: IntoIterator<Item = (&'t str, &'t Content<'t>)>>(literals: I) -> Self {
        let (mut before, mut texts) = (Vec::new(), Vec::new());
        let places = literals.into_iter().map(|(text, content)| {
            let Some(first) = content.before else { return 0 };
            before.push(u32::try_from(first).unwrap_or_default());
            texts.push(text);
            u32::try_from(texts.len()).unwrap_or_default()
        });
        let places = places.collect();
        Self { places, before: before.into_iter().collect(), texts: texts.into_iter().collect() }
    }
}

impl Required {
    /// The whole of a literal, when that is required.
    pub(super) fn of(&self, literal: usize) -> Option<Whole<'_>> {
        let at = self.places.get(literal)?.checked_sub(1)? as usize;
        Some(Whole { before: self.before.get(at)? as usize, text: self.texts.get(at)? })
    }
}

impl<'r> Whole<'r> {
    pub(super) fn words(&self) -> impl Iterator<Item = &'r str> {
        self.text.split(' ')
    }

    /// Whether it stands around a content word.
    pub(super) fn stands_at(&self, folded: &Folded, line: &Line, content: usize) -> bool {
        let start = line.words.get(content).and_then(|word| word.checked_sub(self.before));
        let Some(there) = start.and_then(|start| folded.words().get(start..)) else { return false };
        let mut there = there.iter();
        self.words().all(|wanted| there.next().is_some_and(|word| folded.letters(word) == wanted))
    }
}
