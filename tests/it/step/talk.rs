//! A member's talk with `step`, move by move.

use cloudmedic::knowledge::Step as FixStep;
use cloudmedic::triage::case::Table;
use cloudmedic::triage::effect::Message;
use cloudmedic::triage::event::{Choice, Wake};
use cloudmedic::triage::{
    Actor, Case, CaseNumber, Context, Effect, Event, EventKind, PersonId, PlaceId, RoleId, ServerId,
    Settings, SourceId, Step, card, step,
};
use jiff::{SignedDuration, Timestamp};

use super::fix;
use super::moves::{Age, Heard, Move, Press, Who};
use crate::stories::{KNOWLEDGE, READER};

const START: Timestamp = Timestamp::constant(1_791_374_400, 0);

/// One member's talk.
#[derive(Debug, Clone)]
pub(super) struct Talk {
    pub(super) case: Option<Case>,
    pub(super) effects: Vec<Effect>,
    pub(super) last: Option<Event>,
    pub(super) settings: Settings,
    offers: Vec<(Choice, u32)>,
    now: Timestamp,
    count: u32,
}

impl Talk {
    pub(super) fn new() -> Self {
        Self {
            case: None,
            effects: Vec::new(),
            last: None,
            settings: Settings::default(),
            offers: Vec::new(),
            now: START,
            count: 0,
        }
    }

    pub(super) fn opened(words: &str) -> Self {
        let mut talk = Self::new();
        talk.make(&Move::Say(words.to_owned(), Heard::ByTheBot));
        assert!(talk.case.is_some(), "{words:?} opened no case");
        talk
    }

    pub(super) fn case(&self) -> &Case {
        self.case.as_ref().unwrap()
    }

    /// The event of a move; `None` when only time passes.
    pub(super) fn event(&mut self, one: &Move) -> Option<Event> {
        let (mut place, mut by, version) =
            (PlaceId(3), Actor::Member, self.case.as_ref().map_or(0, |case| case.offered));
        let kind = match one {
            Move::Say(words, heard) => {
                let addressed = matches!(heard, Heard::ByTheBot);
                if matches!(heard, Heard::Elsewhere) {
                    place = PlaceId(4);
                }
                EventKind::Said { text: words.clone(), addressed }
            }
            Move::Press(press, age) => {
                let (choice, offered) = match press {
                    Press::Any(choice) => (choice.clone(), version),
                    Press::Offered(index) => self.offers.iter().cycle().nth(*index)?.clone(),
                };
                let version = match age {
                    Age::UpToDate => offered,
                    Age::Old => offered.saturating_sub(1),
                    Age::Of(version) => *version,
                };
                EventKind::Chose { choice, version }
            }
            Move::Woken => EventKind::Woke(Wake::MorningAfter),
            Move::Wait(minutes) => {
                self.now += SignedDuration::from_mins(*minutes);
                return None;
            }
            Move::Again => return self.last.clone(),
            Move::Happens(kind, who) => {
                by = actor(*who);
                kind.clone()
            }
        };
        self.count += 1;
        let id = SourceId(format!("event-{}", self.count));
        Some(Event {
            id,
            at: self.now,
            server: ServerId(1),
            place,
            person: PersonId(2),
            case: None,
            by,
            origin: None,
            via: None,
            kind,
        })
    }

    /// What comes of an event, without taking it on.
    pub(super) fn outcome(&self, event: &Event) -> Step {
        step(&self.context(), self.case.as_ref(), event)
    }

    fn context(&self) -> Context<'_> {
        Context::new(&KNOWLEDGE, &READER, &self.settings, self.now)
    }

    /// The card as it would be shown now.
    pub(super) fn card(&self) -> Message {
        card(&self.context(), self.case())
    }

    pub(super) fn take(&mut self, event: Event) {
        let Step { case, effects, .. } = self.outcome(&event);
        self.case = case.map(|case| Case { number: case.number.or(Some(CaseNumber(1))), ..case });
        for message in effects.iter().filter_map(said).filter(|message| !message.choices.is_empty()) {
            let offers = message.choices.iter().map(|offer| (offer.choice.clone(), message.version));
            self.offers = offers.collect();
        }
        self.effects = effects;
        self.last = Some(event);
        self.now += SignedDuration::from_secs(30);
    }

    pub(super) fn make(&mut self, one: &Move) {
        self.effects.clear();
        if let Some(event) = self.event(one) {
            self.take(event);
        }
    }

    pub(super) fn happens(&mut self, kind: EventKind, who: Who) {
        self.make(&Move::Happens(kind, who));
    }

    pub(super) fn table(&self) -> Option<&'static FixStep> {
        match &self.case().table {
            Table::Step(step) | Table::Result(step) => Some(fix(step)),
            Table::Nothing | Table::WhichCause(_) | Table::ComputerBackup | Table::Morning => None,
        }
    }

    pub(super) fn press_didnt_help(&mut self) {
        self.make(&Move::Press(Press::Any(Choice::DidntHelp), Age::UpToDate));
    }
}

fn actor(who: Who) -> Actor {
    match who {
        Who::Member => Actor::Member,
        Who::Ann => Actor::Staff { person: PersonId(21), roles: Vec::new() },
        Who::Ben => Actor::Staff { person: PersonId(22), roles: vec![RoleId(31)] },
        Who::Operator => Actor::Operator,
        Who::World => Actor::World,
    }
}

pub(super) fn said(effect: &Effect) -> Option<&Message> {
    effect.to_member()
}
