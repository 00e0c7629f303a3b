//! The one thread that writes: it merges everything that waits into one save, then answers.

use std::sync::mpsc::{Receiver, SendError, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;

use super::disk::Disk;
use super::draft::{Draft, Notice};
use super::queue::Queue;
use super::{StoreError, Tell, Write, derived, record};

/// No more writes than this are merged, so that a burst does not make the first one wait for long.
const MOST_AT_ONCE: usize = 256;

/// How long a write for which nobody waits lets others come with it: what ticks the work off follows right behind.
const PATIENCE: Duration = Duration::from_millis(5);

/// Is told once how rewriting went.
type TellCompacted = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// What the writer is asked for, and whom to tell.
enum Job {
    Write(Write, Tell),
    Compact(TellCompacted),
}

impl Job {
    /// Whether it may wait a moment for what comes next.
    fn is_patient(&self) -> bool {
        match self {
            Self::Write(write, _) => write.is_patient(),
            Self::Compact(_) => false,
        }
    }
}

/// What the writer shares with the readers.
#[derive(Debug, Default)]
pub(super) struct Shared {
    queue: Mutex<Queue>,
    stopped: OnceLock<String>,
}

impl Shared {
    /// The durable work.
    pub(super) fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails once a save has failed.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        match self.stopped.get() {
            Some(why) => Err(StoreError::Stopped { why: why.clone() }),
            None => Ok(()),
        }
    }

    fn stop(&self, failure: StoreError) -> StoreError {
        StoreError::Stopped { why: self.stopped.get_or_init(|| failure.why()).clone() }
    }
}

/// The writer; dropping it lets what waits be written and ends the thread.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// What waits for a writer without a thread.
    #[cfg(test)]
    by_hand: Option<Mutex<Receiver<Job>>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(disk: Arc<dyn Disk>, shared: Arc<Shared>) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let thread = Builder::new().name("cases".to_owned()).spawn(move || run(&*disk, &shared, &waiting))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
            #[cfg(test)]
            by_hand: None,
        })
    }

    /// A writer without a thread: what is queued waits until [`Writer::work_off`] is called.
    #[cfg(test)]
    pub(super) fn by_hand() -> Self {
        let (jobs, waiting) = channel();
        Self { jobs: Some(jobs), thread: None, by_hand: Some(Mutex::new(waiting)) }
    }

    /// Carries out up to so many of the jobs that wait, merged into one save; `false` when none did.
    #[cfg(test)]
    pub(super) fn work_off(&self, disk: &dyn Disk, shared: &Shared, most: usize) -> bool {
        let Some(waiting) = &self.by_hand else { return false };
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(first) = waiting.try_recv() else { return false };
        work_off(disk, shared, first, most, || waiting.try_recv().ok());
        true
    }

    /// Queues a write.
    pub(super) fn submit(&self, write: Write, tell: Tell) {
        self.queue(Job::Write(write, tell));
    }

    /// Rewrites the files after everything that is queued, and before everything that comes later.
    pub(super) fn compact(&self) -> Result<(), StoreError> {
        let (tell, told) = sync_channel(1);
        // A closed channel cannot be: the receiver lives until the answer is here.
        self.queue(Job::Compact(Box::new(move |answer| drop(tell.send(answer)))));
        told.recv().unwrap_or_else(|_| Err(gone()))
    }

    fn queue(&self, job: Job) {
        let Some(jobs) = &self.jobs else { return };
        match jobs.send(job) {
            Ok(()) => {}
            Err(SendError(Job::Write(_, tell))) => tell(Err(gone())),
            Err(SendError(Job::Compact(tell))) => tell(Err(gone())),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A panic there was told to everybody who waited.
            drop(thread.join());
        }
    }
}

fn gone() -> StoreError {
    StoreError::Stopped { why: "the writer is gone".to_owned() }
}

fn run(disk: &dyn Disk, shared: &Shared, waiting: &Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        // Alone it would be a save of its own, as dear as one with everything else in it.
        let second = if first.is_patient() { waiting.recv_timeout(PATIENCE).ok() } else { None };
        let mut others = second.into_iter().chain(waiting.try_iter());
        work_off(disk, shared, first, MOST_AT_ONCE, || others.next());
    }
}

/// Carries out a job and what waits behind it, up to so many writes merged into one save.
fn work_off(
    disk: &dyn Disk,
    shared: &Shared,
    first: Job,
    most: usize,
    mut next: impl FnMut() -> Option<Job>,
) {
    let mut writes = Vec::new();
    let mut job = Some(first);
    while let Some(one) = job {
        match one {
            Job::Write(write, tell) => writes.push((write, tell)),
            Job::Compact(tell) => {
                save_together(disk, shared, std::mem::take(&mut writes));
                tell(compact(disk, shared));
            }
        }
        job = if writes.len() < most { next() } else { None };
    }
    save_together(disk, shared, writes);
}

fn compact(disk: &dyn Disk, shared: &Shared) -> Result<(), StoreError> {
    shared.check()?;
    disk.compact().map_err(|failure| match failure {
        StoreError::Stopped { .. } => shared.stop(failure),
        StoreError::Busy { .. }
        | StoreError::Folder { .. }
        | StoreError::Damaged { .. }
        | StoreError::Newer { .. }
        | StoreError::Record { .. }
        | StoreError::TooLong { .. }
        | StoreError::NotEmpty { .. }
        | StoreError::Line { .. }
        | StoreError::Exports { .. }
        | StoreError::Rewrite { .. } => failure,
    })
}

fn save_together(disk: &dyn Disk, shared: &Shared, jobs: Vec<(Write, Tell)>) {
    let mut draft = Draft::new(disk);
    let mut answers = Vec::with_capacity(jobs.len());
    let mut failed = shared.check().err();
    if failed.is_none()
        && let Some(now) = latest(&jobs)
    {
        failed = draft.forget(now).err();
    }
    for (write, tell) in jobs {
        let answer = match &failed {
            Some(failure) => Err(failure.clone()),
            None => draft.add(write),
        };
        answers.push((answer, tell));
    }
    if failed.is_none() {
        failed = save(disk, shared, draft).err();
    }
    for (answer, tell) in answers {
        tell(match (&failed, answer) {
            // What was decided on the unsaved changes is void, refusals included.
            (Some(failure), Ok(_)) => Err(failure.clone()),
            (_, answer) => answer,
        });
    }
}

fn save(disk: &dyn Disk, shared: &Shared, draft: Draft<'_>) -> Result<(), StoreError> {
    let (changes, notices) = draft.finish()?;
    if changes.is_empty() {
        return Ok(());
    }
    let unsure = changes.contains_key(record::UNSURE_KEY);
    disk.save(changes).map_err(|failure| shared.stop(failure))?;
    if unsure {
        derived::recount_if_unsure(disk).map_err(|failure| shared.stop(failure))?;
    }
    tell_queue(&mut shared.queue(), notices);
    Ok(())
}

fn latest(jobs: &[(Write, Tell)]) -> Option<Timestamp> {
    let times = jobs.iter().filter_map(|(write, _)| match write {
        Write::Commit(commit) => Some(commit.now),
        Write::Done(_)
        | Write::Retry(..)
        | Write::Settings(..)
        | Write::Bookmarks(_)
        | Write::Correct(_)
        | Write::Incident(_)
        | Write::Posted(..)
        | Write::ForgetPosted(_)
        | Write::ForgetPerson(..)
        | Write::ForgetCase(..) => None,
    });
    times.max()
}

fn tell_queue(queue: &mut Queue, notices: Vec<Notice>) {
    for notice in notices {
        match notice {
            Notice::Add(id, ticket) => queue.add(id, ticket),
            Notice::Done(id) => queue.done(id),
            Notice::Retry(id, lease, at) => drop(queue.retry(id, lease, at)),
        }
    }
}
