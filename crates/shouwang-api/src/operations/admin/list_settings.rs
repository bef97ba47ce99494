//! `GET /api/v1/settings`: what administrators can set, and what is set.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_app::service::SettingView as Setting;
use utoipa::ToSchema;

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("settings.read");

/// The settings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Settings {
    /// Each of them.
    settings: Vec<SettingView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A setting as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettingView {
    /// Its name.
    name: &'static str,
    /// What it is.
    label: Both,
    /// What holds now.
    value: String,
    /// What holds when nobody sets it.
    default: &'static str,
    /// Least number; none where it is no number.
    minimum: Option<u32>,
    /// Greatest number; none where it is no number.
    maximum: Option<u32>,
    /// The account that set it.
    decided_by: Option<String>,
    /// Its version, for `If-Match`; 0 while nobody has set it.
    version: i64,
}

impl From<Setting> for SettingView {
    fn from(setting: Setting) -> SettingView {
        SettingView {
            name: setting.name,
            label: Both { zh: setting.label.0.to_owned(), en: setting.label.1.to_owned() },
            value: setting.value,
            default: setting.default,
            minimum: setting.range.map(|range| range.0),
            maximum: setting.range.map(|range| range.1),
            decided_by: setting.decided_by,
            version: setting.version,
        }
    }
}

/// What administrators can set, and what is set.
#[utoipa::path(
    get, path = "/api/v1/settings", operation_id = "listSettings", tag = "administration", params(ListedQuery),
    responses((status = 200, description = "The settings", body = Settings)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<ListedQuery>) -> Answer<Json<Settings>> {
    let settings = api.service().settings().await?.into_iter().map(SettingView::from).collect();
    let page = query.page(settings, |setting| setting.name.to_owned())?;
    Ok(Json(Settings { settings: page.rows, next: page.next }))
}
