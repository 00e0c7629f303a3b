//! Gateway events and interactions become events of the desk, one person's in the order in which they came.
//!
//! One loop takes the gateway's queue; it never waits for Discord. What needs waiting goes into lanes, one person's
//! after each other. How far each channel has been read is kept, so that nothing is lost with the process.

mod catch_up;
mod direct;
mod directory;
mod endings;
mod hear;
mod hint;
mod interactions;
mod lanes;
mod message;
mod progress;
mod recent;
mod room;
mod who;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serenity::model::event::{Event, MessageUpdateEvent};
use serenity::model::id::GuildId;
use tokio::sync::{mpsc, watch};

use super::Bot;
use super::wire::Gateway;
use crate::desk::DeskError;
use crate::store::{StoreError, Write};
use crate::triage::{MessageId, PersonId, PlaceId, ServerId};
use endings::Was;
use lanes::Lanes;
use message::{Came, Edit};
use progress::Progress;
use recent::Recent;
use room::Room;

/// How often it is kept how far the channels have been read.
const KEEP: Duration = Duration::from_secs(2);

/// Something that a task tells the loop.
#[derive(Debug)]
enum Told {
    /// A message is dealt with.
    Done(PlaceId, MessageId),
    /// A server has been read back.
    ReadBack(GuildId, Vec<Came>),
}

/// The loop's own things.
pub struct Inbox {
    room: Arc<Room>,
    lanes: Lanes,
    progress: Progress,
    /// Messages of servers that are being read back wait until that is done, so that nobody's later words go first.
    held: HashMap<GuildId, Vec<Came>>,
    tell: mpsc::UnboundedSender<Told>,
    told: mpsc::UnboundedReceiver<Told>,
    answered: Recent,
    catch_up: SignedDuration,
}

impl Inbox {
    /// An inbox for a bot; messages up to this age are read back.
    #[must_use]
    pub fn new(bot: Arc<Bot>, catch_up: SignedDuration) -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        Self {
            room: Arc::new(Room::new(bot)),
            lanes: Lanes::start(),
            progress: Progress::default(),
            held: HashMap::new(),
            tell,
            told,
            answered: Recent::default(),
            catch_up,
        }
    }

    /// Takes events until the gateway ends or `stop` turns true, then finishes what is under way.
    ///
    /// # Errors
    /// When the store has stopped.
    pub async fn run(
        mut self,
        gateway: &mut Gateway,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), DeskError> {
        let mut keep = tokio::time::interval(KEEP);
        let mut broken = self.room.broken.subscribe();
        loop {
            tokio::select! {
                arrived = gateway.events.recv() => match arrived {
                    Some(arrived) => self.arrived(*arrived.event),
                    None => break,
                },
                Some(told) = self.told.recv() => self.hear(told),
                _ = keep.tick() => self.keep()?,
                _ = broken.changed() => break,
                _ = stop.wait_for(|stop| *stop) => break,
            }
        }
        self.finish().await
    }

    /// Lets what was taken on be finished, and keeps how far it came.
    async fn finish(mut self) -> Result<(), DeskError> {
        std::mem::replace(&mut self.lanes, Lanes::start()).finish().await;
        while let Ok(told) = self.told.try_recv() {
            match told {
                Told::Done(channel, message) => self.progress.end(channel, message),
                // Read back again after the start.
                Told::ReadBack(..) => {}
            }
        }
        self.keep()?;
        let broken = self.room.broken.borrow().clone();
        broken.map_or(Ok(()), Err)
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        let moved = self.progress.moved();
        if !moved.is_empty() {
            self.room.bot.store.write(Write::Bookmarks(moved))?;
        }
        Ok(())
    }

    fn hear(&mut self, told: Told) {
        match told {
            Told::Done(channel, message) => self.progress.end(channel, message),
            Told::ReadBack(guild, missed) => {
                let held = self.held.remove(&guild).unwrap_or_default();
                missed.into_iter().chain(held).for_each(|came| self.message(came));
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "most events are not for the bot")]
    fn arrived(&mut self, event: Event) {
        let was = self.before(&event);
        self.room.directory.write().unwrap_or_else(PoisonError::into_inner).learn(&event);
        match event {
            Event::GuildCreate(event) => self.read_back(event.guild.id),
            Event::MessageCreate(event) => self.new_message(Came::live(event.message)),
            Event::MessageUpdate(event) => self.edited(event),
            Event::MessageDelete(event) => {
                self.deleted(
                    event.guild_id,
                    PlaceId(event.channel_id.get()),
                    MessageId(event.message_id.get()),
                );
            }
            Event::MessageDeleteBulk(event) => {
                for id in event.ids {
                    self.deleted(event.guild_id, PlaceId(event.channel_id.get()), MessageId(id.get()));
                }
            }
            Event::ThreadUpdate(event) => {
                let lane = PersonId(event.thread.id.get());
                self.spawn(lane, move |room| async move {
                    ended(&room, endings::thread(&room, &event.thread, was).await);
                });
            }
            Event::ThreadDelete(event) => self.gone(event.thread.guild_id, event.thread.id.get()),
            Event::ChannelDelete(event) => self.gone(event.channel.guild_id, event.channel.id.get()),
            Event::GuildMemberRemove(event) => {
                let (server, person) = (ServerId(event.guild_id.get()), PersonId(event.user.id.get()));
                self.spawn(person, move |room| async move {
                    ended(&room, endings::left(&room, server, person).await);
                });
            }
            // Delivered twice it is one: Discord takes one answer only.
            Event::InteractionCreate(event) if self.answered.is_new(event.interaction.id().get()) => {
                interactions::take(&self.room, &self.lanes, event.interaction);
            }
            _ => {}
        }
    }

    /// How a thread was before the event that tells how it is now.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only one event is about that")]
    fn before(&self, event: &Event) -> Was {
        match event {
            Event::ThreadUpdate(event) => self
                .room
                .directory()
                .place(event.thread.id)
                .map_or_else(Was::default, |place| Was { locked: place.locked, archived: place.archived }),
            _ => Was::default(),
        }
    }

    fn new_message(&mut self, came: Came) {
        if !message::is_talk(&came.message, self.room.bot.me.user) {
            return;
        }
        match came.guild.and_then(|guild| self.held.get_mut(&guild)) {
            Some(held) => held.push(came),
            None => self.message(came),
        }
    }

    fn message(&mut self, came: Came) {
        let (channel, id) = (PlaceId(came.message.channel_id.get()), MessageId(came.message.id.get()));
        let person = PersonId(came.message.author.id.get());
        if !self.is_read_back(&came) {
            return self.spawn(person, move |room| async move { message::take(&room, &came).await });
        }
        self.progress.begin(channel, id);
        // The first message of a post: until it is dealt with, the forum has not been read up to it either.
        let forum = self.forum_of(&came).filter(|_| channel.0 == id.0);
        if let Some(forum) = forum {
            self.progress.begin(forum, id);
        }
        let tell = self.tell.clone();
        self.spawn(person, move |room| async move {
            message::take(&room, &came).await;
            // When the store has stopped the message stays under way, and is read back after the start.
            if room.broken.borrow().is_none() {
                for place in [Some(channel), forum].into_iter().flatten() {
                    // The loop may have ended meanwhile; it reads what is left itself.
                    let _: Result<(), _> = tell.send(Told::Done(place, id));
                }
            }
        });
    }

    /// Whether messages like this one are read back after a time away: elsewhere only mentions count, and no bookmark
    /// is kept.
    fn is_read_back(&self, came: &Came) -> bool {
        let Some(guild) = came.guild else { return true };
        let directory = self.room.directory();
        let is_channel =
            directory.place(came.message.channel_id).is_some_and(|place| place.kind == directory::Kind::Text);
        let settings = self.room.bot.servers.of(ServerId(guild.get())).unwrap_or_default();
        !is_channel || settings.watched.contains(&PlaceId(came.message.channel_id.get()))
    }

    fn forum_of(&self, came: &Came) -> Option<PlaceId> {
        match self.room.directory().place(came.message.channel_id)?.kind {
            directory::Kind::Thread { parent, post: true, .. } => Some(PlaceId(parent.get())),
            directory::Kind::Thread { .. }
            | directory::Kind::Text
            | directory::Kind::Forum
            | directory::Kind::Other => None,
        }
    }

    fn edited(&self, event: MessageUpdateEvent) {
        let (Some(guild), Some(author), Some(text)) = (event.guild_id, event.author, event.content) else {
            return;
        };
        // Without a time of edit only a preview was added.
        let Some(edited) = event.edited_timestamp else { return };
        if author.bot || author.id.get() == self.room.bot.me.user {
            return;
        }
        // Edits of one second count once each: Discord tells of microseconds.
        let nanos = edited.unix_timestamp_nanos();
        let at = Timestamp::from_nanosecond(nanos).unwrap_or_default();
        let (channel, id) = (PlaceId(event.channel_id.get()), MessageId(event.id.get()));
        let (person, text) =
            (PersonId(author.id.get()), words::without_mention(&text, self.room.bot.me.user));
        self.spawn(person, move |room| async move {
            let edit = Edit { person, text: &text, at };
            ended(&room, message::edited(&room, ServerId(guild.get()), channel, id, &edit).await);
        });
    }

    fn deleted(&self, guild: Option<GuildId>, channel: PlaceId, message: MessageId) {
        let Some(guild) = guild else { return };
        self.spawn(PersonId(message.0), move |room| async move {
            ended(&room, endings::deleted(&room, ServerId(guild.get()), channel, message).await);
        });
    }

    fn gone(&self, guild: GuildId, place: u64) {
        self.spawn(PersonId(place), move |room| async move {
            ended(&room, endings::gone(&room, ServerId(guild.get()), PlaceId(place)).await);
        });
    }

    /// Reads a server back, beside the loop.
    fn read_back(&mut self, guild: GuildId) {
        let oldest = catch_up::oldest(self.room.bot.now(), self.catch_up);
        let plan = catch_up::plan(&self.room, guild, oldest);
        let direct = catch_up::direct(&self.room, guild, oldest);
        let (plan, direct) = match (plan, direct) {
            (Ok(plan), Ok(direct)) => (plan, direct),
            (Err(error), _) | (_, Err(error)) => return self.room.stop(error),
        };
        for start in plan.starts {
            self.progress.start_at(start.channel, start.after);
        }
        let gaps: Vec<_> = plan.gaps.into_iter().chain(direct).collect();
        if gaps.is_empty() {
            return;
        }
        self.held.entry(guild).or_default();
        let (room, tell) = (Arc::clone(&self.room), self.tell.clone());
        tokio::spawn(async move {
            let missed = catch_up::read(&room, guild, &gaps).await;
            // The loop may have ended meanwhile; then it is read back after the start.
            let _: Result<(), _> = tell.send(Told::ReadBack(guild, missed));
        });
    }

    fn spawn<F>(&self, person: PersonId, job: impl FnOnce(Arc<Room>) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.lanes.add(person, job(Arc::clone(&self.room)));
    }
}

impl std::fmt::Debug for Inbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbox").finish_non_exhaustive()
    }
}

/// A store that fails stops everything.
fn ended(room: &Room, outcome: Result<(), StoreError>) {
    if let Err(error) = outcome {
        room.stop(error);
    }
}
