//! Dresses a message for the terminal: wrapped, indented, colored, with numbered choices.

use std::fmt::Write as _;

use anstyle::Style;
use textwrap::{Options, core::display_width};

use super::paint::{BOT, CAUTION, FAINT, NUMBER, PERSON, Painted, STRONG, harmless};
use crate::knowledge::Replies;
use crate::triage::Message;
use crate::triage::effect::{Block, Offer};

/// Everything that the bot says stands this far in.
const INDENT: &str = "  ";
/// Between two choices on one line.
const GAP: &str = "   ";
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 92;
/// A narrower terminal gets lines that are cut by the terminal itself.
const NARROWEST: usize = 24;

/// A message as lines, ready to be shown.
pub(super) fn message(replies: &Replies, message: &Message, width: usize) -> String {
    let mut page = Page { replies, width: width.clamp(NARROWEST, WIDEST), text: String::new() };
    let name = replies.say("chat_bot", &[]);
    page.line(format_args!("{}", Painted(BOT, name)));
    for (index, block) in message.blocks.iter().enumerate() {
        // A quotation belongs to the sentence before it.
        if index > 0 && !matches!(block, Block::Quote(_)) {
            page.line(format_args!(""));
        }
        page.block(block);
    }
    if !message.choices.is_empty() {
        page.line(format_args!(""));
        page.choices(&message.choices);
    }
    page.line(format_args!(""));
    page.text
}

/// What stands before the words of the person.
pub(super) fn prompt(replies: &Replies) -> String {
    let name = replies.say("chat_person", &[]);
    format!("{} ", Painted(PERSON, format_args!("{name}:")))
}

/// Lines as they are put together.
struct Page<'r> {
    replies: &'r Replies,
    width: usize,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _: std::fmt::Result = writeln!(self.text, "{line}");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.paragraph(INDENT, INDENT, Style::new(), text),
            Block::Quote(words) => {
                let bar = format!("{INDENT}> ");
                self.paragraph(&bar, &bar, PERSON, &harmless(words));
            }
            Block::Step { number, title, body, caution, check } => {
                let number = number.to_string();
                let head = self.replies.say("chat_step", &[("number", &number), ("title", title)]);
                self.paragraph(INDENT, INDENT, STRONG, &head);
                self.paragraph(INDENT, INDENT, Style::new(), body);
                if let Some(caution) = caution {
                    let caution = self.replies.say("chat_caution", &[("caution", caution)]);
                    self.paragraph(INDENT, INDENT, CAUTION, &caution);
                }
                if let Some(check) = check {
                    let check = self.replies.say("chat_check", &[("check", check)]);
                    self.paragraph(INDENT, INDENT, FAINT, &check);
                }
            }
            Block::Fields { title, rows } => {
                self.paragraph(INDENT, INDENT, STRONG, title);
                for (label, value) in rows {
                    self.row(label, value);
                }
            }
        }
    }

    /// Wraps a paragraph, every line in the same style.
    fn paragraph(&mut self, first: &str, others: &str, style: Style, text: &str) {
        let text = harmless(text);
        for (index, line) in textwrap::wrap(&text, self.options(first, others)).iter().enumerate() {
            let indent = if index == 0 { first } else { others };
            let words = line.strip_prefix(indent).unwrap_or(line);
            self.line(format_args!("{indent}{}", Painted(style, words)));
        }
    }

    /// A label and what it labels; later lines stand under the value.
    fn row(&mut self, label: &str, value: &str) {
        let text = format!("{label}: {}", harmless(value).replace('\n', " "));
        let others = format!("{INDENT}  ");
        for (index, line) in textwrap::wrap(&text, self.options(INDENT, &others)).iter().enumerate() {
            match line.split_once(": ").filter(|_| index == 0) {
                Some((label, value)) => {
                    self.line(format_args!("{}{value}", Painted(FAINT, format_args!("{label}: "))));
                }
                None => self.line(format_args!("{line}")),
            }
        }
    }

    fn options<'i>(&self, first: &'i str, others: &'i str) -> Options<'i> {
        Options::new(self.width).initial_indent(first).subsequent_indent(others).break_words(true)
    }

    /// The choices on one line where they fit, else one a line.
    fn choices(&mut self, offers: &[Offer]) {
        let plain: usize = offers.iter().map(|offer| display_width(&offer.label) + "[1] ".len()).sum();
        let fits = INDENT.len() + plain + GAP.len() * offers.len().saturating_sub(1) <= self.width;
        let shown: Vec<String> = offers
            .iter()
            .zip(1_usize..)
            .map(|(offer, number)| {
                format!("{} {}", Painted(NUMBER, format_args!("[{number}]")), harmless(&offer.label))
            })
            .collect();
        let between = if fits { GAP.to_owned() } else { format!("\n{INDENT}") };
        self.line(format_args!("{INDENT}{}", shown.join(&between)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::KnowledgeBase;
    use crate::triage::event::Choice;

    fn dressed(blocks: Vec<Block>, labels: &[&str], width: usize) -> String {
        let base = KnowledgeBase::built_in().unwrap();
        let offer = |label: &&str| Offer { choice: Choice::FixedIt, label: (*label).to_owned() };
        let choices = labels.iter().map(offer).collect();
        let text = message(&base.replies, &Message { blocks, choices, ..Message::default() }, width);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn paragraphs_wrap_and_stand_apart_from_the_name() {
        let text = Block::Text("One two three four five six seven".to_owned());
        assert_eq!(
            dressed(vec![text.clone(), text], &[], 24),
            "CloudMedic\n  One two three four\n  five six seven\n\n  One two three four\n  five six seven\n\n"
        );
    }

    #[test]
    fn a_quotation_follows_its_sentence_and_cannot_steer_the_terminal() {
        let blocks = vec![Block::Text("You wrote:".to_owned()), Block::Quote("full\u{1b}[2J up".to_owned())];
        assert_eq!(dressed(blocks, &[], 80), "CloudMedic\n  You wrote:\n  > full[2J up\n\n");
    }

    #[test]
    fn choices_are_numbered_and_stack_where_they_do_not_fit() {
        let one = vec![Block::Text("Well?".to_owned())];
        assert!(
            dressed(one.clone(), &["Fixed it", "Didn't help"], 80)
                .contains("\n  [1] Fixed it   [2] Didn't help\n")
        );
        assert!(
            dressed(one, &["Fixed it", "Didn't help"], 30).contains("\n  [1] Fixed it\n  [2] Didn't help\n")
        );
    }

    #[test]
    fn a_step_shows_its_caution_and_how_to_tell() {
        let step = Block::Step {
            number: 2,
            title: "Restart".to_owned(),
            body: "Hold the button.".to_owned(),
            caution: Some("It takes a while.".to_owned()),
            check: Some("The logo appears.".to_owned()),
        };
        let text = dressed(vec![step], &[], 80);
        assert!(text.contains("  Step 2: Restart\n  Hold the button.\n"), "{text}");
        assert!(text.contains("It takes a while.") && text.contains("The logo appears."), "{text}");
    }

    #[test]
    fn a_long_value_goes_on_under_its_label() {
        let rows = vec![("Error".to_owned(), "The last backup could\nnot be completed".to_owned())];
        let text = dressed(vec![Block::Fields { title: "Case 1".to_owned(), rows }], &[], 28);
        assert_eq!(text, "CloudMedic\n  Case 1\n  Error: The last backup\n    could not be completed\n\n");
    }
}
