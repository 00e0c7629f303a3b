//! Loads what people and screens say: on-screen texts, signs of the topic, steps tried, answers, questions.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NameError, StrDeserializer};

use super::super::menus::Menus;
use super::super::patterns::{Meaning, Signal, Talk, Told};
use super::super::written::{self, ScreenKind, Text};
use super::super::{Screen, Topic, Tried};
use super::Loader;

impl Loader<'_> {
    pub(super) fn screens(&mut self) -> Vec<Screen> {
        const FILE: &str = "screens.toml";
        let Some(written) = self.read::<written::Screens>(FILE) else { return Vec::new() };
        let mut screens = Vec::new();
        for screen in &written.screen {
            let meaning = Meaning::Screen { screen: screens.len() };
            if let Some(text) = &screen.text {
                self.screen_text(FILE, text, meaning);
            }
            self.phrases(FILE, &screen.also, meaning);
            screens.push(Screen {
                id: screen.id.clone(),
                text: screen.text.as_ref().map(|text| text.get_ref().clone()),
                kind: screen.kind,
                grade: screen.grade,
                lang: screen.lang.clone().unwrap_or_else(|| "en".to_owned()),
                causes: self.cause_strengths(FILE, &screen.causes),
                meaning: None,
                sources: screen.sources.clone(),
            });
        }
        for log in &written.log {
            let meaning = Meaning::Screen { screen: screens.len() };
            self.screen_text(FILE, &log.text, meaning);
            screens.push(Screen {
                id: log.id.clone(),
                text: Some(log.text.get_ref().clone()),
                kind: ScreenKind::Failure,
                grade: log.grade,
                lang: "en".to_owned(),
                causes: self.cause_strengths(FILE, &log.causes),
                meaning: Some(log.meaning.clone()),
                sources: log.sources.clone(),
            });
        }
        screens
    }

    /// A text as shown, read as plain words: brackets and dots in it are no phrase language.
    fn screen_text(&mut self, file: &str, text: &Text, meaning: Meaning) {
        match self.phrases.plain(text.get_ref()) {
            Ok(phrase) => self.pattern(file, text, super::Rule::Phrase(phrase), meaning),
            Err(message) => self.complain(file, text, message),
        }
    }

    pub(super) fn tried(&mut self) -> Vec<Tried> {
        const FILE: &str = "steps-tried.toml";
        let written: written::DeedsFile = self.read(FILE).unwrap_or_default();
        let mut tables: Vec<_> = written.into_iter().collect();
        tables.sort_by_key(|(id, _)| id.span().start);
        let mut tried = Vec::new();
        for (id, deed) in tables {
            let kinds = [(&deed.say, Told::Done), (&deed.named, Told::Named), (&deed.state, Told::State)];
            for (phrases, told) in kinds {
                self.phrases(FILE, phrases, Meaning::Tried { tried: tried.len(), told });
            }
            let title = deed.title.unwrap_or_else(|| id.get_ref().replace('_', " "));
            tried.push(Tried { id: id.into_inner(), title });
        }
        tried
    }

    pub(super) fn topic(&mut self) {
        self.named::<Signal>("topic.toml", Meaning::Topic);
    }

    pub(super) fn talk(&mut self) {
        self.named::<Talk>("talk.toml", Meaning::Talk);
    }

    /// Tables whose names are the names of an enum's variants.
    fn named<T: for<'de> Deserialize<'de>>(&mut self, file: &str, meaning: impl Fn(T) -> Meaning) {
        let written: written::SayingsFile = self.read(file).unwrap_or_default();
        for (name, sayings) in &written {
            let id: StrDeserializer<'_, NameError> = name.get_ref().as_str().into_deserializer();
            match T::deserialize(id) {
                Ok(id) => {
                    let meaning = meaning(id);
                    self.phrases(file, &sayings.say, meaning);
                }
                Err(error) => self.complain(file, name, error.to_string()),
            }
        }
    }

    pub(super) fn faq(&mut self, menus: &Menus) -> Vec<Topic> {
        const FILE: &str = "faq.toml";
        let Some(written) = self.read::<written::Faq>(FILE) else { return Vec::new() };
        let mut topics = Vec::new();
        for question in written.question {
            self.phrases(FILE, &question.say, Meaning::Question { question: topics.len() });
            for hole in holes(question.answer.get_ref()) {
                if hole.strip_prefix("path:").is_none_or(|path| !menus.contains(path)) {
                    self.complain_of(
                        "menus.toml",
                        FILE,
                        &question.answer,
                        format!("menus.toml has no path for {{{hole}}}; write {{path:id}}"),
                    );
                }
            }
            let answer = question.answer.into_inner();
            topics.push(Topic { id: question.id, title: question.title, answer, sources: question.sources });
        }
        topics
    }

    pub(super) fn adjacent(&mut self) -> Vec<Topic> {
        const FILE: &str = "adjacent.toml";
        let Some(written) = self.read::<written::Adjacent>(FILE) else { return Vec::new() };
        let mut topics = Vec::new();
        for intent in written.intent {
            self.phrases(FILE, &intent.say, Meaning::Adjacent { intent: topics.len() });
            topics.push(Topic {
                id: intent.id,
                title: intent.title,
                answer: intent.answer,
                sources: intent.sources,
            });
        }
        topics
    }
}

/// What stands in braces in a text.
fn holes(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(hole, _)| hole))
}
