//! How an operation may fail, as the document says it: one answer for each status, an example for each code. Operations that fail in the same ways
//! share the answer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_calendar::Lang;

use super::header_refs;
use crate::operation::HTML;
use crate::problem::{PROBLEM_JSON, ProblemBody};

/// The number of the request in examples.
const EXAMPLE_REQUEST: &str = "0123456789abcdef0123456789abcdef";

/// Adds the answers for these codes.
pub(super) fn add(responses: &mut Map<String, Value>, codes: &[ProblemCode]) {
    let mut by_status: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
    for code in codes {
        by_status.entry(code.status()).or_default().push(*code);
    }
    for (status, codes) in by_status {
        let mut answer = answer(status, &codes);
        // An answer of this status that is no problem stays beside those that are.
        if let Some(own) = responses.get(&status.to_string()).and_then(|own| own["content"].as_object()).cloned()
            && let Some(content) = answer["content"].as_object_mut()
        {
            content.extend(own);
        }
        responses.insert(status.to_string(), answer);
    }
}

/// Says that people are told on a page.
pub(super) fn add_pages(responses: &mut Map<String, Value>) {
    for answer in responses.values_mut().filter_map(|answer| answer["content"].as_object_mut()) {
        if answer.contains_key(PROBLEM_JSON) {
            answer.insert(HTML.to_owned(), json!({ "schema": { "type": "string" } }));
        }
    }
}

/// Puts each of these answers among the components, once, and a reference to it in its place.
pub(super) fn share(document: &mut Value) {
    let mut shared = Map::new();
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    let operations = paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut);
    let answers = operations.filter_map(|operation| operation["responses"].as_object_mut()).flat_map(Map::values_mut);
    for answer in answers {
        let forms = answer["content"].as_object().into_iter().flat_map(Map::keys);
        // What only one operation answers is written where it stands.
        if forms.into_iter().any(|form| form != PROBLEM_JSON && form != HTML) {
            continue;
        }
        let Some(codes) = answer["content"][PROBLEM_JSON]["examples"].as_object() else { continue };
        let mut name = codes.keys().map(String::as_str).collect::<Vec<_>>().join("-");
        if !answer["content"][HTML].is_null() {
            name.push_str("-page");
        }
        let reference = json!({ "$ref": format!("#/components/responses/{name}") });
        shared.insert(name, std::mem::replace(answer, reference));
    }
    document["components"]["responses"] = Value::Object(shared);
}

/// What is said before any operation is looked for: without a body, and without the number of a request.
pub(super) fn head_too_large() -> Value {
    json!({ "description": "The address and the headers together are too large" })
}

fn answer(status: u16, codes: &[ProblemCode]) -> Value {
    let titles: Vec<_> = codes.iter().map(|code| code.title(Lang::En)).collect();
    let mut names = vec![("X-Request-Id", "RequestId")];
    match status {
        401 => names.push(("WWW-Authenticate", "WwwAuthenticate")),
        409 | 429 | 503 => names.push(("Retry-After", "RetryAfter")),
        _ => {}
    }
    json!({
        "description": titles.join("; "),
        "headers": header_refs(&names),
        "content": { PROBLEM_JSON: {
            "schema": { "$ref": "#/components/schemas/Problem" },
            "examples": codes.iter().map(|code| (code.code().to_owned(), reference(*code))).collect::<Map<_, _>>(),
        } },
    })
}

fn reference(code: ProblemCode) -> Value {
    json!({ "$ref": format!("#/components/examples/{}", code.code()) })
}

/// An example of each code.
pub(super) fn examples() -> Map<String, Value> {
    ProblemCode::ALL.iter().map(|code| (code.code().to_owned(), example(*code))).collect()
}

fn example(code: ProblemCode) -> Value {
    let title = code.title(Lang::En);
    let mut error = AppError::new(code, code.title(Lang::Zh), title);
    let place = match code {
        ProblemCode::Invalid => Some("/name"),
        ProblemCode::HeaderMissing => Some("Idempotency-Key"),
        ProblemCode::BadParameter => Some("limit"),
        _ => None,
    };
    if let Some(place) = place {
        error = error.at(place, "有误", "is wrong");
    }
    json!({ "summary": title, "value": ProblemBody::new(&error, EXAMPLE_REQUEST, Lang::En) })
}
