//! What is written into a button is read back, and nothing else is read.

use proptest::prelude::*;

use super::super::case_list::{LAST_PAGE, Listed};
use super::super::custom_id::{PLAIN, Pressed, which};
use super::super::limits::{self, units};
use super::super::stage::Queue;
use super::BASE;
use crate::knowledge::CauseId;
use crate::triage::case::Priority;
use crate::triage::desk::Receiver;
use crate::triage::event::Choice;
use crate::triage::{CaseNumber, MessageId, Origin, PersonId, PlaceId, RoleId};

const CASE: CaseNumber = CaseNumber(u64::MAX);

fn pressed() -> impl Strategy<Value = Pressed> {
    let case = any::<u64>().prop_map(CaseNumber);
    let plain = (0..PLAIN.len()).prop_map(|index| PLAIN[index].0.clone());
    let cause = "[a-z0-9-]{1,40}".prop_map(|id| Choice::ThisCause(CauseId(id)));
    let receiver = prop_oneof![
        any::<u64>().prop_map(|id| Receiver::Moderator(PersonId(id))),
        any::<u64>().prop_map(|id| Receiver::Role(RoleId(id))),
        Just(Receiver::Apple),
    ];
    prop_oneof![
        (case.clone(), any::<u32>(), prop_oneof![plain, cause])
            .prop_map(|(case, version, choice)| Pressed::Choice { case, version, choice }),
        (case.clone(), any::<u32>()).prop_map(|(case, version)| Pressed::WhichCause { case, version }),
        case.clone().prop_map(|case| Pressed::Form { case }),
        case.clone().prop_map(|case| Pressed::FormSent { case }),
        case.clone().prop_map(|case| Pressed::Tried { case }),
        case.clone().prop_map(|case| Pressed::ReceiverMenu { case }),
        (case.clone(), receiver).prop_map(|(case, to)| Pressed::HandOffReason { case, to }),
        case.prop_map(|case| Pressed::AskSent { case }),
        Just(Pressed::Report),
        any::<Option<u64>>().prop_map(|message| Pressed::Server { message: message.map(MessageId) }),
        any::<(u64, u64)>().prop_map(|(channel, message)| Pressed::Correct {
            message: Origin { channel: PlaceId(channel), message: MessageId(message) }
        }),
        listed().prop_map(Pressed::List),
        "[ -~]{0,90}".prop_map(Pressed::Setup),
    ]
}

fn listed() -> impl Strategy<Value = Listed> {
    let queue = (0..Queue::ALL.len()).prop_map(|index| Queue::ALL[index]);
    let priority = prop_oneof![Just(None), Just(Some(Priority::Low)), Just(Some(Priority::Urgent))];
    let owner = any::<Option<u64>>().prop_map(|owner| owner.map(PersonId));
    let cause = prop_oneof![Just(None), "[a-z0-9-]{1,40}".prop_map(|id| Some(CauseId(id)))];
    (queue, priority, owner, any::<Option<u32>>(), cause, 0..=LAST_PAGE).prop_map(
        |(queue, priority, owner, hours, cause, page)| Listed { queue, priority, owner, hours, cause, page },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(pressed in pressed()) {
        let id = pressed.encode();
        prop_assert!(units(&id) <= limits::CUSTOM_ID, "{id}");
        prop_assert_eq!(Pressed::decode(&id), Some(pressed));
    }

    #[test]
    fn whatever_comes_is_read_without_harm(id in r"(cm1:)?[a-z0-9:_+-]{0,120}|.{0,120}") {
        if let Some(pressed) = Pressed::decode(&id) {
            prop_assert_eq!(pressed.encode(), id);
        }
    }
}

#[test]
fn every_cause_has_room() {
    for cause in &BASE.causes {
        let choice = Choice::ThisCause(cause.id.clone());
        let pressed = Pressed::Choice { case: CASE, version: u32::MAX, choice: choice.clone() };
        assert!(units(&pressed.encode()) <= limits::CUSTOM_ID, "{}", cause.id);
        assert_eq!(Pressed::decode(&pressed.encode()), Some(pressed));
        assert_eq!(which(cause.id.as_str()), Some(choice));
        let widest = Listed {
            queue: Queue::All,
            priority: Some(Priority::Urgent),
            owner: Some(PersonId(u64::MAX)),
            hours: Some(u32::MAX),
            cause: Some(cause.id.clone()),
            page: LAST_PAGE,
        };
        assert!(units(&Pressed::List(widest).encode()) <= limits::CUSTOM_ID, "{}", cause.id);
    }
    assert_eq!(which("none"), Some(Choice::NoneOfThese));
    assert_eq!(which("no:cause"), None);
}

#[test]
fn foreign_forged_and_truncated_ids_are_none_of_ours() {
    for id in [
        "",
        "cm1",
        "cm1:",
        "cm2:form:1",
        "form:1",
        "cm1:form",
        "cm1:form:",
        "cm1:form:01",
        "cm1:form:+1",
        "cm1:form:-1",
        "cm1:form:1:2",
        "cm1:form:99999999999999999999",
        "cm1:choice:1:2",
        "cm1:choice:1:2:",
        "cm1:choice:1:2:fix",
        "cm1:choice:1:4294967296:fixed",
        "cm1:cause:1:2:",
        "cm1:cause:1:2:a b",
        "cm1:reason:1:person:2",
        "cm1:reason:1:apple:2",
        "cm1:server:x",
        "cm1:correct:1",
        "cm1:correct:1:02",
        "cm1:list:0",
        "cm1:list:1000:o::::",
        "cm1:list:0:z::::",
        "cm1:list:0:o:q:::",
        "cm1:list:0:o::-1::",
        "cm1:list:0:o:::0x1:",
        "cm1:list:0:o::::a b",
    ] {
        assert_eq!(Pressed::decode(id), None, "{id:?}");
    }
    assert_eq!(Pressed::decode(&format!("cm1:setup:{}", "x".repeat(91))), None);
}
