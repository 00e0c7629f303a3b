//! Says a phrase in its own words: the shortest message that each way of it should match.

use crate::knowledge::{Element, KnowledgeBase};

/// What is said for any number.
const NUMBER: &str = "5";

/// The required parts of a way, each said with its first literal.
pub(super) fn shortest(base: &KnowledgeBase, way: &[Element]) -> String {
    let words = way.iter().filter(|element| !element.optional).map(|element| first(base, element));
    words.collect::<Vec<_>>().join(" ")
}

/// The same with every other literal of one part at a time.
pub(super) fn others<'a>(base: &'a KnowledgeBase, way: &'a [Element]) -> impl Iterator<Item = String> + 'a {
    let required: Vec<&Element> = way.iter().filter(|element| !element.optional).collect();
    let count = required.len();
    (0..count).flat_map(move |varied| {
        let required = required.clone();
        let element = required.get(varied).and_then(|element| base.atoms.get(element.atom?));
        let literals = element.into_iter().flat_map(|atom| base.said(atom));
        literals.skip(1).map(move |literal| {
            let words = required
                .iter()
                .enumerate()
                .map(|(index, element)| if index == varied { literal } else { first(base, element) });
            words.collect::<Vec<_>>().join(" ")
        })
    })
}

fn first<'k>(base: &'k KnowledgeBase, element: &Element) -> &'k str {
    let Some(atom) = element.atom else { return NUMBER };
    let atom = base.atoms.get(atom);
    atom.and_then(|atom| base.said(atom).next()).unwrap_or_default()
}
