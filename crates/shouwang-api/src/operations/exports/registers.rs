//! `GET /api/v1/exports/registers`: the rows that the caller may see, as a workbook or as an archive of CSV files.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::registers::{RowsAsked, filters_from_texts, register};
use shouwang_app::service::{FileForm, RegistersAsked};
use utoipa::IntoParams;

use super::view::send;
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, XLSX, ZIP};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("registers.export").gives(&[XLSX, ZIP]).long().fails(&[ProblemCode::NotFound, ProblemCode::Conflict]);

/// Which rows, in which form. What narrows them goes with a register.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RegistersExport {
    /// `xlsx` for a workbook, `csv` for an archive of CSV files.
    form: String,
    /// Only this register.
    register: Option<String>,
    /// A condition, as in the list of the register's rows. May be repeated; all of them must be met.
    #[serde(default)]
    #[param(max_items = 20, required = false)]
    filter: Vec<String>,
    /// A word in the code or in one of the texts of the register's rows.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only rows of the register that hold on this day.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<CivilDay>,
    /// The rows as they were known at this moment; as they are known now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
}

impl RegistersExport {
    /// The registers that it names, and which of their rows. Conditions are on fields, so that they need a register that has them.
    fn asked(&self) -> Result<RegistersAsked, AppError> {
        let Some(name) = &self.register else {
            let narrowed = !self.filter.is_empty() || self.q.is_some() || self.on.is_some();
            let all = RegistersAsked::All { known_at: self.known_at };
            return if narrowed { Err(bad_parameter("register", "conditions need one register to be named")) } else { Ok(all) };
        };
        let def = register(name)?;
        Ok(RegistersAsked::Rows(RowsAsked {
            filters: filters_from_texts(def, &self.filter)?,
            search: self.q.clone(),
            known_at: self.known_at,
            on: self.on.map(|day| day.0),
            ..RowsAsked::all(def)
        }))
    }
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
    let exported = api.service().export_registers(&who.caller, (form, &query.asked()?), info.lang, &api.edge(&info)).await?;
    send(exported, media).await
}
