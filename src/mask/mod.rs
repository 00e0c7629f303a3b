//! Masks personal data before anything is kept or posted, and knows offers of false helpers. Pure; what a kind looks
//! like is data (`patterns/private.toml`, `patterns/scams.toml`).
//!
//! It never touches what the fields need: versions, builds, sizes, dates, durations, models, error numbers.
//!
//! | file | what it does |
//! | --- | --- |
//! | `plain` | a text as small ASCII letters that know where they stood, whatever script, dash or digit was typed |
//! | `shapes` | the shapes of a kind, compiled, found one after the other in linear time |
//! | `checks` | what a regex cannot say: sums of digits, letters among them |
//! | `links` | the links of a text, and whether a name borrows Apple's |
//! | [`scam`] | offers of "Apple support" that are not Apple's |

mod checks;
mod links;
mod plain;
pub mod scam;
mod shapes;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::knowledge::KnowledgeBase;
use plain::Plain;
use shapes::Compiled;

/// The most rounds: what is masked may bring two other parts together, and each round can only mask more.
const ROUNDS: usize = 12;

/// The kinds of personal data, each compiled when it is first looked for; made once, used for every message.
#[derive(Debug)]
pub struct Masker {
    kinds: Vec<Kind>,
}

#[derive(Debug)]
struct Kind {
    shown: String,
    shapes: Vec<Compiled>,
}

/// A text without personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text, with a word in brackets in place of each part.
    pub text: String,
    /// What was found, in the order of the text.
    pub found: Vec<Found>,
}

/// Personal data in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index in the knowledge's kinds.
    pub kind: usize,
    /// UTF-8 bytes of the text as given, end exclusive.
    pub span: Range<usize>,
}

impl Masker {
    /// Takes the kinds of a knowledge base.
    #[must_use]
    pub fn new(base: &KnowledgeBase) -> Self {
        let kind = |kind: &crate::knowledge::PrivateKind| Kind {
            shown: kind.shown.clone(),
            shapes: kind.shapes.iter().map(Compiled::new).collect(),
        };
        Self { kinds: base.private.kinds.iter().map(kind).collect() }
    }

    /// The personal data in a text, in its order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        let shown: Vec<&str> = self.kinds.iter().map(|kind| kind.shown.as_str()).collect();
        let mut opaque = plain::opaque(text, &shown);
        let mut found: Vec<Found> = Vec::new();
        for _ in 0..ROUNDS {
            let plain = Plain::of(text, &opaque);
            if !plain.can_hold_data() {
                break;
            }
            let new = self.once(&plain);
            if new.is_empty() {
                break;
            }
            opaque.extend(new.iter().map(|one| one.span.clone()));
            opaque.sort_by_key(|span| span.start);
            found.extend(new);
        }
        found.sort_by_key(|one| one.span.start);
        found
    }

    /// The text without its personal data. Masking what is masked changes nothing.
    #[must_use]
    pub fn mask(&self, text: &str) -> Masked {
        let found = self.find(text);
        if found.is_empty() {
            return Masked { text: text.to_owned(), found };
        }
        let mut masked = String::with_capacity(text.len());
        let mut done = 0;
        for one in &found {
            masked.push_str(text.get(done..one.span.start).unwrap_or_default());
            masked.push_str(self.kinds.get(one.kind).map_or("[private]", |kind| &kind.shown));
            done = one.span.end;
        }
        masked.push_str(text.get(done..).unwrap_or_default());
        Masked { text: masked, found }
    }

    /// The same in place; `false` when there was nothing to mask.
    pub fn clean(&self, text: &mut String) -> bool {
        let masked = self.mask(text);
        let changed = !masked.found.is_empty();
        if changed {
            *text = masked.text;
        }
        changed
    }

    /// What one look at a text finds: of parts that overlap, that of the kind that is looked for first.
    fn once(&self, plain: &Plain) -> Vec<Found> {
        let mut taken = vec![false; plain.bytes.len()];
        let mut found = Vec::new();
        for (kind, one) in self.kinds.iter().enumerate() {
            for shape in &one.shapes {
                shape.each(plain, &mut |part| {
                    let Some(room) = taken.get_mut(part.clone()).filter(|room| !room.contains(&true)) else {
                        return;
                    };
                    room.fill(true);
                    found.push(Found { kind, span: plain.source(&part) });
                });
            }
        }
        found
    }
}
