//! Hears one message for itself, the way that the bot does: masked, read, diagnosed. What was before is for `scene`.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use super::export::{Mentioned, Posted, Role};
use crate::diagnosis::{self, Diagnosis, NEEDED, RankedCause, Verdict};
use crate::knowledge::{Family, KnowledgeBase, Talk};
use crate::quality::explain::page;
use crate::reading::{Reader, Reading};
use crate::text::Voice;

/// The longest reply that is looked at for thanks, in bytes: longer ones are about something.
const THANKS: usize = 80;
/// In so few words "worked" is all that is said.
const FEW: usize = 4;
/// The longest sample, in columns.
const SAMPLE: usize = 280;
/// A silence is a near thing when so much more, in log odds, would have been an answer: the message was taken for a
/// failure at three to five.
const NEAR: f32 = 0.5;
/// Discord began in 2015; other days are errors, and there must be no end of them to keep.
const YEARS: std::ops::RangeInclusive<i16> = 2015..=2100;

/// Hears messages with one knowledge base.
#[derive(Debug)]
pub struct Listener<'b> {
    base: &'b KnowledgeBase,
    reader: &'b Reader,
    helpers: Vec<String>,
}

/// A message with what it says for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    pub(super) id: u64,
    pub(super) author: u64,
    pub(super) at: Option<Timestamp>,
    /// On the clock of the one who exported.
    pub(super) day: Option<Date>,
    /// `2024-03-05 10:22` on the same clock.
    pub(super) minute: String,
    pub(super) sort: Sort,
    pub(super) roles: Vec<Role>,
    pub(super) reply_to: Option<u64>,
    /// A short reply that says thanks.
    pub(super) thanks: bool,
    /// The causes that a reply speaks of.
    pub(super) speaks_of: Vec<Family>,
    /// What the bot makes of a member's words, when they hold a word of the subject.
    pub(super) made: Option<Made>,
}

/// What sort of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Member,
    /// Of a role that is never answered.
    Helper,
    Bot,
    /// Discord's own: somebody joined, something was pinned.
    Notice,
    /// Only a picture, a sticker, or another message passed on.
    Wordless,
}

/// What the bot makes of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Made {
    pub(super) verdict: Verdict,
    pub(super) causes: Vec<RankedCause>,
    /// The log odds that it is a failure.
    pub(super) score: f32,
    /// The other subject that it shows.
    pub(super) adjacent: Option<String>,
    /// Its beginning, without personal data.
    pub(super) text: String,
}

impl Made {
    /// Whether it is left alone, but only just.
    pub(super) fn is_near_miss(&self) -> bool {
        self.verdict == Verdict::Silent && self.score >= NEEDED - NEAR
    }
}

impl<'b> Listener<'b> {
    /// Hears with this knowledge; `helpers` are ids or names of roles.
    #[must_use]
    pub fn new(base: &'b KnowledgeBase, reader: &'b Reader, helpers: &[String]) -> Self {
        let name = |helper: &String| helper.trim_start_matches('@').to_lowercase();
        Self { base, reader, helpers: helpers.iter().map(name).collect() }
    }

    /// Hears a message.
    #[must_use]
    pub fn hear(&self, posted: Posted) -> Heard {
        let sort = self.sort(&posted);
        let (mut thanks, mut speaks_of, mut made) = (false, Vec::new(), None);
        if matches!(sort, Sort::Member | Sort::Helper) {
            let text = nameless(&posted.content, &posted.mentioned);
            if posted.reply_to.is_some() && text.len() <= THANKS {
                thanks = says_thanks(&self.reader.read(&text));
            }
            if let Some((diagnosis, text)) = self.diagnose(&text) {
                speaks_of = self.families(&diagnosis);
                made = (sort == Sort::Member).then(|| self.made(diagnosis, &text));
            }
        }
        let Posted { id, timestamp, author, roles, reply_to, .. } = posted;
        Heard {
            id,
            author,
            at: timestamp.parse().ok(),
            day: day(&timestamp),
            minute: timestamp.get(..16).unwrap_or_default().replace('T', " "),
            sort,
            roles,
            reply_to,
            thanks,
            speaks_of,
            made,
        }
    }

    fn sort(&self, posted: &Posted) -> Sort {
        let is_helper = |role: &Role| {
            let (id, name) = (role.id.to_string(), role.name.to_lowercase());
            self.helpers.iter().any(|helper| *helper == id || *helper == name)
        };
        if posted.bot {
            Sort::Bot
        } else if !posted.talk {
            Sort::Notice
        } else if posted.content.trim().is_empty() {
            Sort::Wordless
        } else if !self.helpers.is_empty() && posted.roles.iter().any(is_helper) {
            Sort::Helper
        } else {
            Sort::Member
        }
    }

    /// The diagnosis of a message that holds a word of the subject, and its words without personal data.
    fn diagnose(&self, text: &str) -> Option<(Diagnosis, String)> {
        let reading = self.reader.read_if_topical(text)?;
        let masked = self.reader.masker().mask(text);
        let diagnosis = if masked.found.is_empty() {
            diagnosis::diagnose(self.base, &reading)
        } else {
            diagnosis::diagnose(self.base, &self.reader.read(&masked.text))
        };
        Some((diagnosis, masked.text))
    }

    fn made(&self, diagnosis: Diagnosis, text: &str) -> Made {
        let adjacent = diagnosis.adjacent.and_then(|id| Some(self.base.intent(&id)?.title.clone()));
        let Diagnosis { verdict, causes, score, .. } = diagnosis;
        Made { verdict, causes, score, adjacent, text: sample(text) }
    }

    /// The families for which something speaks, whatever the verdict.
    fn families(&self, diagnosis: &Diagnosis) -> Vec<Family> {
        let causes =
            diagnosis.evidence.iter().filter(|one| one.supports).filter_map(|one| one.cause.as_ref());
        let mut families: Vec<Family> =
            causes.filter_map(|cause| self.base.cause(cause).and_then(|cause| cause.family)).collect();
        families.sort_unstable();
        families.dedup();
        families
    }
}

/// Whether somebody says thanks, or little else than that it worked.
fn says_thanks(reading: &Reading<'_>) -> bool {
    let words = reading.folded().words().len();
    let own = reading.found().iter().filter(|found| found.voice == Voice::Own);
    own.filter_map(|found| Some((found.meaning.talk()?, found.words.len()))).any(|(talk, said)| {
        talk == Talk::Thanks || (talk == Talk::Worked && (said * 2 >= words || words <= FEW))
    })
}

/// Mentions as Discord itself writes them: the bot reads no names, and nobody who reads samples needs any.
fn nameless<'t>(content: &'t str, mentioned: &[Mentioned]) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(content);
    for one in mentioned {
        for name in one.names.iter().map(|name| format!("@{name}")) {
            if text.contains(&name) {
                text = Cow::Owned(text.replace(&name, &format!("<@{}>", one.id)));
            }
        }
    }
    text
}

/// The beginning of a text on one line, mentions as words.
fn sample(text: &str) -> String {
    let mut shown = String::new();
    let mut parts = text.split("<@");
    shown.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        match part.split_once('>').filter(|(id, _)| is_id(id.trim_start_matches(['!', '&']))) {
            Some((_, rest)) => shown.extend(["@someone", rest]),
            None => shown.extend(["<@", part]),
        }
    }
    page::short(&shown.split_whitespace().collect::<Vec<_>>().join(" "), SAMPLE)
}

/// The day of a timestamp as it is written.
fn day(timestamp: &str) -> Option<Date> {
    let day: Date = timestamp.get(..10)?.parse().ok()?;
    YEARS.contains(&day.year()).then_some(day)
}
