//! `GET /api/v1/account/credentials`: what proves one's own account.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shouwang_app::account::OwnCredential;
use shouwang_app::authority::choice_id;
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::ToSchema;

use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::CivilDay;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("account.own.read").fails(&[ProblemCode::NotFound]);

/// What proves one's own account; nothing of it is secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CredentialList {
    /// Password and second factors.
    credentials: Vec<CredentialView>,
    /// Recovery codes that are still unused.
    recovery_codes_count: u64,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// One proof of one's own account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CredentialView {
    /// Its code.
    code: String,
    /// `password`, `totp` or `passkey`.
    kind: &'static str,
    /// What its holder calls it.
    label: Option<String>,
    /// When it was set.
    #[schema(value_type = String, format = DateTime)]
    set_at: Timestamp,
    /// The last day on which it is good; none until further notice.
    until: Option<CivilDay>,
}

impl From<OwnCredential> for CredentialView {
    fn from(own: OwnCredential) -> CredentialView {
        let until = (!own.until.is_open()).then_some(CivilDay(own.until));
        CredentialView { kind: choice_id(own.kind), until, code: own.code, label: own.label, set_at: own.set_at }
    }
}

/// What proves one's own account.
#[utoipa::path(
    get, path = "/api/v1/account/credentials", operation_id = "listCredentials", tag = "account", params(ListedQuery),
    responses((status = 200, description = "The proofs", body = CredentialList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<ListedQuery>,
) -> Answer<Json<CredentialList>> {
    let own = api.service().accounts().own_credentials(&api.edge(&info), &who.session).await.map_err(AppError::from)?;
    let credentials = own.credentials.into_iter().map(CredentialView::from).collect();
    let page = query.page(credentials, |credential: &CredentialView| credential.code.clone())?;
    Ok(Json(CredentialList { credentials: page.rows, recovery_codes_count: own.recovery_codes, next: page.next }))
}
