//! An account with its credentials, as the registers hold them on a day; and what this module puts on record.

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Row};
use shouwang_domain::system::credential::{Credential, CredentialKind};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, RoleGrant};
use shouwang_domain::system::setting::Setting;
use shouwang_storage::ledger::Note;
use shouwang_storage::{About, Write};

use super::error::AccountError;
use super::webauthn::Passkey;
use super::{Accounts, Visitor};
use crate::edge::Edge;

/// An account that may be used, and what proves it.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) login: Fact<Login>,
    pub(super) password: Option<Held>,
    pub(super) totp: Option<Held>,
    pub(super) passkeys: Vec<(Held, Passkey)>,
}

/// A credential that stands.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) fact: Fact<Credential>,
    /// When it was set.
    pub(super) set_at: Timestamp,
}

impl Account {
    /// The login name.
    pub(super) fn name(&self) -> &str {
        &self.login.code
    }

    pub(super) fn factor_count(&self) -> usize {
        self.passkeys.len() + usize::from(self.totp.is_some())
    }

    /// What the ledger says of an act of this account.
    pub(super) fn about(&self, visitor: &Visitor, operation: &str) -> About {
        About {
            person: self.login.data.person.as_ref().map(|person| person.code.clone()),
            unit: self.login.data.unit.as_ref().map(|unit| unit.code.clone()),
            ..about(self.name(), visitor, operation)
        }
    }
}

/// What the ledger says of an act in the name of a login.
pub(super) fn about(actor: &str, visitor: &Visitor, operation: &str) -> About {
    About {
        actor: actor.to_owned(),
        client: Some(visitor.client.clone()),
        operation: operation.to_owned(),
        request: visitor.request.clone(),
        ..About::default()
    }
}

impl Accounts {
    /// The account of this name, when it may be used on this day.
    pub(super) async fn find_account(&self, name: &str, day: Day) -> Result<Option<Account>, AccountError> {
        let logins = self.facts::<Login>("code", name).await?;
        // Asked for in any case: whether there is such an account must not show in the time that this takes.
        let rows = self.store.find_rows(&Credential::def(), "login", name).await?;
        let Some(login) = logins.into_iter().find(|login| is_usable(login, day)) else { return Ok(None) };
        let mut account = Account { login, password: None, totp: None, passkeys: Vec::new() };
        for row in rows {
            let fact: Fact<Credential> = read(&row)?;
            if !stands(&fact, day) {
                continue;
            }
            let held = Held { set_at: row.learned_at.unwrap_or(Timestamp::UNIX_EPOCH), fact };
            match held.fact.data.kind {
                CredentialKind::Password => account.password = Some(held),
                CredentialKind::Totp => account.totp = Some(held),
                CredentialKind::Passkey => {
                    let damaged = |_| AccountError::Damaged(held.fact.code.clone());
                    let passkey = serde_json::from_str(&held.fact.data.secret).map_err(damaged)?;
                    account.passkeys.push((held, passkey));
                }
            }
        }
        Ok(Some(account))
    }

    /// The name of the account with this subject at the identity provider that may be used on a day.
    pub(super) async fn find_subject(&self, subject: &str, day: Day) -> Result<Option<String>, AccountError> {
        let logins = self.facts::<Login>("subject", subject).await?.into_iter().filter(|login| is_usable(login, day));
        let mut names: Vec<_> = logins.map(|login| login.code).collect();
        names.dedup();
        // Two accounts with one subject: nobody can say whose log-in it is.
        Ok(if names.len() == 1 { names.pop() } else { None })
    }

    /// The approved grants of an account that stand on a day.
    pub(super) async fn grants(&self, name: &str, day: Day) -> Result<Vec<Fact<RoleGrant>>, AccountError> {
        let mut grants = self.facts::<RoleGrant>("login", name).await?;
        grants.retain(|grant| grant.data.state == GrantState::Approved && stands(grant, day));
        Ok(grants)
    }

    pub(super) async fn load_settings(&self) -> Result<Vec<(String, String)>, AccountError> {
        let rows = self.store.load(&Setting::def(), None).await?;
        rows.iter().map(|row| read::<Setting>(row).map(|setting| (setting.code, setting.data.value))).collect()
    }

    /// Puts a credential in place of what stands under its code.
    pub(super) async fn put_credential(&self, edge: &Edge<'_>, about: About, fact: Fact<Credential>) -> Result<(), AccountError> {
        let mut write = Write::now(edge.now, about, "account", edge.bytes());
        write.puts.push((Credential::NAME, fact.into_row()));
        self.store.write(&write).await?;
        Ok(())
    }

    /// Takes credentials back.
    pub(super) async fn withdraw_credential(&self, edge: &Edge<'_>, about: About, held: &Held) -> Result<(), AccountError> {
        let mut write = Write::now(edge.now, about, "account", edge.bytes());
        write.withdrawals.push((Credential::NAME, held.fact.clone().into_row().key));
        self.store.write(&write).await?;
        Ok(())
    }

    /// Puts on record what changes no register.
    pub(super) async fn note(&self, edge: &Edge<'_>, about: About) -> Result<(), AccountError> {
        let note = Note { recorded_at: edge.now, about, source: None, on: Vec::new(), salt: edge.bytes() };
        self.store.append_entry(&note).await?;
        Ok(())
    }

    async fn facts<T: Record>(&self, field: &'static str, value: &str) -> Result<Vec<Fact<T>>, AccountError> {
        let rows = self.store.find_rows(&T::def(), field, value).await?;
        rows.iter().map(read).collect()
    }
}

/// Whether an account may be used on a day.
fn is_usable(login: &Fact<Login>, day: Day) -> bool {
    login.data.disabled != Some(true) && stands(login, day)
}

/// Whether a fact stands on a day.
fn stands<T>(fact: &Fact<T>, day: Day) -> bool {
    fact.from <= day && day <= fact.until
}

fn read<T: Record>(row: &Row) -> Result<Fact<T>, AccountError> {
    Fact::from_row(row).map_err(|_| AccountError::Damaged(format!("{} {}", T::NAME, row.key.code)))
}
