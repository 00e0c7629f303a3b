//! Starts and stops the simulator: a thread with a runtime of its own, one or two listening ports.

use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

use super::handle::Interaction;
use super::snowflake::Id;
use super::state::{Check, Shared, State};
use super::world::World;
use super::{server, tls};

/// A running simulator; everything ends when it is dropped.
pub(crate) struct Simulator {
    pub(crate) shared: Arc<Shared>,
    addr: SocketAddr,
    ca_pem: Option<String>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Simulator {
    /// Starts with plain HTTP and WebSocket.
    pub(crate) fn start(world: World) -> Self {
        Self::begin(world, None)
    }

    /// Starts behind TLS with a throw-away authority ([`Self::ca_pem`]) for discord.com and gateway.discord.gg. The
    /// gateway that it names is a plain one beside it, since a WebSocket client cannot be told to trust it.
    pub(crate) fn start_tls(world: World) -> Self {
        Self::begin(world, Some(tls::acceptor()))
    }

    fn begin(world: World, tls: Option<(TlsAcceptor, String)>) -> Self {
        let shared = Arc::new(Shared::new(State::new(world)));
        let (acceptor, ca_pem) = tls.unzip();
        let (stop, stopped) = oneshot::channel();
        let (ready, listening) = mpsc::channel();
        let inside = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("simulated discord".to_owned()).spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(run(inside, acceptor, ready, stopped));
        });
        let addr = listening.recv().expect("the simulator listens");
        Self { shared, addr, ca_pem, stop: Some(stop), thread: thread.ok() }
    }

    /// Where it listens: `http://127.0.0.1:PORT`, without a path. With TLS this is the plain side.
    pub(crate) fn base_url(&self) -> String {
        self.shared.with(|state| state.base_url.clone())
    }

    /// The address: with TLS that of the TLS side.
    pub(crate) fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The certificate of the throw-away authority.
    pub(crate) fn ca_pem(&self) -> &str {
        self.ca_pem.as_deref().expect("this simulator was started without TLS")
    }

    /// The bot's token.
    pub(crate) fn token(&self) -> String {
        self.shared.with(|state| state.world.application.token.clone())
    }

    /// The bot's user id.
    pub(crate) fn bot(&self) -> Id {
        self.shared.with(|state| state.bot())
    }

    /// Moves the simulator's clock; ids, timestamps and the deadlines of interactions follow it.
    pub(crate) fn advance(&self, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(0);
        self.shared.with(|state| state.clock.advance(ms));
    }

    /// The simulator's time in milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> u64 {
        self.shared.with(|state| state.clock.now_ms())
    }

    /// Has every request checked from outside: a complaint is a violation and is answered with 400.
    pub(crate) fn check_with(&self, check: Check) {
        self.shared.with(|state| state.checks.push(check));
    }

    pub(crate) fn handle(&self, id: Id) -> Interaction {
        Interaction::new(Arc::clone(&self.shared), id)
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ended = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
        let unread = self.violations();
        if !unread.is_empty() && !std::thread::panicking() {
            panic!("the bot did what it should not: {unread:#?}");
        }
    }
}

async fn run(
    shared: Arc<Shared>,
    acceptor: Option<TlsAcceptor>,
    ready: mpsc::Sender<SocketAddr>,
    stopped: oneshot::Receiver<()>,
) {
    let plain = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let addr = plain.local_addr().expect("an address");
    shared.with(|state| {
        state.base_url = format!("http://{addr}");
        state.gateway_url = format!("ws://{addr}");
    });
    let mut shown = addr;
    if let Some(acceptor) = acceptor {
        let secure = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        shown = secure.local_addr().expect("an address");
        tokio::spawn(accept(secure, Some(acceptor), Arc::clone(&shared)));
    }
    tokio::spawn(accept(plain, None, shared));
    ready.send(shown).expect("the test waits");
    let _dropped = stopped.await;
}

async fn accept(listener: TcpListener, acceptor: Option<TlsAcceptor>, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        // Small frames should not wait for each other.
        let _slower = stream.set_nodelay(true);
        let (shared, acceptor) = (Arc::clone(&shared), acceptor.clone());
        tokio::spawn(async move {
            match acceptor {
                None => server::serve(stream, shared).await,
                Some(acceptor) => {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        server::serve(stream, shared).await;
                    }
                }
            }
        });
    }
}
