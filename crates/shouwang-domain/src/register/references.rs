//! References between registers: every code that a row names has to be the code of a row.

use std::collections::{HashMap, HashSet};

use super::catalog::Catalog;
use super::def::{FieldKind, Problem, RegisterDef};
use super::row::{Row, RowKey};
use super::set::Registers;
use super::value::Value;

/// The codes of all registers, to look references up in. It may be filled from several sets of rows, what is stored and what is coming.
#[derive(Clone, Debug, Default)]
pub struct Codes<'a>(HashMap<&'static str, HashSet<&'a str>>);

/// A reference to a row that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRef {
    /// The register of the row that refers.
    pub register: &'static str,
    /// The row that refers.
    pub key: RowKey,
    /// The field that refers.
    pub field: &'static str,
    /// The register that is referred to.
    pub target: &'static str,
    /// The code that no row of it has.
    pub code: String,
}

/// All broken references within a set of rows, in one pass over them.
#[must_use]
pub fn check_references(registers: &Registers, catalog: &Catalog) -> Vec<BrokenRef> {
    let mut codes = Codes::default();
    codes.add(registers);
    codes.broken(registers, catalog)
}

impl<'a> Codes<'a> {
    /// Adds the codes of these rows.
    pub fn add(&mut self, registers: &'a Registers) {
        for (name, rows) in registers.iter() {
            self.0.entry(name).or_default().extend(rows.iter().map(|row| row.key.code.as_str()));
        }
    }

    /// Whether the register has a row of this code.
    #[must_use]
    pub fn has(&self, register: &str, code: &str) -> bool {
        self.0.get(register).is_some_and(|codes| codes.contains(code))
    }

    /// The references of these rows that lead nowhere, in the order of the rows. Registers that the catalog does not know are left out.
    #[must_use]
    pub fn broken(&self, registers: &Registers, catalog: &Catalog) -> Vec<BrokenRef> {
        let mut broken = Vec::new();
        for (name, rows) in registers.iter() {
            let Some(def) = catalog.get(name) else { continue };
            for row in rows {
                broken.extend(self.broken_of(row, def));
            }
        }
        broken
    }

    /// The references of one row that lead nowhere.
    pub fn broken_of<'r>(&'r self, row: &'r Row, def: &'r RegisterDef) -> impl Iterator<Item = BrokenRef> + 'r {
        def.fields.iter().zip(&row.values).filter_map(move |(field, value)| match (field.kind, value) {
            (FieldKind::Ref(target), Some(Value::Ref(code))) if !self.has(target, code) => {
                Some(BrokenRef { register: def.name, key: row.key.clone(), field: field.name, target, code: code.clone() })
            }
            _ => None,
        })
    }
}

impl BrokenRef {
    /// As a problem of the field, with the name of the register where the row is missing.
    #[must_use]
    pub fn problem(&self, catalog: &Catalog) -> Problem {
        let (code, label) = (&self.code, catalog.get(self.target).map(|def| def.label));
        let (zh, en) = label.map_or((self.target, self.target), |label| (label.zh, label.en));
        Problem::new(
            self.field,
            format!("“{zh}”中没有编号“{code}”：请先登记，或者更正编号"),
            format!("There is no `{code}` in register {en}; enter it first, or correct the code"),
        )
    }
}
