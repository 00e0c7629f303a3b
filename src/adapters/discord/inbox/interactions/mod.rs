//! Interactions: each is answered at once, and what it does goes the way of every other event.

mod asked;
mod autocomplete;
mod backup;
mod case;
mod commands;
mod correct;
mod desk;
mod incident;
mod options;
mod order;
mod plan;
mod press;
mod privacy;
mod sent;
mod staff;
mod stats;
mod when;

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::model::application::Interaction;
use serenity::model::id::{GuildId, UserId};
use tokio::sync::oneshot;
use tracing::Instrument as _;

use super::flood::{Waiting, What};
use super::lanes::Lanes;
use super::room::Room;
use crate::store::StoreError;
pub(super) use asked::Asked;
use plan::Plan;

/// Where an interaction was made, who made it, and what it counts as; `None` for those that nobody makes.
pub(super) fn by_whom(interaction: &Interaction) -> Option<(Option<GuildId>, UserId, What)> {
    match interaction {
        Interaction::Autocomplete(one) => Some((one.guild_id, one.user.id, What::Letter)),
        Interaction::Command(one) => Some((one.guild_id, one.user.id, What::Press)),
        Interaction::Component(one) => Some((one.guild_id, one.user.id, What::Press)),
        Interaction::Modal(one) => Some((one.guild_id, one.user.id, What::Press)),
        // Discord sends these over HTTP only.
        Interaction::Ping(_) => None,
        other => {
            tracing::warn!(kind = ?other.kind(), "an interaction of a new kind");
            None
        }
    }
}

/// Answers an interaction that was one too many, and does nothing else.
pub(super) fn turn_away(room: &Arc<Room>, waiting: &Waiting, interaction: Interaction) {
    let asked = match interaction {
        Interaction::Autocomplete(one) => {
            let nothing = CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new());
            return waiting.answer(room, Asked::command(room, &one), nothing);
        }
        Interaction::Command(one) => Asked::command(room, &one),
        Interaction::Component(one) => Asked::component(room, &one),
        Interaction::Modal(one) => Asked::modal(room, &one),
        Interaction::Ping(_) => return,
        _ => return,
    };
    if let Some(answer) = Plan::tell(room, "discord_too_fast", &[]).answer {
        waiting.answer(room, asked, answer);
    }
}

/// How long an answer waits until what was pressed is kept. Discord waits three seconds for it, so that a slow disk is
/// no reason to let a press fail before everybody's eyes.
const SAFE_WITHIN: Duration = Duration::from_millis(1_500);

/// Takes in an interaction. A press that is taken in silence is answered when it is kept: what was acknowledged counts,
/// whatever happens to the process. Any other answer is sent beside everything else, and what follows waits for it in
/// the person's lane.
pub(super) fn take(room: &Arc<Room>, lanes: &Lanes, interaction: Interaction) {
    let (asked, plan) = match interaction {
        Interaction::Autocomplete(one) => {
            let asked = Asked::command(room, &one);
            return autocomplete::answer(room, asked, one);
        }
        Interaction::Command(one) => {
            let asked = Asked::command(room, &one);
            let plan = commands::plan(room, &asked, &one);
            (asked, plan)
        }
        Interaction::Component(one) => {
            let asked = Asked::component(room, &one);
            let plan = press::plan(room, &asked, &one);
            (asked, plan)
        }
        Interaction::Modal(one) => {
            let asked = Asked::modal(room, &one);
            let plan = sent::plan(room, &asked, &one);
            (asked, plan)
        }
        Interaction::Ping(_) => return,
        // Of a kind that is newer than this.
        _ => return,
    };
    carry_out(room, lanes, asked, plan);
}

fn carry_out(room: &Arc<Room>, lanes: &Lanes, asked: Asked, plan: Result<Plan, StoreError>) {
    let plan = plan.unwrap_or_else(|error| {
        room.stop(error);
        Plan::tell(room, "discord_broken", &[])
    });
    let Plan { answer, then, safe_first } = plan;
    let server = asked.server.map(|server| server.0);
    let span = tracing::error_span!("interaction", server, interaction = asked.id.get());
    span.in_scope(|| tracing::debug!("received"));
    match (answer, then) {
        (Some(answer), Some(then)) if safe_first => {
            let (room, person) = (Arc::clone(room), asked.who.person);
            let (tell, told) = oneshot::channel::<()>();
            let waiting = room.bot.answering.begin(&asked.via.token);
            let taking = async move {
                then.await;
                drop(tell);
            };
            lanes.add(person, taking.instrument(span.clone()));
            let answering = async move {
                // Dropped or late, it is answered.
                let _: Result<_, _> = tokio::time::timeout(SAFE_WITHIN, told).await;
                asked.answer(&room, answer).await;
                drop(waiting);
            };
            tokio::spawn(answering.instrument(span));
        }
        (Some(answer), then) => {
            let (room, person) = (Arc::clone(room), asked.who.person);
            let answering = async move { asked.answer(&room, answer).await };
            let answering = tokio::spawn(answering.instrument(span.clone()));
            if let Some(then) = then {
                let taking = async move {
                    // Whether the answer came through or not: what was pressed counts.
                    let _: Result<bool, _> = answering.await;
                    then.await;
                };
                lanes.add(person, taking.instrument(span));
            }
        }
        (None, Some(then)) => drop(tokio::spawn(then.instrument(span))),
        (None, None) => {}
    }
}
