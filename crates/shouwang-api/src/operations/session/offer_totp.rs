//! `POST /api/v1/session/totp-offer`: a secret for one-time codes, where a log-in asks for a second factor.

use axum::Json;
use axum::extract::State;
use shouwang_app::problem::{AppError, ProblemCode};

use super::view::{TicketBody, TotpOfferView};
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("session.login").takes(Takes::Json).fails(&[ProblemCode::Gone, ProblemCode::NotFound, ProblemCode::Conflict]);

/// Offers a secret for one-time codes where a log-in asks for a second factor.
#[utoipa::path(
    post, path = "/api/v1/session/totp-offer", operation_id = "offerTotpAtLogIn", tag = "session", request_body = TicketBody,
    responses((status = 200, description = "The offer", body = TotpOfferView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    JsonBody(body): JsonBody<TicketBody>,
) -> Answer<Json<TotpOfferView>> {
    let offer = api.service().accounts().offer_totp_at_login(&api.edge(&info), &body.ticket).await.map_err(AppError::from)?;
    Ok(Json(TotpOfferView { secret: offer.secret, url: offer.url }))
}
