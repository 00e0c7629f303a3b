//! Filling in and sending a modal.

use serde_json::{Value, json};

use super::super::Simulator;
use super::super::handle::{Interaction, Modal};
use super::super::interaction::{Beginning, Kind, begin};
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::validate::length;
use super::{Done, name};

impl Simulator {
    /// A person fills in a modal by its labels and sends it; what is not named stays as it was filled in already.
    pub(crate) fn submit(&self, user: Id, modal: &Modal, values: &[(&str, &str)]) -> Interaction {
        self.handle(self.act(|state| submit(state, user, modal, values)))
    }

    /// The same, but what the app would refuse comes back as an error.
    pub(crate) fn try_submit(&self, user: Id, modal: &Modal, values: &[(&str, &str)]) -> Done<Interaction> {
        Ok(self.handle(self.shared.with(|state| submit(state, user, modal, values))?))
    }
}

fn submit(state: &mut State, user: Id, modal: &Modal, values: &[(&str, &str)]) -> Done<Id> {
    let opener = state.interactions.get(&modal.interaction).ok_or("nobody opened this modal")?;
    let (channel, message) = (opener.channel, opener.message);
    if opener.user != user {
        return Err(format!("{} did not open this modal", name(state, user)));
    }
    for (label, _) in values {
        if !modal.inputs.iter().any(|input| input.label == *label) {
            let labels = modal.inputs.iter().map(|input| input.label.as_str()).collect::<Vec<_>>();
            return Err(format!("there is no input {label:?}, but {labels:?}"));
        }
    }
    let mut rows: Vec<Value> = Vec::new();
    for input in &modal.inputs {
        let given =
            values.iter().find(|(label, _)| *label == input.label).map(|(_, value)| (*value).to_owned());
        let value = given.or_else(|| input.value.clone()).unwrap_or_default();
        let long = length(&value);
        if value.trim().is_empty() && input.required {
            return Err(format!("{:?} must be filled in", input.label));
        }
        if !value.is_empty() && !(input.min_length..=input.max_length).contains(&long) {
            return Err(format!(
                "{:?} is {long} long, not {} to {}",
                input.label, input.min_length, input.max_length
            ));
        }
        let number = rows.len() + 1;
        let part = json!({"type": 4, "id": number * 2, "custom_id": input.custom_id, "value": value});
        rows.push(json!({"type": 1, "id": number * 2 - 1, "components": [part]}));
    }
    let data = json!({"custom_id": modal.custom_id, "components": rows});
    let opened_by = Some(modal.interaction);
    Ok(begin(state, Beginning { kind: Kind::Modal, user, channel, message, opened_by, data }))
}
