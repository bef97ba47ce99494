//! `POST /verify`: what a receipt proves, on a page. Nothing is kept.

use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_calendar::Lang;
use utoipa::ToSchema;

use super::receipt_page::{Outcome, page};
use super::verify_page::PageQuery;
use super::verify_receipt::RECEIPT_BYTES_MAX;
use super::view::check_published;
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::operation::{HTML, Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

/// Bytes of the form: a receipt as text, another as a file, and the frame around them.
const FORM_BYTES_MAX: usize = 2 * RECEIPT_BYTES_MAX + 16 * 1024;

pub(crate) const OPERATION: Operation = Operation::of("ledger.receipt")
    .takes(Takes::Form(FORM_BYTES_MAX))
    .gives(&[HTML])
    .fails(&[ProblemCode::NotFound, ProblemCode::Conflict]);

/// A receipt, as text or as a file; the file goes first.
#[derive(Debug, Default, ToSchema)]
pub(crate) struct ReceiptForm {
    /// The receipt as text.
    #[schema(required = false)]
    receipt: String,
    /// The receipt as a file.
    #[schema(value_type = String, format = Binary, required = false)]
    file: Vec<u8>,
}

/// What a receipt proves, or what is wrong with it, on a page. Nothing is looked up and nothing is kept.
#[utoipa::path(
    post, path = "/verify", operation_id = "verifyReceiptOnPage", tag = "publication", params(PageQuery),
    request_body(content = ReceiptForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The page with what it proves", body = String, content_type = "text/html")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    Query(query): Query<PageQuery>,
    request: Request,
) -> Answer<Response> {
    check_published(&api)?;
    let lang = query.language(&info);
    let form = read(request).await?;
    let outcome = match form.brought(lang) {
        Ok(text) => Outcome::Verified(Box::new(api.service().verify_receipt(&text)?)),
        Err(why) => Outcome::Refused(why),
    };
    Ok(page(lang, &outcome, &form.receipt).respond(StatusCode::OK))
}

impl ReceiptForm {
    /// The receipt that was brought, or what to do to bring one.
    fn brought(&self, lang: Lang) -> Result<String, &'static str> {
        let text = if self.file.is_empty() { Some(self.receipt.as_str()) } else { std::str::from_utf8(&self.file).ok() };
        let text = text.ok_or(lang.pick(
            "这个文件不是 UTF-8 文本；请选择原样保存的收据文件。",
            "This file is no text in UTF-8; choose the receipt’s file as it was given.",
        ))?;
        if text.len() > RECEIPT_BYTES_MAX {
            return Err(lang.pick("这段文字太长，不会是收据；请核对。", "This is too long for a receipt; check what you have chosen."));
        }
        // A form sends other line ends than those of the receipt, and who copies by hand takes some space with it.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        match text.trim() {
            "" => Err(lang.pick("请粘贴收据原文，或者选择收据文件。", "Paste the receipt, or choose its file.")),
            text => Ok(format!("{text}\n")),
        }
    }
}

async fn read(request: Request) -> Answer<ReceiptForm> {
    let bad = |said: String| {
        AppError::new(
            ProblemCode::BadRequest,
            "表单无法读取；请返回页面重新提交",
            "The form cannot be read; go back to the page and send it again",
        )
        .because(said)
    };
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| bad(error.body_text()))?;
    let mut read = ReceiptForm::default();
    while let Some(field) = form.next_field().await.map_err(|error| bad(error.body_text()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| bad(error.body_text()))?;
        match name.as_str() {
            "receipt" => read.receipt = String::from_utf8_lossy(&bytes).into_owned(),
            "file" => read.file = bytes.to_vec(),
            _ => {}
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(receipt: &str, file: &[u8]) -> ReceiptForm {
        ReceiptForm { receipt: receipt.to_owned(), file: file.to_vec() }
    }

    #[test]
    fn a_pasted_receipt_is_read_with_the_line_ends_that_it_was_given_with() {
        assert_eq!(form("\r\n a\r\n\r\nb\r\n\r\n", b"").brought(Lang::Zh).as_deref(), Ok("a\n\nb\n"));
        assert_eq!(form("pasted", "\u{feff}file\n".as_bytes()).brought(Lang::Zh).as_deref(), Ok("file\n"));
    }

    #[test]
    fn what_cannot_be_a_receipt_is_answered_with_what_to_do() {
        for (receipt, file) in [("", &b""[..]), (" \r\n ", b""), ("x", &[0xff, 0xfe]), (&"x".repeat(RECEIPT_BYTES_MAX + 1), b"")] {
            assert!(form(receipt, file).brought(Lang::En).is_err());
        }
    }
}
