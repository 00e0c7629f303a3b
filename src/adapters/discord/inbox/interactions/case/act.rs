//! A deed is done with a case by its number, and whoever did it is told, for their eyes, what came of it.

use std::sync::Arc;

use super::super::super::room::Room;
use super::super::asked::Asked;
use super::super::plan::Plan;
use super::deed::Wanted;
use super::may::{Wish, may};
use super::{find, receiver};
use crate::adapters::discord::dress::{self, Dressed, done};
use crate::desk::acting::open_besides;
use crate::desk::{Acted, DeskError};
use crate::store::StoreError;
use crate::triage::desk::Deed;
use crate::triage::{Case, CaseNumber, Event, EventKind, Message, ServerId};

/// "Thinking" at once: the disk, and sometimes Discord, are asked before there is an answer.
pub(super) fn plan(
    room: &Arc<Room>,
    asked: &Asked,
    server: ServerId,
    number: CaseNumber,
    wanted: Wanted,
) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let answer = match act(&own, &asked, server, number, wanted).await {
            Ok(answer) => answer,
            Err(error) => broken(&own, error),
        };
        asked.become_this(&own, &answer).await;
    })
}

/// What is answered when it could not be kept.
pub(super) fn broken(room: &Room, error: DeskError) -> Dressed {
    match error {
        DeskError::Contended => Dressed::text(&room.bot.say("discord_contended", &[])),
        DeskError::Store(error) => {
            room.stop(error);
            Dressed::text(&room.bot.say("discord_broken", &[]))
        }
    }
}

async fn act(
    room: &Arc<Room>,
    asked: &Asked,
    server: ServerId,
    number: CaseNumber,
    wanted: Wanted,
) -> Result<Dressed, DeskError> {
    let case = match allowed(room, asked, server, number, &wanted.deed)? {
        Ok(case) => case,
        Err(words) => return Ok(Dressed::text(&words)),
    };
    if let Deed::HandOff { to, .. } = &wanted.deed
        && let Err(unfit) = receiver::check(room, &case, *to, wanted.to_machine).await
    {
        return Ok(Dressed::text(&unfit.say(room)));
    }
    let kind = EventKind::Did(wanted.deed.clone());
    let event = asked.event(server, case.place, case.person, asked.who.as_staff(), kind);
    let acted = on_desk(room, Event { case: Some(number), ..event }).await?;
    let after = room.bot.store.case(server, number)?;
    Ok(match after.filter(|_| acted.told.is_empty()) {
        Some(after) => done::done(&room.bot.known.base, &after, &wanted.deed),
        None => told(room, number, &acted.told),
    })
}

/// The case, when there is one and this person may do that; else the words that say why not.
fn allowed(
    room: &Room,
    asked: &Asked,
    server: ServerId,
    number: CaseNumber,
    deed: &Deed,
) -> Result<Result<Case, String>, StoreError> {
    let settings = room.bot.servers.of(server)?;
    let say = |sentence: &str| room.bot.say(sentence, &[]);
    let case = match find(room, server, number)? {
        Ok(case) => case,
        // Others need not know which numbers there are.
        Err(_) if !asked.who.is_moderator(&settings) => return Ok(Err(say("discord_staff_only"))),
        Err(sentence) => return Ok(Err(say(sentence))),
    };
    if !may(asked, &case, &settings, Wish::of(deed)) {
        return Ok(Err(say("discord_staff_only")));
    }
    if *deed == Deed::Reopen
        && let Some(other) = open_besides(&*room.bot.store, &case)?
    {
        let (number, other) = (number.to_string(), other.to_string());
        let person = format!("<@{}>", case.person);
        let holes: [(&str, &str); 3] = [("number", &number), ("person", &person), ("other", &other)];
        return Ok(Err(room.bot.say("discord_other_open", &holes)));
    }
    Ok(Ok(case))
}

/// The desk waits for the disk, which must not hold up what else the bot does.
async fn on_desk(room: &Arc<Room>, event: Event) -> Result<Acted, DeskError> {
    let own = Arc::clone(room);
    let acted = tokio::task::spawn_blocking(move || own.bot.desk.act(&event)).await;
    acted.unwrap_or_else(|error| Err(StoreError::Stopped { why: error.to_string() }.into()))
}

/// What is said to whoever acted; when nothing came of it and nothing is said, that.
fn told(room: &Room, number: CaseNumber, told: &[Message]) -> Dressed {
    let blocks: Vec<_> = told.iter().flat_map(|message| message.blocks.iter().cloned()).collect();
    if blocks.is_empty() {
        return Dressed::text(&room.bot.say("discord_no_such_case", &[]));
    }
    let message = Message { blocks, ..Message::default() };
    dress::say(&room.bot.known.base, &message, Some(number), None)
}
