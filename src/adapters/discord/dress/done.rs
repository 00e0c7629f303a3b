//! Dresses what somebody of the staff reads after a deed about which triage says nothing itself.

use super::message::Dressed;
use crate::knowledge::KnowledgeBase;
use crate::triage::Case;
use crate::triage::desk::{Deed, Receiver};

/// One sentence: what is so now.
#[must_use]
pub fn done(base: &KnowledgeBase, case: &Case, deed: &Deed) -> Dressed {
    let say = |name: &str, holes: &[(&str, &str)]| base.replies.say(name, holes);
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    let plain = |name: &str| say(name, &[("number", &number)]);
    let text = match deed {
        Deed::Claim | Deed::Accept => plain("discord_done_claim"),
        Deed::Decline => plain("discord_done_decline"),
        Deed::HandOff { to: Receiver::Apple, .. } => plain("discord_done_apple"),
        Deed::HandOff { to, .. } => offered(base, case, &number, *to),
        Deed::Ask { .. } => plain("discord_done_ask"),
        Deed::Resolve { .. } => plain("discord_done_resolve"),
        // Of these triage says itself what is so now.
        Deed::Release
        | Deed::Note { .. }
        | Deed::Prioritize(_)
        | Deed::Reclassify(_)
        | Deed::Close
        | Deed::Reopen
        | Deed::JoinedIn => plain("discord_done"),
    };
    Dressed::text(&text)
}

fn offered(base: &KnowledgeBase, case: &Case, number: &str, to: Receiver) -> String {
    let to = match to {
        Receiver::Moderator(person) => format!("<@{person}>"),
        Receiver::Role(role) => format!("<@&{}>", role.0),
        Receiver::Apple => String::new(),
    };
    let until = case.hand_off.as_ref().map_or(case.touched_at, |hand_off| hand_off.until);
    let until = format!("<t:{}:R>", until.as_second());
    base.replies.say("discord_done_handoff", &[("number", number), ("to", &to), ("until", &until)])
}
