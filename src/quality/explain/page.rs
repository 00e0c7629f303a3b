//! Lays text out on lines of at most 80 columns. Knows headings, indents and columns, and nothing of what is told.

/// No line is wider.
pub(in crate::quality) const WIDTH: usize = 80;

/// A page that grows.
#[derive(Debug, Default)]
pub(in crate::quality) struct Page {
    text: String,
}

impl Page {
    /// Starts a part: an empty line, and its name.
    pub(in crate::quality) fn part(&mut self, name: &str) {
        self.text.push('\n');
        self.lines("", "", name);
    }

    /// Writes words, wrapped; the first line begins with one text, the others with another of the same width.
    pub(in crate::quality) fn lines(&mut self, first: &str, others: &str, words: &str) {
        let mut line = first.to_owned();
        let mut empty = true;
        for word in words.split_whitespace() {
            for part in parts(word, WIDTH.saturating_sub(width(others) + 1)) {
                let gap = usize::from(!empty);
                if !empty && width(&line) + gap + width(part) > WIDTH {
                    self.end(&line);
                    line = others.to_owned();
                    empty = true;
                }
                if !empty {
                    line.push(' ');
                }
                line.push_str(part);
                empty = false;
            }
        }
        self.end(&line);
    }

    /// How many were left out of a list.
    pub(in crate::quality) fn more(&mut self, indent: &str, left: usize) {
        if left > 0 {
            self.lines(indent, indent, &format!("... and {left} more"));
        }
    }

    pub(in crate::quality) fn text(self) -> String {
        self.text
    }

    fn end(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// A word in parts that fit.
fn parts(word: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    while width(rest) > most {
        let mut used = 0;
        let fits = rest.char_indices().find(|(_, ch)| {
            used += columns(*ch);
            used > most
        });
        let at = fits.map(|(at, _)| at).filter(|at| *at > 0);
        let Some((part, after)) = at.and_then(|at| rest.split_at_checked(at)) else { break };
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Columns that a text takes in a terminal.
pub(in crate::quality) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// East Asian letters and emoji take two columns. Marks count one, which is never too little.
fn columns(ch: char) -> usize {
    let wide = matches!(ch,
        '\u{1100}'..='\u{115f}' | '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23f3}' | '\u{25fd}'..='\u{27bf}'
        | '\u{2b1b}'..='\u{2b55}' | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}');
    if wide { 2 } else { 1 }
}

/// The beginning of a text on one line, with `...` where something is left out.
pub(in crate::quality) fn short(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|ch| {
            used += columns(*ch);
            used + 3 <= most
        })
        .collect();
    format!("{}...", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(words: &str) -> String {
        let mut page = Page::default();
        page.lines("- ", "  ", words);
        page.text()
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let one_word = "x".repeat(500);
        let japanese = "バックアップ".repeat(30);
        let words = "storage ".repeat(60);
        for text in [one_word, japanese, words, "😭".repeat(90), String::new()] {
            let page = laid_out(&text);
            assert!(page.lines().all(|line| width(line) <= WIDTH), "{page}");
            let kept = page.replace(['-', ' ', '\n'], "");
            assert_eq!(kept, text.replace(' ', ""), "nothing is lost");
        }
    }

    #[test]
    fn what_goes_on_stands_under_what_began() {
        let page = laid_out(&"word ".repeat(20));
        assert!(page.lines().skip(1).all(|line| line.starts_with("  word")), "{page}");
    }

    #[test]
    fn a_long_text_is_cut_between_letters() {
        assert_eq!(short("ééééé", 5), "ééééé");
        assert_eq!(short("éééééé", 5), "éé...");
        assert_eq!(short("日本語日本語", 8), "日本...");
    }
}
