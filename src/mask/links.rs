//! The links of a text, and whether the name of a site borrows Apple's.

use crate::knowledge::Scams;

use super::plain::OPAQUE;

/// The longest name of a site.
const LONGEST: usize = 253;

/// The sites that a plain text links to: after `http://`, `https://`, `hxxp(s)://` or `www.`, or by an ending that sites have.
pub(super) fn hosts(plain: &[u8], scams: &Scams) -> Vec<String> {
    let is_part =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'~' | b'_' | b'@');
    let mut hosts: Vec<String> = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let rest = plain.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let before = plain.get(..at).unwrap_or_default();
        let linked = before.ends_with(b"://");
        // A path is no site.
        let inside = before.last().is_some_and(|byte| matches!(*byte, b'/' | b'\\' | OPAQUE)) && !linked;
        let word = String::from_utf8_lossy(rest.get(..length).unwrap_or_default()).into_owned();
        let host = word.trim_matches(['.', '-', '_']).to_owned();
        let known_ending = scams.endings.iter().any(|end| host.rsplit('.').next() == Some(end));
        let named = host.contains('.') && !host.contains('@') && host.len() <= LONGEST;
        if named && !inside && (linked || host.starts_with("www.") || known_ending) && !hosts.contains(&host)
        {
            hosts.push(host);
        }
        at += length;
    }
    hosts
}

/// Whether a site is one of these or belongs to one of them.
pub(super) fn is_of(host: &str, domains: &[String]) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    domains.iter().any(|domain| {
        host == domain || host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.ends_with('.'))
    })
}

/// Whether a name borrows one of Apple's: a brand spelled with letters that look alike, a brand beside bait, or Apple's
/// own name before another ending.
pub(super) fn looks_alike(host: &str, scams: &Scams) -> bool {
    let parts: Vec<&str> = host.split(['.', '-', '_']).collect();
    let misspelled = |part: &&str| {
        scams.brands.iter().any(|brand| {
            let (part_looks, brand_looks) = (looks(part, scams), looks(brand, scams));
            **part != *brand && same(&part_looks, &brand_looks)
        })
    };
    let borrowed = scams.own_domains.iter().any(|own| {
        let before = format!("{own}.");
        host.starts_with(&before) || host.contains(&format!(".{before}"))
    });
    let all = looks(host, scams);
    let brand = scams.brands.iter().any(|brand| all.contains(&looks(brand, scams)));
    let bait = scams.bait.iter().any(|bait| all.contains(&looks(bait, scams)));
    borrowed || parts.iter().any(misspelled) || (brand && bait)
}

/// A name as it looks at a glance.
fn looks(name: &str, scams: &Scams) -> String {
    scams.looks.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from.as_str(), to))
}

/// Whether two names look the same; `~`, a letter of another script, may be any letter.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).all(|(a, b)| a == b || a == b'~' || b == b'~')
        && one.bytes().any(|byte| byte != b'~')
}
