//! Gateway events and interactions become events of the desk, one person's in the order in which they came.
//!
//! One loop takes the gateway's queue; it never waits for Discord. What needs waiting goes into lanes, one person's
//! after each other. How far each channel has been read is kept, so that nothing is lost with the process.

mod catch_up;
mod choices;
mod direct;
mod directory;
mod endings;
mod events;
mod flood;
mod guard;
mod hear;
mod hint;
mod interactions;
mod lanes;
mod message;
mod much;
mod progress;
mod recent;
mod room;
mod who;
mod words;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serenity::model::id::GuildId;
use tokio::sync::{mpsc, watch};

use super::Bot;
use super::wire::Arrived;
use crate::desk::DeskError;
use crate::store::{StoreError, Write};
use crate::triage::{MessageId, PersonId, PlaceId};
use catch_up::ReadBack;
use flood::{Floods, Waiting};
use lanes::Lanes;
use message::Came;
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
    /// A server has been read back, as far as that was possible.
    ReadBack(GuildId, ReadBack),
    /// The same for what had been left of it; nobody waited for that.
    ReadOn(GuildId, ReadBack),
    /// Direct messages have been read back.
    Missed(Vec<Came>),
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
    /// Interactions that were taken.
    answered: Recent<()>,
    /// Who wrote the last messages.
    authors: Recent<PersonId>,
    /// How much everybody has written and pressed.
    floods: Floods,
    /// Answers to presses that were too much.
    waiting: Waiting,
    catch_up: SignedDuration,
}

impl Inbox {
    /// An inbox for a bot; messages up to this age are read back.
    #[must_use]
    pub fn new(bot: &Bot, catch_up: SignedDuration) -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        let floods = Floods::new(bot.now());
        Self {
            room: Arc::new(Room::new(bot)),
            lanes: Lanes::start(),
            progress: Progress::default(),
            held: HashMap::new(),
            tell,
            told,
            answered: Recent::default(),
            authors: Recent::default(),
            floods,
            waiting: Waiting::default(),
            catch_up,
        }
    }

    /// Takes a gateway's events until they end or `stop` turns true, then finishes what is under way.
    ///
    /// # Errors
    /// When the store has stopped.
    pub async fn run(
        mut self,
        events: &mut mpsc::UnboundedReceiver<Arrived>,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), DeskError> {
        let mut keep = tokio::time::interval(KEEP);
        let mut broken = self.room.broken.subscribe();
        loop {
            tokio::select! {
                arrived = events.recv() => match arrived {
                    Some(arrived) => {
                        self.look_up_knowledge();
                        self.arrived(*arrived.event);
                    }
                    None => break,
                },
                Some(told) = self.told.recv() => {
                    self.look_up_knowledge();
                    self.hear(told);
                }
                _ = keep.tick() => self.keep()?,
                _ = broken.changed() => break,
                _ = stop.wait_for(|stop| *stop) => break,
            }
        }
        self.finish().await
    }

    /// What comes in next is dealt with by the knowledge that is in use now, to its end.
    fn look_up_knowledge(&mut self) {
        if let Some(room) = self.room.with_newer_knowledge() {
            let old = std::mem::replace(&mut self.room, Arc::new(room));
            // Whoever holds a knowledge last puts it away, which takes milliseconds: nobody is answered on that thread.
            drop(tokio::task::spawn_blocking(move || drop(old)));
        }
    }

    /// Lets what was taken on be finished, and keeps how far it came.
    async fn finish(mut self) -> Result<(), DeskError> {
        std::mem::replace(&mut self.lanes, Lanes::start()).finish().await;
        while let Ok(told) = self.told.try_recv() {
            match told {
                Told::Done(channel, message) => self.progress.end(channel, message),
                // Read back again after the start.
                Told::ReadBack(..) | Told::ReadOn(..) | Told::Missed(_) => {}
            }
        }
        self.keep()?;
        let broken = self.room.broken.borrow().clone();
        broken.map_or(Ok(()), Err)
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        self.floods.sweep(self.room.bot.now());
        let moved = self.progress.moved(self.room.bot.now());
        if !moved.is_empty() {
            self.room.bot.store.write(Write::Bookmarks(moved))?;
        }
        Ok(())
    }

    fn hear(&mut self, told: Told) {
        match told {
            Told::Done(channel, message) => self.progress.end(channel, message),
            Told::Missed(missed) => self.missed(missed),
            Told::ReadBack(guild, back) => {
                let held = self.held.remove(&guild).unwrap_or_default();
                self.was_read(guild, back);
                held.into_iter().for_each(|came| self.message(came));
            }
            Told::ReadOn(guild, back) => self.was_read(guild, back),
        }
    }
}

impl Inbox {
    /// Takes in what was written meanwhile; only then the channels count as read.
    fn was_read(&mut self, guild: GuildId, back: ReadBack) {
        let ReadBack { missed, read, left } = back;
        self.missed(missed);
        for gap in read {
            gap.places().for_each(|place| self.progress.release(place, gap.from));
        }
        self.read_on(guild, left);
    }
}

impl std::fmt::Debug for Inbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbox").finish_non_exhaustive()
    }
}
