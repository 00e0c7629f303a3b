//! Faults on demand: answers that fail, events that stumble.

use serde_json::Value;

use super::Simulator;
use super::gateway::{Out, Session};

/// How a request goes wrong.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Answered with this status and body; nothing is done.
    Status(u16, Value),
    /// 429 with `Retry-After`; nothing is done, and asking again too soon is a violation.
    RateLimited { after_ms: u64, global: bool },
    /// The connection is cut before anything is done.
    Reset,
    /// It is done, but the connection is cut before the answer.
    ResetAfter,
    /// It is done as usual, but later.
    Delay(u64),
    /// 200 with a body that is no JSON; nothing is done.
    Garbage,
    /// Never answered, be it done or not: the connection hangs until the other side gives up or is gone.
    Hang { done: bool },
}

/// Which requests, how often, and how.
pub(crate) struct Rule {
    method: String,
    path: String,
    left: usize,
    fault: Fault,
}

impl Rule {
    fn fits(&self, method: &str, path: &str) -> bool {
        self.left > 0 && is_meant((&self.method, &self.path), method, path)
    }
}

/// Whether a request is of the kind that a method and a path with `*` and `**` mean.
fn is_meant((wanted_method, wanted_path): (&str, &str), method: &str, path: &str) -> bool {
    let (mut wanted, mut given) =
        (wanted_path.trim_matches('/').split('/'), path.trim_matches('/').split('/'));
    let same = loop {
        match (wanted.next(), given.next()) {
            (Some("**"), _) | (None, None) => break true,
            (Some("*"), Some(_)) => {}
            (Some(one), Some(other)) if one == other => {}
            _ => break false,
        }
    };
    same && (wanted_method == "*" || wanted_method == method)
}

/// All faults that are still to come.
#[derive(Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
    /// From when until when (the simulator's time) which bucket must not be asked; `*` is every one.
    pub(crate) waits: Vec<(String, u64, u64)>,
    pub(crate) gateway: Stumbles,
    pub(crate) limit: Option<Limit>,
    pub(crate) trap: Option<Trap>,
}

/// Where the process is to be cut: at the n-th request or event of a kind.
#[derive(Clone, Debug)]
pub(crate) struct Trap {
    pub(crate) at: Point,
    /// How many that fit are still let pass.
    pub(crate) left: usize,
    pub(crate) sprung: bool,
}

/// What a trap waits for.
#[derive(Clone, Debug)]
pub(crate) enum Point {
    /// A request, as in [`Simulator::fail_next`]. It is carried out or not, and never answered.
    Request { method: &'static str, path: &'static str, done: bool },
    /// An event of the gateway, sent a moment ago.
    Event,
}

/// A real rate limit: so many requests per window for each method and top resource.
pub(crate) struct Limit {
    pub(crate) requests: u64,
    pub(crate) window_ms: u64,
    pub(crate) used: std::collections::HashMap<String, (u64, u64)>,
}

impl Faults {
    /// The fault for this request, used up.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let rule = self.rules.iter_mut().find(|rule| rule.fits(method, path))?;
        rule.left -= 1;
        Some(rule.fault.clone())
    }

    /// The fault for this request, or the trap that it walks into.
    pub(crate) fn meet(&mut self, method: &str, path: &str) -> Option<Fault> {
        if let Some(trap) = self.trap.as_mut().filter(|trap| !trap.sprung)
            && let Point::Request { method: wanted, path: there, done } = trap.at
            && is_meant((wanted, there), method, path)
        {
            trap.left = trap.left.saturating_sub(1);
            if trap.left == 0 {
                trap.sprung = true;
                return Some(Fault::Hang { done });
            }
        }
        self.take(method, path)
    }

    /// An event was sent.
    pub(crate) fn sent_event(&mut self) {
        if let Some(trap) = self.trap.as_mut().filter(|trap| matches!(trap.at, Point::Event)) {
            trap.left = trap.left.saturating_sub(1);
            trap.sprung |= trap.left == 0;
        }
    }
}

/// What the next events go through.
#[derive(Default)]
pub(crate) struct Stumbles {
    pub(crate) duplicate: usize,
    pub(crate) delay: (usize, u64),
    pub(crate) reverse: usize,
    held: Vec<(String, &'static str, Value)>,
}

impl Stumbles {
    /// The frames in which the event goes out now.
    pub(crate) fn frames(&mut self, session: &mut Session, name: &'static str, data: &Value) -> Vec<Out> {
        if self.reverse > 0 {
            self.held.push((session.id.clone(), name, data.clone()));
            let ours = |one: &(String, &'static str, Value)| one.0 == session.id;
            if self.held.iter().filter(|one| ours(one)).count() < self.reverse {
                return Vec::new();
            }
            self.reverse = 0;
            let (held, others) = std::mem::take(&mut self.held).into_iter().partition(ours);
            self.held = others;
            let held: Vec<_> = held;
            let held = held.into_iter().rev();
            return held.map(|(_, name, data)| Out::Send(session.frame(name, &data))).collect();
        }
        let mut frames = vec![self.later(session.frame(name, data))];
        if self.duplicate > 0 {
            self.duplicate -= 1;
            frames.push(Out::Send(session.frame(name, data)));
        }
        frames
    }

    fn later(&mut self, frame: String) -> Out {
        let (left, ms) = &mut self.delay;
        if *left == 0 {
            return Out::Send(frame);
        }
        *left -= 1;
        Out::SendAfter(*ms, frame)
    }

    pub(crate) fn take_held(&mut self) -> Vec<(String, &'static str, Value)> {
        self.reverse = 0;
        std::mem::take(&mut self.held)
    }
}

impl Simulator {
    /// The next request that fits goes wrong. The path is without `/api/v10`; `*` stands for one part, `**` at
    /// the end for all the rest: `("POST", "/channels/*/messages")`. The method may be `*`.
    pub(crate) fn fail_next(&self, method: &str, path: &str, fault: Fault) {
        self.fail_times(1, method, path, fault);
    }

    /// The next so many requests that fit go wrong.
    pub(crate) fn fail_times(&self, times: usize, method: &str, path: &str, fault: Fault) {
        let (method, path) = (method.to_owned(), path.to_owned());
        self.shared.with(|state| state.faults.rules.push(Rule { method, path, left: times, fault }));
    }

    /// From now on no planned fault happens any more.
    pub(crate) fn mend(&self) {
        self.shared.with(|state| state.faults.rules.clear());
    }

    /// Lays a trap for the process: at the n-th request or event of a kind from now.
    pub(crate) fn set_trap(&self, at: Point, nth: usize) {
        let trap = Trap { at, left: nth.max(1), sprung: false };
        self.shared.with(|state| state.faults.trap = Some(trap));
    }

    /// Whether the trap has sprung.
    pub(crate) fn is_sprung(&self) -> bool {
        self.shared.with(|state| state.faults.trap.as_ref().is_some_and(|trap| trap.sprung))
    }

    /// From now on nothing more goes wrong with requests; what was planned is forgotten.
    pub(crate) fn no_more_faults(&self) {
        self.shared.with(|state| {
            state.faults.rules.clear();
            state.faults.trap = None;
            let gateway = &mut state.faults.gateway;
            (gateway.duplicate, gateway.delay) = (0, (0, 0));
        });
        self.release_held_events();
    }

    /// Whoever was told to wait is gone, and who comes now knows nothing of it.
    pub(crate) fn forget_waits(&self) {
        self.shared.with(|state| state.faults.waits.clear());
    }

    /// Discord has forgotten the signs of messages, as it does after a few minutes.
    pub(crate) fn forget_nonces(&self) {
        self.shared.with(|state| state.nonces.clear());
    }

    /// How many of the planned faults have not happened.
    pub(crate) fn faults_left(&self) -> usize {
        self.shared.with(|state| state.faults.rules.iter().map(|rule| rule.left).sum())
    }

    /// From now on each method and top resource has a limit; more requests get a real 429.
    pub(crate) fn limit_rate(&self, requests: u64, window_ms: u64) {
        let used = Default::default();
        self.shared.with(|state| state.faults.limit = Some(Limit { requests, window_ms, used }));
    }
}
