//! What a person sees after they pressed, chose, sent or ran something.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::interaction::{First, Interaction as Record};
use super::look::DEADLINE;
use super::message::Message;
use super::snowflake::Id;
use super::state::{Shared, State};

/// What the bot's first answer looks like to the person.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// "CloudMedic is thinking".
    Deferred {
        ephemeral: bool,
    },
    /// Nothing visible: the bot may change the message later.
    Acknowledged,
    Message(Message),
    Modal(Modal),
    /// The message that the button was on, after the change.
    Updated(Message),
    Autocomplete(Vec<Choice>),
    /// "This interaction failed".
    Failed,
}

/// One thing that autocomplete offers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) value: Value,
}

/// A form.
#[derive(Clone, Debug)]
pub(crate) struct Modal {
    /// The interaction that opened it.
    pub(crate) interaction: Id,
    pub(crate) title: String,
    pub(crate) custom_id: String,
    pub(crate) inputs: Vec<Input>,
}

/// A line or box of a form.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) custom_id: String,
    pub(crate) label: String,
    /// What is filled in already.
    pub(crate) value: Option<String>,
    pub(crate) placeholder: Option<String>,
    pub(crate) required: bool,
    /// 1 one line, 2 a box.
    pub(crate) style: u64,
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
}

impl Modal {
    /// The input with this label.
    pub(crate) fn input(&self, label: &str) -> &Input {
        let labels = || self.inputs.iter().map(|input| input.label.as_str()).collect::<Vec<_>>();
        let found = self.inputs.iter().find(|input| input.label == label);
        found.unwrap_or_else(|| panic!("no input {label:?}, but {:?}", labels()))
    }

    fn read(interaction: Id, data: &Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let rows = data["components"].as_array().into_iter().flatten();
        let inputs = rows.map(|row| &row["components"][0]).map(|part| Input {
            custom_id: text(&part["custom_id"]).unwrap_or_default(),
            label: text(&part["label"]).unwrap_or_default(),
            value: text(&part["value"]),
            placeholder: text(&part["placeholder"]),
            required: part["required"] != false,
            style: part["style"].as_u64().unwrap_or(1),
            min_length: part["min_length"].as_u64().unwrap_or(0) as usize,
            max_length: part["max_length"].as_u64().unwrap_or(4000) as usize,
        });
        let (title, custom_id) = (text(&data["title"]), text(&data["custom_id"]));
        let (title, custom_id) = (title.unwrap_or_default(), custom_id.unwrap_or_default());
        Self { interaction, title, custom_id, inputs: inputs.collect() }
    }
}

/// An interaction that has begun.
#[derive(Clone)]
pub(crate) struct Interaction {
    shared: Arc<Shared>,
    id: Id,
}

impl std::fmt::Debug for Interaction {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "interaction {}", self.id)
    }
}

impl Interaction {
    pub(crate) fn new(shared: Arc<Shared>, id: Id) -> Self {
        Self { shared, id }
    }

    pub(crate) fn id(&self) -> Id {
        self.id
    }

    /// The token with which the bot answers.
    pub(crate) fn token(&self) -> String {
        self.shared.with(|state| record(state, self.id).token.clone())
    }

    /// The first answer, if there is one by now; [`Answer::Failed`] when it is too late for one.
    pub(crate) fn answered(&self) -> Option<Answer> {
        self.shared.with(|state| now(state, self.id))
    }

    /// How long the person has waited, or had to wait, for the first answer, in milliseconds.
    pub(crate) fn waited_ms(&self) -> Option<u64> {
        self.shared.with(|state| {
            let one = record(state, self.id);
            Some(one.answered_ms?.saturating_sub(one.begun_ms))
        })
    }

    /// Waits for the first answer; [`Answer::Failed`] after three seconds of the simulator's time.
    pub(crate) fn answer(&self) -> Answer {
        let id = self.id;
        self.wait("an answer", |state| now(state, id))
    }

    /// Waits for the message that the person reads in the end: the answer itself, a deferred one once it is there,
    /// the changed message, or the first follow-up.
    pub(crate) fn message(&self) -> Message {
        match self.answer() {
            Answer::Message(message) | Answer::Updated(message) => message,
            Answer::Deferred { .. } => self.wait("the deferred answer", |state| original(state, self.id)),
            Answer::Acknowledged => self.wait_for_followup(|_| true),
            other @ (Answer::Modal(_) | Answer::Autocomplete(_) | Answer::Failed) => {
                panic!("a message was expected, not {other:?}")
            }
        }
    }

    /// Waits for a form.
    pub(crate) fn modal(&self) -> Modal {
        let answer = self.answer();
        if let Answer::Modal(modal) = answer { modal } else { panic!("a modal was expected, not {answer:?}") }
    }

    /// Waits for what autocomplete offers.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let answer = self.answer();
        if let Answer::Autocomplete(choices) = answer {
            choices
        } else {
            panic!("choices were expected, not {answer:?}")
        }
    }

    /// Waits; whether the person saw "This interaction failed".
    pub(crate) fn failed(&self) -> bool {
        matches!(self.answer(), Answer::Failed)
    }

    /// The follow-ups so far, as they are now; the one that filled a deferred answer is among them.
    pub(crate) fn followups(&self) -> Vec<Message> {
        self.shared.with(|state| {
            let ids = record(state, self.id).followups.clone();
            ids.iter().filter_map(|id| state.world.messages.get(id).cloned()).collect()
        })
    }

    /// Waits for a follow-up that fits.
    pub(crate) fn wait_for_followup(&self, fits: impl Fn(&Message) -> bool) -> Message {
        self.wait("such a follow-up", |state| {
            let ids = record(state, self.id).followups.clone();
            ids.iter().filter_map(|id| state.world.messages.get(id)).find(|one| fits(one)).cloned()
        })
    }

    fn wait<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        let limit: Duration = DEADLINE;
        let seen = |state: &mut State| {
            let lines = state.requests.iter().rev().take(8).rev();
            lines.map(super::look::Request::line).collect::<Vec<_>>()
        };
        self.shared.wait(limit, look).unwrap_or_else(|| {
            panic!("waited {limit:?} for {what}; last requests: {:#?}", self.shared.with(seen))
        })
    }
}

fn now(state: &State, id: Id) -> Option<Answer> {
    let one = record(state, id);
    match &one.first {
        None if one.late(state.clock.now_ms()) => Some(Answer::Failed),
        None => None,
        Some(First::Message(message)) => Some(Answer::Message((**message).clone())),
        Some(First::Deferred { ephemeral }) => Some(Answer::Deferred { ephemeral: *ephemeral }),
        Some(First::Acknowledged) => Some(Answer::Acknowledged),
        Some(First::Updated(message)) => Some(Answer::Updated((**message).clone())),
        Some(First::Modal(data)) => Some(Answer::Modal(Modal::read(id, data))),
        Some(First::Autocomplete(choices)) => {
            Some(Answer::Autocomplete(choices.iter().map(choice).collect()))
        }
    }
}

fn record(state: &State, id: Id) -> &Record {
    state.interactions.get(&id).expect("the interaction has begun")
}

fn original(state: &State, id: Id) -> Option<Message> {
    let message = state.world.messages.get(&record(state, id).original?)?;
    (!message.loading()).then(|| message.clone())
}

fn choice(value: &Value) -> Choice {
    Choice { name: value["name"].as_str().unwrap_or_default().to_owned(), value: value["value"].clone() }
}
