//! Settings as they are kept, changes to them, and what is given on the command line: taken whole, or refused in words.

use clap::Parser as _;
use cloudmedic::adapters::discord::wire::{Base, Token};
use cloudmedic::cli::Arguments;
use cloudmedic::desk::Servers;
use cloudmedic::desk::change::{self, Change};
use cloudmedic::store::Memory;
use cloudmedic::triage::{ServerId, Settings};
use std::sync::Arc;

use super::bytes::Bytes;

/// The first byte chooses what the others are.
pub(crate) fn run(data: &[u8]) {
    let mut bytes = Bytes(data);
    match bytes.one() % 4 {
        0 => kept(bytes.0),
        1 => changed(&mut bytes),
        2 => command_line(&mut bytes),
        _ => connection(&mut bytes),
    }
}

/// Settings as they were written: what is read is written and read again as the same.
fn kept(data: &[u8]) {
    let Ok(settings) = serde_json::from_slice::<Settings>(data) else { return };
    same_again(&settings);
}

fn same_again(settings: &Settings) {
    let written = serde_json::to_string(settings).unwrap();
    let read: Settings = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written, "settings change by being kept");
}

/// Settings, and behind a zero changes to them: all of them are made, or none.
fn changed(bytes: &mut Bytes<'_>) {
    let settings = serde_json::from_slice::<Settings>(bytes.line()).unwrap_or_default();
    let Ok(changes) = serde_json::from_slice::<Vec<Change>>(bytes.line()) else { return };
    match change::apply(&settings, &changes) {
        Ok(changed) => {
            same_again(&changed);
            assert!(
                (1..=3_650).contains(&changed.retention_days)
                    || changed.retention_days == settings.retention_days
            );
            assert!(changed.watched.len() <= 200 || changed.watched.len() <= settings.watched.len());
            let servers = Servers::new(Arc::new(Memory::default()));
            let kept = servers.change(ServerId(1), &changes);
            assert!(kept.is_err() || servers.of(ServerId(1)).is_ok(), "kept and not read: {changes:?}");
        }
        Err(refused) => assert!(refused.to_string().len() > 20, "no sentence: {refused:?}"),
    }
}

/// Arguments, parted by zeros. Nothing is carried out.
fn command_line(bytes: &mut Bytes<'_>) {
    let mut arguments = vec!["cloudmedic".to_owned()];
    while !bytes.is_empty() && arguments.len() < 40 {
        arguments.push(bytes.text());
    }
    if let Err(refused) = Arguments::try_parse_from(&arguments) {
        assert!(!refused.to_string().is_empty(), "refused without a word: {arguments:?}");
    }
}

/// A token and another base URL.
fn connection(bytes: &mut Bytes<'_>) {
    let (token, base) = (bytes.text(), bytes.text());
    if let Ok(kept) = Token::parse(&token) {
        assert_eq!(format!("{kept:?}"), "***", "a token is shown");
    }
    if let Ok(read) = Base::parse(&base) {
        let again = Base::parse(&read.to_string());
        assert_eq!(again.as_ref(), Ok(&read), "{base:?} is read as something else");
        assert!(!read.to_string().contains('@'), "{base:?} holds a name or a password");
    }
}
