//! The bot itself, other people, direct channels, the application.

use serde_json::{Value, json};

use super::super::look::Request;
use super::super::refusal::Refusal;
use super::super::snowflake::{Id, parse};
use super::super::state::State;
use super::super::view;
use super::super::world::Channel;
use super::{Outcome, guilds, number, ok};

/// Routes of `/users` and of the application itself; `None` when it is another one.
pub(super) fn route(state: &mut State, call: &Request, parts: &[&str]) -> Option<Outcome> {
    let outcome = match (call.method.as_str(), parts) {
        ("GET", ["users", "@me"]) => {
            let mut me = view::user_of(&state.world, state.bot());
            me["verified"] = json!(true);
            me["mfa_enabled"] = json!(true);
            ok(me)
        }
        ("GET", ["users", "@me", "guilds"]) => ok(guilds::mine(state)),
        ("POST", ["users", "@me", "channels"]) => direct(state, call),
        ("GET", ["users", id]) => number(id).and_then(|id| {
            let found = state.world.users.get(&id).ok_or_else(Refusal::unknown_user)?;
            ok(view::user(found))
        }),
        ("GET", ["applications" | "oauth2", "@me"] | ["oauth2", "applications", "@me"]) => {
            ok(application(state))
        }
        ("PATCH", ["applications", "@me"]) => ok(application(state)),
        _ => return None,
    };
    Some(outcome)
}

/// Opening a direct channel always works; writing in it may not.
fn direct(state: &mut State, call: &Request) -> Outcome {
    let given = &call.body["recipient_id"];
    let who = given.as_str().and_then(parse).or_else(|| given.as_u64());
    let Some(who) = who else {
        return Err(Refusal::form("recipient_id", "BASE_TYPE_REQUIRED", "This field is required"));
    };
    if who == state.bot() {
        return Err(Refusal::fault(400, 50033, "Invalid Recipient(s)"));
    }
    if !state.world.users.contains_key(&who) {
        return Err(Refusal::unknown_user());
    }
    let id = direct_channel(state, who);
    ok(view::channel(&state.world, &state.world.channels[&id]))
}

/// The direct channel with a person, opened when there was none.
pub(crate) fn direct_channel(state: &mut State, who: Id) -> Id {
    if let Some(found) = state.world.dm_with(who) {
        return found.id;
    }
    let id = state.clock.next_id();
    let channel = Channel { id, kind: 1, recipient: Some(who), ..Channel::default() };
    // Since version 8 bots are not told of direct channels.
    state.world.channels.insert(id, channel);
    id
}

fn application(state: &State) -> Value {
    let application = &state.world.application;
    json!({
        "id": view::id(application.id), "name": application.name, "icon": null, "type": null,
        "description": "Helps with iCloud Backup", "bot_public": true, "bot_require_code_grant": false,
        "verify_key": "00".repeat(32), "flags": super::super::gateway::flags(state), "owner": view::user_of(&state.world, application.owner),
        "team": null, "redirect_uris": [], "interactions_endpoint_url": null,
        "role_connections_verification_url": null, "approximate_guild_count": state.world.guilds.len(),
        "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0, "eligible_oauth2_scopes": [], "event_webhooks_status": 1,
        "integration_types_config": {"0": {}}, "bot": view::user_of(&state.world, application.bot),
        "install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"},
        "flags_new": super::super::gateway::flags(state).to_string(), "rpc_origins": [], "tags": [],
    })
}
