//! One case to look at: its card, or the block that is pasted to Apple Support. Nothing is changed.

use super::super::super::room::Room;
use super::super::asked::Asked;
use super::super::plan::Plan;
use super::find;
use super::may::{Wish, may};
use crate::adapters::discord::dress::brief;
use crate::adapters::discord::dress::card::{self, CardFacts};
use crate::store::StoreError;
use crate::triage::{self, Case, CaseNumber, Settings};

/// `/case show`
pub(super) fn show(room: &Room, asked: &Asked, number: CaseNumber) -> Result<Plan, StoreError> {
    look(room, asked, number, |case, settings| {
        let known = &room.bot.known;
        let card = triage::card(&known.context(settings, room.bot.now()), case);
        Plan::show(&card::card(&known.base.replies, &card, &CardFacts::of(case, number, None)))
    })
}

/// `/case brief`
pub(super) fn brief(room: &Room, asked: &Asked, number: CaseNumber) -> Result<Plan, StoreError> {
    look(room, asked, number, |case, settings| {
        let known = &room.bot.known;
        let block = triage::brief(&known.context(settings, room.bot.now()), case);
        Plan::show(&brief::brief(&known.base.replies, &block))
    })
}

fn look(
    room: &Room,
    asked: &Asked,
    number: CaseNumber,
    show: impl FnOnce(&Case, &Settings) -> Plan,
) -> Result<Plan, StoreError> {
    let Some(server) = asked.server else { return Ok(Plan::tell(room, "discord_server_only", &[])) };
    let settings = room.bot.servers.of(server)?;
    Ok(match find(room, server, number)? {
        Ok(case) if may(asked, &case, &settings, Wish::Handle) => show(&case, &settings),
        Ok(case) if may(asked, &case, &settings, Wish::Answer) && case.hand_off.is_some() => {
            show(&case, &settings)
        }
        Err(sentence) if asked.who.is_moderator(&settings) => Plan::tell(room, sentence, &[]),
        Ok(_) | Err(_) => Plan::tell(room, "discord_staff_only", &[]),
    })
}
