//! Dresses forms, and reads what was filled in.

use std::collections::BTreeMap;

use serenity::all::{
    ActionRowComponent, CreateActionRow, CreateInputText, CreateModal, InputTextStyle, ModalInteractionData,
};

use super::custom_id::Pressed;
use super::escape::plain;
use super::limits::{self, cut};
use crate::knowledge::Replies;
use crate::triage::CaseNumber;
use crate::triage::desk::Receiver;
use crate::triage::event::Form;

/// The input with the problem in the member's words.
pub const PROBLEM: &str = "problem";
/// The input with device and version.
pub const VERSION: &str = "version";
/// The input with the words on the screen.
pub const ERROR: &str = "error";
/// The input with the time since when it fails.
pub const DURATION: &str = "duration";
/// The input with what was tried.
pub const STEPS: &str = "steps";
/// The input with the reason of a hand-off.
pub const REASON: &str = "reason";
/// The input with a question to the member.
pub const QUESTION: &str = "question";

/// What a line in a form may hold, in UTF-16 units: enough for every device and every time.
const LINE: u16 = 200;
/// What a paragraph may hold: as much as a message.
const PARAGRAPH: u16 = 2000;

/// An input of a form.
struct Input {
    id: &'static str,
    label: String,
    placeholder: String,
    value: String,
    style: InputTextStyle,
    required: bool,
}

impl Input {
    fn new(id: &'static str, style: InputTextStyle, label: String, placeholder: String) -> Self {
        Self { id, label, placeholder, value: String::new(), style, required: false }
    }

    fn holding(mut self, value: &str) -> Self {
        self.value = value.to_owned();
        self
    }

    fn required(mut self) -> Self {
        self.required = true;
        self
    }

    fn row(self) -> CreateActionRow {
        let most = if self.style == InputTextStyle::Short { LINE } else { PARAGRAPH };
        let mut input = CreateInputText::new(self.style, cut(&self.label, limits::INPUT_LABEL), self.id)
            .placeholder(cut(&self.placeholder, limits::INPUT_PLACEHOLDER))
            .max_length(most)
            .required(self.required);
        let value = cut(&plain(&self.value), usize::from(most));
        // A line that was filled in with several is refused.
        let value = if self.style == InputTextStyle::Short { value.replace('\n', " ") } else { value };
        if !value.is_empty() {
            input = input.value(value);
        }
        CreateActionRow::InputText(input)
    }
}

fn modal(id: &Pressed, title: &str, inputs: Vec<Input>) -> CreateModal {
    let rows = inputs.into_iter().take(limits::MODAL_INPUTS).map(Input::row).collect();
    CreateModal::new(id.encode(), cut(title, limits::MODAL_TITLE)).components(rows)
}

/// The form with the four fields, filled in with what is known; none is required.
pub fn form(replies: &Replies, case: CaseNumber, known: &Form) -> CreateModal {
    let title = replies.say("discord_form_title", &[]);
    modal(&Pressed::FormSent { case }, &title, fields(replies, known))
}

/// The form of `/backup report`: the problem, which is required and filled in with what was typed, and the four fields.
pub fn report(replies: &Replies, problem: &str) -> CreateModal {
    let first = Input::new(
        PROBLEM,
        InputTextStyle::Paragraph,
        replies.say("discord_form_problem", &[]),
        replies.say("discord_form_problem_hint", &[]),
    );
    let mut inputs = vec![first.holding(problem).required()];
    inputs.extend(fields(replies, &Form::default()));
    modal(&Pressed::Report, &replies.say("discord_report_title", &[]), inputs)
}

/// The form with the reason of a hand-off, which is required.
pub fn hand_off(replies: &Replies, case: CaseNumber, to: Receiver) -> CreateModal {
    let input = Input::new(
        REASON,
        InputTextStyle::Paragraph,
        replies.say("discord_form_reason", &[]),
        replies.say("discord_form_reason_hint", &[]),
    );
    let title = replies.say("discord_hand_off_title", &[("number", &case.to_string())]);
    modal(&Pressed::HandOffReason { case, to }, &title, vec![input.required()])
}

/// The form with a question to the member, which is required.
pub fn ask(replies: &Replies, case: CaseNumber) -> CreateModal {
    let input = Input::new(
        QUESTION,
        InputTextStyle::Paragraph,
        replies.say("discord_form_question", &[]),
        replies.say("discord_form_question_hint", &[]),
    );
    let title = replies.say("discord_ask_title", &[("number", &case.to_string())]);
    modal(&Pressed::AskSent { case }, &title, vec![input.required()])
}

fn fields(replies: &Replies, known: &Form) -> Vec<Input> {
    let input = |id, style, label: &str, hint: &str, value: &str| {
        Input::new(id, style, replies.say(label, &[]), replies.say(hint, &[])).holding(value)
    };
    let (short, long) = (InputTextStyle::Short, InputTextStyle::Paragraph);
    vec![
        input(VERSION, short, "discord_form_version", "discord_form_version_hint", &known.version),
        input(ERROR, long, "discord_form_error", "discord_form_error_hint", &known.error),
        input(DURATION, short, "discord_form_duration", "discord_form_duration_hint", &known.duration),
        input(STEPS, long, "discord_form_steps", "discord_form_steps_hint", &known.steps),
    ]
}

/// What was filled in, by the id of the input; inputs that were left empty are there with an empty text.
#[must_use]
pub fn values(data: &ModalInteractionData) -> BTreeMap<String, String> {
    let parts = data.components.iter().flat_map(|row| &row.components);
    let inputs = parts.filter_map(|part| {
        let ActionRowComponent::InputText(input) = part else { return None };
        Some((input.custom_id.clone(), input.value.clone().unwrap_or_default().trim().to_owned()))
    });
    inputs.collect()
}

/// The four fields of what was filled in.
#[must_use]
pub fn filled(values: &BTreeMap<String, String>) -> Form {
    let of = |id: &str| values.get(id).cloned().unwrap_or_default();
    Form { version: of(VERSION), error: of(ERROR), duration: of(DURATION), steps: of(STEPS) }
}
