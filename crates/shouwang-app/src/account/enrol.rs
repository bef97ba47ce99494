//! Enrolling a second factor: in a log-in that asks for one, or in one's own account.
//!
//! Nothing is kept before it has been shown once: a code of the new secret, an answer of the new passkey.

use serde_json::Value;
use shouwang_domain::register::{Fact, Ref};
use shouwang_domain::system::credential::{Credential, CredentialKind};
use shouwang_ledger::hex;
use shouwang_storage::{About, Counter};

use super::error::AccountError;
use super::factor::totp_place;
use super::records::Account;
use super::seal::token_hash;
use super::totp::{SECRET_BYTES, TotpOffer, offer, step_of, totp};
use super::webauthn::RegistrationResponse;
use super::{Accounts, day_of};
use crate::edge::Edge;

/// Passkeys of an account at most.
const PASSKEYS_MAX: usize = 10;
/// Characters of the name that a holder gives to a credential at most.
const LABEL_CHARS_MAX: usize = 80;

/// What came of enrolling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enrolled {
    /// Recovery codes, to be written down now: they are shown only once. Empty when the account has some already.
    pub recovery_codes: Vec<String>,
}

impl Accounts {
    pub(super) async fn offer_totp_in(&self, edge: &Edge<'_>, account: &Account, place: &str) -> Result<TotpOffer, AccountError> {
        let secret: [u8; SECRET_BYTES] = edge.bytes();
        let broken = || AccountError::Damaged(totp_place(account.name()));
        let sealed = self.key.seal(edge, &totp_place(account.name()), &secret).ok_or_else(broken)?;
        self.remember(edge, account.name(), "totp.enrol", place, &sealed).await?;
        totp(&secret, &self.relying_party.name, account.name()).and_then(|totp| offer(&totp)).ok_or_else(broken)
    }

    pub(super) async fn enrol_totp_in(
        &self,
        edge: &Edge<'_>,
        about: About,
        account: &Account,
        place: &str,
        code: &str,
    ) -> Result<Enrolled, AccountError> {
        let name = account.name();
        let sealed = self.take_remembered(edge.now, name, "totp.enrol", place).await?;
        let secret = self.key.open(&totp_place(name), &sealed).ok_or(AccountError::StepOver)?;
        let totp = totp(&secret, &self.relying_party.name, name).ok_or(AccountError::StepOver)?;
        let Some(step) = step_of(&totp, code, edge.now) else {
            // A mistyped code does not cost the secret that the program has already taken.
            self.remember(edge, name, "totp.enrol", place, &sealed).await?;
            return Err(AccountError::FactorRefused);
        };
        let from = account.totp.as_ref().map_or_else(|| day_of(edge.now), |held| held.fact.from);
        let data = Credential { login: Ref::to(name), kind: CredentialKind::Totp, secret: sealed, label: None, once: None };
        self.put_credential(edge, about, Fact::declared(format!("{name}:totp"), from, data)).await?;
        // The code that enrolled does not also log in.
        self.store.advance_counter(Counter { kind: "totp", name }, step).await?;
        self.enrolled(edge, account).await
    }

    pub(super) async fn offer_passkey_in(&self, edge: &Edge<'_>, account: &Account, place: &str) -> Result<Value, AccountError> {
        if account.passkeys.len() >= PASSKEYS_MAX {
            return Err(AccountError::TooManyPasskeys(PASSKEYS_MAX));
        }
        let challenge = self.challenge(edge, account.name(), "passkey.create", place).await?;
        // The handle tells a stranger who finds the authenticator nothing about its holder.
        let handle = self.key.hash("handle", account.name().as_bytes());
        let known: Vec<_> = account.passkeys.iter().map(|(_, passkey)| passkey.clone()).collect();
        Ok(self.relying_party.creation_options(&challenge, handle.as_ref(), account.name(), &account.login.data.name, &known))
    }

    pub(super) async fn enrol_passkey_in(
        &self,
        edge: &Edge<'_>,
        about: About,
        account: &Account,
        place: &str,
        (answer, label): (&RegistrationResponse, Option<&str>),
    ) -> Result<Enrolled, AccountError> {
        let name = account.name();
        let challenge = self.take_challenge(edge.now, name, "passkey.create", place).await?;
        let passkey = self.relying_party.registered(&challenge, answer)?;
        let secret = serde_json::to_string(&passkey).map_err(|_| AccountError::StepOver)?;
        let label = label.map(str::trim).filter(|label| !label.is_empty());
        let label = label.map(|label| label.chars().filter(|sign| !sign.is_control()).take(LABEL_CHARS_MAX).collect());
        let data = Credential { login: Ref::to(name), kind: CredentialKind::Passkey, secret, label, once: None };
        let code = format!("{name}:passkey:{}", &token_hash(&passkey.id)[..16]);
        if account.passkeys.iter().any(|(held, _)| held.fact.code == code) {
            // The browser was told of this passkey and should not have made it again.
            return Err(AccountError::StepOver);
        }
        self.put_credential(edge, about, Fact::declared(code, day_of(edge.now), data)).await?;
        self.enrolled(edge, account).await
    }

    /// `account` is as it was before. With a first factor come new codes: those of factors that were taken back must not stand in for it.
    async fn enrolled(&self, edge: &Edge<'_>, account: &Account) -> Result<Enrolled, AccountError> {
        if account.factor_count() > 0 && self.store.count_recovery_codes(account.name()).await? > 0 {
            return Ok(Enrolled::default());
        }
        Ok(Enrolled { recovery_codes: self.make_recovery_codes(edge, account.name()).await? })
    }
}

/// The place of a session, for what is remembered between two requests of it.
pub(super) fn session_place(id: &str) -> String {
    format!("session {}", hex(id.as_bytes()))
}
