//! `GET /api/v1/account/sessions`: one's own sessions.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shouwang_app::problem::AppError;
use utoipa::ToSchema;

use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("session.list");

/// One's own sessions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionList {
    /// Newest first when no other order is asked for.
    sessions: Vec<OwnSession>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// One session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnSession {
    /// Its name.
    id: String,
    /// Whether it is the one that asks.
    present: bool,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last used, give or take a minute.
    #[schema(value_type = String, format = DateTime)]
    seen_at: Timestamp,
    /// When it ends however much it is used.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
    /// From which address it was begun.
    client: String,
    /// What the browser or program called itself.
    agent: String,
}

/// One's own sessions.
#[utoipa::path(
    get, path = "/api/v1/account/sessions", operation_id = "listSessions", tag = "account", params(ListedQuery),
    responses((status = 200, description = "The sessions", body = SessionList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<ListedQuery>,
) -> Answer<Json<SessionList>> {
    let own = api.service().accounts().own_sessions(&api.edge(&info), &who.session).await.map_err(AppError::from)?;
    let sessions = own.into_iter().map(|session| OwnSession {
        present: session.id == who.session.id,
        id: session.id,
        created_at: session.created_at,
        seen_at: session.seen_at,
        ends_at: session.ends_at,
        client: session.client,
        agent: session.agent,
    });
    let page = query.page(sessions.collect(), |session| session.id.clone())?;
    Ok(Json(SessionList { sessions: page.rows, next: page.next }))
}
