//! `POST /api/v1/imports`: a file is kept, and what importing it would do is shown.

use axum::Json;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::StatusCode;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use shouwang_app::edge::hex;
use shouwang_app::import::{Action, Imported, Line};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_calendar::Lang;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;
use utoipa::ToSchema;

use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, UPLOAD_BYTES_MAX};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.import").takes(Takes::Form(UPLOAD_BYTES_MAX)).keyed().long();
/// Lines of a preview.
const LINES_MAX: usize = 1_000;

/// A file to import.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it is read piece by piece; here it is only described")]
pub(crate) struct UploadForm {
    /// A workbook (`.xlsx`), a CSV file, or an archive (`.zip`) of them.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// What importing a file would do, or did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportView {
    /// The name under which the file is kept for a day: SHA-256 of its content.
    upload: String,
    /// Names of the files that were read.
    files: Vec<String>,
    /// Names of files that were passed over.
    passed_over: Vec<String>,
    /// Rows that are not known yet.
    added_count: usize,
    /// Rows that say something else than what is known.
    changed_count: usize,
    /// Rows that are taken back.
    withdrawn_count: usize,
    /// Rows that say what is known already.
    unchanged_count: usize,
    /// Examples that were passed over.
    example_count: usize,
    /// Places that cannot be imported.
    refused_count: usize,
    /// By this what is shown is known again when it is applied: what would be written, and in place of which versions.
    fingerprint: String,
    /// Whether it can be applied: nothing is refused.
    can_apply: bool,
    /// Number of the act that wrote it; none while it is only shown, and when there was nothing to write.
    act: Option<i64>,
    /// The numbers in a sentence, and what to do next.
    summary: String,
    /// The first 1,000 lines: what is refused first, then what would be changed, withdrawn and added.
    lines: Vec<ImportLine>,
}

/// One line of a preview.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportLine {
    /// `refused`, `changed`, `withdrawn` or `added`.
    action: &'static str,
    /// The file.
    file: String,
    /// The sheet.
    sheet: String,
    /// Row as a spreadsheet counts it.
    row: Option<u32>,
    /// Cell, such as `C7`.
    cell: Option<String>,
    /// The register; empty for a refusal.
    register: &'static str,
    /// Code of the row; empty for a refusal.
    code: String,
    /// What the row says, what is different, or why it is refused.
    text: String,
}

impl From<Line> for ImportLine {
    fn from(line: Line) -> ImportLine {
        let action = match line.action {
            Action::Added => "added",
            Action::Changed => "changed",
            Action::Withdrawn => "withdrawn",
            Action::Refused => "refused",
        };
        let Line { file, sheet, row, cell, register, code, text, .. } = line;
        ImportLine { action, file, sheet, row, cell, register, code, text }
    }
}

impl ImportView {
    /// What an import would do, or did.
    pub(crate) fn new(upload: String, imported: &Imported, language: Lang) -> ImportView {
        let plan = &imported.plan;
        ImportView {
            upload,
            files: plan.files.clone(),
            passed_over: plan.passed_over.clone(),
            added_count: plan.added.len(),
            changed_count: plan.changed.len(),
            withdrawn_count: plan.withdrawn.len(),
            unchanged_count: plan.unchanged_count,
            example_count: plan.example_count,
            refused_count: plan.refused.count(),
            fingerprint: plan.fingerprint(),
            can_apply: plan.can_apply(),
            act: imported.written.and_then(|written| written.act),
            summary: plan.summary(language),
            lines: plan.lines(language).take(LINES_MAX).map(ImportLine::from).collect(),
        }
    }
}

/// Keeps a file for a day and shows what importing it would do. Nothing is imported yet.
#[utoipa::path(
    post, path = "/api/v1/imports", operation_id = "previewImport", tag = "imports",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "What importing it would do", body = ImportView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    request: Request,
) -> Answer<(StatusCode, Json<ImportView>)> {
    let (name, file, digest) = read(request).await?;
    api.service().keep_upload(&who.caller, &digest, &name, file.path().to_owned()).await?;
    let imported = api.service().preview_import(&who.caller, &digest, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(ImportView::new(digest, &imported, info.lang))))
}

/// The one file of the form: its name, its content in a file of our own, and the content's digest.
async fn read(request: Request) -> Answer<(String, NamedTempFile, String)> {
    let bad = |said: String| {
        AppError::new(
            ProblemCode::BadRequest,
            "表单无法读取；请以 multipart/form-data 的 file 字段上传一个文件",
            "The form cannot be read; send one file as the field `file`",
        )
        .because(said)
    };
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| bad(error.body_text()))?;
    let mut kept = None;
    while let Some(mut field) = form.next_field().await.map_err(|error| bad(error.body_text()))? {
        let (Some("file"), Some(name), None) = (field.name(), field.file_name().map(str::to_owned), &kept) else {
            let said = "表单只有一个字段 file，内容为一个文件";
            return Err(AppError::invalid_at("/file", said, "the form has one field `file`, which is a file").into());
        };
        let file = NamedTempFile::new().map_err(AppError::internal)?;
        let mut target = tokio::fs::File::from_std(file.reopen().map_err(AppError::internal)?);
        let mut digest = Sha256::new();
        // Another name may mean another kind of file, so that it counts as content.
        digest.update(name.as_bytes());
        digest.update([0]);
        while let Some(piece) = field.chunk().await.map_err(|error| bad(error.body_text()))? {
            digest.update(&piece);
            target.write_all(&piece).await.map_err(AppError::internal)?;
        }
        target.flush().await.map_err(AppError::internal)?;
        kept = Some((name, file, hex(&digest.finalize())));
    }
    kept.ok_or_else(|| AppError::invalid_at("/file", "没有文件", "there is no file").into())
}
