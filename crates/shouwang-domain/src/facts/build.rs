//! Building facts, row by row: whoever feeds the builder need not hold all rows at once.

use crate::register::{Registers, Row, catalog};

use super::{Facts, RegisterIndex, Table, register_index};

/// Facts to which rows are still added; nothing can be asked of them before [`FactsBuilder::finish`].
#[derive(Debug)]
pub struct FactsBuilder {
    facts: Facts,
    interned: Vec<RegisterIndex>,
}

impl Default for FactsBuilder {
    fn default() -> FactsBuilder {
        let catalog = catalog();
        let facts = Facts { catalog, tables: catalog.registers().iter().map(Table::new).collect() };
        FactsBuilder { facts, interned: Vec::new() }
    }
}

impl FactsBuilder {
    /// Adds a row. The rows of a register come in the same order whenever they are loaded, for entities are numbered as they come.
    pub fn add(&mut self, register: RegisterIndex, row: &Row) {
        self.facts.add_row(register, row, &mut self.interned);
        self.interned.clear();
    }

    /// The facts, with every index.
    #[must_use]
    pub fn finish(self) -> Facts {
        let mut facts = self.facts;
        for table in &mut facts.tables {
            table.shrink();
            table.settle_all();
        }
        let sizes: Vec<usize> = facts.tables.iter().map(Table::entity_count).collect();
        for table in &mut facts.tables {
            table.link_all(&sizes);
        }
        facts
    }
}

impl Facts {
    /// The facts in these registers. Rows of registers that the catalog does not know are left out.
    #[must_use]
    pub fn build(registers: &Registers) -> Facts {
        let mut builder = FactsBuilder::default();
        for (name, rows) in registers.iter() {
            if let Some(register) = register_index(name) {
                rows.iter().for_each(|row| builder.add(register, row));
            }
        }
        builder.finish()
    }
}
