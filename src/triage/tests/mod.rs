//! Whole conversations through `step`; nothing is faked.

mod brief;
mod card;
mod choices;
mod clocks;
mod closing;
mod cooldown;
mod deeds;
mod edited;
mod ended;
mod fields;
mod filing;
mod flood;
mod form;
mod gone;
mod hand_off;
mod home;
mod incident;
mod kept;
mod knowledge;
mod learned;
mod legal;
mod modes;
mod notes;
mod operator;
mod order;
mod picture;
mod priority;
mod private;
mod properties;
mod release;
mod sentences;
mod standing;
mod talk;

use jiff::{SignedDuration, Timestamp};

use super::case::{PersonId, PlaceId, ServerId};
use super::desk::{Deed, Delivery, Ending, Receiver};
use super::effect::{Block, Effect, Message};
use super::event::{Choice, Event, EventKind, SourceId, Wake};
use super::{Actor, Case, Context, Correction, MessageId, Mode, Origin, RoleId, Settings, Stage, step};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use knowledge::{KNOWLEDGE, READER};

const CARD: Origin = Origin { channel: PlaceId(5), message: MessageId(6) };
const NOON: Timestamp = Timestamp::constant(1_760_097_600, 0);
const HERE: PlaceId = PlaceId(7);
const ANN: PersonId = PersonId(11);
const BEN: PersonId = PersonId(12);
const MENTORS: RoleId = RoleId(31);
const FULL: &str = "icloud backup fails, icloud full";

/// One member's conversation.
struct Conversation {
    case: Option<Case>,
    now: Timestamp,
    events: u64,
    effects: Vec<Effect>,
    settings: Settings,
    /// Wake-ups that were asked for and have not come yet.
    pending: Vec<(Timestamp, Wake)>,
    correction: Option<Correction>,
    unmatched: bool,
    known: (&'static KnowledgeBase, &'static Reader),
}

impl Conversation {
    fn new() -> Self {
        Self {
            case: None,
            now: NOON,
            events: 0,
            effects: Vec::new(),
            settings: Settings::default(),
            pending: Vec::new(),
            correction: None,
            unmatched: false,
            known: (&KNOWLEDGE, &READER),
        }
    }

    /// A conversation that begins with a message to the bot itself.
    fn opened(text: &str) -> Self {
        let mut talk = Self::new();
        talk.say(text);
        talk
    }

    fn event(&mut self, place: PlaceId, kind: EventKind) -> Event {
        self.events += 1;
        let id = SourceId(format!("event-{}", self.events));
        Event {
            id,
            at: self.now,
            server: ServerId(1),
            place,
            person: PersonId(2),
            case: None,
            by: Actor::Member,
            origin: None,
            via: None,
            kind,
        }
    }

    fn take(&mut self, event: &Event) {
        let faults = |case: &Option<Case>| case.as_ref().map(super::legal::faults).unwrap_or_default();
        // Some tests put a case together that no conversation leads to.
        let legal = faults(&self.case).is_empty();
        let step = step(&self.context(), self.case.as_ref(), event);
        self.case = step.case;
        if legal {
            assert_eq!(faults(&self.case), [], "{event:?} leaves a case that cannot be:\n{:#?}", self.case);
        }
        self.effects = step.effects;
        (self.correction, self.unmatched) = (step.correction, step.unmatched);
        let wake = |effect: &Effect| {
            if let Effect::WakeAt { at, wake } = effect { Some((*at, *wake)) } else { None }
        };
        self.pending.extend(self.effects.iter().filter_map(wake));
        self.now += SignedDuration::from_secs(60);
    }

    /// Time passes, and every wake-up comes when it is due. What was said meanwhile was said last.
    fn later(&mut self, hours: i64) -> &mut Self {
        let until = self.now + SignedDuration::from_hours(hours);
        let mut effects = Vec::new();
        self.pending.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        while let Some((at, wake)) = self.pending.pop_if(|(at, _)| *at <= until) {
            self.now = self.now.max(at);
            self.happens(EventKind::Woke(wake));
            effects.append(&mut self.effects);
            self.pending.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        }
        self.now = self.now.max(until);
        self.effects = effects;
        self
    }

    /// Something that whoever runs the bot does at the command line.
    fn operates(&mut self, deed: Deed) -> &mut Self {
        let event = Event { by: Actor::Operator, ..self.event(HERE, EventKind::Did(deed)) };
        self.take(&event);
        self
    }

    /// How often something has happened.
    fn count(&self, what: &super::case::Happening) -> usize {
        self.case().history.iter().filter(|entry| entry.what == *what).count()
    }

    fn context(&self) -> Context<'_> {
        Context::new(self.known.0, self.known.1, &self.settings, self.now)
    }

    /// A conversation for which a person was called, with a card that moderators see.
    fn escalated() -> Self {
        let mut talk = Self::opened(FULL);
        talk.press(Choice::TalkToAPerson);
        talk.happens(EventKind::Delivered(Delivery::Card(CARD)));
        talk
    }

    /// Something else that happens where the conversation is.
    fn happens(&mut self, kind: EventKind) -> &mut Self {
        let place = self.case.as_ref().map_or(HERE, |case| case.place);
        let event = self.event(place, kind);
        self.take(&event);
        self
    }

    /// A message in a channel, where the conversation would be a thread of it.
    fn write(&mut self, text: &str, channel: PlaceId, message: u64, addressed: bool) -> &mut Self {
        let origin = Some(Origin { channel, message: MessageId(message) });
        let kind = EventKind::Said { text: text.to_owned(), addressed };
        let event = Event { origin, ..self.event(PlaceId(message), kind) };
        self.take(&event);
        self
    }

    /// Something that a moderator does.
    fn does(&mut self, person: PersonId, deed: Deed) -> &mut Self {
        self.with_roles(person, Vec::new(), deed)
    }

    fn with_roles(&mut self, person: PersonId, roles: Vec<RoleId>, deed: Deed) -> &mut Self {
        let event = Event { by: Actor::Staff { person, roles }, ..self.event(HERE, EventKind::Did(deed)) };
        self.take(&event);
        self
    }

    /// The card as it was changed last.
    fn changed_card(&self) -> Option<String> {
        let card = |effect: &Effect| if let Effect::Card(card) = effect { Some(plain(card)) } else { None };
        self.effects.iter().find_map(card)
    }

    /// What only one person reads.
    fn whispered(&self) -> String {
        let said =
            |effect: &Effect| if let Effect::Whisper(said) = effect { Some(plain(said)) } else { None };
        self.effects.iter().filter_map(said).collect()
    }

    fn history(&self) -> Vec<(Option<PersonId>, &super::case::Happening)> {
        self.case().history.iter().map(|entry| (entry.by, &entry.what)).collect()
    }

    fn say(&mut self, text: &str) -> &mut Self {
        let event = self.event(HERE, EventKind::Said { text: text.to_owned(), addressed: true });
        self.take(&event);
        self
    }

    fn mutter(&mut self, text: &str, place: PlaceId) -> &mut Self {
        let event = self.event(place, EventKind::Said { text: text.to_owned(), addressed: false });
        self.take(&event);
        self
    }

    fn press(&mut self, choice: Choice) -> &mut Self {
        let version = self.case().offered;
        let event = self.event(HERE, EventKind::Chose { choice, version });
        self.take(&event);
        self
    }

    fn wake(&mut self, at: Timestamp) -> &mut Self {
        self.now = at;
        let event = self.event(HERE, EventKind::Woke(Wake::MorningAfter));
        self.take(&event);
        self
    }

    fn case(&self) -> &Case {
        self.case.as_ref().expect("there is a case")
    }

    fn stage(&self) -> Stage {
        self.case().stage
    }

    /// What was said to the member last.
    fn messages(&self) -> Vec<&Message> {
        self.effects.iter().filter_map(Effect::to_member).collect()
    }

    /// The card that helpers were shown last.
    fn card(&self) -> Option<&Message> {
        self.effects.iter().find(|effect| matches!(effect, Effect::CallHuman(_))).map(message)
    }

    /// Everything that was said to the member last, as one text.
    fn heard(&self) -> String {
        self.messages().into_iter().map(plain).collect::<Vec<_>>().join("\n")
    }

    fn offered(&self) -> Vec<Choice> {
        self.messages()
            .iter()
            .flat_map(|message| &message.choices)
            .map(|offer| offer.choice.clone())
            .collect()
    }

    /// The step that was shown last.
    fn step(&self) -> Option<&str> {
        self.case().steps.last().map(|record| record.step.as_str())
    }

    #[track_caller]
    fn hears(&self, part: &str) -> &Self {
        let heard = self.heard();
        assert!(heard.contains(part), "expected {part:?} in:\n{heard}");
        self
    }

    #[track_caller]
    fn does_not_hear(&self, part: &str) -> &Self {
        let heard = self.heard();
        assert!(!heard.contains(part), "did not expect {part:?} in:\n{heard}");
        self
    }
}

fn message(effect: &Effect) -> &Message {
    effect.to_member().or(effect.to_staff()).expect("the effect says something")
}

/// A message as plain text.
fn plain(message: &Message) -> String {
    let block = |block: &Block| match block {
        Block::Text(text) => text.clone(),
        Block::Quote(words) => format!("> {words}"),
        Block::Step { number, title, body, caution, check } => {
            let caution = caution.as_deref().unwrap_or_default();
            format!("{number}. {title}\n{body}\n! {caution}\n? {}", check.as_deref().unwrap_or_default())
        }
        Block::Fields { title, rows } => {
            let rows: Vec<String> = rows.iter().map(|(label, value)| format!("{label}: {value}")).collect();
            format!("[{title}]\n{}", rows.join("\n"))
        }
    };
    let blocks: Vec<String> = message.blocks.iter().map(block).collect();
    let labels: Vec<&str> = message.choices.iter().map(|offer| offer.label.as_str()).collect();
    format!("{}\n({})", blocks.join("\n"), labels.join(" | "))
}
