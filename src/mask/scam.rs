//! Offers of "Apple support" under numbers and links that are not Apple's, and look-alikes of Apple's sites.

use super::links;
use super::plain::{self, Plain};
use crate::knowledge::{Expression, KnowledgeBase, Scams};

/// The most numbers and links that are named.
const MOST: usize = 6;

/// How false helpers are known, compiled.
#[derive(Debug)]
pub struct Watcher {
    scams: Scams,
    asking: Option<Expression>,
    number: Option<Expression>,
    lures: Vec<(String, Expression, bool)>,
}

/// What a message offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What speaks for it, as moderators are told.
    pub signs: Vec<String>,
    /// Numbers and links, so that nothing can be tapped.
    pub seen: Vec<String>,
    /// It names a site that looks like Apple's and is not.
    pub looks_alike: bool,
    /// Its author asks about it, or warns of it.
    pub asked: bool,
}

impl Watcher {
    /// Takes the signs of a knowledge base.
    #[must_use]
    pub fn new(base: &KnowledgeBase) -> Self {
        let scams = base.scams.clone();
        let optional = |regex: &str| (!regex.is_empty()).then(|| Expression::new(regex));
        let lures =
            scams.lures.iter().map(|one| (one.what.clone(), Expression::new(&one.regex), one.contact));
        Self {
            asking: optional(&scams.asking),
            number: optional(&scams.number),
            lures: lures.collect(),
            scams,
        }
    }

    /// What a message offers; `None` for nearly all.
    ///
    /// Whoever asks about a number is only asked back by others; a false link is dangerous wherever it stands.
    #[must_use]
    pub fn look(&self, text: &str) -> Option<Offer> {
        let plain = Plain::of(text, &plain::opaque(text, &[]));
        let numbers = self.numbers(&plain);
        let foreign: Vec<String> =
            links::hosts(&plain.bytes, &self.scams).into_iter().filter(|host| !self.is_fine(host)).collect();
        let alike: Vec<&String> =
            foreign.iter().filter(|host| links::looks_alike(host, &self.scams)).collect();
        let contact = !numbers.is_empty() || !foreign.is_empty();
        let lures =
            self.lures.iter().filter(|(_, regex, needs)| (contact || !needs) && regex.is_match(&plain.bytes));
        let signs: Vec<String> = lures.map(|(what, ..)| what.clone()).collect();
        let asked = self.asking.as_ref().is_some_and(|asking| asking.is_match(&plain.bytes));
        if alike.is_empty() && (signs.is_empty() || asked) {
            return None;
        }
        let looks_alike = !alike.is_empty();
        let links = foreign.iter().map(|host| host.replace('.', "[.]"));
        let seen = links.chain(numbers.iter().map(|number| hidden(number))).take(MOST).collect();
        Some(Offer { signs, seen, looks_alike, asked })
    }

    fn is_fine(&self, host: &str) -> bool {
        links::is_of(host, &self.scams.own_domains) || links::is_of(host, &self.scams.known_domains)
    }

    /// Telephone numbers that are not Apple's own.
    fn numbers(&self, plain: &Plain) -> Vec<String> {
        let Some(number) = self.number.as_ref().and_then(Expression::get) else { return Vec::new() };
        let found = number
            .find_iter(&plain.bytes)
            .map(|found| String::from_utf8_lossy(found.as_bytes()).into_owned());
        let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
        let own = |number: &String| {
            let digits = digits(number);
            self.scams
                .own_numbers
                .iter()
                .any(|own| digits.ends_with(own.as_str()) && digits.len() <= own.len() + 4)
        };
        found.filter(|number| !own(number)).collect()
    }
}

/// A number of which only the beginning and the end are shown: enough to compare, too little to call.
fn hidden(number: &str) -> String {
    let count = number.chars().filter(char::is_ascii_alphanumeric).count();
    let mut at = 0;
    let hide = |ch: char| {
        if !ch.is_ascii_alphanumeric() {
            return ch;
        }
        at += 1;
        if at > 4 && at + 2 <= count { '•' } else { ch }
    };
    number.trim().chars().map(hide).collect()
}
