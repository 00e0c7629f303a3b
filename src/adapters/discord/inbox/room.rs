//! What all of the inbox shares: the bot, the directory, and the one way to the desk.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use serenity::model::id::{ChannelId, GuildId, RoleId as DiscordRole, UserId};
use tokio::sync::watch;

use super::choices::Choices;
use super::directory::{Directory, Kind};
use super::hear::Spot;
use super::interactions::Asked;
use super::who::Who;
use crate::adapters::discord::Bot;
use crate::adapters::discord::wire::Refused;
use crate::desk::{DeskError, Handled};
use crate::store::StoreError;
use crate::triage::{Event, PersonId, PlaceId, RoleId, ServerId};

/// The wait before something is asked a second time; it doubles up to the last one.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LAST_PAUSE: Duration = Duration::from_secs(16);

/// What all of the inbox shares. Copies share it too, and may go by another knowledge.
#[derive(Clone)]
pub(super) struct Room {
    /// The bot with the knowledge of one event.
    pub(super) bot: Arc<Bot>,
    pub(super) directory: Arc<RwLock<Directory>>,
    /// Which servers people chose for direct messages.
    pub(super) choices: Arc<Choices>,
    /// Told why when the store has stopped: nothing can be promised any more.
    pub(super) broken: watch::Sender<Option<DeskError>>,
}

impl Room {
    pub(super) fn new(bot: &Bot) -> Self {
        Self {
            bot: bot.snapshot(),
            directory: Arc::default(),
            choices: Arc::default(),
            broken: watch::Sender::new(None),
        }
    }

    /// The same room for the next event, which goes by the knowledge that is in use now; `None`: this one does.
    pub(super) fn with_newer_knowledge(&self) -> Option<Self> {
        let is_new = !Arc::ptr_eq(&self.bot.known, &self.bot.desk.knowledge().snapshot());
        is_new.then(|| Self { bot: self.bot.snapshot(), ..self.clone() })
    }

    /// Gives an event to the desk; says whether it was taken on or had nothing to it.
    pub(super) async fn give(&self, event: &Event) -> bool {
        match self.bot.desk.handle(event).await {
            Ok(Handled::Saved | Handled::Nothing | Handled::AlreadySeen) => true,
            Err(error @ DeskError::Contended) => {
                tracing::error!(source = event.id.in_logs(), %error, "an event is lost");
                false
            }
            // One record is damaged or too long: what is not about it goes on.
            Err(DeskError::Store(error @ (StoreError::Record { .. } | StoreError::TooLong { .. }))) => {
                tracing::error!(event = event.id.0, %error, "an event is lost");
                false
            }
            Err(error @ DeskError::Store(_)) => {
                tracing::error!(source = event.id.in_logs(), %error, "an event cannot be kept");
                self.broken.send_replace(Some(error));
                false
            }
        }
    }

    /// The store has stopped: everything must.
    pub(super) fn stop(&self, error: StoreError) {
        tracing::error!(%error, "the store has stopped");
        self.broken.send_replace(Some(error.into()));
    }

    /// What was asked for cannot be done. Where only one record is to blame the person is told, and all else goes on.
    pub(super) async fn fail(&self, asked: &Asked, error: StoreError) {
        if !matches!(error, StoreError::Record { .. } | StoreError::TooLong { .. }) {
            self.stop(error.clone());
        }
        tracing::error!(%error, "something that was asked for cannot be done");
        asked.finish(self, &self.bot.say("discord_cannot_be_done", &[]), Vec::new()).await;
    }

    /// What is known of servers.
    pub(super) fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Learns of a place that a message came from, asking Discord when nobody has told of it. `None`: it is no place
    /// for talk.
    ///
    /// # Errors
    /// When Discord does not answer, even after several attempts.
    pub(super) async fn spot(
        &self,
        server: Option<ServerId>,
        channel: ChannelId,
    ) -> Result<Option<Spot>, Refused> {
        if server.is_none() {
            return Ok(Some(Spot::Direct));
        }
        if let Some(place) = self.directory().place(channel) {
            return Ok(spot(place.kind));
        }
        let found = match self.persistently(|| self.bot.api.http.get_channel(channel)).await {
            Ok(found) => found,
            Err(why) if why.passes() => return Err(why),
            Err(why) => {
                tracing::warn!(channel = channel.get(), %why, "an unknown channel");
                return Ok(None);
            }
        };
        let Some(found) = found.guild() else { return Ok(None) };
        let mut directory = self.directory.write().unwrap_or_else(PoisonError::into_inner);
        directory.channel(&found);
        Ok(directory.place(channel).and_then(|place| spot(place.kind)))
    }

    /// Asks Discord, and again where that failed for a reason that passes: half a minute long in all.
    ///
    /// # Errors
    /// What it said last.
    pub(super) async fn persistently<T, F>(&self, ask: impl Fn() -> F) -> Result<T, Refused>
    where
        F: Future<Output = serenity::Result<T>>,
    {
        let mut pause = FIRST_PAUSE;
        loop {
            match self.bot.api.heard(ask().await) {
                Err(why) if why.passes() && pause <= LAST_PAUSE => {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                outcome => return outcome,
            }
        }
    }

    /// Who somebody is in a server. `administrator`: Discord says so itself.
    pub(super) fn who(
        &self,
        server: Option<ServerId>,
        person: UserId,
        roles: &[DiscordRole],
        administrator: bool,
    ) -> Who {
        let runs_it = server
            .is_some_and(|server| self.directory().is_administrator(GuildId::new(server.0), person, roles));
        Who {
            person: PersonId(person.get()),
            roles: roles.iter().map(|role| RoleId(role.get())).collect(),
            administrator: administrator || runs_it,
        }
    }
}

fn spot(kind: Kind) -> Option<Spot> {
    match kind {
        Kind::Text => Some(Spot::Channel),
        Kind::Thread { parent, owner, post } => Some(Spot::Thread {
            parent: PlaceId(parent.get()),
            owner: owner.map(|owner| PersonId(owner.get())),
            post,
        }),
        // A forum itself holds no messages; voice channels are not listened to.
        Kind::Forum | Kind::Other => None,
    }
}
