//! Numbers about the running server, in the text format of Prometheus.

use axum::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds of the times that are told apart, in seconds.
const BOUNDS_S: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The media type of the text format.
pub(crate) const METRICS_TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Requests by what was asked for and what came of it. The path is the operation's, never the caller's: otherwise anybody could make series.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: String,
    path: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    method: String,
    path: String,
}

/// The numbers.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<Operation, Histogram, fn() -> Histogram>,
    working: Gauge,
    connections: Gauge,
    planned_act: Gauge,
}

/// Something that is counted as long as it is there.
#[derive(Debug)]
pub(crate) struct Counted(Gauge);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    /// All at nought.
    pub(crate) fn new() -> Metrics {
        let mut registry = Registry::with_prefix("shouwang");
        let metrics = Metrics {
            requests: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(BOUNDS_S)),
            working: Gauge::default(),
            connections: Gauge::default(),
            planned_act: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("http_requests", "Requests answered", metrics.requests.clone());
        registry.register("http_request_seconds", "Time until a request was answered, in seconds", metrics.seconds.clone());
        registry.register("http_requests_working", "Requests under way", metrics.working.clone());
        registry.register("http_connections", "Open connections", metrics.connections.clone());
        registry.register("planned_act", "Number of the act up to which duties are planned", metrics.planned_act.clone());
        Metrics { registry, ..metrics }
    }

    /// A request is under way until the answer is dropped.
    pub(crate) fn begin(&self) -> Counted {
        self.working.inc();
        Counted(self.working.clone())
    }

    /// A connection is open until the answer is dropped.
    pub(crate) fn connect(&self) -> Counted {
        self.connections.inc();
        Counted(self.connections.clone())
    }

    /// A request was answered.
    pub(crate) fn observe(&self, method: &Method, path: &str, status: StatusCode, took_s: f64) {
        // Whoever makes up a method must not make up a series.
        let method = if path.is_empty() { "other" } else { method.as_str() }.to_owned();
        let path = if path.is_empty() { "none" } else { path }.to_owned();
        self.requests.get_or_create(&Request { method: method.clone(), path: path.clone(), status: status.as_u16() }).inc();
        self.seconds.get_or_create(&Operation { method, path }).observe(took_s);
    }

    /// Duties are planned up to this act; `None`: they were never planned, or that cannot be found out.
    pub(crate) fn planned_up_to(&self, act: Option<i64>) {
        self.planned_act.set(act.unwrap_or(0));
    }

    /// The numbers as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}
