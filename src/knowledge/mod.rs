//! The knowledge: `patterns/` as written -> a checked [`KnowledgeBase`]. Reads no file: texts come in as arguments.

mod complaint;
mod english;
mod expression;
mod ids;
mod image;
mod ios;
mod load;
mod menus;
mod patterns;
mod phrase;
mod private;
mod replies;
mod scams;
mod version;
mod weights;
mod written;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Quick;

pub use complaint::{Complaint, Complaints};
pub use english::English;
pub use expression::Expression;
pub use ids::{CauseId, Family, Grade, Level, StepId, Strength};
pub use ios::IosTable;
pub(crate) use load::marked;
pub use menus::Menus;
pub use patterns::{Meaning, Pattern, Rule, Side, Signal, Talk, Told};
pub use phrase::{Atom, Element, Phrase};
pub use private::{Check, Private, PrivateKind, Shape};
pub use replies::Replies;
pub use scams::{Lure, Scams};
pub use version::{NotAVersion, Version};
pub use weights::{ClueKey, ClueKind, Place, SCORES, Scores, Weights, score_names};
pub use written::{Build, Device, DeviceKind, ForceRestart, Major, Needs, ScreenKind};

/// Words that say nothing by themselves: "the", "my".
pub type Filler = HashSet<String, Quick>;

/// The files of a pattern folder: name and text.
pub type Files<'a> = &'a [(&'a str, &'a str)];

/// The files of `patterns/`, compiled in.
pub const BUILT_IN: Files<'static> = crate::built_in::FILES;

/// A known cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// Its file name without `.toml`.
    pub id: CauseId,
    /// What a person reads, without a full stop.
    pub title: String,
    /// Its label in the corpus; `None` for causes that lead to the checklist.
    pub family: Option<Family>,
    /// Whether it stands for its family when the words point to the family and no pattern to one of its causes.
    pub leads: bool,
    /// One sentence: why this stops the backup.
    pub explanation: String,
    /// Which line of a seed or of the facts it comes from.
    pub sources: Vec<String>,
    /// Its own sequence, least disruptive first.
    pub steps: Vec<StepId>,
    /// For helpers: when to stop and hand over.
    pub escalate: String,
    /// For helpers: what speaks against it.
    pub rules_out: String,
    /// Messages that must get this cause first.
    pub examples_yes: Vec<Example>,
    /// Near misses that must not get it.
    pub examples_no: Vec<Example>,
}

/// An example message and where it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The message.
    pub text: String,
    /// Line in its file, from 1.
    pub line: usize,
}

/// A fix step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its table in `steps.toml`.
    pub id: StepId,
    /// What to do, in a few words.
    pub title: String,
    /// How; `{path}`, `{device}` and `{force_restart}` are filled in when it is shown.
    pub how: String,
    /// An id of `menus.toml`.
    pub path: Option<String>,
    /// How much it disturbs.
    pub level: Level,
    /// What can go wrong or be lost.
    pub caution: Option<String>,
    /// How to tell that it worked.
    pub check: Option<String>,
    /// The id of `steps-tried.toml` that this step is.
    pub tried: Option<String>,
    /// Whether data can be lost.
    pub can_lose_data: bool,
    /// What must be there before it is offered.
    pub needs: Option<Needs>,
    /// How well its fact is supported.
    pub grade: Grade,
    /// Which line of a seed or of the facts it comes from.
    pub sources: Vec<String>,
    /// The versions that it is for, from and to, both included.
    pub ios: (Option<Version>, Option<Version>),
}

/// An on-screen text or a log code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    /// `E01`, `L02`, ...
    pub id: String,
    /// The text as shown, when one is known.
    pub text: Option<String>,
    /// What it is.
    pub kind: ScreenKind,
    /// How well the text is known.
    pub grade: Grade,
    /// The language it is in (`en` unless written otherwise).
    pub lang: String,
    /// The causes that it speaks for.
    pub causes: Vec<(CauseId, Strength)>,
    /// What a log code means, for helpers.
    pub meaning: Option<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// A question with its answer, or another intent with the sentence that says where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// What patterns and commands call it.
    pub id: String,
    /// The question, as a person would ask it; or the name of the intent.
    pub title: String,
    /// The answer; `{path:storage}` is filled in when it is shown.
    pub answer: String,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// One of the steps that people say they have tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The corpus's id.
    pub id: String,
    /// As a summary names it: "restarted the device".
    pub title: String,
}

/// Everything that the bot knows, checked: every id named anywhere exists, every pattern is well formed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct KnowledgeBase {
    /// The causes, by file name.
    pub causes: Vec<Cause>,
    /// The fix steps, by id.
    pub steps: BTreeMap<StepId, Step>,
    /// The order of steps where nothing is known.
    pub checklist: Vec<StepId>,
    /// On-screen texts and log codes.
    pub screens: Vec<Screen>,
    /// Menu paths by version.
    pub menus: Menus,
    /// Versions, builds, devices.
    pub ios: IosTable,
    /// Questions that people ask the bot.
    pub faq: Vec<Topic>,
    /// Other intents.
    pub adjacent: Vec<Topic>,
    /// The steps that people say they have tried, in the order of the file.
    pub tried: Vec<Tried>,
    /// Every sentence that a person reads.
    pub replies: Replies,
    /// The kinds of personal data that are masked.
    pub private: Private,
    /// How false helpers are known.
    pub scams: Scams,
    /// Every pattern of every file.
    pub patterns: Vec<Pattern>,
    /// The ways to say a thing, defined once: concepts, literals, word gaps.
    pub atoms: Vec<Atom>,
    /// Every literal once, in no order: folded words without filler, joined by single spaces.
    pub literals: Vec<String>,
    /// Words that may stand between any two words of a pattern.
    pub filler: Filler,
    /// Two words that are written as one: `wi fi` -> `wifi`.
    pub joins: BTreeMap<(String, String), String>,
    /// Common English words; correction never touches them.
    pub english: English,
    /// What experience has taught: how much every word says of the topic and the families; empty where nothing was
    /// learned, and then the rules decide alone.
    pub weights: Weights,
}

impl KnowledgeBase {
    /// Reads and checks the files of a pattern folder.
    ///
    /// # Errors
    /// Every complaint about every file, at once.
    pub fn load(files: Files<'_>) -> Result<Self, Complaints> {
        load::load(files)
    }

    /// The knowledge that is compiled in. Its files were read when the program was built, and again only where they
    /// have faults, to tell them.
    ///
    /// # Errors
    /// As [`KnowledgeBase::load`]; a test keeps the built-in files free of complaints.
    pub fn built_in() -> Result<Self, Complaints> {
        image::built_in().map_or_else(|| Self::load(BUILT_IN), Ok)
    }

    /// A cause by its id.
    #[must_use]
    pub fn cause(&self, id: &CauseId) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.id == *id)
    }

    /// What a pattern's meaning says of causes, by index: its own cause, or those of its on-screen text.
    #[must_use]
    pub fn votes(&self, meaning: Meaning) -> Vec<(usize, Side, Strength)> {
        if let Meaning::Cause { cause, side, strength } = meaning {
            return vec![(cause, side, strength)];
        }
        let screen = meaning.screen().and_then(|screen| self.screens.get(screen));
        let index = |id: &CauseId| self.causes.iter().position(|cause| cause.id == *id);
        let causes = screen.into_iter().flat_map(|screen| &screen.causes);
        causes.filter_map(|(id, strength)| Some((index(id)?, Side::For, *strength))).collect()
    }

    /// The literals of an atom, in the order of their letters.
    pub fn said<'k>(&'k self, atom: &'k Atom) -> impl Iterator<Item = &'k str> {
        atom.literals.iter().filter_map(|index| self.literals.get(*index as usize)).map(String::as_str)
    }

    /// A step by its id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.get(id)
    }

    /// A question of the FAQ by its id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Topic> {
        self.faq.iter().find(|question| question.id == id)
    }

    /// Another intent by its id.
    #[must_use]
    pub fn intent(&self, id: &str) -> Option<&Topic> {
        self.adjacent.iter().find(|intent| intent.id == id)
    }
}
