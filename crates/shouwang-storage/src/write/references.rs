//! That references lead somewhere when a write is done, looked at in its own transaction: two writers who are each right alone must not leave a row that
//! names nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{BrokenRef, FieldKind, RegisterDef, Row, RowKey, Value, full_catalog};

use super::References;
use super::reach::Plan;
use crate::database::Tx;
use crate::error::StorageError;
use crate::query::{find_seen, is_named};
use crate::schema::tables;

/// A reference of a row that the write begins.
struct Reference<'p> {
    def: &'static RegisterDef,
    row: &'p Row,
    field: &'static str,
    code: &'p str,
}

/// Refuses references that lead nowhere, as far as the writer sees, and withdrawals of what others still name. A reference that the row had before the
/// write only has to lead somewhere: whoever corrects something else of the row need not see it.
pub(super) async fn check_references(tx: &mut Tx, references: Option<&References>, plan: &Plan<'_, '_>) -> Result<(), StorageError> {
    let Some(references) = references else { return Ok(()) };
    let mut broken = Vec::new();
    for ((target, is_new), wanted) in by_target(plan) {
        let Some(table) = tables().get(target) else { continue };
        let codes: BTreeSet<&str> = wanted.iter().map(|reference| reference.code).collect();
        let scope = if is_new { references.sight(target) } else { &Scope::Everything };
        let seen = find_seen(tx, table.def, &codes, scope).await?;
        let missing = wanted.iter().filter(|reference| !seen.contains(reference.code));
        broken.extend(missing.map(|Reference { def, row, field, code }| BrokenRef {
            register: def.name,
            key: row.key.clone(),
            field,
            target,
            code: (*code).to_owned(),
        }));
    }
    if !broken.is_empty() {
        return Err(StorageError::LeadsNowhere { broken });
    }
    check_withdrawn(tx, plan).await
}

/// The references of the rows that begin, by the register that they lead to and whether the row has it only now.
fn by_target<'p>(plan: &'p Plan<'_, '_>) -> BTreeMap<(&'static str, bool), Vec<Reference<'p>>> {
    let mut wanted: BTreeMap<(&'static str, bool), Vec<Reference<'p>>> = BTreeMap::new();
    for (table, changes) in plan {
        let def: &'static RegisterDef = table.def;
        let before: HashMap<&RowKey, &Row> = changes.ended.iter().map(|standing| (&standing.row.key, &standing.row)).collect();
        for row in &changes.begun {
            for (at, field) in def.fields.iter().enumerate() {
                let (FieldKind::Ref(target), Some(Some(Value::Ref(code)))) = (field.kind, row.values.get(at)) else { continue };
                let had = before.get(&row.key).and_then(|before| before.values.get(at)?.as_ref());
                let is_new = had != Some(&Value::Ref(code.clone()));
                wanted.entry((target, is_new)).or_default().push(Reference { def, row, field: field.name, code });
            }
        }
    }
    wanted
}

/// Refuses to take back the last row of a code that others still name.
async fn check_withdrawn(tx: &mut Tx, plan: &Plan<'_, '_>) -> Result<(), StorageError> {
    for (table, changes) in plan {
        let codes: BTreeSet<&str> = changes.withdrawn().map(|key| key.code.as_str()).collect();
        if codes.is_empty() {
            continue;
        }
        let standing = find_seen(tx, table.def, &codes, &Scope::Everything).await?;
        for code in codes.into_iter().filter(|code| !standing.contains(*code)) {
            for def in full_catalog() {
                let fields = def.fields.iter().filter(|field| field.kind == FieldKind::Ref(table.def.name));
                let fields: Vec<_> = fields.map(|field| field.name).collect();
                if !fields.is_empty() && is_named(tx, def, &fields, code).await? {
                    return Err(StorageError::StillNamed { register: table.def.name, code: code.to_owned() });
                }
            }
        }
    }
    Ok(())
}
