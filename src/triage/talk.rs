//! Which free-text answers a message gives: a phrase counts where it makes up its sentence, not where it merely occurs.

use crate::knowledge::{KnowledgeBase, Talk};
use crate::reading::{Found, Reading};
use crate::text::{Voice, Word};

/// In a longer message a bare "yes" or "no" answers nothing.
const LONGEST_ANSWER: usize = 8;

/// A remark and how many words it takes.
#[derive(Debug, Clone, Copy)]
struct Remark<'r> {
    talk: Talk,
    found: &'r Found,
}

/// The answers in a message. Of two on the same words the longer counts: "didn't work" says nothing of "work".
///
/// `tells`: the message also fills fields. Then "no error" or "nothing else" further on is part of that, no answer.
pub(super) fn answers(knowledge: &KnowledgeBase, reading: &Reading<'_>, tells: bool) -> Vec<Talk> {
    let remarks: Vec<Remark<'_>> = reading
        .found()
        .iter()
        .filter(|found| found.voice == Voice::Own)
        .filter_map(|found| Some(Remark { talk: found.meaning.talk()?, found }))
        .collect();
    let remarks: Vec<Remark<'_>> = remarks
        .iter()
        .copied()
        .filter(|remark| is_answer(knowledge, reading, *remark, &remarks, tells))
        .collect();
    let beaten = |one: &Remark<'_>| {
        let doubtful = one.talk == Talk::Worked && !has_subject(knowledge, reading, one.found);
        remarks.iter().any(|other| {
            let only_done = doubtful && other.talk == Talk::Done && other.found.words == one.found.words;
            beats(other.found, one.found) || only_done
        })
    };
    let mut answers: Vec<Talk> = remarks.iter().filter(|one| !beaten(one)).map(|one| one.talk).collect();
    if answers.contains(&Talk::Worked) {
        // "Never mind, it works now" is good news and no wish to be left alone.
        answers.retain(|answer| *answer != Talk::LeaveAlone);
    }
    answers.sort_unstable();
    answers.dedup();
    answers
}

/// Whether something stands before the words in their clause: "that did it" worked, "did it" is only done.
fn has_subject(knowledge: &KnowledgeBase, reading: &Reading<'_>, found: &Found) -> bool {
    let words = reading.folded().words();
    let before = found.words.start.checked_sub(1).and_then(|index| words.get(index));
    let clause = words.get(found.words.start).map(|word| word.clause);
    before.is_some_and(|word| {
        Some(word.clause) == clause && knowledge.filler.contains(reading.folded().letters(word))
    })
}

fn beats(longer: &Found, shorter: &Found) -> bool {
    let overlap = longer.words.start < shorter.words.end && shorter.words.start < longer.words.end;
    overlap && longer.words.len() > shorter.words.len()
}

/// Whether a remark is an answer: it makes up half of its sentence, or all of its clause; or the message begins with
/// little else than remarks ("ok it works now, ..."). What is urgent is heard wherever it stands.
fn is_answer(
    knowledge: &KnowledgeBase,
    reading: &Reading<'_>,
    remark: Remark<'_>,
    remarks: &[Remark<'_>],
    tells: bool,
) -> bool {
    let words = reading.folded().words();
    if remark.talk == Talk::Urgent {
        return true;
    }
    if matches!(remark.talk, Talk::Yes | Talk::No) && words.len() > LONGEST_ANSWER {
        return false;
    }
    let Some(first) = words.get(remark.found.words.start) else { return false };
    let counts = |word: &&Word| !knowledge.filler.contains(reading.folded().letters(word));
    let covered =
        words.get(remark.found.words.clone()).unwrap_or_default().iter().filter(counts).count().max(1);
    let sentence = words.iter().filter(|word| word.sentence == first.sentence).filter(counts).count();
    let clause = words.iter().filter(|word| word.clause == first.clause).filter(counts).count();
    if remark.talk == Talk::DontKnow {
        return covered * 2 >= clause;
    }
    let leads = words.first().is_some_and(|word| word.clause == first.clause);
    let remarked = |index: &usize| remarks.iter().any(|remark| remark.found.words.contains(index));
    let in_clause =
        (0..words.len()).filter(|index| words.get(*index).is_some_and(|w| w.clause == first.clause));
    let said = in_clause.filter(remarked).filter_map(|index| words.get(index)).filter(counts).count();
    let filling = matches!(remark.talk, Talk::Yes | Talk::No | Talk::Done | Talk::Thanks);
    covered * 2 >= sentence
        || (covered >= clause && (leads || !tells))
        || (leads && !filling && said * 2 >= clause)
        || (words.len() <= LONGEST_ANSWER && !filling && !tells && covered * 2 >= clause)
}
