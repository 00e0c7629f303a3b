//! Direct messages: which server they belong to. With several it asks, with none it explains.

use serenity::builder::{CreateAllowedMentions, CreateMessage};
use serenity::model::channel::Message;
use serenity::model::id::{ChannelId, GuildId, UserId};

use super::room::Room;
use crate::adapters::discord::dress::menus;
use crate::adapters::discord::wire::{Refused, ids};
use crate::store::is_open;
use crate::triage::{MessageId, PersonId, ServerId};

/// The most servers that are offered: the most options of a menu.
const MOST: usize = 25;

/// The server of a direct message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direct {
    /// This one.
    Of(ServerId),
    /// None yet; the person has been asked or told.
    Nobody,
}

/// The server that a direct message belongs to.
pub(super) async fn server(room: &Room, message: &Message) -> Direct {
    let (person, channel) = (message.author.id, message.channel_id);
    let known = servers_of(room, person).await;
    match &known[..] {
        [one] => Direct::Of(*one),
        [] => {
            let text = room.bot.say("discord_direct_nobody", &[]);
            tell(room, channel, CreateMessage::new().content(text)).await;
            Direct::Nobody
        }
        several => {
            let names = several.iter().map(|server| (*server, name(room, *server))).collect::<Vec<_>>();
            let text = room.bot.say("discord_direct_which", &[]);
            let rows =
                menus::servers(&room.bot.known.base.replies, &names, Some(MessageId(message.id.get())));
            tell(room, channel, CreateMessage::new().content(text).components(rows)).await;
            Direct::Nobody
        }
    }
}

/// The servers where the bot knows a person: the one of the open case, or the one chosen, or those with the person.
pub(super) async fn servers_of(room: &Room, person: UserId) -> Vec<ServerId> {
    let id = PersonId(person.get());
    let all: Vec<GuildId> = room.directory().servers.keys().copied().collect();
    let open = |server: &ServerId| {
        let case = room.bot.store.latest_case(*server, id).ok().flatten();
        case.is_some_and(|case| is_open(case.stage))
    };
    let mut servers: Vec<ServerId> = all.iter().map(|guild| ServerId(guild.get())).collect();
    servers.sort();
    let with_open: Vec<ServerId> = servers.iter().copied().filter(open).collect();
    if with_open.len() == 1 {
        return with_open;
    }
    if let Some(chosen) = room.choices.of(id).filter(|chosen| servers.contains(chosen)) {
        return vec![chosen];
    }
    all_of(room, person).await
}

/// Every server of the bot that has this person.
pub(super) async fn all_of(room: &Room, person: UserId) -> Vec<ServerId> {
    let mut servers: Vec<ServerId> =
        room.directory().servers.keys().map(|guild| ServerId(guild.get())).collect();
    servers.sort();
    let mut known = Vec::new();
    for server in servers {
        if known.len() < MOST && is_member(room, server, person).await {
            known.push(server);
        }
    }
    known
}

/// Whether a server has this person. Asked every time: people come and go, and direct messages are few.
pub(super) async fn is_member(room: &Room, server: ServerId, person: UserId) -> bool {
    room.persistently(|| room.bot.api.http.get_member(ids::guild(server), person)).await.is_ok()
}

fn name(room: &Room, server: ServerId) -> String {
    let directory = room.directory();
    directory.servers.get(&GuildId::new(server.0)).map_or_else(String::new, |server| server.name.clone())
}

async fn tell(room: &Room, channel: ChannelId, message: CreateMessage) {
    let message = message.allowed_mentions(CreateAllowedMentions::new());
    if let Err(error) = channel.send_message(&room.bot.api.http, message).await {
        let why = Refused::from(error);
        tracing::warn!(channel = channel.get(), %why, "a direct message was not answered");
    }
}
