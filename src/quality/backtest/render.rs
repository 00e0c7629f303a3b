//! Writes a report on lines of at most 80 columns, but for links; colors are for others. Headings follow an empty line.

use std::fmt;

use super::doubt::Doubt;
use super::pool::Sample;
use super::{By, Report};
use crate::diagnosis::Verdict;
use crate::quality::explain::page::{Page, short, width};

/// Columns of the longest title of a cause in the table.
const TITLE: usize = 56;
/// Where counts end.
const NAME: usize = 24;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut page = Page::default();
        self.about(&mut page);
        self.wrong(&mut page);
        self.causes(&mut page);
        self.periods(&mut page);
        self.samples(&mut page);
        f.write_str(&page.text())
    }
}

impl Report {
    fn about(&self, page: &mut Page) {
        let days = match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => format!(", {from}"),
            (Some(from), Some(to)) => format!(", {from} to {to}"),
            (_, _) => String::new(),
        };
        let counts = &self.counts;
        line(page, &format!("{}{days}", counted(counts.messages, "message")), "");
        line(page, "", "");
        let again = format!("the same person about the same within {} minutes", self.cooldown_minutes);
        let not_heard = [
            (counts.bots, "by bots"),
            (counts.notices, "Discord's own"),
            (counts.wordless, "without words"),
            (counts.helpers, "by helpers"),
            (counts.not_theirs, "in others' threads"),
        ];
        let sum = not_heard.iter().map(|(count, _)| count).sum::<u64>();
        let parts: Vec<String> = not_heard
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        for (name, count, note) in [
            ("answered", counts.answered, String::new()),
            ("asked what happens", counts.asked, String::new()),
            ("not answered again", counts.again, again),
            ("left alone", counts.left_alone, String::new()),
            ("not listened to", sum, parts.join(", ")),
        ] {
            line(page, &format!("{name:<NAME$} {count:>10}"), if count == 0 { "" } else { &note });
        }
    }

    fn wrong(&self, page: &mut Page) {
        if self.look_wrong == 0 {
            return;
        }
        let look = if self.look_wrong == 1 { "looks" } else { "look" };
        page.part(&format!("{} of them {look} wrong (one may for several reasons)", self.look_wrong));
        for doubt in Doubt::ALL {
            if let Some(count) = self.doubts.get(&doubt) {
                let name = doubt.told();
                line(page, &format!("{count:>8}  {name}"), "");
            }
        }
        if !self.helper_roles.is_empty() {
            let names: Vec<String> = self
                .helper_roles
                .iter()
                .take(5)
                .map(|role| format!("\"{}\"", short(&role.name, 40)))
                .collect();
            page.lines(
                "          ",
                "          ",
                &format!(
                    "People with the role {} mostly answer others. As helpers (--helpers here, /setup in Discord) \
                     they are left alone.",
                    names.join(" or ")
                ),
            );
        }
    }

    fn causes(&self, page: &mut Page) {
        if self.causes.is_empty() {
            return;
        }
        head(page, &format!("{:<TITLE$} {:>8} {:>11}", "cause told first", "answered", "confidence"));
        for row in &self.causes {
            let title = short(&format!("{} ({})", row.title, row.id), TITLE);
            let gap = " ".repeat(TITLE.saturating_sub(width(&title)));
            line(page, &format!("{title}{gap} {:>8} {:>11.3}", row.answered, row.confidence), "");
        }
    }

    fn periods(&self, page: &mut Page) {
        if self.periods.is_empty() {
            return;
        }
        head(page, &format!("{:<14} {:>9} {:>10} {:>8}", self.by.name(), "messages", "answered", "asked"));
        for period in &self.periods {
            let from = match self.by {
                By::Day | By::Week => period.from.to_string(),
                By::Month => period.from.strftime("%Y-%m").to_string(),
            };
            let counts = &period.counts;
            let row =
                format!("{from:<14} {:>9} {:>10} {:>8}", counts.messages, counts.answered, counts.asked);
            line(page, &row, "");
        }
    }

    fn samples(&self, page: &mut Page) {
        if self.samples.is_empty() {
            return;
        }
        page.part("Samples, those that look wrong first (why: cloudmedic explain TEXT)");
        for (index, sample) in self.samples.iter().enumerate() {
            let number = format!("{:>3}. ", index + 1);
            page.lines(&number, "     ", &self.verdict(sample));
            page.lines("     ", "     ", &format!("\"{}\"", sample.text));
            if !sample.doubts.is_empty() {
                let doubts: Vec<&str> = sample.doubts.values().map(String::as_str).collect();
                page.lines("     ", "       ", &format!("looks wrong: {}", doubts.join("; ")));
            }
            page.lines("     ", "     ", &format!("{}, {}", short(&sample.channel, 60), sample.at));
            line(page, &format!("     {}", sample.link), "");
        }
    }

    fn verdict(&self, sample: &Sample) -> String {
        let causes: Vec<String> = sample
            .causes
            .iter()
            .map(|cause| {
                let title = self.titles.get(&cause.id).map_or(cause.id.as_str(), String::as_str);
                format!("{title} ({:.0} %)", cause.confidence * 100.0)
            })
            .collect();
        match sample.verdict {
            Verdict::Answer => format!("answer: {}", causes.join(", or ")),
            Verdict::Ask => "ask: a backup failure, and the cause cannot be told yet".to_owned(),
            Verdict::Silent => "silent".to_owned(),
        }
    }
}

/// `1 message`, `2 messages`
fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A line of a table as it is, with a note that goes on under itself.
fn line(page: &mut Page, row: &str, note: &str) {
    page.lines(&format!("{row}   "), &" ".repeat(width(row) + 3), note);
}

/// The heading of a table, behind an empty line.
fn head(page: &mut Page, row: &str) {
    line(page, "", "");
    line(page, row, "");
}
