//! What tests do to the gateway: cut it, close it, send the bot away, make it stumble.

use std::time::Duration;

use serde_json::Value;

use super::super::Simulator;
use super::super::state::State;
use super::dispatch::release_held;
use super::{Out, control};

fn tell_all(state: &mut State, out: &Out) {
    for connection in &state.sessions.open {
        let _gone = connection.out.send(out.clone());
    }
}

impl Simulator {
    /// Cuts every gateway connection without a close frame; sessions can be resumed.
    pub(crate) fn drop_connections(&self) {
        self.shared.with(|state| {
            tell_all(state, &Out::Cut);
            // From this moment on nothing more gets through.
            for session in state.sessions.all.values_mut() {
                session.connection = None;
            }
        });
    }

    /// Opcode 7: asks the bot to reconnect and resume.
    pub(crate) fn ask_to_reconnect(&self) {
        self.shared.with(|state| tell_all(state, &control(7, &Value::Null)));
    }

    /// Opcode 9: the session is invalid; one that is not resumable is forgotten.
    pub(crate) fn invalidate_sessions(&self, resumable: bool) {
        self.shared.with(|state| {
            tell_all(state, &control(9, &Value::Bool(resumable)));
            if !resumable {
                state.sessions.all.clear();
            }
        });
    }

    /// Closes every gateway connection with a code, such as 4000.
    pub(crate) fn close_gateway(&self, code: u16) {
        self.shared.with(|state| {
            tell_all(state, &Out::Close(code, "Closed by the test."));
            for session in state.sessions.all.values_mut() {
                session.connection = None;
            }
        });
    }

    /// Forgets the sessions silently: the next resume is answered with "invalid session".
    pub(crate) fn forget_sessions(&self) {
        self.shared.with(|state| state.sessions.all.clear());
    }

    /// From now on heartbeats are (not) acknowledged.
    pub(crate) fn acknowledge_heartbeats(&self, yes: bool) {
        self.shared.with(|state| state.sessions.deaf = !yes);
    }

    /// From now on new gateway connections are (not) turned away with 503; open ones stay.
    pub(crate) fn gateway_down(&self, down: bool) {
        self.shared.with(|state| state.sessions.closed = down);
    }

    /// From now on new gateway connections are accepted and hear nothing, not even a greeting; or they do again, and
    /// those that waited in silence are cut.
    pub(crate) fn gateway_silent(&self, silent: bool) {
        self.shared.with(|state| {
            state.sessions.silent = silent;
            let used = |one: &super::Connection| {
                let mut sessions = state.sessions.all.values();
                sessions.any(|session| session.connection.as_ref().is_some_and(|held| held.id == one.id))
            };
            for waiting in state.sessions.open.iter().filter(|one| !silent && !used(one)) {
                let _gone = waiting.out.send(Out::Cut);
            }
        });
    }

    /// From now on so many events that were had already come again after a resume.
    pub(crate) fn redeliver_on_resume(&self, count: usize) {
        self.shared.with(|state| state.sessions.again = count);
    }

    /// The next events are each sent twice.
    pub(crate) fn duplicate_next_events(&self, count: usize) {
        self.shared.with(|state| state.faults.gateway.duplicate += count);
    }

    /// The next events are each held up for so long, and what comes behind them too.
    pub(crate) fn delay_next_events(&self, count: usize, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.shared.with(|state| state.faults.gateway.delay = (count, ms));
    }

    /// Holds the next events back until so many are there, and sends them last first.
    pub(crate) fn reverse_next_events(&self, count: usize) {
        self.shared.with(|state| state.faults.gateway.reverse = count);
    }

    /// Sends what [`Self::reverse_next_events`] still holds back.
    pub(crate) fn release_held_events(&self) {
        self.shared.with(release_held);
    }

    /// How often the bot has identified.
    pub(crate) fn identified(&self) -> u64 {
        self.shared.with(|state| state.sessions.identified)
    }

    /// How often the bot has resumed.
    pub(crate) fn resumed(&self) -> u64 {
        self.shared.with(|state| state.sessions.resumed)
    }

    /// Waits until a bot is there: every shard that it says it has is connected.
    pub(crate) fn wait_for_bot(&self) {
        self.watch("a connected bot", |state| {
            let live = state.sessions.all.values().filter(|session| session.connection.is_some());
            let shards = live.clone().map(|session| session.shard.1).max()?;
            (live.count() as u64 == shards).then_some(())
        });
    }

    /// Waits until the bot has resumed or identified so often in all.
    pub(crate) fn wait_for_sessions(&self, identified: u64, resumed: u64) {
        let what = format!("{identified} identified and {resumed} resumed sessions");
        self.watch(&what, |state| {
            let now = &state.sessions;
            (now.identified >= identified && now.resumed >= resumed).then_some(())
        });
    }

    /// Waits until no bot is connected.
    pub(crate) fn wait_for_no_bot(&self) {
        self.watch("the bot to be gone", |state| state.sessions.open.is_empty().then_some(()));
    }
}
