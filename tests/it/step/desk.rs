//! What holds of `step` whatever moderators, helpers and the world do with a case, and in whatever mode.

use cloudmedic::triage::case::Table;
use cloudmedic::triage::desk::Deed;
use cloudmedic::triage::effect::Block;
use cloudmedic::triage::{Case, Effect, EventKind, Mode, Stage};
use proptest::prelude::*;

use super::config;
use super::moves::{Heard, Move, desk_moves, openings};
use super::talk::Talk;

/// The longest history that a case keeps.
const LONGEST_HISTORY: usize = 250;

fn is_with_the_bot(stage: Stage) -> bool {
    matches!(stage, Stage::Asking | Stage::Fixing | Stage::Waiting)
}

/// Whether it is something that staff can do with a case that is over.
fn is_for_closed(one: &Move) -> bool {
    let Move::Happens(EventKind::Did(deed), _) = one else { return false };
    matches!(deed, Deed::Reopen | Deed::Note { .. } | Deed::Reclassify(_))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn who_has_a_case_is_always_clear(opening in openings(), moves in desk_moves(40)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            talk.make(one);
            let case = talk.case();
            prop_assert_eq!(case.stage == Stage::Offered, case.hand_off.is_some(), "{:?}: {:?}", case.stage, case.hand_off);
            if case.stage == Stage::Claimed {
                prop_assert!(case.owner.is_some(), "claimed by nobody");
            }
            if matches!(case.stage, Stage::Offered | Stage::Escalated) {
                prop_assert_eq!(case.owner, None, "{:?}, and somebody has it", case.stage);
            }
            prop_assert_eq!(is_with_the_bot(case.stage), case.table != Table::Nothing, "{:?} with {:?}", case.stage, &case.table);
            prop_assert!(case.due.is_none() || case.stage == Stage::Waiting, "{:?} is due", case.stage);
        }
    }

    #[test]
    fn history_only_grows_up_to_its_bound(opening in openings(), moves in desk_moves(40)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            let before = talk.case().clone();
            talk.make(one);
            let after = talk.case();
            if after.opened_at == before.opened_at {
                prop_assert!(after.history.len() >= before.history.len().min(LONGEST_HISTORY));
                prop_assert!(after.history.starts_with(&before.history), "the past has changed");
            }
            prop_assert!(after.history.len() <= LONGEST_HISTORY);
        }
    }

    #[test]
    fn what_is_closed_stays_closed_until_somebody_opens_it(opening in openings(), moves in desk_moves(40)) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            let before = talk.case().clone();
            talk.make(one);
            let after = talk.case();
            if before.stage == Stage::Closed && before.clocks.asleep.is_none() && after.opened_at == before.opened_at {
                let Case { card, version, touched_at, seen, .. } = before.clone();
                let same = Case { card, version, touched_at, seen, ..after.clone() } == before;
                prop_assert!(same || is_for_closed(one), "{one:?} has changed it");
            }
        }
    }

    #[test]
    fn a_card_that_stands_is_always_up_to_date(opening in openings(), moves in desk_moves(40)) {
        let mut talk = Talk::opened(opening);
        let mut shown = None;
        for one in &moves {
            let before = talk.case().clone();
            talk.make(one);
            for effect in &talk.effects {
                if let Effect::CallHuman(card) | Effect::Card(card) = effect {
                    shown = Some((card.blocks.clone(), card.choices.clone()));
                }
            }
            if talk.case().opened_at != before.opened_at {
                shown = None;
            }
            if talk.case().card.is_some() {
                let card = talk.card();
                prop_assert_eq!(shown.as_ref(), Some(&(card.blocks, card.choices)));
            }
        }
    }

    #[test]
    fn what_staff_read_is_never_empty_and_names_people_only_in_our_own_words(
        opening in openings(), moves in desk_moves(40)
    ) {
        let mut talk = Talk::opened(opening);
        for one in &moves {
            talk.make(one);
            for message in talk.effects.iter().filter_map(Effect::to_staff) {
                prop_assert!(!message.blocks.is_empty());
                for block in &message.blocks {
                    match block {
                        Block::Text(text) => prop_assert!(!super::without_names(text).contains(['{', '}']), "{text}"),
                        Block::Quote(words) => prop_assert!(!words.trim().is_empty()),
                        Block::Fields { rows, .. } => prop_assert!(rows.iter().all(|(label, _)| !label.is_empty())),
                        Block::Step { .. } => prop_assert!(false, "a step is the member's"),
                    }
                }
            }
        }
    }

    #[test]
    fn where_the_bot_may_not_answer_unasked_nobody_hears_it_unasked(
        opening in openings(),
        moves in desk_moves(20),
        set in prop::sample::select(vec![(Mode::Observe, false), (Mode::Suggest, false), (Mode::Answer, true)]),
    ) {
        let mut talk = Talk::new();
        (talk.settings.mode, talk.settings.paused) = set;
        talk.make(&Move::Say(opening.to_owned(), Heard::ByAll));
        prop_assert!(talk.effects.iter().all(|effect| matches!(effect, Effect::Suggest(_))), "{:?}", talk.effects);
        prop_assert!(talk.case.as_ref().is_none_or(|case| case.stage == Stage::Closed));
        for one in &moves {
            talk.make(one);
            if matches!(one, Move::Say(_, Heard::Elsewhere)) {
                prop_assert!(talk.effects.iter().all(|effect| effect.to_member().is_none()), "{:?}", talk.effects);
            }
        }
    }
}
