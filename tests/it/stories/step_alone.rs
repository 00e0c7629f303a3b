//! The smallest world: `step`, and the case in a variable. It knows no store and no desk.

use cloudmedic::triage::{Case, CaseNumber, Context, Effect, Event, EventKind, Settings, SourceId, step};
use jiff::Timestamp;

use super::member::World;
use super::{KNOWLEDGE, READER};

/// A case and the wake-ups that it asked for.
#[derive(Default)]
pub(crate) struct StepAlone {
    case: Option<Case>,
    numbers: u64,
    wakes: Vec<(Timestamp, Event)>,
}

impl StepAlone {
    fn step(&mut self, event: &Event, now: Timestamp) -> Vec<Effect> {
        let settings = Settings::default();
        let context = Context::new(&KNOWLEDGE, &READER, &settings, now);
        let done = step(&context, self.case.as_ref(), event);
        self.case = done.case;
        if let Some(case) = self.case.as_mut().filter(|case| case.number.is_none()) {
            self.numbers += 1;
            case.number = Some(CaseNumber(self.numbers));
        }
        for effect in &done.effects {
            if let Effect::WakeAt { at, wake } = effect {
                let id = SourceId(format!("{wake:?} for {}", event.id.0));
                let event = Event { id, kind: EventKind::Woke(*wake), ..event.clone() };
                self.wakes.push((*at, event));
            }
        }
        done.effects
    }

    /// The wake-up that is due for the longest time.
    fn due(&mut self, now: Timestamp) -> Option<Event> {
        let due = self.wakes.iter().enumerate().filter(|(_, (at, _))| *at <= now);
        let (first, _) = due.min_by_key(|(_, (at, _))| *at)?;
        Some(self.wakes.remove(first).1)
    }

    /// The same wake-up again, as itself and as one of another turn, comes too late: everything was done.
    fn wakes_once(&mut self, event: &Event, now: Timestamp) {
        let other = Event { id: SourceId(format!("{} again", event.id.0)), ..event.clone() };
        let before = self.case.clone();
        for event in [event, &other] {
            let more = self.step(event, now);
            assert!(more.is_empty(), "{:?} twice: {more:?}", event.kind);
            assert_eq!(self.case, before, "{:?} twice", event.kind);
        }
    }
}

impl World for StepAlone {
    fn name(&self) -> &'static str {
        "step alone"
    }

    fn take(&mut self, event: Option<&Event>, now: Timestamp) -> Vec<Effect> {
        let mut effects = event.map(|event| self.step(event, now)).unwrap_or_default();
        while let Some(event) = self.due(now) {
            effects.extend(self.step(&event, now));
            self.wakes_once(&event, now);
        }
        effects
    }

    fn case(&self) -> Option<Case> {
        self.case.clone()
    }

    /// Nothing but the case outlives a process, and that is kept as it would be stored.
    fn restart(&mut self) {
        let kept = serde_json::to_string(&self.case).unwrap();
        self.case = serde_json::from_str(&kept).unwrap();
    }
}
