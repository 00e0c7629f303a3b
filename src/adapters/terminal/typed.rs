//! What a typed line is: a command, a choice by its number or its words, or something said to the bot.

use crate::triage::effect::Offer;

/// A line that the person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Nothing,
    /// `/quit`
    Quit,
    /// `/help`
    Help,
    /// `/case`
    Case,
    /// A word with a slash that is no command.
    Unknown(String),
    /// One of the choices on the screen.
    Pick(Offer),
    /// Anything else.
    Said,
}

/// Makes out what a line means, given the choices on the screen.
#[must_use]
pub fn understand(line: &str, offers: &[Offer]) -> Typed {
    let line = line.trim();
    match line.to_lowercase().as_str() {
        "" => return Typed::Nothing,
        "/quit" | "/exit" | "/q" | "quit" | "exit" => return Typed::Quit,
        "/help" | "/h" | "/?" | "?" => return Typed::Help,
        "/case" => return Typed::Case,
        _ => {}
    }
    if let Some(offer) = by_number(line, offers).or_else(|| by_words(line, offers)) {
        return Typed::Pick(offer.clone());
    }
    let command = line.strip_prefix('/').is_some_and(|word| word.chars().all(char::is_alphabetic));
    if command { Typed::Unknown(line.to_owned()) } else { Typed::Said }
}

/// `2`, `2.`, `[2]`; a number that is on no choice is an answer of another kind, such as a version.
fn by_number<'o>(line: &str, offers: &'o [Offer]) -> Option<&'o Offer> {
    let digits = line.trim_matches(['[', ']', '(', ')', '.', '#']);
    let index = digits.parse::<usize>().ok()?.checked_sub(1)?;
    offers.get(index)
}

fn by_words<'o>(line: &str, offers: &'o [Offer]) -> Option<&'o Offer> {
    let typed = words(line);
    offers.iter().find(|offer| words(&offer.label) == typed)
}

/// Letters and digits only: "didnt help" is "Didn't help".
fn words(text: &str) -> String {
    let kept = text.chars().filter(|letter| letter.is_alphanumeric() || letter.is_whitespace());
    let kept: String = kept.flat_map(char::to_lowercase).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::triage::event::Choice;

    fn offers() -> Vec<Offer> {
        vec![
            Offer { choice: Choice::FixedIt, label: "Fixed it".to_owned() },
            Offer { choice: Choice::DidntHelp, label: "Didn't help".to_owned() },
        ]
    }

    fn picked(line: &str) -> Option<Choice> {
        match understand(line, &offers()) {
            Typed::Pick(offer) => Some(offer.choice),
            Typed::Nothing | Typed::Quit | Typed::Help | Typed::Case | Typed::Unknown(_) | Typed::Said => {
                None
            }
        }
    }

    #[test]
    fn a_choice_is_picked_by_its_number_or_its_words() {
        for line in ["2", " 2. ", "[2]", "Didn't help", "didnt help", "DIDN\u{2019}T  HELP."] {
            assert_eq!(picked(line), Some(Choice::DidntHelp), "{line}");
        }
    }

    #[test]
    fn a_number_without_a_choice_is_something_said() {
        for line in ["0", "3", "17", "-1", "99999999999999999999"] {
            assert_eq!(understand(line, &offers()), Typed::Said, "{line}");
        }
    }

    #[test]
    fn commands_are_commands_in_any_case_and_paths_are_not() {
        assert_eq!(understand("/Quit ", &[]), Typed::Quit);
        assert_eq!(understand("?", &[]), Typed::Help);
        assert_eq!(understand("/case", &[]), Typed::Case);
        assert_eq!(understand("/cases", &[]), Typed::Unknown("/cases".to_owned()));
        assert_eq!(understand("/var/mobile is full", &[]), Typed::Said);
        assert_eq!(understand("  ", &[]), Typed::Nothing);
    }
}
