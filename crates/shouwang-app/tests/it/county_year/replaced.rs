//! Which duties of the older instrument a duty of the newer one stands in place of: read from `replaced.csv`, and compared with the law.

use std::fs;

use shouwang_domain::plan::{Program, Reason};

use super::scenario::data;

/// An older duty and the one in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Replacement {
    older: String,
    newer: String,
}

/// Every line of the table.
pub(crate) fn read() -> Result<Vec<Replacement>, String> {
    let path = data().join("replaced.csv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let line = |line: &str| line.split_once(',').map(|(older, newer)| Replacement { older: older.to_owned(), newer: newer.to_owned() });
    text.lines().skip(1).map(|text| line(text).ok_or_else(|| format!("not understood: {text}"))).collect()
}

/// Every difference between the table and the law, in words.
pub(crate) fn failures(table: &[Replacement], program: &Program) -> Vec<String> {
    let duties = program.duties().iter();
    let mut law: Vec<Replacement> = duties
        .flat_map(|newer| newer.rule.replaces.iter().map(move |older| (older, &newer.rule.name)))
        .filter(|(older, _)| program.position(older).is_some())
        .map(|(older, newer)| Replacement { older: older.to_string(), newer: newer.to_string() })
        .collect();
    law.sort();
    let unexpected = law
        .iter()
        .filter(|one| !table.contains(one))
        .map(|one| format!("{} replaces {}, which replaced.csv does not say", one.newer, one.older));
    let missing = table.iter().filter(|one| !law.contains(one)).map(|one| format!("{} does not replace {} any more", one.newer, one.older));
    let revived =
        table.iter().filter(|one| revives(one, program)).map(|one| format!("{} comes back when {} has expired", one.older, one.newer));
    unexpected.chain(missing).chain(revived).collect()
}

/// Whether the older duty asks for something on the day after the newer one has expired: by the reading in use it does not.
fn revives(replacement: &Replacement, program: &Program) -> bool {
    let duty = |name: &str| program.duties().iter().find(|duty| duty.rule.name.to_string() == name);
    let both = duty(&replacement.older).zip(duty(&replacement.newer));
    both.is_some_and(|(older, newer)| older.active.silent_on(newer.active.until.plus(1)) != Some(Reason::Replaced))
}
