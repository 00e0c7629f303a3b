//! What an interaction leads to: the answer that is sent at once, and what follows in the person's lane.

use std::pin::Pin;
use std::sync::Arc;

use serenity::builder::{
    CreateAllowedMentions, CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal,
};

use super::super::room::Room;
use crate::adapters::discord::dress::{Dressed, cut, limits};
use crate::triage::Event;

/// What follows an answer.
type Then = Pin<Box<dyn Future<Output = ()> + Send>>;

/// An answer, and what follows.
pub(super) struct Plan {
    /// `None` when what follows answers by itself.
    pub(super) answer: Option<CreateInteractionResponse>,
    pub(super) then: Option<Then>,
    /// The answer says that it counts, so it is sent when that is safe.
    pub(super) safe_first: bool,
}

impl Plan {
    /// A sentence for the eyes of this person.
    pub(super) fn tell(room: &Room, sentence: &str, holes: &[(&str, &str)]) -> Self {
        Self::text(&room.bot.say(sentence, holes))
    }

    /// A text for the eyes of this person.
    pub(super) fn text(text: &str) -> Self {
        let message = CreateInteractionResponseMessage::new()
            .content(cut(text, limits::CONTENT))
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(true);
        Self::of(CreateInteractionResponse::Message(message))
    }

    /// A message for the eyes of this person.
    pub(super) fn show(dressed: &Dressed) -> Self {
        Self::of(CreateInteractionResponse::Message(dressed.respond(true)))
    }

    /// A form.
    pub(super) fn form(modal: CreateModal) -> Self {
        Self::of(CreateInteractionResponse::Modal(modal))
    }

    /// A press taken in silence: what follows comes as messages.
    pub(super) fn silent() -> Self {
        Self::of(CreateInteractionResponse::Acknowledge)
    }

    /// "Thinking", for the eyes of this person: the answer needs Discord or takes a while.
    pub(super) fn later() -> Self {
        Self::of(CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new().ephemeral(true)))
    }

    pub(super) fn of(answer: CreateInteractionResponse) -> Self {
        Self { answer: Some(answer), then: None, safe_first: false }
    }

    /// Something that answers by itself.
    pub(super) fn answers_itself(then: impl Future<Output = ()> + Send + 'static) -> Self {
        Self { answer: None, then: Some(Box::pin(then)), safe_first: false }
    }

    /// Gives an event to the desk, and answers when it is kept.
    pub(super) fn give(self, room: &Arc<Room>, event: Event) -> Self {
        let room = Arc::clone(room);
        let plan = self.then(async move {
            room.give(&event).await;
        });
        Self { safe_first: true, ..plan }
    }

    /// Does something afterwards.
    pub(super) fn then(self, then: impl Future<Output = ()> + Send + 'static) -> Self {
        Self { then: Some(Box::pin(then)), ..self }
    }
}
