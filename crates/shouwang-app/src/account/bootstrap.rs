//! The link of the first start: whoever has it founds the first three administrators, once. There is no default account and no default
//! password; the link is printed where only whoever starts the server reads it. Whether three may be founded is decided in `admin`: also when
//! so few are left that nobody can appoint one.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::Ticket;

use super::error::AccountError;
use super::seal::{token, token_hash};
use super::{Accounts, day_of};
use crate::admin::may_found;
use crate::edge::Edge;
use crate::problem::AppError;

/// Hours for which the link is good; a restart prints another.
pub const BOOTSTRAP_HOURS: i64 = 24;

const PURPOSE: &str = "bootstrap";

/// A new link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    /// What the link carries. Only its hash is kept.
    pub token: String,
    /// From then on it is void.
    pub ends_at: Timestamp,
}

impl Accounts {
    /// A new link, when three administrators may be founded; every earlier one is void.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bootstrap_link(&self, edge: &Edge<'_>) -> Result<Option<Bootstrap>, AppError> {
        if !may_found(&self.store, day_of(edge.now)).await? {
            return Ok(None);
        }
        let ends_at = edge.now.checked_add(SignedDuration::from_hours(BOOTSTRAP_HOURS)).unwrap_or(Timestamp::MAX);
        let token = token(edge);
        let ticket = Ticket { purpose: PURPOSE.to_owned(), login: None, payload: String::new(), ends_at };
        self.store.replace_tickets(&ticket, &token_hash(&token)).await?;
        Ok(Some(Bootstrap { token, ends_at }))
    }

    /// Whether a link is good, without using it: to show the page behind it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_bootstrap(&self, edge: &Edge<'_>, token: &str) -> Result<bool, AppError> {
        let found = self.store.find_ticket(&token_hash(token), PURPOSE, edge.now).await?;
        Ok(found.is_some() && may_found(&self.store, day_of(edge.now)).await?)
    }

    /// Uses a link up, right before the first administrators are written. Should that fail, a restart prints another.
    ///
    /// # Errors
    /// [`AccountError::StepOver`] when the link was used, is too old, was never given, or the administrators are in place.
    pub async fn use_bootstrap(&self, edge: &Edge<'_>, token: &str) -> Result<(), AppError> {
        let taken = self.store.take_ticket(&token_hash(token), PURPOSE, edge.now).await?;
        if taken.is_some() && may_found(&self.store, day_of(edge.now)).await? { Ok(()) } else { Err(AccountError::StepOver.into()) }
    }
}
