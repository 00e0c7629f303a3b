//! Dresses the options of `/case`.
//!
//! | subcommand | options |
//! | --- | --- |
//! | `list` | `stage`, `cause`, `owner`, `age`, `priority` |
//! | `show`, `claim`, `release`, `accept`, `decline`, `close`, `reopen`, `brief` | `number` |
//! | `handoff` | `number`, `reason`, and one of `to`: a person or a role, `apple` |
//! | `note`, `ask` | `number`, `text` |
//! | `priority` | `number`, `level` |
//! | `reclassify` | `number`, `cause` |
//! | `resolve` | `number`, `step` |

use serenity::all::{CommandOptionType, CreateCommandOption};

use super::limits::{self, cut};
use super::stage::{self, Queue};
use crate::knowledge::Replies;
use crate::triage::case::Priority;

/// The longest text that a case keeps of what staff writes.
const LONGEST_TEXT: u16 = 1000;
/// The longest reason of a hand-off.
const LONGEST_REASON: u16 = 500;

/// The subcommands.
pub(super) fn options(replies: &Replies) -> Vec<CreateCommandOption> {
    let sub = Sub(replies);
    vec![
        sub.list(),
        sub.case("show", "discord_command_case_show"),
        sub.case("claim", "discord_command_case_claim"),
        sub.case("release", "discord_command_case_release"),
        sub.handoff(),
        sub.case("accept", "discord_command_case_accept"),
        sub.case("decline", "discord_command_case_decline"),
        sub.text("note", "discord_command_case_note", "discord_command_case_note_text"),
        sub.priority(),
        sub.reclassify(),
        sub.text("ask", "discord_command_case_ask", "discord_command_case_ask_text"),
        sub.resolve(),
        sub.case("close", "discord_command_case_close"),
        sub.case("reopen", "discord_command_case_reopen"),
        sub.case("brief", "discord_command_case_brief"),
    ]
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

    /// A subcommand about one case.
    fn case(&self, name: &str, description: &str) -> CreateCommandOption {
        let number = self.option(CommandOptionType::Integer, "number", "discord_command_case_show_number");
        let number = number.required(true).min_int_value(1).set_autocomplete(true);
        self.command(name, description).add_sub_option(number)
    }

    /// One about a case, with something written.
    fn text(&self, name: &str, description: &str, about: &str) -> CreateCommandOption {
        let text = self.option(CommandOptionType::String, "text", about).required(true);
        let text = text.min_length(1).max_length(LONGEST_TEXT);
        self.case(name, description).add_sub_option(text)
    }

    fn list(&self) -> CreateCommandOption {
        let mut stage = self.option(CommandOptionType::String, "stage", "discord_command_case_list_stage");
        for queue in Queue::ALL {
            stage = stage.add_string_choice(self.choice(stage::sentence(queue)), queue.letter());
        }
        let cause = self.option(CommandOptionType::String, "cause", "discord_command_case_list_cause");
        let owner = self.option(CommandOptionType::User, "owner", "discord_command_case_list_owner");
        let age = self.option(CommandOptionType::String, "age", "discord_command_case_list_age");
        let priority =
            self.option(CommandOptionType::String, "priority", "discord_command_case_list_priority");
        self.command("list", "discord_command_case_list")
            .add_sub_option(stage)
            .add_sub_option(cause.set_autocomplete(true))
            .add_sub_option(owner)
            .add_sub_option(age.max_length(20).set_autocomplete(true))
            .add_sub_option(self.levels(priority))
    }

    fn handoff(&self) -> CreateCommandOption {
        let reason = self.option(CommandOptionType::String, "reason", "discord_command_case_handoff_reason");
        let to = self.option(CommandOptionType::Mentionable, "to", "discord_command_case_handoff_to");
        let apple = self.option(CommandOptionType::Boolean, "apple", "discord_command_case_handoff_apple");
        self.case("handoff", "discord_command_case_handoff")
            .add_sub_option(reason.required(true).min_length(1).max_length(LONGEST_REASON))
            .add_sub_option(to)
            .add_sub_option(apple)
    }

    fn priority(&self) -> CreateCommandOption {
        let level = self.option(CommandOptionType::String, "level", "discord_command_case_priority_level");
        self.case("priority", "discord_command_case_priority")
            .add_sub_option(self.levels(level.required(true)))
    }

    fn reclassify(&self) -> CreateCommandOption {
        let cause = self.option(CommandOptionType::String, "cause", "discord_command_case_reclassify_cause");
        self.case("reclassify", "discord_command_case_reclassify")
            .add_sub_option(cause.required(true).set_autocomplete(true))
    }

    fn resolve(&self) -> CreateCommandOption {
        let step = self.option(CommandOptionType::String, "step", "discord_command_case_resolve_step");
        self.case("resolve", "discord_command_case_resolve").add_sub_option(step.set_autocomplete(true))
    }

    /// The same option with the four levels of priority as choices.
    fn levels(&self, mut option: CreateCommandOption) -> CreateCommandOption {
        for level in [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low] {
            option = option.add_string_choice(self.choice(stage::priority(level)), stage::letter(level));
        }
        option
    }

    fn choice(&self, sentence: &str) -> String {
        cut(&self.0.say(sentence, &[]), limits::CHOICE_NAME)
    }
}
