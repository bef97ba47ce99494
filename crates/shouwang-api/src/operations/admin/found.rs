//! `POST /api/v1/founding`: the first three administrators, by the one-time link of the first start.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{Asked, today};
use shouwang_calendar::Day;
use shouwang_domain::authority::NewLogin;
use utoipa::ToSchema;

use super::create_login::FirstPasswordView;
use super::view::HolderBody;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

/// No idempotency key: nobody is known yet, and the link is good for the same three only, until one of them has logged in.
pub(crate) const OPERATION: Operation =
    Operation::of("installation.found").takes(Takes::Json).fails(&[ProblemCode::Gone, ProblemCode::Conflict, ProblemCode::Forbidden]);

/// The first three administrators; three persons.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundingBody {
    /// What the link carries behind its `#`.
    #[schema(max_length = 200)]
    token: String,
    /// The system administrator.
    system: FounderBody,
    /// The security administrator.
    security: FounderBody,
    /// The audit administrator.
    audit: FounderBody,
}

/// One of the three.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FounderBody {
    /// The login name.
    #[schema(min_length = 3, max_length = 64)]
    login: String,
    /// Last day of his grant.
    #[schema(value_type = String, format = Date)]
    until: CivilDay,
    /// Who he is.
    holder: HolderBody,
}

/// The first passwords, told only now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Founded {
    /// Of the system, the security and the audit administrator.
    passwords: Vec<FirstPasswordView>,
}

/// Founds the system, the security and the audit administrator by the one-time link of the first start.
#[utoipa::path(
    post, path = "/api/v1/founding", operation_id = "found", tag = "administration", request_body = FoundingBody,
    responses((status = 201, description = "They are in place", body = Founded)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    JsonBody(body): JsonBody<FoundingBody>,
) -> Answer<(StatusCode, Json<Founded>)> {
    let founder = |founder: FounderBody| {
        let login = NewLogin { code: founder.login, from: today(info.now), until: Day::MAX, holder: founder.holder.holder(api.service()) };
        (login, founder.until.0)
    };
    let three = [founder(body.system), founder(body.security), founder(body.audit)];
    let client = info.client.to_string();
    let asked = Asked { request: &info.id, operation: OPERATION.authority, client: &client };
    let told = api.service().found(&body.token, three, asked, &api.edge(&info)).await?;
    let passwords = told.into_iter().map(|(login, first_password)| FirstPasswordView { login, first_password });
    Ok((StatusCode::CREATED, Json(Founded { passwords: passwords.collect() })))
}
