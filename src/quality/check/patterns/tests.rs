//! Explains the patterns of a small folder, and proves by messages that what is called shadowed is.

use super::cover::Cover;
use super::said;
use super::shadow::Shadows;
use super::{Known, Never, PatternUse, Patterns, Sort, patterns};
use crate::knowledge::{KnowledgeBase, Pattern, Rule};
use crate::quality::check::tests::folder;
use crate::quality::{Corpus, Row};
use crate::reading::Reader;

/// The small folder with these phrases for the Wi-Fi, at the strength `strong`.
fn base(phrases: &[&str]) -> KnowledgeBase {
    let quoted: Vec<String> = phrases.iter().map(|phrase| format!("{phrase:?}")).collect();
    let files = folder(&[("wifi.toml", "\"<wifi> (drops|dies)\"", &quoted.join(", "))]);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    KnowledgeBase::load(&files).unwrap()
}

fn explained(phrases: &[&str], rows: &[Row]) -> Patterns {
    let base = base(phrases);
    patterns(&base, &Reader::new(&base), rows)
}

fn find<'p>(all: &'p Patterns, file: &str, pattern: &str) -> &'p PatternUse {
    let file = all.files.iter().find(|known| known.file == file).unwrap();
    file.patterns.iter().find(|known| known.pattern == pattern).unwrap()
}

/// Why a phrase beside that of the small folder never fires.
fn why(phrase: &str) -> Never {
    let all = explained(&["<wifi> (drops|dies)", phrase], &[]);
    find(&all, "wifi.toml", phrase).never.clone().unwrap()
}

/// What shadows the first phrase by how it is written when the second stands beside it.
fn shadow(phrase: &str, other: &str) -> Option<String> {
    let all = explained(&[phrase, other], &[]);
    let shadowed = find(&all, "wifi.toml", phrase).shadowed.clone();
    shadowed.filter(|shadowed| shadowed.known == Known::Written).map(|shadowed| shadowed.by.pattern)
}

fn rows(lines: &[(&str, &str, &str)]) -> Vec<Row> {
    let line = |(id, text, cause): &(&str, &str, &str)| match *cause {
        "" => format!(r#"{{"id":"{id}","text":"{text}","on_topic":false}}"#),
        cause => format!(r#"{{"id":"{id}","text":"{text}","on_topic":true,"causes":["{cause}"]}}"#),
    };
    let corpus = Corpus::read(&lines.iter().map(line).collect::<Vec<_>>().join("\n"));
    assert_eq!(corpus.bad_lines, []);
    corpus.rows
}

#[test]
fn a_pattern_that_fires_is_counted_with_how_often_it_is_right() {
    let all = explained(&["<wifi> (drops|dies)"], &[]);
    let fires = &find(&all, "wifi.toml", "<wifi> (drops|dies)").fires;
    // Three examples of its own, and a near miss of the other cause, of which no cause is written.
    assert_eq!((fires.messages, fires.right, fires.untold), (4, Some(3), 1), "{fires:?}");
    assert_eq!(fires.elsewhere, []);
    assert_eq!((all.examples, all.rows), (10, 0));
}

#[test]
fn a_pattern_that_fires_for_two_causes_names_both_with_a_message() {
    let rows = rows(&[
        ("m1", "icloud backup fails, wifi drops", "storage_full"),
        ("m2", "icloud backup wont run when wifi drops", "storage_full"),
        ("m3", "wifi drops in my game", ""),
        ("m4", "icloud backup fails, wifi dies", "unknown"),
    ]);
    let all = explained(&["<wifi> (drops|dies)"], &rows);
    let one = find(&all, "wifi.toml", "<wifi> (drops|dies)");
    let elsewhere: Vec<_> = one
        .fires
        .elsewhere
        .iter()
        .map(|one| (one.label.as_str(), one.family, one.messages, one.sample.as_str()))
        .collect();
    assert_eq!(
        elsewhere,
        [("storage_full", true, 2, "m1"), ("off topic", false, 1, "m3"), ("unknown", false, 1, "m4")]
    );
    assert!(one.is(Sort::TwoCauses) && one.is(Sort::Fires) && !one.is(Sort::Never));
    let page = all.to_string();
    let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("two causes, also storage_full 2 (m1); also off topic 1 (m3)"), "{page}");
}

#[test]
fn a_sign_of_the_topic_is_right_on_topic() {
    let rows = rows(&[("m1", "icloud backup fails", "unknown"), ("m2", "my icloud photos", "")]);
    let all = explained(&["<wifi> (drops|dies)"], &rows);
    let fires = &find(&all, "topic.toml", "<icloud>").fires;
    assert_eq!(fires.right, Some(7), "{fires:?}");
    assert_eq!((fires.elsewhere[0].label.as_str(), fires.elsewhere[0].sample.as_str()), ("off topic", "m2"));
}

#[test]
fn the_part_that_no_message_holds_is_named() {
    let missing =
        |parts: &[&str], all| Never::Missing { parts: parts.iter().map(ToString::to_string).collect(), all };
    assert_eq!(why("<wifi> naps"), missing(&["naps"], false));
    assert_eq!(why("router naps"), missing(&["router naps"], true));
    assert_eq!(why("<wifi> .. (naps|sleeps)"), missing(&["(naps|sleeps)"], false));
}

#[test]
fn parts_that_never_come_together_or_in_another_order_are_told() {
    assert_eq!(why("phones .. drops"), Never::Apart { parts: vec!["phones".to_owned(), "drops".to_owned()] });
    assert!(matches!(why("drops <wifi>"), Never::Order { messages: 3.., .. }), "{:?}", why("drops <wifi>"));
    let far = why("<backup> full");
    assert!(matches!(&far, Never::TooFar { messages: 3, sample } if sample == "storage.toml:14"), "{far:?}");
}

#[test]
fn a_guard_that_never_occurs_and_an_expression_that_never_fits_are_told() {
    let guarded = |guard: &str| {
        let pattern = format!("guard = [\"{guard}\"]\nregex = 'slow'\n[[for]]\nstrength = \"strong\"\nsay");
        let files = folder(&[("wifi.toml", "say", &pattern)]);
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let base = KnowledgeBase::load(&files).unwrap();
        let all = patterns(&base, &Reader::new(&base), &[]);
        find(&all, "wifi.toml", "slow").never.clone().unwrap()
    };
    assert_eq!(guarded("mbps"), Never::Guard { words: vec!["mbps".to_owned()] });
    assert!(matches!(guarded("wifi"), Never::Expression { messages: 5.., .. }), "{:?}", guarded("wifi"));
}

#[test]
fn a_phrase_with_more_words_is_shadowed_by_one_with_fewer() {
    for (phrase, other) in [
        ("<wifi> (drops|dies) again", "<wifi> (drops|dies|naps)"),
        ("<wifi> drops", "<wifi> (drops|dies)"),
        ("slow <wifi> drops", "<wifi> .. drops"),
        ("<wifi> badly? drops", "<wifi> .. drops"),
        ("<wifi> .. drops", "<wifi> ... drops"),
        ("router naps badly", "naps badly"),
        ("router naps badly", "router .. badly"),
        ("<wifi> gets 5 bars", "<wifi> .. # bars"),
        ("(<wifi> drops|router # drops)", "(<wifi>|router) .. drops"),
    ] {
        assert_eq!(shadow(phrase, other).as_deref(), Some(other), "{phrase} beside {other}");
        assert_eq!(shadow(other, phrase), None, "{other} beside {phrase}");
    }
}

#[test]
fn a_phrase_that_can_match_alone_is_not_shadowed() {
    for (phrase, other) in [
        ("<wifi> .. drops", "<wifi> drops"),
        ("<wifi> badly? drops", "<wifi> drops"),
        ("<wifi> ... drops", "<wifi> .. drops"),
        ("<wifi> .. now .. drops", "<wifi> .. drops"),
        ("drops <wifi>", "<wifi> drops"),
        ("<wifi> (drops|naps)", "<wifi> (drops|dies)"),
        ("(<wifi> drops|router naps)", "<wifi> drops"),
        ("one bar", "# bar"),
    ] {
        assert_eq!(shadow(phrase, other), None, "{phrase} beside {other}");
    }
}

#[test]
fn of_two_that_say_the_same_the_first_stays() {
    let all = explained(&["<wifi> (drops|dies)", "<wifi> (dies|drops|drops)"], &[]);
    assert_eq!(find(&all, "wifi.toml", "<wifi> (drops|dies)").shadowed, None);
    let second = find(&all, "wifi.toml", "<wifi> (dies|drops|drops)");
    assert_eq!(second.shadowed.as_ref().unwrap().by.pattern, "<wifi> (drops|dies)");
}

#[test]
fn where_the_words_count_only_the_same_words_shadow() {
    let base = base(&["<wifi> drops", "slow <wifi> drops", "slow .. drops"]);
    let cover = Cover::new(&base);
    let way = |written: &str| {
        let pattern = base.patterns.iter().find(|pattern| pattern.written == written).unwrap();
        ways(pattern)[0].clone()
    };
    let (short, long, wide) = (way("<wifi> drops"), way("slow <wifi> drops"), way("slow .. drops"));
    assert!(cover.covers(&short, &long, false) && !cover.covers(&short, &long, true));
    assert!(cover.covers(&wide, &long, true));
}

#[test]
fn a_pattern_that_never_fires_without_another_is_told_as_seen() {
    let rows = rows(&[
        ("m1", "icloud backup fails, the slow wifi drops", "network"),
        ("m2", "wifi drops, slow wifi, icloud backup fails", "network"),
        ("m3", "icloud backup wont run, slow wifi drops", "network"),
    ]);
    // Nothing in how they are written says that slow Wi-Fi drops.
    let all = explained(&["slow <wifi>", "<wifi> (drops|dies)", "slow .. <wifi> .. <wifi>?"], &rows[..1]);
    assert_eq!(
        find(&all, "wifi.toml", "slow <wifi>").shadowed.as_ref().map(|one| one.known),
        Some(Known::Written)
    );
    let all = explained(&["slow <wifi>", "<wifi> (drops|dies)"], &rows);
    assert_eq!(find(&all, "wifi.toml", "slow <wifi>").shadowed, None, "in m2 it stands alone");
    let rows: Vec<Row> = [0, 2, 0].map(|index: usize| rows[index].clone()).to_vec();
    let all = explained(&["slow <wifi>", "<wifi> (drops|dies)"], &rows);
    let shadowed = find(&all, "wifi.toml", "slow <wifi>").shadowed.clone().unwrap();
    assert_eq!((shadowed.known, shadowed.by.pattern.as_str()), (Known::Seen, "<wifi> (drops|dies)"));
}

#[test]
fn no_line_of_the_page_is_wider_than_a_terminal() {
    let page =
        explained(&["<wifi> (drops|dies)", &format!("<wifi> ({}|naps)", ["sulks"; 60].join("|"))], &[])
            .to_string();
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    assert!(page.contains("\nwifi.toml: 2 patterns, 1 fires, 1 never fires\n"), "{page}");
}

#[test]
fn only_the_sorts_that_are_asked_for_are_left() {
    let all = explained(&["<wifi> (drops|dies)", "<wifi> naps"], &[]);
    let never = all.clone().only(&[Sort::Never]);
    assert!(never.files.iter().flat_map(|file| &file.patterns).all(|pattern| pattern.is(Sort::Never)));
    assert_eq!(never.sums, all.sums);
    assert_eq!(find(&never, "wifi.toml", "<wifi> naps").line, 11);
}

/// Phrases in many of their own words: wherever one matches, what shadows it does too.
#[test]
fn what_shadows_a_built_in_pattern_matches_wherever_it_does() {
    let base = KnowledgeBase::built_in().unwrap();
    let reader = Reader::new(&base);
    let shadows = Shadows::new(&base, &reader, &[]);
    let mut tried = 0;
    for (own, pattern) in base.patterns.iter().enumerate() {
        let Some(by) = shadows.written(own, pattern) else { continue };
        for words in ways(pattern).iter().flat_map(|way| said::others(&base, way).take(8)) {
            let reading = reader.read(&words);
            let fires = |pattern: usize| reading.found().iter().any(|found| found.pattern == pattern);
            assert!(
                !fires(own) || fires(by),
                "{words:?} matches {pattern:?}, and not {:?}",
                base.patterns[by]
            );
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried} messages tried");
}

fn ways(pattern: &Pattern) -> &[Vec<crate::knowledge::Element>] {
    match &pattern.rule {
        Rule::Phrase(phrase) => &phrase.ways,
        Rule::Regex { .. } => &[],
    }
}
