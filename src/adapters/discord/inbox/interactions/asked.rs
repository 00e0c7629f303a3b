//! What every interaction has: who, where, and the one answer that it is owed within three seconds.

use jiff::{SignedDuration, Timestamp};
use serenity::builder::{
    Builder as _, CreateAllowedMentions, CreateAttachment, CreateInteractionResponse,
    CreateInteractionResponseFollowup, EditAttachments, EditInteractionResponse,
};
use serenity::model::application::{CommandInteraction, ComponentInteraction, ModalInteraction};
use serenity::model::channel::Message;
use serenity::model::guild::Member;
use serenity::model::id::{ChannelId, InteractionId};
use serenity::model::permissions::Permissions;
use serenity::model::user::User;

use super::super::room::Room;
use super::super::who::Who;
use crate::adapters::discord::dress::{Dressed, cut, limits};
use crate::adapters::discord::wire::snowflake::at;
use crate::triage::{Actor, Event, EventKind, PersonId, PlaceId, ServerId, SourceId, Via};

/// How long an answer may follow: Discord's quarter of an hour, less a little for the way.
const OPEN: SignedDuration = SignedDuration::from_secs(14 * 60);

/// An interaction, whatever its kind.
#[derive(Debug, Clone)]
pub(in super::super) struct Asked {
    pub(super) id: InteractionId,
    pub(super) via: Via,
    /// `None` in a direct message.
    pub(super) server: Option<ServerId>,
    pub(super) channel: ChannelId,
    pub(super) who: Who,
    /// What the person is called there.
    pub(super) name: String,
    /// When it was made, as its id tells.
    pub(super) at: Timestamp,
}

/// serenity keeps the same parts in three types; `$member` is the part that they keep differently.
macro_rules! parts {
    ($one:expr, $member:expr) => {
        Parts {
            id: $one.id,
            application: $one.application_id.get(),
            token: &$one.token,
            server: $one.guild_id.map(|guild| ServerId(guild.get())),
            channel: $one.channel_id,
            member: $member,
            user: &$one.user,
        }
    };
}

/// What every kind of interaction has.
struct Parts<'a> {
    id: InteractionId,
    application: u64,
    token: &'a str,
    server: Option<ServerId>,
    channel: ChannelId,
    member: Option<&'a Member>,
    user: &'a User,
}

impl Asked {
    pub(super) fn command(room: &Room, one: &CommandInteraction) -> Self {
        Self::of(room, &parts!(one, one.member.as_deref()))
    }

    pub(super) fn component(room: &Room, one: &ComponentInteraction) -> Self {
        Self::of(room, &parts!(one, one.member.as_ref()))
    }

    pub(super) fn modal(room: &Room, one: &ModalInteraction) -> Self {
        Self::of(room, &parts!(one, one.member.as_ref()))
    }

    fn of(room: &Room, parts: &Parts<'_>) -> Self {
        let roles = parts.member.map(|member| member.roles.as_slice()).unwrap_or_default();
        let runs_it = Permissions::ADMINISTRATOR | Permissions::MANAGE_GUILD;
        let permissions = parts.member.and_then(|member| member.permissions).unwrap_or_default();
        let who = room.who(parts.server, parts.user.id, roles, permissions.intersects(runs_it));
        let now = room.bot.now();
        let until = now.checked_add(OPEN).unwrap_or(Timestamp::MAX);
        Self {
            id: parts.id,
            via: Via { application: parts.application, token: parts.token.to_owned(), until },
            server: parts.server,
            channel: parts.channel,
            name: parts
                .member
                .map_or_else(|| parts.user.name.clone(), |member| member.display_name().to_owned()),
            at: at(parts.id.get()),
            who,
        }
    }

    /// The one answer. `false`: it came too late, or Discord did not take it.
    pub(in super::super) async fn answer(&self, room: &Room, answer: CreateInteractionResponse) -> bool {
        let sent = answer.execute(&room.bot.api.http, (self.id, &self.via.token)).await;
        let sent = room.bot.api.heard(sent);
        if let Err(why) = &sent {
            tracing::warn!(interaction = self.id.get(), %why, "an interaction was not answered");
        }
        sent.is_ok()
    }

    /// What "thinking" becomes, with files.
    pub(in super::super) async fn finish(&self, room: &Room, text: &str, files: Vec<CreateAttachment>) {
        let files = files.into_iter().fold(EditAttachments::new(), EditAttachments::add);
        let answer = EditInteractionResponse::new()
            .content(cut(text, limits::CONTENT))
            .allowed_mentions(CreateAllowedMentions::new())
            .attachments(files);
        let sent = answer.execute(&room.bot.api.http, &self.via.token).await;
        if let Err(why) = room.bot.api.heard(sent) {
            tracing::warn!(interaction = self.id.get(), %why, "an answer did not get through");
        }
    }

    /// What "thinking" becomes, or the message whose menu was used.
    pub(super) async fn become_this(&self, room: &Room, dressed: &Dressed) {
        let sent = dressed.edit_response().execute(&room.bot.api.http, &self.via.token).await;
        if let Err(why) = room.bot.api.heard(sent) {
            tracing::warn!(interaction = self.id.get(), %why, "an answer did not get through");
        }
    }

    /// One more text for the eyes of this person.
    pub(super) async fn follow_up(&self, room: &Room, text: &str) {
        let follow_up = CreateInteractionResponseFollowup::new()
            .content(cut(text, limits::CONTENT))
            .allowed_mentions(CreateAllowedMentions::new())
            .ephemeral(true);
        let sent = follow_up.execute(&room.bot.api.http, (None, &self.via.token)).await;
        if let Err(why) = room.bot.api.heard(sent) {
            tracing::warn!(interaction = self.id.get(), %why, "an answer did not get through");
        }
    }

    /// The message that answered, which others can see.
    pub(super) async fn answered_with(&self, room: &Room) -> Option<Message> {
        let mut asked = room.bot.api.http.get_original_interaction_response(&self.via.token).await;
        if asked.is_err() {
            // Asking changes nothing, and a connection that was just closed is no reason to lose the thread.
            asked = room.bot.api.http.get_original_interaction_response(&self.via.token).await;
        }
        let found = room.bot.api.heard(asked);
        found
            .inspect_err(
                |why| tracing::warn!(interaction = self.id.get(), %why, "the own answer is not found"),
            )
            .ok()
    }

    /// The event that it is.
    pub(super) fn event(
        &self,
        server: ServerId,
        place: PlaceId,
        person: PersonId,
        by: Actor,
        kind: EventKind,
    ) -> Event {
        Event {
            id: SourceId(format!("interaction {}", self.id)),
            at: self.at,
            server,
            place,
            origin: None,
            person,
            case: None,
            by,
            via: Some(self.via.clone()),
            kind,
        }
    }
}
