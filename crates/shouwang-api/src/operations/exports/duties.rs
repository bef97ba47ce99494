//! `GET /api/v1/exports/duties`: duties on any day, as known at any moment, as a file.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{DutiesAsked, DutiesExport, FileForm, today};
use shouwang_calendar::Day;
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
pub(crate) struct DutiesExportQuery {
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
    /// Only this division itself, without those below it.
    only_division: Option<String>,
    /// Only this status. May be repeated.
    #[serde(default)]
    #[param(max_items = 6, required = false)]
    status: Vec<String>,
    /// Only this duty: full name, id or title.
    duty: Option<String>,
    /// Only duties of this article, as in the list.
    #[param(max_length = 200)]
    article: Option<String>,
    /// `own` or `below`, as in the list.
    #[param(max_length = 20)]
    level: Option<String>,
    /// Only duties about rows of this register.
    register: Option<String>,
    /// Only this subject.
    subject: Option<String>,
    /// Only what is due on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    due_from: Option<CivilDay>,
    /// Only what is due on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    due_until: Option<CivilDay>,
    /// Only what has stood as it does since this day or later.
    #[param(value_type = Option<String>, format = Date)]
    since_from: Option<CivilDay>,
    /// Whether what does not apply is wanted, too.
    #[serde(default)]
    #[param(required = false)]
    all: bool,
}

impl DutiesExportQuery {
    /// The question that it asks.
    fn asked(self, today: Day) -> Result<DutiesExport, AppError> {
        let asked = DutiesAsked {
            unit: self.unit,
            division: self.division,
            only_division: self.only_division,
            statuses: self.status,
            duty: self.duty,
            article: self.article,
            level: self.level.as_deref().map(str::parse).transpose()?,
            register: self.register,
            subject: self.subject,
            due_from: self.due_from.map(|day| day.0),
            due_until: self.due_until.map(|day| day.0),
            since_from: self.since_from.map(|day| day.0),
            ..DutiesAsked::default()
        };
        let as_of = self.as_of.map_or(Ok(today), |day| legal_day("as_of", day))?;
        Ok(DutiesExport { asked, as_of, known_at: self.known_at, with_not_applicable: self.all })
    }
}

/// Duties that the caller may see, on any day and as known at any moment. That they were taken is put on record.
#[utoipa::path(
    get, path = "/api/v1/exports/duties", operation_id = "exportDuties", tag = "exports", params(DutiesExportQuery),
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
    Query(query): Query<DutiesExportQuery>,
) -> Answer<Response> {
    let (form, media) = match query.form.as_str() {
        "xlsx" => (FileForm::Xlsx, XLSX),
        "csv" => (FileForm::Csv, "text/csv; charset=utf-8"),
        "json" => (FileForm::Json, JSON),
        "ics" => (FileForm::Ics, "text/calendar; charset=utf-8"),
        _ => return Err(bad_parameter("form", "xlsx, csv, json or ics is expected").into()),
    };
    let asked = query.asked(today(info.now))?;
    let exported = api.service().export_duties(&who.caller, (form, &asked), info.lang, &api.edge(&info)).await?;
    send(exported, media).await
}
