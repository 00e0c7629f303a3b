//! Floods: one sentence where somebody waits for an answer, none where nobody does.

use super::*;
use crate::triage::event::Flood;

fn member(addressed: bool) -> EventKind {
    EventKind::Flooded(Flood::Member { addressed })
}

#[test]
fn a_flood_in_a_case_is_told_of_once_and_nothing_else_changes() {
    let mut talk = Conversation::opened(FULL);
    let before = talk.case().clone();
    talk.happens(member(false)).hears("faster than I read");
    assert_eq!(talk.effects.iter().filter(|effect| effect.to_member().is_some()).count(), 1);
    let after = talk.case().clone();
    assert_eq!((after.stage, &after.table, &after.steps), (before.stage, &before.table, &before.steps));
    assert_eq!((after.offered, &after.history), (before.offered, &before.history), "old buttons stay good");
}

#[test]
fn who_has_no_case_is_told_only_when_they_spoke_to_the_bot() {
    let mut talk = Conversation::new();
    talk.happens(member(false));
    assert!(talk.effects.is_empty() && talk.case.is_none());
    talk.happens(member(true)).hears("faster than I read");
    assert!(talk.case.is_none());
}

#[test]
fn where_a_person_has_the_case_or_quiet_is_wanted_nothing_is_said() {
    let mut talk = Conversation::escalated();
    talk.happens(member(false));
    assert!(talk.effects.is_empty());
    let mut talk = Conversation::opened(FULL);
    talk.say("leave me alone").happens(member(false));
    assert!(talk.effects.is_empty());
    let mut talk = Conversation::opened(FULL);
    talk.settings.paused = true;
    talk.happens(member(true));
    assert!(talk.effects.is_empty());
}

#[test]
fn a_flood_of_a_whole_server_is_told_to_moderators_and_pings_nobody() {
    let mut talk = Conversation::new();
    talk.happens(EventKind::Flooded(Flood::Server));
    assert!(matches!(talk.effects[..], [Effect::Announce(_)]), "{:?}", talk.effects);
    let mut talk = Conversation::opened(FULL);
    talk.happens(EventKind::Flooded(Flood::Server));
    assert!(talk.effects.is_empty());
}
