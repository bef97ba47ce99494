//! A file as an answer: sent piece by piece, and gone when it is sent.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use shouwang_app::problem::AppError;
use shouwang_app::service::Exported;
use tokio_util::io::ReaderStream;

use crate::problem::Answer;

/// Bytes that are read at once.
const PIECE_BYTES: usize = 64 * 1024;

/// The answer that carries a file.
pub(crate) async fn send(exported: Exported, media: &'static str) -> Answer<Response> {
    let file = tokio::fs::File::open(&exported.path).await.map_err(AppError::internal)?;
    let length = file.metadata().await.map_err(AppError::internal)?.len();
    let name = exported.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // The folder of the file goes away with the last piece.
    let pieces = ReaderStream::with_capacity(file, PIECE_BYTES).map(move |piece| {
        let _kept = &exported;
        piece
    });
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
