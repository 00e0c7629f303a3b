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
                let id = SourceId(format!("wake for {}", event.id.0));
                let event = Event { id, kind: EventKind::Woke(*wake), ..event.clone() };
                self.wakes.push((*at, event));
            }
        }
        done.effects
    }
}

impl World for StepAlone {
    fn name(&self) -> &'static str {
        "step alone"
    }

    fn take(&mut self, event: Option<&Event>, now: Timestamp) -> Vec<Effect> {
        let mut effects = event.map(|event| self.step(event, now)).unwrap_or_default();
        let (due, later) = std::mem::take(&mut self.wakes).into_iter().partition(|(at, _)| *at <= now);
        self.wakes = later;
        let due: Vec<(Timestamp, Event)> = due;
        for (_, event) in due {
            effects.extend(self.step(&event, now));
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
