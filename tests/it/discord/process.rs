//! The real program in front of a simulated Discord whose requests are checked, set up as an operator does it.

pub(crate) use crate::support::process::Machine;

use super::town::check_requests;
use crate::support::sim::{Simulator, World, ids};

impl Machine {
    /// The small support server, set up by the command line, with the program running.
    pub(crate) fn start() -> Self {
        let mut machine = Self::off(World::support_server());
        machine.set_up();
        machine.on();
        machine
    }

    /// The same with nothing set up and nothing running.
    pub(crate) fn off(world: World) -> Self {
        let sim = Simulator::start(world);
        check_requests(&sim);
        Self::around(sim)
    }

    /// Sets the server up as an operator does before the first start.
    pub(crate) fn set_up(&self) {
        let (server, watch) = (ids::GUILD.to_string(), format!("{},{}", ids::HELP, ids::FORUM));
        let (moderators, helpers) = (ids::MODERATORS.to_string(), ids::HELPERS.to_string());
        let escalations = ids::MODERATORS_ROOM.to_string();
        let done = self.run(&[
            "setup",
            "--server",
            &server,
            "--watch",
            &watch,
            "--moderators",
            &moderators,
            "--escalations",
            &escalations,
            "--helpers",
            &helpers,
        ]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
