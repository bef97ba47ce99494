//! The code of a row that nobody gave one, made from what makes the row what it is.

use shouwang_calendar::Day;

use super::def::RegisterDef;
use super::row::Row;

/// The code that the natural fields give: their values, joined by slashes (`U3/2025-12-10`).
///
/// A required field gives its bare value. An optional one gives its name, too (`system:S1/2025-10-30`), so that a network and a system of
/// the same code stay apart, and nothing when it is not given. `None` when the register makes no codes or a required field is missing.
#[must_use]
pub fn derive_code(row: &Row, def: &RegisterDef) -> Option<String> {
    let mut parts = Vec::new();
    for &name in def.natural {
        if name == "from" {
            if row.key.from != Day::MIN {
                parts.push(row.key.from.to_string());
            }
            continue;
        }
        let at = def.field_index(name)?;
        let field = &def.fields[at];
        match row.values.get(at)? {
            Some(value) if field.required => parts.push(value.text(field.kind, false)),
            Some(value) => parts.push(format!("{name}:{}", value.text(field.kind, false))),
            None if field.required => return None,
            None => {}
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
