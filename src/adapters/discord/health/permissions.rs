//! What the bot may do in a channel, worked out as Discord does it. It asks nobody.
//!
//! Source: <https://discord.com/developers/docs/topics/permissions>, "Permission Overwrites".

use serenity::model::Permissions;

use super::facts::{Channel, Server};

/// What the bot may do in a channel of a server. Threads have the permissions of their channel.
pub(super) fn of_bot(server: &Server, channel: &Channel) -> Permissions {
    let base = in_server(server);
    if base.administrator() { Permissions::all() } else { overwritten(server, channel, base) }
}

/// What everybody may do in a channel.
pub(super) fn of_everyone(server: &Server, channel: &Channel) -> Permissions {
    let base = role(server, server.id);
    if base.administrator() {
        return Permissions::all();
    }
    let own = channel.overwrites.iter().filter(|one| one.id == server.id);
    own.fold(base, |may, one| (may - one.deny) | one.allow)
}

/// What the bot may do in the server as a whole: @everyone and its roles together; the owner may do everything.
fn in_server(server: &Server) -> Permissions {
    if server.owner == server.bot {
        return Permissions::all();
    }
    server.bot_roles.iter().fold(role(server, server.id), |may, id| may | role(server, *id))
}

/// @everyone first, then all roles at once (an allowance beats a denial), then the bot itself.
fn overwritten(server: &Server, channel: &Channel, base: Permissions) -> Permissions {
    let of = |ids: &[u64]| {
        let ours = channel.overwrites.iter().filter(|one| ids.contains(&one.id));
        ours.fold((Permissions::empty(), Permissions::empty()), |(allow, deny), one| {
            (allow | one.allow, deny | one.deny)
        })
    };
    [of(&[server.id]), of(&server.bot_roles), of(&[server.bot])]
        .into_iter()
        .fold(base, |may, (allow, deny)| (may - deny) | allow)
}

fn role(server: &Server, id: u64) -> Permissions {
    let found = server.roles.iter().find(|role| role.id == id);
    found.map_or(Permissions::empty(), |role| role.permissions)
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::{BOT, BOT_ROLE, SERVER, channel, overwrite, server};
    use super::*;

    const VIEW: Permissions = Permissions::VIEW_CHANNEL;
    const SEND: Permissions = Permissions::SEND_MESSAGES;

    fn may(
        everyone: Permissions,
        own: Permissions,
        overwrites: &[(u64, Permissions, Permissions)],
    ) -> Permissions {
        let mut server = server();
        server.roles[0].permissions = everyone;
        server.roles[1].permissions = own;
        let mut channel = channel(1);
        channel.overwrites =
            overwrites.iter().map(|(id, allow, deny)| overwrite(*id, *allow, *deny)).collect();
        of_bot(&server, &channel)
    }

    #[test]
    fn permissions_are_those_that_discord_grants() {
        let none = Permissions::empty();
        for (what, everyone, own, overwrites, expected) in [
            ("the roles together", VIEW, SEND, vec![], VIEW | SEND),
            ("@everyone denied here", VIEW | SEND, none, vec![(SERVER, none, SEND)], VIEW),
            (
                "the own role allowed where @everyone is denied",
                VIEW | SEND,
                none,
                vec![(BOT_ROLE, SEND, none), (SERVER, none, SEND | VIEW)],
                SEND,
            ),
            (
                "the bot itself denied",
                VIEW | SEND,
                none,
                vec![(BOT_ROLE, SEND, none), (BOT, none, SEND)],
                VIEW,
            ),
            ("the bot itself allowed", none, none, vec![(SERVER, none, VIEW), (BOT, VIEW, none)], VIEW),
            ("another role's denial", VIEW, none, vec![(77, none, VIEW)], VIEW),
            (
                "an administrator whom the channel denies",
                none,
                Permissions::ADMINISTRATOR,
                vec![(SERVER, none, VIEW), (BOT, none, VIEW)],
                Permissions::all(),
            ),
        ] {
            assert_eq!(may(everyone, own, &overwrites), expected, "{what}");
        }
    }

    #[test]
    fn of_two_roles_the_allowance_counts() {
        let mut server = server();
        server.bot_roles.push(8);
        let mut channel = channel(1);
        let none = Permissions::empty();
        channel.overwrites = vec![overwrite(BOT_ROLE, none, VIEW), overwrite(8, VIEW, none)];
        assert!(of_bot(&server, &channel).contains(VIEW));
    }

    #[test]
    fn the_owner_may_do_everything() {
        let mut server = server();
        server.owner = BOT;
        assert_eq!(of_bot(&server, &channel(1)), Permissions::all());
    }

    #[test]
    fn everybody_sees_a_channel_unless_it_is_closed() {
        let mut closed = channel(1);
        assert!(of_everyone(&server(), &closed).contains(VIEW));
        closed.overwrites = vec![overwrite(SERVER, Permissions::empty(), VIEW)];
        assert!(!of_everyone(&server(), &closed).contains(VIEW));
    }
}
