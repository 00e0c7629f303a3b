//! `corrections list`: labelled messages for programs, a table for people, or everything that is kept.

use std::io::{self, BufWriter, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::adapters::terminal::paint::harmless;
use crate::cli::ask;
use crate::cli::shape::{self, Format};
use crate::cli::standing::{moment, name_of};
use crate::cli::when::When;
use crate::cli::{Failure, General};
use crate::desk::asking::{Answer, Request};
use crate::desk::correcting::Which;
use crate::diagnosis::Verdict;
use crate::quality::{Fields, Label, Row};
use crate::stats::{Cell, Table};
use crate::triage::{About, Correction, Right, ServerId};

/// Which corrections, and how they are written.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    which: Chosen,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

/// The options that choose corrections.
#[derive(Debug, Clone, Default, clap::Args)]
struct Chosen {
    /// Only corrections in this server (the terminal is 0)
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// Only corrections made since then: 30d, 12h, 2w, or a date
    #[arg(long, value_name = "TIME")]
    since: Option<When>,
    /// Only corrections made until then; a date counts to its end
    #[arg(long, value_name = "DATE")]
    until: Option<When>,
}

/// How corrections are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Shape {
    /// Labelled messages, one JSON object a line, as `eval` and `suggest` read them
    #[default]
    Corpus,
    /// Aligned columns for people
    Table,
    /// Everything that is kept, as one JSON list
    Json,
}

const FOR_PEOPLE: [&str; 6] = ["corrected", "server", "message", "bot_said", "is", "text"];
/// Characters of a message in a table.
const SHOWN: usize = 60;

pub(super) fn run(general: &General, command: &List) -> Result<(), Failure> {
    let zone = TimeZone::system();
    let now = Timestamp::now();
    let which = Which {
        server: command.which.server.map(ServerId),
        since: command.which.since.map(|when| when.begin(now, &zone)),
        until: command.which.until.map(|when| when.end(now, &zone)),
    };
    let corrections = corrected(general, which)?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    match command.format {
        Shape::Corpus => {
            for one in &corrections {
                line(&mut out, &row(one))?;
            }
        }
        Shape::Table => {
            let mut table = Table::with_columns(&FOR_PEOPLE);
            table.rows = corrections.iter().map(|one| for_people(one, &zone)).collect();
            shape::write(&mut out, &table, Format::Table)?;
        }
        Shape::Json => {
            let json = serde_json::to_string_pretty(&corrections).map_err(io::Error::from)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(out.flush()?)
}

/// The corrections that are meant, oldest first.
pub(in crate::cli) fn corrected(general: &General, which: Which) -> Result<Vec<Correction>, Failure> {
    ask::ask(general, &Request::Corrections(which), Answer::correction)
}

/// A correction as a labelled message. Its fields are nobody's work yet, so none are given.
pub(in crate::cli) fn row(one: &Correction) -> Row {
    let causes = match &one.right {
        Right::OffTopic => Vec::new(),
        Right::Unknown => vec![Label::Unknown],
        Right::Families(families) => families.iter().copied().map(Label::Family).collect(),
    };
    Row {
        id: match one.about {
            About::Message(message) => format!("m{}", message.0),
            About::Case(case) => format!("s{}c{case}", one.server),
        },
        text: one.text.clone(),
        on_topic: one.right.is_on_topic(),
        kind: kind(one, causes.len()).to_owned(),
        causes,
        fields: Fields::default(),
    }
}

/// What is salient: several causes, or a message that the bot took for a failure and that is none.
fn kind(one: &Correction, causes: usize) -> &'static str {
    match (one.right.is_on_topic(), one.said.verdict) {
        (true, _) if causes > 1 => "multi_cause",
        (true, _) => "typical",
        (false, Verdict::Silent) => "off_topic",
        (false, Verdict::Answer | Verdict::Ask) => "adjacent",
    }
}

fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn for_people(one: &Correction, zone: &TimeZone) -> Vec<Cell> {
    let text = harmless(&one.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let about = match one.about {
        About::Message(message) => message.0.to_string(),
        About::Case(case) => format!("first of case {case}"),
    };
    let said = one.said.families.iter().map(|family| family.label()).collect::<Vec<_>>();
    vec![
        Cell::Text(moment(one.at, zone)),
        Cell::text(one.server.to_string()),
        Cell::Text(about),
        Cell::Text(if said.is_empty() { name_of(&one.said.verdict) } else { said.join(", ") }),
        Cell::Text(one.right.names().join(", ")),
        Cell::Text(shown),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Family;
    use crate::store::tests::sample::correction;
    use crate::triage::{CaseNumber, Said};

    fn of(right: Right, verdict: Verdict) -> Row {
        row(&Correction { right, said: Said { verdict, families: Vec::new() }, ..correction(5) })
    }

    #[test]
    fn a_correction_is_a_line_of_a_corpus() {
        let families = vec![Family::Network, Family::StorageFull];
        let several = of(Right::Families(families), Verdict::Silent);
        let mut out = Vec::new();
        line(&mut out, &several).unwrap();
        let written = String::from_utf8(out).unwrap();
        let expected = r#"{"id":"m5","text":"my backup of photos is done","on_topic":true,"causes":["network","storage_full"],"fields":{"ios_version":null,"device":null,"error":null,"duration":null,"steps_tried":[]},"kind":"multi_cause"}"#;
        assert_eq!(written.trim_end(), expected);
        for right in [Right::OffTopic, Right::Unknown, Right::Families(vec![Family::IosBug])] {
            let row = of(right, Verdict::Answer);
            assert_eq!(Row::read(&serde_json::to_string(&row).unwrap()), Ok(row));
        }
    }

    #[test]
    fn what_the_bot_fell_for_is_a_hard_negative() {
        assert_eq!(of(Right::OffTopic, Verdict::Ask).kind, "adjacent");
        assert_eq!(of(Right::OffTopic, Verdict::Silent).kind, "off_topic");
        assert_eq!(of(Right::Unknown, Verdict::Answer).kind, "typical");
    }

    #[test]
    fn ids_are_those_of_messages_or_of_the_case() {
        let of_case = Correction { about: About::Case(CaseNumber(3)), ..correction(5) };
        assert_eq!((row(&of_case).id, row(&correction(5)).id), ("s7c3".to_owned(), "m5".to_owned()));
        assert_eq!(for_people(&of_case, &TimeZone::UTC).len(), FOR_PEOPLE.len());
    }
}
