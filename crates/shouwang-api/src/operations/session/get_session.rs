//! `GET /api/v1/session`: who is logged in, with what authority.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shouwang_app::authority::{OPERATIONS, Principal, choice_id};
use utoipa::ToSchema;

use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("account.own.read");

/// Who is logged in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    /// The login name.
    login: String,
    /// His name.
    name: String,
    /// The unit that he works for.
    unit: Option<String>,
    /// The grants in force.
    grants: Vec<HeldGrant>,
    /// Operations that are open to him at all; over which rows depends on the register.
    operations: Vec<&'static str>,
    /// What a page sends with every change as `X-CSRF-Token`.
    csrf_token: String,
    /// When the session began.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it ends however much it is used.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
    /// When he last proved who he is.
    #[schema(value_type = String, format = DateTime)]
    proved_at: Timestamp,
}

/// A grant in force.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeldGrant {
    /// Its code.
    grant: String,
    /// The role.
    role: &'static str,
    /// The unit for which he acts.
    unit: Option<String>,
    /// The contract that he works under.
    contract: Option<String>,
    /// Whether he stands in for somebody.
    deputy: bool,
}

impl From<&Principal> for HeldGrant {
    fn from(principal: &Principal) -> HeldGrant {
        HeldGrant {
            grant: principal.grant.clone(),
            role: choice_id(principal.role),
            unit: principal.unit.as_ref().map(|unit| unit.code.clone()),
            contract: principal.contract.clone(),
            deputy: principal.deputy,
        }
    }
}

/// Who is logged in, with what authority.
#[utoipa::path(
    get, path = "/api/v1/session", operation_id = "getSession", tag = "session",
    responses((status = 200, description = "Who is logged in", body = SessionView)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn) -> Json<SessionView> {
    let LoggedIn { caller, session, .. } = who;
    let operations = OPERATIONS.iter().filter(|operation| api.service().may(&caller, operation).is_ok());
    Json(SessionView {
        grants: caller.grants.iter().map(HeldGrant::from).collect(),
        operations: operations.map(|operation| operation.id).collect(),
        csrf_token: api.service().accounts().csrf_token(&session),
        created_at: session.created_at,
        ends_at: session.ends_at,
        proved_at: session.proved_at,
        login: caller.login,
        name: caller.name,
        unit: caller.unit,
    })
}
