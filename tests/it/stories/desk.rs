//! A desk over a store: what a story says goes the way that it goes in the program.

use std::sync::{Arc, Mutex};

use cloudmedic::desk::{Desk, Failure, Outlet};
use cloudmedic::store::{Memory, OnDisk, Store, Work};
use cloudmedic::triage::{Case, Context, Effect, Event, Settings, step};
use jiff::Timestamp;
use tempfile::TempDir;

use super::member::{PERSON, SERVER, World};
use super::{KNOWLEDGE, READER};

/// A store, and how to open it again.
pub(crate) struct AtDesk<S> {
    name: &'static str,
    /// `None` only between the end of a process and the start of the next.
    store: Option<Arc<S>>,
    open: Box<dyn Fn(Option<Arc<S>>) -> Arc<S>>,
    runtime: tokio::runtime::Runtime,
}

/// A desk over a store in memory, which a restart finds as it was.
pub(crate) fn in_memory() -> AtDesk<Memory> {
    at("memory", Box::new(Option::unwrap_or_default))
}

/// A desk over a store on disk, which a restart closes and opens again.
pub(crate) fn on_disk() -> AtDesk<OnDisk> {
    let folder = TempDir::new().unwrap();
    let open = move |before: Option<Arc<OnDisk>>| {
        drop(before);
        Arc::new(OnDisk::open(folder.path()).unwrap())
    };
    at("disk", Box::new(open))
}

fn at<S>(name: &'static str, open: Box<dyn Fn(Option<Arc<S>>) -> Arc<S>>) -> AtDesk<S> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    AtDesk { name, store: Some(open(None)), open, runtime }
}

/// Writes down the work that reaches it.
#[derive(Default)]
struct Notes(Mutex<Vec<Effect>>);

impl Outlet for Notes {
    async fn perform(&self, work: &Work) -> Result<(), Failure> {
        self.0.lock().unwrap().push(work.effect.clone());
        Ok(())
    }
}

impl<S: Store> World for AtDesk<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn take(&mut self, event: Option<&Event>, now: Timestamp) -> Vec<Effect> {
        let settings = Settings::default();
        let decide = move |now, case: Option<&Case>, event: &Event| {
            step(&Context::new(&KNOWLEDGE, &READER, &settings, now), case, event)
        };
        let (desk, notes) =
            (Desk::new(Arc::clone(self.store.as_ref().unwrap()), decide, move || now), Notes::default());
        self.runtime.block_on(async {
            if let Some(event) = event {
                desk.handle(event).await.unwrap();
            }
            desk.settle(&notes).await.unwrap();
        });
        notes.0.into_inner().unwrap()
    }

    fn case(&self) -> Option<Case> {
        self.store.as_ref().unwrap().latest_case(SERVER, PERSON).unwrap()
    }

    fn restart(&mut self) {
        self.store = Some((self.open)(self.store.take()));
    }
}
