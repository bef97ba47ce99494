//! The rows of every register in the document, as their declarations say.

use serde_json::{Value, json};
use shouwang_domain::register::{RegisterDef, catalog, schema};

/// Adds a schema for the rows of each register, and one for a row of any.
pub(super) fn add_schemas(document: &mut Value) {
    let schemas = &mut document["components"]["schemas"];
    let mut any = Vec::new();
    for def in catalog() {
        let name = name(def);
        let mut row = schema(def);
        if let Some(row) = row.as_object_mut() {
            row.remove("$schema");
            row.remove("$id");
        }
        schemas[&name] = row;
        any.push(json!({ "$ref": format!("#/components/schemas/{name}") }));
    }
    schemas["RegisterName"] = json!({
        "type": "string",
        "description": "The identifier of a register.",
        "enum": catalog().iter().map(|def| def.name).collect::<Vec<_>>(),
    });
    schemas["RegisterRow"] = json!({ "description": "A row of a register, as the register's declaration says.", "anyOf": any });
}

/// What the schema of a register's rows is called.
fn name(def: &RegisterDef) -> String {
    format!("Row.{}", def.name)
}
