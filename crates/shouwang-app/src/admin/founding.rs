//! The first three administrators.

use shouwang_calendar::Day;
use shouwang_domain::authority::{self, FOUNDING, Founder, NewLogin, decide_found};
use shouwang_domain::register::{Record, Row};
use shouwang_domain::system::credential::Credential;
use shouwang_storage::{About, Store};

use super::grants::next_code;
use super::load::{Asking, load_world};
use super::settings::load_terms;
use super::turn::{Done, Turn};
use crate::caller::Moment;
use crate::problem::AppError;

/// One of the three who are to be administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FounderWish {
    /// His account.
    pub login: NewLogin,
    /// Last day of his grant.
    pub until: Day,
    /// The row of his first password.
    pub first_password: Row,
}

/// Whether the three administrators can be founded: fewer than two of them are in place.
///
/// # Errors
/// When the database fails.
pub async fn may_found(store: &Store, today: Day) -> Result<bool, AppError> {
    Ok(authority::may_found(&load_world(store).await?, today))
}

/// Founds the system, the security and the audit administrator, in this order, in one act. Whoever calls this has checked the one-time link.
///
/// # Errors
/// When two of them are in place already, the three are not three persons, something of them cannot be used, or the database fails.
pub async fn found(store: &Store, at: Moment, asking: &Asking, three: &[FounderWish; 3]) -> Result<Done, AppError> {
    let terms = load_terms(store).await?;
    let about = About {
        actor: FOUNDING.to_owned(),
        client: asking.client.clone(),
        operation: "installation.found".to_owned(),
        article: Some("I18".to_owned()),
        request: asking.request.clone(),
        ..About::default()
    };
    let rows = three.iter().map(|founder| (Credential::NAME, founder.first_password.clone())).collect();
    let turn = Turn { store, about, at, rows, withdrawals: Vec::new(), seen: None };
    turn.take(|world, call| {
        let founder = |at: usize| Founder { login: three[at].login.clone(), grant: next_code(world, at), until: three[at].until };
        decide_found(world, call.day, &[0, 1, 2].map(founder), terms)
    })
    .await
}
