//! One message into one channel, once: it looks for an earlier attempt, and wakes an archived thread.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use serenity::builder::CreateMessage;
use serenity::http::{LightMethod, Route};
use serenity::model::channel::{Message, MessageReference, MessageReferenceKind, MessageType};
use serenity::model::id::{ChannelId, MessageId};

use super::job::Job;
use super::nonce;
use crate::adapters::discord::dress::Dressed;
use crate::adapters::discord::wire::snowflake::at;
use crate::adapters::discord::wire::{self, Refused, ids};
use crate::store::{Posted, Work, Write};
use crate::triage::{self, Origin, PlaceId};

/// How many of the newest messages are looked through for an earlier attempt.
const LOOK_BACK: usize = 100;
/// How many of those that came after the message that is answered: in a busy channel an earlier answer is not among the
/// newest any more.
const LOOK_BEHIND: usize = 200;
/// How far Discord's clock and ours may differ.
const SKEW: SignedDuration = SignedDuration::from_secs(60);

/// The bot may not reply where it may not read earlier messages.
const NO_HISTORY: i64 = 160_002;

/// Where a message goes, and what it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct To {
    pub(super) channel: ChannelId,
    pub(super) reply: Option<MessageId>,
}

impl To {
    /// Into a channel.
    pub(super) fn channel(channel: ChannelId) -> Self {
        Self { channel, reply: None }
    }

    /// Beside a message.
    pub(super) fn beside(origin: Origin) -> Self {
        Self { channel: ids::channel(origin.channel), reply: Some(ids::message(origin.message)) }
    }
}

/// What Discord says of a message that was sent; the rest does not matter.
#[derive(Debug, Deserialize)]
struct Sent {
    id: MessageId,
}

/// The bot's own newest messages in a channel.
#[derive(Debug, Default)]
pub(super) struct Mine(Vec<Message>);

impl Mine {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one that an earlier attempt at this work left.
    pub(super) fn earlier(&self, work: &Work, to: To, dressed: &Dressed) -> Option<MessageId> {
        let since = begun(work);
        let replies = |message: &Message| {
            let answered = message.message_reference.as_ref().and_then(|answered| answered.message_id);
            // A reply to a message that was deleted meanwhile names none.
            answered.is_none() || answered == to.reply
        };
        let new = |message: &Message| at(message.id.get()) >= since;
        let found =
            self.0.iter().find(|message| new(message) && replies(message) && dressed.same_as(message));
        found.map(|message| message.id)
    }
}

/// The time before which no attempt at this work was made.
fn begun(work: &Work) -> Timestamp {
    work.since().checked_sub(SKEW).unwrap_or(Timestamp::MIN)
}

/// What was read back; nothing where it may not be read. What may be read later is to be asked for again.
fn readable(read: Result<Vec<Message>, Refused>) -> Result<Vec<Message>, Refused> {
    match read {
        Ok(found) => Ok(found),
        Err(
            refused @ (Refused::TooFast { .. } | Refused::ServerFault { .. } | Refused::Unreachable { .. }),
        ) => Err(refused),
        // What is wrong comes out when the message is sent.
        Err(
            Refused::Gone { .. }
            | Refused::Forbidden { .. }
            | Refused::NotAuthorized
            | Refused::Answered { .. }
            | Refused::Exists
            | Refused::Bad { .. },
        ) => Ok(Vec::new()),
    }
}

impl Job<'_> {
    /// The bot's own messages where this one goes: the newest, and those behind the message that it answers; none when
    /// it may not read them.
    pub(super) async fn mine(&self, to: To) -> Result<Mine, Refused> {
        let mut found = readable(self.bot.api.newest(to.channel, LOOK_BACK).await)?;
        if let Some(answered) = to.reply {
            let after = triage::MessageId(answered.get());
            found.extend(readable(self.bot.api.messages_after(to.channel, after, LOOK_BEHIND).await)?);
        }
        // That a thread was begun is a message too, but nothing that was said.
        let said = |one: &Message| matches!(one.kind, MessageType::Regular | MessageType::InlineReply);
        let own = |one: &Message| one.author.id.get() == self.bot.me.user && said(one);
        Ok(Mine(found.into_iter().filter(own).collect()))
    }

    /// Sends a message unless an earlier attempt did; returns its id.
    pub(super) async fn post(&self, to: To, dressed: &Dressed) -> Result<MessageId, Refused> {
        if self.work.again
            && let Some(found) = self.mine(to).await?.earlier(self.work, to, dressed)
        {
            self.remember(to.channel, found);
            return Ok(found);
        }
        self.send(to, dressed).await
    }

    /// Keeps where a message about a person is, for when they want to be forgotten. The work is ticked off after this.
    fn remember(&self, channel: ChannelId, message: MessageId) {
        if self.person().0 == 0 {
            return;
        }
        let at = Origin { channel: PlaceId(channel.get()), message: triage::MessageId(message.get()) };
        let posted = Posted { server: self.work.server, person: self.person(), case: self.work.case, at };
        // A store that has stopped says so to everybody.
        self.bot.store.submit(Write::Posted(Some(self.work.id), posted, self.bot.now()), Box::new(drop));
    }

    /// Sends a message, after waking its thread where that is archived.
    pub(super) async fn send(&self, to: To, dressed: &Dressed) -> Result<MessageId, Refused> {
        let plain = dressed.create().nonce(nonce::of(self.work)).enforce_nonce(true);
        let message = match to.reply {
            Some(reply) => {
                let reference = MessageReference::new(MessageReferenceKind::Default, to.channel);
                plain.clone().reference_message(reference.message_id(reply).fail_if_not_exists(false))
            }
            None => plain.clone(),
        };
        let sent = match self.create(to.channel, &message).await {
            Err(refused) if refused.is_archived() => {
                self.wake(to.channel).await?;
                self.create(to.channel, &message).await
            }
            // It may write and not read back: then without the reference.
            Err(refused) if refused.code() == Some(NO_HISTORY) => self.create(to.channel, &plain).await,
            other => other,
        }?;
        self.remember(to.channel, sent);
        Ok(sent)
    }

    async fn create(&self, channel: ChannelId, message: &CreateMessage) -> Result<MessageId, Refused> {
        let route = Route::ChannelMessages { channel_id: channel };
        let sent: Sent = self.bot.api.call(wire::json(LightMethod::Post, route, message)?).await?;
        Ok(sent.id)
    }

    /// Makes a message that was sent before into this one.
    pub(super) async fn edit(&self, origin: Origin, dressed: &Dressed) -> Result<(), Refused> {
        let route = Route::ChannelMessage {
            channel_id: ids::channel(origin.channel),
            message_id: ids::message(origin.message),
        };
        self.bot.api.send(wire::json(LightMethod::Patch, route, &dressed.edit())?).await?;
        // Where the person was forgotten while this was on its way, it is erased after it.
        self.remember(ids::channel(origin.channel), ids::message(origin.message));
        Ok(())
    }

    /// Takes a thread out of the archive.
    pub(super) async fn wake(&self, thread: ChannelId) -> Result<(), Refused> {
        self.archive(thread, false).await
    }

    /// Puts a thread back into the archive.
    pub(super) async fn put_away(&self, thread: ChannelId) -> Result<(), Refused> {
        self.archive(thread, true).await
    }

    async fn archive(&self, thread: ChannelId, archived: bool) -> Result<(), Refused> {
        let route = Route::Channel { channel_id: thread };
        let body = json!({ "archived": archived });
        self.bot.api.send(wire::json(LightMethod::Patch, route, &body)?).await
    }
}

#[cfg(test)]
#[path = "post_tests.rs"]
mod tests;
