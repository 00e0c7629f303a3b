//! One member: writes of a failing backup, waits for the answer, presses, writes on, and leaves when it works or a person
//! has taken over. Like a person they wait for what they were promised, and press again what failed visibly.

use std::collections::BTreeSet;

use super::words::{FACTS, NO_HELP, Words};
use crate::support::sim::{Answer, Id, Interaction, Message, Simulator, World, ids};

/// The button that calls a person.
const PERSON: &str = "Talk to a person";

/// A member and what became of them.
pub(super) struct Member {
    pub(super) id: Id,
    pub(super) state: State,
    /// The message of the failing backup: also the id of its thread.
    pub(super) first: Option<Id>,
    /// What they said in the conversation, where it deserved an answer of its own.
    pub(super) said: Vec<Id>,
    /// What they said that deserves none.
    pub(super) chatter: Vec<Id>,
    /// Every press and form on the case, by whomever.
    pub(super) presses: Vec<Interaction>,
    /// What happened, for whoever has to understand a failure.
    pub(super) story: Vec<String>,
    /// How much more they do before they bring it to an end.
    patience: usize,
    edited: bool,
}

/// What a member waits for, or does next.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// Nothing said yet.
    Fresh,
    /// The answer to the first message.
    Answer,
    /// It is their turn.
    Free,
    /// Something in the thread after this, for a press that is made again when it failed.
    Pressed { since: Id, label: String, last: Interaction },
    /// Something in the thread after this message, which was a reply in the channel.
    Replied(Id),
    /// An answer to this message in the thread.
    Wrote(Id),
    /// The form.
    Asked(Interaction),
    /// The form was sent.
    Sent(Interaction),
    /// A person: the card, claimed, resolved.
    Staff { done: usize, last: Option<Interaction> },
    /// Nothing more.
    Gone,
}

impl Member {
    pub(super) fn new(id: Id, patience: usize) -> Self {
        let (first, said, chatter, presses, story) = Default::default();
        Self { id, state: State::Fresh, first, said, chatter, presses, story, patience, edited: false }
    }

    pub(super) fn is_gone(&self) -> bool {
        matches!(self.state, State::Gone)
    }

    /// Brings it to an end as soon as it is their turn.
    pub(super) fn hurry(&mut self) {
        self.patience = 0;
    }

    /// Looks whether what they wait for is there, and does the next thing.
    pub(super) fn step(&mut self, sim: &Simulator, words: &Words, rng: &mut fastrand::Rng) {
        match self.state.clone() {
            State::Fresh => self.begin(sim, words, rng),
            State::Answer => {
                let first = self.first.unwrap_or_default();
                if sim.with_world(|world| answers(world, first).next().is_some()) {
                    self.free("was answered");
                }
            }
            State::Free => self.act(sim, words, rng),
            State::Pressed { since, label, last } => self.pressed(sim, since, &label, &last),
            State::Replied(since) => {
                if self.heard_since(sim, since) {
                    self.free("heard in the thread");
                }
            }
            State::Wrote(message) => {
                if sim.with_world(|world| answers(world, message).next().is_some()) {
                    self.free("was answered in the thread");
                }
            }
            State::Asked(form) => match form.answered() {
                Some(Answer::Modal(modal)) => {
                    let label = modal.inputs[0].label.clone();
                    let sent = sim.submit(self.id, &modal, &[(&label, "iphone 13, 17.4.1")]);
                    self.note(format!("sends the form: {}", sent.id()));
                    self.presses.push(sent.clone());
                    self.state = State::Sent(sent);
                }
                Some(_) => self.free("got no form"),
                None => {}
            },
            State::Sent(sent) => {
                if sent.answered().is_some() {
                    self.free("has sent the form");
                }
            }
            State::Staff { done, last } => self.with_staff(sim, done, last.as_ref()),
            State::Gone => {}
        }
    }

    /// What a member writes besides.
    pub(super) fn chat(&mut self, sim: &Simulator, words: &Words, rng: &mut fastrand::Rng) {
        let place = *rng.choice(&[ids::HELP, ids::GENERAL]).unwrap_or(&ids::HELP);
        let said = sim.post(self.id, place, words.chatter(rng));
        self.chatter.push(said.id);
        if rng.u8(..4) == 0 {
            sim.edit(self.id, said.id, words.chatter(rng));
        }
    }

    pub(super) fn note(&mut self, what: String) {
        self.story.push(what);
    }

    fn free(&mut self, why: &str) {
        self.note(why.to_owned());
        self.state = State::Free;
    }

    fn begin(&mut self, sim: &Simulator, words: &Words, rng: &mut fastrand::Rng) {
        let text = words.failure(rng);
        let (place, message) = if rng.u8(..4) == 0 {
            ("the forum", sim.create_post(self.id, ids::FORUM, "please help", text))
        } else {
            ("the channel", sim.post(self.id, ids::HELP, text))
        };
        self.note(format!("writes {} in {place}: {text:?}", message.id));
        self.first = Some(message.id);
        self.state = State::Answer;
    }

    /// It is their turn: they press, write, correct themselves, fill the form in, or have enough.
    fn act(&mut self, sim: &Simulator, words: &Words, rng: &mut fastrand::Rng) {
        let first = self.first.unwrap_or_default();
        let Some(newest) = sim.with_world(|world| self.newest(world)) else { return };
        let live: BTreeSet<String> = newest.live_buttons().into_iter().collect();
        if !live.contains("Didn't help") {
            self.note("is to be helped by a person".to_owned());
            self.state = State::Staff { done: 0, last: None };
            return;
        }
        if self.patience == 0 {
            let last = *rng.choice(&["Fixed it", PERSON]).unwrap_or(&"Fixed it");
            let last = if live.contains(last) { last } else { PERSON };
            return self.press(sim, newest.id, last);
        }
        self.patience -= 1;
        let has_thread = sim.with_world(|world| world.channels.contains_key(&first));
        match rng.u8(..10) {
            0..=3 => {
                let label = if live.contains("Not my problem") && rng.u8(..6) == 0 {
                    "Not my problem"
                } else {
                    "Didn't help"
                };
                self.press(sim, newest.id, label);
                if rng.u8(..5) == 0
                    && let Ok(second) = sim.try_press(self.id, newest.id, label)
                {
                    self.note(format!("presses {label:?} twice: {}", second.id()));
                    self.presses.push(second);
                }
            }
            4..=6 if has_thread => {
                let text = *rng.choice(&NO_HELP).unwrap_or(&NO_HELP[0]);
                let said = sim.post(self.id, first, text);
                self.note(format!("writes {} in the thread: {text:?}", said.id));
                self.said.push(said.id);
                self.state = State::Wrote(said.id);
            }
            4..=6 => {
                let said = sim.reply(self.id, newest.id, NO_HELP[0]);
                self.note(format!("replies {} in the channel", said.id));
                self.state = State::Replied(said.id);
            }
            7 if !self.edited => {
                self.edited = true;
                let text = sim.message(first).map(|message| message.content).unwrap_or_default();
                sim.edit(self.id, first, &format!("{text}{FACTS}"));
                self.note("corrects the first message".to_owned());
            }
            8 if live.contains("Add details") => {
                if let Ok(form) = sim.try_press(self.id, newest.id, "Add details") {
                    self.note(format!("asks for the form: {}", form.id()));
                    self.state = State::Asked(form);
                }
            }
            _ => self.chat(sim, words, rng),
        }
    }

    fn press(&mut self, sim: &Simulator, message: Id, label: &str) {
        let Ok(last) = sim.try_press(self.id, message, label) else { return };
        self.note(format!("presses {label:?}: {}", last.id()));
        self.presses.push(last.clone());
        let since = match &self.state {
            State::Pressed { since, .. } => *since,
            State::Fresh
            | State::Answer
            | State::Free
            | State::Replied(_)
            | State::Wrote(_)
            | State::Asked(_)
            | State::Sent(_)
            | State::Staff { .. }
            | State::Gone => last.id(),
        };
        self.state = State::Pressed { since, label: label.to_owned(), last };
    }

    fn pressed(&mut self, sim: &Simulator, since: Id, label: &str, last: &Interaction) {
        let (heard, outcome) = (self.heard_since(sim, since), last.answered());
        match (label, outcome) {
            // What came meanwhile may answer something earlier: who waits for a person looks whether the press was taken.
            (PERSON, None) => {}
            (PERSON, Some(_)) if heard && !is_taken(last) => self.free("the press came to nothing"),
            (PERSON, Some(_)) if heard => {
                self.note("waits for a person".to_owned());
                self.state = State::Staff { done: 0, last: None };
            }
            ("Fixed it", _) if heard => {
                self.note("is content".to_owned());
                self.state = State::Gone;
            }
            (_, _) if heard => self.free("heard in the thread"),
            (_, Some(Answer::Failed)) => {
                let Some(newest) = sim.with_world(|world| self.newest(world)) else { return };
                if newest.live_buttons().iter().any(|one| one == label) {
                    self.note("the press failed".to_owned());
                    self.press(sim, newest.id, label);
                }
            }
            (_, _) => {}
        }
    }

    /// What the bot said last in the conversation.
    pub(super) fn newest(&self, world: &World) -> Option<Message> {
        let first = self.first?;
        let here = |one: &&Message| {
            one.author == ids::BOT
                && !one.system()
                && !one.ephemeral()
                && (one.channel == first || one.reference == Some(first))
        };
        let said = || world.messages.range(first..).rev().map(|(_, message)| message).filter(here);
        // A remark asks nothing; what asks has buttons.
        said().find(|one| !one.live_buttons().is_empty()).or_else(|| said().next()).cloned()
    }

    fn heard_since(&self, sim: &Simulator, since: Id) -> bool {
        let thread = self.first.unwrap_or_default();
        sim.with_world(|world| {
            let mut later = world.messages.range(since..).map(|(_, message)| message);
            later.any(|one| {
                one.channel == thread
                    && one.author == ids::BOT
                    && !one.system()
                    && !one.ephemeral()
                    && one.reference.is_none()
            })
        })
    }
}

/// An acknowledgement that took longer than this was sent before anything was kept: a slow disk is no reason to let a
/// press fail visibly.
const IN_TIME_MS: u64 = 1_500;

/// Whether the person saw that the press was taken, in time.
pub(super) fn is_taken(press: &Interaction) -> bool {
    let taken = matches!(press.answered(), Some(Answer::Acknowledged));
    taken && press.waited_ms().is_some_and(|waited| waited < IN_TIME_MS)
}

/// The bot's answers to a message.
pub(super) fn answers(world: &World, message: Id) -> impl Iterator<Item = &Message> {
    let later = world.messages.range(message..).map(|(_, one)| one);
    later.filter(move |one| one.author == ids::BOT && one.reference == Some(message) && !one.system())
}
