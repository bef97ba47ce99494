//! `POST /api/v1/account/totp-offer`: a secret for one-time codes.

use axum::Json;
use axum::extract::State;
use shouwang_app::problem::{AppError, ProblemCode};

use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::session::view::TotpOfferView;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("account.own.change").fails(&[ProblemCode::Conflict, ProblemCode::NotFound]);

/// Offers a secret for one-time codes.
#[utoipa::path(
    post, path = "/api/v1/account/totp-offer", operation_id = "offerTotp", tag = "account",
    responses((status = 200, description = "To be used now: it is not kept", body = TotpOfferView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn) -> Answer<Json<TotpOfferView>> {
    let offered = api.service().accounts().offer_totp(&api.edge(&info), &who.session).await.map_err(AppError::from)?;
    Ok(Json(TotpOfferView { secret: offered.secret, url: offered.url }))
}
