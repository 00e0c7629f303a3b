//! Lets a session begin, or go on, or turns the bot away with the close code that fits.

use serde_json::{Value, json};

use super::super::state::State;
use super::super::view;
use super::connection::identified;
use super::dispatch::{GUILD_MEMBERS, GUILDS, MESSAGE_CONTENT};
use super::{Connection, Out, Session, control};

/// GUILD_PRESENCES, never switched on here.
const GUILD_PRESENCES: u64 = 1 << 8;
/// Every intent there is.
const KNOWN: u64 = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

pub(super) fn identify(state: &mut State, connection: &Connection, data: &Value) {
    match admit(state, connection, data) {
        Ok((intents, shard)) => begin(state, connection, intents, shard),
        Err((code, reason)) => {
            let _gone = connection.out.send(Out::Close(code, reason));
        }
    }
}

type TurnedAway = (u16, &'static str);

fn admit(state: &mut State, connection: &Connection, data: &Value) -> Result<(u64, (u64, u64)), TurnedAway> {
    if identified(state, connection) {
        state.violation("gateway: identified twice on one connection".to_owned());
        return Err((4005, "Already authenticated."));
    }
    if !same_token(state, data) {
        return Err((4004, "Authentication failed."));
    }
    if !data["properties"].is_object() {
        state.violation("gateway: identify without properties".to_owned());
        return Err((4002, "Error while decoding payload."));
    }
    let shard = data.get("shard").filter(|shard| !shard.is_null());
    let shard = shard.map_or(Some((0, 1)), |shard| shard[0].as_u64().zip(shard[1].as_u64()));
    let Some((id, of)) = shard.filter(|(id, of)| id < of) else { return Err((4010, "Invalid shard.")) };
    let Some(intents) = data["intents"].as_u64().filter(|intents| intents & !KNOWN == 0) else {
        return Err((4013, "Invalid intent(s)."));
    };
    let application = &state.world.application;
    let disallowed = (intents & GUILD_MEMBERS != 0 && !application.guild_members)
        || (intents & MESSAGE_CONTENT != 0 && !application.message_content)
        || intents & GUILD_PRESENCES != 0;
    if disallowed {
        return Err((4014, "Disallowed intent(s)."));
    }
    if state.world.gateway.sessions_left == 0 {
        state.violation("gateway: identified more often than session_start_limit allows".to_owned());
        return Err((4004, "Authentication failed."));
    }
    Ok((intents, (id, of)))
}

fn same_token(state: &State, data: &Value) -> bool {
    let given = data["token"].as_str().unwrap_or_default();
    given.strip_prefix("Bot ").unwrap_or(given) == state.world.application.token
}

fn begin(state: &mut State, connection: &Connection, intents: u64, shard: (u64, u64)) {
    state.world.gateway.sessions_left = state.world.gateway.sessions_left.saturating_sub(1);
    let sessions = &mut state.sessions;
    sessions.made += 1;
    sessions.identified += 1;
    let id = format!("session-{}", sessions.made);
    let connected = Some(connection.clone());
    let past = Default::default();
    let mut session = Session { id: id.clone(), intents, shard, seq: 0, past, connection: connected };
    for (name, data) in first_events(state, &session) {
        let frame = session.frame(name, &data);
        session.send(Out::Send(frame));
    }
    state.sessions.all.insert(id, session);
}

fn first_events(state: &State, session: &Session) -> Vec<(&'static str, Value)> {
    let world = &state.world;
    let here = || {
        let joined = world.guilds.values().filter(|guild| guild.members.contains_key(&world.application.bot));
        joined.filter(|guild| session.serves(Some(guild.id)))
    };
    let unavailable = here().map(|guild| json!({"id": view::id(guild.id), "unavailable": true}));
    let ready = json!({
        "v": 10, "user": view::user_of(world, world.application.bot), "guilds": unavailable.collect::<Vec<_>>(),
        "session_id": session.id, "resume_gateway_url": state.gateway_url, "session_type": "normal",
        "shard": [session.shard.0, session.shard.1], "private_channels": [], "relationships": [],
        "presences": [], "user_settings": {}, "geo_ordered_rtc_regions": [], "_trace": [],
        "application": {"id": view::id(world.application.id), "flags": flags(state)},
    });
    let mut events = vec![("READY", ready)];
    if session.has_intent(GUILDS) {
        let all = session.has_intent(GUILD_MEMBERS | GUILD_PRESENCES);
        events.extend(here().map(|guild| ("GUILD_CREATE", view::guild_create(world, guild, all))));
    }
    events
}

/// The application's flags: GATEWAY_GUILD_MEMBERS_LIMITED and GATEWAY_MESSAGE_CONTENT_LIMITED where switched on.
pub(crate) fn flags(state: &State) -> u64 {
    let application = &state.world.application;
    let members = if application.guild_members { 1 << 15 } else { 0 };
    let content = if application.message_content { 1 << 19 } else { 0 };
    members | content | 1 << 23
}

pub(super) fn resume(state: &mut State, connection: &Connection, data: &Value) {
    if !same_token(state, data) {
        let _gone = connection.out.send(Out::Close(4004, "Authentication failed."));
        return;
    }
    let id = data["session_id"].as_str().unwrap_or_default();
    let seq = data["seq"].as_u64();
    let Some(session) = state.sessions.all.get_mut(id) else {
        let _gone = connection.out.send(control(9, &Value::Bool(false)));
        return;
    };
    let Some(seq) = seq.filter(|seq| *seq <= session.seq) else {
        let _gone = connection.out.send(Out::Close(4007, "Invalid seq."));
        return;
    };
    session.connection = Some(connection.clone());
    // Discord may have meant less by this number than the bot has had.
    let seq = seq.saturating_sub(state.sessions.again as u64);
    for (_, frame) in session.past.iter().filter(|(at, _)| *at > seq) {
        let _gone = connection.out.send(Out::Send(frame.clone()));
    }
    let frame = session.frame("RESUMED", &json!({"_trace": []}));
    session.send(Out::Send(frame));
    state.sessions.resumed += 1;
}
