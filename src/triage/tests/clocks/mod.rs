//! What happens when nobody does anything.

mod deletion;
mod morning;
mod silence;
mod unclaimed;

use super::*;

/// Everything that was said to the member since the last look, and the cards.
fn said(talk: &Conversation) -> usize {
    talk.effects.iter().filter(|effect| matches!(effect, Effect::Say(_))).count()
}

fn reminders(talk: &Conversation) -> Vec<String> {
    let remind =
        |effect: &Effect| if let Effect::Remind(message) = effect { Some(plain(message)) } else { None };
    talk.effects.iter().filter_map(remind).collect()
}

/// The process ends and starts again: the case is what was kept, and so are the wake-ups.
fn restart(talk: &mut Conversation) {
    let kept = serde_json::to_string(talk.case()).expect("a case can be written");
    talk.case = serde_json::from_str(&kept).expect("and read");
}
