//! Complaints about what concerns the bot everywhere: intents, clock, commands, connections. Pure.

use super::complaint::Complaint;
use super::complaint::Severity::{Error, Warning};
use super::facts::Service;

/// From how many seconds on a clock is wrong.
const SKEW: i64 = 5;
/// With fewer connections left than that the day may end without the bot.
const FEW: u64 = 10;

/// All complaints; `needed` are the names of the commands.
pub(super) fn complaints(facts: &Service, needed: &[String]) -> Vec<Complaint> {
    [intent(facts), clock(facts), commands(facts, needed), connections(facts)].into_iter().flatten().collect()
}

fn intent(facts: &Service) -> Option<Complaint> {
    let off = facts.message_content == Some(false);
    off.then(|| Complaint::new(Error, "discord_health_message_content"))
}

fn clock(facts: &Service) -> Option<Complaint> {
    let ahead = facts.ahead.filter(|ahead| ahead.abs() > SKEW)?;
    let sentence = if ahead > 0 { "discord_health_clock_ahead" } else { "discord_health_clock_behind" };
    Some(Complaint::new(Warning, sentence).text("seconds", &ahead.abs()))
}

fn commands(facts: &Service, needed: &[String]) -> Option<Complaint> {
    let known = facts.commands.as_ref()?;
    let missing: Vec<&str> = needed.iter().filter(|name| !known.contains(name)).map(String::as_str).collect();
    (!missing.is_empty())
        .then(|| Complaint::new(Error, "discord_health_commands").text("commands", &missing.join(", ")))
}

fn connections(facts: &Service) -> Option<Complaint> {
    let (left, minutes) = facts.connections?;
    let complaint = match left {
        0 => Complaint::new(Error, "discord_health_no_connections"),
        _ if left < FEW => Complaint::new(Warning, "discord_health_few_connections").text("left", &left),
        _ => return None,
    };
    Some(complaint.text("minutes", &minutes))
}

#[cfg(test)]
mod tests {
    use super::super::complaint::{Reader, Severity};
    use super::super::facts::tests::REPLIES;
    use super::*;

    fn told(facts: &Service) -> Vec<(Severity, String)> {
        let needed = ["setup".to_owned(), "backup".to_owned()];
        let said = |one: &Complaint| (one.severity, one.said(&REPLIES, Reader::Terminal));
        complaints(facts, &needed).iter().map(said).collect()
    }

    #[test]
    fn nothing_is_said_when_all_is_well_or_nothing_is_known() {
        assert_eq!(told(&Service::default()), []);
        let well = Service {
            message_content: Some(true),
            ahead: Some(5),
            connections: Some((1000, 60)),
            commands: Some(vec!["backup".to_owned(), "setup".to_owned()]),
        };
        assert_eq!(told(&well), []);
    }

    #[test]
    fn each_fault_is_named_with_what_to_do() {
        let off = Service { message_content: Some(false), ..Service::default() };
        let behind = Service { ahead: Some(-6), ..Service::default() };
        let ahead = Service { ahead: Some(90), ..Service::default() };
        let bare = Service { commands: Some(vec!["setup".to_owned()]), ..Service::default() };
        let stuck = Service { connections: Some((0, 90)), ..Service::default() };
        let few = Service { connections: Some((9, 90)), ..Service::default() };
        for (facts, severity, words) in [
            (off, Error, "Message Content Intent"),
            (behind, Warning, "6 seconds behind"),
            (ahead, Warning, "90 seconds ahead"),
            (bare, Error, "backup"),
            (stuck, Error, "90 minutes"),
            (few, Warning, "9 more times"),
        ] {
            let told = told(&facts);
            let [(how, said)] = told.as_slice() else { panic!("{told:?}") };
            assert_eq!(*how, severity, "{said}");
            assert!(said.contains(words) && !said.contains('{'), "expected {words:?} in {said:?}");
        }
    }
}
