//! Which duties of which subjects a change of one row can touch.
//!
//! Every name in a rule is a chain of references from the subject to the row that is read. Walked backwards from a changed row, the chain
//! leads to the subjects whose answer may change. Both the row that was and the row that is are walked.

use std::collections::BTreeSet;

use crate::facts::{Entity, Facts, RegisterIndex, RowIndex};

use super::program::DutyIndex;

/// One step from a subject towards a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Step {
    /// From a row to the entity that its reference column names.
    Forward {
        /// The register of the column.
        register: RegisterIndex,
        /// The column.
        column: usize,
    },
    /// From an entity to the rows whose reference column names it.
    Back {
        /// The register of the column.
        register: RegisterIndex,
        /// The column.
        column: usize,
    },
}

/// For each register: which duties read it, and along which chain.
#[derive(Clone, Debug, Default)]
pub(super) struct Dependents {
    by_register: Vec<Vec<(DutyIndex, Box<[Step]>)>>,
}

impl Dependents {
    pub(super) fn add(&mut self, register: RegisterIndex, duty: DutyIndex, chain: &[Step]) {
        let at = usize::from(register);
        if self.by_register.len() <= at {
            self.by_register.resize(at + 1, Vec::new());
        }
        let entry = (duty, chain.into());
        if !self.by_register[at].contains(&entry) {
            self.by_register[at].push(entry);
        }
    }

    /// The registers that a duty reads.
    pub(super) fn registers_of(&self, duty: DutyIndex) -> impl Iterator<Item = RegisterIndex> + '_ {
        let reads = move |chains: &Vec<(DutyIndex, Box<[Step]>)>| chains.iter().any(|(reader, _)| *reader == duty);
        (0..).zip(&self.by_register).filter(move |(_, chains)| reads(chains)).map(|(register, _)| register)
    }

    /// The duties and subjects that read this row, as the facts stand.
    pub(super) fn touched(&self, facts: &Facts, register: RegisterIndex, row: RowIndex, into: &mut BTreeSet<(DutyIndex, Entity)>) {
        let entity = facts.table(register).entity(row);
        for (duty, chain) in self.by_register.get(usize::from(register)).into_iter().flatten() {
            let mut entities = BTreeSet::from([entity]);
            let mut rows = Some(BTreeSet::from([row]));
            for step in chain.iter().rev() {
                entities = walk_back(facts, *step, &entities, rows.take());
            }
            into.extend(entities.into_iter().map(|subject| (*duty, subject)));
        }
    }
}

/// The entities one step nearer to the subject. `rows` are the rows to look at where only some rows of the entities matter.
fn walk_back(facts: &Facts, step: Step, entities: &BTreeSet<Entity>, rows: Option<BTreeSet<RowIndex>>) -> BTreeSet<Entity> {
    match step {
        Step::Forward { register, column } => {
            let table = facts.table(register);
            entities.iter().flat_map(|&entity| table.rows_naming(column, entity)).map(|row| table.entity(row)).collect()
        }
        Step::Back { register, column } => {
            let table = facts.table(register);
            let named = |row: RowIndex| table.column(column).entity(row as usize);
            match rows {
                Some(rows) => rows.into_iter().filter_map(named).collect(),
                None => entities.iter().flat_map(|&entity| table.rows_of(entity)).filter_map(named).collect(),
            }
        }
    }
}
