//! What stands before every operation: who asks, whether he may, how often, with what; what the operation's declaration says is carried out
//! here.
//!
//! The order is that of the cheapest refusal first. Which rows a caller may see or write is not decided here but by the use case: here only
//! whether the operation is open to him at all.

mod accept;
mod authenticate;
mod body;
mod idempotency;
mod version;

use std::borrow::Cow;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shouwang_app::caller::Caller;
use shouwang_app::problem::{AppError, FieldError, ProblemCode};
use tracing::Instrument as _;

pub(crate) use authenticate::{CSRF_HEADER, LoggedIn, Token, session_cookie};
pub(crate) use idempotency::{IdempotencyKey, KEY_CHARS_MAX};

use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::problem::{Answer, Problem};
use crate::router::{Entry, QueryParameter};
use crate::state::Api;

/// Seconds after which somebody may ask what became of a request that is still under way.
const IN_PROGRESS_S: u32 = 5;

/// Lets a request through to its operation, or says why not.
pub(crate) async fn gate(State(api): State<Api>, info: RequestInfo, request: Request, next: Next) -> Response {
    pass(&api, &info, request, next).await.unwrap_or_else(Problem::into_response)
}

async fn pass(api: &Api, info: &RequestInfo, mut request: Request, next: Next) -> Answer<Response> {
    let entry = match entry(api, &request) {
        Ok(entry) => entry,
        Err(refusal) => return Ok(*refusal),
    };
    let operation = entry.operation;
    check_query(entry, &request)?;
    accept::check(operation, request.headers())?;
    let mut logged_in =
        if operation.is_public() { None } else { Some(authenticate::caller(api, info, operation, request.headers()).await?) };
    let version = version::named(operation, request.headers())?;
    if let Some(logged_in) = &mut logged_in {
        logged_in.caller.version = version;
        limit_login(api, info, &logged_in.caller)?;
        may(api, operation, &logged_in.caller)?;
        request.extensions_mut().insert(logged_in.clone());
    }
    let seconds = api.settings().operation_timeout_s.map_or(operation.timeout_s, |most| most.min(operation.timeout_s));
    let timeout = Duration::from_secs(seconds.into());
    let (request, fingerprint) = body::take(operation, request, timeout).await?;
    match logged_in.filter(|_| operation.keyed) {
        Some(logged_in) => {
            let work = idempotency::once(api.clone(), operation, info.clone(), logged_in, fingerprint, request, next);
            let work = unstoppable(api, work);
            tokio::time::timeout(timeout, work).await.unwrap_or_else(|_| Err(goes_on(seconds).into()))
        }
        None if operation.changes() => {
            let work = unstoppable(api, async { Ok(next.run(request).await) });
            tokio::time::timeout(timeout, work).await.unwrap_or_else(|_| Err(may_be_done(seconds).into()))
        }
        None => {
            let work = async { Ok(next.run(request).await) };
            tokio::time::timeout(timeout, work).await.unwrap_or_else(|_| Err(timed_out(seconds).into()))
        }
    }
}

/// Carries out what changes something, to its end: a caller who goes away or is not waited for any longer must not stop it between the write and
/// the answer that is kept of it, because who then comes again would have it done twice; and nobody may be told that it was stopped when it
/// was written. A server that stops waits for it.
async fn unstoppable(api: &Api, work: impl Future<Output = Answer<Response>> + Send + 'static) -> Answer<Response> {
    let under_way = api.under_way();
    let work = async move {
        let _under_way = under_way;
        work.await
    };
    tokio::spawn(work.in_current_span()).await.map_err(|error| AppError::internal(format!("the handler broke down: {error}")))?
}

/// The operation that a request means; otherwise the answer that says which methods there are.
fn entry<'a>(api: &'a Api, request: &Request) -> Result<&'a Entry, Box<Response>> {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
    api.operations().get(method, path).ok_or_else(|| {
        let allowed = api.operations().methods(path).join(", ");
        let zh = format!("这个地址不支持这个方法；支持：{allowed}");
        let error =
            AppError::new(ProblemCode::MethodNotAllowed, zh, format!("This address does not know this method; it knows: {allowed}"));
        let mut response = Problem::from(error).into_response();
        if let Ok(allowed) = HeaderValue::try_from(allowed) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        Box::new(response)
    })
}

/// A parameter that nobody reads would silently not be followed, and one longer than the document says would be followed in part.
fn check_query(entry: &Entry, request: &Request) -> Answer<()> {
    let Some(query) = request.uri().query() else { return Ok(()) };
    let flaw = |(name, value): (Cow<'_, str>, Cow<'_, str>)| match entry.parameters.iter().find(|known| known.name == name) {
        Some(known) => known.chars_max.filter(|max| value.chars().count() > *max).map(|max| too_long(&name, max)),
        None => Some(unknown_parameter(&name, &entry.parameters)),
    };
    let flaws: Vec<_> = form_urlencoded::parse(query.as_bytes()).filter_map(flaw).take(20).collect();
    if flaws.is_empty() {
        return Ok(());
    }
    let mut error = AppError::new(ProblemCode::BadParameter, "查询参数不认识或太长", "Query parameters are unknown or too long");
    error.fields = flaws;
    Err(error.into())
}

fn too_long(name: &str, chars_max: usize) -> FieldError {
    FieldError::new(name, format!("最多{chars_max}个字符"), format!("It has at most {chars_max} characters"))
}

fn unknown_parameter(name: &str, known: &[QueryParameter]) -> FieldError {
    let name: String = name.chars().take(100).collect();
    if known.is_empty() {
        return FieldError::new(name, "此操作没有查询参数；请删去", "This operation has no query parameters; leave it out");
    }
    let known: Vec<_> = known.iter().map(|known| known.name.as_str()).collect();
    let (zh, en) = (known.join("、"), known.join(", "));
    FieldError::new(name, format!("没有这个参数；可用的有：{zh}"), format!("There is no such parameter; there are: {en}"))
}

fn limit_login(api: &Api, info: &RequestInfo, caller: &Caller) -> Answer<()> {
    api.login_limiter().take(&caller.login, info.now).map_err(|wait_s| {
        AppError::new(
            ProblemCode::TooManyRequests,
            format!("此账户的请求过于频繁；请在 {wait_s} 秒后再试"),
            format!("There are too many requests of this account; try again in {wait_s} s"),
        )
        .retry_after(wait_s)
        .into()
    })
}

/// Whether the operation is open to the caller at all.
fn may(api: &Api, operation: &Operation, caller: &Caller) -> Answer<()> {
    let row = operation.authority().ok_or_else(|| AppError::internal(format!("{} has no row of authority", operation.authority)))?;
    Ok(api.service().may(caller, row)?)
}

fn goes_on(seconds: u16) -> AppError {
    AppError::new(
        ProblemCode::TimedOut,
        format!("{seconds} 秒内没有完成，仍在继续办理；请稍后用同一幂等键再问结果"),
        format!("It was not done within {seconds} s and goes on; ask again later with the same idempotency key"),
    )
    .retry_after(IN_PROGRESS_S)
}

fn may_be_done(seconds: u16) -> AppError {
    AppError::new(
        ProblemCode::TimedOut,
        format!("{seconds} 秒内没有完成，仍在继续办理；请稍后查看是否已改，再决定是否重做"),
        format!("It was not done within {seconds} s and goes on; look later whether it is done before you do it again"),
    )
    .retry_after(IN_PROGRESS_S)
}

fn timed_out(seconds: u16) -> AppError {
    AppError::new(
        ProblemCode::TimedOut,
        format!("{seconds} 秒内没有完成，已中止；请缩小范围后再试"),
        format!("It was not done within {seconds} s and was stopped; ask for less, or try again later"),
    )
}
