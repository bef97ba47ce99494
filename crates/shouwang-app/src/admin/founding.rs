//! The first three administrators.

use shouwang_calendar::Day;
use shouwang_domain::authority::{self, Decision, FOUNDING, Founder, NewLogin, Refusal, World, decide_found, decide_found_again};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record, Row, RowKey};
use shouwang_domain::system::credential::Credential;
use shouwang_storage::{About, Expected, Store};

use super::grants::next_code;
use super::load::{Asking, load_world};
use super::settings::load_terms;
use super::turn::{Done, Turn};
use crate::caller::{Moment, SEPARATION};
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

/// How far the founding of the three administrators is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Founded {
    /// They can be founded: fewer than two of them are in place.
    NotYet,
    /// The accounts of the three whom the founding made, all of them still in place.
    These([String; 3]),
    /// Others are in place.
    Others,
}

/// How far the founding is on a day.
///
/// # Errors
/// When the database fails.
pub async fn find_founded(store: &Store, today: Day) -> Result<Founded, AppError> {
    let world = load_world(store).await?;
    if authority::may_found(&world, today) {
        return Ok(Founded::NotYet);
    }
    let three = authority::founded(&world, today).map(|three| three.map(|login| login.code.clone()));
    Ok(three.map_or(Founded::Others, Founded::These))
}

/// Founds the system, the security and the audit administrator, in this order, in one act. Whoever calls this has checked the one-time link.
///
/// # Errors
/// When two of them are in place already, the three are not three persons, something of them cannot be used, or the database fails.
pub async fn found(store: &Store, at: Moment, asking: &Asking, three: &[FounderWish; 3]) -> Result<Done, AppError> {
    let terms = load_terms(store).await?;
    by_link(store, at, asking, three, Vec::new(), |world, day| {
        let founder = |at: usize| Founder { login: three[at].login.clone(), grant: next_code(world, at), until: three[at].until };
        decide_found(world, day, &[0, 1, 2].map(founder), terms)
    })
    .await
}

/// Gives the same three first passwords again, because the answer that told them was lost. Whoever calls this has checked the link, and that none
/// of them has ever logged in.
///
/// # Errors
/// When they are others than those whom the founding made, one of them has chosen his password meanwhile, or the database fails.
pub async fn found_again(store: &Store, at: Moment, asking: &Asking, three: &[FounderWish; 3]) -> Result<Done, AppError> {
    let mut seen = Vec::with_capacity(three.len());
    for founder in three {
        seen.push(first_password_told(store, &founder.first_password.key).await?);
    }
    by_link(store, at, asking, three, seen, |world, day| decide_found_again(world, day, three.each_ref().map(|founder| &founder.login)))
        .await
}

/// The version of a first password that nobody has exchanged for his own: one who does so while others are made keeps his.
async fn first_password_told(store: &Store, key: &RowKey) -> Result<Expected, AppError> {
    let stored = store.find_row(&Credential::def(), key, &Scope::Everything).await?;
    let is_first = |row: &Row| Fact::<Credential>::from_row(row).is_ok_and(|fact| fact.data.once == Some(true));
    match stored.filter(|stored| is_first(&stored.row)) {
        Some(stored) => Ok(Expected { register: Credential::NAME, key: key.clone(), version: Some(stored.version) }),
        None => Err(Refusal::Founded.into()),
    }
}

/// What whoever has the link does: decided like every other act on accounts, and written with the three first passwords.
async fn by_link(
    store: &Store,
    at: Moment,
    asking: &Asking,
    three: &[FounderWish; 3],
    seen: Vec<Expected>,
    decide: impl Fn(&World, Day) -> Result<Decision, Refusal>,
) -> Result<Done, AppError> {
    let about = About {
        actor: FOUNDING.to_owned(),
        client: asking.client.clone(),
        operation: "installation.found".to_owned(),
        article: Some(SEPARATION.to_owned()),
        request: asking.request.clone(),
        ..About::default()
    };
    let rows = three.iter().map(|founder| (Credential::NAME, founder.first_password.clone())).collect();
    let turn = Turn { store, about, at, rows, withdrawals: Vec::new(), seen };
    turn.take(|world, call| decide(world, call.day)).await
}
