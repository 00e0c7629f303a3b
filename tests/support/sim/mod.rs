//! A simulated Discord: gateway, REST and interactions on a loopback port, strict where Discord is strict.
//!
//! A test starts a [`Simulator`] with a [`World`], lets the bot loose on [`Simulator::base_url`], acts as people do
//! ([`people`]), looks at what came of it ([`look`]) and lets things go wrong ([`faults`], [`gateway`]). Whatever the
//! bot does that it should not is a violation, and unread violations fail the test when the simulator is dropped.
//! It runs on threads of its own: its methods block, so a bot under test must not share a single thread with them.

#![allow(dead_code, unused_imports, reason = "most parts are used by some tests only")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_pass_by_value,
    reason = "test support: what it builds itself is there, and what is not there should end the test"
)]

pub(crate) mod build;
mod faults;
mod gateway;
mod handle;
mod interaction;
mod limits;
mod look;
mod mentions;
mod message;
mod multipart;
mod people;
pub(crate) mod permissions;
mod refusal;
mod rest;
mod sending;
mod server;
pub(crate) mod snowflake;
mod start;
mod state;
#[cfg(test)]
mod tests;
mod tls;
mod validate;
mod view;
mod view_message;
mod world;

pub(crate) use build::ids;
pub(crate) use faults::Fault;
pub(crate) use handle::{Answer, Choice, Input, Interaction, Modal};
pub(crate) use interaction::Kind;
pub(crate) use look::{Request, Upload};
pub(crate) use message::{Attachment, Mention, Message};
pub(crate) use people::Draft;
pub(crate) use snowflake::Id;
pub(crate) use start::Simulator;
pub(crate) use world::{Application, Channel, Guild, Member, Overwrite, Role, Tag, Thread, User, World};
