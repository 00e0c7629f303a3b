//! Loads the cause files: one cause each, with its patterns and its own examples.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NameError, StrDeserializer};

use super::super::complaint::Complaint;
use super::super::expression;
use super::super::ids::{Family, StepId};
use super::super::patterns::{Meaning, Rule, Side};
use super::super::written::{self, Group, Text};
use super::super::{Cause, Example, Step};
use super::{Loader, cause_files};
use crate::text;

/// A cause carries at least this many messages that must get it, ...
const LEAST_YES: usize = 3;
/// ... and near misses that must not.
const LEAST_NO: usize = 2;

impl Loader<'_> {
    pub(super) fn causes(&mut self, steps: &BTreeMap<StepId, Step>) -> Vec<Cause> {
        let files: Vec<_> = cause_files(self.files).collect();
        let mut causes = Vec::new();
        for (index, (id, file, text)) in files.into_iter().enumerate() {
            match super::parse::<written::Cause>(file, text) {
                Ok(written) => {
                    let cause = self.cause(id, file, index, &written, steps);
                    causes.push(cause);
                }
                Err(complaint) => self.complaints.push(complaint),
            }
        }
        // A file that could not be read, or a family that does not exist, would only be told twice.
        if self.complaints.is_empty() {
            self.leaders(&mut causes);
        }
        causes
    }

    /// Of every family that has causes, exactly one leads; an only one need not say so.
    fn leaders(&mut self, causes: &mut [Cause]) {
        for family in Family::ALL {
            let mut of_family: Vec<&mut Cause> =
                causes.iter_mut().filter(|cause| cause.family == Some(family)).collect();
            if let [only] = of_family.as_mut_slice() {
                only.leads = true;
            }
            let leaders: Vec<&str> =
                of_family.iter().filter(|cause| cause.leads).map(|cause| cause.id.as_str()).collect();
            let message = match leaders.as_slice() {
                [_] => continue,
                [] => {
                    format!(
                        "no cause of the family {family} has `leads = true`; give it to its commonest one"
                    )
                }
                several => {
                    let several = several.join(" and ");
                    format!("{several} both lead the family {family}; keep `leads = true` in one of them")
                }
            };
            if let Some(first) = of_family.first() {
                self.complaints.push(Complaint::about(&format!("{}.toml", first.id), message));
            }
        }
    }

    fn cause(
        &mut self,
        id: &str,
        file: &str,
        index: usize,
        written: &written::Cause,
        steps: &BTreeMap<StepId, Step>,
    ) -> Cause {
        let family = self.family(file, &written.family);
        for (side, groups) in [(Side::For, &written.r#for), (Side::Against, &written.against)] {
            for group in groups {
                let meaning = Meaning::Cause { cause: index, side, strength: group.strength };
                self.group(file, group, meaning);
            }
        }
        self.phrases(file, &written.subject, Meaning::Subject { cause: index });
        if written.sources.is_empty() {
            self.complaints
                .push(Complaint::about(file, "`sources` is empty; name a seed line or a row of the facts"));
        }
        self.enough_examples(file, written);
        Cause {
            id: id.into(),
            title: written.title.clone(),
            family,
            leads: written.leads,
            explanation: written.explanation.clone(),
            sources: written.sources.clone(),
            steps: self.step_ids(file, &written.steps, steps),
            escalate: written.escalate.clone(),
            rules_out: written.rules_out.clone(),
            examples_yes: self.examples(file, &written.examples.get_ref().yes),
            examples_no: self.examples(file, &written.examples.get_ref().no),
        }
    }

    fn family(&mut self, file: &str, written: &Text) -> Option<Family> {
        if written.get_ref() == "checklist" {
            return None;
        }
        let name: StrDeserializer<'_, NameError> = written.get_ref().as_str().into_deserializer();
        Family::deserialize(name)
            .map_err(|_| {
                let labels = Family::ALL.map(Family::label).join(", ");
                self.complain(
                    file,
                    written,
                    format!("unknown family {:?}; expected checklist or one of {labels}", written.get_ref()),
                );
            })
            .ok()
    }

    fn group(&mut self, file: &str, group: &Group, meaning: Meaning) {
        self.phrases(file, &group.say, meaning);
        let Some(regex) = &group.regex else { return };
        let guard: Vec<String> = group
            .guard
            .iter()
            .flat_map(|word| text::fold(word.get_ref()).iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        if guard.is_empty() {
            self.complain(file, regex, "a regex needs `guard`: words without which it cannot match");
        }
        match expression::check(regex.get_ref()) {
            Ok(()) => {
                let rule = Rule::Regex { guard, regex: regex.get_ref().clone() };
                self.pattern(file, regex, rule, meaning);
            }
            Err(complaint) => self.complain(file, regex, complaint),
        }
    }

    fn enough_examples(&mut self, file: &str, written: &written::Cause) {
        let examples = written.examples.get_ref();
        if examples.yes.len() < LEAST_YES {
            let message =
                format!("a cause needs at least {LEAST_YES} `yes` examples; it has {}", examples.yes.len());
            self.complain(file, &written.examples, message);
        }
        if examples.no.len() < LEAST_NO {
            let message =
                format!("a cause needs at least {LEAST_NO} `no` examples; it has {}", examples.no.len());
            self.complain(file, &written.examples, message);
        }
    }

    pub(super) fn examples(&mut self, file: &str, written: &[Text]) -> Vec<Example> {
        let example = |text: &Text| Example { text: text.get_ref().clone(), line: self.line(file, text) };
        written.iter().map(example).collect()
    }

    /// The ids that a file lists; those that steps.toml lacks are complained about.
    pub(super) fn step_ids(
        &mut self,
        file: &str,
        written: &[Text],
        steps: &BTreeMap<StepId, Step>,
    ) -> Vec<StepId> {
        let mut ids = Vec::new();
        for text in written {
            let id = StepId::from(text.get_ref().as_str());
            if !steps.contains_key(&id) {
                self.complain_of(
                    "steps.toml",
                    file,
                    text,
                    format!("steps.toml has no step {:?}; add it there or correct the name", id.as_str()),
                );
            } else if ids.contains(&id) {
                self.complain(file, text, format!("the step {:?} is listed twice", id.as_str()));
            }
            ids.push(id);
        }
        ids
    }
}
