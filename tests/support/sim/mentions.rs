//! Finds who a message names, and who of them it would really ring for.

use serde_json::Value;

use super::message::{Mention, Message};
use super::permissions::{self, MENTION_EVERYONE};
use super::refusal::{Form, Refusal};
use super::snowflake::{Id, parse};
use super::state::State;

/// What `allowed_mentions` lets through; everything when it is absent.
#[derive(Clone, Debug)]
pub(crate) struct Allowed {
    everyone: bool,
    all_users: bool,
    all_roles: bool,
    users: Vec<Id>,
    roles: Vec<Id>,
    replied: bool,
}

impl Default for Allowed {
    fn default() -> Self {
        let (users, roles) = Default::default();
        Self { everyone: true, all_users: true, all_roles: true, users, roles, replied: true }
    }
}

impl Allowed {
    /// Reads the `allowed_mentions` of a body.
    pub(crate) fn read(body: &Value) -> Result<Self, Refusal> {
        let given = &body["allowed_mentions"];
        if given.is_null() {
            return Ok(Self::default());
        }
        let has = |kind: &str| given["parse"].as_array().is_some_and(|all| all.iter().any(|one| one == kind));
        let list =
            |name: &str| given[name].as_array().into_iter().flatten().filter_map(any_id).collect::<Vec<_>>();
        let (users, roles) = (list("users"), list("roles"));
        let mut form = Form::default();
        let both = "parse:[\"KIND\"] and an explicit list are mutually exclusive";
        form.check(
            !has("users") || users.is_empty(),
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            both,
        );
        form.check(
            !has("roles") || roles.is_empty(),
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            both,
        );
        let most = "Must be 100 or fewer in length.";
        form.check(users.len() <= 100, "allowed_mentions.users", "BASE_TYPE_MAX_LENGTH", most);
        form.check(roles.len() <= 100, "allowed_mentions.roles", "BASE_TYPE_MAX_LENGTH", most);
        form.done()?;
        let replied = given["replied_user"] == true;
        Ok(Self {
            everyone: has("everyone"),
            all_users: has("users"),
            all_roles: has("roles"),
            users,
            roles,
            replied,
        })
    }

    /// A person's reply without the ping.
    pub(crate) fn without_reply() -> Self {
        Self { replied: false, ..Self::default() }
    }
}

fn any_id(value: &Value) -> Option<Id> {
    value.as_str().and_then(parse).or_else(|| value.as_u64())
}

/// Writes into the message whom it names and for whom it rings.
pub(crate) fn settle(state: &State, message: &mut Message, allowed: &Allowed) {
    let may = permissions::can(&state.world, message.channel, message.author, MENTION_EVERYONE);
    let mut fired = Vec::new();
    for named in named(&message.content) {
        let rings = match named {
            Mention::Everyone => allowed.everyone && may,
            Mention::User(who) => {
                (allowed.all_users || allowed.users.contains(&who)) && state.world.users.contains_key(&who)
            }
            Mention::Role(role) => {
                let known = message.guild.and_then(|guild| state.world.guilds.get(&guild)?.roles.get(&role));
                let open = known.is_some_and(|role| may || role.mentionable);
                open && (allowed.all_roles || allowed.roles.contains(&role))
            }
        };
        if rings && !fired.contains(&named) {
            fired.push(named);
        }
    }
    let original = message.reference.filter(|_| message.kind == 19);
    if let Some(original) = original.and_then(|original| state.world.messages.get(&original)) {
        let author = Mention::User(original.author);
        if allowed.replied && !fired.contains(&author) {
            fired.push(author);
        }
    }
    message.mention_everyone = fired.contains(&Mention::Everyone);
    message.mentions =
        fired.iter().filter_map(|one| if let Mention::User(who) = one { Some(*who) } else { None }).collect();
    message.mention_roles = fired
        .iter()
        .filter_map(|one| if let Mention::Role(role) = one { Some(*role) } else { None })
        .collect();
    message.mentions_that_fired = fired;
}

/// Everything in the text that Discord would read as a mention; code is no exception for pings.
pub(crate) fn named(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    if text.contains("@everyone") || text.contains("@here") {
        found.push(Mention::Everyone);
    }
    for piece in text.split("<@").skip(1) {
        let Some((inside, _)) = piece.split_once('>') else { continue };
        let role = inside.strip_prefix('&').and_then(parse).map(Mention::Role);
        let user = || parse(inside.strip_prefix('!').unwrap_or(inside)).map(Mention::User);
        found.extend(role.or_else(user));
    }
    found
}
