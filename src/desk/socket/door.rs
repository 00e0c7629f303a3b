//! Answers at the socket, on threads of its own, so that a slow reader holds nobody up.

use std::fs::{self, Permissions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::{Line, SocketError, address};
use crate::desk::asking::{self, Counter, Request};

/// Questions answered at the same time; one more gets a sentence.
const MOST: usize = 8;
/// A request is a short line.
const LONGEST_REQUEST: u64 = 64 * 1024;
/// How long a question may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// The open socket; dropping it ends what is being answered and removes the socket.
#[derive(Debug)]
pub struct Door {
    path: PathBuf,
    closing: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Door {
    /// Opens the socket of a data folder: questions are answered there, settings changed, and deeds done. Only the
    /// process that holds the folder may.
    ///
    /// # Errors
    /// When the socket cannot be made.
    pub fn open(data: &Path, counter: Counter) -> Result<Self, SocketError> {
        let path = address::of(data).map_err(|error| SocketError::unusable(data, &error))?;
        let unusable = |error| SocketError::unusable(&path, &error);
        let listener = listen(&path, data).map_err(unusable)?;
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        let run = move || attend(&listener, &counter, &closed);
        let thread = Builder::new().name("socket".to_owned()).spawn(run).map_err(unusable)?;
        Ok(Self { path, closing, thread: Some(thread) })
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for somebody to come. Should that fail, it cannot be waited for.
        let woken = UnixStream::connect(&self.path).is_ok();
        drop(fs::remove_file(&self.path));
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            drop(thread.join());
        }
    }
}

fn listen(path: &Path, data: &Path) -> io::Result<UnixListener> {
    address::make_folder(path, data)?;
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) | Ok(()) => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// A question that is being answered: its connection, to end it, and its thread, to wait for it.
type Visit = (UnixStream, JoinHandle<()>);

fn attend(listener: &UnixListener, counter: &Counter, closing: &AtomicBool) {
    let mut visits: Vec<Visit> = Vec::new();
    for stream in listener.incoming() {
        if closing.load(Ordering::SeqCst) {
            break;
        }
        visits.retain(|(_, thread)| !thread.is_finished());
        // A visitor that is gone already is no loss.
        if let Ok(stream) = stream
            && let Ok(visit) = receive(stream, counter, visits.len())
        {
            visits.extend(visit);
        }
    }
    for (stream, thread) in visits {
        drop(stream.shutdown(Shutdown::Both));
        drop(thread.join());
    }
}

fn receive(stream: UnixStream, counter: &Counter, others: usize) -> io::Result<Option<Visit>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    if others >= MOST {
        stream.set_write_timeout(Some(PATIENCE))?;
        let why = format!("{MOST} other questions are being answered; ask again in a moment");
        send(&mut &stream, &Line::Failed(why))?;
        return Ok(None);
    }
    let (own, counter) = (stream.try_clone()?, counter.clone());
    let thread = Builder::new().name("answer".to_owned()).spawn(move || {
        // A visitor that leaves early is no failure.
        drop(reply(&stream, &counter));
        // The other half of the connection is kept to end it early; dropping this one would not close it.
        drop(stream.shutdown(Shutdown::Both));
    })?;
    Ok(Some((own, thread)))
}

fn reply(stream: &UnixStream, counter: &Counter) -> io::Result<()> {
    let mut question = String::new();
    BufReader::new(stream.take(LONGEST_REQUEST)).read_line(&mut question)?;
    let mut out = BufWriter::new(stream);
    let last = match serde_json::from_str::<Request>(&question) {
        Ok(request) => answer(counter, &request, &mut out),
        Err(_) => {
            let why =
                "the cloudmedic that holds the data folder does not know this question; use the same version";
            Line::Failed(why.to_owned())
        }
    };
    send(&mut out, &last)?;
    out.flush()
}

/// Sends an answer and gives its last line.
fn answer(counter: &Counter, request: &Request, out: &mut impl Write) -> Line {
    let mut send_part = |answer| send(out, &Line::Part(answer)).is_ok();
    match asking::answer(counter, request, &mut send_part) {
        Ok(()) => Line::End,
        Err(error) => Line::Failed(error.to_string()),
    }
}

fn send(out: &mut impl Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
