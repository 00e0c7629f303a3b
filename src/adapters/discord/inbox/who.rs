//! Who somebody is in a server: a member, or one of its staff. Pure.

use crate::triage::{Actor, PersonId, RoleId, Settings};

/// A person in a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) person: PersonId,
    pub(super) roles: Vec<RoleId>,
    /// Runs the server: its owner, or an administrator.
    pub(super) administrator: bool,
}

impl Who {
    /// Handles escalated cases: may claim, hand off, resolve, and see cases and figures.
    pub(super) fn is_moderator(&self, settings: &Settings) -> bool {
        self.administrator || settings.moderators.is_some_and(|role| self.roles.contains(&role))
    }

    /// A moderator or a helper: never answered unless they ask.
    pub(super) fn is_staff(&self, settings: &Settings) -> bool {
        self.is_moderator(settings) || settings.helpers.iter().any(|role| self.roles.contains(role))
    }

    /// As whom they act on the case of a member; `None` when they may not.
    pub(super) fn acts_for(&self, member: PersonId, settings: &Settings) -> Option<Actor> {
        if self.person == member {
            Some(Actor::Member)
        } else {
            self.is_staff(settings).then(|| self.as_staff())
        }
    }

    /// As one of the staff.
    pub(super) fn as_staff(&self) -> Actor {
        Actor::Staff { person: self.person, roles: self.roles.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(roles: &[u64], administrator: bool) -> Who {
        Who { person: PersonId(1), roles: roles.iter().copied().map(RoleId).collect(), administrator }
    }

    fn settings() -> Settings {
        Settings { moderators: Some(RoleId(10)), helpers: vec![RoleId(20)], ..Settings::default() }
    }

    #[test]
    fn moderators_and_administrators_handle_cases_and_helpers_only_help() {
        assert!(who(&[10], false).is_moderator(&settings()));
        assert!(who(&[], true).is_moderator(&settings()));
        assert!(!who(&[20], false).is_moderator(&settings()) && who(&[20], false).is_staff(&settings()));
        assert!(!who(&[30], false).is_staff(&settings()));
    }

    #[test]
    fn a_stranger_cannot_act_on_the_case_of_a_member() {
        assert_eq!(who(&[30], false).acts_for(PersonId(2), &settings()), None);
        assert_eq!(who(&[30], false).acts_for(PersonId(1), &settings()), Some(Actor::Member));
        let helper = who(&[20], false);
        assert_eq!(helper.acts_for(PersonId(2), &settings()), Some(helper.as_staff()));
    }

    #[test]
    fn without_a_moderators_role_only_administrators_are_staff() {
        assert!(!who(&[10], false).is_staff(&Settings::default()));
        assert!(who(&[], true).is_staff(&Settings::default()));
    }
}
