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
//! | [`case_list`], [`stage`] | a page of cases, and how stages and priorities are named |
//! | [`done`] | what a moderator reads after a deed |
//! | [`brief`] | the block for Apple Support |
//! | [`report`] | figures for a phone |
//! | [`incidents`] | times when many people have the same trouble at once |
//! | [`explained`] | what the bot would make of a message, for a moderator who tries one |
//! | [`commands`] | the slash commands and message menus, and what is offered while typing |

mod blocks;
pub mod brief;
mod buttons;
pub mod card;
mod case_command;
pub mod case_list;
pub mod commands;
pub mod correct;
pub mod custom_id;
mod cut;
pub mod done;
pub mod escape;
pub mod explained;
mod incident_command;
pub mod incidents;
pub mod limits;
mod markdown;
pub mod menus;
pub mod message;
pub mod modal;
pub mod order_command;
pub mod report;
mod setup_command;
pub mod stage;

#[cfg(test)]
mod tests;

pub use custom_id::Pressed;
pub use limits::cut;
pub use message::{Dressed, say};
