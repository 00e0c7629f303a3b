//! The real program under steady talk for as long as is asked for: its memory, handles, threads and folder are looked at
//! all along, and must not grow. Linux only: the figures are those of `/proc`.
//!
//! | file | what it does |
//! | --- | --- |
//! | `talk` | so many messages a second, most of them small talk, and cases that open and end |
//! | `figures` | what the process uses, a table of it, and whether it grows |

#![expect(clippy::print_stdout, reason = "its figures are what it is run for")]
#![expect(clippy::indexing_slicing, reason = "lists of the test itself, which are never empty")]

mod figures;
mod talk;

use std::time::{Duration, Instant};

use crate::support::long;
use crate::support::sim::{Id, World, ids};

use super::process::Machine;
use figures::Figures;
use talk::Talk;

/// How many seconds every run takes, and how many messages a second a build for tests is given.
const SECONDS: usize = 15;
const RATE: usize = 60;
/// How many channels people talk in, besides the first.
const CHANNELS: u64 = 4;
/// How long answers may take that are on their way at the end.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn under_steady_talk_it_answers_everybody_and_does_not_grow() {
    let seconds = long::size("CLOUDMEDIC_SOAK", SECONDS);
    let rate = long::size("CLOUDMEDIC_SOAK_RATE", RATE);
    let mut machine = Machine::off(world());
    watch(&machine, &channels());
    machine.on();
    let mut talk = Talk::new(&machine.sim, channels(), rate);
    let mut figures = Figures::of(machine.id(), machine.data());
    let (begun, length) = (Instant::now(), Duration::from_secs(seconds as u64));
    while begun.elapsed() < length {
        talk.go_on(&machine.sim, begun.elapsed());
        figures.look(begun.elapsed(), length, talk.told());
    }
    let last = Instant::now();
    while !talk.is_over(&machine.sim) && last.elapsed() < PATIENCE {
        machine.sim.wait_for_a_move(Duration::from_millis(20));
    }
    println!("{figures}");
    println!("{} at {rate} a second for {seconds} s: {}", env!("CARGO_PKG_NAME"), talk.figures());
    talk.check();
    figures.check(seconds >= 300);
}

fn channels() -> Vec<Id> {
    (0..CHANNELS).map(|at| ids::HELP + 100 + at).chain([ids::HELP]).collect()
}

fn world() -> World {
    let mut world = World::support_server();
    for channel in channels().into_iter().filter(|channel| *channel != ids::HELP) {
        world.add_channel(ids::GUILD, channel, 0, "more-help");
    }
    world
}

fn watch(machine: &Machine, channels: &[Id]) {
    let watched = channels.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    let (server, moderators) = (ids::GUILD.to_string(), ids::MODERATORS.to_string());
    let done = machine.run(&["setup", "--server", &server, "--watch", &watched, "--moderators", &moderators]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
