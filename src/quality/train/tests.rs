//! What training learns from a handful of messages.

use super::*;
use crate::knowledge::ClueKind;
use crate::quality::Label;
use crate::reading::sample::{base, reader};

fn row(text: &str, on_topic: bool) -> Row {
    let causes = if on_topic { vec![Label::Unknown] } else { Vec::new() };
    Row {
        id: text.to_owned(),
        text: text.to_owned(),
        on_topic,
        causes,
        fields: super::super::Fields::default(),
        kind: String::new(),
    }
}

fn learned_from(rows: &[Row]) -> Vec<Learned> {
    let mut trainer = Trainer::new(base(), reader());
    rows.iter().for_each(|row| trainer.add(row));
    trainer.finish(|_| ())
}

fn adds(learned: &[Learned], kind: ClueKind, text: &str, score: usize) -> f32 {
    let clue = learned.iter().find(|one| one.clue == (kind, text.to_owned()));
    let adds = clue.and_then(|clue| clue.adds.iter().find(|(known, _)| *known == score));
    adds.map_or(0.0, |(_, adds)| *adds)
}

#[test]
fn a_word_of_messages_that_are_off_topic_speaks_against_the_topic() {
    let rows: Vec<Row> = ["zebra storage is full", "my zebra will not back up", "the zebra backup fails"]
        .into_iter()
        .map(|text| row(text, false))
        .collect();
    let learned = learned_from(&rows);
    assert!(
        adds(&learned, ClueKind::Word, "zebra", 0) < -0.1,
        "{:?}",
        adds(&learned, ClueKind::Word, "zebra", 0)
    );
}

#[test]
fn the_rules_are_believed_where_the_examples_agree_with_them() {
    let learned = learned_from(&[]);
    for family in Family::ALL {
        assert!(adds(&learned, ClueKind::Family, family.label(), index(family)) > 0.5, "{family}");
    }
}

#[test]
fn the_same_messages_give_the_same_file_and_the_file_can_be_read() {
    let rows = [row("my backup fails", true), row("my cat fails", false)];
    let (one, other) = (write(&learned_from(&rows)), write(&learned_from(&rows)));
    assert_eq!(one, other);
    let names = score_lines(&one);
    assert!(names > 100, "{names} clues");
}

fn score_lines(text: &str) -> usize {
    let files: Vec<(&str, &str)> = crate::knowledge::BUILT_IN
        .iter()
        .map(|(name, built_in)| (*name, if *name == "weights.txt" { text } else { built_in }))
        .collect();
    KnowledgeBase::load(&files).unwrap_or_else(|complaints| panic!("{complaints}")).weights.len()
}
