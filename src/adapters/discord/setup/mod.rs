//! `/setup`: shows and changes the settings of a server.

use serenity::model::application::{CommandInteraction, ComponentInteraction};

use super::Bot;

/// Answers the command.
pub async fn handle(_bot: &Bot, _command: &CommandInteraction) {}

/// Offers what can be typed.
pub async fn autocomplete(_bot: &Bot, _command: &CommandInteraction) {}

/// Takes a press.
pub async fn pressed(_bot: &Bot, _press: &ComponentInteraction, _tail: &str) {}
