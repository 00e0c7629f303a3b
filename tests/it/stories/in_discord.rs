//! A member of a simulated server: a story goes through the gateway and comes back as what Discord shows.

use std::collections::BTreeSet;

use cloudmedic::store::{Record, is_open};
use cloudmedic::triage::{PlaceId, Settings};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::driver::{Driver, Manner, Seen};
use super::plain;
use crate::discord::town::{self, Town};
use crate::support::sim::{Id, Message, World, ids};

/// Who tells the story.
const MEMBER: Id = ids::ANNA;
/// How long a turn takes.
const TURN: SignedDuration = SignedDuration::from_secs(60);
/// The bot has nothing to do any more when it asked Discord nothing for so many milliseconds.
const QUIET_MS: u64 = 100;

/// A member in a town of their own.
pub(crate) struct InDiscord {
    town: Town,
    /// The newest message at the last look.
    seen: Id,
    /// What is no part of the story: answers to [`Self::settle`].
    asides: BTreeSet<Id>,
}

/// Where the conversation is.
enum Talk {
    /// There is none.
    Nowhere,
    /// In the channel, under this message of the member, which has no thread yet.
    Under(Id),
    /// In this thread.
    In(Id),
}

impl InDiscord {
    /// A server that watches two channels, with the bot connected.
    pub(crate) fn begin() -> Self {
        let watched = vec![PlaceId(ids::HELP), PlaceId(ids::GENERAL)];
        let settings = Settings { watched, ..town::settings() };
        let town = Town::with(World::support_server(), settings);
        // At noon, as everywhere: at night the bot waits for a decent hour.
        town.pass(until_noon(town.bot().now()));
        Self { town, seen: 0, asides: BTreeSet::new() }
    }

    fn talk(&self) -> Talk {
        let Some(case) = self.town.case_of(MEMBER) else { return Talk::Nowhere };
        let Some(home) = case.home else { return Talk::Nowhere };
        let first = home.message.0;
        if self.town.sim.channel(first).is_some() {
            Talk::In(first)
        } else if is_open(case.stage) {
            Talk::Under(first)
        } else {
            Talk::Nowhere
        }
    }

    /// Writes, and Discord delivers it twice: the same event twice is one.
    fn post(&self, channel: Id, words: &str) {
        self.town.sim.duplicate_next_events(1);
        self.town.sim.post(MEMBER, channel, words);
    }

    /// Replies to what the bot said last in the channel.
    fn reply(&self, words: &str) {
        let answers = self.town.sim.bot_messages(ids::HELP);
        let newest = answers.iter().rfind(|message| !message.ephemeral()).expect("the bot said something");
        self.town.sim.duplicate_next_events(1);
        self.town.sim.reply(MEMBER, newest.id, words);
    }

    /// Everything of the bot that the member can read, oldest first.
    fn heard(&self) -> Vec<Message> {
        let sim = &self.town.sim;
        let channels = [ids::HELP, ids::GENERAL];
        let threads = channels.into_iter().flat_map(|channel| sim.threads_of(channel));
        let places = channels.into_iter().chain(threads.map(|thread| thread.id)).collect::<Vec<_>>();
        let all = places.into_iter().flat_map(|place| sim.messages_seen_by(MEMBER, place));
        let mut heard: Vec<_> =
            all.filter(|one| one.author == ids::BOT && !self.asides.contains(&one.id)).collect();
        heard.sort_by_key(|message| message.id);
        heard
    }

    /// Waits until everything is done that the bot has to do now.
    fn settle(&mut self) {
        // What one person does is taken on in order: with this answer, everything before it has been decided.
        let status = self.town.sim.command(MEMBER, ids::HELP, "backup status", &[]).message();
        self.asides.insert(status.id);
        let bot = self.town.bot();
        let due = |record: &Record| matches!(record, Record::Work(work) if work.due <= bot.now());
        self.town.sim.wait_for("all work to be done", |_| {
            (!bot.store.records().any(|record| due(&record.unwrap()))).then_some(())
        });
    }
}

/// How long it is until the next noon.
fn until_noon(now: Timestamp) -> SignedDuration {
    let date = now.to_zoned(TimeZone::UTC).date();
    let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let today = noon.duration_since(now);
    if today.is_negative() { today + SignedDuration::from_hours(24) } else { today }
}

impl Driver for InDiscord {
    fn name(&self) -> &'static str {
        "simulated Discord"
    }

    fn say(&mut self, words: &str, manner: Manner) {
        self.town.pass(TURN);
        let mention = format!("<@{}> {words}", ids::BOT);
        match (manner, self.talk()) {
            (Manner::Elsewhere, _) => self.post(ids::GENERAL, words),
            (Manner::ToEverybody, Talk::Nowhere) => self.post(ids::HELP, words),
            (Manner::ToEverybody, Talk::Under(first)) => {
                let thread = self.town.sim.open_thread(MEMBER, first, "my backup");
                self.post(thread, words);
            }
            (Manner::ToEverybody, Talk::In(thread)) => self.post(thread, words),
            (Manner::ToTheBot, Talk::Nowhere) => self.post(ids::HELP, &mention),
            (Manner::ToTheBot, Talk::Under(_)) => self.reply(words),
            (Manner::ToTheBot, Talk::In(thread)) => self.post(thread, &mention),
        }
    }

    fn choose(&mut self, label: &str, old: bool) -> Result<(), String> {
        let heard = self.heard();
        let offers = |message: &&Message| plain::said(message).labels.iter().any(|one| one == label);
        let mut offered = heard.iter().filter(offers);
        let Some(message) = (if old { offered.next() } else { offered.next_back() }) else {
            let last = heard.last().map(plain::said).unwrap_or_default();
            return Err(format!("{label:?} was never offered; the last message offered {:?}", last.labels));
        };
        self.town.pass(TURN);
        let sim = &self.town.sim;
        let menu = plain::causes(message).and_then(|menu| menu["custom_id"].as_str());
        let pressed = match (message.button(label), menu) {
            (None, Some(menu)) => sim.try_select(MEMBER, message.id, menu, &[label])?,
            (_, _) => sim.try_press(MEMBER, message.id, label)?,
        };
        if pressed.failed() { Err(format!("the press of {label:?} was not answered")) } else { Ok(()) }
    }

    /// Everything that is written here has arrived twice already, and a press is delivered once at the most.
    fn again(&mut self) {}

    fn wait(&mut self, time: SignedDuration) {
        self.town.pass(time);
    }

    fn restart(&mut self) {
        self.town.stop();
        self.town.start();
        // What was missed is read back beside everything else.
        self.settle();
        self.town.sim.quiet(QUIET_MS);
    }

    fn look(&mut self) -> Seen {
        self.settle();
        let is_new = |message: &&Message| message.id > self.seen;
        let (heard, shown) = (self.heard(), self.town.sim.bot_messages(ids::MODERATORS_ROOM));
        let said = heard.iter().filter(is_new).map(plain::said).collect();
        // A card that is brought up to date calls nobody.
        let cards = shown.iter().filter(is_new).map(plain::card).collect();
        let newest = heard.iter().chain(&shown).map(|message| message.id).max();
        self.seen = newest.unwrap_or_default().max(self.seen);
        Seen { said, cards, case: self.town.case_of(MEMBER) }
    }
}
