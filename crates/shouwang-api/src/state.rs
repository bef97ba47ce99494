//! What every handler has at hand.

use std::sync::Arc;

use shouwang_app::edge::{Clock, Edge, Entropy};
use shouwang_app::service::Service;
use tokio::sync::watch;

use crate::frame::RequestInfo;
use crate::frame::limiter::Limiter;
use crate::frame::streams::Streams;
use crate::metrics::Metrics;
use crate::router::Table;
use crate::settings::ApiSettings;
use crate::site::Site;

/// The interface with all that it needs. Cheap to clone; the clones are one.
#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    service: Arc<Service>,
    settings: ApiSettings,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    metrics: Metrics,
    clients: Limiter,
    logins: Limiter,
    streams: Streams,
    operations: Table,
    document: Arc<str>,
    site: Site,
    stopping: watch::Sender<bool>,
    /// Whoever carries out what must not be stopped half way listens to this, so that the server knows when nobody does any more.
    under_way: watch::Sender<()>,
}

impl Api {
    /// An interface to these use cases and to these pages, with the clock and the random bytes of the outside.
    #[must_use]
    pub fn new(service: Arc<Service>, settings: ApiSettings, site: Site, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Api {
        let (document, operations) = crate::document::describe();
        Api(Arc::new(Inner {
            clients: Limiter::new(settings.client_rate_per_s, settings.client_burst),
            logins: Limiter::new(settings.login_rate_per_s, settings.login_burst),
            streams: Streams::new(settings.login_streams_max),
            metrics: Metrics::new(),
            document: document.to_string().into(),
            stopping: watch::Sender::new(false),
            under_way: watch::Sender::new(()),
            service,
            settings,
            site,
            clock,
            entropy,
            operations,
        }))
    }

    /// The use cases.
    #[must_use]
    pub fn service(&self) -> &Arc<Service> {
        &self.0.service
    }

    /// What the operator set.
    #[must_use]
    pub fn settings(&self) -> &ApiSettings {
        &self.0.settings
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.0.entropy
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn client_limiter(&self) -> &Limiter {
        &self.0.clients
    }

    pub(crate) fn login_limiter(&self) -> &Limiter {
        &self.0.logins
    }

    pub(crate) fn streams(&self) -> &Streams {
        &self.0.streams
    }

    pub(crate) fn operations(&self) -> &Table {
        &self.0.operations
    }

    /// The OpenAPI document, as it is sent.
    pub(crate) fn document(&self) -> &Arc<str> {
        &self.0.document
    }

    /// The pages.
    pub(crate) fn site(&self) -> Site {
        self.0.site
    }

    /// Told when the server begins to stop: what would otherwise never end then ends.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.subscribe()
    }

    /// Held by work that the server waits for before it has stopped, although its caller may have gone.
    pub(crate) fn under_way(&self) -> watch::Receiver<()> {
        self.0.under_way.subscribe()
    }

    /// Waits until no such work is under way.
    pub(crate) async fn finish_work(&self) {
        self.0.under_way.closed().await;
    }

    /// The server begins to stop.
    pub(crate) fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// What a use case is given of the outside for one request.
    pub(crate) fn edge(&self, info: &RequestInfo) -> Edge<'_> {
        Edge { now: info.now, entropy: self.entropy() }
    }
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
