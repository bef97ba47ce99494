//! One's own account: password, second factors, sessions, and what one is granted.
//!
//! What lets somebody stay in for good (a new password, a new second factor) needs a proof from just now: a session that was left open, or
//! whose token was stolen, is not enough.

use jiff::Timestamp;
use serde_json::Value;
use shouwang_calendar::Day;
use shouwang_domain::register::Fact;
use shouwang_domain::system::credential::CredentialKind;
use shouwang_domain::system::role_grant::RoleGrant;
use shouwang_storage::Session;

use super::enrol::session_place;
use super::error::AccountError;
use super::records::{Account, Held};
use super::webauthn::RegistrationResponse;
use super::{Accounts, Enrolled, TotpOffer, Visitor, day_of};
use crate::edge::Edge;

/// What proves one's own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCredentials {
    /// Password and second factors.
    pub credentials: Vec<OwnCredential>,
    /// Recovery codes that are still unused.
    pub recovery_codes: u64,
}

/// One proof of one's own account; nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCredential {
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: CredentialKind,
    /// What its holder calls it.
    pub label: Option<String>,
    /// When it was set.
    pub set_at: Timestamp,
    /// The last day on which it is good; [`Day::MAX`] until further notice.
    pub until: Day,
}

impl Accounts {
    /// Ends one's own session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_out(&self, edge: &Edge<'_>, visitor: &Visitor, session: &Session) -> Result<(), AccountError> {
        let account = self.own(edge, session).await?;
        if self.store.revoke_session(&session.login, &session.id, edge.now).await? {
            self.note(edge, account.about(visitor, "session.logout")).await?;
        }
        Ok(())
    }

    /// One's own sessions, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_sessions(&self, edge: &Edge<'_>, session: &Session) -> Result<Vec<Session>, AccountError> {
        Ok(self.store.list_sessions(&session.login, self.live(edge.now)).await?)
    }

    /// Ends one of one's own sessions, or all but the present one when none is named.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] when the named one is not there or not one's own.
    pub async fn revoke_own(&self, edge: &Edge<'_>, visitor: &Visitor, session: &Session, id: Option<&str>) -> Result<(), AccountError> {
        let account = self.own(edge, session).await?;
        let revoked = match id {
            Some(id) => u64::from(self.store.revoke_session(&session.login, id, edge.now).await?),
            None => self.store.revoke_sessions(&session.login, Some(&session.id), edge.now).await?,
        };
        match (revoked, id) {
            (0, Some(_)) => Err(AccountError::NotFound),
            (0, None) => Ok(()),
            _ => self.note(edge, account.about(visitor, "session.revoke")).await,
        }
    }

    /// Proves oneself anew with one's password, for what needs a proof from just now.
    ///
    /// # Errors
    /// As for a log-in.
    pub async fn confirm(&self, edge: &Edge<'_>, visitor: &Visitor, session: &Session, password: &str) -> Result<(), AccountError> {
        let account = self.own(edge, session).await?;
        self.guarded(edge, visitor, Some(account.name()), self.check_password(Some(&account), password)).await?;
        Ok(self.store.prove_session(&session.id, edge.now.max(session.proved_at)).await?)
    }

    /// Changes one's own password. All other sessions end.
    ///
    /// # Errors
    /// [`AccountError::Refused`] when the present password is wrong, [`AccountError::Password`] when the new one is not taken.
    pub async fn change_password(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        session: &Session,
        (present, new): (&str, &str),
    ) -> Result<(), AccountError> {
        let account = self.own(edge, session).await?;
        self.guarded(edge, visitor, Some(account.name()), self.check_password(Some(&account), present)).await?;
        self.set_password(edge, account.about(visitor, "account.own.change"), &account, new).await?;
        self.store.revoke_sessions(account.name(), Some(&session.id), edge.now).await?;
        let account = self.own(edge, session).await?;
        let proved_at = account.password.map_or(edge.now, |held| held.set_at.max(edge.now));
        Ok(self.store.prove_session(&session.id, proved_at).await?)
    }

    /// What proves one's own account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_credentials(&self, edge: &Edge<'_>, session: &Session) -> Result<OwnCredentials, AccountError> {
        let account = self.own(edge, session).await?;
        let recovery_codes = self.store.count_recovery_codes(account.name()).await?;
        let passkeys = account.passkeys.into_iter().map(|(held, _)| held);
        let credentials = account.password.into_iter().chain(account.totp).chain(passkeys).map(OwnCredential::from).collect();
        Ok(OwnCredentials { credentials, recovery_codes })
    }

    /// What one is granted, as approved and in force.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_grants(&self, edge: &Edge<'_>, session: &Session) -> Result<Vec<Fact<RoleGrant>>, AccountError> {
        self.grants(&session.login, day_of(edge.now)).await
    }

    /// A secret for one-time codes, to be taken by an authenticator program.
    ///
    /// # Errors
    /// [`AccountError::ProofTooOld`].
    pub async fn offer_totp(&self, edge: &Edge<'_>, session: &Session) -> Result<TotpOffer, AccountError> {
        let account = self.fresh(edge, session).await?;
        self.offer_totp_in(edge, &account, &session_place(&session.id)).await
    }

    /// Takes the secret into use, shown a first code of it; an earlier one is void.
    ///
    /// # Errors
    /// [`AccountError::FactorRefused`], [`AccountError::StepOver`], [`AccountError::ProofTooOld`].
    pub async fn enrol_totp(&self, edge: &Edge<'_>, visitor: &Visitor, session: &Session, code: &str) -> Result<Enrolled, AccountError> {
        let account = self.fresh(edge, session).await?;
        let about = account.about(visitor, "account.own.change");
        self.enrol_totp_in(edge, about, &account, &session_place(&session.id), code).await
    }

    /// What the browser asks its authenticator for a further passkey (`PublicKeyCredentialCreationOptionsJSON`).
    ///
    /// # Errors
    /// [`AccountError::TooManyPasskeys`], [`AccountError::ProofTooOld`].
    pub async fn offer_passkey(&self, edge: &Edge<'_>, session: &Session) -> Result<Value, AccountError> {
        let account = self.fresh(edge, session).await?;
        self.offer_passkey_in(edge, &account, &session_place(&session.id)).await
    }

    /// Takes a passkey into use.
    ///
    /// # Errors
    /// [`AccountError::Passkey`], [`AccountError::StepOver`], [`AccountError::ProofTooOld`].
    pub async fn enrol_passkey(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        session: &Session,
        answer: (&RegistrationResponse, Option<&str>),
    ) -> Result<Enrolled, AccountError> {
        let account = self.fresh(edge, session).await?;
        let about = account.about(visitor, "account.own.change");
        self.enrol_passkey_in(edge, about, &account, &session_place(&session.id), answer).await
    }

    /// New recovery codes; all earlier ones are void.
    ///
    /// # Errors
    /// [`AccountError::ProofTooOld`], [`AccountError::NotFound`] when there is no second factor that they could stand in for.
    pub async fn renew_recovery_codes(&self, edge: &Edge<'_>, visitor: &Visitor, session: &Session) -> Result<Vec<String>, AccountError> {
        let account = self.fresh(edge, session).await?;
        if account.factor_count() == 0 {
            return Err(AccountError::NotFound);
        }
        self.note(edge, account.about(visitor, "account.own.change")).await?;
        self.make_recovery_codes(edge, account.name()).await
    }

    /// Removes a second factor. With the last one the recovery codes go too.
    ///
    /// # Errors
    /// [`AccountError::LastFactor`] when a role of the account needs one, [`AccountError::NotFound`], [`AccountError::ProofTooOld`].
    pub async fn remove_factor(&self, edge: &Edge<'_>, visitor: &Visitor, session: &Session, code: &str) -> Result<(), AccountError> {
        let account = self.fresh(edge, session).await?;
        let factors = account.totp.iter().chain(account.passkeys.iter().map(|(held, _)| held));
        let held = factors.into_iter().find(|held| held.fact.code == code).ok_or(AccountError::NotFound)?;
        let is_last = account.factor_count() == 1;
        if is_last && self.needs_factor(edge.now, &account).await? {
            return Err(AccountError::LastFactor);
        }
        self.withdraw_credential(edge, account.about(visitor, "account.own.change"), held).await?;
        if is_last {
            self.store.replace_recovery_codes(account.name(), &[], edge.now).await?;
        }
        Ok(())
    }

    async fn own(&self, edge: &Edge<'_>, session: &Session) -> Result<Account, AccountError> {
        self.find_account(&session.login, day_of(edge.now)).await?.ok_or(AccountError::NotFound)
    }

    /// One's own account, when one has proved oneself just now.
    async fn fresh(&self, edge: &Edge<'_>, session: &Session) -> Result<Account, AccountError> {
        if edge.now.duration_since(session.proved_at) > self.settings().fresh {
            return Err(AccountError::ProofTooOld);
        }
        self.own(edge, session).await
    }
}

impl From<Held> for OwnCredential {
    fn from(held: Held) -> OwnCredential {
        let Fact { code, until, data, .. } = held.fact;
        OwnCredential { code, kind: data.kind, label: data.label, set_at: held.set_at, until }
    }
}
