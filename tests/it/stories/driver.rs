//! What a story is told to: somebody who types, presses and waits, and sees what comes of it.

use cloudmedic::triage::Case;
use jiff::SignedDuration;

/// Holds one conversation for one member.
pub(crate) trait Driver {
    /// Who this is, for complaints.
    fn name(&self) -> &'static str;

    /// The member writes something.
    fn say(&mut self, words: &str, manner: Manner);

    /// The member makes a choice that was offered, by the words on its button.
    ///
    /// `old`: on the first message that offered it, instead of the last one.
    ///
    /// # Errors
    /// When no message offered it.
    fn choose(&mut self, label: &str, old: bool) -> Result<(), String>;

    /// The last thing that the member did arrives a second time.
    fn again(&mut self);

    /// Time passes; what falls due is done.
    fn wait(&mut self, time: SignedDuration);

    /// The process ends and starts again.
    fn restart(&mut self);

    /// What was seen since the last look.
    fn look(&mut self) -> Seen;
}

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// To the bot itself.
    ToTheBot,
    /// To everybody in the place of the conversation.
    ToEverybody,
    /// To everybody in another place of the same server.
    Elsewhere,
}

/// What there is to see after a turn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// What the bot said to the member, in order.
    pub(crate) said: Vec<Said>,
    /// The cards that helpers were shown.
    pub(crate) cards: Vec<Said>,
    /// The member's case as it is kept.
    pub(crate) case: Option<Case>,
}

/// A message as plain text, with the words on its buttons.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    /// The words.
    pub(crate) words: String,
    /// What can be chosen.
    pub(crate) labels: Vec<String>,
}
