//! What a handler takes from a request: parameters of the path and the query, JSON, the version to change. What does not fit is refused with
//! its place, in both languages.

use axum::RequestPartsExt as _;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use shouwang_app::problem::{AppError, FieldError, ProblemCode};

use crate::problem::{Answer, Problem};

/// Bytes of a query string: the longest cursor that the document allows, and conditions beside it.
const QUERY_BYTES_MAX: usize = 24 * 1024;

/// Parameters of the path.
#[derive(Debug)]
pub(crate) struct Path<T>(pub(crate) T);

/// Parameters of the query.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

/// A JSON body.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

/// The bytes of a workbook.
#[derive(Debug)]
pub(crate) struct Workbook(pub(crate) Bytes);

/// The version that the caller has seen and wants to change (`If-Match`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IfMatch(pub(crate) i64);

impl<T: DeserializeOwned + Send + 'static, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Answer<Path<T>> {
        let read = parts.extract::<axum::extract::Path<T>>().await;
        let axum::extract::Path(value) = read.map_err(|rejection| bad_path(&rejection))?;
        check_characters(parts.uri.path(), "path")?;
        Ok(Path(value))
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Answer<Query<T>> {
        let query = parts.uri.query().unwrap_or_default();
        if query.len() > QUERY_BYTES_MAX {
            let zh = format!("查询参数共最多 {QUERY_BYTES_MAX} 字节");
            return Err(AppError::new(ProblemCode::BadParameter, zh, format!("The query has at most {QUERY_BYTES_MAX} bytes")).into());
        }
        check_characters(query, "query")?;
        let pairs = form_urlencoded::parse(query.as_bytes());
        let read = serde_path_to_error::deserialize(serde_html_form::Deserializer::new(pairs));
        read.map(Query).map_err(|error| {
            let place = error.path().to_string();
            let said = error.into_inner().to_string();
            match said.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
                Some(missing) => missing_parameter(missing).into(),
                None => bad_parameter(if place == "." { "query" } else { &place }, &said).into(),
            }
        })
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Answer<Json<T>> {
        let bytes = Bytes::from_request(request, state).await.map_err(AppError::internal)?;
        parse_json(&bytes).map(Json)
    }
}

impl<S: Send + Sync> FromRequest<S> for Workbook {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Answer<Workbook> {
        Ok(Workbook(Bytes::from_request(request, state).await.map_err(AppError::internal)?))
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Answer<IfMatch> {
        IfMatch::read(&parts.headers)?.ok_or_else(|| no_version().into())
    }
}

impl IfMatch {
    /// The version that headers name, if they name one.
    pub(crate) fn read(headers: &HeaderMap) -> Answer<Option<IfMatch>> {
        let Some(given) = headers.get(header::IF_MATCH) else { return Ok(None) };
        let version = given.to_str().ok().and_then(version_of).map(IfMatch);
        version.map(Some).ok_or_else(|| bad_parameter("If-Match", "an ETag such as \"12\" is expected").into())
    }
}

/// A change has to name its version and does not.
pub(crate) fn no_version() -> AppError {
    AppError::new(
        ProblemCode::PreconditionRequired,
        "更改须带请求头 If-Match，值为读取时得到的 ETag，以免覆盖他人的更改",
        "A change needs the header `If-Match` with the `ETag` that came when it was read, so that nobody else's change is overwritten",
    )
}

/// The `ETag` of a version.
pub(crate) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn version_of(etag: &str) -> Option<i64> {
    etag.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// Reads JSON; a mistake is told with its place.
pub(crate) fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Answer<T> {
    if bytes.windows(6).any(|six| six == br"\u0000") {
        return Err(AppError::invalid_at("/", "文字中不能有字符 U+0000", "a text cannot hold the character U+0000").into());
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| bad_json(&error))?;
    reader.end().map_err(|error| bad_syntax(&error))?;
    Ok(value)
}

fn bad_json(error: &serde_path_to_error::Error<serde_json::Error>) -> AppError {
    let inner = error.inner();
    if !inner.is_data() {
        return bad_syntax(inner);
    }
    let place = error.path().iter().filter_map(pointer_step).collect::<String>();
    let said = inner.to_string();
    let said = said.split(" at line ").next().unwrap_or_default().to_owned();
    AppError::invalid_at(
        if place.is_empty() { "/".to_owned() } else { place },
        format!("与接口说明不符（{said}）"),
        format!("not as described: {said}"),
    )
}

fn pointer_step(step: &serde_path_to_error::Segment) -> Option<String> {
    use serde_path_to_error::Segment;
    match step {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn bad_syntax(error: &serde_json::Error) -> AppError {
    let (line, column) = (error.line(), error.column());
    AppError::new(
        ProblemCode::BadRequest,
        format!("请求正文不是 JSON：第 {line} 行第 {column} 个字符附近有误"),
        format!("The body is no JSON: there is a mistake near line {line}, character {column}"),
    )
}

fn bad_path(rejection: &PathRejection) -> AppError {
    use axum::extract::path::ErrorKind;
    let place = match rejection {
        PathRejection::FailedToDeserializePathParams(error) => match error.kind() {
            ErrorKind::ParseErrorAtKey { key, .. }
            | ErrorKind::InvalidUtf8InPathParam { key }
            | ErrorKind::DeserializeError { key, .. } => key.clone(),
            _ => "path".to_owned(),
        },
        _ => "path".to_owned(),
    };
    bad_parameter(&place, &rejection.body_text())
}

/// A parameter that is not what it has to be.
pub(crate) fn bad_parameter(place: &str, said: &str) -> AppError {
    wrong_parameter(FieldError::new(place, format!("不是这个参数可有的值（{said}）"), format!("not a value of this parameter: {said}")))
}

/// A parameter that has to be there and is not.
fn missing_parameter(name: &str) -> AppError {
    wrong_parameter(FieldError::new(name, format!("缺少参数 {name}"), format!("the parameter `{name}` is missing")))
}

fn wrong_parameter(error: FieldError) -> AppError {
    let wrong = AppError::new(ProblemCode::BadParameter, "参数有误；请对照接口说明更正", "A parameter is wrong; correct it as described");
    AppError { fields: vec![error], ..wrong }
}

/// No text of ours holds U+0000, and one of the databases could not even be asked for it.
fn check_characters(encoded: &str, place: &str) -> Answer<()> {
    if encoded.contains("%00") { Err(bad_parameter(place, "the character U+0000").into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_its_own_etag_and_from_nothing_else() {
        assert_eq!(version_of(&etag(12)), Some(12));
        assert_eq!(version_of("12"), None);
        assert_eq!(version_of("W/\"12\""), None);
        assert_eq!(version_of("\"\""), None);
    }

    #[test]
    fn a_mistake_in_json_is_told_with_its_place() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            #[expect(dead_code, reason = "only reading is looked at")]
            rows: Vec<u8>,
        }
        let error = |text: &str| *parse_json::<Rows>(text.as_bytes()).unwrap_err().0;
        assert_eq!(error(r#"{"rows":[1,"x"]}"#).fields[0].place, "/rows/1");
        assert!(error(r#"{"rows":[],"raws":1}"#).fields[0].detail.en.contains("raws"));
        assert_eq!(error(r#"{"rows":"#).code, ProblemCode::BadRequest);
        assert_eq!(error(r#"{"rows":[]} x"#).code, ProblemCode::BadRequest);
    }
}
