//! Looks at a case and puts it into words, filled in with what is known of the device. It changes nothing.

use super::case::Case;
use super::context::Context;
use super::device;
use super::effect::Block;
use super::say::Reply;

/// A case that is only looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) ctx: &'a Context<'a>,
    pub(super) case: &'a Case,
}

impl View<'_> {
    /// A sentence with its holes filled; `{device}` and `{path:..}` fill themselves.
    pub(super) fn sentence(&self, reply: Reply, holes: &[(&str, &str)]) -> String {
        let text = self.ctx.knowledge.replies.say(reply.name(), holes);
        self.fill(&text)
    }

    /// Fills `{device}`, `{path:..}` and `{force_restart}` in a text of the knowledge.
    pub(super) fn fill(&self, text: &str) -> String {
        device::fill(text, self.ctx.knowledge, Some(&self.case.intake))
    }

    /// A sentence as a paragraph.
    pub(super) fn text(&self, reply: Reply, holes: &[(&str, &str)]) -> Block {
        Block::Text(self.sentence(reply, holes))
    }
}
