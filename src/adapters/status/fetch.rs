//! Reads the feed over HTTP. The client is its own: it carries no token, and the bot's carries no request to Apple.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use super::feed;
use crate::desk::watching::Trouble;

/// What reading may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes; the page of a bad day has a few tens of thousands.
    pub bytes: usize,
    /// The longest time.
    pub time: Duration,
    /// How often.
    pub every: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1024 * 1024, time: Duration::from_secs(5), every: Duration::from_secs(5 * 60) }
    }
}

/// Why the feed was not read. No sentence holds anything of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// The address is none.
    #[error("{0} is no web address; give one that begins with https://")]
    Address(String),
    /// There is no client.
    #[error("the system gives no connection ({0})")]
    Client(String),
    /// It answers with something else than the page.
    #[error("it answers with status {0}")]
    Status(u16),
    /// It is too big.
    #[error("it is too big")]
    TooBig,
    /// It took too long.
    #[error("it did not answer in time")]
    TooSlow,
    /// It is not what it was.
    #[error("it does not say how iCloud Backup is")]
    NotUnderstood,
    /// The connection could not be made, or broke.
    #[error("no connection")]
    Failed,
}

/// A feed and the way to it.
#[derive(Debug, Clone)]
pub struct Feed {
    client: Client,
    url: Url,
    pub(super) limits: Limits,
}

impl Feed {
    /// The feed at an address.
    ///
    /// # Errors
    /// When the address is none, or no client can be made.
    pub fn new(url: &str, limits: Limits) -> Result<Self, NotRead> {
        let address = || NotRead::Address(url.to_owned());
        let parsed = Url::parse(url).map_err(|_| address())?;
        if !matches!(parsed.scheme(), "https" | "http") || parsed.host_str().is_none() {
            return Err(address());
        }
        let client = Client::builder()
            .use_rustls_tls()
            .connect_timeout(limits.time)
            .timeout(limits.time)
            .redirect(Policy::limited(3))
            .build()
            .map_err(|error| NotRead::Client(error.to_string()))?;
        Ok(Self { client, url: parsed, limits })
    }

    /// What it says of iCloud Backup now: a trouble, or none.
    ///
    /// # Errors
    /// When it cannot be read, or does not say.
    pub async fn read(&self) -> Result<Option<Trouble>, NotRead> {
        let text = tokio::time::timeout(self.limits.time, self.download());
        let text = text.await.map_err(|_| NotRead::TooSlow)??;
        feed::trouble(&text).ok_or(NotRead::NotUnderstood)
    }

    async fn download(&self) -> Result<String, NotRead> {
        let most = self.limits.bytes;
        let mut answer = self.client.get(self.url.clone()).send().await.map_err(|error| of(&error))?;
        if !answer.status().is_success() {
            return Err(NotRead::Status(answer.status().as_u16()));
        }
        if answer.content_length().is_some_and(|length| length > most as u64) {
            return Err(NotRead::TooBig);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| of(&error))? {
            if bytes.len() + chunk.len() > most {
                return Err(NotRead::TooBig);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn of(error: &reqwest::Error) -> NotRead {
    if error.is_timeout() { NotRead::TooSlow } else { NotRead::Failed }
}
