//! A small reader of Discord's Markdown, made apart from the bot's own: what of a text would do something.

/// What would do something, with the words that it would do it with.
pub(super) fn active(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, part) in text.split("```").enumerate() {
        // Between fences everything is shown as it is.
        if at % 2 == 0 {
            tokens(part, &mut found);
            addresses(part, &mut found);
            let bare = without_escapes(part);
            links(&bare, &mut found);
            for sign in ["**", "__", "~~", "||", "`", "*", "_"] {
                spans(&bare, sign, &mut found);
            }
            bare.lines().for_each(|line| begins(line, &mut found));
        }
    }
    hidden(text, &mut found);
    found
}

/// `<...>` that Discord turns into something, and the two mentions of many. A backslash before them does not help.
fn tokens(text: &str, found: &mut Vec<String>) {
    for many in ["@everyone", "@here"] {
        found.extend(text.contains(many).then(|| many.to_owned()));
    }
    for piece in text.split('<').skip(1) {
        let Some((inside, _)) = piece.split_once('>') else { continue };
        let signs = ["@", "#", "/", ":", "a:", "t:", "id:", "http://", "https://", "mailto:", "tel:", "sip:"];
        if signs.iter().any(|sign| inside.starts_with(sign)) && !inside.contains('\n') {
            found.push(format!("<{inside}>"));
        }
    }
}

/// Addresses unfold into previews, and invites do without `https`.
fn addresses(text: &str, found: &mut Vec<String>) {
    let folded = text.to_lowercase();
    for word in folded.split_whitespace() {
        let invite = ["discord.gg/", "discord.com/invite/", "discordapp.com/invite/"];
        if word.contains("http://")
            || word.contains("https://")
            || invite.iter().any(|one| word.contains(one))
        {
            found.push(word.to_owned());
        }
    }
}

/// The text with every escaped sign as a letter.
fn without_escapes(text: &str) -> String {
    let mut bare = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            let next = signs.next();
            bare.push(next.filter(|next| !next.is_ascii_punctuation()).unwrap_or('x'));
        } else {
            bare.push(sign);
        }
    }
    bare
}

fn links(text: &str, found: &mut Vec<String>) {
    for piece in text.split('[').skip(1) {
        if let Some((label, rest)) = piece.split_once("](")
            && let Some((to, _)) = rest.split_once(')')
        {
            found.push(format!("[{label}]({to})"));
        }
    }
}

/// What stands between two of the same sign.
fn spans(text: &str, sign: &str, found: &mut Vec<String>) {
    for line in text.split("\n\n") {
        let pieces: Vec<&str> = line.split(sign).collect();
        for inside in pieces.iter().skip(1).step_by(2).take(pieces.len().saturating_sub(1) / 2) {
            found.push(format!("{sign}{inside}{sign}"));
        }
    }
}

/// What a line begins with, below a quotation mark of ours.
fn begins(line: &str, found: &mut Vec<String>) {
    let line = line.strip_prefix("> ").unwrap_or(line).trim_start();
    let marks = ["# ", "## ", "### ", "-# ", "- ", "* ", "+ ", "> ", ">>> "];
    let digits = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(". ");
    if numbered || marks.iter().any(|mark| line.starts_with(mark)) {
        found.push(line.to_owned());
    }
}

/// Signs that turn the direction of writing, or cannot be seen; the bot's own one parts what must not be one.
fn hidden(text: &str, found: &mut Vec<String>) {
    let turns = |sign: &char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    found.extend(text.chars().filter(turns).map(|sign| format!("{:?} evil", sign)));
}

#[test]
fn the_reader_finds_what_does_something_and_nothing_else() {
    for text in [
        "@everyone",
        "a <@1> b",
        "<@&1>",
        "<#1>",
        "</case:1>",
        "<t:1:R>",
        "<:x:1>",
        "<a:x:1>",
        "[a](https://x.y)",
        "# a",
        "> # a",
        "-# a",
        "**a**",
        "a ||b|| c",
        "`a`",
        "*a*",
        "_a_",
        "~~a~~",
        "1. a",
        "see https://x.y",
        "discord.gg/x",
        "\u{202e}a",
        "\\<@1>",
    ] {
        assert!(!active(text).is_empty(), "{text}");
    }
    for text in [
        "",
        "a < b",
        "a@b.c",
        "3 * 4",
        "snake_case",
        "\\*\\*a\\*\\*",
        "\\# a",
        "\\[a\\](b)",
        "<\u{200b}@1>",
        "@\u{200b}everyone",
        "#1 in line",
        "```text\n<@1> **a**\n```",
        "https:\u{200b}//x.y",
    ] {
        assert_eq!(active(text), [""; 0], "{text}");
    }
}
