//! A plain HTTP client that sends exactly what a test says.

use serde_json::Value;

use super::super::Simulator;

/// Sends one request at a time.
pub(super) struct Client {
    runtime: tokio::runtime::Runtime,
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Client {
    pub(super) fn new(sim: &Simulator) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let http = reqwest::Client::builder().user_agent("DiscordBot (test, 1)").no_proxy().build().unwrap();
        Self { runtime, http, base: sim.base_url(), token: format!("Bot {}", sim.token()) }
    }

    pub(super) fn with_token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// Status and JSON of the answer.
    pub(super) fn send(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        self.try_send(method, path, body).unwrap()
    }

    /// The same, or the error when there was no answer.
    pub(super) fn try_send(&self, method: &str, path: &str, body: Value) -> reqwest::Result<(u16, Value)> {
        let url = format!("{}/api/v10{path}", self.base);
        let request = self.http.request(method.parse().unwrap(), url).header("authorization", &self.token);
        let request = if body.is_null() {
            request
        } else {
            request.header("content-type", "application/json").body(body.to_string())
        };
        self.runtime.block_on(async {
            let answer = request.send().await?;
            let status = answer.status().as_u16();
            let text = answer.text().await?;
            Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
        })
    }

    pub(super) fn get(&self, path: &str) -> (u16, Value) {
        self.send("GET", path, Value::Null)
    }

    pub(super) fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send("POST", path, body)
    }
}

/// Status and error code of a refusal.
pub(super) fn code((status, body): (u16, Value)) -> (u16, u64) {
    (status, body["code"].as_u64().unwrap_or_default())
}
