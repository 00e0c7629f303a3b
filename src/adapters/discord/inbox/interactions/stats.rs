//! `/stats`: figures as text and as pictures, for the eyes of the moderator who asks.

use std::sync::Arc;

use serenity::builder::CreateAttachment;

use super::super::room::Room;
use super::asked::Asked;
use super::options::Options;
use super::plan::Plan;
use super::staff::for_moderators;
use super::when;
use crate::adapters::discord::dress::{cut, report};
use crate::stats::{self, Names, Question, Report, Span};
use crate::store::StoreError;
use crate::triage::ServerId;

/// What a description of a picture may hold, in UTF-16 units.
const ALT: usize = 1024;

/// What `/stats` leads to; `None` for a subcommand of another version.
pub(super) fn plan(
    room: &Arc<Room>,
    asked: &Asked,
    sub: &str,
    options: Options<'_>,
) -> Result<Option<Plan>, StoreError> {
    let Some(question) = question(sub) else { return Ok(None) };
    let server = match for_moderators(room, asked)? {
        Ok(server) => server,
        Err(refused) => return Ok(Some(refused)),
    };
    let settings = room.bot.servers.of(server)?;
    let day = |name| when::day(options.text(name), room.bot.now(), &settings.zone);
    Ok(Some(match (day("since"), day("until")) {
        (Ok(from), Ok(to)) => match Span::new(from, to) {
            Ok(span) => count(room, asked, server, question, span),
            Err(_) => Plan::tell(room, "discord_backwards", &[]),
        },
        (_, _) => Plan::tell(room, "discord_bad_time", &[]),
    }))
}

/// The question of a subcommand.
fn question(sub: &str) -> Option<Question> {
    let asked = [
        Question::Overview,
        Question::Causes,
        Question::Steps,
        Question::Versions,
        Question::Desk,
        Question::Incidents,
    ];
    asked.into_iter().find(|question| question.name() == sub)
}

/// Counting and drawing take a while, so they are done on a thread of their own.
fn count(room: &Arc<Room>, asked: &Asked, server: ServerId, question: Question, span: Span) -> Plan {
    let (own, asked) = (Arc::clone(room), asked.clone());
    Plan::later().then(async move {
        let counting = Arc::clone(&own);
        let counted = tokio::task::spawn_blocking(move || {
            let counted = stats::report(&*counting.bot.store, question, Some(server), span)?;
            let base = &counting.bot.known.base;
            Ok((report::report(base, &counted), pictures(&counted, &Names::of(base))))
        });
        let counted =
            counted.await.unwrap_or_else(|error| Err(StoreError::Stopped { why: error.to_string() }));
        match counted {
            Ok((text, pictures)) => asked.finish(&own, &text, pictures).await,
            Err(error) => {
                own.stop(error);
                asked.finish(&own, &own.bot.say("discord_broken", &[]), Vec::new()).await;
            }
        }
    })
}

/// What can be drawn, each with words for those who do not see it. A picture that cannot be drawn is no reason to keep
/// the numbers back.
fn pictures(report: &Report, names: &Names) -> Vec<CreateAttachment> {
    if report.cases == 0 {
        return Vec::new();
    }
    let drawn = report.charts(names).into_iter().zip(1_u32..).filter_map(|(chart, number)| {
        let png =
            chart.png().inspect_err(|error| tracing::error!(%error, "a chart could not be drawn")).ok()?;
        let name = format!("cloudmedic-{}-{number}.png", report.question.name());
        Some(CreateAttachment::bytes(png, name).description(cut(&chart.alt(), ALT)))
    });
    drawn.collect()
}
