//! Reads the options of a command. Pure.

use serenity::model::application::{ResolvedOption, ResolvedValue, Unresolved};

use crate::triage::desk::Receiver;
use crate::triage::{PersonId, RoleId};

/// The options of a command, below its subcommand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options<'a>(pub(super) &'a [ResolvedOption<'a>]);

/// A person or a role that was chosen, and what Discord says of them besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) to: Receiver,
    /// A person who is a bot, or a role that belongs to a bot or another service.
    pub(super) machine: bool,
}

impl<'a> Options<'a> {
    fn value(self, name: &str) -> Option<&'a ResolvedValue<'a>> {
        self.0.iter().find(|option| option.name == name).map(|option| &option.value)
    }

    /// A text; empty when it is not given.
    pub(super) fn text(self, name: &str) -> &'a str {
        match self.value(name) {
            Some(ResolvedValue::String(text)) => text,
            Some(_) | None => "",
        }
    }

    /// A whole number that is not below 0. While another option is typed it comes as it was typed.
    pub(super) fn number(self, name: &str) -> Option<u64> {
        match self.value(name) {
            Some(ResolvedValue::Integer(number)) => u64::try_from(*number).ok(),
            Some(_) | None => None,
        }
    }

    /// Yes or no; no when it is not given.
    pub(super) fn flag(self, name: &str) -> bool {
        matches!(self.value(name), Some(ResolvedValue::Boolean(true)))
    }

    /// A person.
    pub(super) fn person(self, name: &str) -> Option<PersonId> {
        match self.value(name) {
            Some(ResolvedValue::User(user, _)) => Some(PersonId(user.id.get())),
            Some(ResolvedValue::Unresolved(Unresolved::User(id))) => Some(PersonId(id.get())),
            Some(_) | None => None,
        }
    }

    /// A person or a role.
    pub(super) fn chosen(self, name: &str) -> Option<Chosen> {
        match self.value(name) {
            Some(ResolvedValue::User(user, _)) => {
                Some(Chosen { to: Receiver::Moderator(PersonId(user.id.get())), machine: user.bot })
            }
            Some(ResolvedValue::Role(role)) => {
                Some(Chosen { to: Receiver::Role(RoleId(role.id.get())), machine: role.managed })
            }
            // Discord told nothing of it: whether there is such a person is asked before anything is done.
            Some(ResolvedValue::Unresolved(Unresolved::Mentionable(id))) => {
                Some(Chosen { to: Receiver::Moderator(PersonId(id.get())), machine: false })
            }
            Some(_) | None => None,
        }
    }
}
