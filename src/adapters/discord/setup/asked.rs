//! What an administrator asks `/setup` for: the options as they come -> one request. Pure.

use serenity::model::application::{ResolvedOption, ResolvedValue, Unresolved};

use crate::desk::change::{Change, Listed};
use crate::triage::{Mode, PlaceId, RoleId};

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// The settings as they are.
    Show,
    /// What is wrong.
    Check,
    /// Changes, which need nothing from Discord.
    Change(Vec<Change>),
    /// The solved tag of a forum, by its id or its name.
    Solved {
        /// The forum.
        forum: PlaceId,
        /// What was chosen or typed.
        tag: String,
    },
}

/// Reads the options of the command; `None` when they are those of another version.
pub(super) fn read(options: &[ResolvedOption<'_>]) -> Option<Asked> {
    match options.first().map(|sub| (sub.name, &sub.value)) {
        Some((name, ResolvedValue::SubCommand(inner))) => command(name, inner),
        Some((name, ResolvedValue::SubCommandGroup(inner))) => {
            let leaf = inner.first()?;
            let ResolvedValue::SubCommand(options) = &leaf.value else { return None };
            grouped(name, leaf.name, options).map(|change| Asked::Change(vec![change]))
        }
        Some(_) | None => None,
    }
}

fn command(name: &str, options: &[ResolvedOption<'_>]) -> Option<Asked> {
    let change = match name {
        "show" => return Some(Asked::Show),
        "check" => return Some(Asked::Check),
        "solved" => {
            let (forum, tag) = (channel(options, "forum")?, text(options, "tag")?.to_owned());
            return Some(Asked::Solved { forum, tag });
        }
        "timing" => return timing(options),
        "mode" => Change::Mode(mode(text(options, "mode")?)?),
        "pause" => Change::Pause(true),
        "resume" => Change::Pause(false),
        "zone" => Change::Zone(text(options, "name")?.to_owned()),
        "escalations" => Change::Escalations(Some(channel(options, "channel")?)),
        "incidents" => Change::Incidents(flag(options, "on")?),
        "learned-order" => Change::LearnedOrder(flag(options, "on")?),
        "moderators" => Change::Moderators(Some(role(options)?)),
        _ => return None,
    };
    Some(Asked::Change(vec![change]))
}

fn grouped(group: &str, name: &str, options: &[ResolvedOption<'_>]) -> Option<Change> {
    match (group, name) {
        ("watch", "add") => Some(Change::Watch(Listed::Add(channel(options, "channel")?))),
        ("watch", "remove") => Some(Change::Watch(Listed::Remove(channel(options, "channel")?))),
        ("helpers", "add") => Some(Change::Helpers(Listed::Add(role(options)?))),
        ("helpers", "remove") => Some(Change::Helpers(Listed::Remove(role(options)?))),
        ("ping", "role") => Some(Change::Ping(Some(role(options)?))),
        ("ping", "none") => Some(Change::Ping(None)),
        _ => None,
    }
}

/// Without a number it only shows.
fn timing(options: &[ResolvedOption<'_>]) -> Option<Asked> {
    let mut changes = Vec::new();
    for option in options {
        let number = number(option)?;
        changes.push(match option.name {
            "cooldown" => Change::Cooldown(number),
            "follow-up" => Change::FollowUp(number),
            "retention" => Change::Retention(number),
            "reminder" => Change::Reminder(number),
            "silence" => Change::Silence(number),
            _ => return None,
        });
    }
    Some(if changes.is_empty() { Asked::Show } else { Asked::Change(changes) })
}

fn mode(name: &str) -> Option<Mode> {
    serde_json::from_value(name.into()).ok()
}

fn value<'a>(options: &'a [ResolvedOption<'a>], name: &str) -> Option<&'a ResolvedValue<'a>> {
    options.iter().find(|option| option.name == name).map(|option| &option.value)
}

pub(super) fn text<'a>(options: &'a [ResolvedOption<'a>], name: &str) -> Option<&'a str> {
    match value(options, name) {
        Some(ResolvedValue::String(text)) => Some(text),
        Some(_) | None => None,
    }
}

/// A channel; while a command is typed Discord only sends its id.
pub(super) fn channel(options: &[ResolvedOption<'_>], name: &str) -> Option<PlaceId> {
    match value(options, name) {
        Some(ResolvedValue::Channel(channel)) => Some(PlaceId(channel.id.get())),
        Some(ResolvedValue::Unresolved(Unresolved::Channel(id))) => Some(PlaceId(id.get())),
        Some(_) | None => None,
    }
}

fn role(options: &[ResolvedOption<'_>]) -> Option<RoleId> {
    match value(options, "role") {
        Some(ResolvedValue::Role(role)) => Some(RoleId(role.id.get())),
        Some(ResolvedValue::Unresolved(Unresolved::RoleId(id))) => Some(RoleId(id.get())),
        Some(_) | None => None,
    }
}

fn flag(options: &[ResolvedOption<'_>], name: &str) -> Option<bool> {
    match value(options, name) {
        Some(ResolvedValue::Boolean(on)) => Some(*on),
        Some(_) | None => None,
    }
}

fn number(option: &ResolvedOption<'_>) -> Option<u32> {
    if let ResolvedValue::Integer(number) = option.value { u32::try_from(number).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use serenity::model::application::CommandData;

    use super::*;
    use crate::triage::TagId;

    /// The request that Discord's JSON of the options means.
    fn asked(options: &serde_json::Value) -> Option<Asked> {
        let data = serde_json::json!({ "id": "1", "name": "setup", "type": 1, "options": options });
        let data: CommandData = serde_json::from_value(data).unwrap();
        read(&data.options())
    }

    fn sub(name: &str, options: &serde_json::Value) -> serde_json::Value {
        serde_json::json!([{ "type": 1, "name": name, "options": options }])
    }

    fn group(group: &str, name: &str, options: &serde_json::Value) -> serde_json::Value {
        serde_json::json!([{ "type": 2, "name": group, "options": sub(name, options) }])
    }

    #[test]
    fn every_subcommand_is_understood() {
        let none = || serde_json::json!([]);
        let channel = || serde_json::json!([{ "type": 7, "name": "channel", "value": "5" }]);
        let role = || serde_json::json!([{ "type": 8, "name": "role", "value": "6" }]);
        let text = |name: &str, value: &str| serde_json::json!([{ "type": 3, "name": name, "value": value }]);
        let on = |on: bool| serde_json::json!([{ "type": 5, "name": "on", "value": on }]);
        let change = |change| Asked::Change(vec![change]);
        for (options, expected) in [
            (sub("show", &none()), Asked::Show),
            (sub("check", &none()), Asked::Check),
            (sub("timing", &none()), Asked::Show),
            (sub("pause", &none()), change(Change::Pause(true))),
            (sub("resume", &none()), change(Change::Pause(false))),
            (sub("mode", &text("mode", "suggest")), change(Change::Mode(Mode::Suggest))),
            (sub("zone", &text("name", "UTC")), change(Change::Zone("UTC".to_owned()))),
            (sub("escalations", &channel()), change(Change::Escalations(Some(PlaceId(5))))),
            (sub("moderators", &role()), change(Change::Moderators(Some(RoleId(6))))),
            (sub("incidents", &on(true)), change(Change::Incidents(true))),
            (sub("learned-order", &on(false)), change(Change::LearnedOrder(false))),
            (group("watch", "add", &channel()), change(Change::Watch(Listed::Add(PlaceId(5))))),
            (group("watch", "remove", &channel()), change(Change::Watch(Listed::Remove(PlaceId(5))))),
            (group("helpers", "add", &role()), change(Change::Helpers(Listed::Add(RoleId(6))))),
            (group("helpers", "remove", &role()), change(Change::Helpers(Listed::Remove(RoleId(6))))),
            (group("ping", "role", &role()), change(Change::Ping(Some(RoleId(6))))),
            (group("ping", "none", &none()), change(Change::Ping(None))),
        ] {
            assert_eq!(asked(&options), Some(expected), "{options}");
        }
    }

    #[test]
    fn times_and_tags_come_with_their_names() {
        let number = |name: &str, value: u32| serde_json::json!({ "type": 4, "name": name, "value": value });
        let times = [("follow-up", 3), ("cooldown", 0), ("reminder", 6), ("silence", 72)];
        let times = times.map(|(name, value)| number(name, value));
        let changes =
            vec![Change::FollowUp(3), Change::Cooldown(0), Change::Reminder(6), Change::Silence(72)];
        assert_eq!(asked(&sub("timing", &serde_json::json!(times))), Some(Asked::Change(changes)));
        let solved = serde_json::json!([
            { "type": 7, "name": "forum", "value": "5" },
            { "type": 3, "name": "tag", "value": "Solved" },
        ]);
        let expected = Asked::Solved { forum: PlaceId(5), tag: "Solved".to_owned() };
        assert_eq!(asked(&sub("solved", &solved)), Some(expected));
        assert_eq!(super::super::find(&[(TagId(1), "Solved".to_owned())], "solved "), Some(TagId(1)));
        assert_eq!(super::super::find(&[(TagId(1), "Solved".to_owned())], "1"), Some(TagId(1)));
        assert_eq!(super::super::find(&[(TagId(1), "Solved".to_owned())], "open"), None);
    }

    #[test]
    fn a_command_of_another_version_is_nothing() {
        for options in [
            serde_json::json!([]),
            sub("reset", &serde_json::json!([])),
            sub("zone", &serde_json::json!([])),
            group("watch", "clear", &serde_json::json!([])),
            sub("mode", &serde_json::json!([{ "type": 3, "name": "mode", "value": "loud" }])),
            sub("timing", &serde_json::json!([{ "type": 4, "name": "cooldown", "value": -1 }])),
        ] {
            assert_eq!(asked(&options), None, "{options}");
        }
    }
}
