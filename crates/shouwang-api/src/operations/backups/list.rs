//! `GET /api/v1/backups`: the backups that were made.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::KeptBackup;
use utoipa::ToSchema;

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("backup.list").fails(&[ProblemCode::Conflict]);

/// A page of backups.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BackupList {
    /// Newest first when no other order is asked for. Each has been restored on trial, and its ledger verified, when it was made.
    backups: Vec<BackupView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A backup.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BackupView {
    /// The file's name in the operator's folder.
    name: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    made_at: Timestamp,
    /// The version of the program that made it.
    program: String,
    /// Bytes of the file.
    bytes: u64,
    /// Rows in it.
    rows_count: u64,
    /// Entries of the ledger in it.
    entries_count: u64,
    /// SM3 root over these entries.
    root_sm3: String,
}

impl From<KeptBackup> for BackupView {
    fn from(kept: KeptBackup) -> BackupView {
        let contents = kept.header.contents();
        BackupView {
            name: kept.name,
            made_at: kept.header.made_at,
            bytes: kept.bytes,
            rows_count: contents.row_count(),
            entries_count: contents.ledger.size,
            root_sm3: contents.ledger.sm3,
            program: kept.header.program,
        }
    }
}

/// The backups in the operator's folder, newest first.
#[utoipa::path(
    get, path = "/api/v1/backups", operation_id = "listBackups", tag = "operation", params(ListedQuery),
    responses((status = 200, description = "A page of them", body = BackupList)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<ListedQuery>) -> Answer<Json<BackupList>> {
    let backups = api.service().list_backups().await?.into_iter().map(BackupView::from).collect();
    let page = query.page(backups, |backup| backup.name.clone())?;
    Ok(Json(BackupList { backups: page.rows, next: page.next }))
}
