//! Dresses the commands as they are registered, and what is offered while one is typed.
//!
//! | command | who | where |
//! | --- | --- | --- |
//! | `/backup report` `status` `help` | everybody | servers and direct messages |
//! | `/privacy export` `delete` | everybody | servers and direct messages |
//! | `/case ...` | staff | servers |
//! | `/stats ...` | staff | servers |
//! | `/incident ...`, `/order ...` | staff | servers |
//! | `/triage test` | staff | servers |
//! | `/setup ...` | administrators | servers |
//! | the menus of a message: triage it, dismiss it | everybody; who may is checked on use | servers |
//! | the menu of a message: correct what was made of it | staff | servers |
//!
//! The permissions here only decide who is shown a command; whoever handles it checks again.

use serenity::all::{
    AutocompleteChoice, CommandOptionType, CommandType, CreateAutocompleteResponse, CreateCommand,
    CreateCommandOption, InteractionContext, Permissions,
};

use super::escape::plain;
use super::limits::{self, cut};
use super::{case_command, incident_command, order_command, setup_command};
use crate::knowledge::{KnowledgeBase, Replies};
use crate::triage::CaseNumber;

/// The command that members use.
pub const BACKUP: &str = "backup";
/// The command for what is kept of a person.
pub const PRIVACY: &str = "privacy";
/// The command that shows a case.
pub const CASE: &str = "case";
/// The command that counts.
pub const STATS: &str = "stats";
/// The command for times when many people have the same trouble at once.
pub const INCIDENT: &str = "incident";
/// The command for the order of a cause's steps.
pub const ORDER: &str = "order";
/// The command that shows what would be made of a message.
pub const TRIAGE: &str = "triage";
/// The command for administrators.
pub const SETUP: &str = "setup";
/// The longest message that anybody can write in Discord.
const LONGEST_MESSAGE: u16 = 4000;

/// Every command, as one registration: what is not in it is taken away at Discord.
#[must_use]
pub fn commands(base: &KnowledgeBase) -> Vec<CreateCommand> {
    let replies = &base.replies;
    let staff = Permissions::MANAGE_MESSAGES;
    vec![
        for_everybody(BACKUP, &replies.say("discord_command_backup", &[])).set_options(backup(replies)),
        for_everybody(PRIVACY, &replies.say("discord_command_privacy", &[])).set_options(privacy(replies)),
        in_servers(CASE, &replies.say("discord_command_case", &[]), staff)
            .set_options(case_command::options(replies)),
        in_servers(STATS, &replies.say("discord_command_stats", &[]), staff).set_options(stats(replies)),
        in_servers(INCIDENT, &replies.say("discord_command_incident", &[]), staff)
            .set_options(incident_command::options(replies)),
        in_servers(ORDER, &replies.say("discord_command_order", &[]), staff)
            .set_options(order_command::options(replies)),
        in_servers(TRIAGE, &replies.say("discord_command_triage", &[]), staff).set_options(triage(replies)),
        in_servers(SETUP, &replies.say("discord_command_setup", &[]), Permissions::ADMINISTRATOR)
            .set_options(setup_command::options(replies)),
        on_message(&menu_triage(replies)),
        on_message(&menu_dismiss(replies)),
        on_message(&menu_correct(replies)).default_member_permissions(staff),
    ]
}

/// The name of the message menu that triages a message.
#[must_use]
pub fn menu_triage(replies: &Replies) -> String {
    cut(&replies.say("discord_menu_triage", &[]), limits::COMMAND_NAME)
}

/// The name of the message menu that dismisses a reply.
#[must_use]
pub fn menu_dismiss(replies: &Replies) -> String {
    cut(&replies.say("discord_menu_dismiss", &[]), limits::COMMAND_NAME)
}

/// The name of the message menu that corrects what was made of a message.
#[must_use]
pub fn menu_correct(replies: &Replies) -> String {
    cut(&replies.say("discord_menu_correct", &[]), limits::COMMAND_NAME)
}

/// The questions of the FAQ that hold what was typed so far; the value is the question's id.
pub fn topics(base: &KnowledgeBase, typed: &str) -> CreateAutocompleteResponse {
    let typed = typed.trim().to_lowercase();
    let fits = |text: &str| typed.split_whitespace().all(|word| text.to_lowercase().contains(word));
    let topics = base.faq.iter().filter(|topic| fits(&topic.title) || fits(&topic.id));
    let choices = topics
        .take(limits::AUTOCOMPLETE_CHOICES)
        .map(|topic| AutocompleteChoice::new(cut(&topic.title, limits::CHOICE_NAME), topic.id.clone()));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}

/// A case to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub number: CaseNumber,
    /// The title of its cause, empty when there is none.
    pub cause: String,
    /// The message that opened it.
    pub words: String,
}

/// Cases to choose from: those whose number begins as typed; when it is no number, those whose cause or words hold
/// every word of it.
pub fn cases(known: &[Known], typed: &str) -> CreateAutocompleteResponse {
    let typed = typed.trim().to_lowercase();
    let is_number = typed.chars().all(|ch| ch.is_ascii_digit());
    let fits = |case: &&Known| {
        let text = format!("{} {}", case.cause, case.words).to_lowercase();
        let words = || typed.split_whitespace().all(|word| text.contains(word));
        if is_number { case.number.to_string().starts_with(&typed) } else { words() }
    };
    let choices = known.iter().filter(fits).take(limits::AUTOCOMPLETE_CHOICES).map(|case| {
        let words = plain(&case.words).replace('\n', " ");
        let parts = [case.cause.as_str(), words.as_str()].into_iter().filter(|part| !part.is_empty());
        let about = parts.collect::<Vec<_>>().join(" | ");
        let name =
            if about.is_empty() { case.number.to_string() } else { format!("{}: {about}", case.number) };
        AutocompleteChoice::new(cut(&name, limits::CHOICE_NAME), case.number.0)
    });
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}

fn for_everybody(name: &str, description: &str) -> CreateCommand {
    CreateCommand::new(name)
        .description(cut(description, limits::COMMAND_DESCRIPTION))
        .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
}

fn in_servers(name: &str, description: &str, permissions: Permissions) -> CreateCommand {
    CreateCommand::new(name)
        .description(cut(description, limits::COMMAND_DESCRIPTION))
        .contexts(vec![InteractionContext::Guild])
        .default_member_permissions(permissions)
}

fn on_message(name: &str) -> CreateCommand {
    CreateCommand::new(name).kind(CommandType::Message).contexts(vec![InteractionContext::Guild])
}

/// An option of a command, or a subcommand, with its description within the limit.
fn option(kind: CommandOptionType, name: &str, description: &str) -> CreateCommandOption {
    CreateCommandOption::new(kind, name, cut(description, limits::COMMAND_DESCRIPTION))
}

fn backup(replies: &Replies) -> Vec<CreateCommandOption> {
    let sub =
        |name, description: &str| option(CommandOptionType::SubCommand, name, &replies.say(description, &[]));
    let text =
        |name, description: &str| option(CommandOptionType::String, name, &replies.say(description, &[]));
    vec![
        sub("report", "discord_command_backup_report")
            .add_sub_option(text("problem", "discord_command_backup_report_problem").max_length(2000)),
        sub("status", "discord_command_backup_status"),
        sub("help", "discord_command_backup_help")
            .add_sub_option(text("topic", "discord_command_backup_help_topic").set_autocomplete(true)),
    ]
}

fn privacy(replies: &Replies) -> Vec<CreateCommandOption> {
    let sub =
        |name, description: &str| option(CommandOptionType::SubCommand, name, &replies.say(description, &[]));
    vec![sub("export", "discord_command_privacy_export"), sub("delete", "discord_command_privacy_delete")]
}

fn stats(replies: &Replies) -> Vec<CreateCommandOption> {
    let text =
        |name, description: &str| option(CommandOptionType::String, name, &replies.say(description, &[]));
    let about = |(name, description): (&str, &str)| {
        option(CommandOptionType::SubCommand, name, &replies.say(description, &[]))
            .add_sub_option(text("since", "discord_command_stats_since").max_length(40))
            .add_sub_option(text("until", "discord_command_stats_until").max_length(40))
    };
    let all = [
        ("overview", "discord_command_stats_overview"),
        ("causes", "discord_command_stats_causes"),
        ("steps", "discord_command_stats_steps"),
        ("versions", "discord_command_stats_versions"),
        ("desk", "discord_command_stats_desk"),
        ("incidents", "discord_command_stats_incidents"),
    ];
    all.into_iter().map(about).collect()
}

fn triage(replies: &Replies) -> Vec<CreateCommandOption> {
    let test = replies.say("discord_command_triage_test", &[]);
    let text = replies.say("discord_command_triage_test_text", &[]);
    let text = option(CommandOptionType::String, "text", &text).required(true);
    let text = text.min_length(1).max_length(LONGEST_MESSAGE);
    vec![option(CommandOptionType::SubCommand, "test", &test).add_sub_option(text)]
}
