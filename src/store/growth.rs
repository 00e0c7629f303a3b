//! How far the files of a store have grown since they were last rewritten: what was replaced or removed stays in them
//! until then, and a busy day may write many times what is kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use super::size::size;

/// Up to this many bytes files are no matter: several pieces of an empty log have room in it.
const SMALL: u64 = 64 << 20;
/// So many times what the last rewriting left is worth another one.
const TIMES: u64 = 4;

/// The files of one store.
#[derive(Debug)]
pub(super) struct Growth {
    store: PathBuf,
    /// Bytes that the last rewriting left; 0 before the first one.
    lean: AtomicU64,
}

impl Growth {
    /// That of the store in this folder.
    pub(super) fn of(store: PathBuf) -> Self {
        Self { store, lean: AtomicU64::new(0) }
    }

    /// The files have just been rewritten.
    pub(super) fn rewritten(&self) {
        self.lean.store(size(&self.store), Ordering::Relaxed);
    }

    /// Whether rewriting them is worth it.
    pub(super) fn is_large(&self) -> bool {
        is_large(size(&self.store), self.lean.load(Ordering::Relaxed))
    }
}

/// Whether files of so many bytes are worth a rewriting, when the last one left so many.
fn is_large(bytes: u64, lean: u64) -> bool {
    bytes > SMALL.max(lean.saturating_mul(TIMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_rewritten_when_they_are_several_times_what_the_last_time_left() {
        for (bytes, lean, large) in [
            (0, 0, false),
            (SMALL, 0, false),
            (SMALL + 1, 0, true),
            (SMALL + 1, SMALL / TIMES, true),
            (2 * SMALL, SMALL, false),
            (4 * SMALL, SMALL, false),
            (4 * SMALL + 1, SMALL, true),
            (u64::MAX, u64::MAX, false),
        ] {
            assert_eq!(is_large(bytes, lean), large, "{bytes} bytes after {lean}");
        }
    }
}
