//! The one HTTP client, the gateway with its queue, and what Discord refuses, in words.

use std::sync::Arc;

use serenity::http::Http;

/// The way to Discord's REST interface.
#[derive(Debug, Clone)]
pub struct Api {
    /// serenity's client; made in one place only.
    pub http: Arc<Http>,
}
