//! Catches the panics of the embedded store, which has them where others have errors, and turns them into words.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread will be caught and told in a sentence.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs something that may panic; a panic comes back as what it said.
///
/// What it touched must not be used any further after a panic.
pub(super) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    quieten();
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    GUARDED.set(before);
    result.map_err(|panic| words_of(&*panic))
}

/// Whether this is a thread of the store's own, as it names them: whoever waits for it is guarded, and tells.
fn is_of_the_store() -> bool {
    std::thread::current().name().is_some_and(|name| name.starts_with("sled-"))
}

/// Keeps guarded panics off the terminal; all others are reported as before.
fn quieten() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !GUARDED.get() && !is_of_the_store() {
                before(panic);
            }
        }));
    });
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
    words.unwrap_or_else(|| "it cannot be read".to_owned())
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_comes_back_as_its_words() {
        assert_eq!(guarded(|| 7), Ok(7));
        assert_eq!(guarded(|| panic!("page {}", 3)), Err::<(), _>("page 3".to_owned()));
    }
}
