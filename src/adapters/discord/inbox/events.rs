//! What each gateway event means for the inbox: which lane it takes, and what is to be done there.

use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use serenity::model::event::{Event, MessageUpdateEvent};
use serenity::model::id::GuildId;

use super::directory::Kind;
use super::endings::{self, Was};
use super::message::{self, Came, Edit};
use super::room::Room;
use super::{Inbox, Told, catch_up, guard, words};
use crate::store::StoreError;
use crate::triage::{MessageId, PersonId, PlaceId, ServerId};

impl Inbox {
    #[expect(clippy::wildcard_enum_match_arm, reason = "most events are not for the bot")]
    pub(super) fn arrived(&mut self, event: Event) {
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
            Event::InteractionCreate(event) if self.answered.add(event.interaction.id().get(), ()) => {
                self.interaction(event.interaction);
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
        // Those that are passed over are messages, too.
        self.room.bot.desk.pulse().figures.message();
        if !self.is_for_the_bot(&came) || !self.is_not_too_much(&came) {
            return;
        }
        self.authors.add(came.message.id.get(), PersonId(came.message.author.id.get()));
        match came.guild.and_then(|guild| self.held.get_mut(&guild)) {
            Some(held) => held.push(came),
            None => self.message(came),
        }
    }

    pub(super) fn message(&mut self, came: Came) {
        let (channel, id) = (PlaceId(came.message.channel_id.get()), MessageId(came.message.id.get()));
        let person = PersonId(came.message.author.id.get());
        if !self.is_read_back(&came) {
            return self.spawn(person, move |room| async move {
                message::take(&room, &came).await;
            });
        }
        self.progress.begin(channel, id);
        // The first message of a post: until it is dealt with, the forum has not been read up to it either.
        let forum = self.forum_of(&came).filter(|_| channel.0 == id.0);
        if let Some(forum) = forum {
            self.progress.begin(forum, id);
        }
        let tell = self.tell.clone();
        self.spawn(person, move |room| async move {
            let taken = message::take(&room, &came).await;
            // When the store has stopped, or Discord does not even say where the message is, it stays under way and is
            // read back after the start.
            if taken && room.broken.borrow().is_none() {
                for place in [Some(channel), forum].into_iter().flatten() {
                    // The loop may have ended meanwhile; it reads what is left itself.
                    let _: Result<(), _> = tell.send(Told::Done(place, id));
                }
            }
        });
    }

    /// Whether messages like this one are read back after a time away: elsewhere only mentions count, and no bookmark
    /// is kept.
    pub(super) fn is_read_back(&self, came: &Came) -> bool {
        let Some(guild) = came.guild else { return true };
        let directory = self.room.directory();
        let is_channel =
            directory.place(came.message.channel_id).is_some_and(|place| place.kind == Kind::Text);
        let settings = self.room.bot.servers.of(ServerId(guild.get())).unwrap_or_default();
        !is_channel || settings.watched.contains(&PlaceId(came.message.channel_id.get()))
    }

    fn forum_of(&self, came: &Came) -> Option<PlaceId> {
        match self.room.directory().place(came.message.channel_id)?.kind {
            Kind::Thread { parent, post: true, .. } => Some(PlaceId(parent.get())),
            Kind::Thread { .. } | Kind::Text | Kind::Forum | Kind::Other => None,
        }
    }

    fn edited(&mut self, event: MessageUpdateEvent) {
        let (Some(guild), Some(author), Some(text)) = (event.guild_id, event.author, event.content) else {
            return;
        };
        // Without a time of edit only a preview was added.
        let Some(edited) = event.edited_timestamp else { return };
        if author.bot || author.id.get() == self.room.bot.me.user {
            return;
        }
        if !self.may_edit(guild, author.id) {
            return;
        }
        // Edits of one second count once each: Discord tells of microseconds.
        let nanos = edited.unix_timestamp_nanos();
        let at = Timestamp::from_nanosecond(nanos).unwrap_or_default();
        let (channel, id) = (PlaceId(event.channel_id.get()), MessageId(event.id.get()));
        let (person, text) =
            (PersonId(author.id.get()), words::without_mention(&text, self.room.bot.me.user));
        let roles = event.member.flatten().map(|member| member.roles).unwrap_or_default();
        let (server, place) = (ServerId(guild.get()), event.channel_id);
        self.spawn(person, move |room| async move {
            let edit = Edit { person, text: &text, at };
            ended(&room, message::edited(&room, server, channel, id, &edit).await);
            let who = room.who(Some(server), author.id, &roles, false);
            guard::look_again(&room, server, place, id, &who, (&text, at)).await;
        });
    }

    fn deleted(&self, guild: Option<GuildId>, channel: PlaceId, message: MessageId) {
        let Some(guild) = guild else { return };
        // Behind whatever its author's message still has to go through.
        let author = self.authors.get(message.0).copied().unwrap_or(PersonId(message.0));
        self.spawn(author, move |room| async move {
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
        let catch_up::Plan { gaps, starts } = match catch_up::plan(&self.room, guild, oldest) {
            Ok(plan) => plan,
            Err(error) => return self.room.stop(error),
        };
        for start in &starts {
            self.progress.start_at(start.channel, start.after);
        }
        // From here on everything is read, so this is kept before anything else happens.
        if !starts.is_empty()
            && let Err(error) = self.keep()
        {
            return self.room.stop(error);
        }
        self.read_back_direct(guild, oldest);
        if gaps.is_empty() {
            return;
        }
        for gap in &gaps {
            gap.places().for_each(|place| self.progress.hold(place, gap.from));
        }
        self.held.entry(guild).or_default();
        let (room, tell) = (Arc::clone(&self.room), self.tell.clone());
        tokio::spawn(async move {
            let read = catch_up::read(&room, guild, &gaps, catch_up::WAITED_FOR).await;
            // The loop may have ended meanwhile; then it is read back after the start.
            let _: Result<(), _> = tell.send(Told::ReadBack(guild, read));
        });
    }

    /// Reads on where Discord did not answer, beside what is written now.
    pub(super) fn read_on(&self, guild: GuildId, left: Vec<catch_up::Gap>) {
        if left.is_empty() {
            return;
        }
        let (room, tell) = (Arc::clone(&self.room), self.tell.clone());
        tokio::spawn(async move {
            let read = catch_up::read(&room, guild, &left, catch_up::LATER).await;
            let _: Result<(), _> = tell.send(Told::ReadOn(guild, read));
        });
    }

    /// Reads back the direct messages of a server's open cases. All cases are looked through for them, so nobody in
    /// the server waits for that.
    fn read_back_direct(&self, guild: GuildId, oldest: Timestamp) {
        let (room, tell) = (Arc::clone(&self.room), self.tell.clone());
        tokio::spawn(async move {
            let looking = Arc::clone(&room);
            let looked = tokio::task::spawn_blocking(move || catch_up::direct(&looking, guild, oldest)).await;
            match looked {
                Ok(Ok(gaps)) if gaps.is_empty() => {}
                Ok(Ok(gaps)) => {
                    // What is left after that is read back after the next start: no bookmark has moved.
                    let read = catch_up::read(&room, guild, &gaps, catch_up::LATER).await;
                    // The loop may have ended meanwhile; then they are read back after the start.
                    let _: Result<(), _> = tell.send(Told::Missed(read.missed));
                }
                Ok(Err(error)) => room.stop(error),
                Err(error) => tracing::error!(%error, "direct messages were not read back"),
            }
        });
    }

    pub(super) fn spawn<F>(&self, person: PersonId, job: impl FnOnce(Arc<Room>) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.lanes.add(person, job(Arc::clone(&self.room)));
    }
}

/// A store that fails stops everything.
fn ended(room: &Room, outcome: Result<(), StoreError>) {
    if let Err(error) = outcome {
        room.stop(error);
    }
}
