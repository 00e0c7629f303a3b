//! Histories of a few messages, from what stands in an export to what is told of it.

use std::sync::{Arc, LazyLock};

use super::export::{Mentioned, Role};
use super::*;
use crate::quality::explain::page::{WIDTH, width};
use crate::reading::Reader;

struct Known {
    base: KnowledgeBase,
    reader: Reader,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let base = KnowledgeBase::built_in().unwrap();
    Known { reader: Reader::new(&base), base }
});

const FULL: &str = "icloud is full so the backup fails, iphone 13 on ios 17.4";
const WIFI: &str = "icloud backup fails every night, the wifi drops all the time, iphone 12";
const FAILS: &str = "my icloud backup keeps failing";
const CHATTER: &str = "who wants pizza";
const MEMBER: u64 = 1;
const OTHER: u64 = 2;
const HELPER: u64 = 3;

/// A history of one channel, a message a minute.
struct History {
    channel: Channel,
    messages: Vec<Posted>,
}

impl History {
    fn new() -> Self {
        let channel = Channel { server: 7, id: 70, name: "help".to_owned(), thread: false };
        Self { channel, messages: Vec::new() }
    }

    /// A post of a forum; its first message has its id.
    fn post() -> Self {
        let mut history = Self::new();
        history.channel = Channel { id: 100, thread: true, ..history.channel };
        history
    }

    fn says(self, author: u64, words: &str) -> Self {
        self.with(Posted { author, content: words.to_owned(), ..Posted::default() })
    }

    /// Replies to the message of that place, from 0.
    fn replies(self, author: u64, to: u64, words: &str) -> Self {
        let reply_to = Some(100 + to);
        self.with(Posted { author, content: words.to_owned(), reply_to, ..Posted::default() })
    }

    fn with(mut self, message: Posted) -> Self {
        let place = self.messages.len() as u64;
        let timestamp = if message.timestamp.is_empty() {
            format!("2024-03-05T{:02}:{:02}:00.5+00:00", 8 + place / 60, place % 60)
        } else {
            message.timestamp.clone()
        };
        self.messages.push(Posted { id: 100 + place, talk: true, timestamp, ..message });
        self
    }

    fn report(&self) -> Report {
        self.report_with(&[], 12)
    }

    fn report_with(&self, helpers: &[&str], samples: usize) -> Report {
        let helpers: Vec<String> = helpers.iter().map(ToString::to_string).collect();
        let listener = Listener::new(&KNOWN.base, &KNOWN.reader, &helpers);
        let mut backtest = Backtest::new(&KNOWN.base, Rules { cooldown_minutes: 60, samples });
        let channel = Arc::new(self.channel.clone());
        for message in &self.messages {
            backtest.add(&channel, listener.hear(message.clone()));
        }
        backtest.finish()
    }
}

fn doubts(report: &Report, place: usize) -> Vec<Doubt> {
    let id = (100 + place).to_string();
    let sample = report.samples.iter().find(|sample| sample.message == id);
    sample.unwrap_or_else(|| panic!("{id} is no sample of {report:?}")).doubts.keys().copied().collect()
}

fn at(history: History, author: u64, words: &str, timestamp: &str) -> History {
    let (content, timestamp) = (words.to_owned(), timestamp.to_owned());
    history.with(Posted { author, content, timestamp, ..Posted::default() })
}

#[test]
fn every_message_is_counted_as_one_thing() {
    let bot = Posted { author: 9, bot: true, content: FULL.to_owned(), ..Posted::default() };
    let history =
        History::new().says(MEMBER, FULL).says(OTHER, FAILS).says(4, CHATTER).says(5, " ").with(bot);
    let mut history = history.says(6, "somebody joined");
    history.messages[5].talk = false;
    let report = history.report();
    let expected = Counts {
        messages: 6,
        answered: 1,
        asked: 1,
        left_alone: 1,
        wordless: 1,
        bots: 1,
        notices: 1,
        ..Counts::default()
    };
    assert_eq!(report.counts, expected);
    let causes: Vec<_> = report.causes.iter().map(|row| (row.id.as_str(), row.answered)).collect();
    assert_eq!(causes, [("icloud-storage-full", 1)]);
    assert_eq!(report.periods.len(), 1);
    assert_eq!(report.periods[0].counts, expected);
}

#[test]
fn one_person_gets_one_answer_to_one_cause_within_the_cooldown() {
    let day = |time: &str| format!("2024-03-05T{time}:00+00:00");
    let mut history = History::new();
    for (author, words, time) in [
        (MEMBER, FULL, "08:00"),
        (MEMBER, FULL, "08:50"),
        (MEMBER, FULL, "09:40"),
        (OTHER, FULL, "09:41"),
        (MEMBER, WIFI, "09:42"),
        (MEMBER, FULL, "12:00"),
    ] {
        history = at(history, author, words, &day(time));
    }
    let counts = history.report().counts;
    assert_eq!((counts.answered, counts.again), (4, 2), "each word of it begins the hour anew");
}

#[test]
fn whoever_gave_helpers_gets_them_left_alone() {
    let role = Role { id: 55, name: "Guides".to_owned() };
    let message = Posted { author: HELPER, roles: vec![role], content: FULL.to_owned(), ..Posted::default() };
    let history = History::new().with(message);
    assert_eq!(history.report().counts.answered, 1);
    for name in ["guides", "@Guides", "55"] {
        let counts = history.report_with(&[name], 5).counts;
        assert_eq!((counts.answered, counts.helpers), (0, 1), "{name}");
    }
}

#[test]
fn roles_of_people_who_answer_others_are_found_and_answers_to_them_look_wrong() {
    let guide = |reply_to, words: &str| Posted {
        author: HELPER,
        roles: vec![Role { id: 55, name: "Guides".to_owned() }, Role { id: 56, name: "Member".to_owned() }],
        content: words.to_owned(),
        reply_to,
        ..Posted::default()
    };
    let member = |author| Posted {
        author,
        roles: vec![Role { id: 56, name: "Member".to_owned() }],
        content: CHATTER.to_owned(),
        ..Posted::default()
    };
    let mut history = History::new();
    for place in 0..20 {
        history = history.with(member(10 + place)).with(guide(Some(100 + 2 * place), "a restart helps"));
        history = history.with(member(50 + place));
    }
    let place = history.messages.len();
    let report = history.with(guide(None, FULL)).report();
    let roles: Vec<_> = report.helper_roles.iter().map(|role| (role.name.as_str(), role.answered)).collect();
    assert_eq!(roles, [("Guides", 1)], "a role that everybody has says nothing");
    assert_eq!(doubts(&report, place), [Doubt::Helper]);
    assert_eq!((report.look_wrong, report.doubts[&Doubt::Helper]), (1, 1));
    assert!(report.to_string().contains("--helpers"), "{report}");
}

#[test]
fn a_reply_to_somebody_else_looks_wrong_and_one_to_oneself_does_not() {
    let report = History::new().says(OTHER, CHATTER).replies(MEMBER, 0, FULL).report();
    assert_eq!(doubts(&report, 1), [Doubt::ToOther]);
    let report = History::new().says(MEMBER, CHATTER).replies(MEMBER, 0, FULL).report();
    assert_eq!((doubts(&report, 1), report.look_wrong), (vec![], 0));
}

#[test]
fn a_message_that_somebody_thanked_for_was_help() {
    let forth = History::new().says(MEMBER, FULL).says(4, CHATTER).replies(OTHER, 0, "thank you so much!!");
    let mut back = History { channel: forth.channel.clone(), messages: forth.messages.clone() };
    back.messages.reverse();
    for history in [forth, back] {
        assert_eq!(doubts(&history.report(), 0), [Doubt::Thanked], "in whatever order it is told");
    }
    let worked = History::new().says(MEMBER, FULL).replies(OTHER, 0, "that did it");
    assert_eq!(doubts(&worked.report(), 0), [Doubt::Thanked]);
    let own = History::new().says(MEMBER, FULL).replies(MEMBER, 0, "thanks in advance");
    assert_eq!(doubts(&own.report(), 0), []);
}

#[test]
fn a_reply_that_speaks_of_another_cause_makes_an_answer_doubtful() {
    let advice = "the wifi drops all the time on that router, then the icloud backup stops";
    let report = History::new().says(MEMBER, FULL).replies(HELPER, 0, advice).report();
    assert_eq!(doubts(&report, 0), [Doubt::OtherCause]);
    let told = &report.samples.iter().find(|one| one.message == "100").unwrap().doubts[&Doubt::OtherCause];
    assert!(told.contains("network"), "{told}");
    let same = "yes the icloud storage is full, then no backup works";
    let report = History::new().says(MEMBER, FULL).replies(HELPER, 0, same).report();
    assert_eq!(doubts(&report, 0), []);
}

#[test]
fn a_post_belongs_to_whoever_opened_it_and_gets_one_answer() {
    let report = History::post().says(MEMBER, FULL).says(OTHER, FAILS).says(MEMBER, WIFI).report();
    let counts = report.counts;
    assert_eq!((counts.answered, counts.not_theirs, counts.again), (1, 1, 1), "{counts:?}");
    let quiet = History::post().says(MEMBER, CHATTER).says(OTHER, FULL).report().counts;
    assert_eq!((quiet.answered, quiet.not_theirs), (0, 1));
}

#[test]
fn samples_show_neither_names_nor_personal_data() {
    let content = format!("@Jane Doe {FULL}, mail jane.doe88@icloud.com or <@!1234>");
    let mentioned = vec![Mentioned { id: 5, names: vec!["Jane Doe".to_owned(), "jane".to_owned()] }];
    let history = History::new().with(Posted { author: MEMBER, content, mentioned, ..Posted::default() });
    let report = history.report();
    let text = &report.samples[0].text;
    assert!(text.starts_with("@someone icloud is full") && text.ends_with("or @someone"), "{text}");
    assert!(text.contains("[email]") && !text.to_lowercase().contains("jane"), "{text}");
}

#[test]
fn the_samples_come_from_every_kind_of_doubt_in_turn_and_clean_ones_last() {
    let mut history = History::new().says(OTHER, CHATTER);
    for author in 20..40 {
        history = history.replies(author, 0, FULL);
    }
    let thanked = history.messages.len() as u64;
    let history = history.says(50, FULL).replies(51, thanked, "thanks").says(52, FULL);
    let report = history.report_with(&[], 40);
    let kinds: Vec<Option<Doubt>> =
        report.samples.iter().map(|sample| sample.doubts.keys().next().copied()).collect();
    assert_eq!(kinds[..3], [Some(Doubt::Thanked), Some(Doubt::ToOther), Some(Doubt::ToOther)]);
    assert_eq!((kinds.len(), kinds.last()), (22, Some(&None)));
    assert_eq!(history.report_with(&[], 2).samples[..], report.samples[..2]);
}

#[test]
fn what_is_kept_does_not_grow_with_the_history() {
    let listener = Listener::new(&KNOWN.base, &KNOWN.reader, &[]);
    let mut backtest = Backtest::new(&KNOWN.base, Rules { cooldown_minutes: 60, samples: 5 });
    let channel = Arc::new(Channel { id: 1, name: "help".to_owned(), ..Channel::default() });
    let one = listener.hear(Posted { talk: true, content: FULL.to_owned(), ..Posted::default() });
    for number in 0..60_000 {
        let roles = vec![Role { id: number, name: "role".to_owned() }];
        backtest.add(&channel, Heard { id: number, author: number, roles, ..one.clone() });
    }
    assert!(backtest.scene.size() < 40_000, "{}", backtest.scene.size());
    assert!(backtest.pool.size() < 1_000, "{}", backtest.pool.size());
    assert_eq!(backtest.finish().counts.answered, 60_000);
}

#[test]
fn no_line_but_a_link_is_wider_than_a_page() {
    let mut history = History::new();
    history.channel.name = "バックアップ".repeat(20);
    for author in 0..30 {
        history = history.replies(author, 500, &format!("{FULL} {}", "verylongword".repeat(20)));
    }
    let text = history.says(99, FAILS).report().to_string();
    for line in text.lines().filter(|line| !line.contains("https://")) {
        assert!(width(line) <= WIDTH, "{line}");
    }
    for part in
        ["31 messages, 2024-03-05", "answered", "asked what happens", "cause told first", "1. answer:"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

mod export {
    //! What stands in a file.

    use super::super::{Channel, Posted, read};

    fn messages(json: &str) -> (Vec<(Channel, Posted)>, Option<String>) {
        let mut all = Vec::new();
        let mut from = serde_json::Deserializer::from_str(json);
        let ended = read(&mut from, |channel, message| {
            all.push((Channel::clone(channel), message));
            true
        });
        (all, ended.err().map(|error| error.to_string()))
    }

    #[test]
    fn all_that_is_needed_is_found_among_the_rest() {
        let (all, error) = messages(
            r#"{"guild":{"id":"7","name":"S","iconUrl":""},"channel":{"id":"70","type":"GuildPublicThread",
            "categoryId":null,"category":"help","name":"broken","topic":null},"dateRange":{"after":null},
            "exportedAt":"2024-01-01T00:00:00+00:00","messages":[{"id":"100","type":"Reply",
            "timestamp":"2024-03-05T08:00:00+00:00","timestampEdited":null,"isPinned":false,"content":"a\n\u00e9",
            "author":{"id":"1","name":"a","discriminator":"0000","nickname":"A","color":null,"isBot":false,
            "roles":[{"id":"55","name":"R","color":null,"position":3}],"avatarUrl":"x"},"attachments":[{"id":"1"}],
            "embeds":[{"fields":[{}]}],"mentions":[{"id":"5","name":"jane","nickname":"Jane Doe","isBot":false}],
            "reference":{"type":"Default","messageId":"99","channelId":"70","guildId":"7"},"inlineEmojis":[]}],
            "messageCount":1}"#,
        );
        assert_eq!((all.len(), error), (1, None));
        let (channel, message) = &all[0];
        let expected = Channel { server: 7, id: 70, name: "broken".to_owned(), thread: true };
        assert_eq!(*channel, expected);
        assert_eq!(channel.link(100), "https://discord.com/channels/7/70/100");
        assert_eq!((message.author, message.reply_to, message.talk, message.bot), (1, Some(99), true, false));
        assert_eq!((message.content.as_str(), message.roles[0].name.as_str()), ("a\né", "R"));
        assert_eq!(message.mentioned[0].names, ["Jane Doe", "jane"]);
    }

    #[test]
    fn older_exports_have_less_in_them_and_numbers_for_kinds() {
        let (all, error) = messages(
            r#"{"guild":{"id":0},"channel":{"id":70,"type":11,"name":null},"messages":[
            {"id":1,"type":0,"timestamp":null,"content":"","author":{"id":"1"},"reference":{}},
            {"id":"2","type":"GuildMemberJoin","timestamp":"","content":"x","author":{"id":"1"},"reference":null}]}"#,
        );
        assert_eq!(error, None);
        assert!(all[0].0.thread && all[0].1.talk && !all[1].1.talk);
        assert_eq!(all[1].1.reply_to, None);
    }

    #[test]
    fn what_is_no_export_says_what_was_expected() {
        for (json, told) in [
            ("[]", "expected an export of a channel"),
            ("{}", "missing field `messages`"),
            (r#"{"messages":5}"#, "expected a list of messages"),
            (r#"{"messages":[{"role":"user","content":"hi"}]}"#, "missing field `id`"),
            (r#"{"messages":[{"id":"secret"}]}"#, "expected an id"),
        ] {
            let error = messages(json).1.unwrap();
            assert!(error.contains(told) && !error.contains("secret"), "{json}: {error}");
        }
    }
}
