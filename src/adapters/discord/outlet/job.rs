//! A piece of work with its case, the settings of its server, and what it reports back to the desk.

use std::sync::Arc;

use super::post::To;
use crate::adapters::discord::bot::Bot;
use crate::adapters::discord::wire::{Refused, ids};
use crate::desk::Failure;
use crate::store::{StoreError, Work};
use crate::triage::desk::{Delivery, Ending};
use crate::triage::{Actor, Case, CaseNumber, Event, EventKind, Origin, PersonId, Settings, SourceId};

/// A piece of work and what is known about it.
#[derive(Debug)]
pub(super) struct Job<'a> {
    pub(super) bot: &'a Bot,
    pub(super) work: &'a Work,
    /// Its case as it is now; `None` when it has none, or none any more.
    pub(super) case: Option<Case>,
    pub(super) settings: Arc<Settings>,
}

impl<'a> Job<'a> {
    /// Loads what the work is about.
    pub(super) fn load(bot: &'a Bot, work: &'a Work) -> Result<Self, Failure> {
        let later = |error: StoreError| Failure::Retry { after: None, why: error.to_string() };
        let case = match work.case {
            Some(number) => bot.store.case(work.server, number).map_err(later)?,
            None => None,
        };
        let settings = bot.servers.of(work.server).map_err(later)?;
        Ok(Self { bot, work, case, settings })
    }

    /// The number that buttons carry.
    pub(super) fn number(&self) -> Option<CaseNumber> {
        self.case.as_ref().and_then(|case| case.number)
    }

    /// Whose case it is.
    pub(super) fn person(&self) -> PersonId {
        self.case.as_ref().map_or(self.work.person, |case| case.person)
    }

    /// The message whose thread the place of this work is, when it is one.
    pub(super) fn home(&self) -> Option<Origin> {
        let home = self.case.as_ref()?.home?;
        (home.message.0 == self.work.place.0).then_some(home)
    }

    /// Where moderators read of the case: under its card, else where cards are shown; `None` where nothing is set up.
    pub(super) fn to_moderators(&self) -> Option<To> {
        let card = self.case.as_ref().and_then(|case| case.card).map(To::beside);
        card.or_else(|| self.settings.escalations.map(|place| To::channel(ids::channel(place))))
    }

    /// What a refusal means for this work.
    pub(super) fn failed(&self, what: &str, refused: &Refused) -> Failure {
        refused.failure(what, self.work)
    }

    /// Tells the desk what became of it. The work is not done before the desk knows.
    pub(super) async fn report(&self, delivery: Delivery) -> Result<(), Failure> {
        self.tell(EventKind::Delivered(delivery)).await
    }

    /// Tells the desk that the member is gone: that ends the case, and with it this work.
    pub(super) async fn left(&self) -> Result<(), Failure> {
        self.tell(EventKind::Ended(Ending::MemberLeft)).await
    }

    /// Whether the desk has heard a report on it: an earlier attempt got through, and ended before that was kept.
    pub(super) fn has_reported(&self) -> bool {
        self.case.as_ref().is_some_and(|case| case.seen.contains(&self.report_id()))
    }

    /// The report's own number: after a crash in between, the same report counts once.
    fn report_id(&self) -> SourceId {
        SourceId(format!("delivered {}", self.work.id))
    }

    async fn tell(&self, kind: EventKind) -> Result<(), Failure> {
        let work = self.work;
        let event = Event {
            id: self.report_id(),
            at: self.bot.now(),
            server: work.server,
            place: work.place,
            origin: None,
            person: work.person,
            case: work.case,
            by: Actor::World,
            via: None,
            kind,
        };
        match self.bot.desk.handle(&event).await {
            Ok(_) => Ok(()),
            Err(error) => Err(Failure::Retry { after: None, why: error.to_string() }),
        }
    }
}
