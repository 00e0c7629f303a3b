//! Writes the numbers of a run as tables that fit 80 columns; colour and progress are for others.

use std::fmt::{self, Write as _};

use super::eval::Evaluation;
use super::rate::Rate;
use super::tables::Tables;

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scores = &self.scores;
        writeln!(f, "{} messages\n", self.rows)?;
        for (name, rate) in [
            ("on-topic recall", scores.on_topic_recall),
            ("false replies", scores.false_replies),
            ("first cause acceptable", scores.first_cause),
            ("all causes named", scores.all_causes),
        ] {
            writeln!(f, "{name:<24} {}", line(rate))?;
        }
        writeln!(f)?;
        for ((name, f1), interval) in scores.fields.each().into_iter().zip(scores.fields.intervals()) {
            let interval = interval.map_or_else(String::new, |ends| format!("{:13}{}", "", within(ends)));
            writeln!(f, "{:<24} {}{interval}", format!("{name} F1"), share(f1))?;
        }
        writeln!(f, "{:<24} {}\n", "mean of the fields", share(scores.fields.mean()))?;
        f.write_str(&tables(&self.tables)?)
    }
}

/// `0.912  (156 of 171)  95 % 0.860 to 0.946`
fn line(rate: Rate) -> String {
    let of = format!("{} of {}", rate.hits, rate.total);
    match rate.interval() {
        Some(ends) => format!("{}   {of:>10}{}", share(rate.share()), within(ends)),
        None => format!("{}   {of:>10}", share(None)),
    }
}

fn within((low, high): (f64, f64)) -> String {
    format!("   95 %: {low:.3} to {high:.3}")
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "    -".to_owned(), |share| format!("{share:.3}"))
}

/// `0.912 171`
fn cell(rate: Rate) -> String {
    if rate.total == 0 { String::new() } else { format!("{} {:>4}", share(rate.share()), rate.total) }
}

fn tables(tables: &Tables) -> Result<String, fmt::Error> {
    let mut text = String::new();
    writeln!(text, "{:<16} {:>12} {:>14} {:>12}", "kind", "recall", "false replies", "first cause")?;
    for (kind, row) in &tables.kinds {
        let (recall, replies, first) =
            (cell(row.on_topic_recall), cell(row.false_replies), cell(row.first_cause));
        writeln!(text, "{}", format!("{kind:<16} {recall:>12} {replies:>14} {first:>12}").trim_end())?;
    }
    writeln!(
        text,
        "\n{:<24} {:>14} {:>10} {:>6} {:>6} {:>7}",
        "primary cause", "acceptable", "primary F1", "right", "wrong", "missed"
    )?;
    for (label, row) in &tables.families {
        let (first, primary) = (cell(row.first_cause), row.primary);
        let (right, wrong, missed) = (primary.right, primary.wrong, primary.missed);
        let (label, f1) = (label.to_string(), share(primary.f1()));
        writeln!(text, "{label:<24} {first:>14} {f1:>10} {right:>6} {wrong:>6} {missed:>7}")?;
    }
    writeln!(text, "\n{:<24} {:<24} {:>5} {:>15}", "expected", "told first", "rows", "also acceptable")?;
    for one in &tables.confusion {
        let expected = one.expected.map_or_else(|| "(off topic)".to_owned(), |label| label.to_string());
        let given = one.given.to_string();
        writeln!(text, "{expected:<24} {given:<24} {:>5} {:>15}", one.rows, one.acceptable)?;
    }
    writeln!(text, "\n{:<12} {:>8} {:>16} {:>12}", "confidence", "answers", "mean confidence", "right")?;
    for (bin, from) in
        tables.calibration.iter().zip(["0.0 to 0.2", "0.2 to 0.4", "0.4 to 0.6", "0.6 to 0.8", "0.8 to 1.0"])
    {
        let (answers, right) = (bin.right.total, share(bin.right.share()));
        writeln!(text, "{from:<12} {answers:>8} {:>16} {right:>12}", share(bin.mean()))?;
    }
    Ok(text)
}
