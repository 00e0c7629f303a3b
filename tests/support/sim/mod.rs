//! A simulated Discord: gateway, REST and interactions on a loopback port, strict where Discord is strict.
//!
//! A test starts a [`Simulator`] with a [`World`], lets the bot loose on [`Simulator::base_url`], acts as people do
//! ([`people`]), looks at what came of it ([`look`]) and lets things go wrong ([`faults`], [`gateway`]). Whatever the
//! bot does that it should not is a violation, and unread violations fail the test when the simulator is dropped.
//! It runs on threads of its own: its methods block, so a bot under test must not share a single thread with them.

#![allow(dead_code, reason = "most parts are used by some tests only")]
#![allow(clippy::needless_pass_by_value, reason = "what a test hands over it does not need any more")]
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
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
mod stopwatch;
#[cfg(test)]
mod tests;
mod tls;
mod validate;
mod view;
mod view_message;
mod world;

#[allow(unused_imports, reason = "the whole of what tests may use, by one name")]
pub(crate) use self::{
    build::ids,
    faults::{Fault, Point},
    handle::{Answer, Choice, Input, Interaction, Modal},
    interaction::Kind,
    look::{Request, Upload},
    message::{Attachment, Mention, Message},
    people::Draft,
    snowflake::Id,
    start::Simulator,
    world::{Application, Channel, Guild, Member, Overwrite, Role, Tag, Thread, User, World},
};
