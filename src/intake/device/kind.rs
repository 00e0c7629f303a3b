//! Tells an iPhone, iPad or iPod by its name, in the ways that people spell it.

use crate::knowledge::DeviceKind;

use super::super::phrases::{Phrases, one_of};
use super::super::words::Words;

/// Mistyped and foreign spellings; the folded text has no capitals and no accents.
const IPHONE: Phrases = Phrases::new(
    "iphone|iphones|ipone|iphne|iphon|ifone|ifon|iphoen|ihpone|iphome|iphnoe|ipohne|iphine|iphonr|\
    iphobe|iiphone|iphonee|iphoone|ipphone|iphond|uphone|aifon|eyephone|iphonen|iphonet|ipjone|\
    iphn|iph|ipnone|ihone|iphoe|iphpne",
);
const IPAD: Phrases = Phrases::new("ipad|ipads|iapd|ipda|iipad|ipadd|ippad|ipas|ipd|pad|eyepad");

/// What names the kind of a device, and behind which word it ends.
pub(super) fn named(words: Words<'_>, at: usize) -> Option<(DeviceKind, usize)> {
    let word = words.at(at);
    let word = without_article(word);
    if one_of(word, IPHONE) || is_cyrillic_or_kana(word, "аифон", "アイフォン|アイホン|アイフォーン")
    {
        return Some((DeviceKind::Iphone, at + 1));
    }
    // `pad` alone is a drawing tablet, an answer pad, ...
    if (one_of(word, IPAD) && word != "pad") || is_cyrillic_or_kana(word, "аипад", "アイパッド|アイハット")
    {
        return Some((DeviceKind::Ipad, at + 1));
    }
    if word == "ipod" || word == "ipods" {
        return Some((DeviceKind::Ipod, at + 1));
    }
    if word == "i" && matches!(words.at(at + 1), "phone" | "phones") && starts_model(words.at(at + 2)) {
        return Some((DeviceKind::Iphone, at + 2));
    }
    if word == "i" && words.at(at + 1) == "pad" {
        return Some((DeviceKind::Ipad, at + 2));
    }
    inside(word).map(|kind| (kind, at + 1))
}

/// French and Italian articles run into the name when the apostrophe is dropped: `l'iPhone`, `dell'iPad`.
fn without_article(word: &str) -> &str {
    const ARTICLES: Phrases = Phrases::new("dell|sull|nell|all|quest|un|l|d");
    let bare = ARTICLES.each().find_map(|article| word.strip_prefix(article));
    bare.filter(|bare| matches!(*bare, "iphone" | "ipad")).unwrap_or(word)
}

/// Russian endings (`айфона`), and Japanese, which is written without spaces.
fn is_cyrillic_or_kana(word: &str, stems: &str, anywhere: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    stems.split('|').any(|stem| word.starts_with(stem)) || anywhere.split('|').any(|name| word.contains(name))
}

/// `私のiphone`: a Latin name among letters of a script without spaces.
fn inside(word: &str) -> Option<DeviceKind> {
    if word.is_ascii() {
        return None;
    }
    let stands_alone = |name: &str| {
        word.split_once(name).is_some_and(|(before, after)| {
            !before.ends_with(|ch: char| ch.is_ascii_alphanumeric())
                && !after.starts_with(|ch: char| ch.is_ascii_alphabetic())
        })
    };
    if stands_alone("iphone") {
        Some(DeviceKind::Iphone)
    } else if stands_alone("ipad") {
        Some(DeviceKind::Ipad)
    } else {
        None
    }
}

fn starts_model(word: &str) -> bool {
    word.starts_with(|ch: char| ch.is_ascii_digit()) || matches!(word, "se" | "x" | "xr" | "xs")
}

/// What a device is called before its model.
pub(super) fn noun(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Iphone => "iphone",
        DeviceKind::Ipad => "ipad",
        DeviceKind::Ipod => "ipod touch",
    }
}
