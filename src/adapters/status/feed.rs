//! Understands the data of Apple's status page: a list of services, each with its events.
//!
//! What is read: `services[].serviceName`, `events[].eventStatus` (`ongoing`, `upcoming`, `resolved`, `completed`),
//! `statusType` (`Outage`, `Issue`, `Performance`, `Maintenance`) and `endDate`. Everything else may change freely.
//! The data may be wrapped in the call of a function, as pages that load it as a script want it.

use serde_json::Value;

use crate::desk::watching::Trouble;

/// The service that people mean here.
const SERVICE: &str = "icloud backup";

/// What the data says of iCloud Backup: a trouble that goes on, or none; `None` when it does not say.
#[must_use]
pub fn trouble(text: &str) -> Option<Option<Trouble>> {
    let data: Value = serde_json::from_str(unwrapped(text)?).ok()?;
    let services = data.get("services")?.as_array()?;
    let service = services.iter().find(|service| is(service, "serviceName", SERVICE))?;
    // A service on which nothing happens may come without a list.
    let events = service.get("events").and_then(Value::as_array);
    let ongoing = events.into_iter().flatten().filter(|event| is_ongoing(event)).map(kind);
    Some(ongoing.min_by_key(|trouble| weight(*trouble)))
}

/// The data without what it may be wrapped in.
fn unwrapped(text: &str) -> Option<&str> {
    let (from, to) = (text.find('{')?, text.rfind('}')?);
    text.get(from..=to)
}

fn is(value: &Value, key: &str, wanted: &str) -> bool {
    word(value, key).is_some_and(|word| word.trim().eq_ignore_ascii_case(wanted))
}

fn word<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// Where it does not say so, what has no end goes on.
fn is_ongoing(event: &Value) -> bool {
    match word(event, "eventStatus").map(str::to_ascii_lowercase).as_deref() {
        Some("ongoing") => true,
        Some(_) => false,
        None => word(event, "endDate").is_none_or(str::is_empty) && word(event, "statusType").is_some(),
    }
}

fn kind(event: &Value) -> Trouble {
    match word(event, "statusType").map(str::to_ascii_lowercase).as_deref() {
        Some("outage") => Trouble::Outage,
        Some("performance") => Trouble::Slow,
        Some("maintenance") => Trouble::Maintenance,
        Some(_) | None => Trouble::Issue,
    }
}

/// Of several the worst is told.
fn weight(trouble: Trouble) -> u8 {
    match trouble {
        Trouble::Outage => 0,
        Trouble::Issue => 1,
        Trouble::Slow => 2,
        Trouble::Maintenance => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(events: &str) -> String {
        format!(
            r#"{{"drMessage":null,"services":[{{"serviceName":"App Store","events":[{{"eventStatus":"ongoing","statusType":"Outage"}}]}},{{"redirectUrl":null,"serviceName":"iCloud Backup","events":{events}}}]}}"#
        )
    }

    const ONGOING: &str = r#"[{"usersAffected":"Some users are affected","epochStartDate":1,"epochEndDate":null,
        "messageId":"1","statusType":"Issue","datePosted":"11/22/2026 10:00 PST","startDate":"11/22/2026 09:00 PST",
        "endDate":null,"affectedServices":null,"eventStatus":"ongoing","message":"Users may be unable to back up."}]"#;

    #[test]
    fn an_ongoing_event_is_a_trouble_also_when_the_data_is_wrapped() {
        assert_eq!(trouble(&with(ONGOING)), Some(Some(Trouble::Issue)));
        assert_eq!(trouble(&format!("jsonCallback({});\n", with(ONGOING))), Some(Some(Trouble::Issue)));
    }

    #[test]
    fn what_is_over_or_still_to_come_is_none() {
        for status in ["resolved", "completed", "upcoming"] {
            assert_eq!(trouble(&with(&ONGOING.replace("ongoing", status))), Some(None), "{status}");
        }
        assert_eq!(trouble(&with("[]")), Some(None));
        assert_eq!(trouble(&with("null")), Some(None));
    }

    #[test]
    fn the_worst_of_several_is_told_and_unknown_kinds_are_issues() {
        let event = |kind: &str| format!(r#"{{"eventStatus":"Ongoing","statusType":"{kind}"}}"#);
        let several = format!("[{},{}]", event("Maintenance"), event("Outage"));
        assert_eq!(trouble(&with(&several)), Some(Some(Trouble::Outage)));
        for (kind, meant) in [
            ("Performance", Trouble::Slow),
            ("maintenance", Trouble::Maintenance),
            ("Solar flare", Trouble::Issue),
        ] {
            assert_eq!(trouble(&with(&format!("[{}]", event(kind)))), Some(Some(meant)), "{kind}");
        }
        assert_eq!(trouble(&with(r#"[{"statusType":"Outage","endDate":""}]"#)), Some(Some(Trouble::Outage)));
    }

    #[test]
    fn nonsense_says_nothing() {
        for text in [
            "",
            "}{",
            "<html>{}</html>",
            "{\"services\":7}",
            "{\"services\":[]}",
            "{\"services\":[{\"serviceName\":\"iCloud Mail\",\"events\":[]}]}",
            "{\"services\":[{\"serviceName\":7}",
            "\u{fffd}{\u{fffd}}",
        ] {
            assert_eq!(trouble(text), None, "{text}");
        }
        assert_eq!(trouble(&with("7")), Some(None), "events of another shape are none");
    }
}
