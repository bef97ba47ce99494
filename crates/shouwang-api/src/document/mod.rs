//! The OpenAPI document: written from the code, never by hand.
//!
//! The handlers say what they take and give; what follows from an operation's declaration (who may ask, which headers, how it may fail) is
//! added here, so that the document says what the gate does.

mod common;
mod parameters;
mod problems;
mod rows;

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::operation::{Operation, Versions};
use crate::router::{self, Table};

/// The document, and the table of operations that it was made of.
pub(crate) fn describe() -> (Value, Table) {
    let operations = router::operations();
    let mut document = serde_json::to_value(operations.router.get_openapi()).unwrap_or_default();
    document["openapi"] = json!("3.1.0");
    document["info"] = common::info();
    document["servers"] = json!([{ "url": "/" }]);
    for entry in operations.table.iter() {
        let method = entry.method.as_str().to_ascii_lowercase();
        complete(&mut document["paths"][&entry.path][method], &entry.method, entry.operation);
    }
    common::add_components(&mut document);
    problems::share(&mut document);
    parameters::share(&mut document);
    rows::add_schemas(&mut document);
    name_wildcards(&mut document);
    (document, operations.table)
}

/// A parameter of the path that takes several steps is `{*name}` to the router; to the document it is a parameter like any other.
fn name_wildcards(document: &mut Value) {
    if let Some(paths) = document["paths"].as_object_mut() {
        *paths = std::mem::take(paths).into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
    }
}

/// Adds to one operation what follows from its declaration.
fn complete(described: &mut Value, method: &Method, operation: &Operation) {
    described["x-authority"] = json!(operation.authority);
    described["security"] = security(operation, method);
    let parameters = described["parameters"].as_array().cloned().unwrap_or_default();
    let has = |place: &str| parameters.iter().any(|parameter| parameter["in"] == place);
    let codes = operation.problem_codes(has("path"), has("query"));
    let mut parameters = parameters;
    parameters.extend(header_parameters(operation));
    described["parameters"] = json!(parameters);
    if let Some(responses) = described["responses"].as_object_mut() {
        for (status, response) in responses.iter_mut() {
            add_headers(response, status, operation);
        }
        problems::add(responses, &codes);
        if operation.gives_pages() {
            problems::add_pages(responses);
        }
        responses.insert("431".to_owned(), problems::head_too_large());
    }
}

fn security(operation: &Operation, method: &Method) -> Value {
    if operation.is_public() {
        return json!([]);
    }
    let by_cookie =
        if operation.changes() && method != Method::GET { json!({ "session": [], "csrf": [] }) } else { json!({ "session": [] }) };
    json!([by_cookie, { "bearer": [] }])
}

fn header_parameters(operation: &Operation) -> Vec<Value> {
    let mut names = vec!["AcceptLanguage"];
    if operation.keyed {
        names.push("IdempotencyKey");
    }
    match operation.versions {
        Versions::None | Versions::Told => {}
        Versions::Honoured => names.push("IfMatchAtWill"),
        Versions::Named | Versions::Matched => names.push("IfMatch"),
    }
    names.into_iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })).collect()
}

/// Headers of an answer that is no problem.
fn add_headers(response: &mut Value, status: &str, operation: &Operation) {
    let mut names = vec![("X-Request-Id", "RequestId")];
    // What was taken back has no version any more.
    if matches!(operation.versions, Versions::Told | Versions::Matched) && status != "204" {
        names.push(("ETag", "ETag"));
    }
    if operation.keyed {
        names.push(("Idempotency-Replayed", "IdempotencyReplayed"));
    }
    let mut headers = response["headers"].as_object().cloned().unwrap_or_default();
    headers.extend(header_refs(&names));
    response["headers"] = Value::Object(headers);
}

/// Headers by reference.
fn header_refs(names: &[(&str, &str)]) -> Map<String, Value> {
    names.iter().map(|(header, name)| ((*header).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }))).collect()
}
