//! Everything that the built-in knowledge can say fits Discord.

use jiff::Timestamp;

use super::super::card::{CardFacts, card};
use super::super::escape::own;
use super::super::limits::{self, units};
use super::super::message::say;
use super::{BASE, broken, json};
use crate::knowledge::{Step, Version};
use crate::reading::Reader;
use crate::triage::effect::{Block, Message};
use crate::triage::event::Choice;
use crate::triage::{
    Actor, Case, CaseNumber, Context, Effect, Event, EventKind, PersonId, PlaceId, ServerId, Settings,
    SourceId, step,
};

/// A quotation as long as they get, with signs that grow when they are escaped.
fn longest_quote() -> Block {
    Block::Quote("it says *not enough storage* ".repeat(20))
}

/// How a step is done, with the longest path that any version has.
fn longest_how(step: &Step) -> String {
    let versions = (7..=27).map(|major| Some(Version { major, minor: 0, patch: 0 })).chain([None]);
    let id = step.path.as_deref().unwrap_or_default();
    let paths = versions.filter_map(|version| BASE.menus.path(id, version));
    let path = paths.max_by_key(|path| path.len()).unwrap_or_default();
    let restart = BASE.replies.say("force_restart_unknown", &[]);
    let how = step.how.replace("{path}", path).replace("{force_restart}", &restart);
    how.replace("{device}", "iPhone or iPad")
}

#[test]
fn every_step_of_every_cause_fits_beside_the_longest_quotation() {
    for cause in &BASE.causes {
        let holes = [("title", cause.title.as_str()), ("explanation", cause.explanation.as_str())];
        let likely = Block::Text(BASE.replies.say("likely", &holes));
        let because = Block::Text(BASE.replies.say("because", &[]));
        for step in cause.steps.iter().filter_map(|id| BASE.step(id)) {
            let shown = Block::Step {
                number: 10,
                title: step.title.clone(),
                body: longest_how(step),
                caution: step.caution.clone(),
                check: step.check.clone(),
            };
            let question = Block::Text(BASE.replies.say("look_question", &[]));
            let blocks = vec![likely.clone(), because.clone(), longest_quote(), shown, question];
            let message = Message { blocks, first: true, form: true, ..Message::default() };
            let sent =
                json(&say(&BASE, &message, Some(CaseNumber(u64::MAX)), Some(PersonId(u64::MAX))).create());
            let content = sent["content"].as_str().unwrap();
            let quote = content.lines().find(|line| line.starts_with("> ")).unwrap();
            assert!(units(quote) > 250, "{} of {}: the quotation was shortened", step.id, cause.id);
            assert_eq!(content.matches('…').count(), 1, "{} of {}: {content}", step.id, cause.id);
            assert_eq!(broken(&sent), [""; 0], "{} of {}", step.id, cause.id);
        }
    }
}

#[test]
fn every_menu_path_is_bold_to_its_end() {
    let versions = (7..=27).map(|major| Some(Version { major, minor: 0, patch: 0 })).chain([None]);
    let ids: Vec<&str> = BASE.steps.values().filter_map(|step| step.path.as_deref()).collect();
    assert!(!ids.is_empty());
    for (version, id) in versions.flat_map(|version| ids.iter().map(move |id| (version, *id))) {
        let path = BASE.menus.path(id, version).unwrap().replace("{device}", "iPhone");
        // A remark at the end is no part of the path.
        let names = if path.ends_with(')') { path.rsplit_once(" (").unwrap().0 } else { &path };
        let shown = own(&format!("Open {path} and look."));
        assert!(shown.contains(&format!("**{names}**")), "{id}: {shown}");
    }
}

/// Events of one member.
struct Member {
    reader: Reader,
    settings: Settings,
    case: Option<Case>,
    count: u32,
}

impl Member {
    fn does(&mut self, kind: EventKind) -> Vec<Effect> {
        self.count += 1;
        let at = Timestamp::from_second(1_790_000_000 + i64::from(self.count)).unwrap();
        let event = Event {
            id: SourceId(self.count.to_string()),
            at,
            server: ServerId(1),
            place: PlaceId(2),
            origin: None,
            person: PersonId(3),
            case: None,
            by: Actor::Member,
            via: None,
            kind,
        };
        let context = Context::new(&BASE, &self.reader, &self.settings, at);
        let taken = step(&context, self.case.as_ref(), &event);
        self.case = taken.case;
        taken.effects
    }
}

fn fits(effects: &[Effect], text: &str) {
    let facts = CardFacts {
        number: CaseNumber(1),
        person: PersonId(3),
        link: "https://discord.com/channels/1/2".to_owned(),
        opened_at: Timestamp::UNIX_EPOCH,
        ping: None,
    };
    for effect in effects {
        if let Some(message) = effect.to_member() {
            let sent = json(&say(&BASE, message, Some(CaseNumber(1)), Some(PersonId(u64::MAX))).create());
            assert_eq!(broken(&sent), [""; 0], "after {text:?}");
            let content = sent["content"].as_str().unwrap();
            let ours = content.lines().filter(|line| !line.starts_with("> "));
            assert!(
                !ours.clone().any(|line| line.contains('…')),
                "after {text:?}, {} units: {content}",
                units(content)
            );
            assert!(!content.contains("discord_"), "{content}");
        }
        if let Some(message) = effect.to_staff() {
            let sent = json(&card(&BASE.replies, message, &facts).create());
            assert_eq!(broken(&sent), [""; 0], "after {text:?}");
            assert!(!sent["embeds"].to_string().contains('…'), "after {text:?}: {}", sent["embeds"]);
        }
    }
}

#[test]
fn every_cause_followed_to_its_end_fits() {
    let mut member =
        Member { reader: Reader::new(&BASE), settings: Settings::default(), case: None, count: 0 };
    for cause in &BASE.causes {
        let text = cause.examples_yes.first().map(|example| example.text.clone()).unwrap_or_default();
        member.case = None;
        fits(&member.does(EventKind::Said { text: text.clone(), addressed: true }), &text);
        for _ in 0..limits::SELECT_OPTIONS {
            let Some(case) = &member.case else { break };
            let press = EventKind::Chose { choice: Choice::DidntHelp, version: case.version };
            fits(&member.does(press), &text);
        }
    }
}
