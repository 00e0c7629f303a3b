//! What is offered while `/case` is typed: cases, causes, steps, ages.

use serenity::builder::{AutocompleteChoice, CreateAutocompleteResponse};
use serenity::model::application::{CommandInteraction, ResolvedValue};

use super::super::super::room::Room;
use super::super::asked::Asked;
use super::super::options::Options;
use super::deed::{OFF_TOPIC, UNKNOWN};
use super::known_cause;
use super::may::{Wish, may};
use crate::adapters::discord::dress::commands::Known;
use crate::adapters::discord::dress::order_command::STEPS;
use crate::adapters::discord::dress::{commands, cut, limits};
use crate::knowledge::{KnowledgeBase, Step, StepId};
use crate::store::{Filter, StoreError};
use crate::triage::{Case, CaseNumber, ServerId};

/// The most cases that are looked through while somebody types; older ones are found by their number.
const MOST: usize = 400;
/// Ages that are asked for most.
const AGES: [&str; 6] = ["4h", "12h", "1d", "3d", "1w", "2w"];

/// What fits what was typed so far; only for those who may see cases. It reads the disk.
pub(in super::super) fn offers(
    room: &Room,
    asked: &Asked,
    one: &CommandInteraction,
) -> Result<CreateAutocompleteResponse, StoreError> {
    let none = CreateAutocompleteResponse::new();
    let (Some(server), Some(typed)) = (asked.server, one.data.autocomplete()) else { return Ok(none) };
    let options = one.data.options();
    let Some(ResolvedValue::SubCommand(inner)) = options.first().map(|sub| &sub.value) else {
        return Ok(none);
    };
    let sub = options.first().map_or("", |sub| sub.name);
    let base = &room.bot.known.base;
    let is_moderator = asked.who.is_moderator(&*room.bot.servers.of(server)?);
    Ok(match typed.name {
        "number" => commands::cases(&cases(room, asked, server, typed.value)?, typed.value),
        // The causes of `/incident` and `/order` are offered here too.
        "cause" if is_moderator => choices(causes(base, sub == "reclassify"), typed.value),
        "step" => {
            let number = Options(inner).number("number").map(CaseNumber);
            choices(steps(room, asked, server, number, is_moderator)?, typed.value)
        }
        name if is_moderator && STEPS.contains(&name) => {
            choices(steps_of(base, Options(inner).text("cause")), typed.value)
        }
        "age" if is_moderator => {
            choices(AGES.iter().map(|age| ((*age).to_owned(), (*age).to_owned())).collect(), typed.value)
        }
        _ => none,
    })
}

/// Names and values of which every word typed is in the name.
fn choices(all: Vec<(String, String)>, typed: &str) -> CreateAutocompleteResponse {
    let typed = typed.to_lowercase();
    let fits = |name: &str| typed.split_whitespace().all(|word| name.to_lowercase().contains(word));
    let fitting =
        all.into_iter().filter(|(name, value)| fits(name) && limits::units(value) <= limits::CHOICE_VALUE);
    let choices = fitting
        .take(limits::AUTOCOMPLETE_CHOICES)
        .map(|(name, value)| AutocompleteChoice::new(cut(&name, limits::CHOICE_NAME), value));
    CreateAutocompleteResponse::new().set_choices(choices.collect())
}

/// The causes by their titles; a case is also filed under none.
fn causes(base: &KnowledgeBase, filing: bool) -> Vec<(String, String)> {
    let mut causes: Vec<(String, String)> =
        base.causes.iter().map(|cause| (cause.title.clone(), cause.id.to_string())).collect();
    causes.sort();
    if filing {
        let none = [(UNKNOWN, "discord_file_unknown"), (OFF_TOPIC, "discord_file_off_topic")];
        let none = none.map(|(value, sentence)| (base.replies.say(sentence, &[]), value.to_owned()));
        causes.splice(0..0, none);
    }
    causes
}

/// The steps that were shown in the case, newest first; then those of its causes; then the others. None for somebody who
/// may not handle it.
fn steps(
    room: &Room,
    asked: &Asked,
    server: ServerId,
    number: Option<CaseNumber>,
    is_moderator: bool,
) -> Result<Vec<(String, String)>, StoreError> {
    let base = &room.bot.known.base;
    let case = match number {
        Some(number) => room.bot.store.case(server, number)?.filter(|case| !case.forgotten),
        None => None,
    };
    let settings = room.bot.servers.of(server)?;
    let case = case.filter(|case| may(asked, case, &settings, Wish::Handle));
    if case.is_none() && !is_moderator {
        return Ok(Vec::new());
    }
    let shown = case.iter().flat_map(|case| case.steps.iter().rev().map(|record| record.step.clone()));
    let fitting = case.iter().flat_map(|case| &case.causes).filter_map(|ranked| base.cause(&ranked.id));
    let fitting = fitting.flat_map(|cause| cause.steps.iter().cloned());
    let mut ids: Vec<StepId> = Vec::new();
    for id in shown.chain(fitting).chain(base.steps.keys().cloned()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let named = |step: &Step| (step.title.clone(), step.id.to_string());
    Ok(ids.iter().filter_map(|id| base.step(id)).map(named).collect())
}

/// The steps of the cause that was named before, in their order.
fn steps_of(base: &KnowledgeBase, cause: &str) -> Vec<(String, String)> {
    let cause = known_cause(base, cause).and_then(|id| base.cause(&id));
    let steps = cause.into_iter().flat_map(|cause| &cause.steps).filter_map(|id| base.step(id));
    steps.map(|step| (step.title.clone(), step.id.to_string())).collect()
}

/// The cases that this person may handle: open ones first, then the newest, and the one whose number is typed.
fn cases(room: &Room, asked: &Asked, server: ServerId, typed: &str) -> Result<Vec<Known>, StoreError> {
    let settings = room.bot.servers.of(server)?;
    let sees = |case: &Case| {
        !case.forgotten
            && (may(asked, case, &settings, Wish::Handle)
                || (case.hand_off.is_some() && may(asked, case, &settings, Wish::Answer)))
    };
    let known = |case: Case| known(&room.bot.known.base, &case);
    let mut found: Vec<Known> = Vec::new();
    if let Ok(number) = typed.trim().parse() {
        let exact = room.bot.store.case(server, CaseNumber(number))?.filter(sees);
        found.extend(exact.and_then(known));
    }
    let newest = Filter { server: Some(server), kept: true, newest_first: true, ..Filter::default() };
    let open = Filter { open: true, ..newest.clone() };
    for filter in [open, newest] {
        for case in room.bot.store.cases(&filter).take(MOST) {
            let case = case?;
            if sees(&case) && !found.iter().any(|one| Some(one.number) == case.number) {
                found.extend(known(case));
            }
        }
    }
    Ok(found)
}

fn known(base: &KnowledgeBase, case: &Case) -> Option<Known> {
    let cause = case.causes.first().and_then(|cause| base.cause(&cause.id));
    Some(Known {
        number: case.number?,
        cause: cause.map_or_else(String::new, |cause| cause.title.clone()),
        words: case.words.clone().unwrap_or_default(),
    })
}
