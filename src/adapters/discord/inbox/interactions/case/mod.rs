//! `/case`: what moderators see of cases, and what they do with one by its number.
//!
//! | file | what it does |
//! | --- | --- |
//! | `may` | who may do what with a case |
//! | `deed` | the options of a command -> a deed |
//! | `receiver` | whether a case can be handed to somebody |
//! | `act` | a deed is done, and whoever did it is told what came of it |
//! | `list` | the pages of a list |
//! | `look` | one case to look at, and the block for Apple Support |
//! | `typing` | what is offered while a command is typed |

pub(super) mod act;
mod deed;
mod list;
mod look;
pub(super) mod may;
pub(super) mod receiver;
mod typing;

use std::sync::Arc;

use super::super::room::Room;
use super::asked::Asked;
use super::options::Options;
use super::plan::Plan;
use super::staff::for_moderators;
use crate::store::StoreError;
use crate::triage::{Case, CaseNumber, ServerId};

pub(super) use deed::cause as known_cause;
pub(super) use list::turned;
pub(super) use typing::offers;

/// What `/case` leads to; `None` for a subcommand of another version.
pub(super) fn plan(
    room: &Arc<Room>,
    asked: &Asked,
    sub: &str,
    options: Options<'_>,
) -> Result<Option<Plan>, StoreError> {
    let number = CaseNumber(options.number("number").unwrap_or_default());
    Ok(Some(match sub {
        "list" => match for_moderators(room, asked)? {
            Ok(server) => list::asked(room, asked, server, options)?,
            Err(refused) => refused,
        },
        "show" => look::show(room, asked, number)?,
        "brief" => look::brief(room, asked, number)?,
        _ => match deed::read(&room.bot.known.base, sub, options) {
            Some(Ok(wanted)) => match asked.server {
                Some(server) => act::plan(room, asked, server, number, wanted),
                None => Plan::tell(room, "discord_server_only", &[]),
            },
            Some(Err(sentence)) => Plan::tell(room, sentence, &[]),
            None => return Ok(None),
        },
    }))
}

/// A case of this server that is still more than a number; `Err` is the sentence that says why there is none.
fn find(room: &Room, server: ServerId, number: CaseNumber) -> Result<Result<Case, &'static str>, StoreError> {
    Ok(match room.bot.store.case(server, number)? {
        None => Err("discord_no_such_case"),
        Some(case) if case.forgotten => Err("discord_case_forgotten"),
        Some(case) => Ok(case),
    })
}
