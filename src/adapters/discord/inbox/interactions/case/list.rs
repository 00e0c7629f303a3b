//! `/case list`: a page of the cases that are meant, asked of the store anew for every page.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::super::room::Room;
use super::super::asked::Asked;
use super::super::options::Options;
use super::super::plan::Plan;
use super::super::staff::for_moderators;
use super::super::when;
use super::deed::cause;
use crate::adapters::discord::dress::Dressed;
use crate::adapters::discord::dress::case_list::{self, LAST_PAGE, Listed, ON_A_PAGE, Page};
use crate::adapters::discord::dress::stage::{self, Queue};
use crate::store::{Filter, Store, StoreError, is_open};
use crate::triage::{Case, ServerId};

/// The command.
pub(super) fn asked(
    room: &Arc<Room>,
    asked: &Asked,
    server: ServerId,
    options: Options<'_>,
) -> Result<Plan, StoreError> {
    Ok(match read(room, options) {
        Ok(listed) => turn(room, asked, server, listed, Plan::later()),
        Err(sentence) => Plan::tell(room, sentence, &[]),
    })
}

/// A button that turns pages. What it carries could be forged: it only chooses what a moderator may see anyway.
pub(in super::super) fn turned(room: &Arc<Room>, asked: &Asked, listed: Listed) -> Result<Plan, StoreError> {
    Ok(match for_moderators(room, asked)? {
        Ok(server) => turn(room, asked, server, listed, Plan::silent()),
        Err(refused) => refused,
    })
}

fn read(room: &Room, options: Options<'_>) -> Result<Listed, &'static str> {
    let given = |name: &'static str| Some(options.text(name)).filter(|text| !text.trim().is_empty());
    let cause = match given("cause") {
        Some(typed) => Some(cause(&room.bot.known.base, typed).ok_or("discord_unknown_cause")?),
        None => None,
    };
    let hours = match given("age") {
        Some(typed) => Some(when::hours(typed).ok_or("discord_bad_age")?),
        None => None,
    };
    Ok(Listed {
        queue: given("stage").and_then(Queue::of).unwrap_or_default(),
        priority: given("priority").and_then(stage::level),
        owner: options.person("owner"),
        hours,
        cause,
        page: 0,
    })
}

fn turn(room: &Arc<Room>, asked: &Asked, server: ServerId, listed: Listed, plan: Plan) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    plan.then(async move {
        let answer = page(&own, server, listed).await.unwrap_or_else(|error| {
            own.stop(error);
            Dressed::text(&own.bot.say("discord_broken", &[]))
        });
        asked.become_this(&own, &answer).await;
    })
}

/// Reads beside everything else: a list of old cases may read many.
async fn page(room: &Arc<Room>, server: ServerId, listed: Listed) -> Result<Dressed, StoreError> {
    let (own, now) = (Arc::clone(room), room.bot.now());
    let read = tokio::task::spawn_blocking(move || {
        let (listed, page) = cases(&*own.bot.store, server, listed, now)?;
        Ok(case_list::page(&own.bot.known.base, &listed, &page, now))
    });
    read.await.unwrap_or_else(|error| Err(StoreError::Stopped { why: error.to_string() }))
}

/// The cases of a page; a page behind the last one is the last one.
fn cases(
    store: &dyn Store,
    server: ServerId,
    listed: Listed,
    now: Timestamp,
) -> Result<(Listed, Page), StoreError> {
    let filter = filter(server, &listed, now);
    if filter.open { open(store, &filter, listed) } else { newest(store, &filter, listed) }
}

fn filter(server: ServerId, listed: &Listed, now: Timestamp) -> Filter {
    let until = listed
        .hours
        .map(|hours| now.checked_sub(SignedDuration::from_hours(i64::from(hours))).unwrap_or(Timestamp::MIN));
    let (stage, open) = match listed.queue {
        Queue::Open => (None, true),
        Queue::At(stage) => (Some(stage), is_open(stage)),
        Queue::All => (None, false),
    };
    Filter {
        server: Some(server),
        stage,
        open,
        cause: listed.cause.clone(),
        owner: listed.owner,
        priority: listed.priority,
        until,
        kept: true,
        newest_first: !open,
        ..Filter::default()
    }
}

/// Open ones are few: the most urgent first, of those the ones that wait longest.
fn open(store: &dyn Store, filter: &Filter, listed: Listed) -> Result<(Listed, Page), StoreError> {
    let mut keys = Vec::new();
    for case in store.cases(filter) {
        let case = case?;
        keys.extend(case.number.map(|number| (Reverse(case.priority), case.opened_at, number, case.server)));
    }
    keys.sort_unstable();
    let last = u32::try_from(keys.len().saturating_sub(1) / ON_A_PAGE).unwrap_or(u32::MAX).min(LAST_PAGE);
    let listed = Listed { page: listed.page.min(last), ..listed };
    let before = usize::try_from(listed.page).unwrap_or(usize::MAX).saturating_mul(ON_A_PAGE);
    let mut cases = Vec::new();
    for (_, _, number, server) in keys.iter().skip(before).take(ON_A_PAGE) {
        // It may have been deleted meanwhile.
        cases.extend(store.case(*server, *number)?);
    }
    let more = keys.len() > before.saturating_add(ON_A_PAGE);
    Ok((listed, Page { cases, all: Some(keys.len()), more }))
}

/// Of those that are over only as many as the page needs are read.
fn newest(store: &dyn Store, filter: &Filter, listed: Listed) -> Result<(Listed, Page), StoreError> {
    let before = usize::try_from(listed.page).unwrap_or(usize::MAX).saturating_mul(ON_A_PAGE);
    let found = store.cases(filter).skip(before).take(ON_A_PAGE + 1);
    let cases: Result<Vec<Case>, StoreError> = found.collect();
    let mut cases = cases?;
    if cases.is_empty() && listed.page > 0 {
        return newest(store, filter, Listed { page: 0, ..listed });
    }
    let more = cases.len() > ON_A_PAGE;
    cases.truncate(ON_A_PAGE);
    Ok((listed, Page { cases, all: None, more }))
}
