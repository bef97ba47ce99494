//! `GET /api/v1/events`: what changed, as it changes, so that a page can ask anew.
//!
//! Nobody hears of what he may not see: registers of which he may list no row are left out, and so are units that he does not reach. Before
//! every event he is looked at again: whose session is over, or who lost what he was granted, hears no more.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt as _};
use serde::Serialize;
use shouwang_app::caller::Caller;
use shouwang_app::edge::Edge;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{Asked, Change};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use utoipa::ToSchema;

use crate::frame::RequestInfo;
use crate::frame::streams::OpenStream;
use crate::gate::{LoggedIn, Token};
use crate::operation::{EVENTS, Operation};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("events.subscribe").gives(&[EVENTS]);
/// How long one connection lasts.
const LASTS: Duration = Duration::from_secs(600);
/// How often a silent connection says that it lives.
const ALIVE_EVERY: Duration = Duration::from_secs(20);
/// Seconds after which it may be tried again to open another stream.
const TOO_MANY_S: u32 = 60;

/// What changed. The event is called `change`; `missed` says that something may have been missed, and `stopping` that the server stops.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeEvent {
    /// Number of the newest act that is told of.
    act: i64,
    /// Registers in which rows changed.
    registers: Vec<&'static str>,
    /// Units of which statuses of duties changed.
    units: Vec<String>,
    /// Units of one's own for which something changed in matters: in those that they apply for, decide, or are told of.
    matters: Vec<String>,
}

/// Somebody who listens.
struct Listener {
    api: Api,
    token: Token,
    request: String,
    client: String,
    told: broadcast::Receiver<Arc<Change>>,
    stopping: watch::Receiver<bool>,
    over: bool,
    _place: OpenStream,
}

/// What changes, as it changes. What a row says now has to be asked for.
#[utoipa::path(
    get, path = "/api/v1/events", operation_id = "listEvents", tag = "events",
    responses((status = 200, description = "Events, each with a change as JSON", body = ChangeEvent, content_type = "text/event-stream")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
) -> Answer<([(HeaderName, &'static str); 2], Sse<impl Stream<Item = Result<Event, Infallible>>>)> {
    let (told, stopping) = (api.service().changes().listen(), api.stopping());
    let _place = api.streams().open(&who.caller.login).ok_or_else(too_many)?;
    let listener =
        Listener { api, token: who.token, request: info.id, client: info.client.to_string(), told, stopping, over: false, _place };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    let events = events.take_until(tokio::time::sleep(LASTS));
    let headers = [(header::CACHE_CONTROL, "no-store, no-transform"), (HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((headers, Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE_EVERY))))
}

fn too_many() -> AppError {
    AppError::new(
        ProblemCode::TooManyRequests,
        "此账户打开的更改通知流过多；请关闭一些窗口后再试，或请管理员调高 login_streams_max",
        "This account has too many streams of changes open; close some windows and try again, or have login_streams_max raised",
    )
    .retry_after(TOO_MANY_S)
}

impl Listener {
    /// The next event; none when the server stops, or the listener may listen no more.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if self.over {
                return None;
            }
            let told = tokio::select! {
                told = self.told.recv() => told,
                _ = self.stopping.wait_for(|stopping| *stopping) => Err(RecvError::Closed),
            };
            match told {
                Ok(change) => {
                    let caller = self.look_again().await?;
                    if let Some(event) = self.narrowed(&caller, &change).await {
                        return Some(event);
                    }
                }
                Err(RecvError::Lagged(_)) => return Some(Event::default().event("missed").data("{}")),
                Err(RecvError::Closed) => {
                    self.over = true;
                    return Some(Event::default().event("stopping").data("{}"));
                }
            }
        }
    }

    /// Who listens, as he stands now; none when his session is over or nothing is granted to him any more. Listening is no use of a session.
    async fn look_again(&self) -> Option<Caller> {
        let edge = Edge { now: self.api.clock().now(), entropy: self.api.entropy() };
        let asked = Asked { request: &self.request, operation: OPERATION.authority, client: &self.client };
        self.api.service().look_again(&self.token.0, asked, &edge).await.map(|(caller, _)| caller).ok()
    }

    /// What this listener is told of a change; nothing when none of it is his business.
    async fn narrowed(&self, caller: &Caller, change: &Change) -> Option<Event> {
        let readable = self.api.service().readable_registers(caller);
        let registers: Vec<_> = change.registers.iter().copied().filter(|name| readable.contains(name)).collect();
        let units: BTreeSet<String> = match self.api.service().visible_units(caller, &change.units).await {
            Ok(units) => units,
            Err(error) => {
                tracing::warn!(%error, "a change could not be told");
                return Some(Event::default().event("missed").data("{}"));
            }
        };
        let matters: Vec<_> = caller.own_units().into_iter().filter(|unit| change.matters.contains(unit)).collect();
        if registers.is_empty() && units.is_empty() && matters.is_empty() {
            return None;
        }
        let told = ChangeEvent { act: change.act, registers, units: units.into_iter().collect(), matters };
        Event::default().event("change").id(change.act.to_string()).json_data(told).ok()
    }
}
