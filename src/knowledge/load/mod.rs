//! Checks the files of a pattern folder against each other and builds the knowledge base, with every complaint at once.

mod causes;
mod sayings;
mod shapes;
mod tables;
mod words;

use serde::de::DeserializeOwned;
use toml::Spanned;

pub(crate) use shapes::marked;

use super::complaint::{Complaint, Complaints};
use super::ids::{CauseId, Strength};
use super::patterns::{Meaning, Pattern, Rule};
use super::phrase::Phrases;
use super::written::Text;
use super::{English, Files, KnowledgeBase, Weights};

/// Files that are not causes.
pub(super) const RESERVED: [&str; 14] = [
    "words.toml",
    "screens.toml",
    "steps.toml",
    "menus.toml",
    "ios.toml",
    "topic.toml",
    "steps-tried.toml",
    "talk.toml",
    "faq.toml",
    "adjacent.toml",
    "checklist.toml",
    "replies.en.toml",
    "private.toml",
    "scams.toml",
];

/// Reads and checks everything.
pub(super) fn load(files: Files<'_>) -> Result<KnowledgeBase, Complaints> {
    let mut complaints = Vec::new();
    if !files.iter().any(|(name, _)| name.ends_with(".toml")) {
        complaints.push(Complaint::about(
            "patterns",
            "the folder holds no .toml file; copy the project's own folder and change that",
        ));
        return Err(Complaints(complaints));
    }
    for name in RESERVED.iter().chain(&["english.txt"]) {
        if !files.iter().any(|(file, _)| file == name) {
            complaints
                .push(Complaint::about(name, "the file is missing; copy it from the project's own folder"));
        }
    }
    let (phrases, joins, english) = words::read(files, &mut complaints);
    let weights = files.iter().find(|(name, _)| *name == super::weights::FILE);
    let weights = weights.map(|(_, text)| Weights::read(text, &mut complaints)).unwrap_or_default();
    let mut loader = Loader {
        files,
        complaints,
        phrases,
        patterns: Vec::new(),
        causes: Vec::new(),
        unread: Vec::new(),
        lines: (String::new(), Vec::new()),
    };
    let base = loader.build(joins, english, weights);
    let mut complaints = loader.complaints;
    if complaints.is_empty() {
        return Ok(base);
    }
    complaints.sort();
    complaints.dedup();
    Err(Complaints(complaints))
}

/// What is being collected.
struct Loader<'a> {
    files: Files<'a>,
    complaints: Vec<Complaint>,
    phrases: Phrases,
    patterns: Vec<Pattern>,
    /// Cause ids, by file name: known before any file refers to them.
    causes: Vec<CauseId>,
    /// Files that are there but could not be read.
    unread: Vec<String>,
    /// The file whose lines were asked for last, and where each of them ends: thousands of patterns ask for theirs.
    lines: (String, Vec<usize>),
}

impl<'a> Loader<'a> {
    fn build(&mut self, joins: words::Joins, english: English, weights: Weights) -> KnowledgeBase {
        self.causes = cause_files(self.files).map(|(id, ..)| CauseId::from(id)).collect();
        let menus = self.menus();
        let tried = self.tried();
        let steps = self.steps(&menus, &tried);
        let causes = self.causes(&steps);
        let checklist = self.checklist(&steps);
        let screens = self.screens();
        let faq = self.faq(&menus);
        let adjacent = self.adjacent();
        self.topic();
        self.talk();
        let ios = self.ios();
        let replies = self.replies();
        let private = self.private();
        let scams = self.scams();
        KnowledgeBase {
            causes,
            steps,
            checklist,
            screens,
            menus,
            ios,
            faq,
            adjacent,
            tried,
            replies,
            private,
            scams,
            patterns: std::mem::take(&mut self.patterns),
            atoms: std::mem::take(&mut self.phrases.atoms),
            literals: std::mem::take(&mut self.phrases.literals),
            filler: self.phrases.filler().clone(),
            joins,
            english,
            weights,
        }
    }

    fn text(&self, file: &str) -> &'a str {
        self.files.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text)
    }

    /// Reads a file into its shape; a file that is missing has its complaint already.
    fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        if !self.files.iter().any(|(name, _)| *name == file) {
            return None;
        }
        parse(file, self.text(file))
            .map_err(|complaint| {
                self.unread.push(file.to_owned());
                self.complaints.push(complaint);
            })
            .ok()
    }

    /// Complains that `other` lacks something, unless `other` could not be read: that has its complaint already.
    fn complain_of<T>(&mut self, other: &str, file: &str, place: &Spanned<T>, message: impl Into<String>) {
        let known = self.files.iter().any(|(name, _)| *name == other)
            && !self.unread.iter().any(|name| name == other);
        if known {
            self.complain(file, place, message);
        }
    }

    fn complain<T>(&mut self, file: &str, place: &Spanned<T>, message: impl Into<String>) {
        let complaint = Complaint::at(file, self.text(file), place.span().start, message);
        self.complaints.push(complaint);
    }

    /// Adds a phrase pattern, or complains about it.
    fn phrase(&mut self, file: &str, written: &Text, meaning: Meaning) {
        match self.phrases.parse(written.get_ref()) {
            Ok(phrase) => self.pattern(file, written, Rule::Phrase(phrase), meaning),
            Err(message) => self.complain(file, written, message),
        }
    }

    fn phrases(&mut self, file: &str, say: &[Text], meaning: Meaning) {
        for written in say {
            self.phrase(file, written, meaning);
        }
    }

    fn pattern(&mut self, file: &str, written: &Text, rule: Rule, meaning: Meaning) {
        let line = self.line(file, written);
        let written = written.get_ref().clone();
        self.patterns.push(Pattern { written, file: file.to_owned(), line, rule, meaning });
    }

    /// The line of a text in its file, from 1.
    fn line(&mut self, file: &str, written: &Text) -> usize {
        if self.lines.0 != file {
            let ends = self.text(file).match_indices('\n').map(|(at, _)| at).collect();
            self.lines = (file.to_owned(), ends);
        }
        self.lines.1.partition_point(|end| *end < written.span().start) + 1
    }

    /// The index of a cause that a file names, or a complaint.
    fn cause_index(&mut self, file: &str, id: &Text) -> Option<usize> {
        let found = self.causes.iter().position(|known| known.as_str() == id.get_ref());
        if found.is_none() {
            let message = format!("there is no cause {0:?}; expected a file patterns/{0}.toml", id.get_ref());
            self.complain(file, id, message);
        }
        found
    }

    fn cause_strengths<'m>(
        &mut self,
        file: &str,
        causes: impl IntoIterator<Item = (&'m Text, &'m Strength)>,
    ) -> Vec<(CauseId, Strength)> {
        causes
            .into_iter()
            .filter_map(|(id, strength)| {
                let index = self.cause_index(file, id)?;
                Some((self.causes.get(index)?.clone(), *strength))
            })
            .collect()
    }
}

/// The cause files: id, file name, text.
fn cause_files<'a>(files: Files<'a>) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    files.iter().filter_map(|(name, text)| {
        let id = name.strip_suffix(".toml")?;
        (!RESERVED.contains(name)).then_some((id, *name, *text))
    })
}

/// Reads one file; a complaint has the line and column that the TOML reader gives.
fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Complaint> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().trim().replace('\n', "; ");
        match error.span() {
            Some(span) => Complaint::at(file, text, span.start, message),
            None => Complaint::about(file, message),
        }
    })
}
