//! Who may use what is for moderators, and what the others are told.

use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use crate::store::StoreError;
use crate::triage::ServerId;

/// The server of a command for moderators; `Err` is what to tell those who may not use it.
pub(super) fn for_moderators(room: &Room, asked: &Asked) -> Result<Result<ServerId, Plan>, StoreError> {
    let Some(server) = asked.server else { return Ok(Err(Plan::tell(room, "discord_server_only", &[]))) };
    let settings = room.bot.servers.of(server)?;
    Ok(if asked.who.is_moderator(&settings) {
        Ok(server)
    } else {
        Err(Plan::tell(room, "discord_staff_only", &[]))
    })
}
