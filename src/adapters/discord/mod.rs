//! Discord: what happens there becomes events for the desk, and work becomes messages, threads and cards.
//!
//! | room | what it does |
//! | --- | --- |
//! | [`wire`] | the one HTTP client, the gateway with its queue, refusals in words |
//! | [`dress`] | messages, cards, forms and commands as Discord wants them, within its limits; pure |
//! | [`outlet`] | carries work out |
//! | [`inbox`] | gateway events and interactions -> events of the desk, one person's in order |
//! | [`setup`] | `/setup`: a server's settings |
//! | [`health`] | what is wrong and how to mend it |
//! | [`bot`] | what they share |
//! | [`answering`] | which interactions are still to be answered |
//!
//! It decides nothing about a case. Only this folder names serenity.

pub mod answering;
pub mod bot;
pub mod dress;
pub mod health;
pub mod inbox;
pub mod outlet;
mod registration;
pub mod serve;
pub mod setup;
pub mod wire;

pub use bot::Bot;

/// What no log may hold, as directives of its filter: these libraries log whole events, and so what people wrote, or
/// the keys of interactions. What is worth knowing of a connection is logged by our own rooms.
pub const SILENT_IN_LOGS: &[&str] =
    &["serenity=off", "tungstenite=off", "tokio_tungstenite=off", "hyper=info", "reqwest=info", "h2=info"];
