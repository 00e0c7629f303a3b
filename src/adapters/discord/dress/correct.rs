//! Dresses a correction: what the bot made of a message, the menu of what is right, and what was kept.

use serenity::all::CreateSelectMenuOption;

use super::buttons::{menu, option};
use super::custom_id::Pressed;
use super::message::Dressed;
use crate::knowledge::{Family, Replies};
use crate::triage::correction::{MOST_FAMILIES, OFF_TOPIC, UNKNOWN};
use crate::triage::{Correction, Origin, Right, Said};

/// What the bot makes of a message, what was kept about it before, and the menu of what is right.
#[must_use]
pub fn question(replies: &Replies, message: Origin, said: &Said, before: Option<&Correction>) -> Dressed {
    let mut lines = vec![made(replies, said)];
    if let Some(before) = before {
        let right = words(replies, &before.right);
        lines.push(replies.say("discord_correct_before", &[("right", &right)]));
    }
    lines.push(replies.say("discord_correct_ask", &[]));
    let placeholder = replies.say("discord_correct_placeholder", &[]);
    let most = u8::try_from(MOST_FAMILIES).unwrap_or(u8::MAX);
    let menu = menu(&Pressed::Correct { message }, &placeholder, options(replies), (1, most));
    Dressed::text(&lines.join("\n")).with_rows(menu.into_iter().collect())
}

/// What was kept.
#[must_use]
pub fn kept(replies: &Replies, right: &Right, menu: &str) -> Dressed {
    let right = words(replies, right);
    Dressed::text(&replies.say("discord_correct_kept", &[("right", &right), ("menu", menu)]))
}

/// What the bot makes of a message, with the causes in the words of the menu.
fn made(replies: &Replies, said: &Said) -> String {
    if !said.is_on_topic() {
        return replies.say("discord_correct_said_silent", &[]);
    }
    if said.families.is_empty() {
        return replies.say("discord_correct_said_ask", &[]);
    }
    let causes = words(replies, &Right::Families(said.families.clone()));
    replies.say("discord_correct_said_answer", &[("causes", &causes)])
}

/// What is right, in the words of the menu.
fn words(replies: &Replies, right: &Right) -> String {
    let words: Vec<String> = match right {
        Right::OffTopic => vec![replies.say("discord_correct_off_topic", &[])],
        Right::Unknown => vec![replies.say("discord_correct_unknown", &[])],
        Right::Families(families) => {
            families.iter().map(|family| replies.say(sentence(*family), &[])).collect()
        }
    };
    words.into_iter().map(|one| format!("**{one}**")).collect::<Vec<_>>().join(", ")
}

/// What is no failure comes first, then the causes, then the failure that nobody can tell the cause of.
fn options(replies: &Replies) -> Vec<CreateSelectMenuOption> {
    let off_topic = option(&replies.say("discord_correct_off_topic", &[]), OFF_TOPIC);
    let unknown = option(&replies.say("discord_correct_unknown", &[]), UNKNOWN);
    let families = Family::ALL.map(|family| option(&replies.say(sentence(family), &[]), family.label()));
    std::iter::once(off_topic).chain(families).chain([unknown]).collect()
}

/// The sentence that says a family in plain words.
fn sentence(family: Family) -> &'static str {
    match family {
        Family::StorageFull => "discord_correct_storage_full",
        Family::Network => "discord_correct_network",
        Family::NotChargingOrLocked => "discord_correct_not_charging_or_locked",
        Family::BackupDisabled => "discord_correct_backup_disabled",
        Family::AccountSession => "discord_correct_account_session",
        Family::OutdatedIos => "discord_correct_outdated_ios",
        Family::IosBug => "discord_correct_ios_bug",
        Family::AppleOutage => "discord_correct_apple_outage",
        Family::BackupTooLarge => "discord_correct_backup_too_large",
        Family::AppDataCorrupt => "discord_correct_app_data_corrupt",
        Family::CorruptBackup => "discord_correct_corrupt_backup",
        Family::ManagedDevice => "discord_correct_managed_device",
    }
}
