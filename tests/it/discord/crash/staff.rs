//! The moderator who takes what was escalated: finds the card, claims the case, resolves it.

use super::member::{Member, State};
use crate::support::sim::{Answer, Interaction, Message, Simulator, World, ids};

/// What is pressed on the card, in order.
const DEEDS: [&str; 2] = ["Claim", "Resolve"];

impl Member {
    /// The next thing that a moderator does for them.
    pub(super) fn with_staff(&mut self, sim: &Simulator, done: usize, last: Option<&Interaction>) {
        let Some(label) = DEEDS.get(done) else {
            self.note("was helped by a person".to_owned());
            self.state = State::Gone;
            return;
        };
        match last.map(Interaction::answered) {
            // Under way.
            Some(None) => {}
            Some(Some(answer)) if !matches!(answer, Answer::Failed) => {
                self.state = State::Staff { done: done + 1, last: None };
            }
            None | Some(Some(_)) => {
                let Some(card) = sim.with_world(|world| self.cards(world).next().cloned()) else { return };
                match sim.try_press(ids::MODERATOR, card.id, label) {
                    Ok(pressed) => {
                        self.note(format!("a moderator presses {label:?}: {}", pressed.id()));
                        self.presses.push(pressed.clone());
                        self.state = State::Staff { done, last: Some(pressed) };
                    }
                    // A press whose answer never came has counted: the card shows it.
                    Err(_) if last.is_some() => self.state = State::Staff { done: done + 1, last: None },
                    Err(_) => {}
                }
            }
        }
    }

    /// The cards of their case.
    pub(super) fn cards<'w>(&self, world: &'w World) -> impl Iterator<Item = &'w Message> {
        let name = format!("<@{}>", self.id);
        let since = self.first.unwrap_or_default();
        world.messages.range(since..).map(|(_, message)| message).filter(move |one| {
            one.channel == ids::MODERATORS_ROOM && !one.embeds.is_empty() && one.text().contains(&name)
        })
    }
}
