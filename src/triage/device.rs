//! Speaks of the person's own device: its name, its menus, its buttons.

use super::say::Reply;
use crate::intake::check::check;
use crate::intake::{Field, Intake};
use crate::knowledge::{KnowledgeBase, Version};

/// The version that menus are worded for; `None` when it is not known, or cannot be right.
pub(super) fn version(knowledge: &KnowledgeBase, intake: &Intake) -> Option<Version> {
    let Field::Known(said) = &intake.ios_version else { return None };
    if check(&knowledge.ios, intake).is_some() {
        return None;
    }
    said.parse().ok().or_else(|| knowledge.ios.version_of_build(said))
}

/// Fills `{device}`, `{path:id}` and `{force_restart}` in a text of the knowledge.
pub(super) fn fill(text: &str, knowledge: &KnowledgeBase, intake: Option<&Intake>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (id, after))) =
        rest.split_once("{path:").and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        filled.push_str(before);
        filled.push_str(&path(id, knowledge, intake));
        rest = after;
    }
    filled.push_str(rest);
    if filled.contains("{force_restart}") {
        filled = filled.replace("{force_restart}", &force_restart(knowledge, intake));
    }
    filled.replace("{device}", &kind(knowledge, intake))
}

/// A menu path in the words of the person's version; the current one with older names when it is not known.
pub(super) fn path(id: &str, knowledge: &KnowledgeBase, intake: Option<&Intake>) -> String {
    let version = intake.and_then(|intake| version(knowledge, intake));
    let menus = &knowledge.menus;
    menus.path(id, version).or_else(|| menus.path(id, None)).unwrap_or_default().to_owned()
}

/// `iPhone`, `iPad`, or both when it is not known which.
fn kind(knowledge: &KnowledgeBase, intake: Option<&Intake>) -> String {
    let said = match intake.map(|intake| &intake.device) {
        Some(Field::Known(name)) => name.split_whitespace().next().unwrap_or_default(),
        Some(Field::Missing | Field::Unknown) | None => "",
    };
    let reply = match said {
        "iphone" => Reply::DeviceIphone,
        "ipad" => Reply::DeviceIpad,
        "ipod" => Reply::DeviceIpod,
        _ => Reply::DeviceUnknown,
    };
    knowledge.replies.say(reply.name(), &[])
}

/// Which buttons to press; for a device that is not known, those of the common one.
fn force_restart(knowledge: &KnowledgeBase, intake: Option<&Intake>) -> String {
    let known = match intake.map(|intake| &intake.device) {
        Some(Field::Known(name)) => knowledge.ios.force_restart(name),
        Some(Field::Missing | Field::Unknown) | None => None,
    };
    known
        .map_or_else(|| knowledge.replies.say(Reply::ForceRestartUnknown.name(), &[]), |way| way.r#do.clone())
}

/// A canonical device name as its maker writes it: `iphone 13 mini` -> `iPhone 13 mini`.
pub(super) fn pretty(name: &str) -> String {
    let word = |word: &str| match word {
        "iphone" => "iPhone".to_owned(),
        "ipad" => "iPad".to_owned(),
        "ipod" => "iPod".to_owned(),
        "mini" | "touch" | "inch" | "generation" => word.to_owned(),
        "se" | "xs" | "xr" | "x" => word.to_uppercase(),
        other => capital(other),
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    // `5th` and `6s` keep their small letters, `m1` does not.
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn devices_are_written_as_their_maker_does() {
        for (name, wanted) in [
            ("iphone 13 mini", "iPhone 13 mini"),
            ("iphone se", "iPhone SE"),
            ("iphone xs max", "iPhone XS Max"),
            ("ipad air", "iPad Air"),
            ("iphone 6s", "iPhone 6s"),
            ("ipad", "iPad"),
        ] {
            assert_eq!(pretty(name), wanted);
        }
    }
}
