//! A member made of events: turns what a story says into events for a [`World`], and effects into what was seen.

use cloudmedic::triage::effect::{Block, Effect, Message, Offer};
use cloudmedic::triage::{Actor, Case, Event, EventKind, PersonId, PlaceId, ServerId, SourceId};
use jiff::{SignedDuration, Timestamp};

use super::driver::{Driver, Manner, Said, Seen};

/// Whatever takes events in and does what follows.
pub(crate) trait World {
    /// What it is, for complaints.
    fn name(&self) -> &'static str;
    /// Takes in an event, if there is one, and does everything that is due; returns what was done.
    fn take(&mut self, event: Option<&Event>, now: Timestamp) -> Vec<Effect>;
    /// The member's case.
    fn case(&self) -> Option<Case>;
    /// The process ends and starts again.
    fn restart(&mut self);
}

pub(crate) const SERVER: ServerId = ServerId(1);
pub(crate) const PERSON: PersonId = PersonId(2);
const HERE: PlaceId = PlaceId(3);
const ELSEWHERE: PlaceId = PlaceId(4);
/// Noon, on the Wednesday after the dates of the knowledge.
pub(crate) const START: Timestamp = Timestamp::constant(1_791_374_400, 0);
/// How long a turn takes.
pub(crate) const TURN: SignedDuration = SignedDuration::from_secs(60);

/// A member in a world.
pub(crate) struct Member<W> {
    world: W,
    now: Timestamp,
    count: u32,
    last: Option<Event>,
    heard: Vec<Message>,
    seen: Seen,
}

impl<W: World> Member<W> {
    pub(crate) fn of(world: W) -> Self {
        Self { world, now: START, count: 0, last: None, heard: Vec::new(), seen: Seen::default() }
    }

    fn does(&mut self, place: PlaceId, kind: EventKind) {
        self.count += 1;
        let id = SourceId(format!("story-{}", self.count));
        let event = Event {
            id,
            at: self.now,
            server: SERVER,
            place,
            person: PERSON,
            case: None,
            by: Actor::Member,
            origin: None,
            via: None,
            kind,
        };
        self.happens(Some(&event));
        self.last = Some(event);
    }

    fn happens(&mut self, event: Option<&Event>) {
        for effect in self.world.take(event, self.now) {
            self.seen.cards.extend(effect.to_staff().map(plain));
            if let Some(message) = effect.to_member() {
                self.seen.said.push(plain(message));
                self.heard.push(message.clone());
            }
        }
        self.now += TURN;
    }
}

impl<W: World> Driver for Member<W> {
    fn name(&self) -> &'static str {
        self.world.name()
    }

    fn say(&mut self, words: &str, manner: Manner) {
        let (place, addressed) = match manner {
            Manner::ToTheBot => (HERE, true),
            Manner::ToEverybody => (HERE, false),
            Manner::Elsewhere => (ELSEWHERE, false),
        };
        self.does(place, EventKind::Said { text: words.to_owned(), addressed });
    }

    fn choose(&mut self, label: &str, old: bool) -> Result<(), String> {
        let offer = |message: &Message| {
            let offer: Option<&Offer> = message.choices.iter().find(|offer| offer.label == label);
            offer.map(|offer| (offer.choice.clone(), message.version))
        };
        let mut offers = self.heard.iter().filter_map(offer);
        let offered = if old { offers.next() } else { offers.next_back() };
        let Some((choice, version)) = offered else {
            let last = self.heard.last().map(plain).unwrap_or_default();
            return Err(format!("{label:?} was never offered; the last message offered {:?}", last.labels));
        };
        self.does(HERE, EventKind::Chose { choice, version });
        Ok(())
    }

    fn again(&mut self) {
        let last = self.last.take();
        self.happens(last.as_ref());
        self.last = last;
    }

    fn wait(&mut self, time: SignedDuration) {
        self.now += time;
        self.happens(None);
    }

    fn restart(&mut self) {
        self.world.restart();
        self.happens(None);
    }

    fn look(&mut self) -> Seen {
        Seen { case: self.world.case(), ..std::mem::take(&mut self.seen) }
    }
}

/// A message as plain text.
fn plain(message: &Message) -> Said {
    let words = message.blocks.iter().map(words).collect::<Vec<_>>().join("\n");
    Said { words, labels: message.choices.iter().map(|offer| offer.label.clone()).collect() }
}

fn words(block: &Block) -> String {
    match block {
        Block::Text(text) => text.clone(),
        Block::Quote(quoted) => format!("> {quoted}"),
        Block::Step { number, title, body, caution, check } => {
            let mut lines = vec![format!("{number}. {title}"), body.clone()];
            lines.extend(caution.iter().map(|caution| format!("Careful: {caution}")));
            lines.extend(check.clone());
            lines.join("\n")
        }
        Block::Fields { title, rows } => {
            let rows = rows.iter().map(|(label, value)| format!("\n{label}: {value}"));
            format!("{title}{}", rows.collect::<String>())
        }
    }
}
