//! Everything that changes, under one lock; the lock is never held while waiting for the network.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::faults::Faults;
use super::gateway::Sessions;
use super::interaction::Interaction;
use super::look::Request;
use super::message::Message;
use super::snowflake::{Clock, Id};
use super::stopwatch::Stopwatch;
use super::world::World;

/// A check of every request, from outside the simulator.
pub(crate) type Check = Box<dyn Fn(&Request) -> Result<(), String> + Send + Sync>;

/// What the simulator knows at this moment.
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) interactions: BTreeMap<Id, Interaction>,
    pub(crate) sessions: Sessions,
    pub(crate) faults: Faults,
    pub(crate) checks: Vec<Check>,
    pub(crate) requests: Vec<Request>,
    pub(crate) violations: Vec<String>,
    pub(crate) open_requests: usize,
    pub(crate) last_activity: Instant,
    /// The first message of each nonce in each channel, with its time.
    pub(crate) nonces: HashMap<(Id, String), (Id, u64)>,
    /// The bytes of attachments.
    pub(crate) files: HashMap<Id, (Option<String>, Vec<u8>)>,
    /// Where the simulator is reached, without a path.
    pub(crate) base_url: String,
    /// Where the gateway is reached.
    pub(crate) gateway_url: String,
    pub(crate) typing: Vec<(Id, u64)>,
    /// The request under way is done, but its answer will be cut.
    pub(crate) cutting: bool,
    /// The paths of attachments that were fetched.
    pub(crate) downloads: Vec<String>,
    pub(super) stopwatch: Option<Stopwatch>,
}

impl State {
    pub(crate) fn new(world: World) -> Self {
        Self {
            world,
            clock: Clock::default(),
            interactions: BTreeMap::new(),
            sessions: Sessions::default(),
            faults: Faults::default(),
            checks: Vec::new(),
            requests: Vec::new(),
            violations: Vec::new(),
            open_requests: 0,
            last_activity: Instant::now(),
            nonces: HashMap::new(),
            files: HashMap::new(),
            base_url: String::new(),
            gateway_url: String::new(),
            typing: Vec::new(),
            cutting: false,
            downloads: Vec::new(),
            stopwatch: None,
        }
    }

    pub(crate) fn bot(&self) -> Id {
        self.world.application.bot
    }

    /// Notes something that a well-behaved bot would not have done.
    pub(crate) fn violation(&mut self, what: String) {
        self.violations.push(what);
    }

    /// A message that the bot may know: ephemeral ones exist for one person only.
    pub(crate) fn public_message(&self, channel: Id, message: Id) -> Option<&Message> {
        let found = self.world.messages.get(&message)?;
        (found.channel == channel && found.ephemeral_for.is_none()).then_some(found)
    }
}

/// The state, its lock, and the bell that rings whenever it changed.
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    pub(crate) fn new(state: State) -> Self {
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Works on the state and tells everybody who waits.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        let result = work(&mut self.lock());
        self.changed.notify_all();
        result
    }

    /// Waits until the look gives something; `None` when the deadline has passed.
    pub(crate) fn wait<T>(
        &self,
        limit: Duration,
        mut look: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let deadline = Instant::now() + limit;
        let mut state = self.lock();
        loop {
            if let Some(found) = look(&mut state) {
                return Some(found);
            }
            let left = deadline.checked_duration_since(Instant::now())?;
            // Time alone may be what is waited for, so look again now and then even if nothing rings.
            let nap = left.min(Duration::from_millis(20));
            let woken = self.changed.wait_timeout(state, nap);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The same for a look that takes no lock, so that it may itself ask the simulator or the bot.
    pub(crate) fn wait_outside<T>(&self, limit: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(found) = look() {
                return Some(found);
            }
            let left = deadline.checked_duration_since(Instant::now())?;
            let nap = left.min(Duration::from_millis(10));
            // Whatever rings, the look comes again.
            drop(self.changed.wait_timeout(self.lock(), nap));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
