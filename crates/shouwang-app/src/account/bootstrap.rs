//! The link of the first start: whoever has it founds the first three administrators. There is no default account and no default password; the
//! link is printed where only whoever starts the server reads it. Whether three may be founded is decided in `admin`: also when so few are left
//! that nobody can appoint one.
//!
//! The first passwords are told once, in the answer. Should that be lost, nobody could ever log in and nobody found anew, because the three are in
//! place. So the link remains good, for new passwords of the same three, until one of them has logged in.

use jiff::{SignedDuration, Timestamp};
use shouwang_calendar::Day;
use shouwang_storage::Ticket;
use shouwang_storage::ledger::EntryQuery;

use super::records::Held;
use super::seal::{token, token_hash};
use super::{Accounts, day_of};
use crate::admin::{Founded, find_founded};
use crate::edge::Edge;
use crate::problem::AppError;

/// Hours for which the link is good; a restart prints another.
pub const BOOTSTRAP_HOURS: i64 = 24;

const PURPOSE: &str = "bootstrap";

/// What a link is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Founding {
    /// Three administrators may be founded.
    Anew,
    /// Three were founded, and none of them has ever logged in: they may be given first passwords again.
    Again,
}

/// A new link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    /// What the link carries. Only its hash is kept.
    pub token: String,
    /// From then on it is void.
    pub ends_at: Timestamp,
    /// What it is good for.
    pub founding: Founding,
}

impl Accounts {
    /// A new link, while it would be good for something; every earlier one is void.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bootstrap_link(&self, edge: &Edge<'_>) -> Result<Option<Bootstrap>, AppError> {
        let Some(founding) = self.founding(edge).await? else { return Ok(None) };
        let ends_at = edge.now.checked_add(SignedDuration::from_hours(BOOTSTRAP_HOURS)).unwrap_or(Timestamp::MAX);
        let token = token(edge);
        let ticket = Ticket { purpose: PURPOSE.to_owned(), login: None, payload: String::new(), ends_at };
        self.store.replace_tickets(&ticket, &token_hash(&token)).await?;
        Ok(Some(Bootstrap { token, ends_at, founding }))
    }

    /// What a link is good for; `None`: it is too old, was never given, or the administrators are in place and one of them has logged in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_bootstrap(&self, edge: &Edge<'_>, token: &str) -> Result<Option<Founding>, AppError> {
        match self.store.find_ticket(&token_hash(token), PURPOSE, edge.now).await? {
            Some(_) => self.founding(edge).await,
            None => Ok(None),
        }
    }

    async fn founding(&self, edge: &Edge<'_>) -> Result<Option<Founding>, AppError> {
        let today = day_of(edge.now);
        let three = match find_founded(&self.store, today).await? {
            Founded::NotYet => return Ok(Some(Founding::Anew)),
            Founded::These(three) => three,
            Founded::Others => return Ok(None),
        };
        for login in &three {
            if self.was_used(login, today).await? {
                return Ok(None);
            }
        }
        Ok(Some(Founding::Again))
    }

    /// Whether anybody has ever logged in to an account, or has got so far as to choose its password.
    async fn was_used(&self, login: &str, today: Day) -> Result<bool, AppError> {
        let log_ins = EntryQuery { actor: Some(login.to_owned()), operation: Some("session.login".to_owned()), ..EntryQuery::default() };
        if !self.store.list_entries(&log_ins, 1).await?.is_empty() {
            return Ok(true);
        }
        let account = self.find_account(login, today).await?;
        let chosen = |held: &Held| held.fact.data.once != Some(true);
        Ok(account.is_some_and(|account| account.factor_count() > 0 || account.password.as_ref().is_some_and(chosen)))
    }
}
