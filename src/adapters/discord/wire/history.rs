//! Reads back what was written in a channel while nobody listened.

use serenity::http::{LightMethod, Request, Route};
use serenity::model::channel::Message;
use serenity::model::id::{ChannelId, MessageId};

use super::{Api, Refused, ids};
use crate::triage;

/// The most messages that Discord gives at once.
const PAGE: usize = 100;

impl Api {
    /// The messages of a channel after one, oldest first, at most `limit`.
    ///
    /// # Errors
    /// When Discord refuses them.
    pub async fn messages_after(
        &self,
        channel: ChannelId,
        after: triage::MessageId,
        limit: usize,
    ) -> Result<Vec<Message>, Refused> {
        let mut found: Vec<Message> = Vec::new();
        let mut after = ids::message(after);
        while found.len() < limit {
            let wanted = PAGE.min(limit - found.len());
            let mut page = self.page(channel, Some(after), wanted).await?;
            // Newest first, says Discord; the order is not worth relying on.
            page.sort_by_key(|message| message.id);
            let full = page.len() >= wanted;
            let Some(last) = page.last().map(|message| message.id).filter(|last| *last > after) else {
                break;
            };
            after = last;
            found.append(&mut page);
            if !full {
                break;
            }
        }
        found.truncate(limit);
        Ok(found)
    }

    /// The newest messages of a channel, newest first, at most 100.
    ///
    /// # Errors
    /// When Discord refuses them.
    pub async fn newest(&self, channel: ChannelId, limit: usize) -> Result<Vec<Message>, Refused> {
        let mut page = self.page(channel, None, limit).await?;
        page.sort_by_key(|message| std::cmp::Reverse(message.id));
        Ok(page)
    }

    async fn page(
        &self,
        channel: ChannelId,
        after: Option<MessageId>,
        limit: usize,
    ) -> Result<Vec<Message>, Refused> {
        let mut params = vec![("limit", limit.clamp(1, PAGE).to_string())];
        params.extend(after.map(|after| ("after", after.to_string())));
        let route = Route::ChannelMessages { channel_id: channel };
        self.call(Request::new(route, LightMethod::Get).params(Some(params))).await
    }
}
