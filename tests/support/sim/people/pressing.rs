//! Pressing buttons: found by what they say; disabled, absent and other people's ones cannot be pressed.

use serde_json::{Value, json};

use super::super::Simulator;
use super::super::handle::Interaction;
use super::super::interaction::{Beginning, Kind, begin};
use super::super::message::Message;
use super::super::snowflake::Id;
use super::super::state::State;
use super::{Done, name, sees};

impl Simulator {
    /// A person presses the button with this label.
    pub(crate) fn press(&self, user: Id, message: Id, label: &str) -> Interaction {
        self.handle(self.act(|state| press(state, user, message, label)))
    }

    /// The same, but what the app would refuse comes back as an error.
    pub(crate) fn try_press(&self, user: Id, message: Id, label: &str) -> Done<Interaction> {
        Ok(self.handle(self.shared.with(|state| press(state, user, message, label))?))
    }

    /// Presses a button by its custom id, whether the message has it or not: as an old app, or a forger, would.
    pub(crate) fn press_id(&self, user: Id, message: Id, custom_id: &str) -> Interaction {
        let data = json!({"custom_id": custom_id, "component_type": 2, "id": 1});
        let channel = self.message(message).expect("the message is there").channel;
        self.raw_interaction(Kind::Component, user, channel, Some(message), data)
    }

    /// Any interaction at all, unchecked.
    pub(crate) fn raw_interaction(
        &self,
        kind: Kind,
        user: Id,
        channel: Id,
        message: Option<Id>,
        data: Value,
    ) -> Interaction {
        let beginning = Beginning { kind, user, channel, message, opened_by: None, data };
        self.handle(self.shared.with(|state| begin(state, beginning)))
    }
}

/// A message with components that this person can use.
pub(super) fn usable(state: &State, user: Id, message: Id) -> Done<Message> {
    let found = state.world.messages.get(&message).ok_or_else(|| format!("no message {message}"))?;
    sees(state, user, found.channel)?;
    if found.ephemeral_for.is_some_and(|only| only != user) {
        return Err(format!("{} does not see this ephemeral message", name(state, user)));
    }
    Ok(found.clone())
}

fn press(state: &mut State, user: Id, message: Id, label: &str) -> Done<Id> {
    let found = usable(state, user, message)?;
    let button = found.button(label).ok_or_else(|| {
        format!("there is no button {label:?}, but {:?} on {:?}", found.buttons(), found.text())
    })?;
    if button["disabled"] == true {
        return Err(format!("the button {label:?} is disabled"));
    }
    let custom_id = button["custom_id"].as_str().ok_or_else(|| format!("{label:?} is a link"))?;
    let data = json!({"custom_id": custom_id, "component_type": 2, "id": 1});
    let beginning = Beginning {
        kind: Kind::Component,
        user,
        channel: found.channel,
        message: Some(message),
        opened_by: None,
        data,
    };
    Ok(begin(state, beginning))
}
