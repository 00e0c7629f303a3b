//! Tells Discord which commands there are: at the start, and whenever an exchange of the knowledge changes their words.
//! It knows no command.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::builder::CreateCommand;
use serenity::model::application::Command;
use tokio::sync::watch;

use super::Bot;
use super::dress::commands::commands;
use super::wire::Refused;
use crate::desk::deciding::Known;
use crate::store::StoreError;

/// How long until commands that did not get through are sent again.
const AGAIN: Duration = Duration::from_secs(60);

/// The commands as Discord has them, and a way to hear of other words for them.
#[derive(Debug)]
pub(super) struct Registration {
    changes: watch::Receiver<Arc<Known>>,
    registered: Value,
}

impl Registration {
    /// Registers the commands; the same ones again change nothing.
    ///
    /// # Errors
    /// When Discord does not take them.
    pub(super) async fn begin(bot: &Bot) -> Result<Self, Refused> {
        let changes = bot.desk.knowledge().changes();
        let mut this = Self { changes, registered: Value::Null };
        this.bring_up_to_date(bot).await?;
        Ok(this)
    }

    /// Registers them again whenever they change, until the bot rests.
    ///
    /// # Errors
    /// None; other workers have some.
    pub(super) async fn follow(
        mut self,
        bot: Arc<Bot>,
        mut resting: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        loop {
            let again = match self.bring_up_to_date(&bot).await {
                Ok(()) => false,
                Err(why) => {
                    tracing::warn!(%why, "the commands keep their old words for now: Discord did not take the new ones");
                    why.passes()
                }
            };
            tokio::select! {
                changed = self.changes.changed() => if changed.is_err() { return Ok(()) },
                () = tokio::time::sleep(AGAIN), if again => {}
                _ = resting.wait_for(|rest| *rest) => return Ok(()),
            }
        }
    }

    async fn bring_up_to_date(&mut self, bot: &Bot) -> Result<(), Refused> {
        let wanted = commands(&self.changes.borrow_and_update().base);
        let written = written(&wanted);
        if written != self.registered {
            Command::set_global_commands(&bot.api.http, wanted).await.map_err(Refused::from)?;
            self.registered = written;
        }
        Ok(())
    }
}

/// The commands as they are sent.
fn written(commands: &[CreateCommand]) -> Value {
    // Texts, numbers and lists can always be written.
    serde_json::to_value(commands).unwrap_or_default()
}
