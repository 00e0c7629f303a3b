//! A case through everything that can happen to it, with a restart anywhere: legal, bounded, and the same without the
//! restart.

#[cfg(feature = "app")]
use cloudmedic::adapters::discord::dress::{self, limits};
use cloudmedic::knowledge::{CauseId, StepId};
use cloudmedic::triage::case::Priority;
use cloudmedic::triage::desk::{Deed, Delivery, Ending, Filed, Receiver};
use cloudmedic::triage::event::{Choice, Form, Wake};
use cloudmedic::triage::{
    Actor, Case, CaseNumber, Context, Effect, Event, EventKind, MessageId, Mode, Origin, PersonId, PlaceId,
    RoleId, ServerId, Settings, SourceId, Step, legal, step,
};
use jiff::{SignedDuration, Timestamp};

use super::bytes::Bytes;
use super::{CHOICES, KNOWN};

/// So many events make a story.
const LONGEST: usize = 60;
/// What comes of one event is this much at most.
const MOST_EFFECTS: usize = 12;
/// A text of a message is no longer than this, in characters: what a person wrote is cut, and all else is ours.
const LONGEST_TEXT: usize = 20_000;

/// Tells a story; the bytes choose the settings and every event.
pub(crate) fn run(data: &[u8]) {
    let mut bytes = Bytes(data);
    let settings = settings(&mut bytes);
    let mut case: Option<Case> = None;
    let mut now = Timestamp::constant(1_760_097_600, 0);
    for count in 0..LONGEST {
        if bytes.is_empty() {
            break;
        }
        now = later(&mut bytes, now);
        let event = event(&mut bytes, count, now, case.as_ref());
        let context = Context::new(&KNOWN.base, &KNOWN.reader, &settings, now);
        let told = step(&context, case.as_ref(), &event);
        let restarted = case.as_ref().map(again);
        let event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        assert_eq!(
            step(&context, restarted.as_ref(), &event),
            told,
            "a restart makes a difference: {event:?}"
        );
        fits(&told, &event);
        case = told.case.map(|mut case| {
            case.number = Some(CaseNumber(1));
            assert_eq!(legal::faults(&case), [], "after {event:?}");
            assert!(case.seen.len() <= 200 && case.heard.len() <= 200, "a case grows without end");
            case
        });
    }
}

/// A case as the store gives it back.
fn again(case: &Case) -> Case {
    let read: Case = serde_json::from_slice(&serde_json::to_vec(case).unwrap()).unwrap();
    assert_eq!(read, *case, "kept otherwise than it was");
    read
}

/// What is said can be sent: few effects, none too long, and every message within Discord's limits.
fn fits(told: &Step, event: &Event) {
    assert!(told.effects.len() <= MOST_EFFECTS, "{} effects of {event:?}", told.effects.len());
    for effect in &told.effects {
        #[cfg(feature = "app")]
        if let Some(message) = effect.to_member().or(effect.to_staff()) {
            can_be_sent(message);
        }
        let written = serde_json::to_string(effect).unwrap();
        assert!(written.chars().count() <= LONGEST_TEXT, "{} characters of one effect", written.len());
        let read: Effect = serde_json::from_str(&written).unwrap();
        assert_eq!(read, *effect, "an effect is kept otherwise than it was");
    }
}

#[cfg(feature = "app")]
fn can_be_sent(message: &cloudmedic::triage::Message) {
    let dressed = dress::say(&KNOWN.base, message, Some(CaseNumber(u64::MAX)), Some(PersonId(u64::MAX)));
    assert!(limits::units(&dressed.content) <= limits::CONTENT, "too long for a message");
    for id in dressed.custom_ids() {
        assert!(limits::units(&id) <= limits::CUSTOM_ID, "too long for a button: {id:?}");
        assert!(dress::Pressed::decode(&id).is_some(), "{id:?} is not read back");
    }
}

fn settings(bytes: &mut Bytes<'_>) -> Settings {
    let flags = bytes.one();
    let few = [0, 1, 24, 60, 720, 10_080, u32::MAX];
    Settings {
        mode: *bytes.of(&[Mode::Answer, Mode::Answer, Mode::Suggest, Mode::Observe]),
        paused: flags & 7 == 7,
        morning: *bytes.of(&[9, 0, 23, i8::MIN, i8::MAX]),
        evening: *bytes.of(&[21, 0, 24, i8::MIN, i8::MAX]),
        cooldown_minutes: *bytes.of(&few),
        follow_up_hours: *bytes.of(&few),
        retention_days: *bytes.of(&few),
        reminder_hours: *bytes.of(&few),
        silence_hours: *bytes.of(&few),
        learned_order: flags & 8 == 0,
        incidents: flags & 16 == 0,
        escalations: (flags & 32 == 0).then_some(PlaceId(5)),
        ..Settings::default()
    }
}

/// Mostly a little later; now and then before the beginning or at the end of all time.
fn later(bytes: &mut Bytes<'_>, now: Timestamp) -> Timestamp {
    let ahead = |span: SignedDuration| now.checked_add(span).unwrap_or(now);
    match bytes.one() {
        0..160 => ahead(SignedDuration::from_mins(2)),
        160..200 => ahead(SignedDuration::from_hours(26)),
        200..230 => ahead(SignedDuration::from_hours(24 * 190)),
        230..245 => ahead(SignedDuration::from_hours(-300)),
        245..248 => Timestamp::MAX,
        248..251 => Timestamp::MIN,
        251..253 => Timestamp::UNIX_EPOCH,
        253.. => Timestamp::constant(1_760_097_600, 0),
    }
}

const WORDS: [&str; 24] = [
    "my icloud backup fails",
    "icloud backup fails, icloud full",
    "icloud backup fails, icloud full, wifi drops",
    "icloud backup fails, old one damaged, same place every night",
    "nope same",
    "yes",
    "no",
    "done",
    "skip",
    "idk",
    "thanks",
    "help",
    "talk to a human please",
    "leave me alone",
    "backed up to mac",
    "no computer",
    "plenty of storage",
    "ios 17.4, iphone 13",
    "already restarted and signed out and in",
    "will try tonight",
    "how often does it back up?",
    "it works now!",
    "last backup was 170 days ago",
    "",
];

/// What somebody writes: something known, what the bytes say, or far too much of either.
fn words(bytes: &mut Bytes<'_>) -> String {
    match bytes.one() {
        0..120 => (*bytes.of(&WORDS)).to_owned(),
        120..240 => bytes.text(),
        240.. => bytes.text().repeat(200),
    }
}

fn event(bytes: &mut Bytes<'_>, count: usize, now: Timestamp, case: Option<&Case>) -> Event {
    let kind = kind(bytes, case);
    let odd = bytes.one();
    let by = match (&kind, odd & 3) {
        (EventKind::Did(_), 0) => Actor::Operator,
        (EventKind::Did(_), _) => {
            Actor::Staff { person: PersonId(11 + u64::from(odd & 1)), roles: vec![RoleId(31)] }
        }
        (_, 3) => Actor::World,
        _ => Actor::Member,
    };
    let place = PlaceId(7 + u64::from(odd >> 6 == 3));
    Event {
        id: SourceId(format!("event-{}", if odd == 77 { 0 } else { count })),
        at: if odd == 99 { Timestamp::MAX } else { now },
        server: ServerId(1),
        place,
        origin: (odd & 4 == 4).then_some(Origin { channel: place, message: MessageId(count as u64 + 1) }),
        person: PersonId(2),
        case: (odd & 24 == 24).then_some(CaseNumber(u64::from(odd & 1) + 1)),
        by,
        via: None,
        kind,
    }
}

fn kind(bytes: &mut Bytes<'_>, case: Option<&Case>) -> EventKind {
    match bytes.one() % 12 {
        0..3 => EventKind::Said { text: words(bytes), addressed: bytes.one() & 1 == 0 },
        3 => EventKind::Edited { text: words(bytes) },
        4 => EventKind::Filled(Form {
            version: words(bytes),
            error: words(bytes),
            duration: words(bytes),
            steps: words(bytes),
        }),
        5 => {
            let known: Vec<String> = KNOWN.base.tried.iter().map(|tried| tried.id.clone()).collect();
            let mut tried: Vec<String> = (0..bytes.one() % 9).map(|_| bytes.of(&known).clone()).collect();
            tried.push(words(bytes));
            EventKind::Tried(tried)
        }
        6..8 => {
            let offered = case.map_or(0, |case| case.offered);
            let version = if bytes.one() < 220 { offered } else { u32::from(bytes.one()) };
            EventKind::Chose { choice: choice(bytes), version }
        }
        8 => EventKind::Did(deed(bytes)),
        9 => EventKind::Woke(*bytes.of(&[
            Wake::MorningAfter,
            Wake::HandOffUnanswered,
            Wake::Unclaimed,
            Wake::Silence,
            Wake::Deletion,
            Wake::Incident,
        ])),
        10 => match bytes.one() % 3 {
            0 => EventKind::Pictured,
            1 => EventKind::Delivered(Delivery::Card(Origin { channel: PlaceId(5), message: MessageId(6) })),
            _ => EventKind::Delivered(Delivery::Unreachable),
        },
        _ => EventKind::Ended(*bytes.of(&[
            Ending::MessageDeleted,
            Ending::MemberLeft,
            Ending::Locked,
            Ending::Archived,
            Ending::PlaceDeleted,
            Ending::Dismissed,
        ])),
    }
}

fn cause(bytes: &mut Bytes<'_>) -> CauseId {
    if bytes.one() == 255 {
        CauseId::from(bytes.text().as_str())
    } else {
        bytes.of(&KNOWN.base.causes).id.clone()
    }
}

fn choice(bytes: &mut Bytes<'_>) -> Choice {
    if bytes.one() < 30 { Choice::ThisCause(cause(bytes)) } else { bytes.of(&CHOICES).clone() }
}

fn deed(bytes: &mut Bytes<'_>) -> Deed {
    let priorities = [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent];
    match bytes.one() % 13 {
        0 => Deed::Claim,
        1 => Deed::Release,
        2 => {
            let to = [Receiver::Moderator(PersonId(12)), Receiver::Role(RoleId(31)), Receiver::Apple];
            Deed::HandOff { to: *bytes.of(&to), reason: words(bytes) }
        }
        3 => Deed::Accept,
        4 => Deed::Decline,
        5 => Deed::Ask { words: words(bytes) },
        6 => Deed::Note { words: words(bytes) },
        7 => Deed::Prioritize(*bytes.of(&priorities)),
        8 => match bytes.one() % 3 {
            0 => Deed::Reclassify(Filed::Unknown),
            1 => Deed::Reclassify(Filed::OffTopic),
            _ => Deed::Reclassify(Filed::Cause(cause(bytes))),
        },
        9 => {
            let steps: Vec<StepId> = KNOWN.base.steps.keys().cloned().collect();
            Deed::Resolve { step: (bytes.one() & 1 == 0).then(|| bytes.of(&steps).clone()) }
        }
        10 => Deed::Close,
        11 => Deed::Reopen,
        _ => Deed::JoinedIn,
    }
}
