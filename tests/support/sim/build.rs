//! Puts worlds together: a few lines for a server of one's own, and the small support server of most tests.

use super::permissions as p;
use super::snowflake::Id;
use super::world::{Application, Channel, Guild, Member, Overwrite, Role, Tag, User, World};

/// The names of everything in [`World::support_server`].
pub(crate) mod ids {
    use super::Id;

    pub(crate) const APPLICATION: Id = 1_170_000_000_000_000_001;
    pub(crate) const BOT: Id = 1_170_000_000_000_000_001;
    pub(crate) const GUILD: Id = 1_170_000_000_000_001_000;
    pub(crate) const EVERYONE: Id = GUILD;
    pub(crate) const MODERATORS: Id = 1_170_000_000_000_001_001;
    pub(crate) const HELPERS: Id = 1_170_000_000_000_001_002;
    pub(crate) const BOT_ROLE: Id = 1_170_000_000_000_001_003;
    pub(crate) const ADMINS: Id = 1_170_000_000_000_001_004;
    /// The owner of the server.
    pub(crate) const OWNER: Id = 1_170_000_000_000_002_000;
    /// Has a role with ADMINISTRATOR, but is not the owner.
    pub(crate) const ADMIN: Id = 1_170_000_000_000_002_001;
    pub(crate) const MODERATOR: Id = 1_170_000_000_000_002_002;
    pub(crate) const MODERATOR_2: Id = 1_170_000_000_000_002_003;
    pub(crate) const HELPER: Id = 1_170_000_000_000_002_004;
    pub(crate) const ANNA: Id = 1_170_000_000_000_002_005;
    pub(crate) const BEN: Id = 1_170_000_000_000_002_006;
    pub(crate) const CLEO: Id = 1_170_000_000_000_002_007;
    /// A bot of somebody else.
    pub(crate) const OTHER_BOT: Id = 1_170_000_000_000_002_008;
    /// Shares no server with the bot.
    pub(crate) const STRANGER: Id = 1_170_000_000_000_002_009;
    pub(crate) const HELP: Id = 1_170_000_000_000_003_000;
    pub(crate) const GENERAL: Id = 1_170_000_000_000_003_001;
    pub(crate) const FORUM: Id = 1_170_000_000_000_003_002;
    /// Hidden from all but moderators and the bot.
    pub(crate) const MODERATORS_ROOM: Id = 1_170_000_000_000_003_003;
    pub(crate) const OPEN_TAG: Id = 1_170_000_000_000_004_000;
    pub(crate) const SOLVED_TAG: Id = 1_170_000_000_000_004_001;
    /// The bot's token; its first part is the application's id, as Discord's are.
    pub(crate) const TOKEN: &str = "MTE3MDAwMDAwMDAwMDAwMDAwMQ.Gsimul.ated-token-of-the-tests-only";
}

impl World {
    /// One server, "Backup Help", as small support servers are; see [`ids`] for the names.
    pub(crate) fn support_server() -> Self {
        let mut world = Self { application: application(), ..Self::default() };
        for (id, name) in PEOPLE {
            world.add_user(id, name, id == ids::BOT || id == ids::OTHER_BOT);
        }
        world.add_guild(ids::GUILD, "Backup Help", ids::OWNER);
        world.add_role(ids::GUILD, ids::ADMINS, "Admins", p::ADMINISTRATOR);
        world.add_role(ids::GUILD, ids::MODERATORS, "Moderators", p::MODERATOR);
        world.add_role(ids::GUILD, ids::HELPERS, "Helpers", 0);
        world.add_role(ids::GUILD, ids::BOT_ROLE, "CloudMedic", p::BOT);
        let roles: [(Id, &[Id]); 9] = [
            (ids::ADMIN, &[ids::ADMINS]),
            (ids::MODERATOR, &[ids::MODERATORS]),
            (ids::MODERATOR_2, &[ids::MODERATORS]),
            (ids::HELPER, &[ids::HELPERS]),
            (ids::ANNA, &[]),
            (ids::BEN, &[]),
            (ids::CLEO, &[]),
            (ids::BOT, &[ids::BOT_ROLE]),
            (ids::OTHER_BOT, &[]),
        ];
        for (user, roles) in roles {
            world.add_member(ids::GUILD, user, roles);
        }
        world.add_channel(ids::GUILD, ids::HELP, 0, "help");
        world.add_channel(ids::GUILD, ids::GENERAL, 0, "general");
        world.add_channel(ids::GUILD, ids::FORUM, 15, "backup-forum");
        world.add_tag(ids::FORUM, ids::OPEN_TAG, "Open");
        world.add_tag(ids::FORUM, ids::SOLVED_TAG, "Solved");
        world.add_channel(ids::GUILD, ids::MODERATORS_ROOM, 0, "moderators");
        world.overwrite(ids::MODERATORS_ROOM, ids::EVERYONE, 0, p::VIEW_CHANNEL);
        world.overwrite(ids::MODERATORS_ROOM, ids::MODERATORS, p::VIEW_CHANNEL, 0);
        world.overwrite(ids::MODERATORS_ROOM, ids::BOT_ROLE, p::VIEW_CHANNEL, 0);
        world
    }

    pub(crate) fn add_user(&mut self, id: Id, name: &str, bot: bool) {
        let locale = "en-US".to_owned();
        self.users.insert(id, User { id, name: name.to_owned(), bot, accepts_dms: true, locale });
    }

    /// A server with @everyone and its owner as the only member.
    pub(crate) fn add_guild(&mut self, id: Id, name: &str, owner: Id) {
        let (roles, members) = Default::default();
        self.guilds.insert(id, Guild { id, name: name.to_owned(), owner, roles, members });
        self.add_role(id, id, "@everyone", p::EVERYONE);
        self.add_member(id, owner, &[]);
    }

    pub(crate) fn add_role(&mut self, guild: Id, id: Id, name: &str, permissions: u64) {
        let bot = (name == self.application.name).then_some(self.application.bot);
        let roles = &mut self.guilds.get_mut(&guild).expect("the server is there").roles;
        let position = roles.len() as u64;
        let name = name.to_owned();
        roles.insert(id, Role { id, name, permissions, position, mentionable: false, bot });
    }

    pub(crate) fn add_member(&mut self, guild: Id, user: Id, roles: &[Id]) {
        let joined_ms = super::snowflake::created_ms(guild) + 60_000;
        let member = Member { user, nick: None, roles: roles.to_vec(), joined_ms };
        self.guilds.get_mut(&guild).expect("the server is there").members.insert(user, member);
    }

    pub(crate) fn add_channel(&mut self, guild: Id, id: Id, kind: u8, name: &str) {
        let channel = Channel { id, kind, guild: Some(guild), name: name.to_owned(), ..Channel::default() };
        self.channels.insert(id, channel);
    }

    pub(crate) fn add_tag(&mut self, forum: Id, id: Id, name: &str) {
        let tag = Tag { id, name: name.to_owned(), moderated: false };
        self.channels.get_mut(&forum).expect("the forum is there").tags.push(tag);
    }

    /// Allows and denies a role or a member something in a channel; replaces what was said of it before.
    pub(crate) fn overwrite(&mut self, channel: Id, target: Id, allow: u64, deny: u64) {
        let member = self.users.contains_key(&target);
        let channel = self.channels.get_mut(&channel).expect("the channel is there");
        channel.overwrites.retain(|one| one.id != target);
        channel.overwrites.push(Overwrite { id: target, member, allow, deny });
    }
}

const PEOPLE: [(Id, &str); 11] = [
    (ids::OWNER, "olivia"),
    (ids::ADMIN, "ada"),
    (ids::MODERATOR, "mo"),
    (ids::MODERATOR_2, "mia"),
    (ids::HELPER, "hal"),
    (ids::ANNA, "anna"),
    (ids::BEN, "ben"),
    (ids::CLEO, "cleo"),
    (ids::BOT, "CloudMedic"),
    (ids::OTHER_BOT, "OtherBot"),
    (ids::STRANGER, "sam"),
];

fn application() -> Application {
    Application {
        id: ids::APPLICATION,
        bot: ids::BOT,
        owner: ids::OWNER,
        name: "CloudMedic".to_owned(),
        token: ids::TOKEN.to_owned(),
        message_content: true,
        guild_members: false,
    }
}
