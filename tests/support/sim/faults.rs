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
        let (mut wanted, mut given) =
            (self.path.trim_matches('/').split('/'), path.trim_matches('/').split('/'));
        let same = loop {
            match (wanted.next(), given.next()) {
                (Some("**"), _) | (None, None) => break true,
                (Some("*"), Some(_)) => {}
                (Some(one), Some(other)) if one == other => {}
                _ => break false,
            }
        };
        self.left > 0 && same && (self.method == "*" || self.method == method)
    }
}

/// All faults that are still to come.
#[derive(Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
    /// Until when (the simulator's time) which bucket must not be asked; `*` is every one.
    pub(crate) waits: Vec<(String, u64)>,
    pub(crate) gateway: Stumbles,
    pub(crate) limit: Option<Limit>,
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
