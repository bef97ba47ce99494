//! The first three administrators.

use shouwang_calendar::Day;
use shouwang_domain::authority::{self, Decision, FOUNDING, Founder, NewLogin, Refusal, World, decide_found, decide_found_again};
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

/// The accounts of the three whom the founding made, while all of them are in place.
///
/// # Errors
/// When the database fails.
pub async fn founded(store: &Store, today: Day) -> Result<Option<[String; 3]>, AppError> {
    let world = load_world(store).await?;
    Ok(authority::founded(&world, today).map(|three| three.map(|login| login.code.clone())))
}

/// Founds the system, the security and the audit administrator, in this order, in one act. Whoever calls this has checked the one-time link.
///
/// # Errors
/// When two of them are in place already, the three are not three persons, something of them cannot be used, or the database fails.
pub async fn found(store: &Store, at: Moment, asking: &Asking, three: &[FounderWish; 3]) -> Result<Done, AppError> {
    let terms = load_terms(store).await?;
    by_link(store, at, asking, three, |world, day| {
        let founder = |at: usize| Founder { login: three[at].login.clone(), grant: next_code(world, at), until: three[at].until };
        decide_found(world, day, &[0, 1, 2].map(founder), terms)
    })
    .await
}

/// Gives the same three first passwords again, because the answer that told them was lost. Whoever calls this has checked the link, and that none
/// of them has ever logged in.
///
/// # Errors
/// When they are others than those whom the founding made, or the database fails.
pub async fn found_again(store: &Store, at: Moment, asking: &Asking, three: &[FounderWish; 3]) -> Result<Done, AppError> {
    by_link(store, at, asking, three, |world, day| decide_found_again(world, day, three.each_ref().map(|founder| &founder.login))).await
}

/// What whoever has the link does: decided like every other act on accounts, and written with the three first passwords.
async fn by_link(
    store: &Store,
    at: Moment,
    asking: &Asking,
    three: &[FounderWish; 3],
    decide: impl Fn(&World, Day) -> Result<Decision, Refusal>,
) -> Result<Done, AppError> {
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
    turn.take(|world, call| decide(world, call.day)).await
}
