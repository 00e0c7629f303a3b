//! Folds a text in one pass: case, width, accents, quotes, markup, links and mentions; linear in its length.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::effort;
use super::lexical::{self, Kind};
use super::words::{Folded, Voice};

/// Folds a text into words.
///
/// Compatibility forms, case, accents and typographic quotes disappear; links, custom emoji and mentions of people
/// become nothing or the word `@`; a number keeps its dots (`17.4.1`); lines that start with `>` and code blocks are
/// marked as quoted. Never panics, and takes time linear in the bytes of the text.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    fold_into(text, &mut folded);
    folded
}

/// The same into what an earlier text left, whose buffers are used again.
pub fn fold_into(text: &str, folded: &mut Folded) {
    folded.clear();
    folded.make_room(text.len());
    let mut folder = Folder::into(folded);
    let mut fenced = false;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        if body.starts_with("```") {
            // A fence with words on the same line and another fence behind them is quoted as a whole.
            let closes = body.trim_end().len() > 3 && body.trim_end().ends_with("```");
            folder.line(body, offset + indent, Voice::Quoted);
            fenced = fenced == closes;
        } else {
            let voice = if fenced || body.starts_with('>') { Voice::Quoted } else { Voice::Own };
            folder.line(body, offset + indent, voice);
            if body.trim_end().ends_with("```") {
                fenced = !fenced;
            }
        }
        offset += line.len();
    }
}

/// The state of one pass: the word being collected, and the counters.
struct Folder<'f> {
    folded: &'f mut Folded,
    span: Range<usize>,
    sentence: u32,
    clause: u32,
    /// The last letter and how often it stood in a row: three or more count as two.
    run: (char, u32),
    /// The character typed before this one.
    before: char,
    /// A dot or comma after a digit, kept only when a digit follows.
    pending: Option<char>,
}

impl<'f> Folder<'f> {
    fn into(folded: &'f mut Folded) -> Self {
        Self { folded, span: 0..0, sentence: 0, clause: 0, run: ('\0', 0), before: '\0', pending: None }
    }

    fn line(&mut self, line: &str, offset: usize, voice: Voice) {
        let mut rest = line.char_indices();
        let mut skip_to = 0;
        while let Some((at, ch)) = rest.next() {
            if at < skip_to {
                continue;
            }
            let tail = rest.as_str();
            if let Some(length) = entity(ch, tail) {
                self.finish(voice);
                skip_to = at + ch.len_utf8() + length;
                if ch == '<' && tail.starts_with('@') {
                    self.sign('@', offset + at..offset + skip_to, voice);
                }
                continue;
            }
            self.typed(ch, tail.chars().next(), offset + at, voice);
            self.before = ch;
        }
        self.end(Kind::Sentence, voice);
    }

    /// Takes one typed character, which may decompose into several.
    fn typed(&mut self, ch: char, next: Option<char>, at: usize, voice: Voice) {
        let span = at..at + ch.len_utf8();
        if ch == '\u{2026}' {
            // Before it decomposes into three dots, the last of which would end the sentence.
            self.end(Kind::Clause, voice);
        } else if ch.is_ascii() {
            self.folded_char(ch.to_ascii_lowercase(), next, span, voice);
        } else {
            for part in std::iter::once(ch).nfkd() {
                for lower in part.to_lowercase() {
                    self.folded_char(lower, next, span.clone(), voice);
                }
            }
        }
    }

    fn folded_char(&mut self, ch: char, next: Option<char>, span: Range<usize>, voice: Voice) {
        effort::spend(1);
        let kind = lexical::kind(ch);
        if matches!(ch, '.' | ',' | ':') && self.ends_in_digit() && next.is_some_and(|n| n.is_ascii_digit()) {
            self.pending = Some(ch);
            return;
        }
        match kind {
            Kind::Letter | Kind::Digit => self.letter(ch, span),
            Kind::Nothing => {}
            Kind::Sign(sign) => {
                self.finish(voice);
                self.sign(sign, span, voice);
            }
            Kind::Space if ch == '/' && self.ends_in_digit() && next.is_some_and(|n| n.is_ascii_digit()) => {
                self.finish(voice);
                self.sign('/', span, voice);
            }
            // An ellipsis is a pause.
            Kind::Sentence if ch == '.' && (next == Some('.') || self.before == '.') => {
                self.end(Kind::Clause, voice);
            }
            // `apple.com`, `fine.still`: a dot inside a word is no end of a sentence.
            Kind::Sentence if ch == '.' && next.is_some_and(char::is_alphanumeric) => {
                self.end(Kind::Clause, voice);
            }
            Kind::Clause | Kind::Sentence => self.end(kind, voice),
            Kind::Space => {
                if ch == '-' && next.is_some_and(char::is_whitespace) && self.is_between() {
                    self.end(Kind::Clause, voice);
                } else {
                    self.finish(voice);
                }
            }
        }
    }

    fn letter(&mut self, ch: char, span: Range<usize>) {
        if self.is_between() {
            self.span = span.clone();
            self.run = (ch, 0);
        }
        if let Some(dot) = self.pending.take() {
            self.folded.collect(dot);
        }
        self.run = if self.run.0 == ch { (ch, self.run.1 + 1) } else { (ch, 1) };
        if self.run.1 <= 2 || !ch.is_alphabetic() {
            self.folded.collect(ch);
        }
        self.span.end = span.end;
    }

    /// Whether no word is being collected.
    fn is_between(&self) -> bool {
        self.folded.collected().is_empty()
    }

    fn ends_in_digit(&self) -> bool {
        self.folded.collected().ends_with(|ch: char| ch.is_ascii_digit())
    }

    fn sign(&mut self, sign: char, span: Range<usize>, voice: Voice) {
        let mut letters = [0; 4];
        self.folded.push(sign.encode_utf8(&mut letters), span, self.sentence, self.clause, voice);
    }

    /// Ends the word being collected; letters and digits that do not belong together become two words.
    fn finish(&mut self, voice: Voice) {
        self.pending = None;
        let word = self.folded.collected();
        if word.is_empty() {
            return;
        }
        let (length, seam) = (word.len(), lexical::seam(word));
        let (sentence, clause, whole) = (self.sentence, self.clause, self.span.clone());
        match seam {
            // Both parts are ASCII, but zero-width characters may have stood between: then the halves share the span.
            Some(at) => {
                let middle = whole.start + at;
                let exact = whole.len() == length;
                let (first, second) =
                    if exact { (whole.start..middle, middle..whole.end) } else { (whole.clone(), whole) };
                self.folded.close(at, first, sentence, clause, voice);
                self.folded.close(length - at, second, sentence, clause, voice);
            }
            None => self.folded.close(length, whole, sentence, clause, voice),
        }
    }

    /// Ends the word and the clause, and with it the sentence when that is what ended.
    fn end(&mut self, kind: Kind, voice: Voice) {
        self.finish(voice);
        let Some(last) = self.folded.words().last() else { return };
        let (sentence, clause) = (last.sentence, last.clause);
        self.clause = clause + 1;
        if kind == Kind::Sentence {
            self.sentence = sentence + 1;
        }
    }
}

/// The length in bytes, after its first character, of a link or of a Discord entity that starts here.
fn entity(first: char, tail: &str) -> Option<usize> {
    match first {
        '<' if tail.starts_with(['@', '#', ':', 'a', 't', '/', 'h']) => {
            let end = tail.char_indices().take(100).find(|(_, ch)| matches!(ch, '>' | ' ' | '\n'))?;
            let inner = tail.get(..end.0)?;
            (end.1 == '>' && is_entity(inner)).then_some(end.0 + 1)
        }
        'h' | 'H' if tail.starts_with("ttp://") || tail.starts_with("ttps://") => Some(link(tail)),
        'w' | 'W' if tail.starts_with("ww.") => Some(link(tail)),
        _ => None,
    }
}

fn is_entity(inner: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    inner.starts_with("http")
        || inner.starts_with("t:")
        || inner.rsplit_once([':', '@', '!', '&', '#']).is_some_and(|(_, id)| digits(id))
}

fn link(tail: &str) -> usize {
    let end = tail.find(|ch: char| ch.is_whitespace() || matches!(ch, '>' | ')' | '"')).unwrap_or(tail.len());
    effort::spend(end);
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        fold(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn case_quotes_accents_and_width_disappear() {
        assert_eq!(words("It WON’T back-up"), ["it", "wont", "back", "up"]);
        assert_eq!(words("ｉＣｌｏｕｄ está lleno"), ["icloud", "esta", "lleno"]);
        assert_eq!(
            words("резервный"),
            ["резервныи"],
            "accents of every script go, in patterns as in messages"
        );
        assert_eq!(words("b̷a̷c̷k̷u̷p̷ fai\u{200b}led"), ["backup", "failed"]);
    }

    #[test]
    fn letters_drawn_out_count_twice_and_numbers_stay() {
        assert_eq!(words("stuckkkkk plsss 1000"), ["stuckk", "plss", "1000"]);
    }

    #[test]
    fn numbers_keep_their_dots_and_part_from_their_units() {
        assert_eq!(words("ios17.4.1, 5gb of 50GB."), ["ios", "17.4.1", "5", "gb", "of", "50", "gb"]);
        assert_eq!(words("49.8/50"), ["49.8", "/", "50"]);
        assert_eq!(words("build 22D63"), ["build", "22d63"], "a build is one word");
        assert_eq!(words("99%"), ["99", "%"]);
    }

    #[test]
    fn links_mentions_and_emoji_are_no_words() {
        assert_eq!(words("see https://example.com/icloud-backup now"), ["see", "now"]);
        assert_eq!(words("<@123456> hi <:ok:99> <#5>"), ["@", "hi"]);
        assert_eq!(words("wifi ✅ storage ❌ 😭"), ["wifi", "✅", "storage", "❌"]);
        assert_eq!(
            words("<script>alert</script>"),
            ["script", "alert", "script"],
            "markup of other worlds is words"
        );
    }

    #[test]
    fn sentences_and_clauses_are_counted() {
        assert_eq!(fold("backing up… for 4 days").words().last().map(|word| word.sentence), Some(0));
        let folded = fold("It fails, I think. Wi-Fi is ok... mostly\nhelp");
        let places: Vec<_> = folded.words().iter().map(|word| (word.sentence, word.clause)).collect();
        let sentences: Vec<u32> = places.iter().map(|place| place.0).collect();
        assert_eq!(sentences, [0, 0, 0, 0, 1, 1, 1, 1, 1, 2]);
        assert_ne!(places[1].1, places[2].1, "a comma ends a clause");
    }

    #[test]
    fn quoted_lines_and_code_are_not_the_writers_own() {
        let folded = fold("> it failed\nsame here\n```\nlog line\n```\nhelp");
        let own: Vec<_> = folded.words().iter().filter(|word| word.voice == Voice::Own).collect();
        let own: Vec<_> = own.iter().map(|word| folded.letters(word)).collect();
        assert_eq!(own, ["same", "here", "help"]);
    }

    #[test]
    fn every_word_knows_where_it_stood() {
        let text = "Größe “5gb” 😭 iOS17.4";
        let folded = fold(text);
        let spans: Vec<_> = folded.words().iter().map(|word| text.get(word.span.clone()).unwrap()).collect();
        assert_eq!(spans, ["Größe", "5", "gb", "iOS", "17.4"]);
    }

    #[test]
    fn strange_input_is_folded_without_harm() {
        let flood = "e\u{301}\u{301}\u{301}".repeat(1000);
        for text in
            ["", "\0", "\u{202e}kcab", "👩‍👩‍👧‍👦", "a\u{300}", "<", "<@", "```", "> ", "...", "1.", ".5", &flood]
        {
            let folded = fold(text);
            for word in folded.words() {
                assert!(
                    text.get(word.span.clone()).is_some(),
                    "{text:?} gave a span outside itself: {word:?}"
                );
            }
        }
    }
}
