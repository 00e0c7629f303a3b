//! Waits as long as a 429 asked for, for every request of its kind: where serenity's own limiter is off, nobody else does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::{Method, Response, Url};

/// Everything waits.
const ALL: &str = "*";

/// Until when which kind of request waits.
#[derive(Debug, Clone, Default)]
pub(super) struct Patience(Arc<Mutex<HashMap<String, Instant>>>);

/// The kind of a request: its method, and what it is about. Answers to interactions have no limit.
pub(super) fn kind(method: &Method, url: &Url) -> Option<String> {
    let path = url.path();
    let path = path.split_once("/v10/").map_or(path, |(_, path)| path);
    let parts: Vec<&str> = path.split('/').take(3).collect();
    (parts.first() != Some(&"interactions")).then(|| format!("{method} {}", parts.join("/")))
}

impl Patience {
    /// Returns when requests of this kind may be made.
    pub(super) async fn wait(&self, kind: &str) {
        while let Some(left) = self.left(kind, Instant::now()) {
            tokio::time::sleep(left).await;
        }
    }

    /// Remembers how long a 429 asks to wait.
    pub(super) fn learn(&self, kind: &str, answer: &Response) {
        let header = |name: &str| answer.headers().get(name)?.to_str().ok();
        let seconds = header("x-ratelimit-reset-after").or_else(|| header("retry-after"));
        let after = seconds.and_then(|text| text.parse().ok());
        if let Some(after) = after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
            let is_global = header("x-ratelimit-scope") == Some("global");
            self.remember(if is_global { ALL } else { kind }, Instant::now(), after);
        }
    }

    fn remember(&self, kind: &str, now: Instant, after: Duration) {
        let mut waits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waits.retain(|_, until| *until > now);
        if let Some(until) = now.checked_add(after) {
            let known = waits.entry(kind.to_owned()).or_insert(until);
            *known = until.max(*known);
        }
    }

    fn left(&self, kind: &str, now: Instant) -> Option<Duration> {
        let waits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let until = [kind, ALL].into_iter().filter_map(|kind| waits.get(kind)).max()?;
        until.checked_duration_since(now).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(url: &str) -> Option<String> {
        kind(&Method::POST, &Url::parse(url).unwrap())
    }

    #[test]
    fn requests_about_the_same_thing_are_of_one_kind() {
        let kind = kind_of("http://x/api/v10/channels/7/messages/8/threads?a=b");
        assert_eq!(kind.as_deref(), Some("POST channels/7/messages"));
        assert_eq!(kind_of("http://x/api/v10/channels/7/messages"), kind);
        assert_ne!(kind_of("http://x/api/v10/channels/8/messages"), kind);
        assert_eq!(kind_of("http://x/api/v10/interactions/7/token/callback"), None);
    }

    #[test]
    fn what_was_told_to_wait_waits_and_nothing_else_does() {
        let (patience, now) = (Patience::default(), Instant::now());
        patience.remember("a", now, Duration::from_secs(2));
        patience.remember("a", now, Duration::from_secs(1));
        assert_eq!(patience.left("a", now), Some(Duration::from_secs(2)), "the longer wait holds");
        assert_eq!(patience.left("b", now), None);
        patience.remember(ALL, now, Duration::from_secs(3));
        assert_eq!(patience.left("b", now), Some(Duration::from_secs(3)));
        assert_eq!(patience.left("a", now + Duration::from_secs(3)), None);
    }
}
