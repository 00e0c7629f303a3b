//! Work in parts on several threads that comes out in the order in which it went in. Knows nothing of what the work is.

use std::num::NonZero;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

/// So many parts wait before and behind each worker: what is under way is bounded, however long the input.
const WAITING: usize = 2;

/// Every core.
pub(super) fn all_cores() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Every core but the one that is busy with reading.
pub(super) fn other_cores() -> NonZero<usize> {
    NonZero::new(all_cores().get() - 1).unwrap_or(NonZero::<usize>::MIN)
}

/// Reads parts on one thread, works on them on so many others, and takes what comes out here, in order.
///
/// `read` gives every part to the function that it gets, until that returns `false`: nobody takes any more.
///
/// # Errors
/// The first error of `take`; nothing is taken after it.
pub(super) fn in_order<P: Send, D: Send, E, R: Send>(
    workers: NonZero<usize>,
    read: impl FnOnce(&mut dyn FnMut(P) -> bool) -> R + Send,
    work: impl Fn(P) -> D + Sync,
    mut take: impl FnMut(D) -> Result<(), E>,
) -> Result<R, E> {
    thread::scope(|scope| {
        let work = &work;
        let (mut tasks, mut results) = (Vec::new(), Vec::new());
        for _ in 0..workers.get() {
            let (give, given) = mpsc::sync_channel(WAITING);
            let (done, result) = mpsc::sync_channel(WAITING);
            scope.spawn(move || serve(&given, work, &done));
            tasks.push(give);
            results.push(result);
        }
        let reading = scope.spawn(move || hand_out(read, &tasks));
        // Parts go to the workers in turn, so their results come back in turn.
        for result in results.iter().cycle() {
            match result.recv() {
                Ok(done) => take(done)?,
                Err(_) => break,
            }
        }
        drop(results);
        Ok(reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn hand_out<P, R>(read: impl FnOnce(&mut dyn FnMut(P) -> bool) -> R, tasks: &[SyncSender<P>]) -> R {
    let mut turns = tasks.iter().cycle();
    read(&mut |part| turns.next().is_some_and(|task| task.send(part).is_ok()))
}

fn serve<P, D>(given: &Receiver<P>, work: &(impl Fn(P) -> D + Sync), done: &SyncSender<D>) {
    for part in given {
        if done.send(work(part)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_comes_out_in_order() {
        let mut taken = Vec::new();
        let read = |give: &mut dyn FnMut(u64) -> bool| (0..1000).take_while(|part| give(*part)).count();
        let slow_at_times = |part: u64| (0..(part % 7) * 1000).fold(part, |sum, _| std::hint::black_box(sum));
        let given = in_order(all_cores(), read, slow_at_times, |part| {
            taken.push(part);
            Ok::<(), ()>(())
        });
        assert_eq!(given, Ok(1000));
        assert!(taken.iter().copied().eq(0..1000), "{taken:?}");
    }

    #[test]
    fn nothing_is_read_to_its_end_that_nobody_takes() {
        let mut taken = 0;
        let forever = |give: &mut dyn FnMut(u64) -> bool| while give(1) {};
        let ended = in_order(
            other_cores(),
            forever,
            |part| part,
            |_| {
                taken += 1;
                if taken < 10 { Ok(()) } else { Err("enough") }
            },
        );
        assert_eq!((ended, taken), (Err("enough"), 10));
    }
}
