//! The registers as columns, for planning.
//!
//! [`Facts`] holds what was known at one moment, over all days. It is built from [`Registers`](crate::register::Registers), is changed row by
//! row, and can be put back as it was. It does no IO and knows nothing of duties.

mod build;
mod change;
mod column;
mod table;
mod words;

use crate::register::{Catalog, Row};

pub use build::FactsBuilder;
pub use change::{Change, Undo};
pub use column::{Column, NO_ENTITY};
pub use table::{Segment, Table};

/// Position of a register in the catalog.
pub type RegisterIndex = u16;
/// Number of an entity (everything with the same code) within its register.
pub type Entity = u32;
/// Number of a row within its register.
pub type RowIndex = u32;

/// What was known at one moment, as columns, one table for each register.
#[derive(Clone, Debug)]
pub struct Facts {
    catalog: &'static Catalog,
    tables: Vec<Table>,
}

/// The position of a register in the catalog, by name.
#[must_use]
pub fn register_index(name: &str) -> Option<RegisterIndex> {
    crate::register::catalog().position(name).and_then(|at| RegisterIndex::try_from(at).ok())
}

impl Facts {
    /// The table of a register.
    #[must_use]
    pub fn table(&self, register: RegisterIndex) -> &Table {
        &self.tables[usize::from(register)]
    }

    /// The table of a register by name.
    #[must_use]
    pub fn table_named(&self, name: &str) -> Option<&Table> {
        register_index(name).map(|register| self.table(register))
    }

    /// The registers.
    #[must_use]
    pub fn catalog(&self) -> &'static Catalog {
        self.catalog
    }

    /// Appends a row, and notes the registers to which a code was added for it.
    fn add_row(&mut self, register: RegisterIndex, row: &Row, interned: &mut Vec<RegisterIndex>) -> RowIndex {
        let targets = self.resolve_references(register, row, interned);
        let table = &mut self.tables[usize::from(register)];
        let (entity, is_new) = table.intern(&row.key.code);
        interned.extend(is_new.then_some(register));
        table.push(row, entity, &targets)
    }

    /// The entities that the row's references name, one for each field. A code that no row has becomes an entity without rows: nothing is
    /// known of it.
    fn resolve_references(&mut self, register: RegisterIndex, row: &Row, interned: &mut Vec<RegisterIndex>) -> Vec<Entity> {
        let mut targets = vec![NO_ENTITY; self.tables[usize::from(register)].def().fields.len()];
        for (target_of, (at, value)) in targets.iter_mut().zip(row.values.iter().enumerate()) {
            let (Some(crate::register::Value::Ref(code)), Some(target)) = (value, self.tables[usize::from(register)].target(at)) else {
                continue;
            };
            let (entity, is_new) = self.tables[usize::from(target)].intern(code);
            interned.extend(is_new.then_some(target));
            *target_of = entity;
        }
        targets
    }
}
