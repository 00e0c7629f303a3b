//! Dresses `/order`: its options, and the order of a cause's steps as moderators read it.
//!
//! | subcommand | options |
//! | --- | --- |
//! | `show`, `unpin` | `cause` |
//! | `pin` | `cause`, `first`, and up to two more |

use serenity::all::{CommandOptionType, CreateCommandOption};

use super::escape::own;
use super::limits::{self, cut};
use crate::knowledge::{Cause, KnowledgeBase, Replies};
use crate::triage::{Learned, Ordered, Settings, Why, order_of};

/// The options that name steps, in their order.
pub const STEPS: [&str; 3] = ["first", "second", "third"];

/// The subcommands.
pub(super) fn options(replies: &Replies) -> Vec<CreateCommandOption> {
    let option = |kind, name: &str, description: &str| {
        let description = cut(&replies.say(description, &[]), limits::COMMAND_DESCRIPTION);
        CreateCommandOption::new(kind, name, description)
    };
    let typed = |name: &str, description| {
        option(CommandOptionType::String, name, description).set_autocomplete(true).max_length(200)
    };
    let sub = |name, description| {
        option(CommandOptionType::SubCommand, name, description)
            .add_sub_option(typed("cause", "discord_command_order_cause").required(true))
    };
    let pin = STEPS.into_iter().fold(sub("pin", "discord_command_order_pin"), |pin, step| {
        let option = typed(step, "discord_command_order_step");
        pin.add_sub_option(option.required(step == "first"))
    });
    vec![sub("show", "discord_command_order_show"), pin, sub("unpin", "discord_command_order_unpin")]
}

/// The steps of a cause in the order in which they are offered, each with what came of it and why it stands there.
#[must_use]
pub fn order(base: &KnowledgeBase, settings: &Settings, learned: &Learned, cause: &Cause) -> String {
    let lead = base.replies.say("discord_order_lead", &[("title", &cause.title)]);
    let order = order_of(base, settings, Some(learned), cause);
    let lines = order.iter().enumerate().map(|(place, ordered)| line(&base.replies, place + 1, ordered));
    let lines: Vec<String> = std::iter::once(own(&lead)).chain(lines).collect();
    cut(&lines.join("\n"), limits::CONTENT)
}

fn line(replies: &Replies, place: usize, ordered: &Ordered<'_>) -> String {
    let tried = ordered.tried;
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let helped = match tried.share() {
        Some(share) => {
            let (low, high) = tried.interval();
            let (share, low, high) = (percent(share), percent(low), percent(high));
            let of = tried.answered().to_string();
            let holes = [("share", &*share), ("of", &*of), ("low", &*low), ("high", &*high)];
            replies.say("discord_order_helped", &holes)
        }
        None => replies.say("discord_order_untold", &[]),
    };
    let why = match ordered.why {
        Why::Written => String::new(),
        Why::Pinned => replies.say("discord_order_pinned", &[]),
        Why::Learned => replies.say("discord_order_learned", &[]),
    };
    own(format!("{place}. {}: {helped} {why}", ordered.step.title).trim_end())
}
