//! One WebSocket connection of the bot: hello, then frames in both directions until somebody ends it.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, frame::coding::CloseCode};

use super::super::state::{Shared, State};
use super::{Connection, Out, control, identify};

/// Serves an upgraded connection to its end.
pub(crate) async fn serve<S>(stream: S, shared: Arc<Shared>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, None).await;
    let (out, inbox) = unbounded_channel();
    let connection = shared.with(|state| open(state, out));
    talk(&mut socket, inbox, &connection, &shared).await;
    shared.with(|state| forget(state, connection.id));
}

fn open(state: &mut State, out: tokio::sync::mpsc::UnboundedSender<Out>) -> Connection {
    state.sessions.connections_made += 1;
    let connection = Connection { id: state.sessions.connections_made, out };
    let interval = state.world.gateway.heartbeat_ms;
    let hello = control(10, &json!({"heartbeat_interval": interval, "_trace": ["[\"simulated\"]"]}));
    if !state.sessions.silent {
        let _gone = connection.out.send(hello);
    }
    state.sessions.open.push(connection.clone());
    connection
}

fn forget(state: &mut State, connection: u64) {
    state.sessions.open.retain(|one| one.id != connection);
    for session in state.sessions.all.values_mut() {
        if session.connection.as_ref().is_some_and(|one| one.id == connection) {
            session.connection = None;
        }
    }
}

async fn talk<S>(
    socket: &mut WebSocketStream<S>,
    mut inbox: UnboundedReceiver<Out>,
    connection: &Connection,
    shared: &Shared,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        tokio::select! {
            out = inbox.recv() => {
                let Some(out) = out else { return };
                if let Out::About(message) = out {
                    shared.with(|state| state.stopwatch.iter_mut().for_each(|watch| watch.told(message)));
                }
                if !write(socket, out).await {
                    return;
                }
            }
            frame = socket.next() => match frame {
                Some(Ok(Frame::Text(text))) => shared.with(|state| receive(state, connection, &text)),
                Some(Ok(Frame::Close(frame))) => {
                    shared.with(|state| closed(state, connection, frame.map(|frame| frame.code.into())));
                    return;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            }
        }
    }
}

/// Carries out what the connection is told; false when it is over.
async fn write<S>(socket: &mut WebSocketStream<S>, out: Out) -> bool
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    match out {
        Out::About(_) => true,
        Out::Send(text) => socket.send(Frame::Text(text)).await.is_ok(),
        Out::SendAfter(ms, text) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            socket.send(Frame::Text(text)).await.is_ok()
        }
        Out::Close(code, reason) => {
            let frame = CloseFrame { code: CloseCode::from(code), reason: Cow::Borrowed(reason) };
            let _gone = socket.send(Frame::Close(Some(frame))).await;
            let waited = async { while let Some(Ok(_)) = socket.next().await {} };
            let _late = tokio::time::timeout(Duration::from_millis(500), waited).await;
            false
        }
        Out::Cut => false,
    }
}

/// A bot that closes with 1000 or 1001 gives its session up; with any other code it may resume.
fn closed(state: &mut State, connection: &Connection, code: Option<u16>) {
    if matches!(code, Some(1000 | 1001)) {
        let of_this = |one: &Connection| one.id == connection.id;
        state.sessions.all.retain(|_, session| !session.connection.as_ref().is_some_and(of_this));
    }
}

/// Whether a session runs over this connection.
pub(super) fn identified(state: &State, connection: &Connection) -> bool {
    let on_this =
        |session: &super::Session| session.connection.as_ref().is_some_and(|one| one.id == connection.id);
    state.sessions.all.values().any(on_this)
}

fn receive(state: &mut State, connection: &Connection, text: &str) {
    let reply = |out: Out| {
        let _gone = connection.out.send(out);
    };
    let Ok(payload) = serde_json::from_str::<Value>(text) else {
        state.violation("gateway: a frame that is no JSON".to_owned());
        return reply(Out::Close(4002, "Error while decoding payload."));
    };
    let data = &payload["d"];
    match payload["op"].as_u64() {
        Some(1) if state.sessions.deaf => {}
        Some(1) => reply(control(11, &Value::Null)),
        Some(2) => identify::identify(state, connection, data),
        Some(6) => identify::resume(state, connection, data),
        Some(3 | 4 | 8 | 31) if !identified(state, connection) => {
            state.violation("gateway: a payload before identify".to_owned());
            reply(Out::Close(4003, "Not authenticated."));
        }
        Some(3 | 4 | 8 | 31) => state.sessions.received.push(json!({"op": payload["op"], "d": data})),
        _ => {
            state.violation("gateway: an unknown opcode".to_owned());
            reply(Out::Close(4001, "Unknown opcode."));
        }
    }
}
