//! What stands around every request: its number and moment, the log line, the metrics, the headers, the body of a problem, and that a
//! handler that breaks down answers all the same.
//!
//! What depends on the operation is not here but in [`crate::gate`].

mod headers;
mod info;
pub(crate) mod limiter;
pub(crate) mod streams;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use shouwang_app::account::network_of;
use shouwang_app::problem::{AppError, ProblemCode};
use tracing::Instrument as _;

pub(crate) use info::{PeerAddress, RequestInfo};

use crate::page;
use crate::problem::{self, Problem, Unwritten};
use crate::state::Api;

/// The header that carries the number of a request.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// Carries out one request with everything that stands around it.
pub(crate) async fn frame(State(api): State<Api>, mut request: Request, next: Next) -> Response {
    let info = RequestInfo::read(&api, &request);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let page_lang = page::language(request.uri().query(), info.lang);
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(info.clone());

    let span = tracing::info_span!("request", id = %info.id, login = tracing::field::Empty);
    let working = api.metrics().begin();
    let answered = match api.client_limiter().take(&network_of(info.client).to_string(), info.now) {
        Ok(()) => AssertUnwindSafe(next.run(request).instrument(span.clone())).catch_unwind().await,
        Err(wait_s) => Ok(too_many(wait_s).into_response()),
    };
    drop(working);
    let response = answered.unwrap_or_else(|panic| broken(panic.as_ref()).into_response());

    let error = response.extensions().get::<Unwritten>().map(|unwritten| Arc::clone(&unwritten.0));
    let is_bare = !response.headers().contains_key(header::CONTENT_TYPE);
    let error = error.or_else(|| plain_refusal(response.status()).filter(|_| is_bare).map(Arc::new));
    let mut response = match &error {
        Some(error) if api.operations().get(&method, &route).is_some_and(|entry| entry.operation.gives_pages()) => {
            page::write_problem(problem::write(response, error, &info.id, page_lang), error, page_lang)
        }
        Some(error) => problem::write(response, error, &info.id, info.lang),
        None => response,
    };
    if let Ok(id) = HeaderValue::from_str(&info.id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    headers::add(response.headers_mut(), api.settings().is_secure());
    let took = api.clock().now().duration_since(info.now);
    api.metrics().observe(&method, &route, response.status(), took.as_secs_f64());
    span.in_scope(|| log(&method, &path, &info, response.status(), took.as_secs_f64(), error.as_deref()));
    response
}

/// One line for each request. What failed on our side is logged here and nowhere else, with its cause.
fn log(method: &Method, path: &str, info: &RequestInfo, status: StatusCode, took_s: f64, error: Option<&AppError>) {
    let (status, client) = (status.as_u16(), info.client);
    let code = error.map(|error| error.code.code());
    match error {
        Some(error) if status >= 500 => tracing::error!(%method, path, status, took_s, %client, code, cause = %error, "failed"),
        _ => tracing::info!(%method, path, status, took_s, %client, code, "answered"),
    }
}

fn too_many(wait_s: u32) -> Problem {
    AppError::new(
        ProblemCode::TooManyRequests,
        format!("请求过于频繁；请在 {wait_s} 秒后再试"),
        format!("There are too many requests from you; try again in {wait_s} s"),
    )
    .retry_after(wait_s)
    .into()
}

fn broken(panic: &(dyn std::any::Any + Send)) -> Problem {
    let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
    AppError::internal(format!("the handler broke down: {}", said.unwrap_or_else(|| "without a word".to_owned()))).into()
}

/// What the router refuses by itself has a status and no body.
fn plain_refusal(status: StatusCode) -> Option<AppError> {
    Some(match status {
        StatusCode::METHOD_NOT_ALLOWED => AppError::new(
            ProblemCode::MethodNotAllowed,
            "这个地址不支持这个方法；支持的方法见响应头 Allow",
            "This address does not know this method; the header `Allow` names those it knows",
        ),
        StatusCode::NOT_FOUND => AppError::not_found(),
        _ => return None,
    })
}
