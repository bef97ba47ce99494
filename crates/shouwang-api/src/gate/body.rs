//! The body of a request: in the form that the operation takes, no larger than allowed, and there in time.
//!
//! It is read as a whole before the operation begins, small ones into memory and files into a temporary file, so that a slow sender holds up
//! nobody and the same request is known again by its fingerprint.

use std::io;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, HeaderValue, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use sha2::{Digest as _, Sha256};
use shouwang_app::edge::hex;
use shouwang_app::problem::{AppError, ProblemCode};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};
use tokio_util::io::ReaderStream;

use crate::operation::{BYTES, JSON, JSON_BYTES_MAX, Operation, TEXT, Takes, XLSX};
use crate::problem::Answer;

/// A form with files.
pub(crate) const FORM: &str = "multipart/form-data";
/// Bytes that are read of a file at once.
const READ_BYTES: usize = 64 * 1024;

/// Reads the body; the same request with its body at hand, and a digest of what it says. A form says its names and files, not how a browser
/// frames them: each attempt has another boundary.
pub(super) async fn take(operation: &Operation, request: Request, timeout: Duration) -> Answer<(Request, String)> {
    let (media, bytes_max) = match operation.takes {
        Takes::Nothing => {
            let request = tokio::time::timeout(timeout, refuse_body(request)).await.map_err(|_| slow())??;
            return Ok((request, String::new()));
        }
        Takes::Untyped(bytes_max) => (None, bytes_max),
        Takes::Json => (Some(JSON), JSON_BYTES_MAX),
        Takes::Form(bytes_max) => (Some(FORM), bytes_max),
        Takes::Text(bytes_max) => (Some(TEXT), bytes_max),
        Takes::Bytes(bytes_max) => (Some(BYTES), bytes_max),
        Takes::Workbook => (Some(XLSX), JSON_BYTES_MAX),
    };
    if let Some(media) = media {
        check_media(media, request.headers())?;
    }
    if request.body().size_hint().lower() > u64::try_from(bytes_max).unwrap_or(u64::MAX) {
        return Err(too_large(bytes_max).into());
    }
    let (parts, body) = request.into_parts();
    let form = parts.headers.get(header::CONTENT_TYPE).filter(|_| media == Some(FORM) && operation.keyed);
    let reading = async {
        let body = Limited::new(body, bytes_max);
        if bytes_max > JSON_BYTES_MAX { into_file(body, bytes_max, form).await } else { into_memory(body, bytes_max).await }
    };
    let (body, digest) = tokio::time::timeout(timeout, reading).await.map_err(|_| slow())??;
    let mut request = Request::from_parts(parts, body);
    // It is limited already; what reads it must not have a narrower limit of its own.
    DefaultBodyLimit::disable().apply(&mut request);
    Ok((request, digest))
}

/// Where nothing is taken, nothing may be sent: otherwise somebody believes that it was followed.
///
/// One that is sent in chunks does not say beforehand how long it is: its first bytes are waited for.
async fn refuse_body(request: Request) -> Answer<Request> {
    let (parts, mut body) = request.into_parts();
    let mut is_empty = body.size_hint().lower() == 0;
    while is_empty && let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| unreadable(Box::new(error), 0))?;
        is_empty = frame.data_ref().is_none_or(|bytes| bytes.is_empty());
    }
    if is_empty {
        return Ok(Request::from_parts(parts, Body::empty()));
    }
    Err(AppError::new(ProblemCode::BadRequest, "此操作没有请求正文；请删去", "This operation takes no body; leave it out").into())
}

fn check_media(media: &str, headers: &HeaderMap) -> Answer<()> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if given.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media) {
        return Ok(());
    }
    let zh = format!("请求正文须为 {media}；请更正请求头 Content-Type");
    let en = format!("The body has to be {media}; correct the header `Content-Type`");
    Err(AppError::new(ProblemCode::UnsupportedMediaType, zh, en).into())
}

async fn into_memory(body: Limited<Body>, bytes_max: usize) -> Answer<(Body, String)> {
    let bytes = body.collect().await.map_err(|error| unreadable(error, bytes_max))?.to_bytes();
    let digest = hex(&Sha256::digest(&bytes));
    Ok((Body::from(bytes), digest))
}

async fn into_file(mut body: Limited<Body>, bytes_max: usize, form: Option<&HeaderValue>) -> Answer<(Body, String)> {
    let file = tempfile::tempfile().map_err(AppError::internal)?;
    let mut file = tokio::fs::File::from_std(file);
    let mut digest = Sha256::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| unreadable(error, bytes_max))?;
        if let Some(bytes) = frame.data_ref() {
            digest.update(bytes);
            file.write_all(bytes).await.map_err(AppError::internal)?;
        }
    }
    file.flush().await.map_err(AppError::internal)?;
    file.rewind().await.map_err(AppError::internal)?;
    let raw = hex(&digest.finalize());
    let said = match form {
        Some(form) => form_digest(&mut file, form).await.map_err(AppError::internal)?,
        None => None,
    };
    Ok((Body::from_stream(ReaderStream::with_capacity(file, READ_BYTES)), said.unwrap_or(raw)))
}

/// The digest of what a form says; the file stands at its beginning before and after. None where it is no form: whoever reads it will say so.
async fn form_digest(file: &mut tokio::fs::File, content_type: &HeaderValue) -> io::Result<Option<String>> {
    let body = Body::from_stream(ReaderStream::with_capacity(file.try_clone().await?, READ_BYTES));
    let mut request = Request::new(body);
    request.headers_mut().insert(header::CONTENT_TYPE, content_type.clone());
    DefaultBodyLimit::disable().apply(&mut request);
    let digest = digest_fields(request).await;
    // The copy reads with the same position.
    file.rewind().await?;
    Ok(digest.ok())
}

async fn digest_fields(request: Request) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let mut form = Multipart::from_request(request, &()).await?;
    let mut all = Sha256::new();
    while let Some(mut field) = form.next_field().await? {
        // Of each part its digest, so that one's end cannot be taken for another's beginning.
        for name in [field.name(), field.file_name()] {
            all.update(Sha256::digest(name.unwrap_or_default()));
        }
        let mut content = Sha256::new();
        while let Some(piece) = field.chunk().await? {
            content.update(&piece);
        }
        all.update(content.finalize());
    }
    Ok(hex(&all.finalize()))
}

fn unreadable(error: Box<dyn std::error::Error + Send + Sync>, bytes_max: usize) -> AppError {
    if error.is::<LengthLimitError>() {
        return too_large(bytes_max);
    }
    AppError::new(ProblemCode::BadRequest, "请求正文没有完整送到；请重试", "The body did not arrive whole; try again").because(error)
}

fn too_large(bytes_max: usize) -> AppError {
    AppError::new(
        ProblemCode::TooLarge,
        format!("请求正文最多 {bytes_max} 字节；请分几次提交"),
        format!("The body has at most {bytes_max} bytes; send it in parts"),
    )
}

fn slow() -> AppError {
    AppError::new(
        ProblemCode::RequestTimeout,
        "请求正文没有及时送到；请检查网络后重试",
        "The body did not arrive in time; check the network and try again",
    )
}
