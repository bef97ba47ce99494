//! `GET /api/v1/events`: what changed, as it changes, so that a page can ask anew.
//!
//! Nobody hears of what he may not see: registers of which he may list no row are left out, and so are units that he does not reach. Before
//! every event he is looked at again: whose session is over, or who lost what he was granted, hears no more.
//!
//! Every event says up to where its listener was told. Whoever comes back with that hears what came since, from whichever server he asks.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt as _};
use serde::{Deserialize, Serialize};
use shouwang_app::caller::Caller;
use shouwang_app::edge::Edge;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{Asked, Change, Listening, Position, Told};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
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
/// Where a browser that asks again says up to where it was told.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Seconds after which it may be tried again to open another stream.
const TOO_MANY_S: u32 = 60;

/// From where on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsQuery {
    /// The same as the header `Last-Event-ID`, for whoever opens a stream anew and cannot set headers. The header goes before it.
    #[param(max_length = 64)]
    last_event_id: Option<String>,
}

/// The stream listens: the event is called `listening`, and comes behind what is told of the time before.
#[derive(Debug, Serialize)]
struct ListeningEvent {
    /// Whether everything since the event that was named is told: by the events before this one, which are none where nothing was missed.
    continued: bool,
}

/// What changed. The event is called `change`; `missed` says that something may have been missed or that more changed than is named one by one,
/// `listening` that the stream listens, and `stopping` that the server stops.
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
    told: broadcast::Receiver<Told>,
    stopping: watch::Receiver<bool>,
    over: bool,
    _place: OpenStream,
}

/// What changes, as it changes. What a row says now has to be asked for. Every event has an `id`; a stream that is opened with the last of them
/// first tells what was missed, from whichever server it comes, or `missed` where that can no longer be told.
#[utoipa::path(
    get, path = "/api/v1/events", operation_id = "listEvents", tag = "events",
    params(
        EventsQuery,
        ("Last-Event-ID" = Option<String>, Header, max_length = 64, description = "`id` of the last event that was heard; browsers send it themselves when they ask again"),
    ),
    responses((status = 200, description = "Events, each with a change as JSON", body = ChangeEvent, content_type = "text/event-stream")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    headers: HeaderMap,
    Query(query): Query<EventsQuery>,
) -> Answer<([(HeaderName, &'static str); 2], Sse<impl Stream<Item = Result<Event, Infallible>>>)> {
    let _place = api.streams().open(&who.caller.login).ok_or_else(too_many)?;
    let last = headers.get(LAST_EVENT_ID).map(|last| last.to_str().unwrap_or_default().to_owned()).or(query.last_event_id);
    let position = last.as_deref().and_then(Position::read);
    let (Listening { told, reached, missed }, stopping) = (api.service().changes().listen(position), api.stopping());
    let listener =
        Listener { api, token: who.token, request: info.id, client: info.client.to_string(), told, stopping, over: false, _place };
    let before = match (last.is_some(), missed) {
        (true, Some(change)) => listener.narrowed(&who.caller, reached, &change).await,
        (true, None) => Some(missed_event(reached)),
        (false, _) => None,
    };
    let listening = ListeningEvent { continued: last.is_some() };
    let listening = at(reached, Event::default().event("listening")).json_data(listening).ok();
    let first = stream::iter(before.into_iter().chain(listening).map(Ok));
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    let events = first.chain(events).take_until(tokio::time::sleep(LASTS));
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

/// An event behind which everything up to a position is told.
fn at(position: Option<Position>, event: Event) -> Event {
    match position {
        Some(position) => event.id(position.to_string()),
        None => event,
    }
}

fn missed_event(position: Option<Position>) -> Event {
    at(position, Event::default().event("missed").data("{}"))
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
                Ok(Told { position, change }) => {
                    let caller = self.look_again().await?;
                    if let Some(event) = self.narrowed(&caller, Some(position), &change).await {
                        return Some(event);
                    }
                }
                Err(RecvError::Lagged(_)) => return Some(missed_event(None)),
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

    /// What this listener is told of a change, behind which everything up to a position is told; nothing when none of it is his business.
    async fn narrowed(&self, caller: &Caller, position: Option<Position>, change: &Change) -> Option<Event> {
        if change.is_more {
            return Some(missed_event(position));
        }
        let readable = self.api.service().readable_registers(caller);
        let registers: Vec<_> = change.registers.iter().copied().filter(|name| readable.contains(name)).collect();
        let units: BTreeSet<String> = match self.api.service().visible_units(caller, &change.units).await {
            Ok(units) => units,
            Err(error) => {
                tracing::warn!(%error, "a change could not be told");
                return Some(missed_event(position));
            }
        };
        let matters: Vec<_> = caller.own_units().into_iter().filter(|unit| change.matters.contains(unit)).collect();
        if registers.is_empty() && units.is_empty() && matters.is_empty() {
            return None;
        }
        let told = ChangeEvent { act: change.act, registers, units: units.into_iter().collect(), matters };
        at(position, Event::default().event("change")).json_data(told).ok()
    }
}
