//! Counts where every pattern fires, and how often it is right there.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::messages::Message;
use super::sense::{Judged, Sense};
use crate::knowledge::KnowledgeBase;
use crate::quality::Label;
use crate::reading::Reader;

/// A place where a pattern fired: the message by index, and the folded words there.
pub(super) type Place = (usize, Range<usize>);

/// Where a pattern fires.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fires {
    /// In how many messages.
    pub messages: usize,
    /// In how many of them it is right; `None` where it says something only together with others.
    pub right: Option<usize>,
    /// In how many of them nobody can say: near misses, of which no cause is written.
    pub untold: usize,
    /// What the messages are for which it is not right, the most frequent first.
    pub elsewhere: Vec<Elsewhere>,
}

/// Messages that are something else than the pattern says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Elsewhere {
    /// Their label, or what they are.
    pub label: String,
    /// Whether that is another family than the pattern's.
    pub family: bool,
    /// How many there are.
    pub messages: usize,
    /// One of them: the id of a row, or the file and line of an example.
    pub sample: String,
}

/// Where every pattern fires, by its index. Messages are read in full, as where they are meant for the bot.
pub(super) fn places(base: &KnowledgeBase, reader: &Reader, messages: &[Message<'_>]) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); base.patterns.len()];
    for (index, message) in messages.iter().enumerate() {
        for found in reader.read(message.text).found() {
            if let Some(list) = places.get_mut(found.pattern) {
                list.push((index, found.words.clone()));
            }
        }
    }
    places
}

/// What the places of one pattern come to.
pub(super) fn fires(sense: &Sense, places: &[Place], messages: &[Message<'_>]) -> Fires {
    let mut indexes: Vec<usize> = places.iter().map(|(message, _)| *message).collect();
    indexes.dedup();
    let (mut right, mut untold) = (0, 0);
    let mut others: BTreeMap<(String, bool), (usize, &str)> = BTreeMap::new();
    for message in indexes.iter().filter_map(|index| messages.get(*index)) {
        let other = match sense.judge(message) {
            Judged::Right => {
                right += 1;
                continue;
            }
            Judged::Untold => {
                untold += 1;
                continue;
            }
            Judged::Else(label) => {
                let two = matches!((sense, label), (Sense::For(..), Label::Family(_)));
                (label.to_string(), two)
            }
            Judged::Other(what) => (what.to_owned(), false),
        };
        others.entry(other).or_insert((0, &message.id)).0 += 1;
    }
    let mut elsewhere: Vec<Elsewhere> = others
        .into_iter()
        .map(|((label, family), (messages, sample))| Elsewhere {
            label,
            family,
            messages,
            sample: sample.to_owned(),
        })
        .collect();
    elsewhere.sort_by_key(|one| (!one.family, std::cmp::Reverse(one.messages)));
    let judged = sense.can_be_right();
    Fires {
        messages: indexes.len(),
        right: judged.then_some(right),
        untold: if judged { untold } else { 0 },
        elsewhere,
    }
}
