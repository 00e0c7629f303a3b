//! What a step is decided with: the knowledge, the reader, the server's settings, and the time.

use jiff::Timestamp;
use jiff::civil::Date;

use super::effect::{Block, Effect, Message};
use super::learned::Learned;
use super::say::Reply;
use super::settings::Settings;
use crate::incident::Incident;
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;

/// Everything but the case and the event.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What the bot knows.
    pub knowledge: &'a KnowledgeBase,
    /// The knowledge's patterns, compiled.
    pub reader: &'a Reader,
    /// The server's settings.
    pub settings: &'a Settings,
    /// The time of the step.
    pub now: Timestamp,
    /// What goes on besides in the server.
    pub scene: Scene<'a>,
}

/// What goes on in a server besides the case; nothing of it must be known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scene<'a> {
    /// The incident that is open.
    pub incident: Option<&'a Incident>,
    /// What Apple's own status says of iCloud Backup, when it names a problem.
    pub outage: Option<&'a str>,
    /// What came of the steps so far.
    pub learned: Option<&'a Learned>,
}

impl<'a> Context<'a> {
    /// Everything that must be known, where nothing else goes on.
    #[must_use]
    pub fn new(
        knowledge: &'a KnowledgeBase,
        reader: &'a Reader,
        settings: &'a Settings,
        now: Timestamp,
    ) -> Self {
        Self { knowledge, reader, settings, now, scene: Scene::default() }
    }
}

impl Context<'_> {
    /// The day of a moment where the people are.
    pub(super) fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.settings.zone.clone()).date()
    }

    /// One sentence that asks nothing.
    pub(super) fn remark(&self, reply: Reply, version: u32) -> Effect {
        Effect::Say(self.sentence(reply, version))
    }

    /// One sentence for the eyes of whoever acted.
    pub(super) fn whisper(&self, reply: Reply) -> Effect {
        Effect::Whisper(self.sentence(reply, 0))
    }

    pub(super) fn sentence(&self, reply: Reply, version: u32) -> Message {
        let text = self.knowledge.replies.say(reply.name(), &[]);
        let blocks = vec![Block::Text(super::device::fill(&text, self.knowledge, None))];
        Message { blocks, choices: Vec::new(), version, ..Message::default() }
    }
}
