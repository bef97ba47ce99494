//! Matters as rows: what is kept is read back as it was, whatever way a matter has gone.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use shouwang_calendar::Day;
use shouwang_domain::matter::{Call, Decided, Matter, decide, elapse, entry_facts, matter_fact, notice_facts, read_matter, step_facts};
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::register::{Fact, Row, full_catalog, validate};
use shouwang_law::model::Silence;

use super::properties::{PEOPLE, act, deeds, lines, seats};
use super::support::{Made, TODAY};

/// The rows of one matter, as acts have written them.
#[derive(Default)]
struct Kept {
    steps: BTreeMap<(String, Day), Fact<MatterStep>>,
    notices: BTreeSet<String>,
    entries_count: usize,
}

fn is_sound(register: &str, row: &Row) -> Result<(), TestCaseError> {
    let problems = validate(row, full_catalog().get(register).unwrap());
    prop_assert!(problems.is_empty(), "{}: {:?}", register, problems);
    Ok(())
}

impl Kept {
    fn follow(&mut self, made: &Made, before: &Matter, decided: &Decided, day: Day) -> Result<(), TestCaseError> {
        let after = &decided.matter;
        let fact = matter_fact(after, TODAY).unwrap();
        prop_assert_eq!(&read_matter(&fact).unwrap(), after);
        prop_assert_eq!(fact.data.granted_until.is_some(), after.state.ruling().is_some_and(|ruling| ruling.until.is_some()));
        is_sound("matter", &fact.into_row())?;
        for step in step_facts(before, after, &decided.notices, (&made.rule, &made.bodies), day) {
            is_sound("matter_step", &step.clone().into_row())?;
            self.steps.insert((step.code.clone(), step.from), step);
        }
        let rows = self.steps.values().filter(|step| step.data.closed_on.is_none());
        let waiting: Vec<_> = rows.map(|step| (step.data.unit.code.clone(), step.data.due_on, step.from)).collect();
        let mut open: Vec<_> = Vec::new();
        for step in after.state.open() {
            open.extend(step.units.iter().map(|unit| (unit.clone(), Some(step.due), step.since)));
        }
        open.sort();
        prop_assert_eq!(waiting, open, "whose turn it is stands in the steps, and nobody else's");
        for notice in notice_facts(before, decided, &BTreeMap::new(), (self.entries_count, day)) {
            is_sound("matter_notice", &notice.clone().into_row())?;
            prop_assert!(self.notices.insert(notice.code.clone()), "{} is told twice", notice.code);
        }
        let entries = entry_facts(&after.number, &decided.entries, self.entries_count, Some("clerk"));
        self.entries_count += entries.len();
        for entry in entries {
            is_sound("matter_entry", &entry.into_row())?;
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_of_a_matter_is_read_back_as_it_was(route in deeds(), consent in any::<bool>(), until in any::<bool>(), story in lines()) {
        let mut made = super::support::made(&route, if consent { Silence::Consent } else { Silence::Nothing });
        made.until = until.then(|| TODAY.plus(30));
        let (mut matter, mut day, mut kept) = (made.draft(), TODAY, Kept::default());
        for line in &story {
            day = Day::from_number(day.number() + line.days);
            while let Some(decided) = elapse(&matter, &made.case(), day) {
                kept.follow(&made, &matter, &decided, day)?;
                matter = decided.matter;
            }
            let seats = seats(line, &matter);
            let call = Call { person: PEOPLE[line.person], also: &[], seats: &seats, day };
            if let Ok(decided) = decide(matter.clone(), &act(line), call, &made.case()) {
                kept.follow(&made, &matter, &decided, day)?;
                matter = decided.matter;
            }
        }
    }
}

#[test]
fn a_row_that_is_no_matter_is_refused_with_its_number() {
    let made = super::support::made(&[(shouwang_law::model::Deed::Approve, false)], Silence::Nothing);
    let fact = matter_fact(&made.submitted(), TODAY).unwrap();
    for broken in ["{}", "", "{\"written_by\":[],\"ending_told\":null,\"state\":{\"at\":\"lost\"}}"] {
        let mut fact = fact.clone();
        broken.clone_into(&mut fact.data.state);
        assert!(read_matter(&fact).unwrap_err().to_string().contains(&fact.code), "{broken}");
    }
}
