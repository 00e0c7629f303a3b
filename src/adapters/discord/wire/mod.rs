//! The one HTTP client, the gateway with its queue, and what Discord refuses, in words.
//!
//! | file | what it does |
//! | --- | --- |
//! | `connection` | where to connect and with which token, checked |
//! | `api` | the one constructor of the HTTP client, and the one way through it |
//! | `refusal` | what Discord refuses, by kind, and what that means for a piece of work |
//! | [`gateway`], `shards` | events into a queue, in order, on a thread of their own |
//! | `history` | what was written while nobody listened |
//! | `roles` | how many people have which role |
//! | `patience` | how long a 429 asked to wait, where serenity's limiter is off |
//! | `fetch` | small text files that members attach |
//! | [`ids`], [`snowflake`] | our ids -> serenity's, without a panic; the time in an id |
//!
//! The token goes to one host, that of the connection, and to the gateway that this host names.

mod api;
mod connection;
mod error;
mod fetch;
pub mod gateway;
mod history;
pub mod ids;
mod patience;
mod refusal;
mod roles;
mod shards;
pub mod snowflake;

pub use api::{Api, json};
pub use connection::{Base, BaseFault, Connection, Token, TokenFault};
pub use error::WireError;
pub use fetch::{Limits, NotFetched};
pub use gateway::{Arrived, Gateway, Handle, Options};
pub use refusal::Refused;
pub use shards::ShardStanding;
