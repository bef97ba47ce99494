//! Listening: connections of HTTP/1.1 and HTTP/2, with TLS when there is a certificate, until the server is told to stop.
//!
//! What is under way when it stops is finished, for so long as the settings allow.

mod tls;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;

pub use tls::{Certificate, CertificateError};

use crate::frame::{PeerAddress, frame};
use crate::gate::gate;
use crate::metrics::METRICS_TEXT;
use crate::router;
use crate::settings::ApiSettings;
use crate::site;
use crate::state::Api;

/// Seconds that a TLS handshake may take.
const HANDSHAKE_S_MAX: u64 = 10;
/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// Requests under way on one HTTP/2 connection.
const STREAMS_MAX: u32 = 128;
/// Rest after the system refused a connection, as when there are too many open files.
const REST: Duration = Duration::from_millis(100);

/// Why the server ended otherwise than by being told to.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be read back from the system.
    #[error("the address that is listened on cannot be found out: {0}")]
    Address(#[from] io::Error),
}

/// Serves until `stop` is ready, and then until what is under way is finished.
///
/// # Errors
/// When the listener is none.
pub async fn serve(
    listener: TcpListener,
    api: Api,
    certificate: Option<Certificate>,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    tracing::info!(%address, tls = certificate.is_some(), "listening");
    let app = app(api.clone());
    let tls = certificate.map(|certificate| TlsAcceptor::from(certificate.config()));
    let server = Server { builder: Arc::new(builder(api.settings())), api, app, tls };
    server.run(listener, stop).await;
    Ok(())
}

/// Serves nothing but the metrics, without asking who wants them: for an address that only the machine's own monitoring reaches.
///
/// # Errors
/// When the listener fails.
pub async fn serve_metrics(listener: TcpListener, api: Api, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let text = move || async move {
        api.metrics().planned_up_to(api.service().check_ready().await.ok().flatten());
        ([(header::CONTENT_TYPE, METRICS_TEXT)], api.metrics().text())
    };
    axum::serve(listener, Router::new().route("/metrics", get(text))).with_graceful_shutdown(stop).await
}

/// Every operation with all that stands before and around it; behind them, the pages.
fn app(api: Api) -> Router {
    let (router, _) = router::operations().router.split_for_parts();
    router
        .route_layer(from_fn_with_state(api.clone(), gate))
        .fallback(site::handler)
        .layer(from_fn_with_state(api.clone(), frame))
        .layer(CompressionLayer::new())
        .with_state(api)
}

fn builder(settings: &ApiSettings) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    let head_timeout = Duration::from_secs(settings.head_timeout_s.into());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head_timeout).max_buf_size(HEAD_BYTES_MAX.max(8 * 1024));
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(u32::try_from(HEAD_BYTES_MAX).unwrap_or(u32::MAX))
        .keep_alive_interval(Duration::from_secs(30));
    builder
}

struct Server {
    api: Api,
    app: Router,
    tls: Option<TlsAcceptor>,
    builder: Arc<auto::Builder<TokioExecutor>>,
}

impl Server {
    async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let graceful = GracefulShutdown::new();
        let places = Arc::new(Semaphore::new(self.api.settings().connections_max));
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&listener, &places) => accepted,
            };
            if let Some((stream, peer, place)) = accepted {
                self.converse(stream, peer, place, graceful.watcher());
            }
        }
        drop(listener);
        self.api.stop();
        let wait = Duration::from_secs(self.api.settings().stop_timeout_s.into());
        match tokio::time::timeout(wait, graceful.shutdown()).await {
            Ok(()) => tracing::info!("stopped; all requests were finished"),
            Err(_) => tracing::warn!("stopped; some requests were not finished in time"),
        }
    }

    /// Holds one connection's conversation, beside all others.
    fn converse(&self, stream: TcpStream, peer: SocketAddr, place: OwnedSemaphorePermit, watcher: Watcher) {
        let (api, app, tls, builder) = (self.api.clone(), self.app.clone(), self.tls.clone(), Arc::clone(&self.builder));
        tokio::spawn(async move {
            let _counted = api.metrics().connect();
            let _place = place;
            // Small answers must not wait for more; where the system does not know how, they do.
            let _ = stream.set_nodelay(true);
            let Some(tls) = tls else { return talk(stream, peer, app, &builder, watcher).await };
            match tokio::time::timeout(Duration::from_secs(HANDSHAKE_S_MAX), tls.accept(stream)).await {
                Ok(Ok(stream)) => talk(stream, peer, app, &builder, watcher).await,
                Ok(Err(error)) => tracing::debug!(%peer, %error, "the TLS handshake failed"),
                Err(_) => tracing::debug!(%peer, "the TLS handshake took too long"),
            }
        });
    }
}

/// Waits for a place, then for a connection.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be taken");
            tokio::time::sleep(REST).await;
            None
        }
    }
}

async fn talk<S>(stream: S, peer: SocketAddr, app: Router, builder: &auto::Builder<TokioExecutor>, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(PeerAddress(peer));
        app.clone().oneshot(request)
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%peer, %error, "a connection broke off");
    }
}
