//! Decides which session gets which event, with which content.

use serde_json::Value;

use super::super::permissions;
use super::super::snowflake::{Id, parse};
use super::super::state::State;
use super::super::view_message::hide_content;
use super::Out;

pub(crate) const GUILDS: u64 = 1;
pub(crate) const GUILD_MEMBERS: u64 = 1 << 1;
pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
pub(crate) const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
pub(crate) const GUILD_MESSAGE_TYPING: u64 = 1 << 11;
pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
pub(crate) const DIRECT_MESSAGE_REACTIONS: u64 = 1 << 13;
pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;

/// Something that happened, for those sessions that may know.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    pub(crate) guild: Option<Id>,
    /// The channel that the bot must see.
    pub(crate) channel: Option<Id>,
    /// The intent that it takes; 0 for none.
    pub(crate) intent: u64,
    /// Content is emptied for sessions without MESSAGE_CONTENT.
    pub(crate) guarded: bool,
    /// So is that of the message replied to.
    pub(crate) reference_guarded: bool,
    pub(crate) data: Value,
}

impl Event {
    /// An event of a server as a whole.
    pub(crate) fn of_guild(name: &'static str, guild: Option<Id>, intent: u64, data: Value) -> Self {
        Self { name, guild, channel: None, intent, guarded: false, reference_guarded: false, data }
    }

    /// An event of a channel; those who cannot see the channel do not get it.
    pub(crate) fn of_channel(
        name: &'static str,
        state: &State,
        channel: Id,
        intent: u64,
        data: Value,
    ) -> Self {
        let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
        Self { channel: Some(channel), ..Self::of_guild(name, guild, intent, data) }
    }
}

/// Gives the event to every session that may have it.
pub(crate) fn dispatch(state: &mut State, event: &Event) {
    let bot = state.world.application.bot;
    let inside = event.guild.is_none_or(|guild| state.world.member(guild, bot).is_some());
    let seen = event
        .channel
        .is_none_or(|channel| permissions::can(&state.world, channel, bot, permissions::VIEW_CHANNEL));
    if !inside || !seen {
        return;
    }
    state.last_activity = std::time::Instant::now();
    let timed = state.stopwatch.is_some() && event.name == "MESSAGE_CREATE";
    let about = event.data["id"].as_str().and_then(parse).filter(|_| timed);
    let faults = &mut state.faults.gateway;
    let mut doubled = false;
    for session in state.sessions.all.values_mut() {
        if !session.has_intent(event.intent) || !session.serves(event.guild) {
            continue;
        }
        let mut data = event.data.clone();
        if !session.has_intent(MESSAGE_CONTENT) {
            if event.guarded {
                hide_content(&mut data);
            }
            if event.reference_guarded {
                hide_content(&mut data["referenced_message"]);
            }
        }
        if session.connection.is_none() {
            // Kept for a resume; the planned stumbles are for those who are there.
            session.frame(event.name, &data);
            continue;
        }
        let frames = faults.frames(session, event.name, &data);
        doubled |= frames.len() > 1;
        if let Some(message) = about {
            session.send(Out::About(message));
        }
        for frame in frames {
            session.send(frame);
        }
    }
    state.faults.sent_event();
    // Who is asked twice may answer twice: the second answer is refused, but it is no violation.
    let asked = event.data["id"].as_str().and_then(parse).filter(|_| doubled);
    if let Some(asked) = asked.and_then(|asked| state.interactions.get_mut(&asked)) {
        asked.excused = true;
    }
}

/// The events that were held back to come out of order, last first.
pub(crate) fn release_held(state: &mut State) {
    let held = state.faults.gateway.take_held();
    for (session, name, data) in held.into_iter().rev() {
        if let Some(session) = state.sessions.all.get_mut(&session) {
            let frame = session.frame(name, &data);
            session.send(Out::Send(frame));
        }
    }
}
