//! JSON on its way from a file, cut so that no reader needs much memory for it: texts end after 64 KiB, brackets nest
//! not too deep. Every text that is short enough passes as it is. Whether it is JSON at all is for the reader to say.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The longest text, in bytes as written. Of a longer message no more would be matched anyway.
pub(super) const LONGEST: usize = 64 * 1024;
/// Brackets in brackets; an export has a dozen.
const DEEPEST: usize = 100;
const MARK: [u8; 3] = *b"\xef\xbb\xbf";

/// Reads bounded JSON.
#[derive(Debug)]
pub(super) struct Bounded<R> {
    input: R,
    /// How much of a byte order mark was seen; more than all of it once something else was.
    mark: usize,
    depth: usize,
    /// The text that is being read.
    text: Option<Text>,
    ended: Rc<Cell<bool>>,
}

/// How far a text is.
#[derive(Debug, Default)]
struct Text {
    length: usize,
    escape: Escape,
    /// The last letter was the first half of one: `\ud83d`, and the other half belongs to it.
    half: bool,
    /// The rest is left out.
    cut: bool,
}

/// How far an escape is.
#[derive(Debug, Default, Clone, Copy)]
enum Escape {
    #[default]
    No,
    Begun,
    /// So many digits of a code, and their value.
    Code(u8, u16),
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, mark: 0, depth: 0, text: None, ended: Rc::default() }
    }

    /// Becomes true when somebody wants more than there is.
    pub(super) fn ended(&self) -> Rc<Cell<bool>> {
        Rc::clone(&self.ended)
    }

    /// Whether a byte passes.
    fn passes(&mut self, byte: u8) -> io::Result<bool> {
        if let Some(text) = &mut self.text {
            let ends = byte == b'"' && matches!(text.escape, Escape::No);
            if !ends {
                return Ok(text.passes(byte));
            }
            self.text = None;
            return Ok(true);
        }
        match byte {
            b'"' => self.text = Some(Text::default()),
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    let told = format!("brackets nest deeper than {DEEPEST}");
                    return Err(io::Error::new(io::ErrorKind::InvalidData, told));
                }
            }
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(true)
    }

    /// Moves what passes to the front and returns how much it is.
    fn narrow(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut kept = 0;
        for at in 0..bytes.len() {
            let Some(&byte) = bytes.get(at) else { break };
            if self.is_mark(byte) || !self.passes(byte)? {
                continue;
            }
            if let Some(place) = bytes.get_mut(kept) {
                *place = byte;
            }
            kept += 1;
        }
        Ok(kept)
    }

    /// Whether a byte belongs to the mark that some editors put in front.
    fn is_mark(&mut self, byte: u8) -> bool {
        if self.mark >= MARK.len() {
            return false;
        }
        let is = MARK.get(self.mark) == Some(&byte);
        self.mark = if is { self.mark + 1 } else { MARK.len() };
        is
    }
}

impl Text {
    /// Whether a byte inside the text passes. A text is only cut between letters.
    fn passes(&mut self, byte: u8) -> bool {
        self.length += 1;
        match self.escape {
            Escape::No => {
                let goes_on = (0x80..0xc0).contains(&byte);
                // No letter goes on for so long.
                let endless = self.length > LONGEST + 8;
                self.cut |= self.length > LONGEST && !self.half && (!goes_on || endless);
                if byte == b'\\' {
                    self.escape = Escape::Begun;
                } else {
                    self.half = false;
                }
            }
            Escape::Begun => {
                self.escape = if byte == b'u' { Escape::Code(0, 0) } else { Escape::No };
                self.half &= byte == b'u';
            }
            Escape::Code(digits, value) => {
                let digit = char::from(byte).to_digit(16).and_then(|digit| u16::try_from(digit).ok());
                let value = (value << 4) | digit.unwrap_or_default();
                self.escape = if digits < 3 { Escape::Code(digits + 1, value) } else { Escape::No };
                if digits >= 3 {
                    self.half = (0xd800..0xdc00).contains(&value);
                }
            }
        }
        !self.cut
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.input.read(out)?;
            if read == 0 {
                self.ended.set(true);
                return Ok(0);
            }
            let kept = self.narrow(out.get_mut(..read).unwrap_or_default())?;
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounded(json: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Bounded::new(json).read_to_end(&mut out)?;
        Ok(out)
    }

    fn length(text: &str) -> usize {
        let json = bounded(format!("[\"{text}\",1]").as_bytes()).unwrap();
        let (text, _): (String, u64) = serde_json::from_slice(&json).unwrap();
        text.len()
    }

    #[test]
    fn what_is_short_passes_as_it_is() {
        let json = r#"{"a\"{[":"\\","b":["é\ud83d\ude00","",{}],"c":-1.5e3, "d" : null}"#.as_bytes();
        assert_eq!(bounded(json).unwrap(), json);
        assert_eq!(bounded(&[&MARK[..], json].concat()).unwrap(), json, "a mark is no part of it");
        let broken = b"\"never ends \\";
        assert_eq!(bounded(broken).unwrap(), broken);
    }

    #[test]
    fn a_long_text_is_cut_between_letters_and_stays_a_text() {
        assert_eq!(length(&"a".repeat(LONGEST)), LONGEST);
        assert_eq!(length(&"a".repeat(3 * LONGEST)), LONGEST);
        for (letter, before) in
            [("é", 1), ("日", 2), ("😀", 1), ("\\u00e9", 4), ("\\ud83d\\ude00", 3), ("\\n", 1)]
        {
            for shift in 0..=before {
                let kept = length(&format!("{}{}", "x".repeat(shift), letter.repeat(LONGEST)));
                assert!((LONGEST / 8..=LONGEST + 12).contains(&kept), "{letter}: {kept}");
            }
        }
    }

    #[test]
    fn what_is_no_utf_8_is_cut_too() {
        let long = [&b"\""[..], &vec![0x80; 3 * LONGEST], b"\""].concat();
        assert!(bounded(&long).unwrap().len() < LONGEST + 16);
    }

    #[test]
    fn deep_nesting_is_refused_and_width_is_not() {
        assert!(bounded("[".repeat(1_000_000).as_bytes()).unwrap_err().to_string().contains("nest"));
        assert_eq!(bounded("[]".repeat(1_000).as_bytes()).unwrap().len(), 2_000);
        assert!(
            bounded(format!("\"{}\"", "[".repeat(1_000)).as_bytes()).is_ok(),
            "in a text they are letters"
        );
    }
}
