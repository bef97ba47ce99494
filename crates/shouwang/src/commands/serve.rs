//! `shouwang serve`: puts the server together and runs it until it is told to stop.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use shouwang_api::{Api, Certificate, serve, serve_metrics};
use shouwang_app::account::password::BreachedPasswords;
use shouwang_app::account::webauthn::RelyingParty;
use shouwang_app::account::{Accounts, AccountsConfig, Founding, HeldKey, ProviderConfig, accept_key, open_key};
use shouwang_app::edge::{Clock as _, Edge};
use shouwang_app::files::Clamd;
use shouwang_app::ledger::{KeyFolder, LedgerError, trusted_keys};
use shouwang_app::problem::AppError;
use shouwang_app::service::{Background, Folders, Outside, Service};
use shouwang_calendar::Words;
use shouwang_storage::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use super::Outcome;
use crate::cli::ServeArgs;
use crate::context::{Context, SystemClock};
use crate::failure::Failure;
use crate::lock::DatabaseLock;
use crate::random::SystemEntropy;
use crate::server_settings::{OidcSettings, ServerSettings, TlsFiles};
use crate::site;

/// The settings file in the data folder.
pub(super) const SETTINGS_FILE: &str = "shouwang.toml";
/// The installation's key in the data folder.
const KEY_FILE: &str = "installation.key";

/// What work in the background has to end in beyond the time that it was given.
const LAST_WAIT: Duration = Duration::from_secs(5);

pub(super) fn run(context: &Context, args: &ServeArgs) -> Outcome {
    start_log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(work(context, args));
    // Work on threads of its own, such as hashing a password, is not waited for longer.
    runtime.shutdown_timeout(Duration::from_secs(5));
    outcome
}

async fn work(context: &Context, args: &ServeArgs) -> Outcome {
    // From here on a signal is heard: whoever stops a server that still starts has not killed it.
    let mut told = pin!(told_to_stop());
    let started = tokio::select! {
        biased;
        () = &mut told => None,
        started = start(context, args) => Some(started?),
    };
    match started {
        Some(started) => started.run(told).await,
        None => Ok(true),
    }
}

/// A server with all that it needs, before it answers anybody.
struct Started {
    lock: DatabaseLock,
    settings: ServerSettings,
    certificate: Option<Certificate>,
    listener: TcpListener,
    metrics: Option<TcpListener>,
    store: Store,
    service: Arc<Service>,
    background: Background,
}

async fn start(context: &Context, args: &ServeArgs) -> Result<Started, Failure> {
    let settings = settings(context, args)?;
    let certificate = settings.tls.as_ref().map(certificate).transpose()?;
    let listener = listen(settings.listen).await?;
    let metrics = match settings.metrics_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    // Before the database is opened: opening one of an older program already changes it.
    let lock = DatabaseLock::of_server(&context.url()?, context.data_folder())?;
    let store = context.store().await?;
    let folders = folders(context, &settings);
    if args.accept_keys {
        accept_keys(context, &folders, &store).await?;
    }
    let accounts = accounts(context, &settings, store.clone()).await?;
    let outside = Outside { clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy) };
    let (service, background) = Service::open(store.clone(), context.law_book()?, accounts, folders, outside).await.map_err(said)?;
    if let Some(address) = settings.clamd.clone() {
        service.scan_with(Arc::new(Clamd::at(address)));
    }
    service.witness_for(trusted_keys(&settings.witness_for).map_err(|LedgerError(words)| Failure::from(words))?);
    say_link(context, &settings, &service).await?;
    warn_of_no_keys(context, &settings);

    let background = match settings.limits.takeover_s {
        Some(seconds) => background.taken_over_after(SignedDuration::from_secs(seconds.into())),
        None => background,
    };
    Ok(Started { lock, settings, certificate, listener, metrics, store, service, background })
}

impl Started {
    /// Serves until it is told to stop, then finishes what is under way.
    async fn run(self, told: impl Future<Output = ()>) -> Outcome {
        let Started { lock: _lock, settings, certificate, listener, metrics, store, service, background } = self;
        let (stop, stopping) = watch::channel(false);
        let (rest, resting) = watch::channel(false);
        let grace = Duration::from_secs(settings.limits.stop_timeout_s.into());
        let mut background = tokio::spawn(background.stopped_within(grace).run(resting));
        // Work in the background has the same time to end as requests have, and not what they leave of it.
        let told = async {
            told.await;
            rest.send_replace(true);
        };
        let api = Api::new(Arc::clone(&service), settings.api(), site::find, Arc::new(SystemClock), Arc::new(SystemEntropy));
        let metrics = metrics.map(|listener| tokio::spawn(serve_metrics(listener, api.clone(), stopped(stopping.clone()))));
        let served = serve(listener, api, certificate, told).await;
        stop.send_replace(true);
        rest.send_replace(true);
        match tokio::time::timeout(grace + LAST_WAIT, &mut background).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "work in the background broke down"),
            Err(_) => {
                background.abort();
                tracing::warn!(
                    "work in the background did not end in time and was stopped; another server goes on with it, or the next start"
                );
            }
        }
        if let Some(metrics) = metrics
            && let Err(error) = metrics.await
        {
            tracing::error!(%error, "the metrics broke down");
        }
        // Nobody asks any more: what is still being noted is noted before the connections close.
        service.accounts().finish_noting().await;
        drop(service);
        store.close().await;
        served.map_err(|error| Failure::new(error.to_string(), error.to_string()))?;
        Ok(true)
    }
}

/// The settings file, with what the command line says in its place.
fn settings(context: &Context, args: &ServeArgs) -> Result<ServerSettings, Failure> {
    let file = args.settings.clone().unwrap_or_else(|| context.data_folder().join(SETTINGS_FILE));
    let mut settings = ServerSettings::read(&file, args.settings.is_some())?;
    if let Some(listen) = args.listen {
        settings.listen = listen;
    }
    if args.clamd.is_some() {
        settings.clamd.clone_from(&args.clamd);
    }
    if let (Some(certificate), Some(key)) = (&args.tls_cert, &args.tls_key) {
        settings.tls = Some(TlsFiles { certificate: certificate.clone(), key: key.clone() });
    }
    Ok(settings)
}

fn certificate(files: &TlsFiles) -> Result<Certificate, Failure> {
    Certificate::read(&files.certificate, &files.key).map_err(|error| {
        Failure::new(
            format!("证书或私钥不能使用：{error}；请核对两个 PEM 文件"),
            format!("the certificate or its key cannot be used: {error}; check both PEM files"),
        )
    })
}

async fn listen(address: std::net::SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::new(
            format!("不能监听 {address}：{error}；请换一个地址，或停止占用它的程序"),
            format!("cannot listen on {address}: {error}; choose another address, or stop the program that uses it"),
        )
    })
}

/// Where this installation keeps what is not in the database.
pub(super) fn folders(context: &Context, settings: &ServerSettings) -> Folders {
    Folders { data: context.data_folder().to_owned(), backups: settings.backup_folder.clone(), files_key: settings.files_key.clone() }
}

/// Takes the keys of this machine as the installation's, because those before are lost for good.
async fn accept_keys(context: &Context, folders: &Folders, store: &Store) -> Result<(), Failure> {
    let edge = Edge { now: SystemClock.now(), entropy: &SystemEntropy };
    let data = context.data_folder();
    std::fs::create_dir_all(data).map_err(|error| Failure::file(data, &error))?;
    let keys = [(HeldKey::Installation, data.join(KEY_FILE)), (HeldKey::Files, folders.files_key().map_err(said)?)];
    for (held, path) in keys {
        if accept_key(store, held, &path, &edge).await.map_err(said)? {
            tracing::warn!(path = %path.display(), "this key is the installation's from now on; what the former one sealed does not open with it");
        }
    }
    Ok(())
}

/// Accounts as the server has them, with the installation's key in the data folder.
pub(super) async fn accounts(context: &Context, settings: &ServerSettings, store: Store) -> Result<Accounts, Failure> {
    let data = context.data_folder();
    std::fs::create_dir_all(data).map_err(|error| Failure::file(data, &error))?;
    let key = open_key(&store, HeldKey::Installation, &data.join(KEY_FILE), &SystemEntropy).await.map_err(said)?;
    let url = settings.public_url();
    let breached = settings.breached_passwords.as_deref().map(BreachedPasswords::open).transpose();
    let config = AccountsConfig {
        key,
        relying_party: RelyingParty { id: host(&url).to_owned(), name: "守望 Shouwang".to_owned(), origins: vec![url.clone()] },
        breached: breached.map_err(|error| Failure::from(error.message))?,
        provider: settings.oidc.as_ref().map(|oidc| provider(oidc, &url)).transpose()?,
    };
    Accounts::open(store, config).await.map_err(|error| said(error.into()))
}

fn provider(oidc: &OidcSettings, public_url: &str) -> Result<ProviderConfig, Failure> {
    let secret = oidc.client_secret_file.as_deref().map(|file| std::fs::read_to_string(file).map_err(|error| Failure::file(file, &error)));
    let authorities = oidc.authorities_file.as_deref().map(|file| std::fs::read(file).map_err(|error| Failure::file(file, &error)));
    Ok(ProviderConfig {
        issuer: oidc.issuer.clone(),
        client_id: oidc.client_id.clone(),
        client_secret: secret.transpose()?.map(|secret| secret.trim().to_owned()),
        redirect_url: format!("{public_url}/api/v1/session/provider/arrival"),
        claim: oidc.claim.clone(),
        scopes: oidc.scopes.clone(),
        authorities: authorities.transpose()?,
    })
}

/// The name of the server within its address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

/// Says the link of the first start, where only whoever starts the server reads it: never in the log.
async fn say_link(context: &Context, settings: &ServerSettings, service: &Service) -> Result<(), Failure> {
    let edge = Edge { now: SystemClock.now(), entropy: &SystemEntropy };
    let Some(link) = service.accounts().bootstrap_link(&edge).await.map_err(said)? else { return Ok(()) };
    let url = format!("{}/founding#{}", settings.public_url(), link.token);
    let (zh, en) = match link.founding {
        Founding::Anew => (
            "在任的三类管理员不足两类，无人能任命。请在 24 小时内用这个链接设立三类管理员；其中一人登录后即失效（不要转发）：",
            "Fewer than two of the three administrators are in place, so that nobody can appoint one. Found all three with this link within 24 \
             hours; it is void when one of them has logged in. Pass it on to nobody:",
        ),
        Founding::Again => (
            "三类管理员已设立，但尚无一人登录。若没有看到初始口令，请在 24 小时内用这个链接给同样三人重发；其中一人登录后即失效（不要转发）：",
            "The three administrators were founded, and none of them has logged in yet. Should nobody have read their first passwords, this link \
             gives the same three others within 24 hours; it is void when one of them has logged in. Pass it on to nobody:",
        ),
    };
    context.say(&Words::new(format!("{zh}\n{url}"), format!("{en}\n{url}")));
    Ok(())
}

/// Without keys nothing is signed and nothing can be proven. They are not made here: servers that share a database sign with the same keys, and the
/// ledger's name stays for ever, so that somebody has to choose it.
fn warn_of_no_keys(context: &Context, settings: &ServerSettings) {
    if !KeyFolder::at(context.keys_folder()).is_there() {
        let name = format!("{}/shouwang", host(&settings.public_url()));
        tracing::warn!("the ledger has no keys, so that nothing in it can be proven to others; run: shouwang ledger keys --origin {name}");
    }
}

/// One line of JSON for each event, on standard error; `SHOUWANG_LOG` says which (`info` by default).
fn start_log() {
    let filter = EnvFilter::try_from_env("SHOUWANG_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(true).with_span_list(false);
    // Another one that was set before stays, as in a test that runs several commands.
    let _ = log.with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Ready when the process is told to stop, from the moment of the call on and not only once it is waited for.
fn told_to_stop() -> impl Future<Output = ()> {
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async {
        match (terminate, interrupt) {
            (Ok(mut terminate), Ok(mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            }
            (Err(error), _) | (_, Err(error)) => {
                tracing::error!(%error, "signals cannot be received; the server runs until it is killed");
                std::future::pending::<()>().await;
            }
        }
        tracing::info!("told to stop");
    }
}

/// Ready when the rest of the server stops.
async fn stopped(mut stopping: watch::Receiver<bool>) {
    // That the sender is gone means the same.
    let _ = stopping.wait_for(|stop| *stop).await;
}

/// What the program says when the server's own parts fail.
pub(super) fn said(error: AppError) -> Failure {
    if let Some(cause) = &error.cause {
        tracing::error!(%cause, "the server cannot start");
    }
    Failure::from(error.detail)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_is_taken_out_of_an_address() {
        assert_eq!(host("https://shouwang.example.gov.cn"), "shouwang.example.gov.cn");
        assert_eq!(host("https://shouwang.example.gov.cn:8443/x"), "shouwang.example.gov.cn");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1");
    }
}
