//! Our ids as serenity's, and back. serenity panics on an id of zero; here zero becomes one, which Discord calls unknown.

use std::num::NonZeroU64;

use serenity::model::id::{ChannelId, GuildId, MessageId, UserId};

use crate::triage::{self, PersonId, PlaceId, ServerId};

fn some(id: u64) -> NonZeroU64 {
    NonZeroU64::new(id).unwrap_or(NonZeroU64::MIN)
}

/// A place as a channel.
#[must_use]
pub fn channel(place: PlaceId) -> ChannelId {
    ChannelId::from(some(place.0))
}

/// A message.
#[must_use]
pub fn message(message: triage::MessageId) -> MessageId {
    MessageId::from(some(message.0))
}

/// A person as a user.
#[must_use]
pub fn user(person: PersonId) -> UserId {
    UserId::from(some(person.0))
}

/// A server as a guild.
#[must_use]
pub fn guild(server: ServerId) -> GuildId {
    GuildId::from(some(server.0))
}

/// The number of an application.
#[must_use]
pub fn application(id: u64) -> serenity::model::id::ApplicationId {
    serenity::model::id::ApplicationId::from(some(id))
}
