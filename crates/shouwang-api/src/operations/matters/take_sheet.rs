//! `POST /api/v1/matters/{number}/lines.xlsx`: what is asked for, from a sheet.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::SheetTaken;
use utoipa::{IntoParams, ToSchema};

use crate::extract::{IfMatch, Path, Query, Workbook};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::operations::common::Both;
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("matters.act").takes(Takes::Workbook).keyed().versions(Versions::Matched).fails(&[ProblemCode::Conflict]);

/// Whether it is only to be looked at.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SheetQuery {
    /// Only look through the sheet and write nothing.
    #[serde(default)]
    #[param(required = false)]
    preview: bool,
}

/// What became of a sheet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterSheet {
    /// The lines that it has, as the form's schema says.
    #[schema(value_type = Vec<Object>)]
    lines: Vec<Map<String, Value>>,
    /// What is wrong; then nothing was written.
    problems: Vec<MatterSheetProblem>,
    /// The matter's version after its lines were written; none where they were not.
    version: Option<i64>,
}

/// Something in a sheet that cannot be taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterSheetProblem {
    /// The sheet.
    sheet: String,
    /// The cell, such as `C7`, or the row, such as `7:7`; none where it is the sheet as a whole.
    cell: Option<String>,
    /// What is wrong and what to do.
    detail: Both,
}

impl From<SheetTaken> for MatterSheet {
    fn from(taken: SheetTaken) -> MatterSheet {
        let problems = taken.problems.into_iter();
        let view = |problem: shouwang_app::workbook::SheetProblem| MatterSheetProblem {
            sheet: problem.sheet,
            cell: problem.cell,
            detail: (&problem.detail).into(),
        };
        MatterSheet { lines: taken.lines, problems: problems.map(view).collect(), version: taken.version }
    }
}

/// Writes the lines of a sheet in place of what stood there; where something in it is wrong, that is told cell by cell and nothing is written. With
/// `preview` it is only looked through.
#[utoipa::path(
    post, path = "/api/v1/matters/{number}/lines.xlsx", operation_id = "takeMatterSheet", tag = "matters",
    request_body(content = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", description = "The workbook"),
    params(("number" = String, Path, description = "Number of the matter"), SheetQuery),
    responses((status = 200, description = "What became of it", body = MatterSheet)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(number): Path<String>,
    Query(query): Query<SheetQuery>,
    IfMatch(version): IfMatch,
    Workbook(bytes): Workbook,
) -> Answer<([(HeaderName, HeaderValue); 1], Json<MatterSheet>)> {
    let sheet = (bytes.to_vec(), query.preview);
    let taken = api.service().take_matter_sheet(&who.caller, (&number, version), sheet, &api.edge(&info)).await?;
    Ok(([version_header(taken.version.unwrap_or(version))], Json(taken.into())))
}
