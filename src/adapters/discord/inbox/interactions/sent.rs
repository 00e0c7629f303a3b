//! Forms that were sent: the four fields, a report, the reason of a hand-off, a question to the member.

use std::sync::Arc;

use serenity::model::application::ModalInteraction;

use super::super::room::Room;
use super::asked::Asked;
use super::plan::Plan;
use super::press::{as_member, with_case};
use super::{backup, desk};
use crate::adapters::discord::dress::{Pressed, modal};
use crate::store::StoreError;
use crate::triage::EventKind;
use crate::triage::desk::Deed;

/// What a form leads to.
pub(super) fn plan(room: &Arc<Room>, asked: &Asked, one: &ModalInteraction) -> Result<Plan, StoreError> {
    let values = modal::values(&one.data);
    let value = |name: &str| values.get(name).cloned().unwrap_or_default();
    match Pressed::decode(&one.data.custom_id) {
        Some(Pressed::FormSent { case }) => with_case(room, asked, case, |found| {
            Ok(as_member(room, asked, found, EventKind::Filled(modal::filled(&values))))
        }),
        Some(Pressed::HandOffReason { case, to }) => with_case(room, asked, case, |found| {
            desk::sent(room, asked, found, Deed::HandOff { to, reason: value(modal::REASON) })
        }),
        Some(Pressed::AskSent { case }) => with_case(room, asked, case, |found| {
            desk::sent(room, asked, found, Deed::Ask { words: value(modal::QUESTION) })
        }),
        Some(Pressed::Report) => {
            Ok(backup::report(room, asked, &value(modal::PROBLEM), modal::filled(&values)))
        }
        Some(
            Pressed::Choice { .. }
            | Pressed::WhichCause { .. }
            | Pressed::Form { .. }
            | Pressed::Tried { .. }
            | Pressed::ReceiverMenu { .. }
            | Pressed::Server { .. }
            | Pressed::Correct { .. }
            | Pressed::List(_)
            | Pressed::Setup(_),
        )
        | None => Ok(Plan::tell(room, "discord_old_button", &[])),
    }
}
