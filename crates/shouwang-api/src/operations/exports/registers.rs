//! `GET /api/v1/exports/registers`: the rows that the caller may see, as a workbook or as an archive of CSV files.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::FileForm;
use shouwang_app::service::registers::register;
use utoipa::IntoParams;

use super::view::send;
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, XLSX, ZIP};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("registers.export").gives(&[XLSX, ZIP]).long().fails(&[ProblemCode::NotFound, ProblemCode::Conflict]);

/// Which rows, in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RegistersExport {
    /// `xlsx` for a workbook, `csv` for an archive of CSV files.
    form: String,
    /// Only this register.
    register: Option<String>,
    /// The rows as they were known at this moment; as they are known now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
}

/// The rows that the caller may see, in a form that the import reads back exactly. That they were taken is put on record.
#[utoipa::path(
    get, path = "/api/v1/exports/registers", operation_id = "exportRegisters", tag = "exports", params(RegistersExport),
    responses((status = 200, description = "The file", content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Vec<u8> = "application/zip"),
    ))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<RegistersExport>,
) -> Answer<Response> {
    let (form, media) = match query.form.as_str() {
        "xlsx" => (FileForm::Xlsx, XLSX),
        "csv" => (FileForm::Csv, ZIP),
        _ => return Err(bad_parameter("form", "xlsx or csv is expected").into()),
    };
    let only = query.register.as_deref().map(register).transpose()?;
    let exported = api.service().export_registers(&who.caller, (form, only), query.known_at, info.lang, &api.edge(&info)).await?;
    send(exported, media).await
}
