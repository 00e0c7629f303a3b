//! Has a deed done by whoever holds the data folder, or by a desk of its own where nobody does, and tells what came of it.

use std::io::Write as _;
use std::sync::Arc;

use jiff::Timestamp;

use super::around;
use super::deeds::{Doing, On};
use crate::adapters::terminal::paint::harmless;
use crate::cli::standing::{moment, name_of};
use crate::cli::{Failure, General, hire};
use crate::config;
use crate::desk::Servers;
use crate::desk::acting::{Done, Errand};
use crate::desk::asking::{self, Answer, By, Request};
use crate::triage::case::{CaseNumber, PersonId, ServerId};
use crate::triage::desk::{Deed, Filed};
use crate::triage::effect::Block;
use crate::triage::{Message, SourceId};

pub(super) fn run(general: &General, doing: &Doing) -> Result<(), Failure> {
    let On { number, server, by } = doing.on();
    let at = Timestamp::now();
    let errand = Errand {
        id: source(at),
        at,
        server: server.map(ServerId),
        number: CaseNumber(*number),
        by: by.map(|id| PersonId(id.0)),
        deed: doing.deed(general)?,
    };
    let deed = errand.deed.clone();
    let (done, by) = ask(general, errand)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", told(&done, &deed))?;
    out.flush()?;
    if by == By::Ourselves {
        let follows = if done.case.server.0 == 0 {
            "messages and cards follow at the next `cloudmedic chat`"
        } else {
            "cards and messages in Discord follow at the next start of `cloudmedic serve`"
        };
        writeln!(anstream::stderr().lock(), "No bot is running here: {follows}.")?;
    }
    Ok(())
}

/// An id that no other deed has: two commands in the same moment differ by their process.
fn source(at: Timestamp) -> SourceId {
    SourceId(format!("cli {}-{}", at.as_nanosecond(), std::process::id()))
}

fn ask(general: &General, errand: Errand) -> Result<(Done, By), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let hire = |servers: &Arc<Servers>| hire::desk(general, servers);
    let mut done = None;
    let by = asking::consult_with(&data, &Request::Act(Box::new(errand)), &hire, &mut |answer: Answer| {
        done = answer.done().or(done.take());
        true
    })
    .map_err(|error| Failure::Sentence(plain(&error.to_string())))?;
    let nothing = || Failure::Sentence("the bot did not say what came of it; look at the case".to_owned());
    Ok((done.ok_or_else(nothing)?, by))
}

/// What came of a deed: the desk's own words, or else what was done and the stage that the case is at.
fn told(done: &Done, deed: &Deed) -> String {
    let words = done.told.iter().map(lines).collect::<Vec<_>>().join("\n");
    if !words.is_empty() {
        return words;
    }
    let number = done.case.number.map(|number| number.to_string()).unwrap_or_default();
    format!("Case {number}: {}. Stage: {}.", was_done(done, deed), name_of(&done.case.stage))
}

fn was_done(done: &Done, deed: &Deed) -> String {
    match deed {
        Deed::Claim | Deed::Accept => match done.case.owner {
            Some(person) => format!("claimed by moderator {person}"),
            None => "claimed".to_owned(),
        },
        Deed::Release => "given back to the queue".to_owned(),
        Deed::HandOff { to, .. } => {
            let until = done.case.hand_off.as_ref().map(|hand_off| hand_off.until);
            let until =
                until.map(|until| format!(", open until {}", moment(until, &jiff::tz::TimeZone::system())));
            format!("handed off to {}{}", around::receiver(*to), until.unwrap_or_default())
        }
        Deed::Decline => "declined".to_owned(),
        Deed::Ask { .. } => "the member is asked".to_owned(),
        Deed::Note { .. } => "note kept".to_owned(),
        Deed::Prioritize(priority) => format!("priority {}", name_of(priority)),
        Deed::Reclassify(Filed::Cause(cause)) => format!("filed as {cause}"),
        Deed::Reclassify(Filed::Unknown) => "filed as a failing backup of unknown cause".to_owned(),
        Deed::Reclassify(Filed::OffTopic) => "filed as no failing backup".to_owned(),
        Deed::Resolve { .. } => "resolved".to_owned(),
        Deed::Close => "closed unsolved".to_owned(),
        Deed::Reopen => "open again".to_owned(),
        Deed::JoinedIn => "noted".to_owned(),
    }
}

/// A message as plain lines, ready to be pasted.
pub(super) fn lines(message: &Message) -> String {
    message.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Text(text) => plain(text),
        Block::Quote(words) => {
            harmless(words).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
        }
        Block::Step { number, title, body, .. } => format!("Step {number}: {title}\n{}", plain(body)),
        Block::Fields { title, rows } => {
            let rows =
                rows.iter().map(|(label, value)| format!("{label}: {}", plain(value).replace('\n', " ")));
            std::iter::once(title.clone()).chain(rows).collect::<Vec<_>>().join("\n")
        }
    }
}

/// A sentence of the desk where nobody is mentioned by an id: `{person:5}` is a moderator.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once("{person:") {
        let Some((id, after)) = marked.split_once('}') else { break };
        plain.push_str(before);
        plain.push_str("moderator ");
        plain.push_str(id);
        rest = after;
    }
    plain.push_str(rest);
    harmless(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moderator_is_named_by_the_id() {
        assert_eq!(plain("{person:90} has it, ask {person:5}."), "moderator 90 has it, ask moderator 5.");
        assert_eq!(plain("{person:90 is cut"), "{person:90 is cut");
        assert_eq!(plain("no names"), "no names");
    }

    #[test]
    fn every_deed_has_its_own_id() {
        let at = Timestamp::UNIX_EPOCH;
        let later = Timestamp::from_nanosecond(1).unwrap();
        assert_ne!(source(at), source(later));
        assert!(source(at).0.starts_with("cli "));
    }
}
