//! Finds the roles of people who answer others: the bot should leave them alone, and an export names no settings.

use std::collections::{BTreeMap, HashMap};

use super::export::Role;
use super::hear::{Heard, Sort};

/// So many sets of roles are told apart; a server has a few hundred.
const SETS: usize = 2048;
/// So many names of roles are remembered; Discord allows 250 in a server.
const NAMES: usize = 1024;
/// From so many replies on, a habit can be told.
const REPLIES: u64 = 10;
/// The share of a role's messages that are replies to others, from which on its people answer others.
const SHARE: f64 = 0.3;
/// How many times that of everybody else it must be.
const TIMES: f64 = 1.5;
/// A role that more of all messages are written with is one that nearly everybody has.
const EVERYBODYS: f64 = 0.7;

/// Which people write with which roles.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// Sets of roles, by ids in order; the first is that without any.
    sets: HashMap<Vec<u64>, usize>,
    sums: Vec<Sums>,
    names: HashMap<u64, String>,
}

/// The messages of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) messages: u64,
    /// Those that reply to somebody else.
    pub(super) replies: u64,
    /// Those that the bot would have answered.
    pub(super) answered: u64,
    /// Those of them whose answer looks wrong for another reason.
    pub(super) doubted: u64,
}

/// The roles of people who answer others.
#[derive(Debug, Default)]
pub(super) struct Helpers {
    /// By id: the name, and the messages of its people. The most replies come first.
    pub(super) roles: Vec<(u64, String, Sums)>,
    /// By index of the set: the name of such a role in it.
    of_set: BTreeMap<usize, String>,
    /// The messages of people who have one of them.
    pub(super) together: Sums,
}

impl Roles {
    /// Takes notice of a message and returns the index of its writer's set of roles.
    pub(super) fn saw(&mut self, heard: &Heard, to_other: bool) -> usize {
        let person = match heard.sort {
            Sort::Member | Sort::Helper | Sort::Wordless => true,
            Sort::Bot | Sort::Notice => false,
        };
        let roles: &[Role] = if person { &heard.roles } else { &[] };
        let set = self.set(roles);
        if let Some(sums) = self.sums.get_mut(set).filter(|_| person) {
            sums.messages += 1;
            sums.replies += u64::from(to_other);
        }
        set
    }

    /// The bot would have answered somebody with this set.
    pub(super) fn answered(&mut self, set: usize, doubted: bool) {
        if let Some(sums) = self.sums.get_mut(set) {
            sums.answered += 1;
            sums.doubted += u64::from(doubted);
        }
    }

    fn set(&mut self, roles: &[Role]) -> usize {
        if self.sums.is_empty() {
            self.sums.push(Sums::default());
            self.sets.insert(Vec::new(), 0);
        }
        let mut ids: Vec<u64> = roles.iter().map(|role| role.id).collect();
        ids.sort_unstable();
        if let Some(known) = self.sets.get(&ids) {
            return *known;
        }
        if self.sums.len() >= SETS {
            return 0;
        }
        for role in roles {
            if self.names.len() < NAMES {
                self.names.entry(role.id).or_insert_with(|| role.name.clone());
            }
        }
        self.sets.insert(ids, self.sums.len());
        self.sums.push(Sums::default());
        self.sums.len() - 1
    }

    /// Which roles are those of people who answer others.
    pub(super) fn helpers(&self) -> Helpers {
        let all = self.sums.iter().copied().fold(Sums::default(), Sums::and);
        let mut by_role: BTreeMap<u64, Sums> = BTreeMap::new();
        for (ids, set) in &self.sets {
            for id in ids {
                let sums = by_role.entry(*id).or_default();
                *sums = sums.and(self.of(*set));
            }
        }
        by_role.retain(|_, sums| sums.answer_others(all));
        let name = |id: &u64| self.names.get(id).cloned().unwrap_or_else(|| id.to_string());
        let mut helpers = Helpers::default();
        for (ids, set) in &self.sets {
            if let Some(id) = ids.iter().find(|id| by_role.contains_key(id)) {
                helpers.of_set.insert(*set, name(id));
                helpers.together = helpers.together.and(self.of(*set));
            }
        }
        helpers.roles = by_role.into_iter().map(|(id, sums)| (id, name(&id), sums)).collect();
        helpers.roles.sort_by_key(|(id, _, sums)| (std::cmp::Reverse(sums.replies), *id));
        helpers
    }

    fn of(&self, set: usize) -> Sums {
        self.sums.get(set).copied().unwrap_or_default()
    }
}

impl Helpers {
    /// The name of such a role in a set.
    pub(super) fn name(&self, set: usize) -> Option<&str> {
        self.of_set.get(&set).map(String::as_str)
    }
}

impl Sums {
    fn and(self, other: Self) -> Self {
        Self {
            messages: self.messages + other.messages,
            replies: self.replies + other.replies,
            answered: self.answered + other.answered,
            doubted: self.doubted + other.doubted,
        }
    }

    /// Whether these people answer others, and far more than all people do together.
    fn answer_others(self, all: Self) -> bool {
        let share = |part: u64, whole: u64| crate::shares::float(part) / crate::shares::float(whole.max(1));
        let own = share(self.replies, self.messages);
        let others = share(all.replies - self.replies, all.messages - self.messages);
        self.replies >= REPLIES
            && own >= SHARE
            && own >= TIMES * others
            && share(self.messages, all.messages) <= EVERYBODYS
    }
}
