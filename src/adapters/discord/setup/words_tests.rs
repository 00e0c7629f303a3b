//! Every change has its sentence, what is missing is told in order, and everything fits into one message.

use std::sync::LazyLock;

use super::*;
use crate::desk::change::apply;
use crate::knowledge::KnowledgeBase;
use crate::triage::{PlaceId, RoleId, TagId};

/// The knowledge of the project, read once for all tests.
static BASE: LazyLock<KnowledgeBase> = LazyLock::new(|| KnowledgeBase::built_in().unwrap());

fn replies() -> &'static Replies {
    &BASE.replies
}

fn whole() -> Settings {
    Settings {
        watched: vec![PlaceId(11)],
        moderators: Some(RoleId(12)),
        escalations: Some(PlaceId(13)),
        ..Settings::default()
    }
}

#[test]
fn every_change_is_told_with_what_it_changed() {
    for (change, words) in [
        (Change::Mode(Mode::Observe), "Observe"),
        (Change::Pause(true), "/setup resume"),
        (Change::Pause(false), "answer"),
        (Change::Zone("europe/berlin".to_owned()), "Europe/Berlin"),
        (Change::Watch(Listed::Add(PlaceId(5))), "<#5>"),
        (Change::Watch(Listed::Remove(PlaceId(11))), "<#11>"),
        (Change::Watch(Listed::Only(vec![PlaceId(6)])), "<#6>"),
        (Change::Escalations(Some(PlaceId(5))), "<#5>"),
        (Change::Escalations(None), "nobody"),
        (Change::Moderators(Some(RoleId(5))), "<@&5>"),
        (Change::Moderators(None), "administrators"),
        (Change::Helpers(Listed::Add(RoleId(5))), "<@&5>"),
        (Change::Helpers(Listed::Remove(RoleId(5))), "<@&5>"),
        (Change::Helpers(Listed::Only(Vec::new())), "none"),
        (Change::Ping(Some(RoleId(5))), "<@&5>"),
        (Change::Ping(None), "obody"),
        (Change::Solved { forum: PlaceId(5), tag: Some(TagId(1)) }, "<#5>"),
        (Change::Solved { forum: PlaceId(5), tag: None }, "<#5>"),
        (Change::SolvedIn([(PlaceId(7), TagId(1))].into()), "<#7>"),
        (Change::Cooldown(77), "77"),
        (Change::FollowUp(78), "78"),
        (Change::Retention(79), "79"),
        (Change::Reminder(80), "80"),
        (Change::Silence(81), "81"),
        (Change::Incidents(true), "many people"),
        (Change::Incidents(false), "do not look out"),
        (Change::LearnedOrder(true), "helped people"),
        (Change::LearnedOrder(false), "order of their files"),
    ] {
        let settings = apply(&whole(), std::slice::from_ref(&change)).unwrap();
        let lines = changed(replies(), std::slice::from_ref(&change), &settings);
        let [line, _next] = lines.as_slice() else { panic!("{lines:?}") };
        assert!(line.contains(words), "{change:?}: expected {words:?} in {line:?}");
        assert!(!line.contains(['{', '_']), "{line:?}");
    }
}

#[test]
fn what_is_missing_is_told_one_after_the_other_and_then_how_to_try_it() {
    let mut settings = Settings { paused: true, mode: Mode::Observe, ..Settings::default() };
    let told = |settings: &Settings, words: &str| {
        let next = next(replies(), settings);
        assert!(next.contains(words), "expected {words:?} in {next:?}");
    };
    told(&settings, "/setup watch add");
    settings.watched = vec![PlaceId(11)];
    told(&settings, "/setup moderators");
    settings.moderators = Some(RoleId(12));
    told(&settings, "/setup escalations");
    settings.escalations = Some(PlaceId(13));
    told(&settings, "/setup resume");
    settings.paused = false;
    told(&settings, "/setup mode");
    settings.mode = Mode::Suggest;
    told(&settings, "/setup mode");
    settings.mode = Mode::Answer;
    told(&settings, "my icloud backup fails, storage is full");
    told(&settings, "<#11>");
}

#[test]
fn what_was_typed_is_shown_harmless() {
    let error = ChangeError::Settings(SettingsError::Zone("@everyone **x**".to_owned()));
    let text = refused(replies(), &error);
    assert!(!text.contains("@everyone") && !text.contains("**x**"), "{text}");
}

#[test]
fn everything_fits_into_one_message_however_much_is_set() {
    let many: Vec<u64> = (0..200).map(|at| 1_170_000_000_000_000_000 + at).collect();
    let settings = Settings {
        watched: many.iter().copied().map(PlaceId).collect(),
        helpers: many.iter().copied().take(50).map(RoleId).collect(),
        solved: many.iter().copied().take(50).map(|id| (PlaceId(id), TagId(id))).collect(),
        ..whole()
    };
    let text = fit(&shown(replies(), &settings), "more");
    assert!(text.encode_utf16().count() <= limits::CONTENT && !text.ends_with("more"), "{text}");
    assert!(text.contains("188 more"), "{text}");
    let lines = vec!["x".repeat(500); 10];
    let text = fit(&lines, "and more");
    assert!(text.ends_with("\nand more") && text.len() <= limits::CONTENT, "{}", text.len());
    assert_eq!(fit(&["a".to_owned(), "b".to_owned()], "more"), "a\nb");
}
