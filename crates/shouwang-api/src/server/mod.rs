//! Listening: connections of HTTP/1.1 and HTTP/2, with TLS when there is a certificate, until the server is told to stop.
//!
//! What is under way when it stops is finished, for so long as the settings allow.

mod places;
mod tls;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
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
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;

pub use tls::{Certificate, CertificateError};

use places::{Place, Places, Seat};

use crate::frame::{PeerAddress, frame};
use crate::gate::gate;
use crate::metrics::METRICS_TEXT;
use crate::router;
use crate::settings::ApiSettings;
use crate::site;
use crate::state::Api;

/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// Requests under way on one HTTP/2 connection.
const STREAMS_MAX: u32 = 128;
/// How often somebody on HTTP/2 who is silent is asked whether he is still there.
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(30);
/// How long his answer may take.
const KEEP_ALIVE_WAIT: Duration = Duration::from_secs(20);
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
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head_timeout(settings)).max_buf_size(HEAD_BYTES_MAX.max(8 * 1024));
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(u32::try_from(HEAD_BYTES_MAX).unwrap_or(u32::MAX))
        .keep_alive_interval(KEEP_ALIVE_EVERY)
        .keep_alive_timeout(KEEP_ALIVE_WAIT);
    builder
}

fn head_timeout(settings: &ApiSettings) -> Duration {
    Duration::from_secs(settings.head_timeout_s.into())
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
        let places = Places::new(self.api.settings());
        let mut stop = pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&listener, &places) => accepted,
            };
            let Some((stream, peer, place)) = accepted else { continue };
            match places.seat(place, peer.ip()) {
                Some(seat) => self.converse(stream, peer, seat, graceful.watcher()),
                None => tracing::debug!(%peer, "this address has as many connections as it may have"),
            }
        }
        drop(listener);
        self.api.stop();
        let wait = Duration::from_secs(self.api.settings().stop_timeout_s.into());
        let finish = async {
            graceful.shutdown().await;
            self.api.finish_work().await;
        };
        match tokio::time::timeout(wait, finish).await {
            Ok(()) => tracing::info!("stopped; all requests were finished"),
            Err(_) => tracing::warn!("stopped; some requests were not finished in time"),
        }
    }

    /// Holds one connection's conversation, beside all others.
    fn converse(&self, stream: TcpStream, peer: SocketAddr, seat: Seat, watcher: Watcher) {
        let (api, app, tls, builder) = (self.api.clone(), self.app.clone(), self.tls.clone(), Arc::clone(&self.builder));
        tokio::spawn(async move {
            let _counted = api.metrics().connect();
            let _seat = seat;
            let patience = head_timeout(api.settings());
            // Small answers must not wait for more; where the system does not know how, they do.
            let _ = stream.set_nodelay(true);
            let talk = Talk { peer, app, builder, watcher, patience };
            let Some(tls) = tls else { return talk.hold(stream).await };
            match tokio::time::timeout(patience, tls.accept(stream)).await {
                Ok(Ok(stream)) => talk.hold(stream).await,
                Ok(Err(error)) => tracing::debug!(%peer, %error, "the TLS handshake failed"),
                Err(_) => tracing::debug!(%peer, "the TLS handshake took too long"),
            }
        });
    }
}

/// Waits for a place, then for a connection.
async fn accept(listener: &TcpListener, places: &Places) -> Option<(TcpStream, SocketAddr, Place)> {
    let place = places.wait().await?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be taken");
            tokio::time::sleep(REST).await;
            None
        }
    }
}

/// One connection's conversation.
struct Talk {
    peer: SocketAddr,
    app: Router,
    builder: Arc<auto::Builder<TokioExecutor>>,
    watcher: Watcher,
    /// How long the first request may be on its way.
    patience: Duration,
}

impl Talk {
    /// Answers request after request. Who says nothing, or so little that not even the version of the protocol is known, has no place for long:
    /// the library waits for that without end.
    async fn hold<S>(self, stream: S)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let Talk { peer, app, builder, watcher, patience } = self;
        let asked = Arc::new(Notify::new());
        let asking = Arc::clone(&asked);
        let service = service_fn(move |request: Request<Incoming>| {
            asking.notify_one();
            let mut request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(PeerAddress(peer));
            app.clone().oneshot(request)
        });
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let mut connection = pin!(watcher.watch(connection));
        let ended = tokio::select! {
            ended = &mut connection => ended,
            () = asked.notified() => connection.await,
            () = tokio::time::sleep(patience) => return tracing::debug!(%peer, "a connection on which nothing was asked was closed"),
        };
        if let Err(error) = ended {
            tracing::debug!(%peer, %error, "a connection broke off");
        }
    }
}
