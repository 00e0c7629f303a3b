//! Where to connect and with which token, checked before anything is sent. It opens no connection.

use reqwest::Url;

/// A bot token. It is shown as `***`, and only the HTTP client gets to see it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// What is obviously wrong with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// Nothing is there.
    #[error(
        "the Discord token is empty; copy it from the Developer Portal > your application > Bot > Reset Token into DISCORD_TOKEN"
    )]
    Empty,
    /// It is written as in an `Authorization` header.
    #[error("the Discord token begins with \"Bot \"; leave that word out, the token alone is enough")]
    Prefixed,
    /// It is broken by white space, quotes or other signs that no token has.
    #[error(
        "the Discord token holds a space, a line break or a quote; copy it again in one piece, without quotes"
    )]
    Broken,
}

impl Token {
    /// Checks a token for obvious faults. White space around it does no harm: files end with a line break.
    ///
    /// # Errors
    /// When it cannot be a token.
    pub fn parse(text: &str) -> Result<Self, TokenFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TokenFault::Empty);
        }
        if text.starts_with("Bot ") || text.starts_with("Bearer ") {
            return Err(TokenFault::Prefixed);
        }
        // Anything else could not be sent in a header, or was pasted together with its surroundings.
        if !text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '`')) {
            return Err(TokenFault::Broken);
        }
        Ok(Self(text.to_owned()))
    }

    /// The token itself, for the HTTP client.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// Another base URL than Discord's own: scheme, host and port, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(Url);

/// What is wrong with a base URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "CLOUDMEDIC_DISCORD_API {what}; write a base URL without a path, such as http://127.0.0.1:8080, or leave it out for Discord itself"
)]
pub struct BaseFault {
    what: &'static str,
}

impl Base {
    /// What `CLOUDMEDIC_DISCORD_API` may be: `http` or `https`, a host, perhaps a port; `/api/v10` is added later.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<Self, BaseFault> {
        let fault = |what| Err(BaseFault { what });
        let Ok(url) = Url::parse(text.trim()) else { return fault("is not a URL") };
        if !matches!(url.scheme(), "http" | "https") {
            return fault("does not begin with http:// or https://");
        }
        if !url.has_host() {
            return fault("names no host");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return fault("holds a user name or a password");
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return fault("has something after the host");
        }
        Ok(Self(url))
    }

    /// As serenity wants it: without a slash at the end.
    pub(super) fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Whether a URL is on the same host and port, with the same scheme.
    pub(super) fn covers(&self, url: &Url) -> bool {
        self.0.origin() == url.origin()
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where to connect and with which token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The token.
    pub token: Token,
    /// Another base URL; `None` for Discord's own.
    pub base: Option<Base>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_as_copied() {
        let token = Token::parse(" MTA.abc-_1.xyz\n").unwrap();
        assert_eq!(token.reveal(), "MTA.abc-_1.xyz");
    }

    #[test]
    fn obvious_faults_of_a_token_are_named() {
        for (given, fault) in [
            ("", TokenFault::Empty),
            (" \n", TokenFault::Empty),
            ("Bot abc", TokenFault::Prefixed),
            ("ab c", TokenFault::Broken),
            ("\"abc\"", TokenFault::Broken),
            ("abc\u{200b}d", TokenFault::Broken),
        ] {
            assert_eq!(Token::parse(given), Err(fault), "{given:?}");
        }
    }

    #[test]
    fn a_token_is_never_shown() {
        let connection = Connection { token: Token::parse("secret").unwrap(), base: None };
        assert_eq!(format!("{connection:?}"), "Connection { token: ***, base: None }");
    }

    #[test]
    fn a_base_is_scheme_host_and_port() {
        for (given, shown) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            (" https://spacebar.example ", "https://spacebar.example"),
            ("http://[::1]:9", "http://[::1]:9"),
        ] {
            assert_eq!(Base::parse(given).unwrap().to_string(), shown, "{given:?}");
        }
    }

    #[test]
    fn anything_else_is_no_base_and_the_sentence_says_why() {
        for (given, why) in [
            ("127.0.0.1:8080", "is not a URL"),
            ("", "is not a URL"),
            ("localhost:8080", "does not begin with http"),
            ("ws://127.0.0.1:8080", "does not begin with http"),
            ("http://127.0.0.1:8080/api/v10", "something after the host"),
            ("http://127.0.0.1:8080?x", "something after the host"),
            ("http://me:secret@127.0.0.1", "a user name or a password"),
        ] {
            let fault = Base::parse(given).unwrap_err().to_string();
            assert!(fault.contains(why), "{given:?}: {fault}");
            assert!(!fault.contains("secret"), "{fault}");
        }
    }
}
