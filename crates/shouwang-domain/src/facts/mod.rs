//! The registers as columns, for planning.
//!
//! [`Facts`] holds what was known at one moment, over all days. It is built from [`Registers`](crate::register::Registers), is changed row by
//! row, and can be put back as it was. It does no IO and knows nothing of duties.

mod change;
mod column;
mod table;

use crate::register::{Catalog, Registers, Row, catalog};

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
    catalog().position(name).and_then(|at| RegisterIndex::try_from(at).ok())
}

impl Facts {
    /// The facts in these registers. Rows of registers that the catalog does not know are left out.
    #[must_use]
    pub fn build(registers: &Registers) -> Facts {
        let catalog = catalog();
        let mut facts = Facts { catalog, tables: catalog.registers().iter().map(Table::new).collect() };
        let mut interned = Vec::new();
        for (name, rows) in registers.iter() {
            if let Some(register) = register_index(name) {
                facts.tables[usize::from(register)].reserve(rows.len());
                for row in rows {
                    facts.add_row(register, row, &mut interned);
                    interned.clear();
                }
            }
        }
        for table in &mut facts.tables {
            table.settle_all();
        }
        facts.link_all();
        facts
    }

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

    /// The entities that the row's references name, in the order of its fields. A code that no row has becomes an entity without rows:
    /// nothing is known of it.
    fn resolve_references(&mut self, register: RegisterIndex, row: &Row, interned: &mut Vec<RegisterIndex>) -> Vec<Entity> {
        let mut targets = vec![NO_ENTITY; row.values.len()];
        for (at, value) in row.values.iter().enumerate() {
            let (Some(crate::register::Value::Ref(code)), Some(target)) = (value, self.tables[usize::from(register)].target(at)) else {
                continue;
            };
            let (entity, is_new) = self.tables[usize::from(target)].intern(code);
            interned.extend(is_new.then_some(target));
            targets[at] = entity;
        }
        targets
    }

    /// Builds every index from a referenced entity to the rows that name it.
    fn link_all(&mut self) {
        let sizes: Vec<usize> = self.tables.iter().map(Table::entity_count).collect();
        for table in &mut self.tables {
            table.link_all(&sizes);
        }
    }
}
