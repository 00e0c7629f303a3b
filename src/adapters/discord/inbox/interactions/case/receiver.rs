//! Whether a case can be handed to somebody: asked of Discord just before, since people leave and roles lose theirs.

use super::super::super::room::Room;
use crate::adapters::discord::wire::{Refused, ids};
use crate::triage::desk::Receiver;
use crate::triage::{Case, PersonId, RoleId, ServerId};

/// Why a case cannot be handed to somebody: a sentence, and who or what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Unfit {
    pub(in super::super) sentence: &'static str,
    pub(in super::super) named: String,
}

impl Unfit {
    /// In words.
    pub(in super::super) fn say(&self, room: &Room) -> String {
        room.bot.say(self.sentence, &[("who", &self.named)])
    }
}

/// Whether nothing speaks against it. `machine`: Discord said that it is a bot, or the role of one.
pub(in super::super) async fn check(
    room: &Room,
    case: &Case,
    to: Receiver,
    machine: bool,
) -> Result<(), Unfit> {
    match to {
        Receiver::Moderator(person) => self::person(room, case, person, machine).await,
        Receiver::Role(role) => self::role(room, case.server, role, machine).await,
        Receiver::Apple => Ok(()),
    }
}

async fn person(room: &Room, case: &Case, person: PersonId, machine: bool) -> Result<(), Unfit> {
    let unfit = |sentence| Err(Unfit { sentence, named: format!("<@{person}>") });
    if machine || person.0 == room.bot.me.user {
        return unfit("discord_handoff_bot");
    }
    if person == case.person {
        return unfit("discord_handoff_member");
    }
    let asked = room.bot.api.http.get_member(ids::guild(case.server), ids::user(person)).await;
    match asked.map_err(Refused::from) {
        Ok(member) if member.user.bot => unfit("discord_handoff_bot"),
        Err(Refused::Gone { .. }) => unfit("discord_handoff_left"),
        Ok(_) => Ok(()),
        Err(why) => {
            // What cannot be known now stops nobody: an offer that nobody can take returns to the queue.
            tracing::warn!(server = case.server.0, %why, "whether somebody is still here is not known");
            Ok(())
        }
    }
}

async fn role(room: &Room, server: ServerId, role: RoleId, machine: bool) -> Result<(), Unfit> {
    let unfit = |sentence| Err(Unfit { sentence, named: format!("<@&{}>", role.0) });
    // The role of everybody has the server's own id.
    if role.0 == server.0 {
        return unfit("discord_handoff_everyone");
    }
    if machine {
        return unfit("discord_handoff_bot");
    }
    match known(room, server, role).await {
        Known::Managed => return unfit("discord_handoff_bot"),
        // What a menu or form carries could be forged, or the role was deleted meanwhile.
        Known::No => return unfit("discord_handoff_empty"),
        Known::Yes | Known::Untold => {}
    }
    match room.bot.api.role_sizes(server).await {
        Ok(sizes) if sizes.get(&role).copied() == Some(0) => unfit("discord_handoff_empty"),
        Ok(_) => Ok(()),
        Err(why) => {
            tracing::warn!(server = server.0, %why, "how many people have a role is not known");
            Ok(())
        }
    }
}

/// What is known of a role.
enum Known {
    /// The server has it, for people.
    Yes,
    /// It belongs to a bot or another service.
    Managed,
    /// The server has no such role.
    No,
    /// Discord did not tell.
    Untold,
}

/// Whether a server has a role, and for whom; the menu of a card does not tell.
async fn known(room: &Room, server: ServerId, role: RoleId) -> Known {
    match room.bot.api.http.get_guild_roles(ids::guild(server)).await.map_err(Refused::from) {
        Ok(roles) => match roles.iter().find(|one| one.id.get() == role.0) {
            Some(found) if found.managed => Known::Managed,
            Some(_) => Known::Yes,
            None => Known::No,
        },
        Err(why) => {
            tracing::warn!(server = server.0, %why, "the roles of a server are not known");
            Known::Untold
        }
    }
}
