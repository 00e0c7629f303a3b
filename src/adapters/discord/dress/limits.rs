//! Knows every documented limit of Discord. Lengths are UTF-16 units, the stricter of the two ways to count.
//!
//! Source: Discord's developer documentation and its `OpenAPI` description, 2025.

pub use super::cut::{cut, units};

/// Text of a message.
pub const CONTENT: usize = 2000;

/// Embeds of a message.
pub const EMBEDS: usize = 10;
/// All texts of all embeds of a message together.
pub const EMBEDS_TOTAL: usize = 6000;
/// Title of an embed.
pub const EMBED_TITLE: usize = 256;
/// Description of an embed.
pub const EMBED_DESCRIPTION: usize = 4096;
/// Fields of an embed.
pub const EMBED_FIELDS: usize = 25;
/// Name of a field; empty is refused.
pub const FIELD_NAME: usize = 256;
/// Value of a field; empty is refused.
pub const FIELD_VALUE: usize = 1024;
/// Footer of an embed.
pub const EMBED_FOOTER: usize = 2048;

/// Rows of components under a message.
pub const ROWS: usize = 5;
/// Buttons in a row; a menu fills a row alone.
pub const ROW_BUTTONS: usize = 5;
/// Label of a button.
pub const BUTTON_LABEL: usize = 80;
/// Options of a select menu; none is refused.
pub const SELECT_OPTIONS: usize = 25;
/// Label of an option; empty is refused.
pub const OPTION_LABEL: usize = 100;
/// Value of an option; empty is refused.
pub const OPTION_VALUE: usize = 100;
/// Description of an option.
pub const OPTION_DESCRIPTION: usize = 100;
/// What a menu says while nothing is chosen.
pub const SELECT_PLACEHOLDER: usize = 150;
/// Custom id of a button, menu, form or input.
pub const CUSTOM_ID: usize = 100;

/// Title of a form.
pub const MODAL_TITLE: usize = 45;
/// Inputs of a form.
pub const MODAL_INPUTS: usize = 5;
/// Label of an input.
pub const INPUT_LABEL: usize = 45;
/// What an input may hold.
pub const INPUT_VALUE: usize = 4000;
/// What an input says while it is empty.
pub const INPUT_PLACEHOLDER: usize = 100;

/// Name of a thread or forum post; empty is refused.
pub const THREAD_NAME: usize = 100;
/// The nonce by which a repeated message is recognized.
pub const NONCE: usize = 25;

/// What is offered while somebody types an option of a command.
pub const AUTOCOMPLETE_CHOICES: usize = 25;
/// Name of one of those, and of a fixed choice.
pub const CHOICE_NAME: usize = 100;
/// Value of one of those.
pub const CHOICE_VALUE: usize = 100;
/// Name of a command, a subcommand, an option or a message menu.
pub const COMMAND_NAME: usize = 32;
/// Description of a command, a subcommand or an option; empty is refused.
pub const COMMAND_DESCRIPTION: usize = 100;
/// Options of a command, and of a subcommand.
pub const COMMAND_OPTIONS: usize = 25;
