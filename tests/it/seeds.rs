//! What the three articles hold, line by line, and that each line has a home in the knowledge.

use std::collections::BTreeSet;

use cloudmedic::knowledge::KnowledgeBase;

/// A line of an article: its name in `sources`, and words that its home must show a person.
struct Line {
    name: &'static str,
    /// Each must stand in the text of one of the line's homes.
    shows: &'static [&'static str],
}

const fn line(name: &'static str, shows: &'static [&'static str]) -> Line {
    Line { name, shows }
}

/// The first article: 5 reasons, 6 fixes, 7 answers, its cautions.
const FIRST: &[Line] = &[
    line("S0 reason 1", &["storage"]),
    line("S0 reason 2", &["Wi-Fi"]),
    line("S0 reason 3", &["iOS"]),
    line("S0 reason 4", &["off"]),
    line("S0 reason 5", &["Apple"]),
    line("S0 fix 1", &["storage", "Delete"]),
    line("S0 fix 2", &["Wi-Fi", "Safari", "router"]),
    line("S0 fix 3", &["update"]),
    line("S0 fix 4", &["iCloud Backup", "Back Up Now"]),
    line("S0 fix 5", &["Sign out", "sign in"]),
    line("S0 fix 6", &["System Status"]),
    line("S0 FAQ 1", &["storage"]),
    line("S0 FAQ 2", &["iCloud.com"]),
    line("S0 FAQ 3", &["Restart"]),
    line("S0 FAQ 4", &["storage"]),
    line("S0 FAQ 5", &["Finder"]),
    line("S0 FAQ 6", &["exact"]),
    line("S0 FAQ 7", &["day"]),
    line("S0 caution 1", &["gone for good"]),
    line("S0 caution 2", &[]),
    line("S0 caution 3", &["copy"]),
    line("S0 caution 4", &["trust"]),
    line("S0 caution 5", &["before"]),
];

/// The second article: 7 culprits, 4 steps, isolation, computer backup, 4 fields, 2 habits, its cautions.
const SECOND: &[Line] = &[
    line("S1 culprit 1", &["storage"]),
    line("S1 culprit 2", &["Wi-Fi"]),
    line("S1 culprit 3", &["charg"]),
    line("S1 culprit 4", &["off"]),
    line("S1 culprit 5", &["iOS"]),
    line("S1 culprit 6", &["sign"]),
    line("S1 culprit 7", &["large"]),
    line("S1 step 1", &["storage"]),
    line("S1 step 2", &["Wi-Fi", "Back Up Now"]),
    line("S1 step 3", &["Sign out"]),
    line("S1 step 4", &["Reset Network"]),
    line("S1 isolation", &["apps"]),
    line("S1 computer backup", &["Finder", "iTunes"]),
    line("S1 field 1", &["iOS version"]),
    line("S1 field 2", &["exact"]),
    line("S1 field 3", &["how long"]),
    line("S1 field 4", &["tried"]),
    line("S1 habit 1", &["night"]),
    line("S1 habit 2", &["weeks"]),
    line("S1 caution 1", &[]),
    line("S1 caution 2", &[]),
    line("S1 caution 3", &["photos"]),
    line("S1 caution 4", &[]),
    line("S1 caution 5", &[]),
    line("S1 caution 6", &["passwords"]),
    line("S1 caution 7", &[]),
    line("S1 caution 8", &["wait"]),
    line("S1 caution 9", &["week"]),
];

/// The third article: 9 steps and the comment, its cautions.
const THIRD: &[Line] = &[
    line("S2 step 1", &["storage"]),
    line("S2 step 2", &["Wi-Fi", "Speedtest"]),
    line("S2 step 3", &["apps"]),
    line("S2 step 4", &["Photos"]),
    line("S2 step 5", &["update"]),
    line("S2 step 6", &["Restart"]),
    line("S2 step 7", &["restart"]),
    line("S2 step 8", &["Erase"]),
    line("S2 step 9", &["Apple Support"]),
    line("S2 comment", &["Delete"]),
    line("S2 caution 1", &["data"]),
    line("S2 caution 2", &["not in"]),
    line("S2 caution 3", &[]),
    line("S2 caution 4", &[]),
    line("S2 caution 5", &[]),
    line("S2 caution 6", &["computer backup"]),
];

/// A thing that names its sources, with all that a person can read of it.
struct Home {
    what: String,
    text: String,
    sources: Vec<String>,
}

fn homes(base: &KnowledgeBase) -> Vec<Home> {
    let mut homes = Vec::new();
    for cause in &base.causes {
        let text = [cause.title.as_str(), &cause.explanation, &cause.escalate, &cause.rules_out].join(" ");
        homes.push(Home { what: format!("cause {}", cause.id), text, sources: cause.sources.clone() });
    }
    for step in base.steps.values() {
        let parts = [Some(&step.title), Some(&step.how), step.caution.as_ref(), step.check.as_ref()];
        let text = parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let path = step.path.as_ref().and_then(|path| base.menus.path(path, None)).unwrap_or_default();
        homes.push(Home {
            what: format!("step {}", step.id),
            text: format!("{text} {path}"),
            sources: step.sources.clone(),
        });
    }
    for topic in base.faq.iter().chain(&base.adjacent) {
        let text = format!("{} {}", topic.title, topic.answer);
        homes.push(Home { what: format!("answer {}", topic.id), text, sources: topic.sources.clone() });
    }
    homes
}

#[test]
fn every_line_of_the_articles_has_a_home() {
    let base = KnowledgeBase::built_in().unwrap();
    let homes = homes(&base);
    let mut homeless = Vec::new();
    for line in FIRST.iter().chain(SECOND).chain(THIRD) {
        let its: Vec<&Home> =
            homes.iter().filter(|home| home.sources.iter().any(|name| name == line.name)).collect();
        if its.is_empty() {
            homeless.push(format!("{} has no home", line.name));
        }
        let shown =
            |words: &str| its.iter().any(|home| home.text.to_lowercase().contains(&words.to_lowercase()));
        for words in line.shows.iter().filter(|words| !its.is_empty() && !shown(words)) {
            let names: Vec<_> = its.iter().map(|home| home.what.as_str()).collect();
            homeless.push(format!("{}: none of {names:?} says {words:?}", line.name));
        }
    }
    assert!(homeless.is_empty(), "{}", homeless.join("\n"));
}

#[test]
fn the_articles_are_counted_in_full() {
    let count =
        |lines: &[Line], prefix: &str| lines.iter().filter(|line| line.name.starts_with(prefix)).count();
    assert_eq!([count(FIRST, "S0 reason"), count(FIRST, "S0 fix"), count(FIRST, "S0 FAQ")], [5, 6, 7]);
    assert_eq!([count(SECOND, "S1 culprit"), count(SECOND, "S1 step")], [7, 4]);
    assert_eq!([count(SECOND, "S1 field"), count(SECOND, "S1 habit")], [4, 2]);
    assert_eq!([count(THIRD, "S2 step"), count(THIRD, "S2 comment")], [9, 1]);
}

#[test]
fn every_cause_and_text_of_the_facts_has_a_home() {
    let base = KnowledgeBase::built_in().unwrap();
    let named: BTreeSet<String> = homes(&base)
        .into_iter()
        .flat_map(|home| home.sources)
        .chain(base.screens.iter().flat_map(|screen| screen.sources.clone()))
        .chain(base.screens.iter().map(|screen| screen.id.clone()))
        .collect();
    let causes = (1..=30).map(|number| format!("C{number:02}"));
    let texts = (1..=23).chain(30..=38).chain(50..=54).map(|number| format!("E{number:02}"));
    let missing: Vec<String> =
        causes.chain(texts).chain(["1d".to_owned()]).filter(|name| !named.contains(name)).collect();
    assert!(missing.is_empty(), "no home for {missing:?}");
}

#[test]
fn every_source_that_is_named_is_explained() {
    let base = KnowledgeBase::built_in().unwrap();
    let page = include_str!("../../patterns/SOURCES.md");
    let known: BTreeSet<&str> = FIRST.iter().chain(SECOND).chain(THIRD).map(|line| line.name).collect();
    for home in homes(&base) {
        for name in home.sources.iter().filter(|name| name.starts_with('S')) {
            assert!(
                known.contains(name.as_str()),
                "{} names {name:?}, which is no line of the articles",
                home.what
            );
            assert!(page.contains(&format!("**{name}**")), "SOURCES.md does not explain {name:?}");
        }
    }
}
