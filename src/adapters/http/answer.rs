//! A path -> an answer. What it says comes from the pulse; whether that is good or bad too.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use jiff::Timestamp;

use super::Bot;
use crate::pulse::ready::{alive, ready};
use crate::pulse::{Level, Reason};

/// What figures are written in.
const FIGURES: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const WORDS: &str = "text/plain; charset=utf-8";

type Answer = Response<Full<Bytes>>;

/// Answers a request; what it may hold besides method and path is not read.
pub(super) fn answer<B>(bot: &Bot, request: &Request<B>) -> Answer {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = text(StatusCode::METHOD_NOT_ALLOWED, WORDS, "only GET and HEAD\n".to_owned());
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    match request.uri().path() {
        "/healthz" => {
            let seen = bot.desk.seen();
            judged("ok", &alive(&seen, Timestamp::now(), bot.desk.pulse().limits))
        }
        "/readyz" => judged("ready", &reasons(bot)),
        "/metrics" => text(StatusCode::OK, FIGURES, figures(bot)),
        _ => {
            let paths = "there are /healthz, /readyz and /metrics\n";
            text(StatusCode::NOT_FOUND, WORDS, paths.to_owned())
        }
    }
}

fn reasons(bot: &Bot) -> Vec<Reason> {
    ready(&bot.desk.seen(), Timestamp::now(), bot.desk.pulse().limits)
}

/// 200 and a word, or 503 and one line for each reason.
fn judged(well: &str, reasons: &[Reason]) -> Answer {
    if reasons.is_empty() {
        return text(StatusCode::OK, WORDS, format!("{well}\n"));
    }
    let lines: String = reasons.iter().map(|reason| format!("{reason}\n")).collect();
    text(StatusCode::SERVICE_UNAVAILABLE, WORDS, lines)
}

/// All figures, those that are measured now included.
fn figures(bot: &Bot) -> String {
    let (now, figures) = (Timestamp::now(), &bot.desk.pulse().figures);
    bot.measures.measure(now, figures);
    let oldest = bot.desk.seen().oldest.map(|oldest| now.duration_since(oldest));
    figures.oldest_due(oldest.and_then(|age| Duration::try_from(age).ok()).unwrap_or_default());
    figures.level(Level::Ready, u64::from(reasons(bot).is_empty()));
    figures.text()
}

fn text(status: StatusCode, kind: &'static str, text: String) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::from(text)));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
