//! The conversation: shows what is due, asks for a line, gives it to the desk, until the person leaves.

use std::io::Write;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::mpsc;

use super::keyboard::Line;
use crate::adapters::terminal::{Screen, Typed, understand};
use crate::cli::{Failure, standing};
use crate::desk::{Clock, Decide, Desk};
use crate::store::{Store, is_open};
use crate::triage::effect::Message;
use crate::triage::event::{Event, EventKind, SourceId};
use crate::triage::{Actor, Case, Context, PersonId, PlaceId, ServerId};

/// The terminal is server 0, with one place and one person.
const SERVER: ServerId = ServerId(0);
const PLACE: PlaceId = PlaceId(0);
const PERSON: PersonId = PersonId(0);
/// The longest wait between two looks at what is due: a suspended computer's clock moves on without waking anybody.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Whether the conversation goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    GoOn,
    Leave,
}

/// A conversation with one person.
pub(super) struct Talk<'a, D, C, W> {
    desk: &'a Desk<dyn Store, D, C>,
    store: &'a dyn Store,
    context: &'a dyn Fn(Timestamp) -> Context<'a>,
    screen: &'a Screen<'a, W>,
    now: &'a dyn Fn() -> Timestamp,
    keyboard: bool,
    started: Timestamp,
    events: u64,
}

impl<'a, D: Decide, C: Clock, W: Write + Send> Talk<'a, D, C, W> {
    pub(super) fn new(
        desk: &'a Desk<dyn Store, D, C>,
        store: &'a dyn Store,
        context: &'a dyn Fn(Timestamp) -> Context<'a>,
        screen: &'a Screen<'a, W>,
        now: &'a dyn Fn() -> Timestamp,
        keyboard: bool,
    ) -> Self {
        Self { desk, store, context, screen, now, keyboard, started: now(), events: 0 }
    }

    /// Holds the conversation until the person leaves or the lines end.
    pub(super) async fn hold(mut self, mut lines: mpsc::Receiver<Line>) -> Result<(), Failure> {
        self.greet().await?;
        loop {
            self.prompt()?;
            let Some(line) = self.next(&mut lines).await? else {
                if self.keyboard {
                    self.screen.end_of_line(None)?;
                }
                break;
            };
            if self.take(line).await? == Then::Leave {
                break;
            }
        }
        let farewell =
            if self.case()?.is_some_and(|case| is_open(case.stage)) { "chat_bye" } else { "chat_bye_plain" };
        Ok(self.screen.say(&[farewell], &[])?)
    }

    /// Two lines for a stranger; for somebody who comes back whatever is due, or else where the open case stands.
    async fn greet(&self) -> Result<(), Failure> {
        let Some(case) = self.case()? else {
            self.screen.say(&["chat_hello", "chat_begin"], &[])?;
            return self.settle().await;
        };
        let before = self.screen.messages();
        self.settle().await?;
        if self.screen.messages() > before {
            return Ok(());
        }
        if !is_open(case.stage) {
            return Ok(self.screen.say(&["chat_hello_again"], &[])?);
        }
        Ok(self.screen.show(&standing::welcome(&(self.context)((self.now)()), &case))?)
    }

    fn prompt(&self) -> Result<(), Failure> {
        if self.keyboard {
            self.screen.prompt()?;
        }
        Ok(())
    }

    /// The next line; `None` when there are no more, or on Ctrl-C. What falls due meanwhile is shown at once.
    async fn next(&self, lines: &mut mpsc::Receiver<Line>) -> Result<Option<Line>, Failure> {
        loop {
            tokio::select! {
                biased;
                line = lines.recv() => return Ok(line),
                // Where Ctrl-C cannot be heard, it ends the process as ever; nothing shown is lost by that.
                Ok(()) = tokio::signal::ctrl_c() => return Ok(None),
                () = tokio::time::sleep(self.wait()?) => {}
                // A command beside the chat did something with the case.
                () = self.desk.changed() => {}
            }
            let before = self.screen.messages();
            if self.anything_due()? {
                self.screen.end_of_line(None)?;
                self.settle().await?;
            }
            if self.screen.messages() > before {
                self.prompt()?;
            }
        }
    }

    fn wait(&self) -> Result<Duration, Failure> {
        let due = self.store.next_due()?.map(|due| due.duration_since((self.now)()));
        let wait = due.map_or(LONGEST_WAIT, |wait| Duration::try_from(wait).unwrap_or(Duration::ZERO));
        Ok(wait.min(LONGEST_WAIT))
    }

    fn anything_due(&self) -> Result<bool, Failure> {
        Ok(self.store.next_due()?.is_some_and(|due| due <= (self.now)()))
    }

    /// Shows everything that is due.
    async fn settle(&self) -> Result<(), Failure> {
        self.desk.settle(self.screen).await?;
        self.screen.fault().map_or(Ok(()), |fault| Err(fault.into()))
    }

    async fn take(&mut self, line: Line) -> Result<Then, Failure> {
        let echo = line.as_deref().unwrap_or_default();
        self.screen.end_of_line((!self.keyboard).then_some(echo))?;
        let line = match line {
            Ok(line) => line,
            Err(why) => {
                self.screen.say(&["chat_unreadable"], &[("why", &why)])?;
                return Ok(Then::GoOn);
            }
        };
        let (offers, version) = self.screen.offers();
        match understand(&line, &offers) {
            Typed::Nothing => {}
            Typed::Quit => return Ok(Then::Leave),
            Typed::Help => self.screen.say(&["chat_help", "chat_help_case", "chat_help_quit"], &[])?,
            Typed::Case => self.show_case()?,
            Typed::Unknown(command) => {
                self.screen.say(&["chat_no_such_command"], &[("command", &command)])?;
            }
            Typed::Pick(offer) => self.event(EventKind::Chose { choice: offer.choice, version }).await?,
            Typed::Said => self.event(EventKind::Said { text: line, addressed: true }).await?,
        }
        Ok(Then::GoOn)
    }

    /// Gives something that the person did to the desk, and shows what comes of it.
    async fn event(&mut self, kind: EventKind) -> Result<(), Failure> {
        self.events += 1;
        let id = SourceId(format!("terminal {} {}", self.started.as_nanosecond(), self.events));
        let at = (self.now)();
        let event = Event {
            id,
            at,
            server: SERVER,
            place: PLACE,
            person: PERSON,
            case: None,
            by: Actor::Member,
            origin: None,
            via: None,
            kind,
        };
        let before = self.screen.messages();
        self.desk.handle(&event).await?;
        self.settle().await?;
        if self.screen.messages() == before {
            self.screen.say(&["chat_nothing_to_add"], &[])?;
        }
        Ok(())
    }

    fn show_case(&self) -> Result<(), Failure> {
        let Some(case) = self.case()? else { return Ok(self.screen.say(&["chat_no_case"], &[])?) };
        let blocks = vec![standing::fields(&(self.context)((self.now)()), &case)];
        Ok(self.screen.show(&Message { blocks, ..Message::default() })?)
    }

    fn case(&self) -> Result<Option<Case>, Failure> {
        Ok(self.store.latest_case(SERVER, PERSON)?)
    }
}

#[cfg(test)]
mod tests;
