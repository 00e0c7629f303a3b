//! How well the bot listens to what is not said to it: it does not talk where it was asked to be quiet, where a person
//! helps, in other places, or a second time.

use super::case::Stage;
use super::modes;
use super::saying::Saying;
use super::turn::Turn;

/// How much the bot hears of what is not said to it.
pub(super) enum Ear {
    /// Nothing.
    Shut,
    /// What belongs into the fields; it stays quiet.
    Facts,
    /// Everything.
    Open,
}

/// How much it hears of a message that everybody may read.
pub(super) fn of(turn: &Turn<'_>, saying: &Saying<'_>) -> Ear {
    let case = &turn.case;
    let elsewhere = turn.event.place != case.place;
    if case.muted || (elsewhere && (!saying.is_failure() || modes::only_when_asked(turn.ctx))) {
        return Ear::Shut;
    }
    let second = modes::is_second(turn.ctx, case, turn.event, saying);
    match case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => {
            let helped = !elsewhere && case.helped_by.is_some();
            if second || helped { Ear::Facts } else { Ear::Open }
        }
        Stage::Escalated | Stage::Claimed | Stage::Offered => Ear::Facts,
        Stage::Resolved if second => Ear::Shut,
        Stage::Resolved | Stage::Closed => Ear::Open,
    }
}
