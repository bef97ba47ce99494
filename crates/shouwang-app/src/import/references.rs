//! References within an import: every code that a row names has to be known, or to come in the same import, and a code that is withdrawn
//! must not be named by anything that stays.

use std::collections::HashSet;
use std::sync::Arc;

use shouwang_domain::register::{Codes, FieldKind, RegisterDef, Row, Value, catalog};

use crate::workbook::{Place, Role, SheetMap};
use shouwang_calendar::Words;

use super::known::Known;
use super::plan::{ImportPlan, Withdrawn};

/// Refuses references that lead nowhere and withdrawals that would leave such.
pub(crate) fn check(known: Known<'_>, incoming: &HashSet<(&'static str, String)>, sheets: &[Arc<SheetMap>], plan: &mut ImportPlan) {
    let gone = gone(known, incoming, plan);
    let mut codes = Codes::default();
    codes.add(known.registers);
    let leads_somewhere = |target: &'static str, code: &str| {
        let key = (target, code.to_owned());
        incoming.contains(&key) || (codes.has(target, code) && !gone.contains(&key))
    };
    let mut refused = Vec::new();
    let rows = plan.added.iter().map(|added| (&added.place, added.def, &added.row));
    for (place, def, row) in rows.chain(plan.changed.iter().map(|changed| (&changed.place, changed.def, &changed.row))) {
        for (at, target, code) in references(def, row) {
            if !leads_somewhere(target, code) {
                refused.push((cell(sheets, place, at), def.fields[at].label, unknown(target, code)));
            }
        }
    }
    for (place, label, message) in refused {
        plan.refused.push(place, Some(label), message);
    }
    refuse_named(known, &gone, plan);
}

/// The references of a row: field, register and code.
fn references<'r>(def: &'static RegisterDef, row: &'r Row) -> impl Iterator<Item = (usize, &'static str, &'r str)> {
    def.fields.iter().zip(&row.values).enumerate().filter_map(|(at, (field, value))| match (field.kind, value) {
        (FieldKind::Ref(target), Some(Value::Ref(code))) => Some((at, target, code.as_str())),
        _ => None,
    })
}

fn cell(sheets: &[Arc<SheetMap>], row: &Place, field: usize) -> Place {
    let sheet = sheets.iter().find(|sheet| sheet.is_of(row));
    match (sheet, row.line) {
        (Some(sheet), Some(line)) => sheet.place(line, Role::Field(field)),
        _ => row.clone(),
    }
}

fn unknown(target: &'static str, code: &str) -> Words {
    let label = catalog().get(target).map(|def| def.label);
    let (zh, en) = label.map_or((target, target), |label| (label.zh, label.en));
    Words::new(
        format!("“{zh}”中没有编号“{code}”；请先登记，在同一次导入中补上，或者更正编号"),
        format!("There is no `{code}` in the register {en}; enter it first, add it to this import, or correct the code"),
    )
}

/// Codes of which no row is left once the import is written.
fn gone(known: Known<'_>, incoming: &HashSet<(&'static str, String)>, plan: &ImportPlan) -> HashSet<(&'static str, String)> {
    let withdrawn: HashSet<_> = plan.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, &withdrawn.key)).collect();
    let mut gone: HashSet<_> = plan.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, withdrawn.key.code.clone())).collect();
    gone.retain(|code| !incoming.contains(code));
    if !gone.is_empty() {
        for name in plan.withdrawn.iter().map(|withdrawn| withdrawn.def.name).collect::<HashSet<_>>() {
            for row in known.registers.get(name).iter().filter(|row| !withdrawn.contains(&(name, &row.key))) {
                gone.remove(&(name, row.key.code.clone()));
            }
        }
    }
    gone
}

/// Refuses to withdraw what rows that stay still name.
fn refuse_named(known: Known<'_>, gone: &HashSet<(&'static str, String)>, plan: &mut ImportPlan) {
    if gone.is_empty() {
        return;
    }
    let ends = plan.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, &withdrawn.key));
    let ends: HashSet<_> = ends.chain(plan.changed.iter().map(|changed| (changed.def.name, &changed.row.key))).collect();
    let mut refused = Vec::new();
    for def in catalog() {
        for row in known.registers.get(def.name).iter().filter(|row| !ends.contains(&(def.name, &row.key))) {
            for (_, target, code) in references(def, row).filter(|(_, target, code)| gone.contains(&(*target, (*code).to_owned()))) {
                let named = plan.withdrawn.iter().find(|withdrawn| withdrawn.def.name == target && withdrawn.key.code == code);
                refused.extend(named.map(|withdrawn| still_named(withdrawn, def, row)));
            }
        }
    }
    for (place, message) in refused {
        plan.refused.push(place, None, message);
    }
}

fn still_named(withdrawn: &Withdrawn, def: &RegisterDef, row: &Row) -> (Place, Words) {
    let (code, by) = (&withdrawn.key.code, &row.key.code);
    let message = Words::new(
        format!("“{}”的“{by}”还引用“{code}”，不能撤回；请先更正或一并撤回那一行", def.label.zh),
        format!(
            "`{by}` in the register {} still names `{code}`, which therefore cannot be withdrawn; correct or withdraw that row as well",
            def.label.en
        ),
    );
    (withdrawn.place.clone(), message)
}
