//! Tells a story to a driver and compares, turn by turn, what was expected with what was seen.

use std::fmt::{Debug, Write};

use cloudmedic::intake::{Field, Intake};
use cloudmedic::triage::Case;
use cloudmedic::triage::case::Table;
use jiff::Timestamp;

use super::driver::{Driver, Manner, Said, Seen};
use super::written::{Story, Turn};

/// `keep_choosing` gives up after this many presses.
const ENOUGH: usize = 60;

/// Tells a story.
///
/// # Errors
/// The first turn that went another way: what was expected, what came instead, and what the bot said.
pub(crate) fn tell(story: &Story, driver: &mut impl Driver) -> Result<(), String> {
    let mut due = None;
    for (turn, number) in story.turns.iter().zip(1..) {
        let mut complaints = Complaints::default();
        let seen = match act(turn, driver, &mut complaints) {
            Ok(seen) => seen,
            Err(why) => {
                complaints.0.push(why);
                driver.look()
            }
        };
        compare(turn, &seen, due, &mut complaints);
        due = seen.case.as_ref().and_then(|case| case.due);
        if !complaints.0.is_empty() {
            let what = what(turn);
            let mut told =
                format!("{}: {}\n({}) turn {number}: {what}\n", story.file, story.title, driver.name());
            for complaint in &complaints.0 {
                writeln!(told, "  {complaint}").unwrap();
            }
            return Err(told + &heard(&seen));
        }
    }
    Ok(())
}

/// What differs.
#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    fn equal<T: PartialEq + Debug>(&mut self, what: &str, expected: Option<&T>, got: &T) {
        if let Some(expected) = expected.filter(|expected| *expected != got) {
            self.0.push(format!("{what}: expected {}, got {}", name(expected), name(got)));
        }
    }

    fn holds(&mut self, what: &str, parts: &[String], text: &str) {
        for part in parts.iter().filter(|part| !contains(text, part)) {
            self.0.push(format!("{what}: expected {part:?}, got what stands below"));
        }
    }
}

/// As a story would write it.
fn name(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    // A bare name is an enum's: `AskedFor` -> `asked_for`.
    if !text.chars().all(char::is_alphanumeric) {
        return text;
    }
    let mut snake = String::new();
    for letter in text.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// Does what the turn says, and looks.
fn act(turn: &Turn, driver: &mut impl Driver, complaints: &mut Complaints) -> Result<Seen, String> {
    let said = [(&turn.say, Manner::ToTheBot), (&turn.mutter, Manner::ToEverybody)];
    for (words, manner) in said.into_iter().chain([(&turn.mutter_elsewhere, Manner::Elsewhere)]) {
        if let Some(words) = words {
            driver.say(words, manner);
        }
    }
    for (label, old) in [(&turn.choose, false), (&turn.choose_old, true)] {
        if let Some(label) = label {
            driver.choose(label, old)?;
        }
    }
    if let Some(label) = &turn.keep_choosing {
        return keep_choosing(turn, label, driver, complaints);
    }
    if turn.again {
        driver.again();
    }
    if let Some(time) = turn.wait {
        driver.wait(time);
    }
    if turn.restart {
        driver.restart();
    }
    Ok(driver.look())
}

/// Presses a button for as long as it is offered.
fn keep_choosing(
    turn: &Turn,
    label: &str,
    driver: &mut impl Driver,
    complaints: &mut Complaints,
) -> Result<Seen, String> {
    let (mut all, mut tables, mut presses) = (Seen::default(), Vec::new(), 0);
    loop {
        driver.choose(label, false)?;
        presses += 1;
        let seen = driver.look();
        tables.push(table(seen.case.as_ref()));
        let goes_on = seen.said.iter().any(|said| said.labels.iter().any(|one| one == label));
        all.said.extend(seen.said);
        all.cards.extend(seen.cards);
        all.case = seen.case;
        if !goes_on || presses == ENOUGH || tables.last() == turn.until.as_ref() {
            break;
        }
    }
    complaints.equal("until", turn.until.as_ref(), &tables.last().cloned().unwrap_or_default());
    let most = turn.at_most.unwrap_or(ENOUGH - 1);
    if presses > most {
        complaints.0.push(format!("{label}: expected at most {most} presses, got {presses}: {tables:?}"));
    }
    for step in turn.never.iter().filter(|step| tables.contains(step)) {
        complaints.0.push(format!("never: did not expect {step:?}, got {tables:?}"));
    }
    let mut left = tables.iter();
    for step in &turn.passes {
        if !left.any(|table| table == step) {
            complaints
                .0
                .push(format!("passes: expected {step:?} in its place of {:?}, got {tables:?}", turn.passes));
        }
    }
    Ok(all)
}

fn compare(turn: &Turn, seen: &Seen, due: Option<Timestamp>, complaints: &mut Complaints) {
    let words = |said: &[Said]| said.iter().map(|said| said.words.as_str()).collect::<Vec<_>>().join("\n");
    let said = words(&seen.said);
    complaints.holds("hears", &turn.hears, &said);
    for part in turn.hears_not.iter().filter(|part| contains(&said, part)) {
        complaints.0.push(format!("hears_not: did not expect {part:?}, got what stands below"));
    }
    complaints.holds("card", &turn.card, &words(&seen.cards));
    let labels = seen.said.last().map(|said| said.labels.clone()).unwrap_or_default();
    complaints.equal("offers", turn.offers.as_ref(), &labels);
    if turn.silent {
        complaints.equal("silent", Some(&0), &seen.said.len());
    }
    complaints.equal("effects", turn.effects.as_ref(), &effects(seen, due));
    let case = seen.case.as_ref();
    let number = case.and_then(|case| case.number).map_or(0, |number| number.0);
    complaints.equal("case", turn.case.as_ref(), &number);
    complaints.equal("table", turn.table.as_ref(), &table(case));
    match case {
        Some(case) => compare_case(turn, case, complaints),
        None => complaints.equal("stage", turn.stage.map(Some).as_ref(), &None),
    }
}

fn compare_case(turn: &Turn, case: &Case, complaints: &mut Complaints) {
    complaints.equal("stage", turn.stage.as_ref(), &case.stage);
    let wanted =
        turn.causes.as_ref().map_or(0, |causes| if causes.is_empty() { usize::MAX } else { causes.len() });
    let causes: Vec<String> = case.causes.iter().take(wanted).map(|cause| cause.id.to_string()).collect();
    complaints.equal("causes", turn.causes.as_ref(), &causes);
    complaints.equal("tried", turn.tried.as_ref(), &case.intake.steps_tried);
    complaints.equal("computer_backup", turn.computer_backup.as_ref(), &case.computer_backup);
    complaints.equal("escalation", turn.escalation.map(Some).as_ref(), &case.escalation);
    complaints.equal("priority", turn.priority.as_ref(), &case.priority);
    let later = case.due.map(|due| due.duration_since(case.touched_at));
    complaints.equal("asks_again_in", turn.asks_again_in.map(Some).as_ref(), &later);
    for (field, expected) in &turn.fields {
        complaints.equal(field, Some(expected), &value(&case.intake, field));
    }
}

/// What was asked of the world.
fn effects(seen: &Seen, due: Option<Timestamp>) -> Vec<String> {
    let wake = seen.case.as_ref().and_then(|case| case.due);
    let all = [
        ("say", !seen.said.is_empty()),
        ("call_human", !seen.cards.is_empty()),
        ("wake_at", wake.is_some() && wake != due),
    ];
    all.into_iter().filter(|(_, done)| *done).map(|(name, _)| name.to_owned()).collect()
}

/// What the bot last asked, as a story names it.
fn table(case: Option<&Case>) -> String {
    match case.map(|case| &case.table) {
        None | Some(Table::Nothing) => "nothing".to_owned(),
        Some(Table::WhichCause(_)) => "which_cause".to_owned(),
        Some(Table::Step(step) | Table::Result(step)) => step.to_string(),
        Some(Table::ComputerBackup) => "computer_backup".to_owned(),
        Some(Table::Morning) => "morning".to_owned(),
    }
}

fn value(intake: &Intake, field: &str) -> String {
    let show = |field: &Field<String>| match field {
        Field::Missing => "(missing)".to_owned(),
        Field::Known(known) => known.clone(),
        Field::Unknown => "(unknown)".to_owned(),
    };
    match field {
        "ios_version" => show(&intake.ios_version),
        "device" => show(&intake.device),
        "error" => show(&intake.error),
        "duration" => match &intake.duration {
            Field::Missing => show(&Field::Missing),
            Field::Known(duration) => duration.words.clone(),
            Field::Unknown => show(&Field::Unknown),
        },
        other => format!("no such field: {other}"),
    }
}

/// What happened in the turn.
fn what(turn: &Turn) -> String {
    let words = [
        ("say", &turn.say),
        ("mutter", &turn.mutter),
        ("mutter_elsewhere", &turn.mutter_elsewhere),
        ("choose", &turn.choose),
        ("choose_old", &turn.choose_old),
        ("keep_choosing", &turn.keep_choosing),
    ];
    let words = words.into_iter().find_map(|(deed, words)| Some(format!("{deed} {:?}", words.as_ref()?)));
    let time = turn.wait.map(|time| format!("wait {time:#}"));
    words.or(time).unwrap_or_else(|| if turn.again { "again" } else { "restart" }.to_owned())
}

/// What was said last, with its buttons.
fn heard(seen: &Seen) -> String {
    let mut heard = String::new();
    for (who, said) in [("the bot said", &seen.said), ("the card says", &seen.cards)] {
        let Some(Said { words, labels }) = said.last() else { continue };
        let before =
            if said.len() > 1 { format!(", after {} other messages", said.len() - 1) } else { String::new() };
        let words = words.replace('\n', "\n    ");
        writeln!(heard, "  {who}{before}:\n    {words}\n    {labels:?}").unwrap();
    }
    if seen.said.is_empty() { heard + "  the bot said nothing\n" } else { heard }
}
