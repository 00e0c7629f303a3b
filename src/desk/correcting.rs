//! What moderators say is right: the list of it, and a correction of the message that began a case.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::asking::Answer;
use crate::store::{Store, StoreError, Write};
use crate::triage::{About, CaseNumber, Correction, Right, Said, ServerId};

/// Which corrections are meant; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Which {
    /// Corrections of this server.
    pub server: Option<ServerId>,
    /// Corrections made at this time or later.
    pub since: Option<Timestamp>,
    /// Corrections made before this time.
    pub until: Option<Timestamp>,
}

/// A correction of the message that began a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfCase {
    /// In which server.
    pub server: ServerId,
    /// Which case.
    pub case: CaseNumber,
    /// The message: cases do not keep it.
    pub text: String,
    /// What the bot makes of it.
    pub said: Said,
    /// What is right.
    pub right: Right,
    /// When.
    pub at: Timestamp,
}

/// Hands out the corrections that are meant, oldest first; stops early when `sink` wants no more (`false`).
///
/// # Errors
/// What the store says.
pub(super) fn list(
    store: &dyn Store,
    which: &Which,
    sink: &mut dyn FnMut(Answer) -> bool,
) -> Result<(), StoreError> {
    let mut meant = store.corrections(which.server).collect::<Result<Vec<_>, _>>()?;
    meant.retain(|one| {
        which.since.is_none_or(|since| one.at >= since) && which.until.is_none_or(|until| one.at < until)
    });
    meant.sort_by_key(|one| (one.at, one.server, one.about));
    let _: bool = meant.into_iter().all(|one| sink(Answer::Correction(Box::new(one))));
    Ok(())
}

/// Keeps a correction of the message that began a case; `None` when there is no such case, or it is forgotten.
///
/// # Errors
/// What the store says.
pub(super) fn keep(store: &dyn Store, given: &OfCase) -> Result<Option<Correction>, StoreError> {
    let case = store.case(given.server, given.case)?.filter(|case| !case.forgotten);
    let Some(case) = case else { return Ok(None) };
    let correction = Correction {
        server: given.server,
        about: case.home.map_or(About::Case(given.case), |home| About::Message(home.message)),
        place: case.home.map_or(case.place, |home| home.channel),
        author: case.person,
        text: given.text.clone(),
        said: given.said.clone(),
        right: given.right.clone(),
        by: None,
        at: given.at,
    };
    store.write(Write::Correct(Box::new(correction.clone())))?;
    Ok(Some(correction))
}
