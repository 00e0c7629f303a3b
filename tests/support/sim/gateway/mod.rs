//! The gateway: sessions with their events, the connections that carry them, who gets which event.

pub(crate) mod connection;
mod control;
pub(crate) mod dispatch;
mod identify;

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::snowflake::Id;

pub(crate) use identify::flags;

/// What a connection is told to do.
#[derive(Clone, Debug)]
pub(crate) enum Out {
    Send(String),
    /// What follows is about this message: the stopwatch notes when it is written.
    About(Id),
    /// Sends it after so many milliseconds; those behind it wait as well.
    SendAfter(u64, String),
    Close(u16, &'static str),
    /// Cuts the connection without a word.
    Cut,
}

/// One connection of the bot.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    pub(crate) id: u64,
    pub(crate) out: UnboundedSender<Out>,
}

/// What a session has been through; it outlives its connection.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    pub(crate) seq: u64,
    /// Events for a resume, oldest first.
    pub(crate) past: VecDeque<(u64, String)>,
    pub(crate) connection: Option<Connection>,
}

/// All sessions and what went on.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    pub(crate) all: BTreeMap<String, Session>,
    /// Every open connection, identified or not.
    pub(crate) open: Vec<Connection>,
    pub(crate) made: u64,
    pub(crate) connections_made: u64,
    pub(crate) identified: u64,
    pub(crate) resumed: u64,
    /// Heartbeats are swallowed.
    pub(crate) deaf: bool,
    /// New connections are turned away.
    pub(crate) closed: bool,
    /// New connections are accepted, and hear nothing.
    pub(crate) silent: bool,
    /// How many events that were had already come again after a resume.
    pub(crate) again: usize,
    /// What the bot sent beyond heartbeats: opcode and data without the token.
    pub(crate) received: Vec<Value>,
}

/// How many past events a session keeps for a resume.
const KEPT: usize = 5000;

impl Session {
    /// Numbers an event, keeps it for a resume, and gives its frame.
    pub(crate) fn frame(&mut self, name: &str, data: &Value) -> String {
        self.seq += 1;
        let frame = json!({"op": 0, "s": self.seq, "t": name, "d": data}).to_string();
        self.past.push_back((self.seq, frame.clone()));
        if self.past.len() > KEPT {
            self.past.pop_front();
        }
        frame
    }

    pub(crate) fn send(&self, out: Out) {
        if let Some(connection) = &self.connection {
            // A connection that has just gone is no fault: the session resumes.
            let _gone = connection.out.send(out);
        }
    }

    pub(crate) fn has_intent(&self, intent: u64) -> bool {
        self.intents & intent == intent
    }

    /// Whether this shard serves the server; direct messages belong to shard 0.
    pub(crate) fn serves(&self, guild: Option<Id>) -> bool {
        let (shard, of) = self.shard;
        guild.map_or(shard == 0, |guild| (guild >> 22) % of.max(1) == shard)
    }
}

/// A control frame.
pub(crate) fn control(op: u64, data: &Value) -> Out {
    Out::Send(json!({"op": op, "d": data, "s": null, "t": null}).to_string())
}
