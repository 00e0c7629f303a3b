//! Suggestions over small corpora with the built-in knowledge: what is suggested, what is counted, and that it loads.

use std::sync::LazyLock;

use super::{Block, Class, Line, Suggested, Suggestions, Wishes, suggest};
use super::{heard, place};
use crate::knowledge::{BUILT_IN, Family, KnowledgeBase, Strength};
use crate::quality::{Corpus, Row};
use crate::reading::Reader;

static BASE: LazyLock<KnowledgeBase> = LazyLock::new(|| KnowledgeBase::built_in().unwrap());
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&BASE));

fn row(id: &str, text: &str, causes: &[&str]) -> Row {
    let written =
        serde_json::json!({ "id": id, "text": text, "on_topic": !causes.is_empty(), "causes": causes });
    Row::read(&written.to_string()).unwrap()
}

/// A part of the corpus: what is tested here needs others to tell from, not all of them.
fn dev() -> Vec<Row> {
    let text: Vec<&str> = include_str!("../../../tests/corpus/dev.jsonl").lines().step_by(3).collect();
    Corpus::read(&text.join("\n")).rows
}

fn suggested(corrected: &[Row], corpus: &[Row], all: bool) -> Vec<Suggested> {
    suggestions(corrected, corpus, all).classes
}

fn suggestions(corrected: &[Row], corpus: &[Row], all: bool) -> Suggestions {
    suggest(BUILT_IN, &BASE, &READER, (corrected, corpus), Wishes { top: 8, all }).unwrap()
}

fn of(all: &[Suggested], class: Class) -> &Suggested {
    all.iter().find(|one| one.class == class).unwrap_or_else(|| panic!("no {class} in {all:?}"))
}

fn phrases(one: &Suggested) -> Vec<&str> {
    one.blocks.iter().flat_map(|block| &block.lines).map(|line| line.phrase.as_str()).collect()
}

/// Three messages of a cause, and one of another that shares a word.
fn goblins() -> Vec<Row> {
    vec![
        row("a", "the hallway goblin box eats my icloud backup every night, it fails", &["network"]),
        row("b", "icloud backup fails. we think it is the hallway goblin again", &["network"]),
        row("c", "hallway goblin blinking red and no icloud backup since monday", &["network"]),
        row("d", "my hallway is cold and icloud storage is full so the backup fails", &["storage_full"]),
    ]
}

#[test]
fn a_phrase_that_tells_the_class_comes_first_with_its_hits() {
    let suggestions = suggested(&goblins(), &dev(), true);
    let network = of(&suggestions, Class::Family(Family::Network));
    assert_eq!(network.corrected, 3);
    let line = &network.blocks[0].lines[0];
    assert_eq!((line.phrase.as_str(), line.hits, line.corrected, line.wrong), ("hallway goblin", 3, 3, 0));
    assert_eq!(line.already, None);
    assert!(!phrases(network).contains(&"hallway"), "it is in another class too: {:?}", phrases(network));
    assert_eq!(line.toml(), "\"hallway goblin\",");
}

#[test]
fn what_the_bot_gets_right_by_now_needs_no_phrase_unless_wished() {
    let right = [row("a", "icloud storage is full and the backup fails, says the goblin", &["storage_full"])];
    let class = Class::Family(Family::StorageFull);
    let told = suggested(&right, &dev(), false);
    assert_eq!((of(&told, class).open, of(&told, class).blocks.len()), (0, 0));
    assert!(!phrases(of(&suggested(&right, &dev(), true), class)).is_empty());
}

#[test]
fn a_missed_failure_is_suggested_for_the_topic_and_for_its_cause() {
    // Which of them the bot misses is not what is tested here.
    let texts =
        ["where is the nocturnal goblin", "the nocturnal goblin is on holiday", "nocturnal goblin, anybody"];
    let is_silent = |text: &&&str| heard::is_right(&BASE, &READER, &row("a", text, &[]));
    let missed = [row("a", texts.iter().find(is_silent).expect("one is missed"), &["network"])];
    let told = suggested(&missed, &dev(), false);
    let block = &of(&told, Class::Missed).blocks[0];
    assert_eq!((block.file.as_str(), block.table.as_str()), ("topic.toml", "[failure]"));
    assert!(phrases(of(&told, Class::Missed)).iter().any(|phrase| phrase.contains("goblin")));
    let cause = &of(&told, Class::Family(Family::Network)).blocks[0];
    let named = BASE.causes.iter().find(|known| format!("{}.toml", known.id) == cause.file).unwrap();
    assert_eq!(named.family, Some(Family::Network));
    assert!(cause.table.starts_with("[[for]]") && !cause.or.is_empty(), "{cause:?}");
}

#[test]
fn a_false_reply_is_suggested_for_what_is_off_topic() {
    let wrong = [
        row("a", "my icloud backup fails in the goblin musical, act two", &[]),
        row("b", "goblin musical tickets: the song about the icloud backup that fails", &[]),
    ];
    let told = suggested(&wrong, &dev(), true);
    let block = &of(&told, Class::OffTopic).blocks[0];
    assert_eq!((block.file.as_str(), block.table.as_str()), ("topic.toml", "[foreign]"));
    assert_eq!(block.lines[0].phrase, "goblin musical");
}

#[test]
fn a_pattern_that_says_so_already_is_named() {
    let rows = [
        row("a", "wifi keeps dropping, icloud backup fails", &["network"]),
        row("b", "icloud backup fails as the wifi keeps dropping", &["network"]),
    ];
    let told = suggested(&rows, &[row("c", "nice weather", &[])], true);
    let lines = of(&told, Class::Family(Family::Network)).blocks.iter().flat_map(|block| &block.lines);
    let known: Vec<_> = lines.filter_map(|line| line.already.clone()).collect();
    assert!(
        known.iter().any(|(place, hits)| place.starts_with("wifi-unstable.toml") && *hits == 2),
        "{known:?}"
    );
}

#[test]
fn it_says_what_would_come_of_all_lines() {
    let missed = [
        row("a", "the nocturnal goblin went missing", &["unknown"]),
        row("b", "where is the nocturnal goblin", &["unknown"]),
    ];
    let all = suggestions(&missed, &dev(), false);
    let lines = all.classes.iter().flat_map(|one| &one.blocks);
    let lines = lines.flat_map(|block| block.lines.iter().map(move |line| (block, line)));
    let files = lines.fold(files(), |files, (block, line)| pasted(files, block, line));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let base = KnowledgeBase::load(&files).unwrap();
    let reader = Reader::new(&base);
    let mended = missed.iter().filter(|row| heard::is_right(&base, &reader, row)).count();
    assert_eq!((all.open, all.mended), (2, mended), "{all:?}");
}

/// Every message of the corpus as if a moderator had corrected it to something else: whatever is suggested must load,
/// line by line, where it says that it belongs.
#[test]
fn every_suggested_line_loads_in_its_file() {
    let corpus = dev();
    let wrong = |(index, row): (usize, &Row)| {
        let family = Family::ALL[index % Family::ALL.len()];
        let causes = if index % 5 == 0 { vec![] } else { vec![family.label()] };
        self::row(&format!("x{index}"), &row.text, &causes)
    };
    let corrected: Vec<Row> =
        corpus.iter().enumerate().filter(|(index, _)| index % 2 == 0).map(wrong).collect();
    let suggestions = suggested(&corrected, &corpus, true);
    let blocks: Vec<&Block> = suggestions.iter().flat_map(|one| &one.blocks).collect();
    let lines: usize = blocks.iter().map(|block| block.lines.len()).sum();
    assert!(lines > 10, "only {lines} lines were suggested");
    // In each round one more line of every block, so that a complaint names the line by its place.
    for round in 0..8 {
        let new: Vec<(&Block, &Line)> =
            blocks.iter().filter_map(|block| Some((*block, block.lines.get(round)?))).collect();
        let files = new.iter().fold(files(), |files, (block, line)| pasted(files, block, line));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let base = KnowledgeBase::load(&files).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(base.patterns.len(), BASE.patterns.len() + new.len(), "{new:?}");
        for (block, line) in new {
            let found = base.patterns.iter().any(|one| one.file == block.file && one.written == line.phrase);
            assert!(found, "{line:?}");
        }
    }
}

fn files() -> Vec<(String, String)> {
    BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The files with a line pasted where its block says.
fn pasted(mut files: Vec<(String, String)>, block: &Block, line: &Line) -> Vec<(String, String)> {
    let text = &mut files.iter_mut().find(|(name, _)| *name == block.file).unwrap().1;
    let place = match block.table.strip_prefix("[[for]] with strength = ") {
        None => place::in_table(text, block.table.trim_matches(['[', ']'])),
        Some(strength) => {
            let strength: Strength = serde_json::from_str(strength).expect("a strength is named");
            place::of_cause(text, &[strength])
        }
    };
    *text = place::with_line(text, &place.expect("the list is there"), &line.toml());
    files
}
