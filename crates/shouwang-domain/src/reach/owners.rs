//! Through which references a row belongs to a unit, read off the declarations.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::register::{Catalog, FieldDef, FieldKind, Record, RegisterDef, full_catalog};
use crate::registers::unit::Unit;

/// References on the way from a row to a unit at most.
pub const PATH_REFERENCES_MAX: usize = 3;

/// One reference on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The field that refers.
    pub field: &'static str,
    /// The register that it refers to.
    pub target: &'static str,
}

/// A way from a row to a unit: references that are followed one after the other. Without any, the row is itself the unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnerPath(pub Vec<Step>);

/// All ways from the rows of one register to units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerPaths {
    /// To whoever answers for the row, which is who may write it. Several where no reference is required: then every one that a row has
    /// counts, and who writes must reach all of them.
    pub primary: Vec<OwnerPath>,
    /// To every unit that has to do with the row, which is who may read it: all ways of at most [`PATH_REFERENCES_MAX`] references.
    pub named: Vec<OwnerPath>,
}

/// The ways of a register. None: everybody may read it, and only who may write everything writes it.
///
/// The answer is that of the register of this name in this program; a register that the program does not have belongs to nobody.
#[must_use]
pub fn owners(def: &RegisterDef) -> &'static OwnerPaths {
    static NOBODY: OwnerPaths = OwnerPaths { primary: Vec::new(), named: Vec::new() };
    static OWNERS: LazyLock<BTreeMap<&'static str, OwnerPaths>> = LazyLock::new(|| {
        let catalog = full_catalog();
        catalog.iter().map(|def| (def.name, OwnerPaths::of(def, catalog))).collect()
    });
    OWNERS.get(def.name).unwrap_or(&NOBODY)
}

impl OwnerPaths {
    /// The ways from the rows of a register, as the declarations of the catalog have them.
    #[must_use]
    pub fn of(def: &RegisterDef, catalog: &Catalog) -> OwnerPaths {
        OwnerPaths { primary: primary(def, catalog, PATH_REFERENCES_MAX), named: named(def, catalog, PATH_REFERENCES_MAX) }
    }

    /// Whether the rows of the register belong to units at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

impl OwnerPath {
    /// The path behind one more reference.
    fn behind(mut self, step: Step) -> OwnerPath {
        self.0.insert(0, step);
        self
    }
}

/// Fields that refer, with what they refer to, in the declaration's order.
fn references(def: &RegisterDef) -> impl Iterator<Item = (&FieldDef, Step)> {
    def.fields.iter().filter_map(|field| match field.kind {
        FieldKind::Ref(target) => Some((field, Step { field: field.name, target })),
        _ => None,
    })
}

/// The row itself if it is a unit; else its first required unit; else the ways through the first required reference that leads to a
/// unit; else those through all its references.
fn primary(def: &RegisterDef, catalog: &Catalog, references_max: usize) -> Vec<OwnerPath> {
    if def.name == Unit::NAME {
        return vec![OwnerPath::default()];
    }
    if references_max == 0 {
        return Vec::new();
    }
    let through = |step: Step| follow(step, catalog, references_max, primary);
    let required = || references(def).filter(|(field, _)| field.required).map(|(_, step)| step);
    if let Some(unit) = required().find(|step| step.target == Unit::NAME) {
        return through(unit);
    }
    let first = required().map(through).find(|paths| !paths.is_empty());
    first.unwrap_or_else(|| references(def).flat_map(|(_, step)| through(step)).collect())
}

/// Every way, each ending at the first unit that it meets: what that is part of, is the reach's business.
fn named(def: &RegisterDef, catalog: &Catalog, references_max: usize) -> Vec<OwnerPath> {
    if def.name == Unit::NAME {
        return vec![OwnerPath::default()];
    }
    if references_max == 0 {
        return Vec::new();
    }
    references(def).flat_map(|(_, step)| follow(step, catalog, references_max, named)).collect()
}

/// The ways of the register behind a reference, as ways of the one before it.
fn follow(
    step: Step,
    catalog: &Catalog,
    references_max: usize,
    ways: fn(&RegisterDef, &Catalog, usize) -> Vec<OwnerPath>,
) -> Vec<OwnerPath> {
    let behind = catalog.get(step.target).map(|target| ways(target, catalog, references_max - 1));
    behind.unwrap_or_default().into_iter().map(|path| path.behind(step)).collect()
}
