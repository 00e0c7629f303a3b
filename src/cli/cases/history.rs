//! The history of a case, a line for each thing that happened, for people who look after cases.

use super::around::receiver;
use crate::cli::standing::name_of;
use crate::triage::case::{Happening, HistoryEntry, Outcome};

/// What happened, and who did it where a person of the server did.
pub(super) fn line(entry: &HistoryEntry) -> String {
    let what = happened(&entry.what);
    entry.by.map_or_else(|| what.clone(), |person| format!("{what} (by {person})"))
}

fn happened(what: &Happening) -> String {
    match what {
        Happening::Opened => "opened".to_owned(),
        Happening::IntakeChanged => "fields noted".to_owned(),
        Happening::Diagnosed => "causes weighed".to_owned(),
        Happening::StepShown(step) => format!("showed the step {step}"),
        Happening::StepAnswered(step, outcome) => format!("{step}: {}", came_of(*outcome)),
        Happening::Moved(stage) => format!("now {}", name_of(stage)),
        Happening::Escalated(why) => format!("called a person: {}", name_of(why).replace('_', " ")),
        Happening::Muted => "asked for quiet".to_owned(),
        Happening::Claimed => "claimed".to_owned(),
        Happening::HandedOff(to) => format!("handed off to {}", receiver(*to)),
        Happening::Accepted => "accepted".to_owned(),
        Happening::Declined => "declined".to_owned(),
        Happening::Returned => "returned to the queue: nobody accepted".to_owned(),
        Happening::AskedForDetails => "asked the member for details".to_owned(),
        Happening::Released => "released to the queue".to_owned(),
        Happening::Noted => "wrote a note".to_owned(),
        Happening::Prioritized(priority) => format!("priority {}", name_of(priority)),
        Happening::Reclassified => "said what it is really about".to_owned(),
        Happening::Reminded => "reminded the moderators".to_owned(),
        Happening::AskedAgain => "asked the member again".to_owned(),
        Happening::FellSilent => "closed after a silence".to_owned(),
        Happening::ClosedByStaff => "closed unsolved".to_owned(),
        Happening::Reopened => "opened again".to_owned(),
        Happening::Linked(incident) => format!("linked to incident {incident}"),
        Happening::JoinedIn => "wrote in the conversation".to_owned(),
        Happening::Ended(why) => format!("ended: {}", name_of(why).replace('_', " ")),
        Happening::NotAnswered => "not answered, as the server is set".to_owned(),
    }
}

fn came_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "no answer yet",
        Outcome::Worked => "worked",
        Outcome::DidNotHelp => "did not help",
        Outcome::Skipped => "skipped",
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::line;
    use crate::triage::case::{Happening, HistoryEntry, PersonId};
    use crate::triage::desk::Receiver;
    use crate::triage::place::RoleId;

    #[test]
    fn a_line_says_who_did_it_and_to_whom_where_that_is_kept() {
        let told = |by: Option<u64>, what| {
            line(&HistoryEntry { at: Timestamp::UNIX_EPOCH, by: by.map(PersonId), what })
        };
        let moderator = |id| Happening::HandedOff(Receiver::Moderator(PersonId(id)));
        assert_eq!(told(Some(5), Happening::Claimed), "claimed (by 5)");
        assert_eq!(told(Some(5), moderator(6)), "handed off to moderator 6 (by 5)");
        // A forgotten case does not say who.
        assert_eq!(told(None, moderator(0)), "handed off to a moderator");
        assert_eq!(told(None, Happening::HandedOff(Receiver::Role(RoleId(0)))), "handed off to a role");
        assert_eq!(told(None, Happening::HandedOff(Receiver::Apple)), "handed off to Apple Support");
    }
}
