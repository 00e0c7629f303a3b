//! `chat`: a conversation in the terminal, on the embedded store. It sets the rooms up; `talk` runs them.

mod keyboard;
mod talk;

use std::io::{self, IsTerminal as _};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Failure, General, door};
use crate::adapters::terminal::Screen;
use crate::config;
use crate::desk::asking::Counter;
use crate::desk::{Acts, Desk, Servers};
use crate::store::{OnDisk, Store};
use crate::triage::{self, Case, Event, Settings};
use talk::Talk;

/// Columns of a transcript that goes into a pipe or a file.
const COLUMNS: usize = 80;
/// A wider line is hard to read, however wide the terminal is.
const WIDEST: usize = 100;

/// Talk to the bot here: no account and no token needed
///
/// Your case is kept in the data folder, and the next chat goes on where this one ends. Lines from a pipe are read as
/// if they were typed.
#[derive(Debug, clap::Args)]
pub struct Chat {}

/// Holds a conversation until the person leaves.
///
/// # Errors
/// When the knowledge or the data folder cannot be used, or cases can no longer be saved.
pub fn run(general: &General, _command: &Chat) -> Result<(), Failure> {
    let known = Arc::new(general.known()?);
    let data = config::data_folder(general.data.as_deref())?;
    let store: Arc<dyn Store> = Arc::new(OnDisk::open(&data)?);
    let servers = Arc::new(Servers::new(Arc::clone(&store)));
    let settings = Settings { zone: TimeZone::system(), ..Settings::default() };
    let desk = {
        let (known, settings) = (Arc::clone(&known), settings.clone());
        let decide = move |now, case: Option<&Case>, event: &Event| {
            triage::step(&known.context(&settings, now), case, event)
        };
        Arc::new(Desk::new(Arc::clone(&store), decide, Timestamp::now))
    };
    let door =
        door::open(&data, Counter { servers, desk: Arc::clone(&desk) as Arc<dyn Acts>, reload: None })?;
    let context = |now| known.context(&settings, now);
    let width = if io::stdout().is_terminal() { || textwrap::termwidth().min(WIDEST) } else { || COLUMNS };
    let screen = Screen::new(anstream::stdout(), width, &known.base.replies);
    let keyboard = io::stdin().is_terminal();
    let talk = Talk::new(&*desk, &*store, &context, &screen, &Timestamp::now, keyboard);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::Sentence(format!("the system gives no timer ({error}); try again")))?;
    let outcome = runtime.block_on(talk.hold(keyboard::lines()));
    // Nobody may ask any more when the store is put away.
    drop(door);
    outcome
}
