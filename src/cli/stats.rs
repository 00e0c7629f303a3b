//! `stats`: questions about all stored cases, whoever holds them.

use std::convert::Infallible;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ask::{self, Which, one_of};
use super::shape::{self, Format};
use super::{Failure, General};
use crate::desk::asking::{Answer, Request};
use crate::stats::{self, Question, Table};
use crate::triage::Case;

/// Answer a question about all cases
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// What to count
    #[arg(default_value = "overview", value_parser = one_of::<Question>(&QUESTIONS))]
    question: Question,
    #[command(flatten)]
    which: Which,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const QUESTIONS: [&str; 5] = ["overview", "causes", "families", "steps", "versions"];

/// Answers the question.
///
/// # Errors
/// When the data folder cannot be read.
pub fn run(general: &General, command: &Stats) -> Result<(), Failure> {
    let filter = command.which.filter(Timestamp::now(), &TimeZone::system());
    let request = Request::Stats { question: command.question, filter };
    let mut table = None;
    ask::ask(general, &request, |answer| match answer {
        Answer::Table(answer) => table = Some(answer),
        Answer::Case(_) | Answer::Settings(_) | Answer::Correction(_) => {}
    })?;
    let table = table.unwrap_or_else(|| of_nothing(command.question));
    Ok(shape::write(&mut anstream::stdout().lock(), &table, command.format)?)
}

/// What is counted where there is nothing to count.
fn of_nothing(question: Question) -> Table {
    let none = std::iter::empty::<Result<Case, Infallible>>();
    stats::answer(question, none).unwrap_or_else(|never| match never {})
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

    #[test]
    fn every_question_on_the_command_line_is_one_of_its_own() {
        let asked = |name: &&str| Line::try_parse_from(["stats", name]).unwrap().stats.question;
        let questions: Vec<Question> = QUESTIONS.iter().map(asked).collect();
        assert_eq!(
            questions,
            [Question::Overview, Question::Causes, Question::Families, Question::Steps, Question::Versions]
        );
    }
}
