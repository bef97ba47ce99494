//! The OpenAPI document: committed as it is made, complete, and sound.

use std::collections::BTreeSet;

use serde_json::Value;
use shouwang_app::authority;

use crate::validator::{committed, is_sound, path, resolved};

/// What anybody may ask without being logged in. Whoever adds to this list has thought about it.
const PUBLIC: [&str; 25] = [
    "GET /api/v1/installation",
    "GET /api/v1/openapi.json",
    "GET /api/v1/session/provider",
    "GET /api/v1/session/provider/arrival",
    "GET /healthz",
    "GET /ledger/checkpoint",
    "GET /ledger/keys",
    "GET /ledger/tile-sm3/{tile}",
    "GET /ledger/tile/{tile}",
    "GET /readyz",
    "GET /verify",
    "POST /add-checkpoint",
    "POST /api/v1/founding",
    "POST /api/v1/ledger/receipt-verification",
    "POST /api/v1/session",
    "POST /api/v1/session/passkey",
    "POST /api/v1/session/passkey-enrolment",
    "POST /api/v1/session/passkey-offer",
    "POST /api/v1/session/passkey-request",
    "POST /api/v1/session/password",
    "POST /api/v1/session/recovery-code",
    "POST /api/v1/session/totp",
    "POST /api/v1/session/totp-enrolment",
    "POST /api/v1/session/totp-offer",
    "POST /verify",
];

/// Posts without an idempotency key although somebody is logged in: those that change nothing, and those that answer with a secret, which
/// must not be kept to be answered again.
const WITHOUT_KEY: [&str; 11] = [
    "/api/v1/account/confirmation",
    "/api/v1/account/passkey-offer",
    "/api/v1/account/passkeys",
    "/api/v1/account/password",
    "/api/v1/account/recovery-codes",
    "/api/v1/account/totp",
    "/api/v1/account/totp-offer",
    "/api/v1/law/text",
    "/api/v1/logins",
    "/api/v1/logins/{login}/reset",
    // Looks at what is filled in and writes nothing.
    "/api/v1/matters/{number}/check",
];

/// Method, path and description of every operation.
fn operations() -> Vec<(String, String, Value)> {
    let document = shouwang_api::openapi();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push((method.to_uppercase(), path.clone(), operation.clone()));
        }
    }
    assert!(all.len() > 70, "{}", all.len());
    all
}

#[test]
fn the_committed_document_is_the_one_that_the_code_makes() {
    let made = format!("{}\n", serde_json::to_string_pretty(&shouwang_api::openapi()).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path(), &made).unwrap();
    }
    assert!(committed() == made, "docs/openapi.json is not what the code makes; run this test with UPDATE=1 and look at the difference");
}

#[test]
fn every_operation_has_its_row_in_the_table_of_authority() {
    for (method, path, operation) in operations() {
        let id = operation["x-authority"].as_str().unwrap();
        let row = authority::operation(id).unwrap_or_else(|| panic!("{method} {path}: no row `{id}`"));
        let reads = row.kind == authority::Kind::Read;
        // A browser is sent to the identity provider and back by links.
        let by_link = path.starts_with("/api/v1/session/provider");
        assert!(reads || by_link || method != "GET", "{method} {path} changes something");
        let looked_at = ["/api/v1/law/text", "/api/v1/ledger/receipt-verification", "/verify", "/api/v1/matters/{number}/check"];
        let is_only_looked_at = looked_at.contains(&path.as_str());
        assert!(!reads || method == "GET" || is_only_looked_at, "{method} {path} is said to change nothing");
    }
}

#[test]
fn what_anybody_may_ask_is_on_the_list() {
    let open: BTreeSet<String> = operations()
        .into_iter()
        .filter(|(.., operation)| operation["security"] == serde_json::json!([]))
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    let listed: BTreeSet<String> = PUBLIC.iter().map(|&text| text.to_owned()).collect();
    assert_eq!(open, listed);
}

#[test]
fn every_post_of_somebody_has_an_idempotency_key_but_those_listed() {
    let keyed = |operation: &Value| {
        operation["parameters"].as_array().unwrap().iter().any(|parameter| parameter["$ref"] == "#/components/parameters/IdempotencyKey")
    };
    let without: BTreeSet<String> = operations()
        .into_iter()
        .filter(|(method, _, operation)| method == "POST" && operation["security"] != serde_json::json!([]) && !keyed(operation))
        .map(|(_, path, _)| path)
        .collect();
    assert_eq!(without, WITHOUT_KEY.iter().map(|&text| text.to_owned()).collect());
}

#[test]
fn every_list_has_a_cursor_a_limit_an_order_and_something_to_narrow_it_by() {
    // No list but a stream: what happens from now on, without an end and in its own order.
    let exceptions = ["listEvents"];
    // What narrows nothing.
    let of_pages = ["after", "limit", "sort", "skip", "count", "count_all", "names", "known_at"];
    let document = shouwang_api::openapi();
    let mut lists = 0;
    for (method, path, operation) in operations() {
        let id = operation["operationId"].as_str().unwrap();
        if !id.starts_with("list") || exceptions.contains(&id) {
            continue;
        }
        lists += 1;
        let parameters = operation["parameters"].as_array().unwrap().iter().map(|parameter| resolved(&document, parameter));
        let names: BTreeSet<&str> =
            parameters.filter(|parameter| parameter["in"] == "query").filter_map(|parameter| parameter["name"].as_str()).collect();
        for needed in ["after", "limit", "sort"] {
            assert!(names.contains(needed), "{method} {path} takes no `{needed}`");
        }
        assert!(names.iter().any(|name| !of_pages.contains(name)), "{method} {path} cannot be narrowed");
        let page = resolved(&document, &operation["responses"]["200"]["content"]["application/json"]["schema"]);
        assert!(page["properties"].get("next").is_some(), "{method} {path} does not say where the next page begins");
    }
    assert!(lists > 20, "{lists}");
}

#[test]
fn every_change_of_one_thing_names_the_version_that_it_changes() {
    // What has no versions: one's own sessions and proofs, other people's sessions.
    let unversioned = ["/api/v1/session", "/api/v1/account/", "/api/v1/logins/{login}/sessions"];
    for (method, path, operation) in operations().into_iter().filter(|(method, ..)| method == "PUT" || method == "DELETE") {
        let matched =
            operation["parameters"].as_array().unwrap().iter().any(|parameter| parameter["$ref"] == "#/components/parameters/IfMatch");
        assert!(matched || unversioned.iter().any(|start| path.starts_with(start)), "{method} {path}");
        assert_eq!(matched, operation["responses"].get("428").is_some() && operation["responses"].get("412").is_some(), "{method} {path}");
    }
}

#[test]
fn every_operation_says_how_it_fails_with_an_example_of_each_code() {
    let document = shouwang_api::openapi();
    for (method, path, operation) in operations() {
        let responses = operation["responses"].as_object().unwrap();
        for needed in ["400", "406", "429", "500", "503"] {
            assert!(responses.contains_key(needed), "{method} {path}: {needed}");
        }
        let open = operation["security"] == serde_json::json!([]);
        assert!(open || (responses.contains_key("401") && responses.contains_key("403")), "{method} {path}");
        // Too large a head is refused before any operation is looked for, and so without a word.
        assert!(responses["431"].get("content").is_none(), "{method} {path}");
        for (status, answer) in responses.iter().filter(|(status, _)| status.as_str() >= "400" && *status != "431") {
            let answer = resolved(&document, answer);
            let examples = answer["content"]["application/problem+json"]["examples"].as_object().unwrap();
            assert!(!examples.is_empty(), "{method} {path}: {status}");
            for (code, example) in examples {
                let example = document.pointer(example["$ref"].as_str().unwrap().trim_start_matches('#')).unwrap();
                assert_eq!(example["value"]["code"], code.as_str());
                assert_eq!(example["value"]["status"].to_string(), *status);
            }
            assert!(answer["headers"]["X-Request-Id"].is_object());
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_and_says_what_it_is() {
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations() {
        let name = operation["operationId"].as_str().unwrap().to_owned();
        assert!(names.insert(name.clone()), "{name} is there twice");
        let said = operation["summary"].as_str().or(operation["description"].as_str()).unwrap_or_default();
        assert!(!said.is_empty(), "{method} {path}");
        assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{method} {path}");
    }
}

#[test]
fn every_schema_of_the_document_is_sound_and_every_reference_leads_somewhere() {
    let document = shouwang_api::openapi();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        is_sound(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 500);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            references.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|value| collect(value, references));
        }
        Value::Array(array) => array.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

/// The document knows a schema by the name of its type, wherever that stands: of two of one name one would be lost.
#[test]
fn no_two_schemas_have_one_name() {
    let mut names = BTreeSet::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for derived in text.split("#[derive(").skip(1).filter(|rest| rest.lines().next().unwrap().contains("ToSchema")) {
                let mut words = derived.split_whitespace().skip_while(|word| !["struct", "enum"].contains(word));
                let name = words.nth(1).unwrap().trim_matches(|sign: char| !sign.is_alphanumeric());
                assert!(names.insert(name.to_owned()), "{}: there is another {name}", path.display());
            }
        }
    }
    assert!(names.len() > 50, "{names:?}");
}
