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
    let sight = Sight::of(known);
    let leads_somewhere = |target: &'static str, code: &str, is_new: bool| {
        let key = (target, code.to_owned());
        incoming.contains(&key) || (codes.has(target, code) && !gone.contains(&key) && (!is_new || sight.reaches(target, code)))
    };
    let mut refused = Vec::new();
    let rows = plan.added.iter().map(|added| (&added.place, added.def, &added.row, None));
    let changed = plan.changed.iter().map(|changed| (&changed.place, changed.def, &changed.row, Some(&changed.fields)));
    for (place, def, row, changes) in rows.chain(changed) {
        for (at, target, code) in references(def, row) {
            // Whoever corrects something else of a row need not see what it names.
            let is_new = changes.is_none_or(|changes| changes.iter().any(|change| change.name == def.fields[at].name));
            if !leads_somewhere(target, code, is_new) {
                refused.push((cell(sheets, place, at), def.fields[at].label, unknown(target, code)));
            }
        }
    }
    for (place, label, message) in refused {
        plan.refused.push(place, Some(label), message);
    }
    refuse_named(known, &gone, plan);
}

/// How far the importer sees.
struct Sight<'a> {
    /// Registers of which he does not see everything.
    limited: HashSet<&'static str>,
    seen: Codes<'a>,
}

impl<'a> Sight<'a> {
    fn of(known: Known<'a>) -> Sight<'a> {
        let mut sight = Sight { limited: HashSet::new(), seen: Codes::default() };
        if let Some(seen) = known.seen {
            sight.limited.extend(seen.iter().map(|(name, _)| name));
            sight.seen.add(seen);
        }
        sight
    }

    fn reaches(&self, register: &str, code: &str) -> bool {
        !self.limited.contains(register) || self.seen.has(register, code)
    }
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
    let (mut refused, sight) = (Vec::new(), Sight::of(known));
    for def in catalog() {
        for row in known.registers.get(def.name).iter().filter(|row| !ends.contains(&(def.name, &row.key))) {
            for (_, target, code) in references(def, row).filter(|(_, target, code)| gone.contains(&(*target, (*code).to_owned()))) {
                let named = plan.withdrawn.iter().find(|withdrawn| withdrawn.def.name == target && withdrawn.key.code == code);
                let by = sight.reaches(def.name, &row.key.code).then_some(row.key.code.as_str());
                refused.extend(named.map(|withdrawn| still_named(withdrawn, def, by)));
            }
        }
    }
    for (place, message) in refused {
        plan.refused.push(place, None, message);
    }
}

/// That a row still names what is to be withdrawn; which row, where the importer sees it.
fn still_named(withdrawn: &Withdrawn, def: &RegisterDef, by: Option<&str>) -> (Place, Words) {
    let code = &withdrawn.key.code;
    let message = match by {
        Some(by) => Words::new(
            format!("“{}”的“{by}”还引用“{code}”，不能撤回；请先更正或一并撤回那一行", def.label.zh),
            format!(
                "`{by}` in the register {} still names `{code}`, which therefore cannot be withdrawn; correct or withdraw that row as well",
                def.label.en
            ),
        ),
        None => Words::new(
            format!("别的单位还有记录引用“{code}”，不能撤回；请先请有关单位更正"),
            format!("rows of other units still name `{code}`, which therefore cannot be withdrawn; have them corrected first"),
        ),
    };
    (withdrawn.place.clone(), message)
}
