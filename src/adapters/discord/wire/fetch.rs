//! Downloads small text files that members attach, such as `message.txt`. It sends no token and follows nothing.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Response, Url};

use super::Api;

/// Where Discord keeps attachments.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// What a download may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub bytes: usize,
    /// The longest time.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 * 1024, time: Duration::from_secs(5) }
    }
}

/// Why a file was not read. The sentences hold neither its address nor its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFetched {
    /// It is not where Discord keeps attachments.
    #[error("the file is not on Discord's own host")]
    Elsewhere,
    /// It is no text.
    #[error("the file is not a text file")]
    NotText,
    /// It is too big.
    #[error("the file is too big")]
    TooBig,
    /// It took too long.
    #[error("the file did not arrive in time")]
    TooSlow,
    /// Anything else: the link is too old, the connection broke.
    #[error("the file cannot be downloaded")]
    Failed,
}

impl Api {
    /// Reads a small text file within the usual limits; bytes that are not UTF-8 become U+FFFD.
    ///
    /// # Errors
    /// When it is elsewhere, no text, too big or too slow.
    pub async fn fetch_text(&self, url: &str) -> Result<String, NotFetched> {
        self.fetch_text_within(url, Limits::default()).await
    }

    /// The same within these limits.
    ///
    /// # Errors
    /// When it is elsewhere, no text, too big or too slow.
    pub async fn fetch_text_within(&self, url: &str, limits: Limits) -> Result<String, NotFetched> {
        let url = self.own(url).ok_or(NotFetched::Elsewhere)?;
        tokio::time::timeout(limits.time, self.download(url, limits.bytes))
            .await
            .map_err(|_| NotFetched::TooSlow)?
    }

    /// The address, when it is where attachments are kept.
    fn own(&self, url: &str) -> Option<Url> {
        let url = Url::parse(url).ok()?;
        let own = match &self.base {
            Some(base) => base.covers(&url),
            None => {
                url.scheme() == "https"
                    && url.port_or_known_default() == Some(443)
                    && url.host_str().is_some_and(|host| HOSTS.contains(&host))
            }
        };
        // A name in the address would be sent along.
        (own && url.username().is_empty() && url.password().is_none()).then_some(url)
    }

    async fn download(&self, url: Url, most: usize) -> Result<String, NotFetched> {
        let mut answer = self.client.get(url).send().await.map_err(|_| NotFetched::Failed)?;
        if !answer.status().is_success() {
            return Err(NotFetched::Failed);
        }
        if !is_text(&answer) {
            return Err(NotFetched::NotText);
        }
        if answer.content_length().is_some_and(|length| length > most as u64) {
            return Err(NotFetched::TooBig);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| NotFetched::Failed)? {
            if bytes.len() + chunk.len() > most {
                return Err(NotFetched::TooBig);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn is_text(answer: &Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("text/")
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Connection, Token};
    use super::*;

    fn api(base: Option<&str>) -> Api {
        let base = base.map(|base| Base::parse(base).unwrap());
        Api::new(&Connection { token: Token::parse("t").unwrap(), base }).unwrap()
    }

    #[test]
    fn only_discords_hosts_are_asked_for_files() {
        let api = api(None);
        for url in [
            "https://cdn.discordapp.com/attachments/1/2/message.txt?ex=1&is=2&hm=3",
            "https://media.discordapp.net/attachments/1/2/message.txt",
        ] {
            assert!(api.own(url).is_some(), "{url}");
        }
        for url in [
            "http://cdn.discordapp.com/attachments/1/2/message.txt",
            "https://cdn.discordapp.com.evil.example/message.txt",
            "https://cdn.discordapp.com@evil.example/message.txt",
            "https://me:secret@cdn.discordapp.com/message.txt",
            "https://cdn.discordapp.com:8443/message.txt",
            "https://discord.com/message.txt",
            "http://127.0.0.1/message.txt",
            "file:///etc/passwd",
            "message.txt",
        ] {
            assert!(api.own(url).is_none(), "{url}");
        }
    }

    #[test]
    fn with_a_base_only_its_host_is_asked() {
        let api = api(Some("http://127.0.0.1:8080"));
        assert!(api.own("http://127.0.0.1:8080/attachments/1/2/message.txt").is_some());
        for url in [
            "http://127.0.0.1:8081/attachments/1/2/message.txt",
            "https://127.0.0.1:8080/attachments/1/2/message.txt",
            "https://cdn.discordapp.com/attachments/1/2/message.txt",
        ] {
            assert!(api.own(url).is_none(), "{url}");
        }
    }
}
