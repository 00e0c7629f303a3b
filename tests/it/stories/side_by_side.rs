//! Tells several stories at once, for drivers that wait more than they work.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use super::driver::Driver;
use super::run;
use super::written::Story;

/// How many stories are told at a time.
const HANDS: usize = 4;

/// Tells every story to a driver of its own; a story that panics, or whose driver does at its end, is a complaint too.
pub(crate) fn tell<D: Driver>(stories: &[Story], begin: impl Fn() -> D + Sync) -> Vec<String> {
    let left = Mutex::new(stories.iter());
    let complaints = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap().next();
                    let Some(story) = next else { break };
                    let told = catch_unwind(AssertUnwindSafe(|| run::tell(story, &mut begin())));
                    let told = told.unwrap_or_else(|panic| Err(format!("{}: {}", story.file, why(&*panic))));
                    complaints.lock().unwrap().extend(told.err());
                }
            });
        }
    });
    complaints.into_inner().unwrap()
}

fn why(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}
