//! What a message is to the bot: something said to it, something said in its hearing, or nothing of its business. Pure.

use crate::store::is_open;
use crate::triage::{Case, MessageId, Origin, PersonId, PlaceId, Settings};

use super::who::Who;

/// Where a message was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A direct message.
    Direct,
    /// A channel.
    Channel,
    /// A thread or post.
    Thread {
        /// The channel or forum that it hangs from.
        parent: PlaceId,
        /// Who opened it.
        owner: Option<PersonId>,
        /// It is a post of a forum.
        post: bool,
    },
}

/// A message with what is known around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken<'a> {
    pub(super) channel: PlaceId,
    pub(super) message: MessageId,
    pub(super) spot: Spot,
    pub(super) who: &'a Who,
    /// Its words name the bot.
    pub(super) mentions_bot: bool,
    /// It is a reply to a message of the bot.
    pub(super) replies_to_bot: bool,
    /// That message of the bot was itself the answer to this one.
    pub(super) under: Option<MessageId>,
    /// The writer's open or last case.
    pub(super) own: Option<&'a Case>,
    /// The last case of this place, whoever has it.
    pub(super) here: Option<&'a Case>,
    pub(super) settings: &'a Settings,
}

/// What it is to the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hearing {
    /// Nothing of its business.
    Nothing,
    /// Words for a case.
    Said {
        /// Where the conversation is, or would be.
        place: PlaceId,
        /// What an answer goes beside; `None` when it goes into the conversation's own thread.
        origin: Option<Origin>,
        /// To the bot itself.
        addressed: bool,
    },
    /// One of the staff wrote in the conversation of this member.
    JoinedIn(PersonId),
    /// One of the staff wrote where members are answered: worth a hint if it is a complaint.
    Staff,
}

/// Hears a message.
pub(super) fn hear(spoken: &Spoken<'_>) -> Hearing {
    match spoken.spot {
        Spot::Direct => said(spoken, spoken.channel, true),
        Spot::Channel => in_channel(spoken),
        Spot::Thread { parent, owner, post } => in_thread(spoken, parent, owner, post),
    }
}

fn in_channel(spoken: &Spoken<'_>) -> Hearing {
    let answers = |case: &&Case| {
        let began = case.home.is_some_and(|home| spoken.under == Some(home.message));
        spoken.replies_to_bot && (began || is_from(case, spoken.channel))
    };
    let to_own = spoken.own.filter(answers);
    if let Some(case) = to_own {
        // The channel stays readable: the talk goes on in the thread of the first message.
        return Hearing::Said { place: case.place, origin: None, addressed: true };
    }
    let place = PlaceId(spoken.message.0);
    if spoken.mentions_bot {
        return said(spoken, place, true);
    }
    if !spoken.settings.watched.contains(&spoken.channel) {
        return Hearing::Nothing;
    }
    if spoken.who.is_staff(spoken.settings) { Hearing::Staff } else { said(spoken, place, false) }
}

fn in_thread(spoken: &Spoken<'_>, parent: PlaceId, owner: Option<PersonId>, post: bool) -> Hearing {
    if spoken.own.is_some_and(|case| is_at(case, spoken.channel)) {
        return said(spoken, spoken.channel, spoken.mentions_bot);
    }
    let staff = spoken.who.is_staff(spoken.settings);
    let others = spoken.here.filter(|case| is_open(case.stage) && case.person != spoken.who.person);
    if let Some(case) = others.filter(|_| staff) {
        return Hearing::JoinedIn(case.person);
    }
    if spoken.mentions_bot {
        return said(spoken, spoken.channel, true);
    }
    let watched =
        spoken.settings.watched.contains(&parent) || spoken.settings.watched.contains(&spoken.channel);
    let own_thread = owner == Some(spoken.who.person);
    // Under somebody else's post, or in a conversation that the bot has with somebody else, nobody is answered.
    if !watched || others.is_some() || (post && !own_thread) {
        return Hearing::Nothing;
    }
    if staff { Hearing::Staff } else { said(spoken, spoken.channel, false) }
}

fn said(spoken: &Spoken<'_>, place: PlaceId, addressed: bool) -> Hearing {
    let origin = Some(Origin { channel: spoken.channel, message: spoken.message });
    Hearing::Said { place, origin, addressed }
}

/// Whether a case began with a message in this channel.
fn is_from(case: &Case, channel: PlaceId) -> bool {
    is_open(case.stage) && case.home.is_some_and(|home| home.channel == channel)
}

/// Whether the conversation of a case is in this thread.
fn is_at(case: &Case, thread: PlaceId) -> bool {
    case.place == thread || case.home.is_some_and(|home| home.message.0 == thread.0)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::triage::{RoleId, ServerId, Stage};

    const CHANNEL: PlaceId = PlaceId(100);
    const FORUM: PlaceId = PlaceId(200);
    const THREAD: PlaceId = PlaceId(300);
    const MESSAGE: MessageId = MessageId(400);
    const MEMBER: PersonId = PersonId(1);
    const OTHER: PersonId = PersonId(2);

    struct Scene {
        who: Who,
        spot: Spot,
        channel: PlaceId,
        mentions: bool,
        replies: bool,
        under: Option<MessageId>,
        own: Option<Case>,
        here: Option<Case>,
    }

    impl Scene {
        fn of(spot: Spot) -> Self {
            let channel = match spot {
                Spot::Direct | Spot::Thread { .. } => THREAD,
                Spot::Channel => CHANNEL,
            };
            let who = Who { person: MEMBER, roles: Vec::new(), administrator: false };
            Self { who, spot, channel, mentions: false, replies: false, under: None, own: None, here: None }
        }

        fn by_helper(mut self) -> Self {
            self.who.roles.push(RoleId(20));
            self
        }

        fn heard(&self) -> Hearing {
            let settings =
                Settings { watched: vec![CHANNEL, FORUM], helpers: vec![RoleId(20)], ..Settings::default() };
            hear(&Spoken {
                channel: self.channel,
                message: MESSAGE,
                spot: self.spot,
                who: &self.who,
                mentions_bot: self.mentions,
                replies_to_bot: self.replies,
                under: self.under,
                own: self.own.as_ref(),
                here: self.here.as_ref(),
                settings: &settings,
            })
        }
    }

    fn case_of(person: PersonId) -> Case {
        let mut case = Case::new(ServerId(9), person, THREAD, Timestamp::UNIX_EPOCH);
        case.home = Some(Origin { channel: CHANNEL, message: MessageId(THREAD.0) });
        case
    }

    fn post_of(owner: PersonId) -> Spot {
        Spot::Thread { parent: FORUM, owner: Some(owner), post: true }
    }

    fn said(place: PlaceId, channel: PlaceId, addressed: bool) -> Hearing {
        Hearing::Said { place, origin: Some(Origin { channel, message: MESSAGE }), addressed }
    }

    #[test]
    fn a_message_in_a_watched_channel_would_begin_a_thread_of_its_own() {
        assert_eq!(Scene::of(Spot::Channel).heard(), said(PlaceId(MESSAGE.0), CHANNEL, false));
    }

    #[test]
    fn elsewhere_only_a_mention_counts() {
        let elsewhere = Scene { channel: PlaceId(555), ..Scene::of(Spot::Channel) };
        assert_eq!(elsewhere.heard(), Hearing::Nothing);
        let mention = Scene { mentions: true, ..elsewhere };
        assert_eq!(mention.heard(), said(PlaceId(MESSAGE.0), PlaceId(555), true));
    }

    #[test]
    fn a_reply_to_the_bot_goes_on_in_the_thread_of_the_case() {
        let reply = Scene { replies: true, own: Some(case_of(MEMBER)), ..Scene::of(Spot::Channel) };
        assert_eq!(reply.heard(), Hearing::Said { place: THREAD, origin: None, addressed: true });
    }

    #[test]
    fn a_reply_to_the_first_answer_of_a_solved_case_is_about_that_case() {
        let mut solved = case_of(MEMBER);
        solved.stage = Stage::Resolved;
        let reply = Scene { replies: true, own: Some(solved), ..Scene::of(Spot::Channel) };
        assert_eq!(reply.heard(), said(PlaceId(MESSAGE.0), CHANNEL, false), "under something else");
        let under = Scene { under: Some(MessageId(THREAD.0)), ..reply };
        assert_eq!(under.heard(), Hearing::Said { place: THREAD, origin: None, addressed: true });
    }

    #[test]
    fn a_reply_to_an_answer_for_somebody_else_is_like_any_message() {
        let reply = Scene { replies: true, ..Scene::of(Spot::Channel) };
        assert_eq!(reply.heard(), said(PlaceId(MESSAGE.0), CHANNEL, false));
    }

    #[test]
    fn staff_are_answered_only_when_they_ask() {
        assert_eq!(Scene::of(Spot::Channel).by_helper().heard(), Hearing::Staff);
        let asked = Scene { mentions: true, ..Scene::of(Spot::Channel).by_helper() };
        assert_eq!(asked.heard(), said(PlaceId(MESSAGE.0), CHANNEL, true));
    }

    #[test]
    fn staff_who_write_in_a_conversation_have_joined_it() {
        let joined = Scene { here: Some(case_of(OTHER)), ..Scene::of(post_of(OTHER)).by_helper() };
        assert_eq!(joined.heard(), Hearing::JoinedIn(OTHER));
        let mut over = case_of(OTHER);
        over.stage = Stage::Closed;
        let later = Scene { here: Some(over), ..Scene::of(post_of(OTHER)).by_helper() };
        assert_eq!(later.heard(), Hearing::Nothing);
    }

    #[test]
    fn a_post_belongs_to_the_one_who_opened_it() {
        assert_eq!(Scene::of(post_of(MEMBER)).heard(), said(THREAD, THREAD, false));
        assert_eq!(Scene::of(post_of(OTHER)).heard(), Hearing::Nothing);
    }

    #[test]
    fn the_own_conversation_is_heard_even_where_nothing_is_watched() {
        let unwatched = Spot::Thread { parent: PlaceId(999), owner: None, post: false };
        assert_eq!(Scene::of(unwatched).heard(), Hearing::Nothing);
        let own = Scene { own: Some(case_of(MEMBER)), ..Scene::of(unwatched) };
        assert_eq!(own.heard(), said(THREAD, THREAD, false));
    }

    #[test]
    fn a_direct_message_is_for_the_bot() {
        assert_eq!(Scene::of(Spot::Direct).heard(), said(THREAD, THREAD, true));
    }
}
