//! Tells over HTTP how the bot is: `/healthz`, `/readyz`, `/metrics`. It takes nothing in and changes nothing.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`address`] | where to listen, as an operator writes it; nowhere but on this machine unless that is said |
//! | `answer` | a path -> an answer |
//! | `measure` | sizes that are measured when somebody asks |
//!
//! It runs on a thread of its own, so that whoever asks holds nothing up, and it still answers when the bot does not.

pub mod address;
mod answer;
mod measure;

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, oneshot};

use crate::desk::Servers;
use crate::desk::deciding::Deciding;
use measure::Measures;

/// How many may ask at the same time; the others are turned away.
const MOST: usize = 16;
/// How long one of them may take in all.
const LONGEST: Duration = Duration::from_secs(5);
/// The longest head of a request, in bytes; hyper wants no less.
const LONGEST_HEAD: usize = 8 * 1024;
/// The most headers of a request.
const MOST_HEADERS: usize = 32;
/// How long to wait when no connection can be taken, as without file handles.
const PAUSE: Duration = Duration::from_millis(100);

/// What is told about.
pub(crate) struct Bot {
    desk: Arc<Deciding>,
    measures: Measures,
}

/// An open door. Closing it ends what is being answered.
#[derive(Debug)]
pub struct Door {
    at: SocketAddr,
    close: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Door {
    /// Listens, and tells of this desk and this data folder.
    ///
    /// # Errors
    /// When nobody can listen there.
    pub fn open(at: SocketAddr, desk: Arc<Deciding>, servers: &Servers, data: PathBuf) -> io::Result<Self> {
        let listener = TcpListener::bind(at)?;
        listener.set_nonblocking(true)?;
        let at = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let bot = Arc::new(Bot { desk, measures: Measures::new(servers.store(), data) });
        let (close, closed) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new().name("health".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = listen(listener, bot) => {}
                    // The other end is gone: closed too.
                    _ = closed => {}
                }
            });
            runtime.shutdown_background();
        })?;
        Ok(Self { at, close: Some(close), thread: Some(thread) })
    }

    /// Where it listens.
    #[must_use]
    pub fn at(&self) -> SocketAddr {
        self.at
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        drop(self.close.take());
        if let Some(thread) = self.thread.take() {
            // A panic there was told on standard error.
            drop(thread.join());
        }
    }
}

async fn listen(listener: TcpListener, bot: Arc<Bot>) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return tracing::error!(%error, "nobody can be told how the bot is"),
    };
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else { continue };
        let bot = Arc::clone(&bot);
        tokio::spawn(async move {
            // Who is too slow, or gone, is no matter of the bot's.
            let _: Result<_, _> = tokio::time::timeout(LONGEST, serve(stream, bot)).await;
            drop(place);
        });
    }
}

async fn serve(stream: TcpStream, bot: Arc<Bot>) -> hyper::Result<()> {
    let service = service_fn(move |request| {
        let answer = answer::answer(&bot, &request);
        async move { Ok::<_, Infallible>(answer) }
    });
    hyper::server::conn::http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(LONGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST)
        .serve_connection(TokioIo::new(stream), service)
        .await
}
