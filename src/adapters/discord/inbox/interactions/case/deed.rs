//! The options of a subcommand -> the deed that they mean, or the sentence that says what is missing. Pure.

use super::super::options::{Chosen, Options};
use crate::adapters::discord::dress::stage;
use crate::knowledge::{CauseId, KnowledgeBase, StepId};
use crate::triage::desk::{Deed, Filed, Receiver};

/// The value of the cause that nobody knows.
pub(super) const UNKNOWN: &str = "unknown";
/// The value of what is no failing backup.
pub(super) const OFF_TOPIC: &str = "off-topic";

/// A deed that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Wanted {
    pub(in super::super) deed: Deed,
    /// It goes to a bot, or to a role that a bot or another service has.
    pub(in super::super) to_machine: bool,
}

/// Reads a subcommand; `None` when there is none of this name.
pub(super) fn read(
    base: &KnowledgeBase,
    sub: &str,
    options: Options<'_>,
) -> Option<Result<Wanted, &'static str>> {
    let words = || options.text("text").to_owned();
    let deed = match sub {
        "claim" => Ok(Deed::Claim),
        "release" => Ok(Deed::Release),
        "accept" => Ok(Deed::Accept),
        "decline" => Ok(Deed::Decline),
        "close" => Ok(Deed::Close),
        "reopen" => Ok(Deed::Reopen),
        "note" => Ok(Deed::Note { words: words() }),
        "ask" => Ok(Deed::Ask { words: words() }),
        "priority" => stage::level(options.text("level")).map(Deed::Prioritize).ok_or("discord_old_command"),
        "reclassify" => {
            filed(base, options.text("cause")).map(Deed::Reclassify).ok_or("discord_unknown_cause")
        }
        "resolve" => step(base, options.text("step")).map(|step| Deed::Resolve { step }),
        "handoff" => return Some(hand_off(options)),
        _ => return None,
    };
    Some(deed.map(|deed| Wanted { deed, to_machine: false }))
}

fn hand_off(options: Options<'_>) -> Result<Wanted, &'static str> {
    let reason = options.text("reason").to_owned();
    let (to, to_machine) = match (options.chosen("to"), options.flag("apple")) {
        (Some(Chosen { to, machine }), false) => (to, machine),
        (None, true) => (Receiver::Apple, false),
        (None, false) | (Some(_), true) => return Err("discord_handoff_whom"),
    };
    Ok(Wanted { deed: Deed::HandOff { to, reason }, to_machine })
}

/// A cause by its id or its title.
pub(in super::super) fn cause(base: &KnowledgeBase, typed: &str) -> Option<CauseId> {
    let typed = typed.trim().to_lowercase();
    let same = |text: &str| text.to_lowercase() == typed;
    base.causes.iter().find(|one| same(one.id.as_str()) || same(&one.title)).map(|one| one.id.clone())
}

fn filed(base: &KnowledgeBase, typed: &str) -> Option<Filed> {
    let same = |value: &str, sentence: &str| {
        let typed = typed.trim().to_lowercase();
        typed == value || typed == base.replies.say(sentence, &[]).to_lowercase()
    };
    if same(UNKNOWN, "discord_file_unknown") {
        Some(Filed::Unknown)
    } else if same(OFF_TOPIC, "discord_file_off_topic") {
        Some(Filed::OffTopic)
    } else {
        cause(base, typed).map(Filed::Cause)
    }
}

/// A step by its id or its title; nothing typed is no step.
fn step(base: &KnowledgeBase, typed: &str) -> Result<Option<StepId>, &'static str> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Ok(None);
    }
    let found = base
        .steps
        .values()
        .find(|one| one.id.as_str().to_lowercase() == typed || one.title.to_lowercase() == typed);
    found.map(|step| Some(step.id.clone())).ok_or("discord_unknown_step")
}
