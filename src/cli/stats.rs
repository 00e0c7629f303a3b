//! `stats`: questions about all stored cases, whoever holds them, as tables, bars and pictures.

use std::convert::Infallible;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ask::{self, Which};
use super::shape::Format;
use super::whole::Whole;
use super::{Failure, General};
use crate::desk::asking::{Answer, Request};
use crate::stats::chart::{Chart, ChartError};
use crate::stats::{self, Names, Question, Report, Span};
use crate::triage::Case;

/// Columns of bars that go into a pipe or a file.
const COLUMNS: usize = 80;
/// Wider bars are no easier to compare.
const WIDEST: usize = 100;

/// Answer a question about all cases
///
/// Days are those of the server. Shares have their 95 % interval beside them.
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// What to count
    #[arg(default_value = Question::Overview.name(), value_parser = question())]
    question: Question,
    #[command(flatten)]
    which: Which,
    /// How to write it; bars stand below a table
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Draw it too: a picture, and a description of it to paste beside it
    #[arg(long, value_name = "FILE.png|FILE.svg", value_parser = picture)]
    chart: Option<Picture>,
}

/// A picture that is to be drawn.
#[derive(Debug, Clone)]
struct Picture {
    file: PathBuf,
    kind: Kind,
}

/// The ways to write a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
}

fn question() -> impl TypedValueParser<Value = Question> {
    let names = PossibleValuesParser::new(Question::ALL.map(Question::name));
    names.map(|name| Question::ALL.into_iter().find(|one| one.name() == name).unwrap_or_default())
}

fn picture(file: &str) -> Result<Picture, String> {
    let file = PathBuf::from(file);
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let kind = match ending.as_str() {
        "png" => Kind::Png,
        "svg" => Kind::Svg,
        _ => {
            return Err(
                "a chart is written as PNG or SVG; end the name of the file in .png or .svg".to_owned()
            );
        }
    };
    Ok(Picture { file, kind })
}

/// Answers the question.
///
/// # Errors
/// When the days run backwards, the data folder cannot be read, or there is no picture of that.
pub fn run(general: &General, command: &Stats) -> Result<(), Failure> {
    let span = command.which.span(Timestamp::now(), &TimeZone::system())?;
    let request = Request::Report { question: command.question, server: command.which.server(), span };
    let report = ask::ask(general, &request, Answer::report)?.pop();
    let report = report.unwrap_or_else(|| of_nothing(command.question, span));
    let drawn = command.format == Format::Table || command.chart.is_some();
    let charts = if drawn { report.charts(&Names::of(&general.knowledge()?)) } else { Vec::new() };
    let told = match &command.chart {
        Some(picture) => draw(picture, &report, &charts)?,
        None => String::new(),
    };
    let mut out = anstream::stdout().lock();
    match command.format {
        Format::Table => write!(out, "{}{}{told}", report.to_text(), bars(&charts))?,
        // What reads the answer must not find a description in it.
        Format::Json => write!(out, "{}", report.to_json())?,
        Format::Csv => write!(out, "{}", report.to_csv())?,
    }
    out.flush()?;
    if command.format != Format::Table {
        write!(anstream::stderr().lock(), "{told}")?;
    }
    Ok(())
}

/// What is counted where there is nothing to count.
fn of_nothing(question: Question, span: Span) -> Report {
    let none = std::iter::empty::<Result<Case, Infallible>>();
    stats::answer_of(question, span, none).unwrap_or_else(|never| match never {})
}

/// The charts as bars, each after an empty line.
fn bars(charts: &[Chart]) -> String {
    let columns = if io::stdout().is_terminal() { textwrap::termwidth().min(WIDEST) } else { COLUMNS };
    charts.iter().map(|chart| format!("\n{}\n", chart.bars(columns).trim_end())).collect()
}

/// Draws all charts, the first one into the file, others beside it; and describes them.
fn draw(picture: &Picture, report: &Report, charts: &[Chart]) -> Result<String, Failure> {
    if charts.is_empty() {
        let drawn = "overview, causes, families and steps have one";
        let name = report.question.name();
        return Err(Failure::Sentence(format!("there is no picture of {name}; {drawn}")));
    }
    let mut told = String::new();
    for (index, chart) in charts.iter().enumerate() {
        let path = beside(&picture.file, index);
        save(&path, picture.kind, chart)?;
        told.push_str(&format!("\n{}: {}\n", path.display(), chart.alt()));
    }
    Ok(told)
}

/// `cases.png`, `cases-2.png`, ...
fn beside(file: &Path, index: usize) -> PathBuf {
    let (Some(stem), Some(ending), 1..) = (file.file_stem(), file.extension(), index) else {
        return file.to_owned();
    };
    let mut name = stem.to_owned();
    name.push(format!("-{}.", index + 1));
    name.push(ending);
    file.with_file_name(name)
}

fn save(path: &Path, kind: Kind, chart: &Chart) -> Result<(), Failure> {
    let failed = |error: ChartError| Failure::Sentence(error.to_string());
    let bytes = match kind {
        Kind::Png => chart.png().map_err(failed)?,
        Kind::Svg => chart.svg().map_err(failed)?.into_bytes(),
    };
    let mut file = Whole::begin(path)?;
    file.out().write_all(&bytes)?;
    file.end()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        stats: Stats,
    }

    fn parsed(arguments: &[&str]) -> Result<Stats, String> {
        let line = ["stats"].iter().chain(arguments);
        Line::try_parse_from(line).map(|line| line.stats).map_err(|error| error.to_string())
    }

    #[test]
    fn every_question_on_the_command_line_is_one_of_its_own() {
        for question in Question::ALL {
            assert_eq!(parsed(&[question.name()]).unwrap().question, question);
        }
        assert_eq!(parsed(&[]).unwrap().question, Question::Overview);
        assert!(parsed(&["weather"]).unwrap_err().contains("overview"));
    }

    #[test]
    fn the_ending_of_a_picture_says_how_it_is_written() {
        let kind = |file: &str| parsed(&["--chart", file]).map(|stats| stats.chart.unwrap().kind);
        assert_eq!((kind("a.png"), kind("b/a.SVG")), (Ok(Kind::Png), Ok(Kind::Svg)));
        for file in ["a.gif", "png", "a"] {
            assert!(kind(file).unwrap_err().contains("end the name of the file in .png or .svg"), "{file}");
        }
    }

    #[test]
    fn further_pictures_stand_beside_the_first() {
        let names = [0, 1, 2].map(|index| beside(Path::new("a/cases.png"), index));
        assert_eq!(names, ["a/cases.png", "a/cases-2.png", "a/cases-3.png"].map(PathBuf::from));
    }
}
