//! Once is once: a request that comes twice under one key is carried out once and answered twice.
//!
//! The key is the caller's (`Idempotency-Key`). The answer of what was carried out is kept for a day, a refusal as well; what failed on our
//! side is not kept, so that it may be tried again.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};
use shouwang_app::edge::hex;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{Known, Repeatable, StoredAnswer};

use super::LoggedIn;
use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::problem::{self, Answer, Unwritten};
use crate::state::Api;

/// The header that carries the caller's own name for a request.
pub(crate) const KEY_HEADER: &str = "idempotency-key";
/// The header of an answer that was given before.
pub(crate) const REPLAYED_HEADER: &str = "idempotency-replayed";
/// Characters of a key.
pub(crate) const KEY_CHARS_MAX: usize = 64;
/// Headers that belong to an answer.
const KEPT: [HeaderName; 4] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION, header::CONTENT_LANGUAGE];

/// Carries a request out, unless it was carried out before.
pub(super) async fn once(
    api: Api,
    operation: &'static Operation,
    info: RequestInfo,
    mut logged_in: LoggedIn,
    body_digest: String,
    mut request: Request,
    next: Next,
) -> Answer<Response> {
    let key = key(&request)?;
    let login = &logged_in.caller.login.clone();
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    // The same change of another version is another request.
    let version = request.headers().get(header::IF_MATCH).and_then(|version| version.to_str().ok());
    let version = version.map(|version| format!(" {version}")).unwrap_or_default();
    let fingerprint = hex(&Sha256::digest(format!("{} {target} {body_digest}{version}", request.method())));
    let repeatable = Repeatable { login, key: &key, fingerprint: &fingerprint };
    match api.service().take_on(repeatable, info.now, operation.timeout_s).await? {
        Known::New => {}
        Known::Answered(answer) => return replay(&answer),
        Known::UnderWay => return Err(under_way().into()),
        Known::OtherRequest => return Err(other_request().into()),
    }
    logged_in.caller.key = Some(key.clone());
    request.extensions_mut().insert(logged_in);
    request.extensions_mut().insert(IdempotencyKey(key.clone()));
    let response = next.run(request).await;
    let (response, answer) = read(response, &info).await?;
    match answer {
        Some(answer) => api.service().keep_answer(repeatable, &answer).await?,
        None => api.service().give_up(repeatable).await?,
    }
    Ok(response)
}

/// The caller's own name for the request, for the act that it leads to.
#[derive(Clone, Debug)]
pub(crate) struct IdempotencyKey(pub(crate) String);

fn key(request: &Request) -> Answer<String> {
    let given = request.headers().get(KEY_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
    if !given.is_empty() && given.len() <= KEY_CHARS_MAX && given.bytes().all(fits) {
        return Ok(given.to_owned());
    }
    let zh = format!("请带请求头 Idempotency-Key：1至{KEY_CHARS_MAX}个字母、数字或 ._:- ，每个新请求用一个新值（如 UUID），重试时用原值");
    let en = format!(
        "Send the header `Idempotency-Key`: 1 to {KEY_CHARS_MAX} letters, digits or ._:- , a new one (such as a UUID) for each new request, the same one when trying again"
    );
    Err(AppError::new(ProblemCode::HeaderMissing, zh, en).at("Idempotency-Key", "缺少或不合要求", "missing, or not of this form").into())
}

/// The answer as it is kept; none for what failed on our side.
async fn read(response: Response, info: &RequestInfo) -> Answer<(Response, Option<StoredAnswer>)> {
    if response.status().is_server_error() || response.status() == StatusCode::TOO_MANY_REQUESTS {
        return Ok((response, None));
    }
    let refused = response.extensions().get::<Unwritten>().cloned();
    let response = match refused {
        Some(refused) => {
            let mut written = problem::write(response, &refused.0, &info.id, info.lang);
            written.extensions_mut().remove::<Unwritten>();
            written
        }
        None => response,
    };
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(AppError::internal)?.to_bytes();
    let kept = KEPT.iter().filter_map(|name| Some((name.as_str(), parts.headers.get(name)?.to_str().ok()?)));
    let answer = StoredAnswer {
        status: parts.status.as_u16(),
        headers: serde_json::to_string(&kept.collect::<Vec<_>>()).map_err(AppError::internal)?,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    Ok((Response::from_parts(parts, Body::from(bytes)), Some(answer)))
}

fn replay(answer: &StoredAnswer) -> Answer<Response> {
    let headers: Vec<(String, String)> = serde_json::from_str(&answer.headers).map_err(AppError::internal)?;
    let mut response = Response::new(Body::from(answer.body.clone()));
    *response.status_mut() = StatusCode::from_u16(answer.status).map_err(AppError::internal)?;
    for (name, value) in headers {
        let name = HeaderName::try_from(name).map_err(AppError::internal)?;
        response.headers_mut().insert(name, HeaderValue::try_from(value).map_err(AppError::internal)?);
    }
    response.headers_mut().insert(REPLAYED_HEADER, HeaderValue::from_static("true"));
    Ok(response)
}

fn under_way() -> AppError {
    AppError::new(
        ProblemCode::InProgress,
        "同一请求正在处理；请稍后用同一幂等键再试",
        "The same request is under way; try again later with the same key",
    )
}

fn other_request() -> AppError {
    AppError::new(
        ProblemCode::KeyReused,
        "这个幂等键已用于内容不同的请求；新请求请用新的键",
        "This key was used for a request that says something else; use a new key for a new request",
    )
}
