//! Where the conversation of a case is, and who of the desk is at it: label and value.

use jiff::tz::TimeZone;

use crate::cli::standing::{moment, name_of};
use crate::triage::case::Priority;
use crate::triage::desk::{HandOff, Receiver};
use crate::triage::{Case, Origin, PlaceId};

/// A row for each thing that is known; none for a case of the terminal, and none for a forgotten one.
pub(super) fn rows(case: &Case, zone: &TimeZone) -> Vec<(String, String)> {
    let at_home = case.home.filter(|home| PlaceId(home.message.0) == case.place);
    let place = match (at_home, case.home) {
        (Some(home), _) => Some(format!("the thread of {}", message(home))),
        (None, Some(home)) => Some(format!("{}, begun by {}", case.place, message(home))),
        (None, None) => (case.place.0 != 0).then(|| case.place.to_string()),
    };
    let urgency = (case.priority != Priority::Normal).then(|| name_of(&case.priority));
    let rows = [
        ("Priority", urgency),
        ("Incident", case.incident.map(|number| number.to_string())),
        ("First message", case.words.clone()),
        ("Member", (!case.forgotten && case.server.0 != 0).then(|| case.person.to_string())),
        ("Conversation", place),
        ("Card", case.card.map(message)),
        ("Claimed by", case.owner.map(|person| format!("moderator {person}"))),
        ("Handed off", case.hand_off.as_ref().map(|hand_off| offered(hand_off, zone))),
        ("Helped by", case.helped_by.map(|person| person.to_string())),
    ];
    rows.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?))).collect()
}

fn message(at: Origin) -> String {
    format!("message {} in channel {}", at.message.0, at.channel)
}

fn offered(hand_off: &HandOff, zone: &TimeZone) -> String {
    let HandOff { by, to, reason, until } = hand_off;
    let (to, until) = (receiver(*to), moment(*until, zone));
    format!("to {to} by moderator {by}, not accepted yet, open until {until}: {reason}")
}

/// Who a case was passed on to; of a forgotten case only the kind is kept.
pub(super) fn receiver(to: Receiver) -> String {
    match to {
        Receiver::Moderator(person) if person.0 == 0 => "a moderator".to_owned(),
        Receiver::Moderator(person) => format!("moderator {person}"),
        Receiver::Role(role) if role.0 == 0 => "a role".to_owned(),
        Receiver::Role(role) => format!("role {}", role.0),
        Receiver::Apple => "Apple Support".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::triage::MessageId;
    use crate::triage::case::{PersonId, ServerId};
    use crate::triage::place::RoleId;

    fn told(change: impl FnOnce(&mut Case)) -> String {
        let mut case = Case::new(ServerId(7), PersonId(70), PlaceId(700), Timestamp::UNIX_EPOCH);
        change(&mut case);
        let rows = rows(&case, &TimeZone::UTC).into_iter().map(|(label, value)| format!("{label}: {value}"));
        rows.collect::<Vec<_>>().join("\n")
    }

    fn at(channel: u64, message: u64) -> Origin {
        Origin { channel: PlaceId(channel), message: MessageId(message) }
    }

    #[test]
    fn a_case_says_where_it_is_and_who_is_at_it() {
        let all = told(|case| {
            (case.home, case.card) = (Some(at(5, 700)), Some(at(6, 60)));
            (case.owner, case.helped_by) = (Some(PersonId(90)), Some(PersonId(91)));
            (case.priority, case.incident) = (Priority::Urgent, Some(4));
            case.words = Some("wont back up".to_owned());
            let (to, until) = (Receiver::Role(RoleId(8)), Timestamp::UNIX_EPOCH);
            let reason = "needs a Mac".to_owned();
            case.hand_off = Some(HandOff { by: PersonId(90), to, reason, until });
        });
        let expected = "Priority: urgent\nIncident: 4\nFirst message: wont back up\nMember: 70\n\
                        Conversation: the thread of message 700 in channel 5\n\
                        Card: message 60 in channel 6\nClaimed by: moderator 90\n\
                        Handed off: to role 8 by moderator 90, not accepted yet, open until 1970-01-01 00:00: \
                        needs a Mac\nHelped by: 91";
        assert_eq!(all, expected);
        assert_eq!(told(|_| {}), "Member: 70\nConversation: 700");
        let moved = told(|case| case.home = Some(at(5, 50)));
        assert_eq!(moved, "Member: 70\nConversation: 700, begun by message 50 in channel 5");
    }

    #[test]
    fn the_terminal_and_a_forgotten_case_have_nothing_around_them() {
        assert_eq!(told(|case| (case.server, case.place) = (ServerId(0), PlaceId(0))), "");
        assert_eq!(told(|case| (case.forgotten, case.place) = (true, PlaceId(0))), "");
    }
}
