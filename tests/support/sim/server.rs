//! Listens, reads requests, lets faults happen, hands over to REST or to the gateway.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, UPGRADE};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::faults::Fault;
use super::look::Request;
use super::state::{Shared, State};
use super::{gateway, multipart, rest};

type Answer = hyper::Response<Full<Bytes>>;

/// The connection is cut instead of answered.
#[derive(Debug)]
struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("cut on purpose")
    }
}

impl std::error::Error for Cut {}

/// Serves one TCP or TLS connection.
pub(crate) async fn serve<S>(stream: S, shared: Arc<Shared>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request| respond(Arc::clone(&shared), request));
    let connection = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    // A connection that breaks is the client's business.
    let _broken = connection.await;
}

async fn respond(shared: Arc<Shared>, request: hyper::Request<Incoming>) -> Result<Answer, Cut> {
    if request.headers().contains_key(UPGRADE) {
        return Ok(upgrade(shared, request));
    }
    let _open = Open::new(&shared);
    answer(&shared, request).await
}

/// A request that is open; it is over as well when whoever sent it has gone.
struct Open<'a>(&'a Shared);

impl<'a> Open<'a> {
    fn new(shared: &'a Shared) -> Self {
        shared.with(|state| state.open_requests += 1);
        Self(shared)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.with(|state| {
            state.open_requests -= 1;
            state.last_activity = Instant::now();
        });
    }
}

async fn answer(shared: &Shared, request: hyper::Request<Incoming>) -> Result<Answer, Cut> {
    let path = request.uri().path().to_owned();
    let came = Instant::now();
    let call = read(request).await;
    let fault = shared.with(|state| {
        state.stopwatch.iter_mut().for_each(|watch| watch.asked(&call, came));
        state.faults.meet(&call.method, call.route())
    });
    if let Some(Fault::Delay(ms)) = &fault {
        tokio::time::sleep(Duration::from_millis(*ms)).await;
    }
    if let Some(file) = path.strip_prefix("/attachments/") {
        return match fault {
            Some(Fault::Reset | Fault::ResetAfter) => Err(Cut),
            Some(Fault::Status(status, body)) => Ok(plain(status, &body.to_string())),
            Some(Fault::RateLimited { .. }) => Ok(plain(429, "")),
            Some(Fault::Hang { .. }) => std::future::pending().await,
            Some(Fault::Delay(_) | Fault::Garbage) | None => Ok(attachment(shared, file)),
        };
    }
    match fault {
        Some(Fault::Reset) => {
            shared.with(|state| log(state, call, 0, &Value::Null));
            Err(Cut)
        }
        Some(Fault::Hang { done: false }) => {
            shared.with(|state| log(state, call, 0, &Value::Null));
            std::future::pending().await
        }
        Some(Fault::Garbage) => {
            shared.with(|state| log(state, call, 200, &Value::Null));
            Ok(plain(200, "<html>not what you were looking for"))
        }
        fault => {
            let reply = shared.with(|state| {
                let reply = rest::answer(state, &call, fault.as_ref());
                log(state, call, reply.status, &reply.body);
                reply
            });
            match fault {
                Some(Fault::ResetAfter) => Err(Cut),
                Some(Fault::Hang { .. }) => std::future::pending().await,
                _ => Ok(written(&reply)),
            }
        }
    }
}

fn log(state: &mut State, mut call: Request, status: u16, answer: &Value) {
    call.status = status;
    call.answer = answer.clone();
    call.order = state.requests.len() as u64 + 1;
    call.at_ms = state.clock.now_ms();
    state.requests.push(call);
}

fn written(reply: &rest::Reply) -> Answer {
    let body = if reply.body.is_null() { String::new() } else { reply.body.to_string() };
    let mut answer = hyper::Response::new(Full::new(Bytes::from(body)));
    *answer.status_mut() = hyper::StatusCode::from_u16(reply.status).expect("a status");
    answer.headers_mut().insert(CONTENT_TYPE, "application/json".parse().expect("a header"));
    for (name, value) in &reply.headers {
        let name = hyper::header::HeaderName::from_bytes(name.as_bytes()).expect("a name");
        answer.headers_mut().insert(name, value.parse().expect("a value"));
    }
    answer
}

fn plain(status: u16, text: &str) -> Answer {
    let mut answer = hyper::Response::new(Full::new(Bytes::copy_from_slice(text.as_bytes())));
    *answer.status_mut() = hyper::StatusCode::from_u16(status).expect("a status");
    answer
}

/// Reads a request as the log keeps it: without the token.
async fn read(request: hyper::Request<Incoming>) -> Request {
    let (head, body) = request.into_parts();
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (body, files) = if kind.starts_with("multipart/form-data") {
        multipart::read(kind, &bytes)
    } else if bytes.is_empty() {
        (Value::Null, Vec::new())
    } else {
        let said = serde_json::from_slice(&bytes);
        (said.unwrap_or_else(|_| json!({"$unreadable": true})), Vec::new())
    };
    let header = |(name, value): (&hyper::header::HeaderName, &hyper::header::HeaderValue)| {
        let hidden = name == hyper::header::AUTHORIZATION;
        let value = if hidden { "***" } else { value.to_str().unwrap_or("?") };
        (name.to_string(), value.to_owned())
    };
    let token = head.headers.get(hyper::header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    Request {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: query(head.uri.query().unwrap_or_default()),
        headers: head.headers.iter().map(header).collect(),
        has_body: !bytes.is_empty(),
        authorization: token.map(str::to_owned),
        body,
        files,
        ..Request::default()
    }
}

fn query(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let split = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (rest::unescape(name), rest::unescape(value))
    };
    pairs.map(split).collect()
}

fn attachment(shared: &Shared, path: &str) -> Answer {
    let id = path.split('/').nth(1).and_then(super::snowflake::parse);
    let found = shared.with(|state| {
        state.downloads.push(path.to_owned());
        id.and_then(|id| state.files.get(&id).cloned())
    });
    let Some((kind, bytes)) = found else { return plain(404, "This content is no longer available.") };
    let mut answer = hyper::Response::new(Full::new(Bytes::from(bytes)));
    let kind = kind.unwrap_or_else(|| "application/octet-stream".to_owned());
    answer.headers_mut().insert(CONTENT_TYPE, kind.parse().expect("a content type"));
    answer
}

fn upgrade(shared: Arc<Shared>, request: hyper::Request<Incoming>) -> Answer {
    let key = request.headers().get(SEC_WEBSOCKET_KEY).map(|key| derive_accept_key(key.as_bytes()));
    let Some(accept) = key.filter(|_| !shared.with(|state| state.sessions.closed)) else {
        return plain(503, "The gateway is down.");
    };
    tokio::spawn(async move {
        if let Ok(stream) = hyper::upgrade::on(request).await {
            gateway::connection::serve(TokioIo::new(stream), shared).await;
        }
        Ok::<(), Infallible>(())
    });
    let mut answer = plain(101, "");
    let headers = answer.headers_mut();
    headers.insert(CONNECTION, "Upgrade".parse().expect("a header"));
    headers.insert(UPGRADE, "websocket".parse().expect("a header"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept.parse().expect("a header"));
    answer
}
