//! Reads a channel's history as DiscordChatExporter writes it as JSON, and hands out its messages one at a time.
//!
//! One object: `guild`, `channel`, `dateRange`, `exportedAt`, `messages`, `messageCount`; some keys are younger than
//! others (`JsonMessageWriter.cs` of github.com/Tyrrrz/DiscordChatExporter). Only what is needed here is looked at.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::loose::{Few, Id, Word};

/// The longest name that is kept, in letters; Discord allows 100.
const NAME: usize = 100;

/// Where messages were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Channel {
    /// The server's id; 0 for direct messages.
    pub server: u64,
    /// The channel's or thread's id.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// It is a thread, or a post of a forum.
    pub thread: bool,
}

/// A message as it stands in an export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    /// Its id.
    pub id: u64,
    /// A message or a reply, and no note of Discord's that somebody joined or pinned.
    pub talk: bool,
    /// When, as ISO 8601 with the offset of the one who exported.
    pub timestamp: String,
    /// The words. With mentions written as names, unless the export was told otherwise.
    pub content: String,
    /// Who wrote it.
    pub author: u64,
    /// That was a program.
    pub bot: bool,
    /// The author's roles when it was exported; none in old exports.
    pub roles: Vec<Role>,
    /// The message that it replies to.
    pub reply_to: Option<u64>,
    /// The people that it mentions.
    pub mentioned: Vec<Mentioned>,
}

/// A role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub name: String,
}

/// Somebody who is mentioned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentioned {
    /// Who.
    pub id: u64,
    /// What `@` stands in front of, the longest first.
    pub names: Vec<String>,
}

/// Reads an export to its end and hands out every message, until `take` says that it wants no more.
///
/// # Errors
/// Where the export is damaged, or no export at all. The messages before that place were handed out.
pub fn read<'de, D: Deserializer<'de>>(
    from: D,
    take: impl FnMut(&Arc<Channel>, Posted) -> bool,
) -> Result<(), D::Error> {
    from.deserialize_map(Export { take, channel: Channel::default() })
}

struct Export<T> {
    take: T,
    channel: Channel,
}

struct Messages<'t, T> {
    take: &'t mut T,
    channel: Arc<Channel>,
}

#[derive(Deserialize)]
struct WrittenChannel {
    id: Id,
    #[serde(default, rename = "type")]
    kind: Word,
    #[serde(default)]
    name: Word,
}

#[derive(Deserialize)]
struct WrittenServer {
    id: Id,
}

#[derive(Deserialize)]
struct Written {
    id: Id,
    #[serde(rename = "type")]
    kind: Word,
    timestamp: Word,
    content: Word,
    author: Author,
    #[serde(default)]
    mentions: Few<Author>,
    #[serde(default)]
    reference: Option<Reference>,
}

#[derive(Deserialize)]
struct Author {
    id: Id,
    #[serde(default)]
    name: Word,
    #[serde(default)]
    nickname: Word,
    #[serde(default, rename = "isBot")]
    is_bot: bool,
    #[serde(default)]
    roles: Few<WrittenRole>,
}

#[derive(Deserialize)]
struct WrittenRole {
    id: Id,
    #[serde(default)]
    name: Word,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(default, rename = "messageId")]
    message: Word,
}

impl Posted {
    /// About how much it holds, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        let roles = self.roles.iter().map(|role| role.name.len());
        let names = self.mentioned.iter().flat_map(|one| &one.names).map(String::len);
        self.content.len() + self.timestamp.len() + roles.chain(names).sum::<usize>()
    }
}

impl Channel {
    /// Where Discord shows one of its messages.
    #[must_use]
    pub fn link(&self, message: u64) -> String {
        let server = if self.server == 0 { "@me".to_owned() } else { self.server.to_string() };
        format!("https://discord.com/channels/{server}/{}/{message}", self.id)
    }
}

impl<'de, T: FnMut(&Arc<Channel>, Posted) -> bool> Visitor<'de> for Export<T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an export of a channel")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut any = false;
        while let Some(Word(key)) = map.next_key()? {
            match key.as_str() {
                "guild" => self.channel.server = map.next_value::<WrittenServer>()?.id.0,
                "channel" => {
                    let WrittenChannel { id, kind, name } = map.next_value()?;
                    // 10 to 12 are the numbers of threads in Discord's own tables.
                    let thread = kind.0.contains("Thread") || matches!(kind.0.as_str(), "10" | "11" | "12");
                    self.channel = Channel { id: id.0, name: short(name), thread, ..self.channel };
                }
                "messages" => {
                    any = true;
                    let channel = Arc::new(self.channel.clone());
                    map.next_value_seed(Messages { take: &mut self.take, channel })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if any { Ok(()) } else { Err(A::Error::missing_field("messages")) }
    }
}

impl<'de, T: FnMut(&Arc<Channel>, Posted) -> bool> DeserializeSeed<'de> for Messages<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, T: FnMut(&Arc<Channel>, Posted) -> bool> Visitor<'de> for Messages<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(written) = list.next_element::<Written>()? {
            if !(self.take)(&self.channel, written.into()) {
                return Err(A::Error::custom("expected to be read on"));
            }
        }
        Ok(())
    }
}

impl From<Written> for Posted {
    fn from(written: Written) -> Self {
        let Written { id, kind, timestamp, content, author, mentions, reference } = written;
        Self {
            id: id.0,
            talk: matches!(kind.0.as_str(), "Default" | "Reply" | "0" | "19"),
            timestamp: timestamp.0,
            content: content.0,
            author: author.id.0,
            bot: author.is_bot,
            roles: author
                .roles
                .0
                .into_iter()
                .map(|role| Role { id: role.id.0, name: short(role.name) })
                .collect(),
            reply_to: reference.and_then(|reference| reference.message.0.parse().ok()),
            mentioned: mentions.0.into_iter().map(Mentioned::from).collect(),
        }
    }
}

impl From<Author> for Mentioned {
    fn from(author: Author) -> Self {
        let mut names: Vec<String> = [author.nickname, author.name]
            .map(short)
            .into_iter()
            .filter(|name| !name.trim().is_empty())
            .collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { id: author.id.0, names }
    }
}

/// A name that is not longer than any can be.
fn short(name: Word) -> String {
    match name.0.char_indices().nth(NAME) {
        None => name.0,
        Some((end, _)) => name.0.get(..end).unwrap_or_default().to_owned(),
    }
}
