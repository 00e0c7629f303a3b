//! IDs on the command line: one, one or none, a list, forums with their tags.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::triage::{PlaceId, TagId};

/// One ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Id(pub(in crate::cli) u64);

/// One ID, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Maybe(pub(super) Option<u64>);

/// Any number of IDs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ids(pub(super) Vec<u64>);

/// Forums with the tag of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tags(pub(super) BTreeMap<PlaceId, TagId>);

/// The word for an empty list.
const NONE: &str = "none";

impl FromStr for Id {
    type Err = String;

    /// Digits, or a mention as Discord writes it (`<#1>`, `<@&1>`).
    fn from_str(text: &str) -> Result<Self, String> {
        let bare = text.trim().trim_start_matches(['<', '#', '@', '&']).trim_end_matches('>');
        let digits = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
        // Discord's IDs are positive and fit into 63 bits.
        match bare.parse::<i64>().ok().filter(|id| digits && *id > 0) {
            Some(id) => Ok(Self(id.unsigned_abs())),
            None => Err(format!(
                "{text:?} is not an ID; turn on Developer Mode in Discord, right-click the server, channel or role, \
                 and choose Copy ID"
            )),
        }
    }
}

impl FromStr for Maybe {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim() == NONE { Ok(Self(None)) } else { Id::from_str(text).map(|id| Self(Some(id.0))) }
    }
}

impl FromStr for Ids {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        parts(text).map(|part| Id::from_str(part).map(|id| id.0)).collect::<Result<_, _>>().map(Self)
    }
}

impl FromStr for Tags {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let pair = |part: &str| {
            let (forum, tag) = part.split_once('=').ok_or_else(|| {
                format!("{part:?} is not FORUM=TAG; write the forum's ID, =, and the tag's ID")
            })?;
            Ok((PlaceId(Id::from_str(forum)?.0), TagId(Id::from_str(tag)?.0)))
        };
        parts(text).map(pair).collect::<Result<_, String>>().map(Self)
    }
}

/// What stands between the commas; nothing for `none`.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = if text.trim() == NONE { None } else { Some(text) };
    text.into_iter().flat_map(|text| text.split(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_digits_or_a_mention() {
        for text in ["123", " 123 ", "<#123>", "<@&123>"] {
            assert_eq!(text.parse(), Ok(Id(123)), "{text:?}");
        }
        for text in ["", "0", "-1", "+1", "help", "#help", "12 3", "9223372036854775808", "١٢"] {
            assert!(text.parse::<Id>().unwrap_err().contains(&format!("{text:?} is not an ID")), "{text:?}");
        }
    }

    #[test]
    fn none_is_an_empty_list_and_an_empty_text_is_not() {
        assert_eq!("none".parse(), Ok(Maybe(None)));
        assert_eq!("7".parse(), Ok(Maybe(Some(7))));
        assert_eq!("none".parse(), Ok(Ids(Vec::new())));
        assert_eq!("1, 2".parse(), Ok(Ids(vec![1, 2])));
        assert!("".parse::<Ids>().is_err());
        assert!("1,,2".parse::<Ids>().is_err());
    }

    #[test]
    fn tags_come_with_their_forums() {
        assert_eq!("1=2, 3=4".parse::<Tags>().map(|tags| tags.0.len()), Ok(2));
        assert_eq!("none".parse::<Tags>().map(|tags| tags.0.len()), Ok(0));
        assert!("12".parse::<Tags>().unwrap_err().contains("\"12\" is not FORUM=TAG"));
    }
}
