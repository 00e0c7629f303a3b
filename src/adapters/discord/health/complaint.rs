//! What can be wrong, and its words for Discord and for the command line.

use super::facts::Channel;
use crate::knowledge::Replies;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Members or moderators are left without an answer.
    Error,
    /// Something is missing.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

/// Something to be told, with how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// How bad it is.
    pub severity: Severity,
    /// The channel that it is about.
    pub channel: Option<u64>,
    /// The sentence in the file of replies.
    sentence: &'static str,
    holes: Vec<(&'static str, Hole)>,
}

/// What fills a hole of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Hole {
    Text(String),
    Channel {
        id: u64,
        name: Option<String>,
    },
    Role(u64),
    /// Names of sentences, each a word or two.
    Words(Vec<&'static str>),
}

/// Who reads it: each writes channels and roles in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody in the server.
    Discord,
    /// The operator.
    Terminal,
}

impl Complaint {
    pub(super) fn new(severity: Severity, sentence: &'static str) -> Self {
        Self { severity, channel: None, sentence, holes: Vec::new() }
    }

    pub(super) fn text(mut self, hole: &'static str, text: &impl ToString) -> Self {
        self.holes.push((hole, Hole::Text(text.to_string())));
        self
    }

    pub(super) fn role(mut self, id: u64) -> Self {
        self.holes.push(("role", Hole::Role(id)));
        self
    }

    pub(super) fn words(mut self, hole: &'static str, words: Vec<&'static str>) -> Self {
        self.holes.push((hole, Hole::Words(words)));
        self
    }

    /// A channel that is there.
    pub(super) fn within(self, channel: &Channel) -> Self {
        self.place(channel.id, Some(channel.name.clone()))
    }

    /// A channel that is not there.
    pub(super) fn gone(self, id: u64) -> Self {
        self.place(id, None)
    }

    fn place(mut self, id: u64, name: Option<String>) -> Self {
        self.channel = Some(id);
        self.holes.push(("channel", Hole::Channel { id, name }));
        self
    }

    /// The sentence, without a word on how bad it is.
    #[must_use]
    pub fn said(&self, replies: &Replies, reader: Reader) -> String {
        let filled: Vec<(&str, String)> =
            self.holes.iter().map(|(name, hole)| (*name, hole.said(replies, reader))).collect();
        let holes: Vec<(&str, &str)> = filled.iter().map(|(name, text)| (*name, text.as_str())).collect();
        replies.say(self.sentence, &holes)
    }
}

impl Hole {
    fn said(&self, replies: &Replies, reader: Reader) -> String {
        match (self, reader) {
            (Self::Text(text), _) => text.clone(),
            (Self::Channel { id, .. }, Reader::Discord) => format!("<#{id}>"),
            (Self::Channel { id, name: Some(name) }, Reader::Terminal) => {
                format!("#{} ({id})", printable(name))
            }
            (Self::Channel { id, name: None }, Reader::Terminal) | (Self::Role(id), Reader::Terminal) => {
                id.to_string()
            }
            (Self::Role(id), Reader::Discord) => format!("<@&{id}>"),
            (Self::Words(words), _) => {
                let words: Vec<String> = words.iter().map(|name| replies.say(name, &[])).collect();
                words.join(", ")
            }
        }
    }
}

/// A name from elsewhere, without what a terminal would obey.
#[must_use]
pub fn printable(name: &str) -> String {
    name.chars().filter(|ch| !ch.is_control()).collect()
}
