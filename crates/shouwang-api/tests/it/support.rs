//! A server of one's own on a port of its own, with people who may use it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use shouwang_api::{Api, ApiSettings, Certificate, serve};
use shouwang_app::account::webauthn::RelyingParty;
use shouwang_app::account::{Accounts, AccountsConfig, InstallationKey, ProviderConfig, token_hash};
use shouwang_app::edge::{Clock, Edge, Entropy};
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::service::{Background, Folders, Outside, Service};
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Ref, Row, RowKey, Set};
use shouwang_domain::registers::division::{Division, Level};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{About, Session, Store, Write};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::articles;
use crate::running_provider::{RunningProvider, second_of_today};
use crate::validator;

/// Where the identity provider sends browsers back to.
pub(crate) const ARRIVAL: &str = "/api/v1/session/provider/arrival";
/// 2026-11-22 08:00 UTC.
const NOW_S: i64 = 1_795_334_400;

/// A clock that goes on by a millisecond whenever it is looked at.
pub(crate) struct TestClock(AtomicI64);

/// Bytes that differ from each other and that a test can repeat.
pub(crate) struct TestEntropy(AtomicU64);

impl From<u64> for TestEntropy {
    fn from(start: u64) -> TestEntropy {
        TestEntropy(AtomicU64::new(start))
    }
}

impl TestClock {
    /// Lets so many seconds pass.
    pub(crate) fn go_on(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.fetch_add(1_000, Ordering::SeqCst)).unwrap()
    }
}

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        use sha2::{Digest as _, Sha256};
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst);
            let digest = Sha256::digest(count.to_be_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

/// A server with its database.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) store: Store,
    pub(crate) service: Arc<Service>,
    pub(crate) client: Client,
    pub(crate) clock: Arc<TestClock>,
    entropy: Arc<TestEntropy>,
    keys: AtomicU64,
    background: Mutex<Option<Background>>,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
    /// The data folder.
    pub(crate) folder: TempDir,
    /// The operator's folder for backups.
    pub(crate) backups: TempDir,
    database: Arc<TestDatabase>,
}

/// What a server may have beside its database.
#[derive(Default)]
struct Outer {
    provider: Option<ProviderConfig>,
    makes_backups: bool,
    certificate: Option<Certificate>,
    /// The law, where it is not the one that the program carries.
    pages: Option<Pages>,
    /// The key of attached files, where it is another server's.
    files_key: Option<PathBuf>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }
}

impl Server {
    /// One server with each kind of database.
    pub(crate) async fn of_each_database() -> Vec<Server> {
        let mut servers = Vec::new();
        for database in databases().await.unwrap() {
            servers.push(Server::start(database, generous(), free_port().await, Outer { makes_backups: true, ..Outer::default() }).await);
        }
        servers
    }

    /// One server with each kind of database that runs these pages of law.
    pub(crate) async fn of_law(pages: &Pages) -> Vec<Server> {
        let mut servers = Vec::new();
        for database in databases().await.unwrap() {
            let outer = Outer { pages: Some(pages.clone()), ..Outer::default() };
            servers.push(Server::start(database, generous(), free_port().await, outer).await);
        }
        servers
    }

    /// A server with the first kind of database, these settings, and no folder for backups.
    pub(crate) async fn with(settings: ApiSettings) -> Server {
        let [sqlite, _] = databases().await.unwrap();
        Server::start(sqlite, settings, free_port().await, Outer::default()).await
    }

    /// The same with encrypted connections.
    pub(crate) async fn encrypted(settings: ApiSettings, certificate: Certificate) -> Server {
        let [sqlite, _] = databases().await.unwrap();
        Server::start(sqlite, settings, free_port().await, Outer { certificate: Some(certificate), ..Outer::default() }).await
    }

    /// One server with each kind of database and an identity provider, on the day of today; none where no provider can be started.
    pub(crate) async fn with_provider() -> Vec<(Server, RunningProvider)> {
        let mut servers = Vec::new();
        for database in databases().await.unwrap() {
            let listener = free_port().await;
            let back = format!("http://{}{ARRIVAL}", listener.local_addr().unwrap());
            let Some(provider) = RunningProvider::start(&back) else { return Vec::new() };
            let server =
                Server::start(database, generous(), listener, Outer { provider: Some(provider.config()), ..Outer::default() }).await;
            server.clock.0.store(second_of_today() * 1_000_000, Ordering::SeqCst);
            servers.push((server, provider));
        }
        servers
    }

    /// Another server on the same database, with a data folder of its own.
    pub(crate) async fn beside(&self) -> Server {
        let outer = Outer { files_key: Some(self.folder.path().join("keys/files.key")), ..Outer::default() };
        Server::start(Arc::clone(&self.database), generous(), free_port().await, outer).await
    }

    async fn start(database: impl Into<Arc<TestDatabase>>, settings: ApiSettings, listener: TcpListener, outer: Outer) -> Server {
        let Outer { provider, makes_backups, certificate, pages, files_key } = outer;
        let (folder, backups) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let database = database.into();
        let store = database.open().await.unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(NOW_S * 1_000_000)));
        let entropy = Arc::new(TestEntropy(AtomicU64::new(0)));
        let config = AccountsConfig {
            key: InstallationKey::new(&[7; 32]),
            relying_party: RelyingParty {
                id: "localhost".to_owned(),
                name: "test".to_owned(),
                origins: vec!["http://localhost".to_owned()],
            },
            breached: None,
            provider,
        };
        let accounts = Accounts::open(store.clone(), config).await.unwrap();
        let backups_folder = makes_backups.then(|| backups.path().to_owned());
        let folders = Folders { data: folder.path().to_owned(), backups: backups_folder, files_key };
        let book = LawBook::load(&pages.unwrap_or_else(Pages::embedded)).unwrap();
        let outside = Outside { clock: clock.clone(), entropy: entropy.clone() };
        let (service, background) = Service::open(store.clone(), book, accounts, folders, outside).await.unwrap();
        let api = Api::new(Arc::clone(&service), settings, |_| None, clock.clone(), entropy.clone());
        let scheme = if certificate.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(async move {
            serve(listener, api, certificate, async {
                let _ = stopped.await;
            })
            .await
            .unwrap();
        });
        Server {
            url,
            store,
            service,
            client: client(),
            clock,
            entropy,
            keys: AtomicU64::new(0),
            background: Mutex::new(Some(background)),
            stop: Some(stop),
            serving: Some(serving),
            folder,
            backups,
            database,
        }
    }

    /// Stops the server and waits until everything under way is finished.
    pub(crate) async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.serving.take().unwrap().await.unwrap();
    }

    /// Begins to plan and to do jobs, as a server does; otherwise a test sees only what it asked for.
    pub(crate) fn work_in_background(&self) -> JoinHandle<()> {
        let background = self.background.lock().unwrap().take().unwrap();
        tokio::spawn(async move {
            let (_stop, stopping) = watch::channel(false);
            background.run(stopping).await;
        })
    }

    /// Asks, and holds the exchange to the document.
    pub(crate) async fn ask(&self, method: Method, path: &str, token: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Reply {
        let mut request = self.client.request(method.clone(), format!("{}{path}", self.url));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let reads = method == Method::GET;
        let reply = answered(method, path, request).await;
        if !reads && reply.status < 300 {
            articles::check_newest(&self.store, path).await;
        }
        reply
    }

    /// Posts without a body, under a new idempotency key.
    pub(crate) async fn post_nothing(&self, path: &str, token: &str) -> Reply {
        let key = format!("nothing-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        self.ask(Method::POST, path, token, None, &[("idempotency-key", &key)]).await
    }

    /// Posts a text under this idempotency key, and holds the exchange to the document.
    pub(crate) async fn post_keyed_text(&self, path: &str, token: &str, text: &str, key: &str) -> Reply {
        let request = self.client.post(format!("{}{path}", self.url)).bearer_auth(token).header("idempotency-key", key);
        let reply = answered(Method::POST, path, request.header("content-type", "text/plain").body(text.to_owned())).await;
        if reply.status < 300 {
            articles::check_newest(&self.store, path).await;
        }
        reply
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Reply {
        self.ask(Method::GET, path, token, None, &[]).await
    }

    /// Posts under a new idempotency key.
    pub(crate) async fn post(&self, path: &str, token: &str, body: &Value) -> Reply {
        validator::check_request("POST", path, body);
        let key = format!("key-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        self.ask(Method::POST, path, token, Some(body), &[("idempotency-key", &key)]).await
    }

    /// Posts about a version that was seen.
    pub(crate) async fn post_in(&self, path: &str, token: &str, body: &Value, version: &Value) -> Reply {
        validator::check_request("POST", path, body);
        let key = format!("key-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        let version = format!("\"{version}\"");
        self.ask(Method::POST, path, token, Some(body), &[("idempotency-key", &key), ("if-match", &version)]).await
    }

    /// Posts a text as whoever is not logged in, and holds the exchange to the document.
    pub(crate) async fn post_text(&self, path: &str, text: impl Into<reqwest::Body>) -> Reply {
        let request = self.client.post(format!("{}{path}", self.url)).header("content-type", "text/plain").body(text);
        answered(Method::POST, path, request).await
    }

    /// Posts bytes under a new idempotency key, and holds the answer to the document.
    pub(crate) async fn post_bytes(&self, path: &str, token: &str, bytes: Vec<u8>) -> Reply {
        let key = format!("bytes-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        let request = self.client.post(format!("{}{path}", self.url)).bearer_auth(token).header("idempotency-key", &key);
        let response = request.header("content-type", "application/octet-stream").body(bytes).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.unwrap().to_vec();
        validator::check_answer("POST", path, status, &headers, &body);
        Reply { status, headers, body }
    }

    /// Writes rows past the interface.
    pub(crate) async fn put(&self, puts: Vec<(&'static str, Row)>) {
        let edge = self.edge();
        let mut write = Write::now(edge.now, About::command("test", "test.put", "test"), "test", edge.bytes());
        write.puts = puts;
        self.store.write(&write).await.unwrap();
    }

    /// Takes a row back past the interface.
    pub(crate) async fn withdraw(&self, register: &'static str, key: RowKey) {
        let edge = self.edge();
        let mut write = Write::now(edge.now, About::command("test", "test.withdraw", "test"), "test", edge.bytes());
        write.withdrawals = vec![(register, key)];
        self.store.write(&write).await.unwrap();
    }

    /// The address of its database, for another server on the same one.
    pub(crate) fn database_url(&self) -> &str {
        &self.database.url
    }

    /// What a request is given of the outside.
    pub(crate) fn edge(&self) -> Edge<'_> {
        Edge { now: self.clock.now(), entropy: &*self.entropy }
    }

    /// A county with a competent department, and a unit in another county.
    pub(crate) async fn add_units(&self) {
        let division = |code: &str, name: &str, level, parent: Option<&str>| {
            let data = Division { name: name.to_owned(), level, parent: parent.map(Ref::to) };
            (Division::NAME, Fact::declared(code, Day::MIN, data).into_row())
        };
        let puts = vec![
            division("43", "省", Level::Province, None),
            division("4331", "州", Level::Prefecture, Some("43")),
            division("433130", "甲县", Level::County, Some("4331")),
            division("433122", "乙县", Level::County, Some("4331")),
            (Unit::NAME, unit("U1", "甲县数据局", "433130", &[Function::CompetentDepartment])),
            (Unit::NAME, unit("U2", "甲县教育局", "433130", &[Function::ConnectedUnit])),
            (Unit::NAME, unit("U3", "乙县教育局", "433122", &[Function::ConnectedUnit])),
        ];
        self.put(puts).await;
    }

    /// Somebody with a role, who is logged in; the token of his session.
    pub(crate) async fn somebody(&self, login: &str, role: Role, unit: Option<&str>) -> String {
        let today = shouwang_app::service::today(self.clock.now());
        let identity: String =
            format!("{login:0<64}").bytes().map(|byte| char::from(b"0123456789abcdef"[usize::from(byte % 16)])).collect();
        let account = Login {
            name: login.to_owned(),
            identity,
            person: None,
            unit: unit.map(Ref::to),
            subject: None,
            created_by: "test".to_owned(),
            disabled: None,
        };
        self.put(vec![
            (Login::NAME, Fact::declared(login, today.plus(-10), account).into_row()),
            (RoleGrant::NAME, granted(&format!("G-{login}"), today, role_grant(login, role, unit, None))),
        ])
        .await;
        self.session_of(login, true).await
    }

    /// One more grant of somebody who is there, perhaps under a contract.
    pub(crate) async fn grant_also(&self, login: &str, role: Role, unit: &str, contract: Option<&str>) {
        let today = shouwang_app::service::today(self.clock.now());
        let row = granted(&format!("G-{login}-{unit}"), today, role_grant(login, role, Some(unit), contract));
        self.put(vec![(RoleGrant::NAME, row)]).await;
    }

    /// Another account of somebody, under a number of his document that was mistyped: both name one entry among the persons.
    pub(crate) async fn again(&self, login: &str, known: &str, role: Role, unit: Option<&str>) -> String {
        let token = self.somebody(login, role, unit).await;
        self.clock.go_on(1);
        for code in [known, login] {
            let rows = self.store.find_rows(&Login::def(), "code", code).await.unwrap();
            let mut account = Fact::<Login>::from_row(&rows[0]).unwrap();
            account.data.person = Some(Ref::to(format!("P-{known}")));
            self.put(vec![(Login::NAME, account.into_row())]).await;
        }
        token
    }

    /// A session of an account that is there, begun with a second factor or without one; its token.
    pub(crate) async fn session_of(&self, login: &str, with_factor: bool) -> String {
        let id = if with_factor { format!("session-{login}") } else { format!("password-only-{login}") };
        self.begin_session(login, id, with_factor).await
    }

    /// One more session of an account, whose earlier ones may have ended; its token.
    pub(crate) async fn new_session(&self, login: &str) -> String {
        let id = format!("session-{login}-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        self.begin_session(login, id, true).await
    }

    async fn begin_session(&self, login: &str, id: String, with_factor: bool) -> String {
        let edge = self.edge();
        let token = shouwang_app::account::token(&edge);
        let later = edge.now.checked_add(jiff::SignedDuration::from_hours(8)).unwrap();
        let session = Session {
            id,
            login: login.to_owned(),
            created_at: edge.now,
            proved_at: edge.now,
            seen_at: edge.now,
            ends_at: later,
            client: "127.0.0.1".to_owned(),
            agent: "test".to_owned(),
            second_factor_at: with_factor.then_some(edge.now),
        };
        self.store.insert_session(&session, &token_hash(&token)).await.unwrap();
        token
    }
}

/// Sends a request and holds its answer to the document.
async fn answered(method: Method, path: &str, request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.unwrap().to_vec();
    validator::check_answer(method.as_str(), path, status, &headers, &body);
    Reply { status, headers, body }
}

async fn free_port() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// What asks. The library speaks no TLS without being told by whose means, even where it has to speak none.
pub(crate) fn client() -> Client {
    // Another test may have told it before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

/// Limits that no test reaches without wanting to.
pub(crate) fn generous() -> ApiSettings {
    ApiSettings {
        client_rate_per_s: 1_000_000,
        client_burst: 1_000_000,
        login_rate_per_s: 1_000_000,
        login_burst: 1_000_000,
        ..ApiSettings::default()
    }
}

/// A role that was asked for and approved.
pub(crate) fn role_grant(login: &str, role: Role, unit: Option<&str>, contract: Option<&str>) -> RoleGrant {
    RoleGrant {
        login: Ref::to(login),
        role,
        unit: unit.map(Ref::to),
        contract: contract.map(Ref::to),
        deputy_of: None,
        state: GrantState::Approved,
        requested_by: "one".to_owned(),
        decided_by: Some("other".to_owned()),
    }
}

/// A grant as a row: for some days, and for a hundred more.
fn granted(code: &str, today: Day, grant: RoleGrant) -> Row {
    Fact::declared(code, today.plus(-10), grant).until(today.plus(100)).into_row()
}

/// A unit as a row.
pub(crate) fn unit(code: &str, name: &str, division: &str, functions: &[Function]) -> Row {
    let data = Unit {
        name: name.to_owned(),
        division: Ref::to(division),
        functions: Set::of(functions),
        credit_code: None,
        industry: None,
        parent: None,
        handles_important_data: None,
        handles_government_data: None,
        critical_infrastructure: None,
    };
    Fact::declared(code, Day::MIN, data).into_row()
}
