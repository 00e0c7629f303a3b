//! Writing: posts, replies, files, forum posts, direct messages; changing and deleting one's own.

use std::time::Duration;

use serde_json::json;

use super::super::Simulator;
use super::super::look::DEADLINE;
use super::super::mentions::{self, Allowed};
use super::super::message::Message;
use super::super::permissions::{CREATE_PUBLIC_THREADS, MANAGE_MESSAGES, SEND_MESSAGES, can};
use super::super::rest::reactions;
use super::super::rest::threads::{self, Opening};
use super::super::rest::users::direct_channel;
use super::super::sending;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::validate::length;
use super::draft::Draft;
use super::{Done, name, sees};

impl Simulator {
    /// A person writes.
    pub(crate) fn post(&self, user: Id, channel: Id, text: &str) -> Message {
        self.post_with(user, channel, |draft| text.clone_into(&mut draft.text))
    }

    /// A person writes something with a reply or files.
    pub(crate) fn post_with(&self, user: Id, channel: Id, fill: impl FnOnce(&mut Draft)) -> Message {
        let mut draft = Draft::default();
        fill(&mut draft);
        self.act(|state| send(state, user, channel, draft))
    }

    /// A person replies.
    pub(crate) fn reply(&self, user: Id, to: Id, text: &str) -> Message {
        let channel = self.message(to).expect("the message replied to is there").channel;
        self.post_with(user, channel, |draft| text.clone_into(&mut draft.reply(to).text))
    }

    /// A person writes directly to the bot; Discord delivers that only when they have a server in common.
    pub(crate) fn dm(&self, user: Id, text: &str) -> Message {
        self.act(|state| {
            sending::acquainted(state, user).map_err(|_| "no server in common with the bot".to_owned())
        });
        let channel = self.dm_channel(user);
        self.post(user, channel, text)
    }

    /// The direct channel between a person and the bot.
    pub(crate) fn dm_channel(&self, user: Id) -> Id {
        self.shared.with(|state| direct_channel(state, user))
    }

    /// A person opens a post in a forum: thread and first message, which have the same id.
    pub(crate) fn create_post(&self, user: Id, forum: Id, title: &str, text: &str) -> Message {
        self.create_post_with(user, forum, title, &[], |draft| text.clone_into(&mut draft.text))
    }

    /// A forum post with tags and files.
    pub(crate) fn create_post_with(
        &self,
        user: Id,
        forum: Id,
        title: &str,
        tags: &[Id],
        fill: impl FnOnce(&mut Draft),
    ) -> Message {
        let mut draft = Draft::default();
        fill(&mut draft);
        self.act(|state| {
            sees(state, user, forum)?;
            if !can(&state.world, forum, user, SEND_MESSAGES) {
                return Err(format!("{} may not post in the forum", name(state, user)));
            }
            let id = state.clock.next_id();
            let (parent, owner, tags) = (forum, user, tags.to_vec());
            threads::open(
                state,
                Opening { id, kind: 11, parent, owner, name: title.to_owned(), minutes: 4320, tags },
            );
            let message = compose(state, user, id, draft)?;
            Ok(threads::first_post(state, message, &Allowed::default()))
        })
    }

    /// A person opens a thread on somebody's message.
    pub(crate) fn open_thread(&self, user: Id, message: Id, title: &str) -> Id {
        self.act(|state| {
            let parent = state.world.messages.get(&message).ok_or("no such message")?.channel;
            sees(state, user, parent)?;
            if !can(&state.world, parent, user, CREATE_PUBLIC_THREADS) {
                return Err(format!("{} may not open threads", name(state, user)));
            }
            if state.world.channels.contains_key(&message) {
                return Err("the message has a thread already".to_owned());
            }
            threads::on_message(state, message, 11, user, &json!({"name": title}));
            Ok(message)
        })
    }

    /// A person changes what they wrote.
    pub(crate) fn edit(&self, user: Id, message: Id, text: &str) -> Message {
        self.act(|state| {
            own(state, user, message)?;
            // An edit names people anew, but rings for nobody.
            let mut after = state.world.messages.get(&message).cloned().unwrap_or_default();
            text.trim().clone_into(&mut after.content);
            mentions::settle(state, &mut after, &Allowed::without_reply());
            let edited = sending::edit(state, message, |message| {
                after.mentions_that_fired.clone_from(&message.mentions_that_fired);
                message.clone_from(&after);
            });
            edited.ok_or_else(|| "no such message".to_owned())
        })
    }

    /// A person deletes their own message, or a moderator anybody's.
    pub(crate) fn delete_message(&self, user: Id, message: Id) {
        self.act(|state| {
            let channel = state.world.messages.get(&message).ok_or("no such message")?.channel;
            let moderates = can(&state.world, channel, user, MANAGE_MESSAGES) && channel != user;
            if !moderates {
                own(state, user, message)?;
            }
            sending::delete(state, message);
            Ok(())
        });
    }

    /// Discord writes a notice in a person's name: 6 a pin, 7 a new member, 8 a boost.
    pub(crate) fn notice(&self, user: Id, channel: Id, kind: u8) -> Message {
        let message = Message { channel, author: user, kind, ..Message::default() };
        self.shared.with(|state| sending::put(state, message, &Allowed::without_reply()))
    }

    /// A person adds a reaction.
    pub(crate) fn react(&self, user: Id, message: Id, emoji: &str) {
        self.act(|state| {
            let channel = state.world.messages.get(&message).ok_or("no such message")?.channel;
            sees(state, user, channel)?;
            reactions::react(state, user, message, emoji, true);
            Ok(())
        });
    }

    /// Waits for a thread on this message and gives its id.
    pub(crate) fn wait_for_thread(&self, message: Id) -> Id {
        self.watch("a thread on the message", |state| {
            let found = state.world.channels.get(&message)?;
            found.thread.as_ref().map(|_| found.id)
        })
    }

    /// How long anything is waited for.
    pub(crate) fn deadline(&self) -> Duration {
        DEADLINE
    }
}

fn own(state: &State, user: Id, message: Id) -> Done<()> {
    let found = state.world.messages.get(&message).ok_or("no such message")?;
    if found.author == user { Ok(()) } else { Err(format!("it is not {}'s message", name(state, user))) }
}

fn compose(state: &mut State, user: Id, channel: Id, draft: Draft) -> Done<Message> {
    let content = draft.text.trim().to_owned();
    if length(&content) > 2000 {
        return Err("the message is too long".to_owned());
    }
    if content.is_empty() && draft.files.is_empty() {
        return Err("the message is empty".to_owned());
    }
    let kind = if draft.reply_to.is_some() { 19 } else { 0 };
    let reference = draft.reply_to;
    let mut message = Message { channel, author: user, kind, content, reference, ..Message::default() };
    for file in draft.files {
        let kind = file.content_type.as_deref();
        let mut kept = sending::keep_file(state, channel, &file.name, kind, file.bytes);
        kept.size = file.said.unwrap_or(kept.size);
        kept.url = file.elsewhere.unwrap_or(kept.url);
        message.attachments.push(kept);
    }
    Ok(message)
}

fn send(state: &mut State, user: Id, channel: Id, draft: Draft) -> Done<Message> {
    let allowed = if draft.ping { Allowed::default() } else { Allowed::without_reply() };
    let message = compose(state, user, channel, draft)?;
    let direct = state.world.channels.get(&channel).is_some_and(|channel| channel.recipient == Some(user));
    if !direct {
        let refused = |refusal: super::super::refusal::Refusal| {
            format!("{} may not write in {channel}: {}", name(state, user), refusal.body["message"])
        };
        sending::may_send(state, user, &message).map_err(refused)?;
    }
    Ok(sending::put(state, message, &allowed))
}
