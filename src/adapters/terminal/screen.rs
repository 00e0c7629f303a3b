//! The screen of a chat: shows messages, remembers the choices that are on it, and notes when nobody reads any more.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::dress;
use super::paint::harmless;
use crate::desk::{Failure, Outlet};
use crate::knowledge::Replies;
use crate::store::Work;
use crate::triage::effect::{Block, Offer};
use crate::triage::{Effect, Message};

/// Where a chat is shown.
#[derive(Debug)]
pub struct Screen<'r, W> {
    replies: &'r Replies,
    width: fn() -> usize,
    shown: Mutex<Shown<W>>,
}

#[derive(Debug)]
struct Shown<W> {
    out: W,
    offers: Vec<Offer>,
    version: u32,
    messages: u64,
    fault: Option<io::Error>,
}

impl<'r, W: Write> Screen<'r, W> {
    /// An empty screen; `width` tells its columns whenever something is shown.
    pub fn new(out: W, width: fn() -> usize, replies: &'r Replies) -> Self {
        let shown = Shown { out, offers: Vec::new(), version: 0, messages: 0, fault: None };
        Self { replies, width, shown: Mutex::new(shown) }
    }

    /// Shows a message.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn show(&self, message: &Message) -> io::Result<()> {
        let text = dress::message(self.replies, message, (self.width)());
        let mut shown = self.lock();
        shown.out.write_all(text.as_bytes())?;
        shown.out.flush()?;
        shown.messages += 1;
        // A remark without choices leaves those of the question before it on the screen.
        if !message.choices.is_empty() {
            shown.offers.clone_from(&message.choices);
            shown.version = message.version;
        }
        Ok(())
    }

    /// Shows sentences of the terminal itself.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn say(&self, names: &[&str], holes: &[(&str, &str)]) -> io::Result<()> {
        let blocks = names.iter().map(|name| Block::Text(self.replies.say(name, holes))).collect();
        self.show(&Message { blocks, ..Message::default() })
    }

    /// Asks for the next line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn prompt(&self) -> io::Result<()> {
        let mut shown = self.lock();
        shown.out.write_all(dress::prompt(self.replies).as_bytes())?;
        shown.out.flush()
    }

    /// Ends the line of the person; `echo` are its words where no keyboard has shown them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_of_line(&self, echo: Option<&str>) -> io::Result<()> {
        let mut shown = self.lock();
        match echo {
            Some(words) => writeln!(shown.out, "{}{}\n", dress::prompt(self.replies), harmless(words)),
            None => writeln!(shown.out),
        }
    }

    /// The choices on the screen, and the version of the case that they belong to.
    pub fn offers(&self) -> (Vec<Offer>, u32) {
        let shown = self.lock();
        (shown.offers.clone(), shown.version)
    }

    /// How many messages have been shown.
    pub fn messages(&self) -> u64 {
        self.lock().messages
    }

    /// Why a message of the desk could not be shown, if one could not.
    pub fn fault(&self) -> Option<io::Error> {
        self.lock().fault.take()
    }

    fn lock(&self) -> MutexGuard<'_, Shown<W>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There are no helpers at a terminal, and the card says so.
    fn shown_to_nobody(&self, card: &Message) -> Message {
        let mut blocks = vec![Block::Text(self.replies.say("chat_card", &[]))];
        blocks.extend(card.blocks.iter().cloned());
        // Nor are its buttons for the member.
        Message { blocks, ..Message::default() }
    }

    fn carry_out(&self, work: &Work) -> Result<(), Failure> {
        let told = match &work.effect {
            Effect::Say(message) | Effect::Whisper(message) => self.show(message),
            Effect::CallHuman(card) => self.show(&self.shown_to_nobody(card)),
            // There is no desk here: nobody changes a card, and nothing is marked.
            Effect::Card(_)
            | Effect::Page { .. }
            | Effect::Suggest(_)
            | Effect::Remind(_)
            | Effect::Announce(_)
            | Effect::Warn(_)
            | Effect::Report(_)
            | Effect::MarkSolved(_)
            | Effect::Erase
            | Effect::WakeAt { .. } => Ok(()),
        };
        told.map_err(|error| {
            let why = error.to_string();
            self.lock().fault = Some(error);
            Failure::Retry { after: None, why }
        })
    }
}

impl<W: Write + Send> Outlet for Screen<'_, W> {
    fn perform(&self, work: &Work) -> impl Future<Output = Result<(), Failure>> + Send {
        std::future::ready(self.carry_out(work))
    }
}
