//! `PUT /api/v1/logins/{login}`: what is said of an account.

use axum::extract::State;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::login_register;
use utoipa::ToSchema;

use super::view::{HolderBody, SystemRow, VersionedRow, last_day};
use crate::extract::{IfMatch, Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("logins.change").takes(Takes::Json).versions(Versions::Matched).fails(&[ProblemCode::Conflict]);

/// What is said of an account: all of it is put in place of what is there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeLoginBody {
    /// Last day on which it may be used; until further notice by default.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<CivilDay>,
    /// Whose it is.
    holder: HolderBody,
}

/// Changes what is said of an account, and its last day.
#[utoipa::path(
    put, path = "/api/v1/logins/{login}", operation_id = "changeLogin", tag = "administration", request_body = ChangeLoginBody,
    params(("login" = String, Path, description = "The login name")),
    responses((status = 200, description = "As it stands", body = SystemRow)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(code): Path<String>,
    IfMatch(version): IfMatch,
    JsonBody(body): JsonBody<ChangeLoginBody>,
) -> Answer<VersionedRow> {
    let (service, def) = (api.service(), login_register()?);
    let change = body.holder.holder(service);
    service.change_login(&who.caller, (&code, version), (last_day(body.until), &change), &api.edge(&info)).await?;
    SystemRow::standing(service, def, &code).await
}
