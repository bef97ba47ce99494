//! `POST /api/v1/account/recovery-codes`: new recovery codes; all earlier ones are void.

use axum::Json;
use axum::extract::State;
use shouwang_app::problem::{AppError, ProblemCode};

use super::enrol_totp::EnrolledView;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::session::view::visitor;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("account.own.change").fails(&[ProblemCode::Conflict, ProblemCode::NotFound]);

/// Makes new recovery codes; all earlier ones are void. They are shown only now.
#[utoipa::path(
    post, path = "/api/v1/account/recovery-codes", operation_id = "renewRecoveryCodes", tag = "account",
    responses((status = 200, description = "To be used now: it is not kept", body = EnrolledView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn) -> Answer<Json<EnrolledView>> {
    let offered =
        api.service().accounts().renew_recovery_codes(&api.edge(&info), &visitor(&info), &who.session).await.map_err(AppError::from)?;
    Ok(Json(EnrolledView { recovery_codes: offered }))
}
