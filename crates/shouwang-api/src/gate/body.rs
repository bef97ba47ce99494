//! The body of a request: in the form that the operation takes, no larger than allowed, and there in time.
//!
//! It is read as a whole before the operation begins, small ones into memory and files into a temporary file, so that a slow sender holds up
//! nobody and the same request is known again by its fingerprint.

use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
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

/// Reads the body; the same request with its body at hand, and the SHA-256 of the body.
pub(super) async fn take(operation: &Operation, request: Request, timeout: Duration) -> Answer<(Request, String)> {
    let (media, bytes_max) = match operation.takes {
        Takes::Nothing => return Ok((refuse_body(request)?, String::new())),
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
    let reading = async {
        let body = Limited::new(body, bytes_max);
        if bytes_max > JSON_BYTES_MAX { into_file(body, bytes_max).await } else { into_memory(body, bytes_max).await }
    };
    let (body, digest) = tokio::time::timeout(timeout, reading).await.map_err(|_| slow())??;
    Ok((Request::from_parts(parts, body), digest))
}

/// Where nothing is taken, nothing may be sent: otherwise somebody believes that it was followed.
fn refuse_body(request: Request) -> Answer<Request> {
    if request.body().size_hint().lower() == 0 {
        return Ok(request);
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

async fn into_file(mut body: Limited<Body>, bytes_max: usize) -> Answer<(Body, String)> {
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
    Ok((Body::from_stream(ReaderStream::with_capacity(file, 64 * 1024)), hex(&digest.finalize())))
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
