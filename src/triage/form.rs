//! The form with the four fields: what it is filled in with, and what is read from it. Each field is the answer to
//! exactly its question, so words count here that say nothing in a message.

use super::case::{Case, Happening};
use super::context::Context;
use super::event::{Event, Form};
use super::fields::{self, Facts};
use super::saying::Saying;
use super::turn::Turn;
use super::{conversation, device, show};
use crate::intake::check::check;
use crate::intake::{Duration, Field, Intake};
use crate::knowledge::{Talk, Version};

/// The longest text that a field takes over as it was typed, in characters.
const LONGEST: usize = 300;
/// Sizes and generations of iPads go up to this number; a larger one behind the device is a version.
const LARGEST_SIZE: u16 = 13;

/// What the form is filled in with: everything that is known.
#[must_use]
pub fn form(context: &Context<'_>, case: &Case) -> Form {
    let intake = &case.intake;
    let known = |field: &Field<String>| match field {
        Field::Known(text) => Some(text.clone()),
        Field::Missing | Field::Unknown => None,
    };
    let device = known(&intake.device).map(|name| device::pretty(&name));
    let version = known(&intake.ios_version).map(|version| format!("iOS {version}"));
    let tried = context.knowledge.tried.iter().filter(|one| intake.steps_tried.contains(&one.id));
    let steps: Vec<&str> = tried.map(|one| one.title.as_str()).collect();
    Form {
        version: device.into_iter().chain(version).collect::<Vec<_>>().join(", "),
        error: known(&intake.error).unwrap_or_default(),
        duration: match &intake.duration {
            Field::Known(duration) => duration.words.clone(),
            Field::Missing | Field::Unknown => String::new(),
        },
        steps: steps.join(", "),
    }
}

/// The member filled in the form.
pub(super) fn filled(turn: &mut Turn<'_>, form: &Form) {
    let before = turn.case.intake.clone();
    let shown = self::form(turn.ctx, &turn.case);
    // A field that was left as it was filled in says nothing new.
    let new = |now: &str, then: &str| (says_something(now) && now.trim() != then.trim()).then(|| cut(now));
    if let Some(text) = new(&form.version, &shown.version) {
        version(turn, &text);
    }
    if let Some(text) = new(&form.error, &shown.error) {
        let read = listen(turn, &text);
        turn.case.intake.error = answer(&read, read.intake.error.clone(), || text.clone());
    }
    if let Some(text) = new(&form.duration, &shown.duration) {
        let read = listen(turn, &text);
        let said = duration(turn, &text);
        turn.case.intake.duration = answer(&read, said, || Duration { words: text.clone(), days: None });
    }
    if let Some(text) = new(&form.steps, &shown.steps) {
        let steps = steps(turn, &text);
        fields::add_tried(turn, &steps);
        turn.case.intake.steps_answered = true;
    }
    let facts = facts(turn, &before);
    conversation::told(turn, &facts, new(&form.error, &shown.error).as_deref());
}

/// The member picked what was tried already.
pub(super) fn tried(turn: &mut Turn<'_>, ids: &[String]) {
    // What the menu does not offer was chosen in none of ours, or in one of before.
    let offered = |id: &String| turn.ctx.knowledge.tried.iter().any(|one| one.id == *id);
    if !ids.iter().any(offered) {
        return show::stale(turn);
    }
    let before = turn.case.intake.clone();
    fields::add_tried(turn, ids);
    turn.case.intake.steps_answered = true;
    let facts = facts(turn, &before);
    conversation::told(turn, &facts, None);
}

/// What is new since this was known; it goes into the history.
fn facts(turn: &mut Turn<'_>, before: &Intake) -> Facts {
    let now = &turn.case.intake;
    let changed = now != before;
    let version = now.ios_version != before.ios_version;
    let tried = now.steps_tried.iter().filter(|id| !before.steps_tried.contains(id)).cloned().collect();
    if changed {
        turn.by_actor(Happening::IntakeChanged);
    }
    Facts { told: true, changed, version, tried }
}

/// The field as read; else "I don't know"; else the words as they were typed.
fn answer<T>(read: &Saying<'_>, said: Field<T>, typed: impl Fn() -> T) -> Field<T> {
    match said {
        Field::Known(_) => said,
        Field::Missing | Field::Unknown if read.says(Talk::DontKnow) => Field::Unknown,
        Field::Missing | Field::Unknown => Field::Known(typed()),
    }
}

/// Device and version stand in one field; what of the two is not named stays as it was.
fn version(turn: &mut Turn<'_>, text: &str) {
    let read = listen(turn, text);
    let mut said = read.intake.clone();
    if said.ios_version == Field::Missing {
        said.ios_version = number(turn.ctx, text, &said.device);
    }
    let nothing = said.ios_version == Field::Missing && said.device == Field::Missing;
    let unknown = read.says(Talk::DontKnow);
    let intake = &mut turn.case.intake;
    put(&mut intake.ios_version, said.ios_version, unknown, nothing);
    put(&mut intake.device, said.device, unknown, nothing);
}

/// `unknown`: "I don't know" was said; when `nothing` else was, even of what had been read before.
fn put(known: &mut Field<String>, said: Field<String>, unknown: bool, nothing: bool) {
    match said {
        Field::Known(_) => *known = said,
        Field::Missing | Field::Unknown => {
            if unknown && (nothing || *known == Field::Missing) {
                *known = Field::Unknown;
            }
        }
    }
}

/// A version given as a bare number: with dots, alone, or behind the device.
fn number(ctx: &Context<'_>, text: &str, device: &Field<String>) -> Field<String> {
    let parts = || text.split([',', ';', ' ', '\n', '\t']).filter(|part| !part.is_empty());
    let digits = |part: &str| part.trim_matches(|ch: char| !ch.is_ascii_digit()).to_owned();
    let mut dotted = parts().map(digits).filter(|part| part.contains('.'));
    if let Some(version) = dotted.find(|part| is_released(ctx, part)) {
        return Field::Known(version);
    }
    let alone = fields::bare_version(ctx, text);
    let (Field::Missing, Field::Known(device), Some(last)) = (&alone, device, parts().next_back()) else {
        return alone;
    };
    let fits = last.parse().is_ok_and(|major: u16| major > LARGEST_SIZE && is_released(ctx, last));
    if fits && !device.contains(last) { Field::Known(last.to_owned()) } else { alone }
}

/// Whether there is such a version: "12.9" in "iPad Pro 12.9" is none.
fn is_released(ctx: &Context<'_>, version: &str) -> bool {
    let ios = &ctx.knowledge.ios;
    let is_known = |version: Version| ios.majors.iter().any(|major| major.number == version.major);
    let said = Intake { ios_version: Field::Known(version.to_owned()), ..Intake::default() };
    version.parse().is_ok_and(is_known) && check(ios, &said).is_none()
}

/// A length of time, also where it stands without "for" or "since".
fn duration(turn: &Turn<'_>, text: &str) -> Field<Duration> {
    let read = |text: &str| match listen(turn, text).intake.duration {
        Field::Known(duration) => Some(duration),
        Field::Missing | Field::Unknown => None,
    };
    let said = read(text).or_else(|| read(&format!("for {text}"))).or_else(|| read(&format!("since {text}")));
    said.map(|said| Duration { words: text.to_owned(), ..said }).into()
}

/// The steps that a list names, also where it says nothing but "restart, other wifi".
fn steps(turn: &Turn<'_>, text: &str) -> Vec<String> {
    let mut found = listen(turn, text).intake.steps_tried;
    for part in text.split([',', ';', '\n']) {
        found.extend(listen(turn, part).intake.steps_tried);
        found.extend(listen(turn, &format!("tried {part}")).intake.steps_tried);
    }
    found
}

fn listen<'t>(turn: &Turn<'_>, text: &'t str) -> Saying<'t> {
    let event: &Event = turn.event;
    Saying::listen(turn.ctx, event, text)
}

/// A dash or a question mark says nothing.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn cut(text: &str) -> String {
    let text = text.trim();
    let mut cut: String = text.chars().take(LONGEST).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
