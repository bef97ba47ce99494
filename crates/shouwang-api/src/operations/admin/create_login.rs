//! `POST /api/v1/logins`: a new account, with a first password.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::today;
use shouwang_domain::authority::NewLogin;
use utoipa::ToSchema;

use super::view::{HolderBody, last_day};
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

/// No idempotency key: the answer holds a secret that is kept nowhere, and a login name is given once.
pub(crate) const OPERATION: Operation = Operation::of("logins.create").takes(Takes::Json).fails(&[ProblemCode::Conflict]);

/// A new account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLoginBody {
    /// The login name: 3 to 64 small letters, digits, points, underscores or hyphens.
    #[schema(min_length = 3, max_length = 64)]
    login: String,
    /// First day on which it may be used; today by default.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<CivilDay>,
    /// Last day on which it may be used; until further notice by default.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<CivilDay>,
    /// Whose it is.
    holder: HolderBody,
}

/// A first password, told only now.
#[derive(Serialize, ToSchema)]
pub(crate) struct FirstPasswordView {
    /// The login name.
    pub(crate) login: String,
    /// The password, to be changed when it is first used.
    pub(crate) first_password: String,
}

/// Creates an account with a first password. It works after somebody else has granted it something.
#[utoipa::path(
    post, path = "/api/v1/logins", operation_id = "createLogin", tag = "administration", request_body = NewLoginBody,
    responses((status = 201, description = "The account is there", body = FirstPasswordView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<NewLoginBody>,
) -> Answer<(StatusCode, Json<FirstPasswordView>)> {
    let new = NewLogin {
        code: body.login,
        from: body.from.map_or_else(|| today(info.now), |day| day.0),
        until: last_day(body.until),
        holder: body.holder.holder(api.service()),
    };
    let first = api.service().create_login(&who.caller, &new, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(FirstPasswordView { login: new.code, first_password: first.password })))
}
