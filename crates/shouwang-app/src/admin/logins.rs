//! Accounts.

use shouwang_calendar::Day;
use shouwang_domain::authority::{
    Call, Decision, LoginChange, NewLogin, decide_change_login, decide_create_login, decide_disable, decide_reset,
};
use shouwang_domain::register::{Record, Row, RowKey};
use shouwang_domain::system::credential::Credential;
use shouwang_domain::system::login::Login;
use shouwang_storage::query::Stored;
use shouwang_storage::{Expected, Store};

use super::turn::{Done, Turn};
use crate::caller::{Caller, Moment};
use crate::problem::AppError;

/// Creates an account, with the row of its first password if it is to have one. It works after somebody else has granted it something.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn create_login(
    store: &Store,
    caller: &Caller,
    at: Moment,
    new: &NewLogin,
    first_password: Option<Row>,
) -> Result<Done, AppError> {
    let mut turn = Turn::of(store, caller, at, "logins.create", None);
    turn.rows.extend(first_password.map(|row| (Credential::NAME, row)));
    turn.take(|world, call| decide_create_login(world, call, new)).await
}

/// Changes what is said of an account, and the last day on which it may be used, in the version that the caller has seen.
///
/// # Errors
/// When it is refused, somebody else changed the account, or the database fails.
pub async fn change_login(
    store: &Store,
    caller: &Caller,
    at: Moment,
    seen: &Stored,
    until: Day,
    change: &LoginChange,
) -> Result<Done, AppError> {
    let (key, version) = (seen.row.key.clone(), Some(seen.version));
    let mut turn = Turn::of(store, caller, at, "logins.change", None);
    turn.seen = vec![Expected { register: Login::NAME, key, version }];
    turn.take(|world, call| decide_change_login(world, call, &seen.row.key.code, until, change)).await
}

/// Disables an account, or enables it again. Its holder is shut out from his next request on.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn disable_login(
    store: &Store,
    caller: &Caller,
    at: Moment,
    code: &str,
    disabled: bool,
    reason: Option<String>,
) -> Result<Done, AppError> {
    let turn = Turn::of(store, caller, at, "logins.disable", reason).on::<Login>(caller, code).await?;
    turn.take(|world, call| decide_disable(world, call, code, disabled)).await
}

/// Puts a first password in place of an account's own, and takes back its second factors: whoever asks for it has lost one or the other, and
/// somebody may have found them. No session that was begun before counts any more (`Store::find_session`).
///
/// # Errors
/// When it is refused, as for every administrator's account, or the database fails.
pub async fn reset_login(
    store: &Store,
    caller: &Caller,
    at: Moment,
    code: &str,
    (first_password, factors): (Row, Vec<RowKey>),
    reason: Option<String>,
) -> Result<Done, AppError> {
    let mut turn = Turn::of(store, caller, at, "logins.reset", reason).on::<Login>(caller, code).await?;
    turn.rows.push((Credential::NAME, first_password));
    turn.withdrawals.extend(factors.into_iter().map(|factor| (Credential::NAME, factor)));
    turn.take(|world, call: Call<'_>| decide_reset(world, call, code).map(|()| Decision::default())).await
}
