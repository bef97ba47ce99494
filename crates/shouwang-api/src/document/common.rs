//! What all operations share in the document: who we are, headers, how to log in, the codes of problems.

use serde_json::{Value, json};
use shouwang_app::problem::ProblemCode;
use shouwang_calendar::Lang;
use utoipa::PartialSchema as _;

use crate::gate::{CSRF_HEADER, KEY_CHARS_MAX};
use crate::problem::{PlaceBody, ProblemBody};

/// The beginning of the document.
pub(super) fn info() -> Value {
    json!({
        "title": "Shouwang 守望",
        "version": env!("CARGO_PKG_VERSION"),
        "license": { "name": "Apache-2.0 OR MulanPSL-2.0" },
        "description": "Carries out the security measures of an e-government extranet. Days are civil days in Asia/Shanghai, moments are \
            instants in UTC. Lists come in pages with an opaque cursor. A change names the version that it changes (`If-Match`); \
            what has no versions refuses that header rather than pass it over. A POST that changes something names itself (`Idempotency-Key`), unless its body or its answer holds a secret, as for \
            logging in: neither is kept. What cannot be done is told as problem details (RFC 9457), in Chinese or English as \
            `Accept-Language` asks. What a caller may not know of is answered as if it were not there.",
    })
}

/// Adds parameters, headers, ways to log in, and the schema of problems.
pub(super) fn add_components(document: &mut Value) {
    let components = &mut document["components"];
    components["parameters"] = parameters();
    components["headers"] = headers();
    components["examples"] = Value::Object(super::problems::examples());
    components["securitySchemes"] = security_schemes();
    components["schemas"]["Problem"] = problem_schema();
    components["schemas"]["ProblemPlace"] = serde_json::to_value(PlaceBody::schema()).unwrap_or_default();
}

fn parameters() -> Value {
    json!({
        "AcceptLanguage": {
            "name": "Accept-Language", "in": "header", "required": false, "schema": { "type": "string" }, "example": "zh-CN,en;q=0.5",
            "description": "The language of sentences in the answer: Chinese unless English is liked better.",
        },
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": true,
            "schema": { "type": "string", "minLength": 1, "maxLength": KEY_CHARS_MAX, "pattern": "^[A-Za-z0-9._:-]+$" },
            "example": "0191f3c2-7b1e-7cc0-9d5e-3f1f6e2a8b11",
            "description": "The caller's own name for this request: a new one for each new request, the same one when trying again. The answer is \
                kept for 24 hours and given again.",
        },
        "IfMatch": {
            "name": "If-Match", "in": "header", "required": true, "schema": { "type": "string", "pattern": "^\"[0-9]+\"$" }, "example": "\"12\"",
            "description": "The `ETag` that came when the thing was read. When somebody has changed it since, nothing is changed.",
        },
        "IfMatchAtWill": {
            "name": "If-Match", "in": "header", "required": false, "schema": { "type": "string", "pattern": "^\"[0-9]+\"$" }, "example": "\"12\"",
            "description": "The `ETag` that came when the thing was read. Where it is sent and somebody has changed the thing since, nothing is changed.",
        },
    })
}

fn headers() -> Value {
    let header = |schema: Value, description: &str| json!({ "description": description, "schema": schema });
    json!({
        "RequestId": header(json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" }), "The number of the request, as in the server's log."),
        "ETag": header(json!({ "type": "string", "pattern": "^\"[0-9]+\"$" }), "The version, for `If-Match`."),
        "RetryAfter": header(json!({ "type": "integer", "minimum": 0 }), "Seconds after which it may be tried again."),
        "WwwAuthenticate": header(json!({ "type": "string" }), "How to say who asks."),
        "Location": header(json!({ "type": "string" }), "Where the new thing is found."),
        "IdempotencyReplayed": header(json!({ "type": "string", "const": "true" }), "The request came before, and this is the answer that it got then."),
    })
}

fn security_schemes() -> Value {
    json!({
        "session": { "type": "apiKey", "in": "cookie", "name": "__Host-shouwang", "description": "The session of a browser. Without TLS the cookie is called `shouwang`." },
        "csrf": { "type": "apiKey", "in": "header", "name": CSRF_HEADER, "description": "The token of the session against forged requests, from `GET /api/v1/session`." },
        "bearer": { "type": "http", "scheme": "bearer", "description": "The token of a session, for programs." },
    })
}

fn problem_schema() -> Value {
    let mut schema = serde_json::to_value(ProblemBody::schema()).unwrap_or_default();
    let codes: Vec<_> = ProblemCode::ALL.iter().map(|code| code.code()).collect();
    let said = |code: &ProblemCode| format!("`{}` ({}): {} · {}", code.code(), code.status(), code.title(Lang::Zh), code.title(Lang::En));
    let description: Vec<_> = ProblemCode::ALL.iter().map(said).collect();
    schema["properties"]["code"] = json!({ "type": "string", "enum": codes, "description": description.join("\n\n") });
    schema
}
