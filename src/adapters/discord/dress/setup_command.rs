//! Dresses the options of `/setup`.
//!
//! | subcommand | options |
//! | --- | --- |
//! | `show`, `pause`, `resume`, `check` | |
//! | `mode` | `mode`: observe, suggest, answer |
//! | `zone` | `name`: of the time zone database |
//! | `watch add`, `watch remove` | `channel`: text or forum |
//! | `escalations` | `channel`: text |
//! | `moderators` | `role` |
//! | `helpers add`, `helpers remove` | `role` |
//! | `ping role`, `ping none` | `role` |
//! | `solved` | `forum`, `tag` |
//! | `timing` | `cooldown` minutes, `follow-up` hours, `retention` days, `reminder` hours, `silence` hours |
//! | `incidents`, `learned-order` | `on` |

use serenity::all::{ChannelType, CommandOptionType, CreateCommandOption};

use super::limits::{self, cut};
use crate::knowledge::Replies;

/// The most minutes of a cooldown: a week.
const LONGEST_COOLDOWN: u64 = 7 * 24 * 60;
/// The most hours of a follow-up: a week.
const LONGEST_FOLLOW_UP: u64 = 7 * 24;
/// The most days that a closed case keeps words: ten years.
const LONGEST_RETENTION: u64 = 3650;
/// The most hours of silence: a month.
const LONGEST_SILENCE: u64 = 30 * 24;

/// The subcommands.
pub(super) fn options(replies: &Replies) -> Vec<CreateCommandOption> {
    let sub = Sub(replies);
    let mut options = vec![
        sub.command("show", "discord_command_setup_show"),
        sub.mode(),
        sub.command("pause", "discord_command_setup_pause"),
        sub.command("resume", "discord_command_setup_resume"),
    ];
    let zone = sub.text("name", "discord_command_setup_zone_name").min_length(1).max_length(60);
    options
        .push(sub.command("zone", "discord_command_setup_zone").add_sub_option(zone.set_autocomplete(true)));
    options.extend(sub.places());
    options.extend(sub.people());
    options.push(sub.timing());
    options.push(sub.switch(
        "incidents",
        "discord_command_setup_incidents",
        "discord_command_setup_incidents_on",
    ));
    options.push(sub.switch(
        "learned-order",
        "discord_command_setup_learned",
        "discord_command_setup_learned_on",
    ));
    options.push(sub.command("check", "discord_command_setup_check"));
    options
}

/// Subcommands with their sentences.
struct Sub<'r>(&'r Replies);

impl Sub<'_> {
    fn option(&self, kind: CommandOptionType, name: &str, description: &str) -> CreateCommandOption {
        CreateCommandOption::new(kind, name, cut(&self.0.say(description, &[]), limits::COMMAND_DESCRIPTION))
    }

    fn command(&self, name: &str, description: &str) -> CreateCommandOption {
        self.option(CommandOptionType::SubCommand, name, description)
    }

    fn group(&self, name: &str, description: &str) -> CreateCommandOption {
        self.option(CommandOptionType::SubCommandGroup, name, description)
    }

    fn text(&self, name: &str, description: &str) -> CreateCommandOption {
        self.option(CommandOptionType::String, name, description).required(true)
    }

    fn role(&self) -> CreateCommandOption {
        self.option(CommandOptionType::Role, "role", "discord_command_setup_role").required(true)
    }

    fn channel(&self, name: &str, description: &str, kinds: Vec<ChannelType>) -> CreateCommandOption {
        self.option(CommandOptionType::Channel, name, description).required(true).channel_types(kinds)
    }

    fn mode(&self) -> CreateCommandOption {
        let mode = self.text("mode", "discord_command_setup_mode_mode");
        let say = |name: &str| cut(&self.0.say(name, &[]), limits::CHOICE_NAME);
        let mode = mode
            .add_string_choice(say("discord_mode_observe"), "observe")
            .add_string_choice(say("discord_mode_suggest"), "suggest")
            .add_string_choice(say("discord_mode_answer"), "answer");
        self.command("mode", "discord_command_setup_mode").add_sub_option(mode)
    }

    fn places(&self) -> Vec<CreateCommandOption> {
        let watched = || {
            let kinds = vec![ChannelType::Text, ChannelType::Forum];
            self.channel("channel", "discord_command_setup_watch_channel", kinds)
        };
        let cards =
            self.channel("channel", "discord_command_setup_escalations_channel", vec![ChannelType::Text]);
        let forum = self.channel("forum", "discord_command_setup_solved_forum", vec![ChannelType::Forum]);
        let tag = self.text("tag", "discord_command_setup_solved_tag").set_autocomplete(true);
        vec![
            self.group("watch", "discord_command_setup_watch")
                .add_sub_option(
                    self.command("add", "discord_command_setup_watch_add").add_sub_option(watched()),
                )
                .add_sub_option(
                    self.command("remove", "discord_command_setup_watch_remove").add_sub_option(watched()),
                ),
            self.command("escalations", "discord_command_setup_escalations").add_sub_option(cards),
            self.command("solved", "discord_command_setup_solved").add_sub_option(forum).add_sub_option(tag),
        ]
    }

    fn people(&self) -> Vec<CreateCommandOption> {
        vec![
            self.command("moderators", "discord_command_setup_moderators").add_sub_option(self.role()),
            self.group("helpers", "discord_command_setup_helpers")
                .add_sub_option(
                    self.command("add", "discord_command_setup_helpers_add").add_sub_option(self.role()),
                )
                .add_sub_option(
                    self.command("remove", "discord_command_setup_helpers_remove")
                        .add_sub_option(self.role()),
                ),
            self.group("ping", "discord_command_setup_ping")
                .add_sub_option(
                    self.command("role", "discord_command_setup_ping_role").add_sub_option(self.role()),
                )
                .add_sub_option(self.command("none", "discord_command_setup_ping_none")),
        ]
    }

    fn timing(&self) -> CreateCommandOption {
        let number = |name, description, least, most| {
            let option = self.option(CommandOptionType::Integer, name, description);
            option.min_int_value(least).max_int_value(most)
        };
        self.command("timing", "discord_command_setup_timing")
            .add_sub_option(number("cooldown", "discord_command_setup_timing_cooldown", 0, LONGEST_COOLDOWN))
            .add_sub_option(number(
                "follow-up",
                "discord_command_setup_timing_follow_up",
                1,
                LONGEST_FOLLOW_UP,
            ))
            .add_sub_option(number(
                "retention",
                "discord_command_setup_timing_retention",
                1,
                LONGEST_RETENTION,
            ))
            .add_sub_option(number("reminder", "discord_command_setup_timing_reminder", 1, LONGEST_FOLLOW_UP))
            .add_sub_option(number("silence", "discord_command_setup_timing_silence", 1, LONGEST_SILENCE))
    }

    fn switch(&self, name: &str, description: &str, on: &str) -> CreateCommandOption {
        let on = self.option(CommandOptionType::Boolean, "on", on).required(true);
        self.command(name, description).add_sub_option(on)
    }
}
