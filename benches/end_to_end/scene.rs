//! Servers with channels that are watched, their members, and one of the bots among them.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cloudmedic::desk::Servers;
use cloudmedic::store::OnDisk;
use cloudmedic::triage::{PlaceId, ServerId, Settings};

use super::PART;
use super::support::process::{self, Machine};
use super::support::sim::{Id, Simulator, World, ids, permissions};
use super::support::usage;

/// How many people write.
pub(crate) const MEMBERS: u64 = 500;

/// How long a bot may take to calm down after its start, and what is calm.
const START: Duration = Duration::from_secs(120);
const CALM: Duration = Duration::from_millis(500);

const FIRST_SERVER: Id = 1_180_000_000_000_000_000;
const FIRST_MEMBER: Id = 1_190_000_000_000_000_000;

/// How large it all is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) servers: u64,
    /// In each server.
    pub(crate) channels: u64,
    /// How often these members were replaced by others.
    pub(crate) crowd: u64,
}

/// Sixteen channels.
pub(crate) const USUAL: Size = Size { servers: 8, channels: 2, crowd: 0 };

/// Which bot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Ours,
    Fixed,
}

impl Size {
    pub(crate) fn channel(self, server: u64, channel: u64) -> Id {
        guild(server % self.servers) + 1000 + channel % self.channels
    }

    pub(crate) fn member(self, member: u64) -> Id {
        FIRST_MEMBER + self.crowd * MEMBERS + member % MEMBERS
    }

    fn world(self) -> World {
        let mut world = World::support_server();
        world.guilds.clear();
        world.channels.clear();
        for member in 0..MEMBERS {
            world.add_user(self.member(member), &format!("member {member}"), false);
        }
        for server in 0..self.servers {
            let guild = guild(server);
            world.add_guild(guild, "Backup Help", ids::OWNER);
            world.add_role(guild, guild + 1, "CloudMedic", permissions::BOT);
            world.add_member(guild, ids::BOT, &[guild + 1]);
            for member in 0..MEMBERS {
                world.add_member(guild, self.member(member), &[]);
            }
            for channel in 0..self.channels {
                world.add_channel(guild, self.channel(server, channel), 0, "help");
            }
        }
        world
    }

    /// Has the bot listen in all channels.
    pub(crate) fn set_up(self, data: &Path) {
        let servers = Servers::new(Arc::new(OnDisk::open(data).unwrap()));
        for server in 0..self.servers {
            let watched = (0..self.channels).map(|channel| PlaceId(self.channel(server, channel))).collect();
            servers.set(ServerId(guild(server)), Settings { watched, ..Settings::default() }).unwrap();
        }
    }
}

/// The id of a server.
pub(crate) fn guild(server: u64) -> Id {
    FIRST_SERVER + server * 1_000_000
}

/// Starts a bot with this data folder, and waits until it has nothing more to do.
pub(crate) fn start(which: Which, size: Size, data: &Path) -> Machine {
    let sim = Simulator::start(size.world());
    let machine = match which {
        Which::Ours => {
            size.set_up(data);
            let mut machine = Machine::of_program(sim, process::program(), Vec::new(), data);
            // It logs as ever, and nobody reads it.
            machine.on_logged(&["serve"], Path::new("/dev/null"), None);
            machine
        }
        Which::Fixed => {
            let this = std::env::current_exe().unwrap().into_os_string();
            let mut machine = Machine::of_program(sim, this, vec![(PART, "fixed".to_owned())], data);
            machine.on_with(&["--bench"], 1);
            machine
        }
    };
    calm_down(&machine);
    machine
}

fn calm_down(machine: &Machine) {
    let begun = Instant::now();
    let mut before = usage::processor(machine.id());
    loop {
        std::thread::sleep(CALM);
        let now = usage::processor(machine.id());
        if now.saturating_sub(before) <= Duration::from_millis(10) {
            return;
        }
        assert!(begun.elapsed() < START, "the bot does not calm down");
        before = now;
    }
}
