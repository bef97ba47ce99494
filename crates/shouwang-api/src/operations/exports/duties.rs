//! `GET /api/v1/exports/duties`: duties on any day, as known at any moment, as a file.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use shouwang_app::duties::DutyQuery;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{FileForm, today};
use utoipa::IntoParams;

use super::view::send;
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{CSV, ICS, JSON, Operation, XLSX};
use crate::operations::common::{CivilDay, legal_day};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("duties.export").gives(&[XLSX, CSV, JSON, ICS]).long().fails(&[ProblemCode::NotFound]);

/// Which duties, in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DutiesExport {
    /// `xlsx`, `csv`, `json`, or `ics` for the due days of what is open as a calendar.
    form: String,
    /// The day that is asked about; today by default.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<CivilDay>,
    /// As known at this moment; as known now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
    /// Only what this unit must do.
    unit: Option<String>,
    /// Only this division and all below.
    division: Option<String>,
    /// Only this status. May be repeated.
    #[serde(default)]
    #[param(max_items = 6, required = false)]
    status: Vec<String>,
    /// Only this duty: full name, id or title.
    duty: Option<String>,
    /// Only this subject.
    subject: Option<String>,
    /// Whether what does not apply is wanted, too.
    #[serde(default)]
    #[param(required = false)]
    all: bool,
}

/// Duties that the caller may see, on any day and as known at any moment. That they were taken is put on record.
#[utoipa::path(
    get, path = "/api/v1/exports/duties", operation_id = "exportDuties", tag = "exports", params(DutiesExport),
    responses((status = 200, description = "The file", content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (String = "text/csv"),
        (Vec<Object> = "application/json"),
        (String = "text/calendar"),
    ))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<DutiesExport>,
) -> Answer<Response> {
    let (form, media) = match query.form.as_str() {
        "xlsx" => (FileForm::Xlsx, XLSX),
        "csv" => (FileForm::Csv, "text/csv; charset=utf-8"),
        "json" => (FileForm::Json, JSON),
        "ics" => (FileForm::Ics, "text/calendar; charset=utf-8"),
        _ => return Err(bad_parameter("form", "xlsx, csv, json or ics is expected").into()),
    };
    let statuses = query.status.iter().map(|id| id.parse().map_err(|_| bad_parameter("status", "no such status")));
    let asked = DutyQuery {
        as_of: query.as_of.map_or_else(|| Ok(today(info.now)), |day| legal_day("as_of", day))?,
        unit: query.unit,
        division: query.division,
        statuses: statuses.collect::<Result<_, _>>()?,
        duty: query.duty,
        subject: query.subject,
        with_not_applicable: query.all,
    };
    let exported = api.service().export_duties(&who.caller, (form, asked), query.known_at, info.lang, &api.edge(&info)).await?;
    send(exported, media).await
}
