//! `corrections add`: what is right about the message that began a case.

use std::io::{self, IsTerminal as _, Read as _, Write as _};

use jiff::Timestamp;

use crate::cli::{Failure, General, ask, cases};
use crate::desk::asking::{Answer, Request};
use crate::desk::correcting::OfCase;
use crate::diagnosis::Verdict;
use crate::triage::correction::NotRight;
use crate::triage::{CaseNumber, Right, Said, ServerId};

/// The longest message that is kept, in bytes; four times what Discord lets anybody write.
const LONGEST: usize = 16 * 1024;

/// What is right about which message.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// The number of the case
    #[arg(long, value_name = "N", value_parser = cases::case_number)]
    case: u64,
    /// The server that it belongs to; needed where several have a case of that number
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// What is right: `off_topic`, `unknown`, or up to three causes, the main one first
    #[arg(long = "as", value_name = "CAUSE,...|off_topic|unknown", value_parser = right)]
    right: Right,
    /// The message as it was written, since cases do not keep it; without it, or with `-`, standard input
    message: Option<String>,
}

fn right(written: &str) -> Result<Right, NotRight> {
    Right::named(written.split(',').map(str::trim).filter(|name| !name.is_empty()))
}

pub(super) fn run(general: &General, command: &Add) -> Result<(), Failure> {
    let case = cases::find(general, CaseNumber(command.case), command.server.map(ServerId))?;
    let text = message(command.message.as_deref())?;
    let base = general.knowledge()?;
    let reader = general.reader(&base);
    let said = Said::of(&base, &reader, &text);
    // What is not known cannot be kept.
    let text = reader.masker().mask(&text).text;
    let given = OfCase {
        server: case.server,
        case: CaseNumber(command.case),
        text,
        said,
        right: command.right.clone(),
        at: Timestamp::now(),
    };
    let request = Request::Correct(Box::new(given));
    let kept = ask::ask(general, &request, Answer::correction)?.pop();
    let Some(kept) = kept else {
        return Err(Failure::Sentence(format!(
            "case {} was forgotten, so nothing can be kept of it",
            command.case
        )));
    };
    let mut out = anstream::stdout().lock();
    let (right, said) = (kept.right.names().join(", "), in_words(&kept.said));
    writeln!(out, "Kept for case {}: {right}. On this message the bot {said}.", command.case)?;
    Ok(out.flush()?)
}

/// The message: as it was given, or what standard input holds.
fn message(given: Option<&str>) -> Result<String, Failure> {
    let text = match given {
        Some(text) if text != "-" => text.to_owned(),
        Some(_) | None => typed()?,
    };
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(Failure::Sentence(
            "there is no message to correct; write it behind the options in quotes, or on standard input"
                .to_owned(),
        ));
    }
    if text.len() > LONGEST {
        return Err(Failure::Sentence(format!(
            "the message has {} bytes; the longest that is kept has {LONGEST}",
            text.len()
        )));
    }
    Ok(text)
}

fn typed() -> Result<String, Failure> {
    let input = io::stdin().lock();
    if input.is_terminal() {
        writeln!(anstream::stderr().lock(), "Paste the message, then press Enter and Ctrl-D:")?;
    }
    let mut bytes = Vec::new();
    // One more than is kept, so that what is too long is told and not cut.
    let read = input.take(LONGEST as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::Sentence(format!("standard input cannot be read ({error})")))?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::Sentence("standard input is no UTF-8 text; save it as UTF-8".to_owned()))
}

fn in_words(said: &Said) -> String {
    let families = said.families.iter().map(|family| family.label()).collect::<Vec<_>>().join(", ");
    match said.verdict {
        Verdict::Answer => format!("answers {families}"),
        Verdict::Ask => "asks what happens".to_owned(),
        Verdict::Silent => "stays silent".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Family;

    #[test]
    fn what_is_right_is_written_with_commas() {
        let families = vec![Family::StorageFull, Family::Network];
        assert_eq!(right("storage_full, network,"), Ok(Right::Families(families)));
        assert_eq!(right("off_topic"), Ok(Right::OffTopic));
        assert_eq!(right(" , "), Err(NotRight::Nothing));
    }
}
