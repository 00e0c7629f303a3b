//! What stands on the screen of a terminal, read back message by message: lines that were wrapped are one again.

use anstream::adapter::strip_str;
use cloudmedic::adapters::terminal::paint::STRONG;

use super::KNOWLEDGE;
use super::driver::Said;

/// Everything that was shown, in order.
pub(crate) fn messages(shown: &str) -> Vec<Said> {
    let name = KNOWLEDGE.replies.say("chat_bot", &[]);
    let mut messages: Vec<Vec<&str>> = Vec::new();
    for line in shown.lines() {
        if strip_str(line).to_string() == name {
            messages.push(Vec::new());
        } else if let Some(message) = messages.last_mut() {
            message.push(line);
        }
    }
    messages.iter().map(|lines| message(lines)).collect()
}

/// Whether it is the card for helpers, which a terminal shows with a sentence of its own.
pub(crate) fn is_card(said: &Said) -> bool {
    said.words.starts_with(&KNOWLEDGE.replies.say("chat_card", &[]))
}

fn message(lines: &[&str]) -> Said {
    let mut said = Said::default();
    for paragraph in lines.split(|line| line.is_empty()) {
        let plain: Vec<String> = paragraph.iter().map(|one| line(one)).collect();
        match plain.first() {
            None => {}
            Some(first) if first.starts_with("[1] ") => said.labels = labels(&plain.join(" ")),
            Some(_) => {
                let gap = if said.words.is_empty() { "" } else { "\n" };
                said.words = format!("{}{gap}{}", said.words, unwrapped(&plain));
            }
        }
    }
    said
}

/// One line without colors; the heading of a step, which alone is strong, is numbered as in the other worlds.
fn line(raw: &str) -> String {
    let plain = strip_str(raw).to_string().trim().to_owned();
    let heading = raw.trim_start().starts_with(&format!("{STRONG}Step "));
    match plain.strip_prefix("Step ").and_then(|rest| rest.split_once(": ")).filter(|_| heading) {
        Some((number, title)) => format!("{number}. {title}"),
        None => plain,
    }
}

/// Lines as one; only the first line of a quotation keeps its mark.
fn unwrapped(lines: &[String]) -> String {
    let mut whole = String::new();
    let mut quoting = false;
    for line in lines {
        let rest = line.strip_prefix("> ").filter(|_| quoting);
        quoting = line.starts_with("> ");
        if !whole.is_empty() && !whole.ends_with('-') {
            whole.push(' ');
        }
        whole.push_str(rest.unwrap_or(line));
    }
    whole
}

/// `[1] Fixed it   [2] Didn't help`
fn labels(shown: &str) -> Vec<String> {
    let mut rest = shown;
    let mut labels = Vec::new();
    for number in 1.. {
        let Some((before, after)) = rest.split_once(&format!("[{number}] ")) else { break };
        labels.push(before);
        rest = after;
    }
    labels.push(rest);
    labels.into_iter().skip(1).map(|label| label.trim().to_owned()).collect()
}

#[test]
fn a_screen_is_read_back() {
    let shown = format!(
        "CloudMedic\n  You wrote:\n  > icloud is\n  > full\n\n  {STRONG}Step 1: Look at Wi-{STRONG:#}\n  Fi\n\n  \
         [1] Fixed it   [2] Didn't help\n\nCloudMedic\n  Step 1: Look: skipped\n"
    );
    let [first, second] = &messages(&shown)[..] else { panic!("two messages") };
    assert_eq!(first.words, "You wrote: > icloud is full\n1. Look at Wi-Fi");
    assert_eq!(first.labels, ["Fixed it", "Didn't help"]);
    assert_eq!((second.words.as_str(), second.labels.len()), ("Step 1: Look: skipped", 0));
}
