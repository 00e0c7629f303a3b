//! Dresses the options of `/incident`.
//!
//! | subcommand | options |
//! | --- | --- |
//! | `open` | `cause`; without one it is about everything |
//! | `close`, `unmute`, `list` | |
//! | `mute` | `for`: a span |

use serenity::all::{CommandOptionType, CreateCommandOption};

use super::limits::{self, cut};
use crate::knowledge::Replies;

/// The subcommands.
pub(super) fn options(replies: &Replies) -> Vec<CreateCommandOption> {
    let option = |kind, name: &str, description: &str| {
        let description = cut(&replies.say(description, &[]), limits::COMMAND_DESCRIPTION);
        CreateCommandOption::new(kind, name, description)
    };
    let sub = |name, description| option(CommandOptionType::SubCommand, name, description);
    let cause = option(CommandOptionType::String, "cause", "discord_command_incident_open_cause");
    let span = option(CommandOptionType::String, "for", "discord_command_incident_mute_for");
    vec![
        sub("open", "discord_command_incident_open").add_sub_option(cause.set_autocomplete(true)),
        sub("close", "discord_command_incident_close"),
        sub("mute", "discord_command_incident_mute").add_sub_option(span.max_length(20)),
        sub("unmute", "discord_command_incident_unmute"),
        sub("list", "discord_command_incident_list"),
    ]
}
