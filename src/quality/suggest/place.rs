//! Finds the list of a pattern file that a line belongs into, and puts it there.

use crate::knowledge::Strength;

/// The list `say` of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The table, as people find it.
    pub table: String,
    /// The line of the list, from 1.
    pub line: usize,
    /// Behind its bracket, in bytes.
    at: usize,
}

/// How a list begins.
const SAY: &str = "say = [";

/// The list of a table such as `[foreign]`.
pub(super) fn in_table(text: &str, table: &str) -> Option<Place> {
    let table = format!("[{table}]");
    lists(text).find(|list| list.header == table).map(|list| list.place(table))
}

/// The list of a cause for phrases of the first of these strengths that it has.
pub(super) fn of_cause(text: &str, strengths: &[Strength]) -> Option<Place> {
    strengths.iter().find_map(|strength| {
        let written = format!("strength = \"{}\"", name(*strength));
        let found = lists(text).find(|list| list.header == "[[for]]" && list.strength == written);
        found.map(|list| list.place(format!("[[for]] with {written}")))
    })
}

/// The text with a line at the beginning of a list.
pub(super) fn with_line(text: &str, place: &Place, line: &str) -> String {
    let (before, after) = text.split_at_checked(place.at).unwrap_or((text, ""));
    format!("{before}\n  {line}{after}")
}

struct List<'t> {
    header: &'t str,
    /// The strength that stands between header and list, as written; empty when none does.
    strength: &'t str,
    line: usize,
    at: usize,
}

impl List<'_> {
    fn place(&self, table: String) -> Place {
        Place { table, line: self.line, at: self.at }
    }
}

/// The lists of a file, in its order.
fn lists(text: &str) -> impl Iterator<Item = List<'_>> {
    let (mut header, mut strength, mut offset) = ("", "", 0);
    text.split_inclusive('\n').enumerate().filter_map(move |(index, line)| {
        let start = offset;
        offset += line.len();
        let written = line.trim_end();
        if written.starts_with('[') {
            (header, strength) = (written.split('#').next().unwrap_or_default().trim_end(), "");
        } else if written.starts_with("strength") {
            strength = written;
        }
        let list = List { header, strength, line: index + 1, at: start + SAY.len() };
        written.starts_with(SAY).then_some(list)
    })
}

fn name(strength: Strength) -> &'static str {
    match strength {
        Strength::Hint => "hint",
        Strength::Good => "good",
        Strength::Strong => "strong",
        Strength::Certain => "certain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAUSE: &str = "title = \"x\"\n[[for]]\nstrength = \"strong\"\nsay = [\"a\"]\n\n[[for]]\nstrength = \"good\"\nregex = 'b'\n[[for]]\nstrength = \"good\"\nsay = [\n  \"c\",\n]\n[[against]]\nstrength = \"hint\"\nsay = [\"d\"]\n";

    #[test]
    fn a_list_is_found_by_table_and_strength() {
        let found =
            |strengths: &[Strength]| of_cause(CAUSE, strengths).map(|place| (place.table, place.line));
        assert_eq!(found(&[Strength::Good]), Some(("[[for]] with strength = \"good\"".to_owned(), 11)));
        assert_eq!(
            found(&[Strength::Hint, Strength::Strong]).unwrap().1,
            4,
            "a list against it is none for it"
        );
        assert_eq!(found(&[Strength::Certain]), None);
        assert_eq!(in_table("[a]\nsay = []\n[b]\nsay = []\n", "b").unwrap().line, 4);
    }

    #[test]
    fn a_line_goes_to_the_front_of_the_list() {
        let place = of_cause(CAUSE, &[Strength::Good]).unwrap();
        assert!(with_line(CAUSE, &place, "\"new\",").contains("say = [\n  \"new\",\n  \"c\",\n]"));
        let place = of_cause(CAUSE, &[Strength::Strong]).unwrap();
        assert!(with_line(CAUSE, &place, "\"new\",").contains("say = [\n  \"new\",\"a\"]"));
    }
}
