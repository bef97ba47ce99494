//! `PUT /api/v1/settings/{setting}`: a setting is changed.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::list_settings::SettingView;
use crate::extract::{IfMatch, Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("settings.change").takes(Takes::Json).versions(Versions::Matched).fails(&[ProblemCode::Conflict]);

/// What a setting is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingBody {
    /// The value, as text.
    #[schema(max_length = 2000)]
    value: String,
}

/// Changes a setting. It holds at once on this server, and within seconds on all others.
#[utoipa::path(
    put, path = "/api/v1/settings/{setting}", operation_id = "changeSetting", tag = "administration", request_body = SettingBody,
    params(("setting" = String, Path, description = "Its name")), responses((status = 200, description = "As it stands", body = SettingView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(name): Path<String>,
    IfMatch(version): IfMatch,
    JsonBody(body): JsonBody<SettingBody>,
) -> Answer<([(HeaderName, HeaderValue); 1], Json<SettingView>)> {
    let setting = api.service().change_setting(&who.caller, (&name, &body.value), version, &api.edge(&info)).await?;
    Ok(([version_header(setting.version)], Json(setting.into())))
}
