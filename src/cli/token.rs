//! Where to connect and with which token: from the environment or a file, never from the command line.

use std::path::Path;

use super::Failure;
use crate::adapters::discord::wire::{Base, Connection, Token};

/// The variable that holds the token.
const TOKEN: &str = "DISCORD_TOKEN";
/// The variable that names another host than Discord's own.
const API: &str = "CLOUDMEDIC_DISCORD_API";

/// Reads both.
pub(super) fn connection(file: Option<&Path>) -> Result<Connection, Failure> {
    let sentence = |text: String| Failure::Sentence(text);
    let written = match file {
        Some(file) => std::fs::read_to_string(file).map_err(|error| {
            sentence(format!("the token file {} cannot be read ({error})", file.display()))
        })?,
        None => std::env::var(TOKEN).map_err(|_| {
            sentence(format!(
                "there is no token; put the bot's token into {TOKEN}, or name a file with --token-file"
            ))
        })?,
    };
    let token = Token::parse(written.trim()).map_err(|fault| sentence(fault.to_string()))?;
    let base = match std::env::var(API) {
        Ok(url) if !url.trim().is_empty() => {
            Some(Base::parse(&url).map_err(|fault| sentence(fault.to_string()))?)
        }
        Ok(_) | Err(_) => None,
    };
    Ok(Connection { token, base })
}
