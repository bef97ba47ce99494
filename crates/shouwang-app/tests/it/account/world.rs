//! An installation with accounts, a clock that is set by hand, and randomness that comes out the same in every run.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use shouwang_app::account::password::BreachedPasswords;
use shouwang_app::account::webauthn::RelyingParty;
use shouwang_app::account::{
    AccountError, Accounts, AccountsConfig, InstallationKey, NewSession, ProviderConfig, Step, TotpOffer, Visitor,
};
use shouwang_app::edge::{Edge, Entropy};
use shouwang_domain::register::{Fact, Record, Ref};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use shouwang_domain::system::setting::Setting;
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{About, Session, Store, Write};
use totp_rs::Builder;

pub(crate) const ORIGIN: &str = "https://shouwang.example";
/// A password that the policy takes.
pub(crate) const PASSWORD: &str = "Correct-Horse-7";

/// Randomness for tests.
struct Seeded(Mutex<ChaCha8Rng>);

impl Entropy for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(bytes);
    }
}

pub(crate) struct World {
    pub(crate) accounts: Accounts,
    pub(crate) store: Store,
    entropy: Seeded,
    second: AtomicI64,
    /// Kept so that it stays as long as the world.
    _database: TestDatabase,
}

impl World {
    /// One installation on each database, with cheap hashes.
    pub(crate) async fn of_each_database() -> Vec<World> {
        World::with(None, None).await
    }

    pub(crate) async fn with(breached: Option<PathBuf>, provider: Option<ProviderConfig>) -> Vec<World> {
        let mut worlds = Vec::new();
        for database in databases().await.unwrap() {
            let store = database.open().await.unwrap();
            let relying_party =
                RelyingParty { id: "shouwang.example".to_owned(), name: "守望".to_owned(), origins: vec![ORIGIN.to_owned()] };
            let config = AccountsConfig {
                key: InstallationKey::new(&[9; 32]),
                relying_party,
                breached: breached.as_ref().map(|path| BreachedPasswords::open(path).unwrap()),
                provider: provider.clone(),
            };
            let accounts = Accounts::open(store.clone(), config).await.unwrap();
            let entropy = Seeded(Mutex::new(ChaCha8Rng::seed_from_u64(7)));
            let world = World { accounts, store, entropy, second: AtomicI64::new(1_795_000_000), _database: database };
            world.set("password.memory_kib", "8192").await;
            world.set("password.passes", "1").await;
            worlds.push(world);
        }
        worlds
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_second(self.second.load(Ordering::Relaxed)).unwrap()
    }

    pub(crate) fn edge(&self) -> Edge<'_> {
        Edge { now: self.now(), entropy: &self.entropy }
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.second.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn set(&self, name: &str, value: &str) {
        let setting = Setting { value: value.to_owned(), decided_by: "root".to_owned() };
        self.put(Fact::declared(name, "2026-01-01".parse().unwrap(), setting)).await;
        self.accounts.refresh_settings().await.unwrap();
    }

    /// Writes a row as an administrator's act would.
    pub(crate) async fn put<T: Record>(&self, fact: Fact<T>) {
        let mut write = Write::now(self.now(), About::command("root", "test", "r"), "test", self.edge().bytes());
        write.puts.push((T::NAME, fact.into_row()));
        self.store.write(&write).await.unwrap();
    }

    pub(crate) async fn make_login(&self, name: &str, change: impl FnOnce(&mut Login)) {
        let mut login = Login {
            name: "张三".to_owned(),
            identity: self.accounts.key().identity(name),
            person: None,
            unit: None,
            subject: None,
            created_by: "root".to_owned(),
            disabled: None,
        };
        change(&mut login);
        self.put(Fact::declared(name, "2026-01-01".parse().unwrap(), login)).await;
    }

    /// Gives a login a first password, as an administrator's act would.
    pub(crate) async fn give_first_password(&self, name: &str) -> String {
        let first = self.accounts.first_password(&self.edge(), name).await.unwrap();
        let mut write = Write::now(self.now(), About::command("root", "logins.reset", "r"), "test", self.edge().bytes());
        write.puts.push(("credential", first.row));
        self.store.write(&write).await.unwrap();
        first.password
    }

    /// An account that has changed its first password to [`PASSWORD`].
    pub(crate) async fn make_account(&self, name: &str) {
        self.make_login(name, |_| {}).await;
        let first = self.give_first_password(name).await;
        let Ok(Step::ChangePassword { ticket, .. }) = self.log_in(name, &first).await else { unreachable!("a first password is changed") };
        let step = self.accounts.change_password_at_login(&self.edge(), &visitor(), &ticket, PASSWORD).await.unwrap();
        assert!(matches!(step, Step::Done(_)), "{step:?}");
        self.wait(1);
    }

    pub(crate) async fn grant(&self, login: &str, role: Role, state: GrantState) {
        let data = RoleGrant {
            login: Ref::to(login),
            role,
            unit: None,
            contract: None,
            deputy_of: None,
            state,
            requested_by: "a".to_owned(),
            decided_by: Some("b".to_owned()),
        };
        let code = format!("{login}-{}", role as u8);
        self.put(Fact::declared(code, "2026-01-01".parse().unwrap(), data).until("2027-12-31".parse().unwrap())).await;
    }

    pub(crate) async fn log_in(&self, name: &str, password: &str) -> Result<Step, AccountError> {
        self.accounts.log_in(&self.edge(), &visitor(), name, password).await
    }

    /// A log-in that needs nothing but the password.
    pub(crate) async fn session(&self, name: &str) -> NewSession {
        done(self.log_in(name, PASSWORD).await.unwrap())
    }

    pub(crate) async fn authenticated(&self, token: &str) -> Option<Session> {
        let found = self.accounts.authenticate(token, self.now()).await.unwrap();
        if let Some((session, _)) = &found {
            self.accounts.note_use(session, self.now());
        }
        self.accounts.finish_noting().await;
        found.map(|(session, _)| session)
    }

    /// What the ledger says was done, oldest first.
    pub(crate) async fn operations(&self) -> Vec<String> {
        let entries = self.store.load_entries(0..1_000).await.unwrap();
        entries.into_iter().map(|entry| entry.operation).collect()
    }

    /// Enrols one-time codes in a session; the offer.
    pub(crate) async fn enrol_totp(&self, session: &Session) -> (TotpOffer, Vec<String>) {
        let offer = self.accounts.offer_totp(&self.edge(), session).await.unwrap();
        let enrolled = self.accounts.enrol_totp(&self.edge(), &visitor(), session, &code(&offer, self.now())).await.unwrap();
        (offer, enrolled.recovery_codes)
    }
}

pub(crate) fn visitor() -> Visitor {
    visitor_at("10.0.0.1")
}

pub(crate) fn visitor_at(client: &str) -> Visitor {
    Visitor { client: client.to_owned(), agent: "Firefox".to_owned(), request: "r-1".to_owned() }
}

pub(crate) fn done(step: Step) -> NewSession {
    match step {
        Step::Done(session) => session,
        other => unreachable!("another step was wanted: {other:?}"),
    }
}

pub(crate) fn factor_ticket(step: Step) -> String {
    match step {
        Step::SecondFactor { ticket, .. } => ticket,
        other => unreachable!("no second factor was wanted: {other:?}"),
    }
}

/// The code that an authenticator program shows.
pub(crate) fn code(offer: &TotpOffer, now: Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(&offer.secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}
