//! Keeps floods out of the lanes: what is too much is passed over, and its author, or the staff, is told so once.

use serenity::model::application::Interaction;
use serenity::model::id::{GuildId, UserId};

use super::flood::{DIRECT, Floods, ONE, Ruling, What, Who};
use super::message::Came;
use super::{Inbox, direct, interactions, words};
use crate::adapters::discord::wire::snowflake::at;
use crate::triage::event::Flood;
use crate::triage::{
    Actor, Event, EventKind, MessageId, Origin, PersonId, PlaceId, ServerId, Settings, SourceId,
};

impl Inbox {
    /// Whether a message can be anything but talk among members: in a channel where nobody is answered unasked, only
    /// one that names the bot or replies to it.
    pub(super) fn is_for_the_bot(&self, came: &Came) -> bool {
        let me = self.room.bot.me.user;
        let message = &came.message;
        let replies = message.referenced_message.as_ref().is_some_and(|one| one.author.id.get() == me);
        replies || words::mention(&message.content, me) || self.is_read_back(came)
    }

    /// Counts a message, and says whether it is taken in. One that is not is read all the same, as far as bookmarks go.
    pub(super) fn is_not_too_much(&mut self, came: &Came) -> bool {
        let ruling = self.floods.rule(who(came), amount(came), self.room.bot.now());
        self.ruled(came, ruling)
    }

    /// Takes in those messages that were read back which would have been taken in when they were written.
    pub(super) fn missed(&mut self, missed: Vec<Came>) {
        let Some(first) = missed.first() else { return };
        let mut floods = Floods::new(at(first.message.id.get()));
        for came in missed {
            self.room.bot.desk.pulse().figures.message();
            let ruling = floods.rule(who(&came), amount(&came), at(came.message.id.get()));
            if self.ruled(&came, ruling) {
                self.message(came);
            }
        }
    }

    fn ruled(&mut self, came: &Came, ruling: Ruling) -> bool {
        if ruling == Ruling::Fine {
            return true;
        }
        if self.is_read_back(came) {
            let message = &came.message;
            self.progress.start_at(PlaceId(message.channel_id.get()), MessageId(message.id.get()));
        }
        match ruling {
            Ruling::Person { first: true } => self.tell_member(came),
            Ruling::Server { first: true } => self.tell_staff(came.guild),
            Ruling::Fine | Ruling::Person { first: false } | Ruling::Server { first: false } => {}
        }
        false
    }

    /// Counts an edit. Nobody is told of those that are too many: what was written first was taken in.
    pub(super) fn may_edit(&mut self, guild: GuildId, author: UserId) -> bool {
        let who = Who { person: PersonId(author.get()), server: Some(ServerId(guild.get())) };
        self.floods.rule(who, What::Words(ONE), self.room.bot.now()) == Ruling::Fine
    }

    /// Counts a press, and has it taken in or turned away; either way it is answered.
    pub(super) fn interaction(&mut self, interaction: Interaction) {
        let Some((guild, user, what)) = interactions::by_whom(&interaction) else { return };
        let server = guild.map(|guild| ServerId(guild.get()));
        let who = Who { person: PersonId(user.get()), server };
        if self.floods.rule(who, what, self.room.bot.now()) == Ruling::Fine {
            interactions::take(&self.room, &self.lanes, interaction);
        } else {
            interactions::turn_away(&self.room, &self.waiting, interaction);
        }
    }

    /// Behind what was taken in before.
    fn tell_member(&self, came: &Came) {
        let message = &came.message;
        let (guild, author) = (came.guild, message.author.id);
        let (channel, id) = (PlaceId(message.channel_id.get()), MessageId(message.id.get()));
        let addressed = guild.is_none() || words::mention(&message.content, self.room.bot.me.user);
        let person = PersonId(author.get());
        tracing::warn!(person = person.0, "somebody writes more than is read");
        self.spawn(person, move |room| async move {
            let server = match guild {
                Some(guild) => ServerId(guild.get()),
                None => match direct::servers_of(&room, author).await[..] {
                    [one] => one,
                    _ => return,
                },
            };
            let kind = EventKind::Flooded(Flood::Member { addressed });
            let origin = Some(Origin { channel, message: id });
            room.give(&flooded(server, person, channel, origin, at(id.0), kind)).await;
        });
    }

    fn tell_staff(&self, guild: Option<GuildId>) {
        tracing::warn!(server = guild.map(GuildId::get), "more is written than is read");
        let Some(server) = guild.map(|guild| ServerId(guild.get())) else { return };
        let settings = self.room.bot.servers.of(server);
        let Some(place) = settings.ok().and_then(|settings: std::sync::Arc<Settings>| settings.escalations)
        else {
            return;
        };
        let now = self.room.bot.now();
        // It is about nobody.
        let nobody = PersonId(0);
        self.spawn(PersonId(server.0), move |room| async move {
            let kind = EventKind::Flooded(Flood::Server);
            room.give(&flooded(server, nobody, place, None, now, kind)).await;
        });
    }
}

/// The event of a flood. Its id is the same for an hour, so that a bot that was started again does not repeat it.
fn flooded(
    server: ServerId,
    person: PersonId,
    place: PlaceId,
    origin: Option<Origin>,
    at: jiff::Timestamp,
    kind: EventKind,
) -> Event {
    let hour = at.as_second().div_euclid(3600);
    Event {
        id: SourceId(format!("flood {server} {person} {hour}")),
        at,
        server,
        place,
        origin,
        person,
        case: None,
        by: Actor::Member,
        via: None,
        kind,
    }
}

fn who(came: &Came) -> Who {
    let server = came.guild.map(|guild| ServerId(guild.get()));
    Who { person: PersonId(came.message.author.id.get()), server }
}

fn amount(came: &Came) -> What {
    What::Words(if came.guild.is_none() { DIRECT } else { ONE })
}
