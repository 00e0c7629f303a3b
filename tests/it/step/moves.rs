//! What a member may write, press and wait: real-looking, hostile, and any mix of them.

use cloudmedic::knowledge::{CauseId, StepId};
use cloudmedic::triage::case::Priority;
use cloudmedic::triage::desk::{Deed, Delivery, Ending, Filed, Receiver};
use cloudmedic::triage::event::{Choice, Flood, Form, Wake};
use cloudmedic::triage::{EventKind, MessageId, Origin, PersonId, PlaceId, RoleId};
use proptest::prelude::*;

use crate::stories::KNOWLEDGE;

/// First messages that open a case: one cause, several, none, much said at once.
pub(super) const OPENINGS: [&str; 12] = [
    "my icloud backup keeps failing",
    "it says not enough icloud storage but i have 100gb free??",
    "icloud backup never finishes, maybe its the wifi",
    "icloud is full and the wifi drops all the time so no backup for 3 weeks, iphone 13 on ios 17.4",
    "i think my old icloud backup is damaged, it shows 0 KB and every new one fails",
    "icloud backup never completes, phone crashes several times a day and gets boiling hot",
    "settings keeps asking for my apple id password and the icloud backup fails each time",
    "icloud backup fails. restarted, router rebooted, signed out and in, reset network settings, erased the phone",
    "i dont charge it at night, icloud backup never runs",
    "The last backup could not be completed.",
    "Umm the restore is still running since sunday and icloud backup wont start",
    "icloud backup hangs since yesterday, took whatsapp out of the list, backed up to my mac as well",
];

/// What people write in between.
pub(super) const SAYINGS: [&str; 46] = [
    "nope same",
    "that did it",
    "it works now",
    "still failing",
    "yes",
    "no",
    "ok",
    "done",
    "did that, nothing",
    "skip this one",
    "idk",
    "no idea what version",
    "thanks!!",
    "help",
    "where do i see that?",
    "not my problem",
    "its not that",
    "wifi is fine",
    "i have plenty of storage",
    "the wifi one",
    "talk to a person",
    "leave me alone",
    "will try tonight",
    "ask me tomorrow",
    "what do i tell apple",
    "i have a backup on my mac",
    "i dont have a computer",
    "backed it up with itunes just now",
    "iphone 13 mini, ios 17.4.1, since monday",
    "17",
    "iphone 6s on ios 26",
    "its ios 21.3",
    "already restarted it and turned off the vpn",
    "deleted the old backup and signed out and in again",
    "erased it last week",
    "i trade it in tomorrow",
    "can i just erase it?",
    "my icloud backup fails again",
    "now it says You do not have enough space in iCloud to back up this iPhone.",
    "An unknown error occurred",
    "greyed out, work profile",
    "how often does it back up?",
    "my restore is stuck",
    "anyone up for a game",
    "ist jetzt weg, danke",
    "バックアップできません",
];

/// What nobody would write by accident.
pub(super) const HOSTILE: [&str; 18] = [
    "",
    " \t\n",
    "\u{0}\u{1}\u{7f}",
    "{device} {path:storage} {path:} {force_restart} {path",
    "}}{{ {0} %s %n $(reboot) ; DROP TABLE cases",
    "😭😭😭🙏🏽👨‍👩‍👧‍👦",
    "\u{202e}ffo pukcab duolci\u{202c} icloud backup fails",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}i\u{308}\u{308}cloud b\u{336}a\u{336}ckup",
    "ＩＣＬＯＵＤ　ＢＡＣＫＵＰ　ＦＡＩＬＳ",
    "i\u{200b}c\u{200b}l\u{200b}o\u{200b}u\u{200b}d backup\u{200b}fails",
    "> > > my icloud backup fails\n```\nicloud full\n```",
    "@everyone <@123> <#456> <:sob:789> https://example.com/icloud/backup?fails=1",
    "no no no yes yes yes no works doesnt works nope fixed? nope",
    "ios 99999999999999999999999.4294967296.0.0.0 iphone 4294967296",
    "since 31 february 0000, for 99999999999 years, 0 days, -5 weeks",
    "......,,,,;;;;!!!!????",
    "a",
    "الآيفون لا يعمل النسخ الاحتياطي icloud",
];

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Move {
    Say(String, Heard),
    Press(Press, Age),
    Woken,
    Wait(i64),
    Again,
    Happens(EventKind, Who),
}

/// Who brings something about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    Member,
    Ann,
    Ben,
    Operator,
    World,
}

/// To whom something is said.
#[derive(Debug, Clone, Copy)]
pub(super) enum Heard {
    ByTheBot,
    ByAll,
    Elsewhere,
}

/// What is pressed: one of the buttons on the table (the number counts around), or any choice at all.
#[derive(Debug, Clone)]
pub(super) enum Press {
    Offered(usize),
    Any(Choice),
}

/// Which version a press carries.
#[derive(Debug, Clone, Copy)]
pub(super) enum Age {
    UpToDate,
    Old,
    Of(u32),
}

fn choices() -> impl Strategy<Value = Choice> {
    let causes = KNOWLEDGE.causes.iter().map(|cause| cause.id.clone());
    let causes: Vec<CauseId> = causes.chain([CauseId::from("no-such-cause")]).collect();
    let plain = prop::sample::select(vec![
        Choice::FixedIt,
        Choice::DidntHelp,
        Choice::NotMyProblem,
        Choice::TalkToAPerson,
        Choice::SummaryForApple,
        Choice::BackupCompleted,
        Choice::StillFailing,
        Choice::CheckTomorrow,
        Choice::NoneOfThese,
        Choice::HaveComputerBackup,
        Choice::NoComputerBackup,
    ]);
    prop_oneof![9 => plain, 1 => prop::sample::select(causes).prop_map(Choice::ThisCause)]
}

pub(super) fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let words = prop_oneof![
        4 => prop::sample::select(SAYINGS.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(OPENINGS.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        1 => ".{0,40}",
    ];
    let heard = prop_oneof![8 => Just(Heard::ByTheBot), 1 => Just(Heard::ByAll), 1 => Just(Heard::Elsewhere)];
    let say = (words, heard).prop_map(|(words, heard)| Move::Say(words, heard));
    let age = prop_oneof![8 => Just(Age::UpToDate), 1 => Just(Age::Old), 1 => any::<u32>().prop_map(Age::Of)];
    // The first button after "Fixed it" is "Didn't help": pressed often, so that cases come to their end.
    let offered = prop_oneof![3 => Just(1), 1 => 0..6_usize].prop_map(Press::Offered);
    let press = prop_oneof![6 => offered, 1 => choices().prop_map(Press::Any)];
    let press = (press, age).prop_map(|(press, age)| Move::Press(press, age));
    let wait = prop_oneof![(0..90_i64), (0..90_000_i64)].prop_map(Move::Wait);
    let one = prop_oneof![
        10 => say,
        18 => press,
        2 => Just(Move::Woken),
        2 => wait,
        2 => Just(Move::Again),
        4 => by_member(),
    ];
    prop::collection::vec(one, 0..most)
}

/// What staff do and the world brings, among what the member does.
pub(super) fn desk_moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let wait = prop_oneof![(0..90_i64), (0..9_000_i64)].prop_map(Move::Wait);
    let words = prop::sample::select(SAYINGS.to_vec()).prop_map(str::to_owned);
    let heard = prop_oneof![Just(Heard::ByTheBot), Just(Heard::ByAll), Just(Heard::Elsewhere)];
    let say = (words, heard).prop_map(|(words, heard)| Move::Say(words, heard));
    let press = prop::sample::select(vec![Choice::DidntHelp, Choice::TalkToAPerson, Choice::FixedIt])
        .prop_map(|choice| Move::Press(Press::Any(choice), Age::UpToDate));
    let world = prop_oneof![
        3 => Just(EventKind::Woke(Wake::HandOffUnanswered)),
        3 => prop::sample::select(vec![Wake::MorningAfter, Wake::Unclaimed, Wake::Silence, Wake::Deletion])
            .prop_map(EventKind::Woke),
        2 => (1..3_u64).prop_map(|message| EventKind::Delivered(Delivery::Card(Origin { channel: PlaceId(5), message: MessageId(message) }))),
        1 => Just(EventKind::Delivered(Delivery::Unreachable)),
        1 => endings().prop_map(EventKind::Ended),
    ];
    let world = world.prop_map(|kind| Move::Happens(kind, Who::World));
    let one = prop_oneof![6 => say, 4 => press, 20 => by_staff(), 3 => world, 4 => wait, 4 => by_member()];
    prop::collection::vec(one, 0..most)
}

fn endings() -> impl Strategy<Value = Ending> {
    prop::sample::select(vec![
        Ending::MessageDeleted,
        Ending::MemberLeft,
        Ending::Locked,
        Ending::Archived,
        Ending::PlaceDeleted,
        Ending::Dismissed,
    ])
}

fn by_staff() -> impl Strategy<Value = Move> {
    let reason = prop_oneof![4 => Just("please look".to_owned()), 1 => Just(String::new()), 1 => ".{0,600}"];
    let receivers = vec![
        Receiver::Moderator(PersonId(21)),
        Receiver::Moderator(PersonId(22)),
        Receiver::Role(RoleId(31)),
        Receiver::Role(RoleId(99)),
        Receiver::Apple,
    ];
    let to = prop::sample::select(receivers);
    let steps = vec![None, Some(StepId::from("restart")), Some(StepId::from("no-such-step"))];
    let causes = KNOWLEDGE.causes.iter().map(|cause| Filed::Cause(cause.id.clone()));
    let others = [Filed::Cause(CauseId::from("no-such-cause")), Filed::Unknown, Filed::OffTopic];
    let filed: Vec<Filed> = causes.chain(others).collect();
    let deed = prop_oneof![
        4 => Just(Deed::Claim),
        4 => (to, reason.clone()).prop_map(|(to, reason)| Deed::HandOff { to, reason }),
        3 => Just(Deed::Accept),
        2 => Just(Deed::Decline),
        1 => reason.clone().prop_map(|words| Deed::Ask { words }),
        1 => prop::sample::select(steps).prop_map(|step| Deed::Resolve { step }),
        2 => Just(Deed::Release),
        1 => reason.clone().prop_map(|words| Deed::Note { words }),
        1 => prop::sample::select(vec![Priority::Low, Priority::Urgent]).prop_map(Deed::Prioritize),
        2 => prop::sample::select(filed).prop_map(Deed::Reclassify),
        1 => Just(Deed::Close),
        2 => Just(Deed::Reopen),
        1 => Just(Deed::JoinedIn),
    ];
    let who = prop_oneof![6 => Just(Who::Ann), 6 => Just(Who::Ben), 2 => Just(Who::Operator), 1 => Just(Who::Member), 1 => Just(Who::World)];
    (deed, who).prop_map(|(deed, who)| Move::Happens(EventKind::Did(deed), who))
}

/// What a member does besides writing and pressing.
fn by_member() -> impl Strategy<Value = Move> {
    let text = || {
        prop_oneof![
            3 => prop::sample::select(SAYINGS.to_vec()).prop_map(str::to_owned),
            1 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
            1 => Just(String::new()),
            1 => ".{0,40}",
        ]
    };
    let form = (text(), text(), text(), text());
    let form = form.prop_map(|(version, error, duration, steps)| Form { version, error, duration, steps });
    let ids: Vec<String> = KNOWLEDGE.tried.iter().map(|one| one.id.clone()).collect();
    let tried = prop::collection::vec(prop_oneof![5 => prop::sample::select(ids), 1 => ".{0,9}"], 0..4);
    let kind = prop_oneof![
        text().prop_map(|text| EventKind::Edited { text }),
        form.prop_map(EventKind::Filled),
        tried.prop_map(EventKind::Tried),
        Just(EventKind::Pictured),
        any::<bool>().prop_map(|addressed| EventKind::Flooded(Flood::Member { addressed })),
    ];
    kind.prop_map(|kind| Move::Happens(kind, Who::Member))
}

pub(super) fn openings() -> impl Strategy<Value = &'static str> {
    prop::sample::select(OPENINGS.to_vec())
}
