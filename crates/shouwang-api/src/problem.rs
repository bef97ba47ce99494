//! Problem details (RFC 9457): what a caller is told when something could not be done.
//!
//! A handler only says [`Problem`]; the language and the number of the request are known to [`crate::frame`], which writes the body and logs
//! the cause, once. Nothing here may show a cause.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_calendar::Lang;
use utoipa::ToSchema;

/// The media type of problem details.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// What a handler answers when something could not be done.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) Box<AppError>);

/// What a handler answers.
pub(crate) type Answer<T> = Result<T, Problem>;

/// An error on its way from the handler to the frame.
#[derive(Clone, Debug)]
pub(crate) struct Unwritten(pub(crate) Arc<AppError>);

/// Why a request was not carried out (RFC 9457). A program decides by `code`; `title` and `detail` are for people and come in the language
/// that `Accept-Language` asks for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// `urn:shouwang:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// What problems of this code are called.
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// The code, from the list of codes.
    code: &'static str,
    /// What is wrong and what to do.
    detail: String,
    /// `urn:shouwang:request:` and the number of the request.
    instance: String,
    /// The number of the request, as in the header `X-Request-Id` and in the server's log.
    request_id: String,
    /// What is wrong in single places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<PlaceBody>,
}

/// What is wrong in one place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProblemPlace)]
pub(crate) struct PlaceBody {
    /// A JSON pointer into the body (`/rows/0/name`), or the name of a parameter or header.
    place: String,
    /// What is wrong there and what to do.
    detail: String,
}

impl ProblemBody {
    /// What is told of an error.
    pub(crate) fn new(error: &AppError, request_id: &str, lang: Lang) -> ProblemBody {
        let place =
            |field: &shouwang_app::problem::FieldError| PlaceBody { place: field.place.clone(), detail: field.detail.get(lang).to_owned() };
        ProblemBody {
            kind: format!("urn:shouwang:problem:{}", error.code.code()),
            title: error.code.title(lang),
            status: error.code.status(),
            code: error.code.code(),
            detail: error.detail.get(lang).to_owned(),
            instance: format!("urn:shouwang:request:{request_id}"),
            request_id: request_id.to_owned(),
            errors: error.fields.iter().map(place).collect(),
        }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Problem {
        Problem(Box::new(error))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Unwritten(Arc::new(*self.0)));
        response
    }
}

/// Writes the body of a problem.
pub(crate) fn write(response: Response, error: &AppError, request_id: &str, lang: Lang) -> Response {
    let body = serde_json::to_vec(&ProblemBody::new(error, request_id, lang)).unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    parts.headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.pick("zh", "en")));
    if let Some(seconds) = error.retry_after_s.or_else(|| usual_wait(error.code)) {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if error.code.status() == 401 {
        parts.headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"shouwang\""));
    }
    Response::from_parts(parts, body.into())
}

/// Seconds after which something that passes may be tried again.
fn usual_wait(code: ProblemCode) -> Option<u32> {
    match code {
        ProblemCode::TooManyRequests | ProblemCode::Unavailable | ProblemCode::InProgress => Some(1),
        ProblemCode::TimedOut => Some(10),
        _ => None,
    }
}
