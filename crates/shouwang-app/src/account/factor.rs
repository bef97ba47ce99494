//! Second factors, as they are shown: a one-time code, a passkey, a recovery code.
//!
//! Each is good for one time: the step of a code, the counter of a passkey and the use of a recovery code are remembered, and of several
//! who show the same at once, one succeeds.

use jiff::Timestamp;
use serde_json::Value;
use shouwang_ledger::hex;
use shouwang_storage::{Counter, Ticket};

use super::Accounts;
use super::error::AccountError;
use super::records::{Account, Held};
use super::seal::token_hash;
use super::totp::{step_of, totp};
use super::webauthn::{AuthenticationResponse, Passkey, PasskeyFlaw};
use crate::edge::Edge;

/// Bytes of a challenge: twice what the standard asks for at least.
const CHALLENGE_BYTES: usize = 32;
/// Recovery codes that are given at once.
const RECOVERY_CODES: usize = 10;

impl Accounts {
    /// Whether a one-time code is right and its step new.
    pub(super) async fn check_totp(&self, now: Timestamp, account: &Account, code: &str) -> Result<(), AccountError> {
        let held = account.totp.as_ref().ok_or(AccountError::FactorRefused)?;
        let name = account.name();
        let damaged = || AccountError::Damaged(held.fact.code.clone());
        let secret = self.key.open(&totp_place(name), &held.fact.data.secret).ok_or_else(damaged)?;
        let totp = totp(&secret, &self.relying_party.name, name).ok_or_else(damaged)?;
        let step = step_of(&totp, code, now).ok_or(AccountError::FactorRefused)?;
        if self.store.advance_counter(Counter { kind: "totp", name }, step).await? { Ok(()) } else { Err(AccountError::FactorRefused) }
    }

    /// Whether a recovery code is one of the account's; it is used up.
    pub(super) async fn check_recovery_code(&self, now: Timestamp, account: &Account, code: &str) -> Result<(), AccountError> {
        let hash = self.recovery_hash(account.name(), code);
        if self.store.use_recovery_code(account.name(), &hash, now).await? { Ok(()) } else { Err(AccountError::FactorRefused) }
    }

    /// New recovery codes in place of all earlier ones; they are shown once.
    pub(super) async fn make_recovery_codes(&self, edge: &Edge<'_>, login: &str) -> Result<Vec<String>, AccountError> {
        let code = |_| {
            let digits = hex(&edge.bytes::<10>());
            format!("{}-{}-{}-{}", &digits[..5], &digits[5..10], &digits[10..15], &digits[15..])
        };
        let codes: Vec<_> = (0..RECOVERY_CODES).map(code).collect();
        let hashes: Vec<_> = codes.iter().map(|code| self.recovery_hash(login, code)).collect();
        self.store.replace_recovery_codes(login, &hashes, edge.now).await?;
        Ok(codes)
    }

    /// Asks one of the account's passkeys; `place` says in which log-in or session.
    pub(super) async fn ask_passkey(&self, edge: &Edge<'_>, account: &Account, place: &str) -> Result<Value, AccountError> {
        let known: Vec<_> = account.passkeys.iter().map(|(_, passkey)| passkey.clone()).collect();
        if known.is_empty() {
            return Err(AccountError::NotFound);
        }
        let challenge = self.challenge(edge, account.name(), "passkey.get", place).await?;
        Ok(self.relying_party.request_options(&challenge, &known))
    }

    /// Whether the answer to [`Accounts::ask_passkey`] is right.
    pub(super) async fn check_passkey(
        &self,
        now: Timestamp,
        account: &Account,
        place: &str,
        answer: &AuthenticationResponse,
    ) -> Result<(), AccountError> {
        let challenge = self.take_challenge(now, account.name(), "passkey.get", place).await?;
        let (held, passkey) = account.passkeys.iter().find(|(_, passkey)| passkey.id == answer.id).ok_or(PasskeyFlaw::Unknown)?;
        let counter = self.relying_party.authenticated(&challenge, passkey, answer)?;
        if self.is_new_counter(held, passkey, counter).await? { Ok(()) } else { Err(PasskeyFlaw::Copied.into()) }
    }

    /// A new challenge, remembered until the step is over; an earlier one in the same place is void.
    pub(super) async fn challenge(
        &self,
        edge: &Edge<'_>,
        login: &str,
        purpose: &str,
        place: &str,
    ) -> Result<[u8; CHALLENGE_BYTES], AccountError> {
        let challenge = edge.bytes();
        self.remember(edge, login, purpose, place, &hex(&challenge)).await?;
        Ok(challenge)
    }

    pub(super) async fn take_challenge(&self, now: Timestamp, login: &str, purpose: &str, place: &str) -> Result<Vec<u8>, AccountError> {
        let text = self.take_remembered(now, login, purpose, place).await?;
        let bytes = (0..text.len() / 2).map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2).unwrap_or_default(), 16));
        bytes.collect::<Result<_, _>>().map_err(|_| AccountError::StepOver)
    }

    /// Remembers something for one step in one place, instead of what was remembered for it before.
    pub(super) async fn remember(&self, edge: &Edge<'_>, login: &str, purpose: &str, place: &str, what: &str) -> Result<(), AccountError> {
        let hash = token_hash(&format!("{purpose} {place}"));
        let ends_at = edge.now.checked_add(self.settings().step).unwrap_or(Timestamp::MAX);
        let ticket = Ticket { purpose: purpose.to_owned(), login: Some(login.to_owned()), payload: what.to_owned(), ends_at };
        Ok(self.store.insert_ticket(&ticket, &hash).await?)
    }

    pub(super) async fn take_remembered(&self, now: Timestamp, login: &str, purpose: &str, place: &str) -> Result<String, AccountError> {
        let found = self.store.take_ticket(&token_hash(&format!("{purpose} {place}")), purpose, now).await?;
        let found = found.filter(|ticket| ticket.login.as_deref() == Some(login)).ok_or(AccountError::StepOver)?;
        Ok(found.payload)
    }

    /// Whether a passkey's counter has moved. One that shows 0 for ever does not count, and its copies cannot be told from it.
    async fn is_new_counter(&self, held: &Held, passkey: &Passkey, shown: u32) -> Result<bool, AccountError> {
        let counter = Counter { kind: "passkey", name: &held.fact.code };
        let newest = self.store.find_counter(counter).await?.unwrap_or(i64::from(passkey.counter));
        if shown == 0 && newest == 0 {
            return Ok(true);
        }
        Ok(i64::from(shown) > newest && self.store.advance_counter(counter, i64::from(shown)).await?)
    }

    /// A recovery code has 80 random bits; keyed, so that the database alone does not even show which account's code one is.
    fn recovery_hash(&self, login: &str, code: &str) -> String {
        let plain: String = code.chars().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_lowercase()).collect();
        hex(self.key.hash("recovery", format!("{login} {plain}").as_bytes()).as_ref())
    }
}

/// What a secret of one-time codes is sealed for.
pub(super) fn totp_place(login: &str) -> String {
    format!("totp {login}")
}
