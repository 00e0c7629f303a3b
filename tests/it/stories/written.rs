//! A story as it is written in TOML; unknown keys are refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cloudmedic::triage::Stage;
use cloudmedic::triage::case::{ComputerBackup, Escalation, Priority};
use jiff::SignedDuration;
use serde::Deserialize;

/// A conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// Its file.
    #[serde(skip)]
    pub(crate) file: String,
    /// What it shows, in one sentence.
    pub(crate) title: String,
    /// What happens.
    #[serde(rename = "turn")]
    pub(crate) turns: Vec<Turn>,
}

/// One thing that happens, and what must be seen then. What is not written is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Turn {
    // --- What happens: exactly one of these. ---
    /// The member writes this to the bot itself.
    pub(crate) say: Option<String>,
    /// The member writes this to everybody in the place of the conversation.
    pub(crate) mutter: Option<String>,
    /// The member writes this to everybody in another place of the server.
    pub(crate) mutter_elsewhere: Option<String>,
    /// The member presses this button of the last message that has it.
    pub(crate) choose: Option<String>,
    /// The member presses this button of the first message that had it.
    pub(crate) choose_old: Option<String>,
    /// The member presses this button for as long as it is offered; what is heard is heard in all answers together.
    pub(crate) keep_choosing: Option<String>,
    /// The last event arrives a second time.
    pub(crate) again: bool,
    /// This much time passes.
    pub(crate) wait: Option<SignedDuration>,
    /// The process ends and starts again.
    pub(crate) restart: bool,

    // --- What must be seen then. ---
    /// The number of the member's case; 0 when there is none.
    pub(crate) case: Option<u64>,
    /// Where it stands.
    pub(crate) stage: Option<Stage>,
    /// The first causes, best first; the case may hold more. Empty: it holds none.
    pub(crate) causes: Option<Vec<String>>,
    /// What the bot last asked: the id of a step, or `nothing`, `which_cause`, `computer_backup`, `morning`.
    pub(crate) table: Option<String>,
    /// Words that the bot must have said.
    pub(crate) hears: Vec<String>,
    /// Words that the bot must not have said.
    pub(crate) hears_not: Vec<String>,
    /// The buttons of the last message, all of them.
    pub(crate) offers: Option<Vec<String>>,
    /// Fields by name, as they are known; `(missing)`, or `(unknown)` when the member does not know.
    pub(crate) fields: BTreeMap<String, String>,
    /// The steps that the member has tried, all of them.
    pub(crate) tried: Option<Vec<String>>,
    /// What is known of a backup on a computer.
    pub(crate) computer_backup: Option<ComputerBackup>,
    /// Why a person was called.
    pub(crate) escalation: Option<Escalation>,
    /// How urgent the case is.
    pub(crate) priority: Option<Priority>,
    /// Words that must stand on the card for helpers.
    pub(crate) card: Vec<String>,
    /// What was asked of the world: `say`, `call_human`, `wake_at`, all of them.
    pub(crate) effects: Option<Vec<String>>,
    /// The bot said nothing.
    pub(crate) silent: bool,
    /// How long from now the bot will ask again.
    pub(crate) asks_again_in: Option<SignedDuration>,
    /// With `keep_choosing`: ends when this is on the table, and it must come there.
    pub(crate) until: Option<String>,
    /// With `keep_choosing`: how often the button is pressed at the most.
    pub(crate) at_most: Option<usize>,
    /// With `keep_choosing`: steps that must never be on the table.
    pub(crate) never: Vec<String>,
    /// With `keep_choosing`: steps that must be on the table in this order, others between them.
    pub(crate) passes: Vec<String>,
}

impl Story {
    /// Reads a story.
    ///
    /// # Errors
    /// A complaint that names the file, the place and the key.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, String> {
        let story: Self = toml::from_str(text).map_err(|error| format!("{file}: {error}"))?;
        for (turn, number) in story.turns.iter().zip(1..) {
            let deeds = turn.deeds();
            if deeds != 1 {
                return Err(format!("{file}: turn {number} does {deeds} things, and a turn does one"));
            }
            if turn.expects_nothing() {
                return Err(format!("{file}: turn {number} expects nothing"));
            }
        }
        Ok(Self { file: file.to_owned(), ..story })
    }

    /// The part of it that needs nobody but the member and the bot, who see the newest message only, and whether that
    /// is all of it. What is said to others and left unanswered is left out; the first answer to something else, or
    /// the first older button, ends it.
    #[cfg(feature = "app")]
    pub(crate) fn between_two(self) -> (Self, bool) {
        let count = self.turns.len();
        let to_others = |turn: &Turn| turn.mutter.is_some() || turn.mutter_elsewhere.is_some();
        let turns = self.turns.into_iter().filter(|turn| !(to_others(turn) && turn.silent));
        let turns: Vec<Turn> =
            turns.take_while(|turn| !to_others(turn) && turn.choose_old.is_none()).collect();
        let whole = turns.len() == count;
        (Self { turns, ..self }, whole)
    }
}

impl Turn {
    fn deeds(&self) -> usize {
        let said = [&self.say, &self.mutter, &self.mutter_elsewhere];
        let chosen = [&self.choose, &self.choose_old, &self.keep_choosing];
        let words = said.iter().chain(&chosen).filter(|deed| deed.is_some()).count();
        words + usize::from(self.again) + usize::from(self.wait.is_some()) + usize::from(self.restart)
    }

    fn expects_nothing(&self) -> bool {
        let state =
            self.case.is_none() && self.stage.is_none() && self.causes.is_none() && self.table.is_none();
        let words =
            self.hears.is_empty() && self.hears_not.is_empty() && self.offers.is_none() && !self.silent;
        let known = self.fields.is_empty() && self.tried.is_none() && self.computer_backup.is_none();
        let called = self.escalation.is_none() && self.card.is_empty() && self.effects.is_none();
        let urgent = self.priority.is_some();
        let run =
            self.until.is_none() && self.at_most.is_none() && self.never.is_empty() && self.passes.is_empty();
        state && words && known && called && !urgent && run && self.asks_again_in.is_none()
    }
}

/// Every story, by file name.
pub(crate) fn all() -> Vec<Story> {
    let folder = Path::new("tests/stories");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &Path| {
        let name = path.display().to_string();
        Story::read(&name, &fs::read_to_string(path).unwrap())
            .unwrap_or_else(|complaint| panic!("{complaint}"))
    };
    files.iter().map(|path| read(path)).collect()
}
