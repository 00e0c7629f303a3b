//! Whole runs over rows whose outcome is written down here, without any knowledge.

use std::collections::BTreeSet;

use super::corpus::{Fields, Row};
use super::eval::{Evaluation, Given};
use super::label::Label;
use super::miss::Reason;
use super::tables::First;
use crate::diagnosis::{RankedCause, Verdict};
use crate::knowledge::{CauseId, Family};

fn row(kind: &str, causes: &[Label]) -> Row {
    Row {
        id: "r".to_owned(),
        text: "it fails".to_owned(),
        on_topic: !causes.is_empty(),
        causes: causes.to_vec(),
        fields: Fields::default(),
        kind: kind.to_owned(),
    }
}

fn answer(families: &[(Family, f32)]) -> Given {
    let cause = |(family, confidence): &(Family, f32)| RankedCause {
        id: CauseId(family.label().replace('_', "-")),
        family: *family,
        confidence: *confidence,
    };
    Given {
        verdict: Verdict::Answer,
        causes: families.iter().map(cause).collect(),
        fields: Fields::default(),
    }
}

fn ask() -> Given {
    Given { verdict: Verdict::Ask, ..Given::nothing() }
}

fn run(rows: &[(Row, Given)]) -> Evaluation {
    let mut evaluation = Evaluation::default();
    for (row, given) in rows {
        evaluation.add(row, given, || None);
    }
    evaluation.tables.sort();
    evaluation
}

const NETWORK: Label = Label::Family(Family::Network);
const FULL: Label = Label::Family(Family::StorageFull);

#[test]
fn any_acceptable_cause_counts_as_the_first() {
    let scores = run(&[
        (row("typical", &[NETWORK, FULL]), answer(&[(Family::StorageFull, 0.9)])),
        (row("typical", &[NETWORK]), answer(&[(Family::StorageFull, 0.9), (Family::Network, 0.8)])),
        (row("typical", &[NETWORK]), Given::nothing()),
        (row("typical", &[NETWORK]), ask()),
        (row("typical", &[Label::Unknown]), ask()),
        (row("typical", &[Label::Unknown]), answer(&[(Family::Network, 0.9)])),
    ])
    .scores;
    assert_eq!((scores.first_cause.hits, scores.first_cause.total), (2, 6));
    assert_eq!((scores.on_topic_recall.hits, scores.on_topic_recall.total), (5, 6), "asking is a reply");
}

#[test]
fn off_topic_every_reply_is_false() {
    let scores = run(&[
        (row("adjacent", &[]), answer(&[(Family::Network, 0.9)])),
        (row("adjacent", &[]), ask()),
        (row("adjacent", &[]), Given::nothing()),
    ])
    .scores;
    assert_eq!((scores.false_replies.hits, scores.false_replies.total), (2, 3));
    assert_eq!(scores.on_topic_recall.share(), None);
}

#[test]
fn all_causes_count_only_where_several_are_named() {
    let both = [NETWORK, FULL];
    let evaluation = run(&[
        (row("multi_cause", &both), answer(&[(Family::StorageFull, 0.9), (Family::Network, 0.8)])),
        (row("multi_cause", &both), answer(&[(Family::StorageFull, 0.9)])),
        (row("typical", &both), answer(&[(Family::StorageFull, 0.9)])),
    ]);
    let all = evaluation.scores.all_causes;
    assert_eq!((all.hits, all.total), (1, 2));
    let reasons: Vec<_> = evaluation.misses.iter().map(|miss| miss.reasons.clone()).collect();
    assert_eq!(reasons, [BTreeSet::from([Reason::Unnamed])]);
}

fn fielded(expected: Fields, given: Fields) -> Evaluation {
    let row = Row { fields: expected, ..row("typical", &[NETWORK]) };
    run(&[(row, Given { fields: given, ..answer(&[(Family::Network, 0.9)]) })])
}

fn device(name: &str) -> Fields {
    Fields { device: Some(name.to_owned()), ..Fields::default() }
}

fn lasting(words: &str) -> Fields {
    Fields { duration: Some(words.to_owned()), ..Fields::default() }
}

#[test]
fn a_bare_device_is_neither_required_nor_forbidden() {
    for (expected, given) in [(device("iphone"), Fields::default()), (Fields::default(), device("ipad"))] {
        let evaluation = fielded(expected, given);
        assert_eq!(evaluation.scores.fields.device.f1(), None);
        assert!(evaluation.misses.is_empty(), "{:?}", evaluation.misses);
    }
    let evaluation = fielded(device("iphone 13"), device("iphone"));
    assert_eq!(evaluation.scores.fields.device.f1(), Some(0.0));
}

#[test]
fn a_duration_since_an_event_is_neither_required_nor_forbidden() {
    let evaluation = fielded(Fields::default(), lasting("Since the update"));
    assert_eq!(evaluation.scores.fields.duration.rows, 0);
    assert!(evaluation.misses.is_empty());
    let evaluation = fielded(Fields::default(), lasting("2 weeks"));
    assert_eq!(evaluation.scores.fields.duration.f1(), Some(0.0));
    let evaluation = fielded(lasting("since monday"), lasting("since monday"));
    assert_eq!(evaluation.scores.fields.duration.f1(), Some(1.0));
}

#[test]
fn steps_are_compared_as_a_set() {
    let steps = |names: &[&str]| Fields {
        steps_tried: names.iter().map(ToString::to_string).collect(),
        ..Fields::default()
    };
    let fields =
        fielded(steps(&["restarted", "checked_wifi"]), steps(&["checked_wifi", "plugged_in"])).scores.fields;
    let steps = fields.steps_tried;
    assert_eq!((steps.right, steps.wrong, steps.missed), (1, 1, 1));
    assert_eq!(fields.mean(), Some(0.5), "fields that nobody mentioned are left out of the mean");
}

#[test]
fn tables_tell_what_was_taken_for_what() {
    let tables = run(&[
        (row("typical", &[NETWORK]), answer(&[(Family::StorageFull, 0.95)])),
        (row("typical", &[NETWORK, FULL]), answer(&[(Family::StorageFull, 0.5)])),
        (row("typical", &[NETWORK]), answer(&[(Family::Network, 1.0)])),
        (row("typo", &[Label::Unknown]), Given::nothing()),
        (row("adjacent", &[]), answer(&[(Family::Network, 0.7)])),
    ])
    .tables;
    let confused: Vec<_> =
        tables.confusion.iter().map(|one| (one.expected, one.given, one.rows, one.acceptable)).collect();
    assert_eq!(
        confused,
        [
            (Some(NETWORK), First::Family(Family::StorageFull), 2, 1),
            (None, First::Family(Family::Network), 1, 0),
            (Some(Label::Unknown), First::Silent, 1, 0),
        ]
    );
    let network = tables.families[&NETWORK];
    assert_eq!((network.first_cause.hits, network.first_cause.total), (2, 3));
    assert_eq!((network.primary.right, network.primary.wrong, network.primary.missed), (1, 1, 2));
    let kinds: Vec<&str> = tables.kinds.keys().map(String::as_str).collect();
    assert_eq!(kinds, ["adjacent", "typical", "typo"]);
    let bins: Vec<_> = tables.calibration.iter().map(|bin| (bin.right.hits, bin.right.total)).collect();
    assert_eq!(bins, [(0, 0), (0, 0), (1, 1), (0, 1), (1, 2)], "off topic no answer is right");
}

/// Rows of every sort, with names as long as they get.
fn everything() -> Evaluation {
    let mut rows = Vec::new();
    for family in Family::ALL {
        for given in [answer(&[(Family::NotChargingOrLocked, 0.9)]), ask(), Given::nothing()] {
            rows.push((row("pasted_error", &[Label::Family(family)]), given.clone()));
            rows.push((row("adversarial", &[]), given));
        }
    }
    run(&rows)
}

#[test]
fn the_tables_fit_eighty_columns() {
    let text = everything().to_string();
    let widest = text.lines().max_by_key(|line| line.chars().count()).unwrap();
    assert!(widest.chars().count() <= 80, "too wide: {widest:?}");
    for part in ["on-topic recall", "95 %", "not_charging_or_locked", "pasted_error", "0.8 to 1.0"] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

#[test]
fn the_names_in_json_are_those_that_thresholds_use() {
    let evaluation = everything();
    let json = serde_json::to_value(&evaluation).unwrap();
    for (name, value) in evaluation.scores.named() {
        let scores = &json["scores"];
        let found = match name {
            "fields" => &scores["fields"]["mean"],
            _ if !scores[name].is_null() => &scores[name]["share"],
            _ => &scores["fields"][name]["f1"],
        };
        assert_eq!(found.as_f64(), value, "{name} in {scores}");
    }
    assert_eq!(json["tables"]["families"]["network"]["first_cause"]["total"], 3);
    let worst = &json["tables"]["confusion"][0];
    assert_eq!(
        (&worst["expected"], &worst["given"]),
        (&serde_json::Value::Null, &"not_charging_or_locked".into())
    );
}

#[test]
fn a_miss_says_what_was_expected_and_what_was_given() {
    let expected = Fields { duration: Some("2 weeks".to_owned()), ..Fields::default() };
    let row = Row { fields: expected, ..row("typical", &[NETWORK, FULL]) };
    let miss = run(&[(row, answer(&[(Family::IosBug, 0.8)]))]).misses.remove(0).to_string();
    let expected = "r [typical]: first cause, duration
  text      it fails
  expected  network, storage_full
  given     ios_bug (ios-bug 0.80)
  duration: expected \"2 weeks\"; given nothing
";
    assert_eq!(miss, expected);
}
