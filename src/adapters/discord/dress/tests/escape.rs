//! What a person wrote does nothing, and nothing of it is lost.

use proptest::prelude::*;

use super::super::escape::{APART, own, person, person_lines};

#[test]
fn plain_words_stay_as_they_are() {
    for text in [
        "iCloud storage is full, iOS 17.4.1 (only 2 GB left)",
        "5 days < a week",
        "it's 50% - why?",
        "são José 👍🏽",
    ] {
        assert_eq!(person(text), text);
    }
}

#[test]
fn markup_is_shown_and_does_nothing() {
    for (text, wanted) in [
        ("**big** _i_ ~~s~~", r"\*\*big\*\* \_i\_ \~\~s\~\~"),
        ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
        ("# big", r"\# big"),
        ("-# small", r"\-# small"),
        ("> said", r"\> said"),
        ("- one", r"\- one"),
        ("1. one", r"1\. one"),
        ("1.5 GB", "1.5 GB"),
        (r"c:\x", r"c:\\x"),
    ] {
        assert_eq!(person(text), wanted);
    }
    assert_eq!(person("[a](http://b.c)"), "\\[a\\](http:\u{200b}//b.c)");
}

#[test]
fn nobody_is_mentioned_and_nothing_unfolds() {
    for (text, wanted) in [
        ("@everyone", "@\u{200b}everyone"),
        ("<@1>", "\\<\u{200b}@\u{200b}1>"),
        ("<#1>", "\\<\u{200b}#1>"),
        ("<:x:1>", "\\<\u{200b}:x:1>"),
        ("<a:x:1>", "\\<\u{200b}a:x:1>"),
        ("<t:1:R>", "\\<\u{200b}t:1:R>"),
        ("</x:1>", "\\<\u{200b}/x:1>"),
        ("discord.gg/a", "discord.\u{200b}gg/a"),
        ("DiscordApp.com/invite/a", "DiscordApp.\u{200b}com/invite/a"),
        ("https://a.b", "https:\u{200b}//a.b"),
    ] {
        assert_eq!(person(text), wanted);
    }
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    assert_eq!(person("a\u{202e}b\u{7}c\u{200b}d\te\u{feff}"), "abcd e");
    assert_eq!(person("@\u{200b}everyone"), "@\u{200b}everyone");
    assert_eq!(person(&format!("a{}", "\u{301}".repeat(50))), format!("a{}", "\u{301}".repeat(4)));
}

#[test]
fn lines_are_kept_or_joined() {
    let text = "one\r\n\n\n\n# two\n";
    assert_eq!(person(text), "one # two");
    assert_eq!(person_lines(text), "one\n\n\\# two");
}

#[test]
fn our_own_words_name_people_and_keep_their_stars() {
    assert_eq!(own("**Now** {person:12} has it"), "**Now** <@12> has it");
    assert_eq!(own("{person:x} a_b <c> {person:"), "{person:x} a\\_b \\<c> {person:");
    assert_eq!(own("by @everyone"), "by @\u{200b}everyone");
}

/// What Discord would make of a text: the signs that are left after escapes are taken away, each with whether it
/// was escaped.
fn as_read(text: &str) -> Vec<(char, bool)> {
    let mut read = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match (ch, chars.peek().copied()) {
            ('\\', Some(next)) if !next.is_alphanumeric() && !next.is_whitespace() => {
                read.push((next, true));
                chars.next();
            }
            _ => read.push((ch, false)),
        }
    }
    read
}

proptest! {
    #[test]
    fn a_harmless_text_mentions_nobody_and_marks_nothing_up(
        text in r"(?s)([#>*_~|`\\<@&!:/.\[\]()\-+ \n]|1\. |everyone|here|12345|t:|discord|gg/abc|https|\u{200b}|\u{202e}|a){0,30}|.{0,40}"
    ) {
        let safe = person_lines(&text);
        for ping in ["@everyone", "@here", "<@", "<#", "<:", "<a:", "<t:", "</", "://", "discord.gg", "discord.com"] {
            prop_assert!(!safe.to_lowercase().contains(ping), "{ping} in {safe:?}");
        }
        for line in safe.lines() {
            let read = as_read(line);
            for (ch, escaped) in &read {
                prop_assert!(*escaped || !"*_~|`[]\\".contains(*ch), "{ch} is bare in {line:?}");
            }
            let bare: String = read.iter().map(|(ch, escaped)| if *escaped { 'x' } else { *ch }).collect();
            let bare = bare.trim_start();
            prop_assert!(!bare.starts_with(['#', '>', '-', '+']), "{line:?}");
            let after = bare.trim_start_matches(|ch: char| ch.is_ascii_digit());
            prop_assert!(after == bare || !after.starts_with(". "), "{line:?}");
        }
        prop_assert!(!person(&text).contains('\n'));
    }

    #[test]
    fn escaping_loses_no_letter(text in "[a-zA-Z0-9#>*_~|`<@:/.]{0,40}") {
        let read: String = as_read(&person(&text)).into_iter().map(|(ch, _)| ch).filter(|ch| *ch != APART).collect();
        prop_assert_eq!(read, text);
    }
}
