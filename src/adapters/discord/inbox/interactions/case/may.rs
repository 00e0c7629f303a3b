//! Who may do what with a case. Pure.

use super::super::asked::Asked;
use crate::triage::desk::{Deed, Receiver};
use crate::triage::{Case, Settings};

/// What somebody wants with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Wish {
    /// To take it.
    Take,
    /// To look at it, or to go on with it.
    Handle,
    /// To answer an offer of it.
    Answer,
}

impl Wish {
    /// What a deed is.
    pub(in super::super) fn of(deed: &Deed) -> Self {
        match deed {
            Deed::Claim => Self::Take,
            Deed::Accept | Deed::Decline => Self::Answer,
            Deed::Release
            | Deed::HandOff { .. }
            | Deed::Ask { .. }
            | Deed::Note { .. }
            | Deed::Prioritize(_)
            | Deed::Reclassify(_)
            | Deed::Resolve { .. }
            | Deed::Close
            | Deed::Reopen
            | Deed::JoinedIn => Self::Handle,
        }
    }
}

/// Whether somebody may: moderators, whoever was handed the case, moderator or not, and whoever it is offered to.
pub(in super::super) fn may(asked: &Asked, case: &Case, settings: &Settings, wish: Wish) -> bool {
    let offered = match case.hand_off.as_ref().map(|hand_off| hand_off.to) {
        Some(Receiver::Moderator(person)) => asked.who.person == person,
        Some(Receiver::Role(role)) => asked.who.roles.contains(&role),
        Some(Receiver::Apple) | None => false,
    };
    let owns = case.owner == Some(asked.who.person);
    match wish {
        Wish::Answer => offered || asked.who.is_staff(settings),
        Wish::Take => asked.who.is_moderator(settings),
        Wish::Handle => owns || asked.who.is_moderator(settings),
    }
}
