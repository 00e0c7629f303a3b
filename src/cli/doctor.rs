//! `doctor`: what is wrong with the bot and how to mend it, one line each. It changes nothing.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Failure, General, token};
use crate::adapters::discord::bot::Identity;
use crate::adapters::discord::health::{self, Complaint, Reader, Severity, printable};
use crate::adapters::discord::wire::{Api, WireError};
use crate::config;
use crate::desk::asking::{self, AskError, Request};
use crate::desk::reload::InUse;
use crate::desk::upkeep;
use crate::knowledge::Replies;
use crate::store;
use crate::triage::{ServerId, Settings};

/// Say what is wrong with the bot in Discord and how to mend it
///
/// Checks the data folder, the token, the intents, the clock, the commands, and in every server the settings, the roles
/// and each permission in each channel. The exit code is 0 when nothing is wrong, else 1. It works while the bot runs.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// A file that holds the bot's token, in place of DISCORD_TOKEN
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

/// Checks, and tells every complaint.
///
/// # Errors
/// When something is wrong, or the knowledge cannot be used.
pub fn run(general: &General, command: &Doctor) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let data = config::data_folder(general.data.as_deref())?;
    let mut report = Report { replies: &base.replies, wrong: false };
    // Where the folder cannot be read, Discord is looked at all the same.
    let readable = report.folder(&data)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::Sentence(format!("the system gives no timer ({error}); try again")))?;
    runtime.block_on(report.discord(command, readable.then_some(&data)))?;
    if report.wrong { Err(Failure::Told) } else { Ok(()) }
}

/// What was told so far.
struct Report<'a> {
    replies: &'a Replies,
    wrong: bool,
}

impl Report<'_> {
    /// Whether the settings can be read.
    fn folder(&mut self, data: &Path) -> io::Result<bool> {
        match settings(data, ServerId(0)) {
            Ok(_) => {
                for why in troubles(data) {
                    self.line(Severity::Error, None, &format!("the running bot is not ready: {why}"))?;
                }
                self.knowledge(data)?;
                self.exports(data)?;
                Ok(true)
            }
            Err(AskError::Nothing { .. }) => {
                let text = format!(
                    "nothing is kept in {} yet; that is normal before the first start",
                    data.display()
                );
                self.line(Severity::Note, None, &text)?;
                Ok(true)
            }
            Err(error) => {
                self.line(Severity::Error, None, &error.to_string())?;
                Ok(false)
            }
        }
    }

    /// Which pattern folder the running bot uses, and whether it could be read the last time.
    fn knowledge(&mut self, data: &Path) -> io::Result<()> {
        let Some(InUse { folder, since, causes, refused, .. }) = in_use(data) else { return Ok(()) };
        self.line(
            Severity::Note,
            None,
            &format!("the running bot uses the {causes} causes of {folder} as they were at {since:.0}"),
        )?;
        let Some(at) = refused else { return Ok(()) };
        let text = format!(
            "{folder} could not be used when it was read again at {at:.0}; `cloudmedic check {folder}` says why; mend it, \
             then `cloudmedic reload`"
        );
        self.line(Severity::Warning, None, &text)
    }

    /// Whether the newest export is of today or yesterday, where there is any.
    fn exports(&mut self, data: &Path) -> io::Result<()> {
        let today = upkeep::day_of(Timestamp::now());
        let Some(newest) = store::newest_export(data) else { return Ok(()) };
        let Some(text) = old_export(newest, today) else { return Ok(()) };
        self.line(Severity::Warning, None, &format!("{text} in {}", data.join("exports").display()))
    }

    async fn discord(&mut self, command: &Doctor, data: Option<&PathBuf>) -> Result<(), Failure> {
        let (api, me) = match connect(command).await {
            Ok(connected) => connected,
            Err(Failure::Sentence(why)) => return Ok(self.line(Severity::Error, None, &why)?),
            Err(other) => return Err(other),
        };
        self.complaints(None, &health::of_service(&api, me, self.replies, &Timestamp::now).await)?;
        let servers = match health::servers(&api).await {
            Ok(servers) => servers,
            Err(refused) => {
                let text =
                    format!("Discord does not name the bot's servers ({refused}); try again in a minute");
                return Ok(self.line(Severity::Error, None, &text)?);
            }
        };
        if servers.is_empty() {
            let text = format!("the bot is in no server; invite it: {}", health::invitation(me.application));
            self.line(Severity::Error, None, &text)?;
        }
        // Without the folder there are no settings to look at.
        if let Some(data) = data {
            for (server, name) in &servers {
                self.server(&api, me, data, *server, name).await?;
            }
        }
        self.end(servers.len())
    }

    async fn server(
        &mut self,
        api: &Api,
        me: Identity,
        data: &Path,
        server: ServerId,
        name: &str,
    ) -> io::Result<()> {
        let name = format!("{} ({server})", printable(name));
        let settings = match settings(data, server) {
            Ok(settings) => settings,
            Err(AskError::Nothing { .. }) => Settings::default(),
            Err(error) => return self.line(Severity::Error, Some(&name), &error.to_string()),
        };
        match health::of_server(api, me, server, &settings).await {
            Ok(found) => self.complaints(Some(&name), &found),
            Err(refused) => {
                let text = format!("Discord does not show the server ({refused}); try again in a minute");
                self.line(Severity::Error, Some(&name), &text)
            }
        }
    }

    fn end(&self, servers: usize) -> Result<(), Failure> {
        if !self.wrong {
            let servers = if servers == 1 { "1 server".to_owned() } else { format!("{servers} servers") };
            writeln!(anstream::stdout().lock(), "Nothing is wrong; {servers} checked.")?;
        }
        Ok(())
    }

    fn complaints(&mut self, server: Option<&str>, complaints: &[Complaint]) -> io::Result<()> {
        for complaint in complaints {
            self.line(complaint.severity, server, &complaint.said(self.replies, Reader::Terminal))?;
        }
        Ok(())
    }

    fn line(&mut self, severity: Severity, server: Option<&str>, text: &str) -> io::Result<()> {
        let word = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        self.wrong |= severity != Severity::Note;
        let mut out = anstream::stdout().lock();
        match server {
            Some(server) => writeln!(out, "{word}: {server}: {text}")?,
            None => writeln!(out, "{word}: {text}")?,
        }
        out.flush()
    }
}

/// What is to be said of exports of which the newest is this old.
fn old_export(newest: Date, today: Date) -> Option<String> {
    let days = (today - newest).get_days();
    (days > 2).then(|| {
        format!(
            "the newest export is {days} days old; `cloudmedic serve` writes one a day, and its log says why it did \
             not; look for free space"
        )
    })
}

/// The way to Discord, and who the bot is there.
async fn connect(command: &Doctor) -> Result<(Api, Identity), Failure> {
    let sentence = |error: WireError| Failure::Sentence(error.to_string());
    let api = Api::new(&token::connection(command.token_file.as_deref())?).map_err(sentence)?;
    let me = api.identity().await.map_err(sentence)?;
    Ok((api, me))
}

/// Why the bot that runs is not ready. An older one does not know the question, and says nothing.
fn troubles(data: &Path) -> Vec<String> {
    let mut troubles = Vec::new();
    let asked = asking::consult(data, &Request::Troubles, &mut |answer| {
        troubles.extend(answer.trouble());
        true
    });
    asked.map_or_else(|_| Vec::new(), |_| troubles)
}

/// The pattern folder of the bot that runs. An older one does not know the question, and says nothing.
fn in_use(data: &Path) -> Option<InUse> {
    let mut in_use = None;
    let asked = asking::consult(data, &Request::InUse, &mut |answer| {
        in_use = answer.in_use().or(in_use.take());
        true
    });
    asked.ok().and(in_use)
}

/// The settings of a server, from whoever holds the data folder.
fn settings(data: &Path, server: ServerId) -> Result<Settings, AskError> {
    let mut settings = None;
    asking::consult(data, &Request::Setup { server, changes: Vec::new() }, &mut |answer| {
        settings = answer.settings().or(settings.take());
        true
    })?;
    Ok(settings.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_export_is_old_after_two_days() {
        let told = |day| old_export(date(2026, 5, day), date(2026, 5, 10));
        for day in [8, 9, 10, 11] {
            assert_eq!(told(day), None, "{day}");
        }
        assert!(told(7).unwrap().starts_with("the newest export is 3 days old"));
        assert!(told(1).is_some());
    }
}
