//! Whatever members, staff, clocks and the world do, a case never contradicts itself. That a conversation leaves only
//! legal cases is checked after every event of every test here; these are the random ones, with everybody in them.

use proptest::prelude::*;

use super::*;
use crate::knowledge::{CauseId, StepId};
use crate::triage::case::Priority;
use crate::triage::desk::Filed;

#[derive(Debug, Clone)]
enum Move {
    Member(EventKind),
    Press(Choice),
    Deed(bool, Deed),
    World(EventKind),
    Operator(Deed),
    Hours(i64),
    Back,
}

fn said(text: &str) -> EventKind {
    EventKind::Said { text: text.to_owned(), addressed: true }
}

fn members() -> impl Strategy<Value = Move> {
    let words = [
        "nope same",
        "yes",
        "done",
        "skip",
        "idk",
        "leave me alone",
        "no computer",
        "talk to a person",
        "my icloud backup fails, old one damaged",
        "icloud backup fails, icloud full",
        "wifi drops",
        "my icloud backup fails",
        "will try tonight",
        "thanks",
        "my backup fails, trade in tomorrow",
    ];
    let choices = [
        Choice::DidntHelp,
        Choice::NotMyProblem,
        Choice::HaveComputerBackup,
        Choice::CheckTomorrow,
        Choice::StillFailing,
        Choice::NoneOfThese,
        Choice::FixedIt,
        Choice::TalkToAPerson,
    ];
    prop_oneof![
        3 => proptest::sample::select(words.to_vec()).prop_map(|words| Move::Member(said(words))),
        1 => proptest::sample::select(words.to_vec()).prop_map(|words| {
            Move::Member(EventKind::Said { text: words.to_owned(), addressed: false })
        }),
        4 => proptest::sample::select(choices.to_vec()).prop_map(Move::Press),
    ]
}

fn deeds() -> impl Strategy<Value = Deed> {
    let to = |to| Deed::HandOff { to, reason: "it is theirs".to_owned() };
    proptest::sample::select(vec![
        Deed::Claim,
        Deed::Claim,
        Deed::Release,
        to(Receiver::Moderator(ANN)),
        to(Receiver::Moderator(BEN)),
        to(Receiver::Role(MENTORS)),
        to(Receiver::Apple),
        Deed::Accept,
        Deed::Decline,
        Deed::Ask { words: "which one?".to_owned() },
        Deed::Note { words: "a note".to_owned() },
        Deed::Prioritize(Priority::Urgent),
        Deed::Reclassify(Filed::Unknown),
        Deed::Reclassify(Filed::OffTopic),
        Deed::Reclassify(Filed::Cause(CauseId::from("icloud-storage-full"))),
        Deed::Resolve { step: None },
        Deed::Resolve { step: Some(StepId::from("restart")) },
        Deed::Close,
        Deed::Reopen,
        Deed::JoinedIn,
    ])
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let endings = [Ending::MessageDeleted, Ending::Archived, Ending::Locked, Ending::Dismissed];
    let world = prop_oneof![
        Just(EventKind::Delivered(Delivery::Card(CARD))),
        Just(EventKind::Delivered(Delivery::Unreachable)),
        proptest::sample::select(endings.to_vec()).prop_map(EventKind::Ended),
    ];
    let one = prop_oneof![
        10 => members(),
        6 => (any::<bool>(), deeds()).prop_map(|(ann, deed)| Move::Deed(ann, deed)),
        1 => world.prop_map(Move::World),
        1 => deeds().prop_map(Move::Operator),
        3 => (1_i64..100).prop_map(Move::Hours),
        1 => Just(Move::Back),
    ];
    proptest::collection::vec(one, 0..60)
}

fn make(talk: &mut Conversation, one: &Move) {
    match one {
        Move::Member(kind) | Move::World(kind) => drop(talk.happens(kind.clone())),
        Move::Press(choice) if talk.case.is_some() => drop(talk.press(choice.clone())),
        Move::Press(_) => {}
        Move::Deed(true, deed) => drop(talk.does(ANN, deed.clone())),
        Move::Deed(false, deed) => drop(talk.with_roles(BEN, vec![MENTORS], deed.clone())),
        Move::Operator(deed) => drop(talk.operates(deed.clone())),
        Move::Hours(hours) => drop(talk.later(*hours)),
        // The computer's clock was ahead and is set right.
        Move::Back => talk.now -= SignedDuration::from_mins(20),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_a_case_never_contradicts_itself(opening in members(), moves in moves()) {
        let mut talk = Conversation::opened(FULL);
        make(&mut talk, &opening);
        for one in &moves {
            make(&mut talk, one);
        }
    }
}
