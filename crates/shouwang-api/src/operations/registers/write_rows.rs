//! `POST /api/v1/registers/{register}/acts`: many changes of a register's rows in one act, all of them or none.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::{AppError, FieldError, ProblemCode};
use shouwang_app::service::registers::{Acted, RowChange, WriteAsked, register, row_from_json};
use shouwang_calendar::Day;
use shouwang_domain::register::{RegisterDef, RowKey};
use utoipa::ToSchema;

use super::view::RowJson;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes};
use crate::operations::common::{CivilDay, check_why};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.write").takes(Takes::Json).keyed().fails(&[
    ProblemCode::Conflict,
    ProblemCode::Overtaken,
    ProblemCode::NotFound,
]);
/// Changes of one act.
const CHANGES_MAX: usize = 2_000;

/// Changes that are made together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActBody {
    /// Rows that are to stand.
    #[serde(default)]
    #[schema(required = false, max_items = 2000)]
    puts: Vec<PutBody>,
    /// Rows that are to be taken back.
    #[serde(default)]
    #[schema(required = false, max_items = 2000)]
    withdrawals: Vec<WithdrawBody>,
    /// Why, in the caller's own words; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// By which articles, as `hunan-2026/24` or `M24`, with commas between several; for the ledger. Without any: those that the register rests on.
    #[schema(max_length = 100)]
    article: Option<String>,
}

/// A row that is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PutBody {
    /// The whole row.
    #[schema(inline = false)]
    row: RowJson,
    /// The version that it takes the place of; none for a row that is not there yet.
    version: Option<i64>,
}

/// A row that is to be taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawBody {
    /// Its code.
    code: String,
    /// Its first day; none when it has none.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<CivilDay>,
    /// The version that the caller has seen.
    version: i64,
}

/// What an act did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActView {
    /// Its number; none when everything was so already.
    act: Option<i64>,
    /// Rows that were not there.
    added_count: usize,
    /// Rows that said something else.
    changed_count: usize,
    /// Rows that were taken back.
    withdrawn_count: usize,
    /// Rows that said the same already.
    unchanged_count: usize,
}

impl From<Acted> for ActView {
    fn from(Acted { act, written }: Acted) -> ActView {
        ActView {
            act,
            added_count: written.added_count,
            changed_count: written.changed_count,
            withdrawn_count: written.withdrawn_count,
            unchanged_count: written.unchanged_count,
        }
    }
}

impl ActBody {
    fn changes(self, def: &RegisterDef) -> Result<Vec<(String, RowChange)>, AppError> {
        let count = self.puts.len() + self.withdrawals.len();
        if !(1..=CHANGES_MAX).contains(&count) {
            let (zh, en) = (
                format!("一次须有 1 至 {CHANGES_MAX} 处更改，现有 {count} 处"),
                format!("1 to {CHANGES_MAX} changes make an act; there are {count}"),
            );
            return Err(AppError::invalid_at("/puts", zh, en));
        }
        let (mut changes, mut errors): (Vec<_>, Vec<FieldError>) = (Vec::with_capacity(count), Vec::new());
        for (at, put) in self.puts.into_iter().enumerate() {
            let place = format!("/puts/{at}/row");
            match (row_from_json(def, &put.row.0, &place), put.version) {
                (Ok(row), Some(version)) => changes.push((place, RowChange::Replace { row, version })),
                (Ok(row), None) => changes.push((place, RowChange::Create(row))),
                (Err(more), _) => errors.extend(more),
            }
        }
        for (at, withdrawal) in self.withdrawals.into_iter().enumerate() {
            let key = RowKey { code: withdrawal.code, from: withdrawal.from.map_or(Day::MIN, |day| day.0) };
            changes.push((format!("/withdrawals/{at}"), RowChange::Withdraw { key, version: withdrawal.version }));
        }
        if errors.is_empty() { Ok(changes) } else { Err(AppError::invalid(errors)) }
    }
}

/// Makes many changes of a register's rows in one act: all of them or none.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/acts", operation_id = "writeRows", tag = "registers",
    params(("register" = String, Path, description = "Identifier of the register")),
    request_body = ActBody,
    responses((status = 201, description = "What the act did", body = ActView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Path(name): Path<String>,
    JsonBody(mut body): JsonBody<ActBody>,
) -> Answer<(StatusCode, Json<ActView>)> {
    let def = register(&name)?;
    let (reason, article) = (body.reason.take(), body.article.take());
    check_why(reason.as_deref(), article.as_deref())?;
    let asked = WriteAsked { register: def, changes: body.changes(def)?, reason, article, key: Some(key.0) };
    let acted = api.service().write_rows(&who.caller, asked, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(acted.into())))
}
