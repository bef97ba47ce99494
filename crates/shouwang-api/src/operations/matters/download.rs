//! What somebody brought or what was printed, sent to be saved: under rules of its own, so that no browser ever runs it as part of these pages.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use shouwang_app::problem::AppError;

use crate::operations::registers::view::path_step;
use crate::problem::Answer;

/// Nothing may be loaded, run or framed.
const ALONE: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
/// The answer that carries bytes to be saved under a name.
pub(super) fn attachment(name: &str, media: &'static str, bytes: Vec<u8>) -> Answer<Response> {
    let disposition = HeaderValue::try_from(disposition(name)).map_err(AppError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_LENGTH, HeaderValue::from(bytes.len())),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, ALONE),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}

/// RFC 6266: a name of plain signs for whoever reads no other, and the whole one.
fn disposition(name: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|sign| if is_plain(sign) { sign } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", path_step(name))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_neither_breaks_out_of_its_header_nor_loses_its_signs() {
        assert_eq!(
            disposition("报告\"\r\n;.pdf"),
            "attachment; filename=\"______.pdf\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%22%0D%0A%3B.pdf"
        );
        assert_eq!(disposition("a-1.docx"), "attachment; filename=\"a-1.docx\"; filename*=UTF-8''a-1.docx");
    }
}
