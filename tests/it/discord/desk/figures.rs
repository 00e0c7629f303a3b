//! `/stats`: numbers and pictures for a phone.

use super::{FULL, case, escalated};
use crate::discord::town::Town;
use crate::support::sim::{Message, ids};

fn stats(town: &Town, about: &str, options: &[(&str, &str)]) -> Message {
    let answer =
        town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, &format!("stats {about}"), options).message();
    assert!(answer.ephemeral(), "{}", answer.text());
    answer
}

#[test]
fn every_question_is_answered_with_words_that_fit_a_phone() {
    let town = Town::open();
    escalated(&town);
    case(&town, "claim", &[("number", "1")]);
    case(&town, "resolve", &[("number", "1")]);
    for (about, words) in [
        ("overview", "all cases"),
        ("causes", "iCloud storage is full"),
        ("steps", "shown"),
        ("versions", "17"),
        ("desk", "claimed 1"),
    ] {
        let answer = stats(&town, about, &[("since", "7d")]);
        assert!(answer.text().contains(words), "{words:?} is missing in:\n{}", answer.text());
        for line in answer.content.split("```").skip(1).step_by(2).flat_map(str::lines) {
            assert!(line.chars().count() <= 36, "{about}: {line:?}");
        }
    }
    let desk = stats(&town, "desk", &[]);
    assert!(desk.text().contains(&format!("<@{}>", ids::MODERATOR)), "{}", desk.text());
    assert!(desk.mentions_that_fired.is_empty());
}

#[test]
fn a_picture_is_attached_with_its_words() {
    let town = Town::open();
    town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.wait_for_case(ids::ANNA, |_| true);
    for (about, pictures) in [("overview", 2), ("causes", 1), ("steps", 1), ("versions", 0)] {
        let answer = stats(&town, about, &[]);
        assert_eq!(answer.attachments.len(), pictures, "{about}");
        for (picture, number) in answer.attachments.iter().zip(1..) {
            assert_eq!(picture.name, format!("cloudmedic-{about}-{number}.png"));
            assert!(picture.alt.as_ref().is_some_and(|alt| alt.len() > 20), "{about}: {:?}", picture.alt);
            assert!(picture.size > 1000);
        }
    }
}

#[test]
fn days_that_run_backwards_or_are_none_get_a_sentence() {
    let town = Town::open();
    let backwards = stats(&town, "causes", &[("since", "2026-03-01"), ("until", "2026-02-01")]);
    assert!(backwards.text().contains("begins after it ends"), "{}", backwards.text());
    let backwards = stats(&town, "overview", &[("since", "3d"), ("until", "2w")]);
    assert!(backwards.text().contains("begins after it ends"), "{}", backwards.text());
    let odd = stats(&town, "steps", &[("until", "soon")]);
    assert!(odd.text().contains("do not understand"), "{}", odd.text());
    let nothing = stats(&town, "causes", &[("until", "2020-01-01")]);
    assert!(nothing.text().contains("Nothing was counted") && nothing.attachments.is_empty());
}
