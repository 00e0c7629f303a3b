//! Names that are near to what somebody typed, for the sentence that says that there is no such name.

use std::collections::BTreeSet;

/// How many names are told.
const MOST: usize = 3;
/// From how much likeness on a name is told, 0 to 1.
const ALIKE: f64 = 0.4;

/// The names that are most like what was typed, best first; often none.
pub(super) fn near<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let typed = pairs(typed);
    let mut alike: Vec<(f64, &str)> = names
        .into_iter()
        .map(|name| (likeness(&typed, &pairs(name)), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// "there is no ... ; did you mean ...?"
pub(super) fn unknown<'n>(
    what: &str,
    typed: &str,
    names: impl IntoIterator<Item = &'n str>,
    all: &str,
) -> String {
    let near = near(typed, names);
    let next =
        if near.is_empty() { all.to_owned() } else { format!("did you mean {}? {all}", near.join(" or ")) };
    format!("there is no {what} {typed:?}; {next}")
}

/// Pairs of letters that follow each other in a word; dashes, spaces and capitals do not matter.
fn pairs(name: &str) -> BTreeSet<(char, char)> {
    let name = name.to_lowercase();
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.flat_map(|word| word.chars().zip(word.chars().skip(1)).collect::<Vec<_>>()).collect()
}

/// The share of the shorter one's pairs that both have: part of a name is like the name.
fn likeness(one: &BTreeSet<(char, char)>, other: &BTreeSet<(char, char)>) -> f64 {
    let both = one.intersection(other).count();
    let fewest = one.len().min(other.len());
    // Names have a few dozen letters.
    let share = |count: usize| u32::try_from(count).map_or(0.0, f64::from);
    if fewest == 0 { 0.0 } else { share(both) / share(fewest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["icloud-storage-full", "wifi-unstable", "screen-lock", "ios-too-old"];

    #[test]
    fn a_slip_or_a_part_of_a_name_finds_the_name() {
        for (typed, name) in [
            ("storage_full", "icloud-storage-full"),
            ("Storag ful", "icloud-storage-full"),
            ("wifi", "wifi-unstable"),
            ("ios-to-old", "ios-too-old"),
        ] {
            assert_eq!(near(typed, NAMES).first(), Some(&name), "{typed}");
        }
        assert_eq!(near("zebra", NAMES), [""; 0]);
        assert_eq!(near("", NAMES), [""; 0]);
    }

    #[test]
    fn the_sentence_names_what_was_typed_and_what_is_near() {
        let told = unknown("cause", "wifi", NAMES, "`x` lists all of them");
        assert_eq!(told, "there is no cause \"wifi\"; did you mean wifi-unstable? `x` lists all of them");
        assert!(!unknown("cause", "zebra", NAMES, "name one").contains("did you mean"));
    }
}
