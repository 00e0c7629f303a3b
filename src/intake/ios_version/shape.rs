//! Finds what has the shape of a version: labeled, with a dot, or with words that leave no doubt.

use super::super::measure::{is_time, is_unit, leading_number};
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::{Candidate, Label, beta};
use crate::knowledge::IosTable;

/// What people call the version before its number.
const LABELS: Phrases = Phrases::new(
    "ios|i0s|ipados|iphoneos|iso|ois|isos|iois|ioss|lios|os|version|ver|vers|v|verison|vershion|\
    versión|versione|versao|versie|firmware|software|аиос|иос|версия",
);
/// Words that may stand between the label and the number.
const BETWEEN: Phrases = Phrases::new(
    "version|ver|vers|v|is|its|number|no|nr|beta|public|developer|dev|i|think|like|around|says|on|\
    currently|now|update|software|build",
);
/// Words behind a number with a dot that make it an amount.
const AMOUNTS: Phrases = Phrases::new(
    "of|out of|left|free|used|available|remaining|down|upload|download|full|inch|inches|zoll|per|\
    million|thousand|stars|mins|more|over|meters",
);
const STEPS_UP: Phrases = Phrases::new(
    "update to|updated to|updating to|updates to|upgrade to|upgraded to|upgrading to|moved to|\
    went to|going to|updte to|updatd to|since|after|on the|the|installed|installing|got|from",
);

/// The version that starts at a word, with its beta.
pub(super) fn read(words: Words<'_>, ios: &IosTable, at: usize) -> Option<Candidate> {
    let label = label_before(words, at);
    let (number, parts, rest) = number(words.at(at))?;
    let (number, parts, last) = spoken(words, at, number, parts);
    let glued = beta::suffix(rest);
    if !(rest.is_empty() || glued.is_some() || !rest.is_ascii()) || is_amount(words, at) {
        return None;
    }
    // `12b3` may be a room; `26.1b3` and "ios 26b3" are betas.
    if rest.starts_with('b') && !rest.starts_with("beta") && parts.len() == 1 && label.is_none() {
        return None;
    }
    let beta = glued.map(|beta| (beta, last + 1)).or_else(|| beta::behind(words, last + 1)).or_else(|| {
        let before = beta::before(words, at)?;
        Some((before, last + 1))
    });
    let fits = match (label, parts.as_slice()) {
        // "Baseline v3" is no version of iOS.
        (Some("v"), [major]) => *major >= 11 && *major <= 99 && !is_counted(words, at),
        (Some(_), [major]) => *major >= 3 && *major <= 99 && !is_counted(words, at),
        (Some(name), [major, ..]) => *major >= 3 && *major <= 99 && (name != "v" || *major >= 7),
        (None, [major]) => is_clear(words, ios, at, *major, beta.is_some()),
        (None, [major, rest @ ..]) => {
            is_released(words, ios, at, *major)
                && rest.iter().all(|part| *part <= 15)
                && rest.first().is_some_and(|minor| *minor <= ios.highest_minor.max(8))
        }
        (_, []) => false,
    };
    if !fits {
        return None;
    }
    let label = if label.is_some() { Label::Named } else { Label::Bare };
    let (beta, end) = beta.unwrap_or_else(|| beta::response(words, last + 1));
    Some(Candidate { words: at..end, version: format!("{number}{beta}"), label })
}

/// "18 point 2" is 18.2; also where the number ends.
fn spoken(words: Words<'_>, at: usize, number: String, mut parts: Vec<u16>) -> (String, Vec<u16>, usize) {
    let minor = words.at(at + 2).parse::<u16>().ok().filter(|minor| *minor < 10);
    match minor {
        Some(minor)
            if parts.len() == 1 && matches!(words.at(at + 1), "point" | "dot" | "punkt" | "punto") =>
        {
            parts.push(minor);
            (format!("{number}.{minor}"), parts, at + 2)
        }
        Some(_) | None => (number, parts, at),
    }
}

/// `17,4` -> `17.4` and its parts; `None` for addresses, dates and amounts.
fn number(word: &str) -> Option<(String, Vec<u16>, &str)> {
    let (digits, rest) = leading_number(word)?;
    let digits = digits.replace(',', ".");
    let parts: Option<Vec<u16>> = digits.split('.').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| parts.len() <= 3)?;
    // `05.10` is a date, `1.5` and `2.99` are amounts.
    let odd = digits.split('.').any(|part| part.len() > 2 || (part.len() > 1 && part.starts_with('0')));
    (!odd).then_some((digits, parts, rest))
}

/// The label before a number, with a few words between.
fn label_before(words: Words<'_>, at: usize) -> Option<&str> {
    for back in 1..=4 {
        let word = words.before(at, back);
        if is_label(word) && reaches(words, at, back) {
            return Some(word);
        }
        if !one_of(word, BETWEEN) {
            return None;
        }
    }
    None
}

fn is_label(word: &str) -> bool {
    one_of(word, LABELS) || (!word.is_ascii() && (word.ends_with("ios") || word.contains("ハーション")))
}

/// "iOS: 17", "ver. 17" belong together over a clause or an abbreviation; "new iOS. 3 weeks" does not.
fn reaches(words: Words<'_>, at: usize, back: usize) -> bool {
    let label = at - back;
    words.same_sentence(label, at) || (back == 1 && matches!(words.at(label), "ver" | "vers" | "v" | "ios"))
}

/// A number that is an amount, a time, a price or a part of something else.
fn is_amount(words: Words<'_>, at: usize) -> bool {
    let next = words.at(at + 1);
    let here = words.same_clause(at, at + 1);
    let dots = words.at(at).matches(['.', ',']).count();
    let has_dot = dots > 0;
    let labelled = label_before(words, at).is_some();
    let measured = here
        && (is_unit(next)
            || is_time(next)
            || (dots == 1 && !labelled && words.follows(at + 1, AMOUNTS).is_some()));
    let up_to_date = words.follows(at + 1, phrases!("up to date")).is_some();
    let speed = here && has_dot && next == "up" && !up_to_date;
    let money = words.gap_before(at).ends_with(['$', '€', '£', '¥'])
        || words.gap_after(at).starts_with(['€', '$', '£']);
    let inches =
        words.gap_after(at).starts_with(['"', '\u{201d}', '\u{2033}']) && words.before(at, 1) == "pro";
    let part =
        !labelled && ((words.before(at, 1) == "/" && !is_behind_model(words, at)) || words.at(at + 1) == "/");
    let whatsapp =
        matches!(words.before(at, 2), "app" | "whatsapp" | "itunes" | "macos" | "windows" | "watchos");
    measured || speed || money || inches || part || whatsapp
}

/// "iphone 14/18.3".
fn is_behind_model(words: Words<'_>, at: usize) -> bool {
    const NAMES: Phrases = Phrases::new("iphone|phone|ipad|pro|max|mini|plus|air|se|xr|xs|my");
    let model = words.before(at, 2);
    words.at(at).contains('.') && (one_of(model, NAMES) || one_of(words.before(at, 3), NAMES))
}

/// "iOS 17 days": the number counts what follows.
fn is_counted(words: Words<'_>, at: usize) -> bool {
    let next = words.at(at + 1);
    words.same_clause(at, at + 1) && (is_unit(next) || is_time(next))
}

/// Whether a bare whole number is a version without doubt: "updated to 18", "since the 26 update", "26 beta".
fn is_clear(words: Words<'_>, ios: &IosTable, at: usize, major: u16, beta: bool) -> bool {
    let newest = ios.newest().unwrap_or_default();
    if major < 10 || major > newest.max(27) + 2 {
        return false;
    }
    let stepped = words.led_by(at, STEPS_UP);
    let update_behind = words.follows(at + 1, phrases!("update|updates|upgrade|public beta")).is_some();
    let updated = words.led_by(
        at,
        phrases!("update to|updated to|updating to|updates to|updte to|updatd to|upgrade to|upgraded to|upgrading to"),
    );
    // "from 17.6 to 18", "on 17 something".
    let after_version = words.before(at, 1) == "to"
        && number(words.before(at, 2)).is_some_and(|(_, parts, _)| parts.len() > 1);
    let vague = words.follows(at + 1, phrases!("something|point something|ish|x")).is_some()
        && words.before(at, 1) == "on";
    // No iPhone has the number of a version that has been released since 2024.
    let installed = phrases!(
        "\
        downloaded|installed|got|put|took|went up to|up to|to|on|running|runs|has|from|since|after|with|onto|auf|\
        sur|su|en|op|na|is on|are on|now on|the|before|version|seit|desde|depuis|had|accepted"
    );
    let recent = ios.majors.iter().any(|known| known.number == major && major >= 18);
    let dated = calendar_follows(words, at + 1) || words.led_by(at, phrases!("number"));
    let has_it = words.follows(at + 1, phrases!("on it|on there|on them|installed")).is_some();
    let parted =
        words.at(at + 1).is_empty() || !matches!(words.at(at + 1), "pro" | "plus" | "mini" | "max" | "air");
    const LEFT: Phrases = Phrases::new(
        "updated past|update past|updating past|upgraded past|upgrade past|gone past|went past|go past|updated beyond|past ios|\
        never left|refuse to leave|wont leave|stayed on|staying on|stay on|runs on|only run on|only works on|only work on",
    );
    let stays = parted && words.led_by(at, LEFT);
    beta || stays
        || after_version
        || (recent && !dated && words.led_by(at, installed))
        || (has_it && words.led_by(at, phrases!("got|has|had|have|with|put|running|hes got|shes got")))
        || vague
        || (update_behind && stepped)
        || (updated && parted && (major >= 18 || !words.led_by(at, phrases!("upgraded to"))))
}

/// "on 26 October", "the 26 of May", "26 times", "to 26 people": a day or a count, and no version.
fn calendar_follows(words: Words<'_>, at: usize) -> bool {
    const COUNTED: Phrases = Phrases::new(
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|\
        jul|aug|sep|sept|oct|nov|dec|of|devices|phones|ipads|iphones|people|photos|apps|files|backups|users|\
        accounts|percent|attempts|tries|items|staff|pupils|students|others|other|out",
    );
    words.same_clause(at.saturating_sub(1), at) && one_of(words.at(at), COUNTED)
}

/// Whether a bare number with a dot begins with a major version that exists, or is introduced as a version.
fn is_released(words: Words<'_>, ios: &IosTable, at: usize, major: u16) -> bool {
    let known = ios.majors.iter().any(|known| known.number == major) || (7..=18).contains(&major);
    let newest = ios.newest().unwrap_or_default();
    known
        || (major > 18
            && major <= newest + 3
            && (words.led_by(at, STEPS_UP) || words.led_by(at, phrases!("on|running|im on|to|still on"))))
}
