//! What signals ask of `serve`: to stop, or to read the knowledge again. It carries out neither.

use std::future::pending;

/// Returns on Ctrl-C or SIGTERM. Where signals cannot be heard they end the process as ever; nothing is lost by that.
pub(super) async fn asked_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}

/// Does this at every SIGHUP, one after the other; those that come meanwhile count once. Returns when one says that the
/// terminal is gone in which the program was started: that asks it to stop.
#[cfg(unix)]
pub(super) async fn hung_up<F: Future<Output = ()>>(mut act: impl FnMut() -> F) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut hung_up) = signal(SignalKind::hangup()) else { return pending::<()>().await };
    let in_terminal = has_terminal();
    while hung_up.recv().await.is_some() {
        if in_terminal && !has_terminal() {
            return;
        }
        act().await;
    }
    pending::<()>().await;
}

/// There is no such signal here.
#[cfg(not(unix))]
pub(super) async fn hung_up<F: Future<Output = ()>>(_act: impl FnMut() -> F) {
    pending::<()>().await;
}

/// Whether anybody sits before the program. A terminal that was closed is none any more.
#[cfg(unix)]
fn has_terminal() -> bool {
    use std::io::{IsTerminal as _, stderr, stdin, stdout};
    stdin().is_terminal() || stdout().is_terminal() || stderr().is_terminal()
}
