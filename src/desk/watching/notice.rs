//! Says that an incident has begun or is over: to members where they write, to moderators where cards are shown.

use jiff::{SignedDuration, Timestamp};

use crate::incident::{Change, Incident, Scope};
use crate::knowledge::KnowledgeBase;
use crate::store::NewWork;
use crate::triage::effect::Block;
use crate::triage::settings::Mode;
use crate::triage::{Effect, Message, PlaceId, Reply, Settings};

/// What notices are made with.
pub(super) struct Notices<'a> {
    pub(super) base: &'a KnowledgeBase,
    pub(super) settings: &'a Settings,
    pub(super) now: Timestamp,
}

impl Notices<'_> {
    /// What is to be said of a change.
    pub(super) fn of(&self, change: &Change) -> Vec<(PlaceId, NewWork)> {
        let (members, staff) = match change {
            Change::Opened(incident) => (Some(self.opened(incident)), self.opened_for_staff(incident)),
            Change::Widened(incident) => (None, self.widened_for_staff(incident)),
            // Who was not told that it began need not hear that it is over.
            Change::Closed(incident) => {
                (incident.told.then(|| self.closed(incident)), self.closed_for_staff(incident))
            }
            Change::WakeAt(_) => return Vec::new(),
        };
        let places = self.settings.watched.iter().filter(|_| self.reach_members());
        let members =
            places.zip(std::iter::repeat(members)).filter_map(|(place, said)| Some((*place, said?)));
        let staff = self.settings.escalations.map(|place| (place, staff));
        let all = staff.into_iter().chain(members);
        all.map(|(place, blocks)| (place, self.announce(blocks))).collect()
    }

    /// Whether members are told: where the bot only observes or suggests, and while it is paused, it says nothing to
    /// them unasked.
    pub(super) fn reach_members(&self) -> bool {
        let answers = match self.settings.mode {
            Mode::Answer => true,
            Mode::Observe | Mode::Suggest => false,
        };
        answers && !self.settings.paused && !self.settings.watched.is_empty()
    }

    fn opened(&self, incident: &Incident) -> Vec<Block> {
        let (count, time) = (incident.found_after.to_string(), self.span(incident.since, incident.opened_at));
        let title = self.title(incident);
        let holes = [("title", title.unwrap_or_default()), ("count", &count), ("time", &time)];
        let reply = match (incident.found_after == 0, title) {
            (true, None) => Reply::NoticeByHandAll,
            (true, Some(_)) => Reply::NoticeByHandCause,
            (false, None) => Reply::NoticeOpenedAll,
            (false, Some(_)) => Reply::NoticeOpenedCause,
        };
        vec![self.text(reply, &holes), self.text(Reply::NoticeMeanwhile, &[])]
    }

    fn closed(&self, incident: &Incident) -> Vec<Block> {
        vec![match self.title(incident) {
            Some(title) => self.text(Reply::NoticeClosedCause, &[("title", title)]),
            None => self.text(Reply::NoticeClosedAll, &[]),
        }]
    }

    fn opened_for_staff(&self, incident: &Incident) -> Vec<Block> {
        let (number, count) = (incident.number.to_string(), incident.found_after.to_string());
        let (time, times) = (self.span(incident.since, incident.opened_at), incident.times_usual.to_string());
        let about = self.about(incident);
        let holes = [
            ("number", &*number),
            ("about", &*about),
            ("count", &*count),
            ("time", &*time),
            ("times", &*times),
        ];
        let by_hand = incident.found_after == 0;
        let reply = if by_hand { Reply::NoticeStaffByHand } else { Reply::NoticeStaffOpened };
        vec![self.text(reply, &holes), self.text(Reply::NoticeStaffMeanwhile, &[])]
    }

    fn widened_for_staff(&self, incident: &Incident) -> Vec<Block> {
        vec![self.text(Reply::NoticeStaffWidened, &[("number", &incident.number.to_string())])]
    }

    fn closed_for_staff(&self, incident: &Incident) -> Vec<Block> {
        let (number, count) = (incident.number.to_string(), incident.cases.to_string());
        let time = self.span(incident.since, incident.closed_at.unwrap_or(self.now));
        let about = self.about(incident);
        let holes = [("number", &*number), ("about", &*about), ("count", &*count), ("time", &*time)];
        vec![self.text(Reply::NoticeStaffClosed, &holes)]
    }

    fn about(&self, incident: &Incident) -> String {
        let all = || self.base.replies.say(Reply::IncidentAboutAll.name(), &[]);
        self.title(incident).map_or_else(all, ToOwned::to_owned)
    }

    /// The title of its cause; `None` when it is about everything, or about a cause that is known no more.
    fn title(&self, incident: &Incident) -> Option<&str> {
        match &incident.scope {
            Scope::All => None,
            Scope::Cause(cause) => self.base.cause(cause).map(|cause| cause.title.as_str()),
        }
    }

    /// A time in round words: minutes up to two hours, hours up to two days, then days.
    fn span(&self, from: Timestamp, to: Timestamp) -> String {
        let lasted = to.duration_since(from).max(SignedDuration::ZERO);
        let (reply, count) = match lasted.as_hours() {
            ..2 => (Reply::SpanMinutes, lasted.as_mins().max(2)),
            2..48 => (Reply::SpanHours, lasted.as_hours()),
            48.. => (Reply::SpanDays, lasted.as_hours() / 24),
        };
        self.base.replies.say(reply.name(), &[("count", &count.to_string())])
    }

    fn text(&self, reply: Reply, holes: &[(&str, &str)]) -> Block {
        Block::Text(self.base.replies.say(reply.name(), holes))
    }

    fn announce(&self, blocks: Vec<Block>) -> NewWork {
        let effect = Effect::Announce(Message { blocks, ..Message::default() });
        NewWork { due: self.now, effect }
    }
}
