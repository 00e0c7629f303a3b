//! What is read: the labelled messages, and ordinary prose made of the commonest words.

use std::fmt;

use cloudmedic::quality::Corpus;

use super::verdict::verdict;

/// The commonest words of talk in a channel, the commonest first; they are drawn as often as their rank says (Zipf).
const WORDS: &str = "i the you to a and it that of is in me what this for my on just be so have was not but like \
    do we they no if can with get all at or are know yeah dont its one up your im think how about he out now when \
    there would go good time really got see will then people well too want right as from game thanks who some been \
    did more here she why has make need even back only also day still take because were work could them say much oh \
    same try something going should that's you're tomorrow anyone today never lol love sure weekend maybe coffee \
    music guess someone pretty dinner yesterday watch movie team funny probably always server channel everyone \
    morning please tonight wait video thing though little better awesome picture remember playing finally birthday \
    question pizza weather train school actually cat dog friend home stream article recipe holiday garden concert";
/// One line in so many has a number in it.
const NUMBERED: usize = 12;

/// The labelled messages.
pub(crate) fn corpus() -> Vec<String> {
    let files = ["dev", "heldout", "fresh"].map(|name| format!("tests/corpus/{name}.jsonl"));
    let rows = files.iter().flat_map(|file| Corpus::read(&std::fs::read_to_string(file).unwrap()).rows);
    rows.map(|row| row.text).collect()
}

/// Lines of a channel: of every 20, 19 are prose and one is from the corpus.
pub(crate) fn channel(count: usize) -> Vec<String> {
    let (corpus, mut random) = (corpus(), fastrand::Rng::with_seed(7));
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let line = |at: usize| match at % 20 {
        19 => corpus[at / 20 % corpus.len()].replace('\n', " "),
        _ => prose(&words, &mut random),
    };
    (0..count).map(line).collect()
}

fn prose(words: &[&str], random: &mut fastrand::Rng) -> String {
    let mut line = String::new();
    for at in 0..random.usize(3..16) {
        // The n-th word is drawn with a share of 1 / n: where the logarithm falls.
        let rank = (words.len() as f64).powf(random.f64()) as usize - 1;
        let word = words[rank.min(words.len() - 1)];
        match at {
            0 => {
                line.push_str(&word[..1].to_uppercase());
                line.push_str(&word[1..]);
            }
            _ => {
                line.push_str(if random.usize(0..9) == 0 { ", " } else { " " });
                line.push_str(word);
            }
        }
    }
    if random.usize(0..NUMBERED) == 0 {
        line.push_str(&format!(" {}", random.u32(1..2000)));
    }
    line.push_str(["", "", ".", "!", "?"][random.usize(0..5)]);
    line
}

/// A ratio with its budget.
pub(crate) struct Budget(pub f64, pub f64);

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>8.2}  {:>8.2}  {}", self.0, self.1, verdict(self.0 <= self.1))
    }
}
