//! Passwords of accounts: whether a new one is taken, setting it, and the first password that somebody is given.

use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref, Row, RowKey};
use shouwang_domain::system::credential::{Credential, CredentialKind};
use shouwang_storage::{About, PASSWORD_SUFFIX};

use super::error::AccountError;
use super::password::{PasswordFlaw, first_password, flaws_of, hash_password, imitation, verify_password};
use super::records::Account;
use super::{Accounts, day_of};
use crate::edge::Edge;

/// A password that somebody is told once, and the row that has to be written for it.
#[derive(Clone, Debug)]
pub struct FirstPassword {
    /// The password; it is nowhere else.
    pub password: String,
    /// Its credential, for the write that makes or resets the account. All sessions of the account end with it.
    pub row: Row,
    /// The second factors that the account has. A reset for somebody who lost them withdraws them in the same write.
    pub factors: Vec<RowKey>,
}

impl Accounts {
    /// A first password for an account: good for a few days, and changed when it is first used.
    ///
    /// # Errors
    /// When too many log-ins are waiting, or the database fails.
    pub async fn first_password(&self, edge: &Edge<'_>, login: &str) -> Result<FirstPassword, AccountError> {
        let settings = self.settings();
        let password = first_password(edge, settings.password);
        let today = day_of(edge.now);
        let from = self.password_since(login).await?.unwrap_or(today);
        let last = today.plus(i32::try_from(settings.password.first_days).unwrap_or(i32::MAX));
        let fact = password_fact(login, from, self.hash(edge, &password).await?, true).until(last);
        let standing = self.store.find_rows(&Credential::def(), "login", login).await?;
        let factors = standing.into_iter().map(|row| row.key).filter(|key| key.code != code(login)).collect();
        Ok(FirstPassword { password, row: fact.into_row(), factors })
    }

    /// Ends every session of an account and every log-in under way. Disabling an account and resetting its password end its sessions by
    /// themselves; this is for ending them without either.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_sessions(&self, edge: &Edge<'_>, login: &str) -> Result<u64, AccountError> {
        Ok(self.store.revoke_sessions(login, None, edge.now).await?)
    }

    /// Forgets what else let somebody into an account that was reset: sessions, log-ins under way, recovery codes. None of it was good any more
    /// since the reset; it shall not be listed either.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_proofs(&self, edge: &Edge<'_>, login: &str) -> Result<(), AccountError> {
        self.store.revoke_sessions(login, None, edge.now).await?;
        Ok(self.store.replace_recovery_codes(login, &[], edge.now).await?)
    }

    /// Whether this is the account's password. An account that is not there takes as long as one that is.
    pub(super) async fn check_password(&self, account: Option<&Account>, password: &str) -> Result<(), AccountError> {
        let held = account.and_then(|account| account.password.as_ref());
        let hash = held.map_or_else(|| imitation(self.settings().hashing), |held| held.fact.data.secret.clone());
        let password = password.to_owned();
        let right = self.hasher.run(move || verify_password(&password, &hash)).await?;
        if right && held.is_some() { Ok(()) } else { Err(AccountError::Refused) }
    }

    /// Sets a password that its holder chose, when the policy takes it.
    pub(super) async fn set_password(&self, edge: &Edge<'_>, about: About, account: &Account, new: &str) -> Result<(), AccountError> {
        let flaws = self.flaws_of(account, new).await?;
        if !flaws.is_empty() {
            return Err(AccountError::Password(flaws));
        }
        let from = self.password_since(account.name()).await?.unwrap_or_else(|| day_of(edge.now));
        let hash = self.hash(edge, new).await?;
        self.put_credential(edge, about, password_fact(account.name(), from, hash, false)).await
    }

    /// What speaks against a password: by itself, for having been used, for being known.
    async fn flaws_of(&self, account: &Account, new: &str) -> Result<Vec<PasswordFlaw>, AccountError> {
        let policy = self.settings().password;
        let flaws = flaws_of(new, account.name(), policy);
        if !flaws.is_empty() {
            return Ok(flaws);
        }
        // The present password is never taken again.
        let earlier_count = policy.earlier_count.max(1);
        let mut versions = self.store.history(&Credential::def(), &code(account.name())).await?;
        versions.sort_by_key(|version| version.row.learned_at);
        let facts = versions.iter().rev().take(earlier_count).filter_map(|version| Fact::<Credential>::from_row(&version.row).ok());
        let hashes: Vec<_> = facts.map(|fact| fact.data.secret).collect();
        let (breached, new) = (self.breached.clone(), new.to_owned());
        let looking = self.hasher.run(move || {
            let mut flaws = Vec::new();
            if hashes.iter().any(|hash| verify_password(&new, hash)) {
                flaws.push(PasswordFlaw::UsedBefore(earlier_count));
            }
            if let Some(list) = breached {
                match list.has(&new) {
                    Ok(true) => flaws.push(PasswordFlaw::Breached),
                    Ok(false) => {}
                    // A list that went away must not keep everybody from changing his password.
                    Err(error) => tracing::error!(%error, "the list of known passwords cannot be read"),
                }
            }
            flaws
        });
        looking.await
    }

    async fn hash(&self, edge: &Edge<'_>, password: &str) -> Result<String, AccountError> {
        let (salt, cost, password) = (edge.bytes(), self.settings().hashing, password.to_owned());
        let hash = self.hasher.run(move || hash_password(&password, &salt, cost)).await?;
        hash.ok_or_else(|| AccountError::Damaged("password.memory_kib".to_owned()))
    }

    /// Since when an account has had passwords: they all are versions of one row.
    async fn password_since(&self, login: &str) -> Result<Option<Day>, AccountError> {
        let rows = self.store.find_rows(&Credential::def(), "code", &code(login)).await?;
        Ok(rows.first().map(|row| row.key.from))
    }
}

fn code(login: &str) -> String {
    format!("{login}{PASSWORD_SUFFIX}")
}

fn password_fact(login: &str, from: Day, hash: String, once: bool) -> Fact<Credential> {
    let data = Credential { login: Ref::to(login), kind: CredentialKind::Password, secret: hash, label: None, once: once.then_some(true) };
    Fact::declared(code(login), from, data)
}
