//! What is wrong with the bot, everywhere and in a server, and how to mend it.
//!
//! | file | what it does |
//! | --- | --- |
//! | `gather` | asks Discord, over its REST interface only |
//! | `facts` | what was found, as plain data |
//! | `permissions` | what the bot may do in a channel |
//! | `service`, `server` | facts and settings -> complaints; pure |
//! | `complaint` | complaints in words, for Discord and for the command line |

mod complaint;
mod facts;
mod gather;
mod permissions;
mod server;
mod service;

use jiff::Timestamp;
use serenity::model::Permissions;

pub use complaint::{Complaint, Reader, Severity, printable};

use super::bot::Identity;
use super::dress::commands;
use super::wire::{Api, Refused};
use crate::knowledge::Replies;
use crate::triage::{PlaceId, ServerId, Settings, TagId};

/// What is wrong everywhere.
pub async fn of_service(
    api: &Api,
    me: Identity,
    replies: &Replies,
    now: &(dyn Fn() -> Timestamp + Sync),
) -> Vec<Complaint> {
    service::complaints(&gather::service(api, me, now).await, &needed(replies))
}

/// What is wrong in a server.
///
/// # Errors
/// When Discord does not show the server.
pub async fn of_server(
    api: &Api,
    me: Identity,
    server: ServerId,
    settings: &Settings,
) -> Result<Vec<Complaint>, Refused> {
    Ok(server::complaints(&gather::server(api, me, server).await?, settings))
}

/// The servers that the bot is in: id and name.
///
/// # Errors
/// When Discord does not show them.
pub async fn servers(api: &Api) -> Result<Vec<(ServerId, String)>, Refused> {
    gather::servers(api).await
}

/// The tags of a forum: id and name; none when it is no forum of that server.
///
/// # Errors
/// When Discord does not show them.
pub async fn tags(api: &Api, server: ServerId, forum: PlaceId) -> Result<Vec<(TagId, String)>, Refused> {
    gather::tags(api, server, forum).await
}

/// The address at which an administrator invites the bot, with the permissions that it needs.
#[must_use]
pub fn invitation(application: u64) -> String {
    let needed = Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::SEND_MESSAGES_IN_THREADS
        | Permissions::CREATE_PUBLIC_THREADS
        | Permissions::MANAGE_THREADS
        | Permissions::READ_MESSAGE_HISTORY
        | Permissions::EMBED_LINKS
        | Permissions::ATTACH_FILES;
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
        needed.bits()
    )
}

/// The names of the commands that have to be registered.
fn needed(replies: &Replies) -> Vec<String> {
    let slash = [
        commands::BACKUP,
        commands::PRIVACY,
        commands::CASE,
        commands::STATS,
        commands::TRIAGE,
        commands::SETUP,
    ];
    let menus =
        [commands::menu_triage(replies), commands::menu_dismiss(replies), commands::menu_correct(replies)];
    slash.into_iter().map(str::to_owned).chain(menus).collect()
}
