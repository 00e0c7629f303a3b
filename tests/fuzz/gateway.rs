//! Frames of the gateway, as Discord or somebody in between could send them: what the inbox makes of them, without a
//! network.

use std::cell::Cell;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use cloudmedic::adapters::discord::Bot;
use cloudmedic::adapters::discord::bot::Identity;
use cloudmedic::adapters::discord::inbox::Inbox;
use cloudmedic::adapters::discord::wire::{Api, Arrived, Base, Connection, Token};
use cloudmedic::desk::Servers;
use cloudmedic::desk::deciding::Known;
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::store::{Memory, Store};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use serenity::model::event::{Event, GatewayEvent};
use tokio::runtime::Builder;
use tokio::sync::{mpsc, watch};

use super::bytes::Bytes;

/// So many frames are taken at once.
const MOST: usize = 12;
/// How long requests that nobody answers may be tried again, by a clock that leaps whenever nothing else is to do.
const PATIENCE: Duration = Duration::from_secs(3600);
/// The bot's own user.
const ME: u64 = 900;

thread_local! {
    static PANICS: Cell<usize> = const { Cell::new(0) };
}

/// Loaded once for all frames.
static KNOWN: LazyLock<Arc<Known>> =
    LazyLock::new(|| Arc::new(Known::new(KnowledgeBase::built_in().unwrap())));

/// A task that panics takes nobody along; here it must be noticed.
static NOTICE: LazyLock<()> = LazyLock::new(|| {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.set(PANICS.get() + 1);
        before(info);
    }));
});

/// Reads the bytes as lines: a whole frame, or choices that one is made of.
pub(crate) fn run(data: &[u8]) {
    let lines = data.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let frames: Vec<String> = lines.take(MOST).map(frame).collect();
    let events: Vec<Event> = frames.iter().filter_map(|frame| event(frame)).collect();
    if !events.is_empty() {
        LazyLock::force(&NOTICE);
        // A runtime of its own, which ends before the thread does: tasks in it look at what belongs to the thread.
        let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(take(events));
    }
}

fn frame(line: &[u8]) -> String {
    if line.starts_with(b"{") { super::text(line) } else { made(&mut Bytes(line)).to_string() }
}

/// A frame as serenity reads it.
fn event(frame: &str) -> Option<Event> {
    match serde_json::from_str::<GatewayEvent>(frame).ok()? {
        GatewayEvent::Dispatch(_, event) => Some(event),
        _ => None,
    }
}

async fn take(events: Vec<Event>) {
    let panics = PANICS.get();
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let servers = Arc::new(Servers::new(Arc::clone(&store)));
    // Nobody listens there: every request is refused at once.
    let base = Base::parse("http://127.0.0.1:9").unwrap();
    let connection = Connection { token: Token::parse("MTA.fuzz.fuzz").unwrap(), base: Some(base) };
    let me = Identity { application: ME, user: ME, hears_members: true };
    let clock = Arc::new(|| Timestamp::constant(1_760_097_600, 0));
    let api = Api::new(&connection).unwrap();
    let bot = Bot::new(api, me, Arc::clone(&store), servers, Arc::clone(&KNOWN), clock);
    let (send, mut queue) = mpsc::unbounded_channel();
    for event in events {
        send.send(Arrived { shard: 0, event: Box::new(event) }).unwrap();
    }
    drop(send);
    let (_stop, stopped) = watch::channel(false);
    let inbox = Inbox::new(&bot, SignedDuration::from_hours(1));
    // What Discord does not take is tried again for minutes, and then given up.
    let ended = tokio::time::timeout(PATIENCE, inbox.run(&mut queue, stopped)).await;
    ended.expect("the inbox comes to its end").unwrap();
    assert_eq!(PANICS.get(), panics, "a task panicked");
    for case in store.cases(&cloudmedic::store::Filter::default()) {
        let case = case.unwrap();
        assert_eq!(cloudmedic::triage::legal::faults(&case), []);
        let written = serde_json::to_string(&case).unwrap();
        assert_eq!(serde_json::from_str::<cloudmedic::triage::Case>(&written).unwrap(), case);
    }
}

/// A frame whose parts the bytes choose.
fn made(bytes: &mut Bytes<'_>) -> Value {
    let kind = bytes.one();
    let (guild, channel) = (500_u64, *bytes.of(&[600_u64, 601, 602, 0, u64::MAX]));
    let person = *bytes.of(&[2_u64, 3, ME, 0]);
    let id = 1_427_000_000_000_000_000 + u64::from(bytes.one());
    let user = json!({"id": person.to_string(), "username": "ann", "discriminator": "0", "avatar": null, "bot": kind & 128 != 0});
    let member = json!({
        "user": user, "roles": ["31"], "joined_at": "2024-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false,
        "flags": 0, "permissions": (*bytes.of(&[0_u64, 8, 32, u64::MAX])).to_string(),
    });
    let rest = bytes.text();
    let (name, body) = match kind % 10 {
        0..3 => ("MESSAGE_CREATE", message(id, channel, guild, &user, &member, &rest)),
        3 => (
            "MESSAGE_UPDATE",
            json!({"id": id.to_string(), "channel_id": channel.to_string(), "guild_id": guild.to_string(), "author": user,
                "content": rest, "edited_timestamp": "2025-10-10T12:00:00.000000+00:00"}),
        ),
        4 => (
            "MESSAGE_DELETE",
            json!({"id": id.to_string(), "channel_id": channel.to_string(), "guild_id": guild.to_string()}),
        ),
        5 => ("GUILD_CREATE", serde_json::from_str(SERVER).unwrap()),
        6..8 => ("INTERACTION_CREATE", component(id, channel, guild, &user, &member, &rest)),
        8 => ("INTERACTION_CREATE", modal(id, channel, guild, &user, &member, &rest)),
        _ => ("INTERACTION_CREATE", command(id, channel, guild, &user, &member, &rest)),
    };
    json!({"op": 0, "s": 1, "t": name, "d": body})
}

fn message(id: u64, channel: u64, guild: u64, user: &Value, member: &Value, text: &str) -> Value {
    json!({
        "id": id.to_string(), "channel_id": channel.to_string(), "guild_id": guild.to_string(), "author": user, "member": member,
        "content": text, "timestamp": "2025-10-10T12:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
        "type": 0,
    })
}

/// A server with a channel, a forum and a role.
const SERVER: &str = r#"{
    "id": "500", "name": "Server", "icon": null, "splash": null, "discovery_splash": null, "owner_id": "3",
    "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
    "roles": [{"id": "31", "name": "mods", "color": 0, "hoist": false, "position": 1, "permissions": "8",
        "managed": false, "mentionable": false, "flags": 0}],
    "emojis": [], "features": [], "mfa_level": 0, "system_channel_flags": 0, "premium_tier": 0, "nsfw_level": 0,
    "preferred_locale": "en-US", "stickers": [], "premium_progress_bar_enabled": false, "large": false,
    "joined_at": "2024-01-01T00:00:00.000000+00:00", "member_count": 2, "voice_states": [], "members": [],
    "channels": [
        {"id": "600", "type": 0, "guild_id": "500", "name": "help", "position": 0, "permission_overwrites": []},
        {"id": "601", "type": 15, "guild_id": "500", "name": "forum", "position": 1, "permission_overwrites": []}
    ],
    "threads": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [], "unavailable": false
}"#;

fn interaction(
    kind: u8,
    id: u64,
    channel: u64,
    guild: u64,
    user: &Value,
    member: &Value,
    data: Value,
) -> Value {
    let mut whole = json!({
        "id": id.to_string(), "application_id": ME.to_string(), "type": kind, "data": data, "channel_id": channel.to_string(),
        "token": "t", "version": 1, "locale": "en-US", "entitlements": [], "app_permissions": "0",
        "authorizing_integration_owners": {}, "context": 0,
    });
    let place = if guild & 1 == 1 {
        json!({"user": user})
    } else {
        json!({"guild_id": guild.to_string(), "member": member, "user": user, "guild_locale": "en-US"})
    };
    if let (Some(whole), Some(place)) = (whole.as_object_mut(), place.as_object()) {
        whole.extend(place.clone());
    }
    whole
}

fn component(id: u64, channel: u64, guild: u64, user: &Value, member: &Value, custom: &str) -> Value {
    let (kind, values) = match custom.split_once('|') {
        Some((_, value)) => (3, json!([value])),
        None => (2, json!([])),
    };
    let custom = custom.split('|').next().unwrap_or_default();
    let data = json!({"custom_id": custom, "component_type": kind, "values": values});
    let mut whole = interaction(3, id, channel, guild, user, member, data);
    let under = message(
        id - 1,
        channel,
        guild,
        &json!({"id": ME.to_string(), "username": "bot", "discriminator": "0", "bot": true}),
        member,
        "x",
    );
    whole["message"] = under;
    whole
}

fn modal(id: u64, channel: u64, guild: u64, user: &Value, member: &Value, custom: &str) -> Value {
    let mut parts = custom.split('|');
    let id_of = parts.next().unwrap_or_default();
    let rows: Vec<Value> = parts
        .enumerate()
        .map(|(at, value)| {
            let name = ["version", "error", "duration", "steps", "reason", "question", "problem"][at % 7];
            json!({"type": 1, "components": [{"type": 4, "custom_id": name, "value": value}]})
        })
        .collect();
    interaction(5, id, channel, guild, user, member, json!({"custom_id": id_of, "components": rows}))
}

fn command(id: u64, channel: u64, guild: u64, user: &Value, member: &Value, words: &str) -> Value {
    let mut parts = words.split('|');
    let name = parts.next().unwrap_or_default();
    let sub = parts.next().unwrap_or_default();
    let options: Vec<Value> = parts
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| match value.parse::<i64>() {
            Ok(number) => json!({"name": name, "type": 4, "value": number}),
            Err(_) => json!({"name": name, "type": 3, "value": value}),
        })
        .collect();
    let options =
        if sub.is_empty() { json!(options) } else { json!([{"name": sub, "type": 1, "options": options}]) };
    let data = json!({"id": "77", "name": name, "type": 1, "options": options, "resolved": {}});
    interaction(2, id, channel, guild, user, member, data)
}
