//! What is kept, by what is in the data folder after the last stop: a case for everybody, every acknowledged press in it,
//! nothing overdue, and sums that equal a recount.

use std::collections::{BTreeMap, BTreeSet};

use cloudmedic::store::{OnDisk, Record, Store};
use cloudmedic::tally::{Grain, Section, Span, recount};
use cloudmedic::triage::case::Happening;
use cloudmedic::triage::{Case, Effect, SourceId, legal};

use super::account::Account;
use super::crowd::Crowd;
use super::member::{Member, is_taken};
use crate::discord::process::Machine;

/// Looks into the data folder.
pub(super) fn look(machine: &Machine, crowd: &Crowd, account: &mut Account) {
    let store = OnDisk::open(machine.data()).unwrap();
    let (mut cases, mut seen): (BTreeMap<u64, Vec<Case>>, BTreeSet<SourceId>) = Default::default();
    for record in store.records() {
        match record.unwrap() {
            Record::Case(case) => cases.entry(case.person.0).or_default().push(*case),
            Record::Seen { source, .. } => {
                seen.insert(source);
            }
            Record::Work(work) if matches!(work.effect, Effect::WakeAt { .. }) => {}
            Record::Work(work) => account.note(format!("work {} is still to be done", work.id)),
            // The server is new: nobody knows what is usual there.
            Record::Incident { .. } => account.note("an incident was opened".to_owned()),
            Record::Settings { .. }
            | Record::Bookmark { .. }
            | Record::Correction(_)
            | Record::Watch { .. }
            | Record::Unmatched { .. }
            | Record::Posted(_)
            | Record::LastWork(_) => {}
        }
    }
    for member in crowd.all() {
        of_member(member, cases.get(&member.id).map_or(&[], Vec::as_slice), &seen, account);
    }
    count_again(&store, cases.values().flatten(), account);
}

fn of_member(member: &Member, cases: &[Case], seen: &BTreeSet<SourceId>, account: &mut Account) {
    let Some(first) = member.first else { return };
    let [case] = cases else {
        return account.complain(member, &format!("has {} cases", cases.len()));
    };
    for fault in legal::faults(case) {
        account.complain(member, &format!("has a case that cannot be: {fault}"));
    }
    for message in member.said.iter().chain([&first]) {
        if !seen.contains(&SourceId(format!("message {message}"))) {
            account.complain(member, &format!("wrote {message}, of which nothing is kept"));
        }
    }
    for press in member.presses.iter().filter(|press| is_taken(press)) {
        if !seen.contains(&SourceId(format!("interaction {}", press.id()))) {
            account
                .complain(member, &format!("pressed {}, which was acknowledged and did nothing", press.id()));
        }
    }
    let answered = |happening: &Happening| matches!(happening, Happening::StepAnswered(..));
    let counted = case.history.iter().filter(|line| answered(&line.what)).count();
    // Every word and press answers one step at the most.
    let deeds = member.presses.len()
        + member.story.iter().filter(|line| line.contains("writes") || line.contains("replies")).count();
    if counted > deeds {
        account.complain(member, &format!("did {deeds} things, and {counted} steps were answered"));
    }
}

fn count_again<'c>(store: &OnDisk, cases: impl Iterator<Item = &'c Case>, account: &mut Account) {
    let cases: Vec<&Case> = cases.collect();
    for section in Section::ALL {
        let kept = store.tallies(None, section, Span::ALL, Grain::Whole).unwrap();
        let counted = recount(cases.iter().copied(), section, Span::ALL, Grain::Whole);
        if kept != counted {
            account.note(format!("{section:?}: {kept:?} is kept, and {counted:?} is counted"));
        }
    }
}
