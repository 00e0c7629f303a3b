//! The sentences that a person reads, by name; a second language is a second file.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

/// Sentences with `{holes}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replies {
    pub(super) sentences: BTreeMap<String, String>,
}

impl Replies {
    /// The sentence of that name with its holes filled.
    ///
    /// It is read once: what fills a hole is never looked through for holes, since it may be what a person wrote. A hole
    /// that is not given stays as it stands.
    ///
    /// A name that the file lacks gives the name itself, so that a gap is seen and nothing breaks; loading refuses a
    /// file that lacks one of the names that the code uses.
    #[must_use]
    pub fn say(&self, name: &str, holes: &[(&str, &str)]) -> String {
        let mut rest = self.sentences.get(name).map_or(name, String::as_str);
        let mut text = String::with_capacity(rest.len());
        while let Some((before, tail)) = rest.split_once('{') {
            text.push_str(before);
            let given = tail.split_once('}').and_then(|(named, after)| {
                holes.iter().find(|(hole, _)| *hole == named).map(|(_, filling)| (*filling, after))
            });
            rest = match given {
                Some((filling, after)) => {
                    text.push_str(filling);
                    after
                }
                None => {
                    text.push('{');
                    tail
                }
            };
        }
        text.push_str(rest);
        text
    }

    /// The names that the file has.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sentences.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(sentence: &str, holes: &[(&str, &str)]) -> String {
        let sentences = BTreeMap::from([("one".to_owned(), sentence.to_owned())]);
        Replies { sentences }.say("one", holes)
    }

    #[test]
    fn what_fills_a_hole_is_not_looked_through_for_holes() {
        let holes = [("name", "{words}"), ("words", "{name} {cause} }{ {"), ("cause", "secret")];
        assert_eq!(say("{name} writes: {words}", &holes), "{words} writes: {name} {cause} }{ {");
    }

    #[test]
    fn a_hole_that_is_not_given_stays_and_odd_brackets_are_text() {
        assert_eq!(say("{device} at {place}", &[("place", "home")]), "{device} at home");
        assert_eq!(say("{ {{place}} } {", &[("place", "home")]), "{ {home} } {");
        assert_eq!(say("{place", &[("place", "home")]), "{place");
        assert_eq!(say("twice {a}{a}", &[("a", "x")]), "twice xx");
    }
}
