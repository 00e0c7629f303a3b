//! `setup`: shows and changes a server's settings, whoever holds the data folder, before the first start too.

mod ids;
mod show;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::ask::one_of;
use super::{Failure, General};
use crate::config;
use crate::desk::asking::{self, AskError, Request};
use crate::desk::change::{Change, Listed};
use crate::triage::{Mode, PlaceId, RoleId, ServerId, Settings};
pub(super) use ids::Id;
use ids::{Ids, Maybe, Tags};

/// Show or change the settings of a Discord server
///
/// The same settings as `/setup` in Discord, for people who keep them in a script. It works before the first start, and
/// what it changes counts at once while the bot runs. An option that is left out changes nothing; a list replaces the
/// one before; `none` empties it. IDs are copied in Discord: turn on Developer Mode under Settings > Advanced, then
/// right-click a server, channel or role and choose Copy ID.
#[derive(Debug, clap::Args)]
pub struct Setup {
    /// The server
    #[arg(long, value_name = "ID")]
    server: Id,
    /// The channels and forums to listen to
    #[arg(long, value_name = "ID,...|none")]
    watch: Option<Ids>,
    /// The role that handles escalated cases
    #[arg(long, value_name = "ROLE|none")]
    moderators: Option<Maybe>,
    /// The channel where escalated cases are shown
    #[arg(long, value_name = "ID|none")]
    escalations: Option<Maybe>,
    /// The roles that help members; they are only answered when they ask
    #[arg(long, value_name = "ROLE,...|none")]
    helpers: Option<Ids>,
    /// What to do without being asked: only count, tell the moderators, or answer
    #[arg(long, value_parser = one_of::<Mode>(&MODES))]
    mode: Option<Mode>,
    /// The role to ping when a case is escalated
    #[arg(long, value_name = "ROLE|none")]
    ping: Option<Maybe>,
    /// The time zone of the members, such as Europe/Berlin
    #[arg(long, value_name = "NAME")]
    zone: Option<String>,
    /// The tag that marks a solved post, by forum
    #[arg(long, value_name = "FORUM=TAG,...|none")]
    solved: Option<Tags>,
    /// How long one person gets no second answer to the same cause in the same channel
    #[arg(long, value_name = "MINUTES")]
    cooldown: Option<u32>,
    /// When somebody who lets a night pass is asked at the earliest, and an offered hand-off returns
    #[arg(long, value_name = "HOURS")]
    follow_up: Option<u32>,
    /// How long a closed case keeps what the person wrote
    #[arg(long, value_name = "DAYS")]
    retention: Option<u32>,
    /// After how long moderators are reminded of an escalated case that nobody has claimed
    #[arg(long, value_name = "HOURS")]
    reminder_hours: Option<u32>,
    /// After how long a silence a member is asked whether it is still so
    #[arg(long, value_name = "HOURS")]
    silence_hours: Option<u32>,
    /// Whether a spike of cases opens an incident
    #[arg(long, value_name = "on|off", value_parser = switch())]
    incidents: Option<bool>,
    /// Whether the steps of a cause may follow what has helped people
    #[arg(long, value_name = "on|off", value_parser = switch())]
    learned_order: Option<bool>,
    /// Answer nothing for the time being
    #[arg(long, conflicts_with = "resume")]
    pause: bool,
    /// Answer again
    #[arg(long)]
    resume: bool,
}

const MODES: [&str; 3] = ["observe", "suggest", "answer"];

/// Reads `on` or `off`.
pub(super) fn switch() -> impl TypedValueParser<Value = bool> {
    PossibleValuesParser::new(["on", "off"]).map(|word| word == "on")
}

/// Changes what is to change, and shows the settings as they are then.
///
/// # Errors
/// When a value cannot be, or the data folder cannot be used.
pub fn run(general: &General, command: &Setup) -> Result<(), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let server = ServerId(command.server.0);
    let request = Request::Setup { server, changes: command.changes() };
    let settings = match ask(&data, &request) {
        // Nothing was ever kept, and nothing is to change.
        Err(AskError::Nothing { .. }) => Settings::default(),
        answered => answered?.unwrap_or_default(),
    };
    Ok(show::write(&mut anstream::stdout().lock(), server, &settings)?)
}

fn ask(data: &std::path::Path, request: &Request) -> Result<Option<Settings>, AskError> {
    let mut settings = None;
    asking::consult(data, request, &mut |answer| {
        settings = answer.settings().or(settings.take());
        true
    })?;
    Ok(settings)
}

impl Setup {
    /// The changes that the options mean.
    fn changes(&self) -> Vec<Change> {
        let places = |ids: &Ids| ids.0.iter().copied().map(PlaceId).collect();
        let roles = |ids: &Ids| ids.0.iter().copied().map(RoleId).collect();
        let changes = [
            self.mode.map(Change::Mode),
            self.pause.then_some(Change::Pause(true)),
            self.resume.then_some(Change::Pause(false)),
            self.zone.clone().map(Change::Zone),
            self.watch.as_ref().map(|ids| Change::Watch(Listed::Only(places(ids)))),
            self.escalations.map(|id| Change::Escalations(id.0.map(PlaceId))),
            self.moderators.map(|id| Change::Moderators(id.0.map(RoleId))),
            self.helpers.as_ref().map(|ids| Change::Helpers(Listed::Only(roles(ids)))),
            self.ping.map(|id| Change::Ping(id.0.map(RoleId))),
            self.solved.clone().map(|tags| Change::SolvedIn(tags.0)),
            self.cooldown.map(Change::Cooldown),
            self.follow_up.map(Change::FollowUp),
            self.retention.map(Change::Retention),
            self.reminder_hours.map(Change::Reminder),
            self.silence_hours.map(Change::Silence),
            self.incidents.map(Change::Incidents),
            self.learned_order.map(Change::LearnedOrder),
        ];
        changes.into_iter().flatten().collect()
    }
}
