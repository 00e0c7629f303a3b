//! Dresses what moderators read: the card of a case, a case offered to somebody, and what would have been said.

use jiff::Timestamp;
use serenity::all::CreateEmbed;

use super::blocks::{self, Room};
use super::buttons;
use super::cut::{cut, units};
use super::escape::own;
use super::limits;
use super::message::{Dressed, filled, nobody};
use crate::knowledge::Replies;
use crate::triage::desk::Receiver;
use crate::triage::effect::{Block, Message};
use crate::triage::{Case, CaseNumber, Origin, PersonId, PlaceId, RoleId, ServerId};

/// What stands over a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFacts {
    /// The case.
    pub number: CaseNumber,
    /// Whose it is.
    pub person: PersonId,
    /// Where the conversation is, as a link.
    pub link: String,
    /// When it began.
    pub opened_at: Timestamp,
    /// Who is called; `None` when nobody is.
    pub ping: Option<RoleId>,
}

impl CardFacts {
    /// What stands over the card of this case.
    #[must_use]
    pub fn of(case: &Case, number: CaseNumber, ping: Option<RoleId>) -> Self {
        let link = link(case.server, case.home, case.place);
        Self { number, person: case.person, link, opened_at: case.opened_at, ping }
    }
}

/// A link to a conversation. A thread that is not open yet has none, but the message that begins it has.
#[must_use]
pub fn link(server: ServerId, message: Option<Origin>, place: PlaceId) -> String {
    match message {
        Some(Origin { channel, message }) => {
            format!("https://discord.com/channels/{server}/{channel}/{}", message.0)
        }
        None => format!("https://discord.com/channels/{server}/{place}"),
    }
}

/// The card of a case: who, where and since when in a line that notifications show, the rest as one sheet. The role
/// of the facts is pinged and nobody else.
#[must_use]
pub fn card(replies: &Replies, message: &Message, facts: &CardFacts) -> Dressed {
    let line =
        replies.say("discord_card_line", &holes(facts).each_ref().map(|(hole, text)| (*hole, text.as_str())));
    let (before, mentions) = match facts.ping {
        Some(role) => (format!("<@&{}> ", role.0), nobody().roles([role.0])),
        None => (String::new(), nobody()),
    };
    let content = before + &line;
    Dressed {
        content,
        embeds: sheets(replies, message),
        rows: buttons::for_staff(message, facts.number),
        mentions,
    }
}

/// A reminder of a case: the line that stands over its card, so that a notification says which one, and what is to be
/// said. The role of the facts is pinged and nobody else.
#[must_use]
pub fn reminder(replies: &Replies, message: &Message, facts: &CardFacts) -> Dressed {
    let over = card(replies, &Message::default(), facts);
    let content = filled(replies, message, &format!("{}\n", over.content), "", limits::CONTENT);
    Dressed { content, embeds: Vec::new(), rows: buttons::for_staff(message, facts.number), ..over }
}

/// A case offered to somebody, who is pinged, with what they can answer.
#[must_use]
pub fn page(replies: &Replies, message: &Message, case: CaseNumber, to: Receiver) -> Dressed {
    let (before, mentions) = match to {
        Receiver::Moderator(person) => (format!("<@{person}>\n"), nobody().users([person.0])),
        Receiver::Role(role) => (format!("<@&{}>\n", role.0), nobody().roles([role.0])),
        Receiver::Apple => (String::new(), nobody()),
    };
    let content = filled(replies, message, &before, "", limits::CONTENT);
    Dressed { content, embeds: Vec::new(), rows: buttons::for_staff(message, case), mentions }
}

/// What would have been said to a member, for moderators: without the buttons, which are not theirs.
#[must_use]
pub fn suggestion(replies: &Replies, message: &Message, facts: &CardFacts) -> Dressed {
    let content = replies
        .say("discord_suggestion", &holes(facts).each_ref().map(|(hole, text)| (*hole, text.as_str())));
    let body = filled(replies, message, "", "", limits::EMBED_DESCRIPTION);
    let embeds =
        if body.is_empty() { Vec::new() } else { vec![CreateEmbed::new().colour(COLOR).description(body)] };
    Dressed { content, embeds, rows: Vec::new(), mentions: nobody() }
}

/// A report of a message, for moderators: whose it is and where in the first line, then what is to be said of it.
#[must_use]
pub fn report(replies: &Replies, message: &Message, author: PersonId, link: &str) -> Dressed {
    let holes = [("person", format!("<@{author}>")), ("link", format!("<{link}>"))];
    let line =
        replies.say("discord_report_line", &holes.each_ref().map(|(hole, text)| (*hole, text.as_str())));
    let content = filled(replies, message, &format!("{line}\n"), "", limits::CONTENT);
    Dressed { content, embeds: Vec::new(), rows: Vec::new(), mentions: nobody() }
}

/// What is said of a message, with a link to it as the last line.
#[must_use]
pub fn with_link(replies: &Replies, message: &Message, link: &str) -> Dressed {
    let content = filled(replies, message, "", &format!("\n<{link}>"), limits::CONTENT);
    Dressed { content, embeds: Vec::new(), rows: Vec::new(), mentions: nobody() }
}

/// The color at the edge of a sheet.
pub(super) const COLOR: u32 = 0x0033_7ab7;
/// A value up to this length, in UTF-16 units, stands beside others where there is room.
const SHORT: usize = 30;

/// The facts as sentences name them. The link, the mention and the age are ours: nothing in them is anybody's words.
fn holes(facts: &CardFacts) -> [(&'static str, String); 4] {
    [
        ("number", facts.number.to_string()),
        ("person", format!("<@{}>", facts.person)),
        ("link", facts.link.clone()),
        ("age", format!("<t:{}:R>", facts.opened_at.as_second())),
    ]
}

/// An embed as it is put together.
#[derive(Debug, Default)]
struct Sheet {
    title: String,
    description: String,
    fields: Vec<(String, String)>,
}

impl Sheet {
    fn units(&self) -> usize {
        let fields: usize = self.fields.iter().map(|(name, value)| units(name) + units(value)).sum();
        units(&self.title) + units(&self.description) + fields
    }

    fn dressed(self) -> CreateEmbed {
        let mut embed = CreateEmbed::new().colour(COLOR);
        if !self.title.is_empty() {
            embed = embed.title(self.title);
        }
        if !self.description.is_empty() {
            embed = embed.description(self.description);
        }
        embed.fields(self.fields.into_iter().map(|(name, value)| {
            let beside_others = units(&value) <= SHORT;
            (name, value, beside_others)
        }))
    }
}

/// How long the parts of a sheet may be, in UTF-16 units.
#[derive(Debug, Clone, Copy)]
struct Tight {
    name: usize,
    value: usize,
    text: usize,
}

/// From as much as Discord takes to hardly anything.
const TIGHT: [Tight; 4] = [
    Tight { name: limits::FIELD_NAME, value: limits::FIELD_VALUE, text: 2000 },
    Tight { name: 100, value: 400, text: 1200 },
    Tight { name: 60, value: 150, text: 600 },
    Tight { name: 40, value: 60, text: 300 },
];

/// The parts of a message as sheets: as much of every value as all of them together may hold.
fn sheets(replies: &Replies, message: &Message) -> Vec<CreateEmbed> {
    let total = |sheets: &[Sheet]| sheets.iter().map(Sheet::units).sum::<usize>();
    let mut sheets = Vec::new();
    for tight in TIGHT {
        sheets = laid_out(replies, message, tight);
        if total(&sheets) <= limits::EMBEDS_TOTAL {
            break;
        }
    }
    sheets.truncate(limits::EMBEDS);
    while total(&sheets) > limits::EMBEDS_TOTAL {
        sheets.pop();
    }
    sheets.into_iter().map(Sheet::dressed).collect()
}

fn laid_out(replies: &Replies, message: &Message, tight: Tight) -> Vec<Sheet> {
    let room = Room { quote: tight.value, value: tight.value };
    let mut first = Sheet::default();
    let mut others = Vec::new();
    let words: Vec<Block> =
        message.blocks.iter().filter(|block| !matches!(block, Block::Fields { .. })).cloned().collect();
    first.description = cut(&blocks::text(replies, &words, room), tight.text);
    for block in &message.blocks {
        let Block::Fields { title, rows } = block else { continue };
        let title = cut(&own(title), limits::EMBED_TITLE);
        let (now, later) = rows.split_at(rows.len().min(limits::EMBED_FIELDS));
        let fields: Vec<(String, String)> =
            now.iter().map(|(name, value)| field(replies, name, value, tight)).collect();
        if first.title.is_empty() && first.fields.is_empty() {
            (first.title, first.fields) = (title, fields);
        } else {
            others.push(Sheet { title, fields, ..Sheet::default() });
        }
        if !later.is_empty() {
            let lines = later.iter().map(|(name, value)| blocks::row(replies, name, value, tight.value));
            let description = cut(&lines.collect::<Vec<_>>().join("\n"), tight.text);
            others.push(Sheet { description, ..Sheet::default() });
        }
    }
    let sheets = std::iter::once(first).chain(others);
    sheets.filter(|sheet| sheet.units() > 0).collect()
}

/// Discord refuses empty names and values.
fn field(replies: &Replies, name: &str, value: &str, tight: Tight) -> (String, String) {
    let or = |text: String, instead: &str| if text.is_empty() { instead.to_owned() } else { text };
    let name = or(cut(&own(name), tight.name), "-");
    (name, or(blocks::value(value, tight.value), &replies.say("not_said", &[])))
}
