//! What a newer instrument keeps, changes, drops and adds, rule by rule.
//!
//! Instruments seldom say what they do to older ones; the pages do, with `replaces` on a rule and `drops` in `instrument.toml`. A rule of the older
//! instrument about which neither says anything stays, as a supplementary rule where the older instrument yields to the newer one.

use crate::essentials::{Field, essentials};
use crate::model::{ClauseRef, Instrument, Rule, RuleName, Words};

/// A rule as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// Instrument and id.
    pub name: RuleName,
    /// `duty`, `matter`, …
    pub kind: &'static str,
    /// What a clerk calls it.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
}

/// A field in which two rules differ. Empty texts: the field is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// As a page writes it.
    pub field: &'static str,
    /// In the older rule.
    pub older: Words,
    /// In the newer rule.
    pub newer: Words,
}

/// What becomes of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A newer rule asks the same.
    Kept {
        /// The older rule.
        older: RuleLine,
        /// The rule in its place.
        newer: RuleLine,
    },
    /// A newer rule stands in its place and asks something else.
    Changed {
        /// The older rule.
        older: RuleLine,
        /// The rule in its place.
        newer: RuleLine,
        /// In what they differ.
        fields: Vec<FieldChange>,
    },
    /// The newer instrument says nothing about it: it holds on.
    Supplementary {
        /// The older rule.
        older: RuleLine,
    },
    /// The newer instrument switches it off.
    Dropped {
        /// The older rule.
        older: RuleLine,
        /// Why.
        reason: Words,
    },
    /// Nothing in the older instrument stands behind it.
    Added {
        /// The newer rule.
        newer: RuleLine,
    },
}

/// All changes from an older instrument to a newer one: first every rule of the older by clause, then what the newer adds.
#[must_use]
pub fn diff(older: &Instrument, newer: &Instrument) -> Vec<Change> {
    let mut changes = Vec::new();
    for (rule, line) in lines(older) {
        let before = changes.len();
        let successors = lines(newer).filter(|(successor, _)| successor.replaces().contains(&line.name));
        changes.extend(successors.map(|(successor, newer)| replaced(rule, line.clone(), successor, newer)));
        if changes.len() > before {
            continue;
        }
        changes.push(match newer.drops.iter().find(|drop| drop.rule == line.name) {
            Some(drop) => Change::Dropped { older: line, reason: drop.reason.clone() },
            None => Change::Supplementary { older: line },
        });
    }
    let has_no_predecessor = |rule: &Rule| !rule.replaces().iter().any(|name| name.instrument == older.id);
    changes.extend(lines(newer).filter(|(rule, _)| has_no_predecessor(rule)).map(|(_, newer)| Change::Added { newer }));
    changes
}

/// The rules that have a name; a note of registers asks nothing.
fn lines(instrument: &Instrument) -> impl Iterator<Item = (&Rule, RuleLine)> {
    instrument.rules().filter_map(|rule| {
        let (name, title) = (rule.name()?.clone(), rule.title()?.clone());
        Some((rule, RuleLine { name, kind: rule.kind(), title, clause: rule.clause()? }))
    })
}

fn replaced(rule: &Rule, older: RuleLine, successor: &Rule, newer: RuleLine) -> Change {
    let (before, after) = (essentials(rule), essentials(successor));
    let value = |fields: &[Field], name: &str| {
        fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone()).unwrap_or_else(|| Words::new("", ""))
    };
    let mut names: Vec<_> = before.iter().chain(&after).map(|(name, _)| *name).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(*name));
    let changed = names.into_iter().filter_map(|field| {
        let (older, newer) = (value(&before, field), value(&after, field));
        // What a text means stands in its own language; a translation that was mended changes no rule.
        (older.zh != newer.zh).then_some(FieldChange { field, older, newer })
    });
    let fields: Vec<_> = changed.collect();
    if fields.is_empty() { Change::Kept { older, newer } } else { Change::Changed { older, newer, fields } }
}
