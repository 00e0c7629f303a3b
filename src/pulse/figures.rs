//! Every figure, its name and unit, and the text of all of them as Prometheus reads it. It counts and judges nothing.

use std::sync::atomic::{AtomicI64, AtomicU64};
use std::time::Duration;

use jiff::Timestamp;
use prometheus_client::encoding::text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::labels::{Class, Level, Outcome, Reload, Verdict};

/// Seconds from the receipt of a message to its answer: a member waits half a second or less when all is well, and
/// beyond five minutes it makes no difference any more.
const REPLY: [f64; 12] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0];
/// Seconds that a decision takes: a tenth of a millisecond is usual.
const STEP: [f64; 8] = [0.000_1, 0.000_25, 0.001, 0.002_5, 0.01, 0.025, 0.1, 1.0];
/// Seconds until a commit is safe: a few milliseconds on a disk that is not busy.
const COMMIT: [f64; 10] = [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// One label whose value is one of a few words.
type Label = [(&'static str, &'static str); 1];
type Counters = Family<Label, Counter>;

/// All figures. Copies of handles share their values.
#[derive(Debug)]
pub struct Figures {
    registry: Registry,
    messages: Counter,
    verdicts: Counters,
    events: Counters,
    step: Histogram,
    commit: Histogram,
    done: Counters,
    retries: Counters,
    dropped: Counters,
    reply: Histogram,
    flooded: Counter,
    requests: Counters,
    waits: Counter,
    waited: Counter<f64, AtomicU64>,
    sessions: Counters,
    connected: Family<[(&'static str, u32); 1], Gauge>,
    heartbeat: Family<[(&'static str, u32); 1], Gauge<f64, AtomicU64>>,
    oldest: Gauge<f64, AtomicU64>,
    reloads: Counters,
    reloaded: Gauge,
    knows_since: Gauge<f64, AtomicU64>,
    levels: [(Level, Gauge<i64, AtomicI64>); 7],
}

/// Registers figures under the bot's prefix.
struct Names(Registry);

impl Names {
    fn counter(&mut self, name: &str, help: &str) -> Counter {
        let counter = Counter::default();
        self.0.register(format!("cloudmedic_{name}"), help, counter.clone());
        counter
    }

    /// Every value of the label is there from the beginning, so that the first one to count is a step from 0.
    fn counters(&mut self, name: &str, help: &str, label: &'static str, values: &[&'static str]) -> Counters {
        let counters = Counters::default();
        for value in values {
            drop(counters.get_or_create(&[(label, *value)]));
        }
        self.0.register(format!("cloudmedic_{name}"), help, counters.clone());
        counters
    }

    fn seconds(&mut self, name: &str, help: &str, buckets: &[f64]) -> Histogram {
        let histogram = Histogram::new(buckets.iter().copied());
        let name = format!("cloudmedic_{name}");
        self.0.register_with_unit(name, help, Unit::Seconds, histogram.clone());
        histogram
    }

    fn gauge(&mut self, name: &str, help: &str) -> Gauge {
        let gauge = Gauge::default();
        self.0.register(format!("cloudmedic_{name}"), help, gauge.clone());
        gauge
    }

    fn level(&mut self, level: Level) -> (Level, Gauge) {
        let (name, help) = level.named();
        let gauge = Gauge::default();
        self.0.register(name, help, gauge.clone());
        (level, gauge)
    }
}

impl Default for Figures {
    fn default() -> Self {
        Self::new()
    }
}

/// The effects that are counted, as the desk names them.
pub(crate) const EFFECTS: [&str; 10] =
    ["say", "whisper", "call_human", "card", "page", "suggest", "remind", "announce", "mark_solved", "wake"];

impl Figures {
    /// All figures at 0.
    #[must_use]
    pub fn new() -> Self {
        let mut names = Names(Registry::default());
        names.0.register(
            "cloudmedic_build",
            "The version",
            Info::new([("version", env!("CARGO_PKG_VERSION"))]),
        );
        let work = |names: &mut Names, name, help| names.counters(name, help, "effect", &EFFECTS);
        let (connected, heartbeat) = (Family::default(), Family::default());
        let (waited, oldest) = (Counter::default(), Gauge::default());
        let verdicts = Verdict::ALL.map(Verdict::word);
        let outcomes = Outcome::ALL.map(Outcome::word);
        let figures = Self {
            messages: names.counter("messages", "Messages of people that came in, read back ones included"),
            verdicts: names.counters(
                "verdicts",
                "What the bot made of messages that it considered",
                "verdict",
                &verdicts,
            ),
            events: names.counters("events", "Events that the desk was given", "outcome", &outcomes),
            step: names.seconds("step_duration", "Time to decide one event", &STEP),
            commit: names.seconds("commit_duration", "Time until a commit was safe on the disk", &COMMIT),
            done: work(
                &mut names,
                "work_done",
                "Pieces of work that were carried out; effect=\"say\" are replies",
            ),
            retries: work(&mut names, "work_retries", "Attempts at work that failed and are made again"),
            dropped: work(
                &mut names,
                "work_dropped",
                "Pieces of work that were given up: they can never work",
            ),
            reply: names.seconds(
                "reply_duration",
                "Time from the receipt of a message or press to its first delivered answer",
                &REPLY,
            ),
            flooded: names.counter("flooded", "Messages and presses that were too many and got no attention"),
            requests: names.counters(
                "discord_requests",
                "Requests to Discord, by the class of the answer",
                "answer",
                &Class::ALL.map(Class::word),
            ),
            waits: names.counter("discord_rate_limit_waits", "Waits that Discord's rate limits asked for"),
            sessions: names.counters(
                "gateway_sessions",
                "Gateway sessions that were begun or taken up again",
                "kind",
                &["new", "resumed"],
            ),
            reloads: names.counters(
                "knowledge_reloads",
                "How often the pattern folder was read again, and what came of it",
                "outcome",
                &Reload::ALL.map(Reload::word),
            ),
            reloaded: names.gauge(
                "knowledge_reload_successful",
                "1 when the pattern folder could be used the last time it was read, else 0",
            ),
            knows_since: Gauge::default(),
            levels: [
                Level::WorkDue,
                Level::WorkWaiting,
                Level::StoreBytes,
                Level::OpenCases,
                Level::Memory,
                Level::Files,
                Level::Ready,
            ]
            .map(|level| names.level(level)),
            connected,
            heartbeat,
            waited,
            oldest,
            registry: Registry::default(),
        };
        figures.others(names.0)
    }

    /// Registers what is no plain counter.
    fn others(mut self, mut registry: Registry) -> Self {
        let seconds = || Unit::Seconds;
        registry.register_with_unit(
            "cloudmedic_discord_rate_limit_wait",
            "Time that Discord's rate limits asked to wait",
            seconds(),
            self.waited.clone(),
        );
        registry.register_with_unit(
            "cloudmedic_work_oldest_due",
            "How long the oldest due work has waited, however often it was put back; 0 when none is due",
            seconds(),
            self.oldest.clone(),
        );
        registry.register_with_unit(
            "cloudmedic_knowledge_loaded_timestamp",
            "When the knowledge in use was put into use, since the beginning of 1970",
            seconds(),
            self.knows_since.clone(),
        );
        registry.register(
            "cloudmedic_gateway_connected",
            "1 for a shard that is connected, else 0",
            self.connected.clone(),
        );
        registry.register_with_unit(
            "cloudmedic_gateway_heartbeat",
            "Time that a shard's last heartbeat took there and back",
            seconds(),
            self.heartbeat.clone(),
        );
        self.registry = registry;
        self
    }

    /// A message of a person came in.
    pub fn message(&self) {
        self.messages.inc();
    }

    /// What the bot made of a message.
    pub fn verdict(&self, verdict: Verdict) {
        self.verdicts.get_or_create(&[("verdict", verdict.word())]).inc();
    }

    /// What became of an event.
    pub fn event(&self, outcome: Outcome) {
        self.events.get_or_create(&[("outcome", outcome.word())]).inc();
    }

    /// An event was decided.
    pub fn stepped(&self, took: Duration) {
        self.step.observe(took.as_secs_f64());
    }

    /// A commit is safe.
    pub fn committed(&self, took: Duration) {
        self.commit.observe(took.as_secs_f64());
    }

    /// A piece of work was carried out.
    pub fn done(&self, effect: &'static str) {
        self.done.get_or_create(&[("effect", effect)]).inc();
    }

    /// A piece of work was put back.
    pub fn retried(&self, effect: &'static str) {
        self.retries.get_or_create(&[("effect", effect)]).inc();
    }

    /// A piece of work was given up.
    pub fn dropped(&self, effect: &'static str) {
        self.dropped.get_or_create(&[("effect", effect)]).inc();
    }

    /// A message got its first answer so long after it came in.
    pub fn replied(&self, took: Duration) {
        self.reply.observe(took.as_secs_f64());
    }

    /// A message or a press was one too many.
    pub fn flooded(&self) {
        self.flooded.inc();
    }

    /// Discord answered a request, or did not.
    pub fn request(&self, class: Class) {
        self.requests.get_or_create(&[("answer", class.word())]).inc();
    }

    /// Discord asked to wait for so long.
    pub fn waited(&self, wait: Duration) {
        self.waits.inc();
        self.waited.inc_by(wait.as_secs_f64());
    }

    /// A session was begun, or taken up again.
    pub fn session(&self, resumed: bool) {
        let kind = if resumed { "resumed" } else { "new" };
        self.sessions.get_or_create(&[("kind", kind)]).inc();
    }

    /// Whether a shard is connected.
    pub fn connected(&self, shard: u32, connected: bool) {
        self.connected.get_or_create(&[("shard", shard)]).set(i64::from(connected));
    }

    /// How long a shard's last heartbeat took.
    pub fn heartbeat(&self, shard: u32, took: Duration) {
        self.heartbeat.get_or_create(&[("shard", shard)]).set(took.as_secs_f64());
    }

    /// The knowledge in use was put into use then.
    pub fn knows_since(&self, since: Timestamp) {
        self.knows_since.set(since.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64());
        self.reloaded.set(1);
    }

    /// The pattern folder was read again.
    pub fn reloaded(&self, outcome: Reload) {
        self.reloads.get_or_create(&[("outcome", outcome.word())]).inc();
        self.reloaded.set(match outcome {
            Reload::Loaded | Reload::Unchanged => 1,
            Reload::Refused => 0,
        });
    }

    /// How long the oldest due work has waited.
    pub fn oldest_due(&self, age: Duration) {
        self.oldest.set(age.as_secs_f64());
    }

    /// What was measured just now.
    pub fn level(&self, level: Level, value: u64) {
        for (_, gauge) in self.levels.iter().filter(|(one, _)| *one == level) {
            gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        }
    }

    /// All of them as text, in the `OpenMetrics` form that Prometheus reads.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        match text::encode(&mut text, &self.registry) {
            Ok(()) | Err(std::fmt::Error) => text,
        }
    }
}
