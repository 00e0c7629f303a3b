//! Asks Discord what the complaints are worked out from. It judges nothing.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::Permissions;
use serenity::model::id::GuildId;

use super::facts::{Channel, Kind, Overwrite, Role, Server, Service};
use crate::adapters::discord::bot::Identity;
use crate::adapters::discord::wire::{Api, Refused, ids};
use crate::triage::{PersonId, PlaceId, ServerId, TagId};

/// The most servers that are asked for at once: what Discord gives.
const SERVERS: u64 = 200;
/// Bits of an application's flags: the Message Content intent, for all servers or for a small bot.
const MESSAGE_CONTENT: u64 = 1 << 18 | 1 << 19;

/// What concerns the bot everywhere. What Discord does not tell stays unknown; `now` is read once before and after.
pub(super) async fn service(api: &Api, me: Identity, now: &(dyn Fn() -> Timestamp + Sync)) -> Service {
    let application: Option<Application> = get(api, Route::Oauth2ApplicationCurrent).await.ok();
    let gateway: Option<Gateway> = get(api, Route::GatewayBot).await.ok();
    let commands: Option<Vec<Named>> =
        get(api, Route::Commands { application_id: ids::application(me.application) }).await.ok();
    Service {
        message_content: application.and_then(|found| found.flags).map(|flags| flags & MESSAGE_CONTENT != 0),
        ahead: ahead(api, now).await,
        connections: gateway.map(|found| {
            let limit = found.session_start_limit;
            (limit.remaining, limit.reset_after.div_ceil(60_000))
        }),
        commands: commands.map(|found| found.into_iter().map(|one| one.name).collect()),
    }
}

/// Whole seconds between our clock, in the middle of a request, and the time of its answer.
async fn ahead(api: &Api, now: &(dyn Fn() -> Timestamp + Sync)) -> Option<i64> {
    let before = now();
    let answer = api.ask(Request::new(Route::UserMe, LightMethod::Get)).await.ok()?;
    let half = now().duration_since(before) / 2;
    let date = answer.headers().get("date")?.to_str().ok()?;
    let theirs = rfc2822::parse(date).ok()?.timestamp();
    Some(before.checked_add(half).ok()?.duration_since(theirs).as_secs())
}

/// The servers that the bot is in: id and name.
pub(super) async fn servers(api: &Api) -> Result<Vec<(ServerId, String)>, Refused> {
    let mut found: Vec<(ServerId, String)> = Vec::new();
    loop {
        let mut parameters = vec![("limit", SERVERS.to_string())];
        if let Some((last, _)) = found.last() {
            parameters.push(("after", last.to_string()));
        }
        let request = Request::new(Route::UserMeGuilds, LightMethod::Get).params(Some(parameters));
        let page: Vec<Guild> = api.call(request).await?;
        let full = page.len() as u64 >= SERVERS;
        found.extend(page.into_iter().map(|guild| (ServerId(guild.id.get()), guild.name)));
        if !full {
            return Ok(found);
        }
    }
}

/// One server.
pub(super) async fn server(api: &Api, me: Identity, server: ServerId) -> Result<Server, Refused> {
    let guild_id: GuildId = ids::guild(server);
    let user_id = ids::user(PersonId(me.user));
    let guild: WholeGuild = get(api, Route::Guild { guild_id }).await?;
    let channels: Vec<FoundChannel> = get(api, Route::GuildChannels { guild_id }).await?;
    let member: Member = get(api, Route::GuildMember { guild_id, user_id }).await?;
    Ok(Server {
        id: server.0,
        name: guild.name,
        owner: guild.owner_id.get(),
        bot: me.user,
        bot_roles: member.roles.into_iter().map(|role| role.get()).collect(),
        roles: guild.roles.into_iter().map(FoundRole::read).collect(),
        channels: channels.into_iter().map(FoundChannel::read).collect(),
    })
}

/// The tags of a forum; none when it is no forum of that server.
pub(super) async fn tags(
    api: &Api,
    server: ServerId,
    forum: PlaceId,
) -> Result<Vec<(TagId, String)>, Refused> {
    let found: FoundChannel = get(api, Route::Channel { channel_id: ids::channel(forum) }).await?;
    let ours = found.guild_id.is_some_and(|guild| guild.get() == server.0);
    let tags = found.available_tags.into_iter().filter(|_| ours);
    Ok(tags.map(|tag| (TagId(tag.id.get()), tag.name)).collect())
}

async fn get<T: DeserializeOwned>(api: &Api, route: Route<'_>) -> Result<T, Refused> {
    api.call(Request::new(route, LightMethod::Get)).await
}

/// Any id, which Discord writes as text.
type Snowflake = GuildId;

#[derive(Deserialize)]
struct Application {
    flags: Option<u64>,
}

#[derive(Deserialize)]
struct Gateway {
    session_start_limit: Limit,
}

#[derive(Deserialize)]
struct Limit {
    remaining: u64,
    /// Milliseconds.
    reset_after: u64,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Guild {
    id: Snowflake,
    name: String,
}

#[derive(Deserialize)]
struct WholeGuild {
    name: String,
    owner_id: Snowflake,
    roles: Vec<FoundRole>,
}

#[derive(Deserialize)]
struct Member {
    roles: Vec<Snowflake>,
}

#[derive(Deserialize)]
struct FoundRole {
    id: Snowflake,
    permissions: Permissions,
    #[serde(default)]
    mentionable: bool,
}

impl FoundRole {
    fn read(self) -> Role {
        Role { id: self.id.get(), permissions: self.permissions, mentionable: self.mentionable }
    }
}

#[derive(Deserialize)]
struct FoundChannel {
    id: Snowflake,
    #[serde(rename = "type")]
    kind: u8,
    name: Option<String>,
    guild_id: Option<Snowflake>,
    #[serde(default)]
    permission_overwrites: Vec<FoundOverwrite>,
    #[serde(default)]
    available_tags: Vec<FoundTag>,
}

impl FoundChannel {
    fn read(self) -> Channel {
        let overwrites = self.permission_overwrites.into_iter();
        Channel {
            id: self.id.get(),
            name: self.name.unwrap_or_default(),
            kind: match self.kind {
                // Text and announcements.
                0 | 5 => Kind::Text,
                15 => Kind::Forum,
                _ => Kind::Other,
            },
            overwrites: overwrites
                .map(|one| Overwrite { id: one.id.get(), allow: one.allow, deny: one.deny })
                .collect(),
            tags: self.available_tags.into_iter().map(|one| one.id.get()).collect(),
        }
    }
}

#[derive(Deserialize)]
struct FoundOverwrite {
    id: Snowflake,
    allow: Permissions,
    deny: Permissions,
}

#[derive(Deserialize)]
struct FoundTag {
    id: Snowflake,
    name: String,
}
