//! `/setup`: shows and changes the settings of a server, for its administrators.
//!
//! | file | what it does |
//! | --- | --- |
//! | `asked` | the options of the command -> a request |
//! | `words` | settings and changes in words |
//! | `typing` | what is offered while the command is typed |

mod asked;
mod typing;
mod words;

use std::sync::Arc;

use serenity::builder::{
    CreateAllowedMentions, CreateAutocompleteResponse, CreateInteractionResponse,
    CreateInteractionResponseMessage, EditInteractionResponse,
};
use serenity::model::application::{CommandInteraction, ComponentInteraction};

use super::Bot;
use super::dress::{cut, limits};
use super::health::{self, Complaint, Reader, Severity};
use super::wire::Refused;
use crate::desk::ChangeError;
use crate::desk::change::{Change, Listed};
use crate::store::StoreError;
use crate::triage::{PlaceId, ServerId, Settings, TagId};
use asked::Asked;

/// Answers the command, for the eyes of who gave it.
pub async fn handle(bot: &Bot, command: &CommandInteraction) {
    let sentence = match (server_of(command), asked::read(&command.data.options())) {
        (Err(sentence), _) => sentence,
        (Ok(_), None) => "discord_old_command",
        (Ok(server), Some(asked)) => return carry_out(bot, command, server, asked).await,
    };
    say(bot, command, &[bot.say(sentence, &[])]).await;
}

/// Offers what can be typed.
pub async fn autocomplete(bot: &Bot, command: &CommandInteraction) {
    let offers = match server_of(command) {
        Ok(server) => typing::offers(bot, server, command).await,
        Err(_) => CreateAutocompleteResponse::new(),
    };
    let response = CreateInteractionResponse::Autocomplete(offers);
    told(command.create_response(&bot.api.http, response).await);
}

/// Takes a press: this version has no buttons here, so it is one of another.
pub async fn pressed(bot: &Bot, press: &ComponentInteraction, _tail: &str) {
    let message = whisper(&bot.say("discord_old_button", &[]));
    told(press.create_response(&bot.api.http, CreateInteractionResponse::Message(message)).await);
}

/// The server whose settings the person may change, or the sentence for those who may not. What Discord shows of a
/// command can be set otherwise by a server, so it is checked again here.
fn server_of(command: &CommandInteraction) -> Result<ServerId, &'static str> {
    let guild = command.guild_id.ok_or("discord_server_only")?;
    let may = command.member.as_ref().and_then(|member| member.permissions);
    if may.is_some_and(|may| may.administrator() || may.manage_guild()) {
        Ok(ServerId(guild.get()))
    } else {
        Err("discord_setup_administrators")
    }
}

async fn carry_out(bot: &Bot, command: &CommandInteraction, server: ServerId, asked: Asked) {
    match asked {
        Asked::Show => {
            let lines = match bot.servers.of(server) {
                Ok(settings) => words::shown(&bot.known.base.replies, &settings),
                Err(error) => vec![broken(bot, &error)],
            };
            say(bot, command, &lines).await;
        }
        Asked::Check => {
            if later(bot, command).await {
                let lines = check(bot, server).await;
                say_later(bot, command, &lines).await;
            }
        }
        Asked::Solved { forum, tag } => {
            if later(bot, command).await {
                let lines = match solved(bot, server, forum, &tag).await {
                    Ok(change) => change_and_look(bot, server, vec![change]).await,
                    Err(sentence) => vec![sentence],
                };
                say_later(bot, command, &lines).await;
            }
        }
        Asked::Change(changes) => {
            // A change waits for the disk, and a channel is looked at, so the answer may take a moment.
            if later(bot, command).await {
                let lines = change_and_look(bot, server, changes).await;
                say_later(bot, command, &lines).await;
            }
        }
    }
}

/// The tag that was chosen, or typed by its name; the sentence when there is none such.
async fn solved(bot: &Bot, server: ServerId, forum: PlaceId, typed: &str) -> Result<Change, String> {
    let tags = health::tags(&bot.api, server, forum).await.map_err(|refused| unseen(bot, &refused))?;
    match find(&tags, typed) {
        Some(tag) => Ok(Change::Solved { forum, tag: Some(tag) }),
        None if typed.trim().eq_ignore_ascii_case(typing::NO_TAG) => Ok(Change::Solved { forum, tag: None }),
        None => Err(bot.say("discord_setup_bad_tag", &[("channel", &format!("<#{forum}>"))])),
    }
}

/// A tag by its id or its name.
fn find(tags: &[(TagId, String)], typed: &str) -> Option<TagId> {
    let typed = typed.trim();
    let by_id = tags.iter().find(|(tag, _)| tag.0.to_string() == typed);
    let by_name = || tags.iter().find(|(_, name)| name.to_lowercase() == typed.to_lowercase());
    by_id.or_else(by_name).map(|(tag, _)| *tag)
}

/// Makes changes, tells what is set now, and what is wrong with a channel that was just named.
async fn change_and_look(bot: &Bot, server: ServerId, changes: Vec<Change>) -> Vec<String> {
    let replies = &bot.known.base.replies;
    let settings = match change(bot, server, changes.clone()).await {
        Ok(settings) => settings,
        Err(error) => {
            if let ChangeError::Store(error) = &error {
                tracing::error!(%error, "settings were not changed");
            }
            return vec![words::refused(replies, &error)];
        }
    };
    let mut lines = words::changed(replies, &changes, &settings);
    let named: Vec<u64> = changes.iter().filter_map(channel_of).collect();
    // What Discord does not tell now, /setup check tells later.
    if !named.is_empty()
        && let Ok(found) = health::of_server(&bot.api, bot.me, server, &settings).await
    {
        let about = found.iter().filter(|one| one.channel.is_some_and(|id| named.contains(&id)));
        let at = lines.len().saturating_sub(1);
        let told: Vec<String> = about.map(|one| line(bot, one)).collect();
        lines.splice(at..at, told);
    }
    lines
}

async fn change(bot: &Bot, server: ServerId, changes: Vec<Change>) -> Result<Arc<Settings>, ChangeError> {
    let servers = Arc::clone(&bot.servers);
    // The disk must not hold up what else the bot does.
    let made = tokio::task::spawn_blocking(move || servers.change(server, &changes)).await;
    made.unwrap_or_else(|error| Err(StoreError::Stopped { why: error.to_string() }.into()))
}

/// The channel that a change names, when it is one that the bot needs permissions in.
fn channel_of(change: &Change) -> Option<u64> {
    match change {
        Change::Watch(Listed::Add(place))
        | Change::Escalations(Some(place))
        | Change::Solved { forum: place, tag: Some(_) } => Some(place.0),
        Change::Mode(_)
        | Change::Pause(_)
        | Change::Zone(_)
        | Change::Watch(Listed::Remove(_) | Listed::Only(_))
        | Change::Escalations(None)
        | Change::Moderators(_)
        | Change::Helpers(_)
        | Change::Ping(_)
        | Change::Solved { tag: None, .. }
        | Change::SolvedIn(_)
        | Change::Cooldown(_)
        | Change::FollowUp(_)
        | Change::Retention(_)
        | Change::Reminder(_)
        | Change::Silence(_)
        | Change::Incidents(_)
        | Change::LearnedOrder(_)
        | Change::Pin { .. } => None,
    }
}

/// Everything that is wrong, worst first, and what comes next.
async fn check(bot: &Bot, server: ServerId) -> Vec<String> {
    let replies = &bot.known.base.replies;
    let settings = match bot.servers.of(server) {
        Ok(settings) => settings,
        Err(error) => return vec![broken(bot, &error)],
    };
    let clock = || bot.now();
    let mut found = health::of_service(&bot.api, bot.me, replies, &clock).await;
    match health::of_server(&bot.api, bot.me, server, &settings).await {
        Ok(more) => found.extend(more),
        Err(refused) => return vec![unseen(bot, &refused)],
    }
    found.sort_by_key(|one| one.severity);
    let mut lines: Vec<String> = found.iter().map(|one| line(bot, one)).collect();
    if found.iter().all(|one| one.severity == Severity::Note) {
        lines.push(bot.say("discord_setup_well", &[]));
        lines.push(words::next(replies, &settings));
    }
    lines
}

fn line(bot: &Bot, complaint: &Complaint) -> String {
    let said = complaint.said(&bot.known.base.replies, Reader::Discord);
    let name = match complaint.severity {
        Severity::Error => "discord_health_error",
        Severity::Warning => "discord_health_warning",
        Severity::Note => "discord_health_note",
    };
    bot.say(name, &[("said", &said)])
}

/// Discord does not show the server to its own bot.
fn unseen(bot: &Bot, refused: &Refused) -> String {
    tracing::warn!(%refused, "the server could not be looked at");
    bot.say("discord_setup_unseen", &[])
}

fn broken(bot: &Bot, error: &StoreError) -> String {
    tracing::error!(%error, "settings could not be read");
    bot.say("discord_broken", &[])
}

async fn say(bot: &Bot, command: &CommandInteraction, lines: &[String]) {
    let message = whisper(&words::fit(lines, &bot.say("discord_setup_more", &[])));
    told(command.create_response(&bot.api.http, CreateInteractionResponse::Message(message)).await);
}

/// "Thinking"; `false` when Discord does not take even that.
async fn later(bot: &Bot, command: &CommandInteraction) -> bool {
    let message = CreateInteractionResponseMessage::new().ephemeral(true);
    told(command.create_response(&bot.api.http, CreateInteractionResponse::Defer(message)).await)
}

async fn say_later(bot: &Bot, command: &CommandInteraction, lines: &[String]) {
    let text = words::fit(lines, &bot.say("discord_setup_more", &[]));
    let edit = EditInteractionResponse::new()
        .content(cut(&text, limits::CONTENT))
        .allowed_mentions(CreateAllowedMentions::new());
    told(command.edit_response(&bot.api.http, edit).await.map(drop));
}

fn whisper(text: &str) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(cut(text, limits::CONTENT))
        .allowed_mentions(CreateAllowedMentions::new())
        .ephemeral(true)
}

/// An answer that did not get through is nobody's to repeat: the person gives the command again.
fn told(sent: serenity::Result<()>) -> bool {
    if let Err(error) = sent {
        let refused = Refused::from(error);
        tracing::warn!(%refused, "an answer to /setup was not sent");
        return false;
    }
    true
}
