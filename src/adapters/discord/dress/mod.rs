//! Dresses what triage says as Discord wants it: messages, cards, forms, menus and commands, all within its limits.
//!
//! Pure functions from our types to serenity's builders: no IO, no clock, no decision about a case.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`limits`] | every documented limit of Discord, and text cut to them |
//! | [`escape`] | what a person wrote, made harmless; our own sentences, made Markdown |
//! | [`custom_id`] | what buttons, menus and forms carry, and reading it back |
//! | [`message`] | what a member reads |
//! | [`card`] | what moderators read |
//! | [`modal`] | forms, and reading them |
//! | [`menus`] | menus that a conversation or a moderator needs |
//! | [`correct`] | what the bot made of a message, and the menu of what is right |
//! | [`explained`] | what the bot would make of a message, for a moderator who tries one |
//! | [`commands`] | the slash commands and message menus, and what is offered while typing |

mod blocks;
mod buttons;
pub mod card;
pub mod commands;
pub mod correct;
pub mod custom_id;
mod cut;
pub mod escape;
pub mod explained;
pub mod limits;
mod markdown;
pub mod menus;
pub mod message;
pub mod modal;
mod setup_command;

#[cfg(test)]
mod tests;

pub use custom_id::Pressed;
pub use limits::cut;
pub use message::{Dressed, say};
