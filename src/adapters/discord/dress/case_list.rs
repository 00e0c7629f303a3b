//! Dresses a page of `/case list`: what is asked for, two lines a case, and the buttons to the pages beside it.

use jiff::Timestamp;
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::card::{COLOR, link};
use super::custom_id::Pressed;
use super::cut::{cut, units};
use super::escape::own;
use super::limits;
use super::message::Dressed;
use super::stage::{self, Queue};
use crate::knowledge::{CauseId, KnowledgeBase};
use crate::triage::case::Priority;
use crate::triage::{Case, PersonId};

/// How many cases stand on a page: what a phone shows without scrolling for long.
pub const ON_A_PAGE: usize = 10;
/// The last page that can be turned to; who looks for something older filters.
pub const LAST_PAGE: u32 = 999;

/// What is listed, and which page of it. It is written into the buttons that turn pages, so nothing in it is trusted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Listed {
    /// Which cases, by where they stand.
    pub queue: Queue,
    /// Only those of this priority.
    pub priority: Option<Priority>,
    /// Only those that this person has.
    pub owner: Option<PersonId>,
    /// Only those opened at least so many hours ago.
    pub hours: Option<u32>,
    /// Only those whose first cause is this one.
    pub cause: Option<CauseId>,
    /// From 0.
    pub page: u32,
}

impl Listed {
    /// As a button carries it.
    #[must_use]
    pub fn encode(&self) -> String {
        let priority = self.priority.map(stage::letter).unwrap_or_default();
        let owner = self.owner.map(|owner| owner.to_string()).unwrap_or_default();
        let hours = self.hours.map(|hours| hours.to_string()).unwrap_or_default();
        let cause = self.cause.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{}:{}:{priority}:{owner}:{hours}:{cause}", self.page, self.queue.letter())
    }

    /// Reads what a button carries; whoever calls checks that it is written as it would be.
    #[must_use]
    pub fn decode(parts: &[&str]) -> Option<Self> {
        let [page, queue, priority, owner, hours, cause] = parts else { return None };
        let page = page.parse().ok().filter(|page| *page <= LAST_PAGE)?;
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let number = |text: &str| text.parse::<u64>();
        let cause = match given(cause) {
            Some(cause) => Some(super::custom_id::cause_id(&cause)?),
            None => None,
        };
        Some(Self {
            page,
            queue: Queue::of(queue)?,
            priority: given(priority).map(|text| stage::level(&text).ok_or(())).transpose().ok()?,
            owner: given(owner).map(|text| number(&text)).transpose().ok()?.map(PersonId),
            hours: given(hours).map(|text| text.parse()).transpose().ok()?,
            cause,
        })
    }

    /// Whether it narrows what is listed.
    fn filters(&self) -> bool {
        *self != Self { page: self.page, ..Self::default() }
    }
}

/// The cases of one page.
#[derive(Debug, Default)]
pub struct Page {
    /// The cases, in order.
    pub cases: Vec<Case>,
    /// How many there are on all pages, when they were counted.
    pub all: Option<usize>,
    /// Whether there is a page after it.
    pub more: bool,
}

/// A page.
#[must_use]
pub fn page(base: &KnowledgeBase, listed: &Listed, page: &Page, now: Timestamp) -> Dressed {
    let say = |name: &str, holes: &[(&str, &str)]| base.replies.say(name, holes);
    if page.cases.is_empty() {
        let sentence = if listed.filters() { "discord_list_empty" } else { "discord_list_none" };
        return Dressed::text(&say(sentence, &[]));
    }
    let before = usize::try_from(listed.page).unwrap_or(usize::MAX).saturating_mul(ON_A_PAGE);
    let (first, last) = (before.saturating_add(1), before.saturating_add(page.cases.len()));
    let what = say(stage::sentence(listed.queue), &[]);
    let (first, last) = (first.to_string(), last.to_string());
    let head = match page.all {
        Some(all) => {
            let all = all.to_string();
            say("discord_list_head", &[("what", &what), ("first", &first), ("last", &last), ("all", &all)])
        }
        None => say("discord_list_head_newest", &[("what", &what), ("first", &first), ("last", &last)]),
    };
    let mut lines = String::new();
    for case in &page.cases {
        let one = entry(base, case, now);
        if units(&lines) + units(&one) + 1 > limits::EMBED_DESCRIPTION {
            break;
        }
        lines.push_str(&one);
        lines.push('\n');
    }
    let embed = CreateEmbed::new().colour(COLOR).description(lines.trim_end());
    let dressed = Dressed::text(&head);
    Dressed { embeds: vec![embed], ..dressed }.with_rows(turning(base, listed, page.more))
}

/// Two lines: what it is, and who has it where.
fn entry(base: &KnowledgeBase, case: &Case, now: Timestamp) -> String {
    let say = |name: &str, holes: &[(&str, &str)]| base.replies.say(name, holes);
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    let cause = case.causes.first().and_then(|ranked| base.cause(&ranked.id));
    let cause = cause.map_or_else(|| say("discord_list_no_cause", &[]), |cause| cause.title.clone());
    let cause = cut(&own(&cause), 80);
    let stage = say(stage::name(case.stage), &[]);
    let owner = match case.owner {
        Some(owner) => format!("<@{owner}>"),
        None => say("discord_list_nobody", &[]),
    };
    let age = age(base, case.opened_at, now);
    let link = link(case.server, case.home, case.place);
    // Most cases are of normal priority: only the others say so.
    let first = match case.priority {
        Priority::Normal => say("discord_list_case", &[("number", &number), ("cause", &cause)]),
        level @ (Priority::Low | Priority::High | Priority::Urgent) => {
            let priority = say(stage::priority(level), &[]);
            let holes = [("number", number.as_str()), ("cause", &cause), ("priority", &priority)];
            say("discord_list_case_priority", &holes)
        }
    };
    let holes = [("stage", stage.as_str()), ("age", &age), ("owner", &owner), ("link", &link)];
    format!("{first}\n{}", say("discord_list_where", &holes))
}

/// How long ago, in one unit.
fn age(base: &KnowledgeBase, since: Timestamp, now: Timestamp) -> String {
    let hours = now.duration_since(since).as_hours().max(0);
    let (name, number) = match hours {
        0 => ("discord_age_new", 0),
        1..48 => ("discord_age_hours", hours),
        _ => ("discord_age_days", hours / 24),
    };
    base.replies.say(name, &[("number", &number.to_string())])
}

/// The buttons to the pages beside this one. A filter that no button can carry has none.
fn turning(base: &KnowledgeBase, listed: &Listed, more: bool) -> Vec<CreateActionRow> {
    let to = |page: Option<u32>, label: &str| {
        let page = page.filter(|page| *page <= LAST_PAGE)?;
        let id = Pressed::List(Listed { page, ..listed.clone() }).encode();
        let label = cut(&base.replies.say(label, &[]), limits::BUTTON_LABEL);
        let button = CreateButton::new(id.clone()).style(ButtonStyle::Secondary).label(label);
        (units(&id) <= limits::CUSTOM_ID).then_some(button)
    };
    let back = to(listed.page.checked_sub(1), "discord_list_previous");
    let on = to(listed.page.checked_add(1).filter(|_| more), "discord_list_next");
    let buttons: Vec<CreateButton> = back.into_iter().chain(on).collect();
    if buttons.is_empty() { Vec::new() } else { vec![CreateActionRow::Buttons(buttons)] }
}
