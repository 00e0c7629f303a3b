//! Numbers the clues that stand in several messages, and says how loud each kind of clue speaks.

use std::collections::BTreeMap;

use crate::diagnosis::Clue;
use crate::knowledge::ClueKind;

/// A clue of fewer messages teaches nothing about others.
const FEWEST: u32 = 2;

/// The clues of all messages.
pub(super) struct Vocabulary {
    numbers: BTreeMap<(ClueKind, String), u32>,
    /// By number: how loud the clue speaks, for the topic and for a family.
    scales: Vec<[f32; 2]>,
}

/// What is learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Whether it is a current failure at all.
    Topic,
    /// Whether it is one family.
    Family,
}

impl Vocabulary {
    pub(super) fn new<'c>(messages: impl Iterator<Item = &'c [Clue]>) -> Self {
        let mut seen: BTreeMap<(ClueKind, &str), u32> = BTreeMap::new();
        let mut count = 0_u32;
        for clues in messages {
            count += 1;
            for clue in clues {
                *seen.entry((clue.kind, &clue.text)).or_default() += 1;
            }
        }
        let (mut numbers, mut scales) = (BTreeMap::new(), Vec::new());
        for ((kind, text), messages) in seen.into_iter().filter(|(_, messages)| *messages >= FEWEST) {
            let Ok(number) = u32::try_from(scales.len()) else { break };
            numbers.insert((kind, text.to_owned()), number);
            let scale = |task| loudness(task, kind) * rarity(task, kind, messages, count);
            scales.push([scale(Task::Topic), scale(Task::Family)]);
        }
        Self { numbers, scales }
    }

    /// The clues in the order of their numbers.
    pub(super) fn clues(&self) -> impl Iterator<Item = (ClueKind, String)> {
        // Both go by kind and text.
        self.numbers.keys().cloned()
    }

    /// A message's clues by number, each as loud as its kind.
    pub(super) fn number(&self, task: Task, clues: &[Clue]) -> Vec<(u32, f32)> {
        let known = clues.iter().filter_map(|clue| {
            let number = *self.numbers.get(&(clue.kind, clue.text.clone()))?;
            Some((number, clue.seen * self.scale(task, number as usize)))
        });
        known.collect()
    }

    pub(super) fn scale(&self, task: Task, number: usize) -> f32 {
        let [topic, family] = self.scales.get(number).copied().unwrap_or_default();
        match task {
            Task::Topic => topic,
            Task::Family => family,
        }
    }
}

/// How loud a kind of clue speaks: what is many in a message speaks softly, and so do the rules, which were written with
/// some of the messages at hand and are right more often there than elsewhere.
const fn loudness(task: Task, kind: ClueKind) -> f32 {
    match (task, kind) {
        (_, ClueKind::Always) => 1.0,
        (Task::Topic, ClueKind::Rules) => 0.06,
        (Task::Topic, ClueKind::Family | ClueKind::RuledOut) => 0.3,
        (Task::Topic, ClueKind::Sign) => 0.3,
        (Task::Topic, ClueKind::Mark) => 0.5,
        (Task::Topic, ClueKind::Word) => 1.0,
        (Task::Topic, ClueKind::Pair) => 1.0,
        (Task::Topic, ClueKind::Gap) => 0.5,
        (Task::Topic, ClueKind::Denied) => 0.5,
        (Task::Topic, ClueKind::Letters) => 0.4,
        (Task::Family, ClueKind::Rules) => 0.1,
        (Task::Family, ClueKind::Family | ClueKind::RuledOut) => 0.7,
        (Task::Family, ClueKind::Sign) => 0.1,
        (Task::Family, ClueKind::Mark) => 0.1,
        (Task::Family, ClueKind::Word) => 1.0,
        (Task::Family, ClueKind::Pair) => 0.7,
        (Task::Family, ClueKind::Gap) => 0.5,
        (Task::Family, ClueKind::Denied) => 1.0,
        (Task::Family, ClueKind::Letters) => 0.35,
    }
}

/// Rare words say more: by their inverse document frequency, which counts most where a single word can lead elsewhere.
fn rarity(task: Task, kind: ClueKind, messages: u32, of: u32) -> f32 {
    match kind {
        ClueKind::Word | ClueKind::Pair | ClueKind::Gap | ClueKind::Denied | ClueKind::Letters => {
            let share = f64::from(messages) / f64::from(of.max(1));
            #[expect(clippy::cast_possible_truncation, reason = "a small number that needs no more places")]
            let frequency = (-share.ln() / 4.0) as f32;
            match task {
                Task::Topic => frequency * frequency,
                Task::Family => frequency.max(0.0).sqrt(),
            }
        }
        ClueKind::Always
        | ClueKind::Rules
        | ClueKind::Family
        | ClueKind::RuledOut
        | ClueKind::Sign
        | ClueKind::Mark => 1.0,
    }
}
