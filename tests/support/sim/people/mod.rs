//! What people do: write, press, choose, fill in, run commands, moderate. They are bound by the rules of Discord's
//! own app: what it would not let them do panics here, so a test cannot do the impossible by accident.

mod commands;
mod draft;
mod moderating;
mod options;
mod posting;
mod pressing;
mod selecting;
mod submitting;

use super::Simulator;
use super::permissions::{self, VIEW_CHANNEL};
use super::snowflake::Id;
use super::state::State;

pub(crate) use draft::Draft;
pub(crate) use moderating::{remove_channel, set_role};

/// Why the app would not let this person do it.
pub(crate) type Done<T> = Result<T, String>;

impl Simulator {
    /// Works on the state as a person; what the app would refuse is a panic.
    fn act<T>(&self, work: impl FnOnce(&mut State) -> Done<T>) -> T {
        self.shared.with(work).unwrap_or_else(|why| panic!("Discord's app would not do this: {why}"))
    }
}

fn sees(state: &State, user: Id, channel: Id) -> Done<()> {
    let name = name(state, user);
    if permissions::can(&state.world, channel, user, VIEW_CHANNEL) {
        return Ok(());
    }
    Err(format!("{name} does not see the channel {channel}"))
}

fn name(state: &State, user: Id) -> String {
    state.world.users.get(&user).map_or_else(|| user.to_string(), |user| user.name.clone())
}
