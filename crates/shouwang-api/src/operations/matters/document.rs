//! `GET /api/v1/matters/{number}/documents/{document}`: the application form or the reply of a matter, made for printing.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{DocumentAsked, DocumentForm};
use shouwang_calendar::Lang;
use utoipa::IntoParams;

use super::download::attachment;
use crate::extract::{Path, Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{DOCX, Operation, PDF};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.document").gives(&[PDF, DOCX]);

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DocumentLanguage {
    /// `zh` (by default) or `en`.
    #[param(max_length = 10)]
    lang: Option<String>,
}

/// A paper of a matter in the layout of GB/T 9704: `application.pdf`, `application.docx`, `reply.pdf`, `reply.docx`. There is a reply when the
/// matter is decided. The same matter makes the same bytes; their SM3 is on record.
#[utoipa::path(
    get, path = "/api/v1/matters/{number}/documents/{document}", operation_id = "takeMatterDocument", tag = "matters",
    params(
        ("number" = String, Path, description = "Number of the matter"),
        ("document" = String, Path, description = "`application.pdf`, `application.docx`, `reply.pdf` or `reply.docx`"),
        DocumentLanguage,
    ),
    responses((status = 200, description = "The paper", content(
        (Vec<u8> = "application/pdf"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path((number, document)): Path<(String, String)>,
    Query(DocumentLanguage { lang }): Query<DocumentLanguage>,
) -> Answer<Response> {
    let (kind, form) = DocumentAsked::named(&document).ok_or_else(|| {
        let known = "application.pdf, application.docx, reply.pdf, reply.docx";
        AppError::new(ProblemCode::NotFound, format!("没有这种文书；可用：{known}"), format!("There is no such paper; there are: {known}"))
    })?;
    let lang = match lang.as_deref() {
        None | Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        Some(_) => return Err(bad_parameter("lang", "zh or en is expected").into()),
    };
    let asked = DocumentAsked { kind, form, lang, verify_url: api.settings().verify_url.as_deref() };
    let made = api.service().matter_document(&who.caller, &number, asked, &api.edge(&info)).await?;
    let media = match form {
        DocumentForm::Pdf => PDF,
        DocumentForm::Docx => DOCX,
    };
    attachment(&made.name, media, made.bytes)
}
