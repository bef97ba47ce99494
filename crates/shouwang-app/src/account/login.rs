//! Logging in, step by step: the password, then whatever the account asks for, then a session.
//!
//! Between the steps the browser holds a ticket that is good for the next step only; what was proved so far is kept here. Every step reads
//! the account anew, so that one disabled in between goes no further.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shouwang_ledger::hex;
use shouwang_storage::{Session, Ticket};

use super::error::AccountError;
use super::records::Account;
use super::seal::{token, token_hash};
use super::step::{Next, Standing, decide_next};
use super::webauthn::{AuthenticationResponse, RegistrationResponse};
use super::{Accounts, Enrolled, TotpOffer, Visitor, day_of, login_name};
use crate::edge::Edge;

/// Characters of a browser's description that are kept.
const AGENT_CHARS_MAX: usize = 300;

/// What a log-in has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The password has to be changed: [`Accounts::change_password_at_login`].
    ChangePassword {
        /// For the next step.
        ticket: String,
        /// Why.
        why: ChangeWhy,
    },
    /// A second factor has to be shown: [`Accounts::show_totp`], [`Accounts::ask_passkey_at_login`], [`Accounts::show_recovery_code`].
    SecondFactor {
        /// For the next step.
        ticket: String,
        /// What the account has.
        ways: Ways,
    },
    /// A second factor has to be enrolled: [`Accounts::offer_totp_at_login`], [`Accounts::offer_passkey_at_login`].
    Enrol {
        /// For the next step.
        ticket: String,
    },
    /// The session has begun.
    Done(NewSession),
}

/// Why a password has to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeWhy {
    /// Somebody else knows it, because he made it.
    FirstPassword,
    /// It is too old.
    TooOld,
}

/// Second factors that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// A one-time code.
    pub totp: bool,
    /// A passkey.
    pub passkey: bool,
    /// A recovery code.
    pub recovery: bool,
}

/// A session that has just begun.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSession {
    /// What its holder shows with every request; only its hash is kept.
    pub token: String,
    /// The session.
    pub session: Session,
}

impl std::fmt::Debug for NewSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSession").field("session", &self.session).finish_non_exhaustive()
    }
}

/// What was proved so far.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Proved {
    by: By,
    at: Timestamp,
    second_factor_at: Option<Timestamp>,
}

/// What the first proof was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum By {
    Password,
    Provider,
}

/// Which step a ticket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    ChangePassword,
    SecondFactor,
    Enrol,
}

impl Stage {
    fn purpose(self) -> &'static str {
        match self {
            Stage::ChangePassword => "login.password",
            Stage::SecondFactor => "login.factor",
            Stage::Enrol => "login.enrol",
        }
    }
}

impl Accounts {
    /// The first step: login name and password.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for every kind of failure alike, [`AccountError::Locked`] after too many, [`AccountError::Busy`].
    pub async fn log_in(&self, edge: &Edge<'_>, visitor: &Visitor, login: &str, password: &str) -> Result<Step, AccountError> {
        let name = login_name(login);
        let check = async {
            let account = match &name {
                Some(name) => self.find_account(name, day_of(edge.now)).await?,
                None => None,
            };
            self.check_password(account.as_ref(), password).await?;
            account.ok_or(AccountError::Refused)
        };
        let account = self.guarded(edge, visitor, name.as_deref(), check).await?;
        // The moment of the password is of the database; the clock of this server may be behind it.
        let at = account.password.as_ref().map_or(edge.now, |held| held.set_at.max(edge.now));
        self.proceed(edge, visitor, &account, Proved { by: By::Password, at, second_factor_at: None }).await
    }

    /// The step after [`Step::ChangePassword`].
    ///
    /// # Errors
    /// [`AccountError::Password`] when the policy does not take it (the step stays open), [`AccountError::StepOver`].
    pub async fn change_password_at_login(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        ticket: &str,
        new: &str,
    ) -> Result<Step, AccountError> {
        let (account, proved) = self.resume(edge, ticket, Stage::ChangePassword).await?;
        self.set_password(edge, account.about(visitor, "account.own.change"), &account, new).await?;
        self.store.revoke_sessions(account.name(), None, edge.now).await?;
        let account = self.find_account(account.name(), day_of(edge.now)).await?.ok_or(AccountError::StepOver)?;
        let at = account.password.as_ref().map_or(proved.at, |held| held.set_at.max(proved.at));
        self.proceed(edge, visitor, &account, Proved { at, ..proved }).await
    }

    /// The step after [`Step::SecondFactor`], by a one-time code.
    ///
    /// # Errors
    /// [`AccountError::FactorRefused`] (the step stays open), [`AccountError::Locked`], [`AccountError::StepOver`].
    pub async fn show_totp(&self, edge: &Edge<'_>, visitor: &Visitor, ticket: &str, code: &str) -> Result<Step, AccountError> {
        let (account, proved) = self.resume(edge, ticket, Stage::SecondFactor).await?;
        self.guarded(edge, visitor, Some(account.name()), self.check_totp(edge.now, &account, code)).await?;
        self.shown(edge, visitor, ticket, Stage::SecondFactor, &account, proved).await
    }

    /// The step after [`Step::SecondFactor`], by a recovery code.
    ///
    /// # Errors
    /// As [`Accounts::show_totp`].
    pub async fn show_recovery_code(&self, edge: &Edge<'_>, visitor: &Visitor, ticket: &str, code: &str) -> Result<Step, AccountError> {
        let (account, proved) = self.resume(edge, ticket, Stage::SecondFactor).await?;
        self.guarded(edge, visitor, Some(account.name()), self.check_recovery_code(edge.now, &account, code)).await?;
        self.shown(edge, visitor, ticket, Stage::SecondFactor, &account, proved).await
    }

    /// What the browser asks its authenticator after [`Step::SecondFactor`] (`PublicKeyCredentialRequestOptionsJSON`).
    ///
    /// # Errors
    /// [`AccountError::StepOver`], [`AccountError::NotFound`] when the account has no passkey.
    pub async fn ask_passkey_at_login(&self, edge: &Edge<'_>, ticket: &str) -> Result<Value, AccountError> {
        let (account, _) = self.resume(edge, ticket, Stage::SecondFactor).await?;
        self.ask_passkey(edge, &account, ticket).await
    }

    /// The step after [`Accounts::ask_passkey_at_login`].
    ///
    /// # Errors
    /// As [`Accounts::show_totp`], and [`AccountError::Passkey`].
    pub async fn show_passkey(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        ticket: &str,
        answer: &AuthenticationResponse,
    ) -> Result<Step, AccountError> {
        let (account, proved) = self.resume(edge, ticket, Stage::SecondFactor).await?;
        self.guarded(edge, visitor, Some(account.name()), self.check_passkey(edge.now, &account, ticket, answer)).await?;
        self.shown(edge, visitor, ticket, Stage::SecondFactor, &account, proved).await
    }

    /// A secret for one-time codes after [`Step::Enrol`].
    ///
    /// # Errors
    /// [`AccountError::StepOver`].
    pub async fn offer_totp_at_login(&self, edge: &Edge<'_>, ticket: &str) -> Result<TotpOffer, AccountError> {
        let (account, _) = self.resume(edge, ticket, Stage::Enrol).await?;
        self.offer_totp_in(edge, &account, ticket).await
    }

    /// The step after [`Accounts::offer_totp_at_login`]: the first code of the secret.
    ///
    /// # Errors
    /// [`AccountError::FactorRefused`] (the step stays open), [`AccountError::StepOver`].
    pub async fn enrol_totp_at_login(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        ticket: &str,
        code: &str,
    ) -> Result<(Step, Enrolled), AccountError> {
        let (account, proved) = self.resume(edge, ticket, Stage::Enrol).await?;
        let enrolled = self.enrol_totp_in(edge, account.about(visitor, "account.own.change"), &account, ticket, code).await?;
        Ok((self.shown(edge, visitor, ticket, Stage::Enrol, &account, proved).await?, enrolled))
    }

    /// What the browser asks its authenticator after [`Step::Enrol`] (`PublicKeyCredentialCreationOptionsJSON`).
    ///
    /// # Errors
    /// [`AccountError::StepOver`].
    pub async fn offer_passkey_at_login(&self, edge: &Edge<'_>, ticket: &str) -> Result<Value, AccountError> {
        let (account, _) = self.resume(edge, ticket, Stage::Enrol).await?;
        self.offer_passkey_in(edge, &account, ticket).await
    }

    /// The step after [`Accounts::offer_passkey_at_login`].
    ///
    /// # Errors
    /// [`AccountError::Passkey`] (ask again), [`AccountError::StepOver`].
    pub async fn enrol_passkey_at_login(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        ticket: &str,
        answer: &RegistrationResponse,
        label: Option<&str>,
    ) -> Result<(Step, Enrolled), AccountError> {
        let (account, proved) = self.resume(edge, ticket, Stage::Enrol).await?;
        let about = account.about(visitor, "account.own.change");
        let enrolled = self.enrol_passkey_in(edge, about, &account, ticket, (answer, label)).await?;
        Ok((self.shown(edge, visitor, ticket, Stage::Enrol, &account, proved).await?, enrolled))
    }

    /// Goes on with somebody whom the identity provider vouches for.
    pub(super) async fn proceed_from_provider(&self, edge: &Edge<'_>, visitor: &Visitor, account: &Account) -> Result<Step, AccountError> {
        let at = account.password.as_ref().map_or(edge.now, |held| held.set_at.max(edge.now));
        let second_factor_at = self.settings().provider_counts.then_some(edge.now);
        self.proceed(edge, visitor, account, Proved { by: By::Provider, at, second_factor_at }).await
    }

    /// The account and what was proved, of a ticket that is good for this step.
    async fn resume(&self, edge: &Edge<'_>, ticket: &str, stage: Stage) -> Result<(Account, Proved), AccountError> {
        let found = self.store.find_ticket(&token_hash(ticket), stage.purpose(), edge.now).await?.ok_or(AccountError::StepOver)?;
        let proved: Proved = serde_json::from_str(&found.payload).map_err(|_| AccountError::StepOver)?;
        let account = self.find_account(found.login.as_deref().unwrap_or_default(), day_of(edge.now)).await?;
        let account = account.ok_or(AccountError::StepOver)?;
        // A password that was set since then voids what the old one proved.
        let unchanged = account.password.as_ref().is_none_or(|held| held.set_at <= proved.at);
        if unchanged { Ok((account, proved)) } else { Err(AccountError::StepOver) }
    }

    /// Takes the ticket of a second factor that was shown or enrolled, and goes on. Of several who try at once, one goes on.
    async fn shown(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        ticket: &str,
        stage: Stage,
        account: &Account,
        proved: Proved,
    ) -> Result<Step, AccountError> {
        self.store.take_ticket(&token_hash(ticket), stage.purpose(), edge.now).await?.ok_or(AccountError::StepOver)?;
        self.proceed(edge, visitor, account, Proved { second_factor_at: Some(edge.now), ..proved }).await
    }

    async fn proceed(&self, edge: &Edge<'_>, visitor: &Visitor, account: &Account, proved: Proved) -> Result<Step, AccountError> {
        let standing = Standing {
            change: self.change_needed(edge.now, account).filter(|_| proved.by == By::Password),
            has_factor: account.factor_count() > 0,
            needs_factor: self.needs_factor(edge.now, account).await?,
            factor_shown: proved.second_factor_at.is_some(),
        };
        match decide_next(standing) {
            Next::SecondFactor => {
                let recovery = self.store.count_recovery_codes(account.name()).await? > 0;
                let ways = Ways { totp: account.totp.is_some(), passkey: !account.passkeys.is_empty(), recovery };
                Ok(Step::SecondFactor { ticket: self.give_ticket(edge, Stage::SecondFactor, account, proved).await?, ways })
            }
            Next::ChangePassword(why) => {
                Ok(Step::ChangePassword { ticket: self.give_ticket(edge, Stage::ChangePassword, account, proved).await?, why })
            }
            Next::Enrol => Ok(Step::Enrol { ticket: self.give_ticket(edge, Stage::Enrol, account, proved).await? }),
            Next::Session => self.begin_session(edge, visitor, account, proved).await.map(Step::Done),
        }
    }

    async fn give_ticket(&self, edge: &Edge<'_>, stage: Stage, account: &Account, proved: Proved) -> Result<String, AccountError> {
        let token = token(edge);
        let payload = serde_json::to_string(&proved).map_err(|_| AccountError::StepOver)?;
        let ends_at = edge.now.checked_add(self.settings().step).unwrap_or(Timestamp::MAX);
        let ticket = Ticket { purpose: stage.purpose().to_owned(), login: Some(account.name().to_owned()), payload, ends_at };
        self.store.insert_ticket(&ticket, &token_hash(&token)).await?;
        Ok(token)
    }

    async fn begin_session(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        account: &Account,
        proved: Proved,
    ) -> Result<NewSession, AccountError> {
        let token = token(edge);
        let session = Session {
            id: hex(&edge.bytes::<16>()),
            login: account.name().to_owned(),
            created_at: edge.now,
            proved_at: proved.at,
            seen_at: edge.now,
            ends_at: edge.now.checked_add(self.settings().session_max).unwrap_or(Timestamp::MAX),
            client: visitor.client.clone(),
            agent: visitor.agent.chars().take(AGENT_CHARS_MAX).collect(),
            second_factor_at: proved.second_factor_at,
        };
        // On record first: there is no session of which the ledger does not know.
        self.note(edge, account.about(visitor, "session.login")).await?;
        self.store.insert_session(&session, &token_hash(&token)).await?;
        self.forget_failures(account.name()).await?;
        Ok(NewSession { token, session })
    }

    /// Why the account's password has to be changed, if it has to be.
    fn change_needed(&self, now: Timestamp, account: &Account) -> Option<ChangeWhy> {
        let held = account.password.as_ref()?;
        if held.fact.data.once == Some(true) {
            return Some(ChangeWhy::FirstPassword);
        }
        let age_days = day_of(now).number() - day_of(held.set_at).number();
        let max = self.settings().password.age_days_max;
        (max > 0 && i64::from(age_days) >= i64::from(max)).then_some(ChangeWhy::TooOld)
    }

    /// Whether one of the account's roles needs a second factor.
    pub(super) async fn needs_factor(&self, now: Timestamp, account: &Account) -> Result<bool, AccountError> {
        let settings = self.settings();
        let grants = self.grants(account.name(), day_of(now)).await?;
        Ok(grants.iter().any(|grant| settings.second_factor_roles.contains(&grant.data.role)))
    }
}
