//! How many cases there are, and how they ended.

use std::collections::HashSet;

use super::{Cell, Ending, Table};
use crate::triage::Case;

/// One row a count; shares are of all cases.
pub(super) fn of<E>(cases: impl Iterator<Item = Result<Case, E>>) -> Result<Table, E> {
    let mut people = HashSet::new();
    let (mut all, mut open, mut human, mut resolved, mut alone, mut unsolved, mut escalated) =
        (0, 0, 0, 0, 0, 0, 0);
    let mut nobodys = 0;
    for case in cases {
        let case = case?;
        // Of whom a forgotten case was is not known any more; most people have one.
        if case.forgotten {
            nobodys += 1;
        } else {
            people.insert(case.person);
        }
        all += 1;
        escalated += u64::from(case.escalation.is_some());
        match Ending::of(&case) {
            Ending::Open => open += 1,
            Ending::WithAHuman => human += 1,
            Ending::Resolved => {
                resolved += 1;
                alone += u64::from(case.escalation.is_none());
            }
            Ending::Unsolved => unsolved += 1,
        }
    }
    let mut table = Table::with_columns(&["what", "cases", "share"]);
    for (what, count) in [
        ("all cases", all),
        ("open", open),
        ("with a human", human),
        ("resolved", resolved),
        ("resolved without a human", alone),
        ("closed unsolved", unsolved),
        ("ever escalated", escalated),
    ] {
        table.rows.push(vec![Cell::text(what), Cell::Count(count), Cell::share(count, all)]);
    }
    let people = u64::try_from(people.len()).unwrap_or(u64::MAX).saturating_add(nobodys);
    table.rows.push(vec![Cell::text("people"), Cell::Count(people), Cell::Empty]);
    Ok(table)
}

#[cfg(test)]
mod tests {
    use crate::diagnosis::RankedCause;
    use crate::intake::Field;
    use crate::knowledge::{Family, StepId};
    use crate::stats::{Question, answer};
    use crate::store::tests::sample::{SERVER, at, commit_of, moved, opened, save};
    use crate::store::{Filter, Memory, Store, Write};
    use crate::triage::case::{Case, CaseNumber, Escalation, Outcome, PersonId, Stage, StepRecord};

    /// A case that went to a person and was solved, and after which the person can be forgotten.
    fn solve(store: &dyn Store, person: u64) {
        let case = opened(store, SERVER, PersonId(person), &format!("opened {person}"));
        let cause = RankedCause { id: "icloud-full".into(), family: Family::StorageFull, confidence: 0.9 };
        let step = StepRecord {
            step: StepId("restart".to_owned()),
            shown_at: at(0),
            outcome: Outcome::Worked,
            cause: None,
        };
        let mut solved = Case { causes: vec![cause], steps: vec![step], ..moved(&case, Stage::Resolved) };
        solved.intake.ios_version = Field::Known("17.4.1".to_owned());
        solved.escalation = (person == 2).then_some(Escalation::AskedFor);
        let mut step = commit_of(SERVER, PersonId(person), &format!("solved {person}"), Some(&case));
        step.case = Some(moved(&solved, Stage::Closed));
        save(store, step);
    }

    #[test]
    fn forgetting_changes_no_statistics_of_cases_that_are_over() {
        let store = Memory::default();
        (1..=4).for_each(|person| solve(&store, person));
        let all = || {
            let questions = [
                Question::Overview,
                Question::Causes,
                Question::Families,
                Question::Steps,
                Question::Versions,
            ];
            questions.map(|question| answer(question, store.cases(&Filter::default())).unwrap().to_csv())
        };
        let before = all();
        assert!(before[0].contains("people,4,"), "{}", before[0]);
        for write in [
            Write::ForgetPerson(SERVER, PersonId(1)),
            Write::ForgetPerson(SERVER, PersonId(2)),
            Write::ForgetCase(SERVER, CaseNumber(3)),
        ] {
            store.write(write).unwrap();
            assert_eq!(all(), before);
        }
    }
}
