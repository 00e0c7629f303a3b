//! What is offered while `/setup` is typed: time zones and the tags of a forum.

use serenity::builder::{AutocompleteChoice, CreateAutocompleteResponse};
use serenity::model::application::{CommandInteraction, ResolvedValue};

use super::asked;
use crate::adapters::discord::Bot;
use crate::adapters::discord::dress::{cut, limits};
use crate::adapters::discord::health;
use crate::triage::{ServerId, TagId};

/// What to type for no tag.
pub(super) const NO_TAG: &str = "none";

/// What fits what was typed so far.
pub(super) async fn offers(
    bot: &Bot,
    server: ServerId,
    command: &CommandInteraction,
) -> CreateAutocompleteResponse {
    let typed = command.data.autocomplete().map(|option| (option.name, option.value.trim().to_lowercase()));
    let choices = match typed {
        Some(("name", typed)) => {
            zones(&typed, jiff::tz::db().available().map(|name| name.as_str().to_owned()))
                .into_iter()
                .map(|name| AutocompleteChoice::new(name.clone(), name))
                .collect()
        }
        Some(("tag", typed)) => tags(bot, server, command, &typed).await,
        Some(_) | None => Vec::new(),
    };
    CreateAutocompleteResponse::new().set_choices(choices)
}

/// Names of zones: those that begin as typed first, then those whose city does, then those that hold it.
fn zones(typed: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let typed = typed.replace(' ', "_");
    let rank = |name: &str| {
        let name = name.to_lowercase();
        let city = name.rsplit('/').next().unwrap_or_default();
        match () {
            () if city.starts_with(&typed) => Some(0),
            () if name.starts_with(&typed) => Some(1),
            () if name.contains(&typed) => Some(2),
            () => None,
        }
    };
    let mut found: Vec<(u8, String)> = names.filter_map(|name| Some((rank(&name)?, name))).collect();
    found.sort();
    found.into_iter().take(limits::AUTOCOMPLETE_CHOICES).map(|(_, name)| name).collect()
}

async fn tags(
    bot: &Bot,
    server: ServerId,
    command: &CommandInteraction,
    typed: &str,
) -> Vec<AutocompleteChoice> {
    let options = command.data.options();
    let inner = match options.first().map(|sub| &sub.value) {
        Some(ResolvedValue::SubCommand(inner)) => inner.as_slice(),
        Some(_) | None => &[],
    };
    let Some(forum) = asked::channel(inner, "forum") else { return Vec::new() };
    // An empty list when Discord does not answer: the name can be typed, too.
    let tags = health::tags(&bot.api, server, forum).await.unwrap_or_default();
    let none = bot.say("discord_setup_no_tag", &[]);
    let choice = |(TagId(id), name): &(TagId, String)| {
        AutocompleteChoice::new(cut(name, limits::CHOICE_NAME), id.to_string())
    };
    tags.iter()
        .filter(|(_, name)| name.to_lowercase().contains(typed))
        .map(choice)
        .take(limits::AUTOCOMPLETE_CHOICES - 1)
        .chain(std::iter::once(AutocompleteChoice::new(cut(&none, limits::CHOICE_NAME), NO_TAG)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_finds_its_zone() {
        let names = ["America/New_York", "Europe/Berlin", "Europe/Brussels", "UTC", "Asia/Bern_Alike"];
        let found = |typed| zones(typed, names.iter().map(|name| (*name).to_owned()));
        assert_eq!(found("new yor"), ["America/New_York"]);
        assert_eq!(found("ber"), ["Asia/Bern_Alike", "Europe/Berlin"]);
        assert_eq!(found("europe/"), ["Europe/Berlin", "Europe/Brussels"]);
        assert_eq!(found("atlantis"), [""; 0]);
    }

    #[test]
    fn there_are_never_more_than_discord_takes() {
        let found = zones("", jiff::tz::db().available().map(|name| name.as_str().to_owned()));
        assert_eq!(found.len(), limits::AUTOCOMPLETE_CHOICES);
    }
}
