//! Asks how many people have which role, which the client library does not know of.

use std::collections::HashMap;

use reqwest::header::{AUTHORIZATION, USER_AGENT};

use super::{Api, Refused};
use crate::triage::{RoleId, ServerId};

/// Where Discord answers.
const DISCORD: &str = "https://discord.com";
/// Discord wants to know who asks.
const WHO: &str = concat!("DiscordBot (CloudMedic, ", env!("CARGO_PKG_VERSION"), ")");

impl Api {
    /// How many people have each role of a server; the role of everybody is not among them. It needs no intent.
    ///
    /// # Errors
    /// When Discord does not tell.
    pub async fn role_sizes(&self, server: ServerId) -> Result<HashMap<RoleId, u64>, Refused> {
        let base = self.base.as_ref().map_or(DISCORD, |base| base.as_str());
        let url = format!("{base}/api/v10/guilds/{server}/roles/member-counts");
        let asked = self.client.get(url).header(AUTHORIZATION, self.http.token()).header(USER_AGENT, WHO);
        let answer = asked.send().await?;
        if !answer.status().is_success() {
            return Err(super::api::refused(answer).await);
        }
        let body = answer.bytes().await?;
        let sizes: HashMap<String, u64> =
            serde_json::from_slice(&body).map_err(|_| Refused::ServerFault { status: 200 })?;
        Ok(sizes.into_iter().filter_map(|(role, size)| Some((RoleId(role.parse().ok()?), size))).collect())
    }
}
