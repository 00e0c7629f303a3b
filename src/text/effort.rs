//! Counts the work of reading, so that a test can say how it grows without a clock. Nothing is counted in the program.

/// So many characters, candidates or places were looked at.
#[cfg(not(test))]
#[inline]
pub(crate) const fn spend(_: usize) {}

#[cfg(test)]
thread_local! {
    static SPENT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// So many characters, candidates or places were looked at.
#[cfg(test)]
pub(crate) fn spend(count: usize) {
    SPENT.set(SPENT.get() + count);
}

/// What something costs in this thread.
#[cfg(test)]
pub(crate) fn of(work: impl FnOnce()) -> usize {
    SPENT.set(0);
    work();
    SPENT.get()
}
