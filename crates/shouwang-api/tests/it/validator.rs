//! Holds every exchange to the committed OpenAPI document: nothing undocumented may be answered.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::Value;

/// The committed document.
pub(crate) static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&committed()).unwrap());

/// The text of the committed document.
pub(crate) fn committed() -> String {
    std::fs::read_to_string(path()).unwrap_or_else(|_| "{}".to_owned())
}

/// Where the document is committed.
pub(crate) fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json")
}

/// The operation that the document has for a method and a path.
pub(crate) fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let path = path.split('?').next().unwrap_or_default();
    let paths = DOCUMENT["paths"].as_object()?;
    let fits = |template: &str| {
        let (steps, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        // The path of a tile has several steps.
        let fits = if template.ends_with("/{tile}") { given.len() >= steps.len() } else { given.len() == steps.len() };
        fits && steps.iter().zip(&given).all(|(step, given)| step.starts_with('{') || step == given)
    };
    // A step that is written out stands before one that takes anything.
    let mut found: Vec<_> = paths.iter().filter(|(template, item)| fits(template) && item.get(method.to_lowercase()).is_some()).collect();
    found.sort_by_key(|(template, _)| template.matches('{').count());
    found.first().and_then(|(_, item)| item.get(method.to_lowercase()))
}

/// What a reference within a document leads to; anything else is itself.
pub(crate) fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let pointer = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.map_or(value, |pointer| document.pointer(pointer).unwrap_or_else(|| panic!("{pointer} leads nowhere")))
}

/// Panics when an answer is not as the document says.
pub(crate) fn check_answer(method: &str, path: &str, status: u16, headers: &reqwest::header::HeaderMap, body: &[u8]) {
    let said = format!("{method} {path} answered {status}: {}", String::from_utf8_lossy(body));
    assert!(headers.contains_key("x-request-id"), "{said}");
    let Some(operation) = operation(method, path) else {
        assert!(status == 404 || status == 405, "no such operation is documented: {said}");
        return;
    };
    let answer = resolved(&DOCUMENT, &operation["responses"][status.to_string()]);
    assert!(answer.is_object(), "the status is not documented: {said}");
    for name in answer["headers"].as_object().into_iter().flat_map(|headers| headers.keys()) {
        let optional = ["Idempotency-Replayed", "Retry-After"].contains(&name.as_str());
        assert!(optional || headers.contains_key(name.to_ascii_lowercase()), "the header {name} is missing: {said}");
    }
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default().split(';').next().unwrap_or_default();
    if body.is_empty() {
        return;
    }
    let content = &answer["content"][kind];
    assert!(content.is_object(), "the form {kind} is not documented: {said}");
    // Lines of JSON are no JSON.
    if kind.ends_with("json") && !kind.ends_with("ndjson") {
        check(&content["schema"], &serde_json::from_slice(body).unwrap(), &said);
    }
}

/// Panics when a request's body is not as the document says.
pub(crate) fn check_request(method: &str, path: &str, body: &Value) {
    let Some(operation) = operation(method, path) else { return };
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    check(schema, body, &format!("the body sent to {method} {path}: {body}"));
}

fn check(schema: &Value, value: &Value, said: &str) {
    let validator = validator(schema);
    let errors: Vec<_> = validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "not as documented: {errors:#?}\n{said}");
}

/// What checks values of a schema. To make one takes longer than most answers, so each is made once.
fn validator(schema: &Value) -> Arc<Validator> {
    static MADE: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let known = MADE.lock().unwrap().get(&schema.to_string()).cloned();
    if let Some(known) = known {
        return known;
    }
    let mut whole = schema.clone();
    whole["components"] = DOCUMENT["components"].clone();
    let validator = jsonschema::draft202012::new(&whole).unwrap_or_else(|error| panic!("{error}: {schema}"));
    let validator = Arc::new(validator);
    MADE.lock().unwrap().insert(schema.to_string(), Arc::clone(&validator));
    validator
}

/// A document with one schema, for asking whether it is a sound schema at all.
pub(crate) fn is_sound(schema: &Value) -> Result<(), String> {
    let mut whole = schema.clone();
    whole["components"] = DOCUMENT["components"].clone();
    jsonschema::draft202012::new(&whole).map(drop).map_err(|error| error.to_string())
}
