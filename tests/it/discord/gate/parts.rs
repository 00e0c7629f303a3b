//! What the table is run with: the people, cases at every stage, and interactions that no app would check first.

use cloudmedic::adapters::discord::dress::{Pressed, commands};
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::triage::desk::{Deed, Receiver};
use cloudmedic::triage::event::Choice;
use cloudmedic::triage::{
    Actor, Case, Event, EventKind, PersonId, PlaceId, RoleId, Settings, SourceId, Stage,
};
use serde_json::{Value, json};

use crate::discord::town::{SERVER, Town, settings, two_servers};
use crate::support::sim::{Interaction, Kind, ids};

pub(super) const FULL: &str = "my backup wont work it says not enough icloud storage";
const CLOSE: &str = "icloud backup fails since the update, maybe wifi";
/// A moderator of the other server, who is a member here.
pub(super) const FOREIGN: u64 = 1_170_000_000_000_009_100;
/// Was here, and left.
const LEFT: u64 = 1_170_000_000_000_009_101;
const FOREIGN_ROLE: u64 = 1_170_000_000_000_009_102;
/// Those who have a case, or none yet, are new for every cell that changes something.
const GUESTS: u64 = 1_170_000_000_000_100_000;

/// The columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Person {
    /// In the server, without a case.
    Stranger,
    /// A member with a case of their own.
    Other,
    /// Whose case it is.
    Author,
    Helper,
    Moderator,
    /// A moderator of another server of the bot, who is a member here.
    Foreign,
    Administrator,
    /// Not in the server any more; what they do reaches the bot without one.
    Left,
}

impl Person {
    pub(super) const ALL: [Self; 8] = [
        Self::Stranger,
        Self::Other,
        Self::Author,
        Self::Helper,
        Self::Moderator,
        Self::Foreign,
        Self::Administrator,
        Self::Left,
    ];
}

/// Where a case stands when something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scene {
    Fixing,
    Which,
    Escalated,
    Claimed,
    /// To the moderator.
    Offered,
    Closed,
}

/// A case that something is done with.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) author: u64,
    pub(super) case: Case,
    /// The message that began it, and the answer to it.
    pub(super) message: u64,
    pub(super) reply: u64,
}

/// A server with everybody in it.
pub(super) struct Gate {
    pub(super) town: Town,
    guests: std::cell::Cell<u64>,
    commands: Value,
    other: Place,
}

impl Gate {
    pub(super) fn open() -> Self {
        let (mut world, other, _) = two_servers();
        world.add_role(other, FOREIGN_ROLE, "Moderators there", crate::support::sim::permissions::MODERATOR);
        for (person, name) in [(FOREIGN, "fay"), (LEFT, "leo")] {
            world.add_user(person, name, false);
        }
        world.add_member(other, FOREIGN, &[FOREIGN_ROLE]);
        world.add_member(ids::GUILD, FOREIGN, &[]);
        for guest in 0..800 {
            world.add_user(GUESTS + guest, "guest", false);
            world.add_member(ids::GUILD, GUESTS + guest, &[]);
        }
        // So many cases in a few minutes would be an incident.
        let town = Town::with(world, Settings { incidents: false, ..settings() });
        let elsewhere = Settings { moderators: Some(RoleId(FOREIGN_ROLE)), ..Settings::default() };
        town.bot().servers.set(cloudmedic::triage::ServerId(other), elsewhere).unwrap();
        let registered = commands::commands(&KnowledgeBase::built_in().unwrap());
        let commands = serde_json::to_value(registered).unwrap();
        let guests = std::cell::Cell::new(0);
        let nothing = Place {
            author: 0,
            case: Case::new(SERVER, PersonId(0), PlaceId(0), jiff::Timestamp::UNIX_EPOCH),
            message: 0,
            reply: 0,
        };
        let mut gate = Self { town, guests, commands, other: nothing };
        gate.other = gate.case(Scene::Fixing);
        gate
    }

    /// A member who has done nothing yet.
    pub(super) fn guest(&self) -> u64 {
        let guest = self.guests.get();
        self.guests.set(guest + 1);
        assert!(guest < 800, "there are not enough guests");
        GUESTS + guest
    }

    /// Who it is; `new`: somebody who has done nothing else before.
    pub(super) fn person(&self, person: Person, place: &Place, new: bool) -> u64 {
        match person {
            Person::Stranger if new => self.guest(),
            Person::Stranger => ids::CLEO,
            Person::Other if new => self.case(Scene::Fixing).author,
            Person::Other => self.other.author,
            Person::Author => place.author,
            Person::Helper => ids::HELPER,
            Person::Moderator => ids::MODERATOR,
            Person::Foreign => FOREIGN,
            Person::Administrator => ids::ADMIN,
            Person::Left => LEFT,
        }
    }

    /// A new case of somebody new, which stands like this.
    pub(super) fn case(&self, scene: Scene) -> Place {
        let author = self.guest();
        let words = if scene == Scene::Which { CLOSE } else { FULL };
        let message = self.town.sim.post(author, ids::HELP, words).id;
        let reply = self.town.reply_to(message).id;
        let place = |case| Place { author, case, message, reply };
        let now = || self.town.case_of(author).expect("a case was opened");
        let staff = Actor::Staff { person: PersonId(ids::MODERATOR), roles: vec![RoleId(ids::MODERATORS)] };
        let escalate = || {
            let kind = EventKind::Chose { choice: Choice::TalkToAPerson, version: now().version };
            self.event(&now(), Actor::Member, kind);
        };
        let does = |by: &Actor, deed| self.event(&now(), by.clone(), EventKind::Did(deed));
        match scene {
            Scene::Fixing | Scene::Which => {}
            Scene::Escalated => escalate(),
            Scene::Claimed => {
                escalate();
                does(&staff, Deed::Claim);
            }
            Scene::Offered => {
                escalate();
                let by = Actor::Staff { person: PersonId(ids::MODERATOR_2), roles: Vec::new() };
                let to = Receiver::Moderator(PersonId(ids::MODERATOR));
                does(&by, Deed::HandOff { to, reason: "knows it".to_owned() });
            }
            Scene::Closed => does(&staff, Deed::Close),
        }
        let wanted = match scene {
            Scene::Fixing => Stage::Fixing,
            Scene::Which => Stage::Asking,
            Scene::Escalated => Stage::Escalated,
            Scene::Claimed => Stage::Claimed,
            Scene::Offered => Stage::Offered,
            Scene::Closed => Stage::Closed,
        };
        assert_eq!(now().stage, wanted);
        place(now())
    }

    fn event(&self, case: &Case, by: Actor, kind: EventKind) {
        let event = Event {
            id: SourceId(format!("scene {} {}", case.person, case.version)),
            at: self.town.bot().now(),
            server: SERVER,
            place: case.place,
            origin: None,
            person: case.person,
            case: case.number,
            by,
            via: None,
            kind,
        };
        self.town.bot().desk.handle_blocking(&event).unwrap();
    }

    /// Waits until the bot is done with everything that it was given: only what is for later is left.
    pub(super) fn settle(&self) {
        let open = |record: &str| record.starts_with("{\"work\"") && !record.contains("\"wake_at\"");
        self.town.sim.wait_for("all work to be done", |_| {
            let records = self.town.bot().store.records();
            let mut written = records.map(|record| serde_json::to_string(&record.unwrap()).unwrap());
            (!written.any(|record| open(&record))).then_some(())
        });
        self.town.sim.quiet(40);
    }

    /// Everything that is kept and matters: not the counting of what happened, which a refusal may add to.
    pub(super) fn kept(&self) -> Vec<String> {
        let records = self.town.bot().store.records();
        let written = records.filter_map(|record| {
            let mut record = serde_json::to_value(record.unwrap()).unwrap();
            let kind =
                record.as_object().and_then(|record| record.keys().next().cloned()).unwrap_or_default();
            if matches!(kind.as_str(), "bookmark" | "seen" | "last_work" | "work") {
                return None;
            }
            for count in ["version", "touched_at", "seen"] {
                record[&kind].as_object_mut().and_then(|inner| inner.remove(count));
            }
            Some(record.to_string())
        });
        let mut written: Vec<String> = written.collect();
        written.sort();
        written
    }

    /// What the bot has said that others can see.
    pub(super) fn said(&self) -> usize {
        self.town.sim.with_world(|world| {
            let own = world.messages.values().filter(|one| one.author == ids::BOT && !one.ephemeral());
            own.count()
        })
    }

    /// Every command, as it is registered.
    pub(super) fn commands(&self) -> &[Value] {
        self.commands.as_array().unwrap()
    }

    /// Sends what a row says, as this person, whether any app would let them or not.
    pub(super) fn send(&self, row: &str, place: &Place, person: u64) -> Interaction {
        let (kind, rest) = row.split_once(' ').unwrap_or((row, ""));
        let here = if person == LEFT { self.town.sim.dm_channel(LEFT) } else { ids::HELP };
        let message = Some(place.reply);
        let raw = |kind, message, data| self.town.sim.raw_interaction(kind, person, here, message, data);
        match kind {
            "run" => raw(Kind::Command, None, self.command(rest, place, false)),
            "type" => raw(Kind::Autocomplete, None, self.command(rest, place, true)),
            "menu" => {
                let reply = rest.starts_with("dismiss");
                let message = if reply { place.reply } else { place.message };
                self.town.sim.forge_message_command(person, message, &self.menu(rest))
            }
            "press" => raw(
                Kind::Component,
                message,
                json!({
                    "custom_id": self.pressed(rest, place, false), "component_type": 2, "id": 1,
                }),
            ),
            "choose" => {
                let (id, value) = rest.split_once('=').expect("a value is chosen");
                let select = if id == "receiver" { 7 } else { 3 };
                raw(
                    Kind::Component,
                    message,
                    json!({
                        "custom_id": self.pressed(id, place, false), "component_type": select, "id": 1,
                        "values": [self.filled(value, place)],
                    }),
                )
            }
            "send" => {
                let mut words = rest.split(' ');
                let id = self.pressed(words.next().unwrap(), place, true);
                raw(Kind::Modal, message, form(&id, words.filter_map(|word| word.split_once('='))))
            }
            other => panic!("nobody can {other}"),
        }
    }

    fn menu(&self, which: &str) -> String {
        let replies = &self.town.bot().known.base.replies;
        match which {
            "triage" => commands::menu_triage(replies),
            "dismiss" => commands::menu_dismiss(replies),
            "correct" => commands::menu_correct(replies),
            other => panic!("there is no menu {other}"),
        }
    }

    /// `fixed` and its like with the case and its present question; the other kinds by their own names.
    fn pressed(&self, name: &str, place: &Place, sent: bool) -> String {
        let (case, version) = (place.case.number.unwrap(), place.case.offered);
        let id = match name {
            "receiver" | "form" | "sent" | "tried" => format!("cm1:{name}:{case}"),
            "ask" if sent => format!("cm1:ask:{case}"),
            "which" => format!("cm1:which:{case}:{version}"),
            "cause" => format!("cm1:cause:{case}:{version}:{}", place.case.causes[0].id),
            "reason" => format!("cm1:reason:{case}:moderator:{}", ids::MODERATOR_2),
            "correct" => format!("cm1:correct:{}:{}", ids::HELP, place.message),
            "report" | "server" => format!("cm1:{name}"),
            "list" => "cm1:list:0:o::::".to_owned(),
            "setup" => "cm1:setup:anything".to_owned(),
            choice => format!("cm1:choice:{case}:{version}:{choice}"),
        };
        assert!(Pressed::decode(&id).is_some(), "{id} is nothing of ours");
        id
    }

    fn filled(&self, value: &str, place: &Place) -> String {
        let cause = || place.case.causes.first().map(|cause| cause.id.to_string()).unwrap_or_default();
        match value {
            "$case" => place.case.number.unwrap().to_string(),
            "$cause" => cause(),
            "$moderator" => ids::MODERATOR_2.to_string(),
            "$role" => ids::ADMINS.to_string(),
            "$helpers" => ids::HELPERS.to_string(),
            "$channel" => ids::GENERAL.to_string(),
            "$forum" => ids::FORUM.to_string(),
            "$tag" => ids::OPEN_TAG.to_string(),
            "$server" => ids::GUILD.to_string(),
            words => words.replace('~', " "),
        }
    }

    /// A command as Discord sends it: `case note number=$case text=hello`. The last option is the one that is typed.
    fn command(&self, written: &str, place: &Place, typing: bool) -> Value {
        let mut path: Vec<&str> = Vec::new();
        let mut given: Vec<(&str, String)> = Vec::new();
        for word in written.split(' ') {
            match word.split_once('=') {
                Some((name, value)) => given.push((name, self.filled(value, place))),
                None => path.push(word),
            }
        }
        let command = self.commands().iter().find(|one| one["name"] == path[0]).expect("a command");
        let mut level = command;
        let mut above = Vec::new();
        for name in &path[1..] {
            level = find(level, name);
            above.push(level);
        }
        let last = given.len().saturating_sub(1);
        let options = given.iter().enumerate().map(|(at, (name, value))| {
            let kind = find(level, name)["type"].as_u64().unwrap();
            let focused = typing && at == last;
            let value = match kind {
                4 if !focused => json!(value.parse::<u64>().expect("a number")),
                5 => json!(value == "true"),
                _ => json!(value),
            };
            let mut one = json!({"name": name, "type": kind, "value": value});
            if focused {
                one["focused"] = json!(true);
            }
            one
        });
        let mut options: Vec<Value> = options.collect();
        for step in above.into_iter().rev() {
            options = vec![json!({"name": step["name"], "type": step["type"], "options": options})];
        }
        json!({"id": "1", "name": command["name"], "type": 1, "options": options})
    }
}

/// A form that was sent.
pub(super) fn form<'a>(id: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
    let rows = values.enumerate().map(|(at, (name, value))| {
        let value = value.replace('~', " ");
        let part = json!({"type": 4, "id": at * 2 + 2, "custom_id": name, "value": value});
        json!({"type": 1, "id": at * 2 + 1, "components": [part]})
    });
    json!({"custom_id": id, "components": rows.collect::<Vec<_>>()})
}

fn find<'a>(level: &'a Value, name: &str) -> &'a Value {
    let options = level["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    options.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("there is no {name}"))
}
