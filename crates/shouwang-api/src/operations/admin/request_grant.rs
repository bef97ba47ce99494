//! `POST /api/v1/grants`: a grant is asked for; somebody else decides.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::admin::{Done, Wanted};
use shouwang_app::authority::choice_id;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::today;
use shouwang_domain::register::Choices as _;
use shouwang_domain::system::role_grant::Role;
use utoipa::ToSchema;

use super::view::reason;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("grants.request").takes(Takes::Json).keyed().fails(&[ProblemCode::Conflict, ProblemCode::NotFound]);

/// A grant that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GrantBody {
    /// For which account.
    login: String,
    /// `system_administrator`, `security_administrator`, `audit_administrator`, `handler`, `approver` or `reader`.
    role: String,
    /// For which unit he is to act; for business roles.
    unit: Option<String>,
    /// Under which contract, for a provider's people.
    contract: Option<String>,
    /// First day; today by default.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<CivilDay>,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    until: CivilDay,
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Grants that an act wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrantsWritten {
    /// Number of the act, which is the version of each grant that it wrote; none when everything was so already.
    act: Option<i64>,
    /// The grants as they are now.
    grants: Vec<GrantWritten>,
}

/// A grant that an act wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrantWritten {
    /// Its code.
    grant: String,
    /// Whose it is.
    login: String,
    /// How far it has got.
    state: &'static str,
}

impl GrantsWritten {
    /// The answer to an act that wrote grants.
    pub(crate) fn created(done: Done) -> (StatusCode, Json<GrantsWritten>) {
        let grants = done.grants.into_iter().map(|grant| GrantWritten {
            state: choice_id(grant.data.state),
            login: grant.data.login.code,
            grant: grant.code,
        });
        (StatusCode::CREATED, Json(GrantsWritten { act: done.act, grants: grants.collect() }))
    }
}

/// Asks for a grant. Another administrator decides.
#[utoipa::path(
    post, path = "/api/v1/grants", operation_id = "requestGrant", tag = "administration", request_body = GrantBody,
    responses((status = 201, description = "It is asked for", body = GrantsWritten)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<GrantBody>,
) -> Answer<(StatusCode, Json<GrantsWritten>)> {
    let role = Role::CHOICES.iter().position(|choice| choice.id == body.role).and_then(|at| Role::at(u8::try_from(at).ok()?));
    let role = role.ok_or_else(|| AppError::invalid_at("/role", "没有这个角色", "there is no such role"))?;
    let wanted = Wanted {
        login: body.login,
        role,
        unit: body.unit,
        contract: body.contract,
        from: body.from.map_or_else(|| today(info.now), |day| day.0),
        until: body.until.0,
    };
    let done = api.service().request_grant(&who.caller, &wanted, reason(body.reason)?, &api.edge(&info)).await?;
    Ok(GrantsWritten::created(done))
}
