//! Accounts as their holders see them: logging in, proving who one is, sessions, one's own account, and the link of the first start.
//!
//! Who may have an account and what it may do is decided in `admin` and `authority`. Here somebody proves that an account is his, and this
//! module believes nothing that was not proved: an unknown name, a wrong password and a disabled account are answered alike.
//!
//! Only hashes, sealed secrets and public keys are stored. A password's hash is slow and is made beside the server's work ([`password`]).
//! The steps of a log-in stand in `login`, what decides between them in `step`.

mod attempt;
mod bootstrap;
mod credential;
mod enrol;
mod error;
mod factor;
mod held_key;
mod lock;
mod login;
mod own;
pub mod password;
mod provider;
mod records;
mod seal;
mod session;
mod settings;
mod step;
mod totp;
pub mod webauthn;

use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_storage::Store;

pub use attempt::network_of;
pub use bootstrap::{BOOTSTRAP_HOURS, Bootstrap, Founding};
pub use credential::FirstPassword;
pub use enrol::Enrolled;
pub use error::AccountError;
pub use held_key::{HeldKey, accept_key, open_key};
pub use lock::{FORGOTTEN_AFTER, LockPolicy, decide_attempt, take_back};
pub use login::{ChangeWhy, NewSession, Step, Ways};
pub use own::{OwnCredential, OwnCredentials};
pub use provider::{Arrival, Departure, ProviderConfig};
pub use seal::{InstallationKey, KeyFileError, token, token_hash};
pub use settings::{AccountSettings, Hashing, PasswordPolicy, SETTINGS, SettingName};
pub use totp::TotpOffer;

use password::{BreachedPasswords, Hasher};
use provider::Provider;
use webauthn::RelyingParty;

/// Everything that proving who one is needs. One for the whole server; several servers on one database agree by it.
#[derive(Debug)]
pub struct Accounts {
    store: Store,
    key: InstallationKey,
    relying_party: RelyingParty,
    breached: Option<BreachedPasswords>,
    provider: Option<Provider>,
    hasher: Hasher,
    settings: RwLock<Arc<AccountSettings>>,
    noting: session::Noting,
}

/// What an installation hands in.
#[derive(Debug)]
pub struct AccountsConfig {
    /// The installation's key.
    pub key: InstallationKey,
    /// For whom passkeys are made: the address of the server.
    pub relying_party: RelyingParty,
    /// The list of known passwords, if there is one.
    pub breached: Option<BreachedPasswords>,
    /// The identity provider, if there is one.
    pub provider: Option<ProviderConfig>,
}

/// From where a request comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// The address of the network.
    pub client: String,
    /// What the browser or the program calls itself.
    pub agent: String,
    /// Number of the request, as in the server's log.
    pub request: String,
}

impl Accounts {
    /// With what the installation hands in and the settings as they stand.
    ///
    /// # Errors
    /// When the settings cannot be read, or the identity provider's configuration is none.
    pub async fn open(store: Store, config: AccountsConfig) -> Result<Accounts, AccountError> {
        let accounts = Accounts {
            store,
            key: config.key,
            relying_party: config.relying_party,
            breached: config.breached,
            provider: config.provider.map(Provider::new).transpose()?,
            hasher: Hasher::new(),
            settings: RwLock::default(),
            noting: session::Noting::default(),
        };
        accounts.refresh_settings().await?;
        Ok(accounts)
    }

    /// Takes over the settings as they stand now: when one was changed, and now and then, because another server may have changed one.
    ///
    /// # Errors
    /// When they cannot be read; then those known before hold on.
    pub async fn refresh_settings(&self) -> Result<(), AccountError> {
        let set = self.load_settings().await?;
        let settings = AccountSettings::read(|name| set.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()));
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        Ok(())
    }

    /// The settings that hold.
    #[must_use]
    pub fn settings(&self) -> Arc<AccountSettings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The installation's key.
    #[must_use]
    pub fn key(&self) -> &InstallationKey {
        &self.key
    }

    /// Whether the identity provider can be asked.
    #[must_use]
    pub fn has_provider(&self) -> bool {
        self.provider.is_some()
    }
}

/// The legal day of a moment.
fn day_of(now: Timestamp) -> Day {
    Day::of_instant(now).unwrap_or(Day::MIN)
}

/// A login name as it is stored, from what somebody typed; `None` when no account can have it.
fn login_name(typed: &str) -> Option<String> {
    let name = typed.trim().to_ascii_lowercase();
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    ((3..=64).contains(&name.len()) && name.bytes().all(fits)).then_some(name)
}
