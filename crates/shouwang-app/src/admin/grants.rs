//! Grants of roles: requests, renewals, deputies, answers, and taking back.

use shouwang_calendar::Day;
use shouwang_domain::authority::{
    DeputyWish, GrantWish, World, decide_answer_grant, decide_deputy, decide_renew, decide_request_grant, decide_revoke,
};
use shouwang_domain::system::role_grant::{Role, RoleGrant};
use shouwang_storage::Store;

use super::settings::load_terms;
use super::turn::{Done, Turn};
use crate::caller::{Caller, Moment};
use crate::problem::AppError;

/// A grant that is asked for; its code is made by the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// For which account.
    pub login: String,
    /// Which role.
    pub role: Role,
    /// For which unit he is to act; for business roles.
    pub unit: Option<String>,
    /// Under which contract, for a provider's people.
    pub contract: Option<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// A deputy that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The grant under which he is to act.
    pub of: String,
    /// His account.
    pub login: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The requested grant.
    pub grant: String,
    /// Whether it is approved; otherwise it is refused.
    pub approve: bool,
    /// Why.
    pub reason: Option<String>,
}

/// Asks for a grant.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn request_grant(store: &Store, caller: &Caller, at: Moment, wanted: &Wanted, reason: Option<String>) -> Result<Done, AppError> {
    let terms = load_terms(store).await?;
    let turn = Turn::of(store, caller, at, "grants.request", reason);
    let wish = |code| GrantWish {
        code,
        login: wanted.login.clone(),
        role: wanted.role,
        unit: wanted.unit.clone(),
        contract: wanted.contract.clone(),
        from: wanted.from,
        until: wanted.until,
    };
    turn.take(|world, call| decide_request_grant(world, call, &wish(next_code(world, 0)), terms)).await
}

/// Asks for a grant to go on until another last day.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn renew_grant(store: &Store, caller: &Caller, at: Moment, grant: &str, until: Day) -> Result<Done, AppError> {
    let terms = load_terms(store).await?;
    let turn = Turn::of(store, caller, at, "grants.request", None).on::<RoleGrant>(caller, grant).await?;
    turn.take(|world, call| decide_renew(world, call, grant, &next_code(world, 0), until, terms)).await
}

/// Asks for a deputy.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn deputise(store: &Store, caller: &Caller, at: Moment, asked: &Asked, reason: Option<String>) -> Result<Done, AppError> {
    let terms = load_terms(store).await?;
    // Under the grant that somebody is to stand in for; a requester of others' deputies has one role only.
    let grant = caller.grants.iter().find(|grant| grant.grant == asked.of).or_else(|| caller.grants.first());
    let turn = Turn::under(store, caller, grant, (at, "grants.deputy", reason)).on::<RoleGrant>(caller, &asked.of).await?;
    let wish = |code| DeputyWish { code, of: asked.of.clone(), login: asked.login.clone(), from: asked.from, until: asked.until };
    turn.take(|world, call| decide_deputy(world, call, &wish(next_code(world, 0)), terms)).await
}

/// Approves or refuses a requested grant.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn answer_grant(store: &Store, caller: &Caller, at: Moment, answer: &Answer) -> Result<Done, AppError> {
    let turn = Turn::of(store, caller, at, "grants.answer", answer.reason.clone()).on::<RoleGrant>(caller, &answer.grant).await?;
    turn.take(|world, call| decide_answer_grant(world, call, &answer.grant, answer.approve)).await
}

/// Takes a grant back, and those of its deputies. It counts from the holder's next request on.
///
/// # Errors
/// When it is refused, or the database fails.
pub async fn revoke_grant(store: &Store, caller: &Caller, at: Moment, grant: &str, reason: Option<String>) -> Result<Done, AppError> {
    let turn = Turn::of(store, caller, at, "grants.revoke", reason).on::<RoleGrant>(caller, grant).await?;
    turn.take(|world, call| decide_revoke(world, call, grant)).await
}

/// The code of the grant after so many further ones. Grants are never withdrawn, so that their count names the next one.
pub(super) fn next_code(world: &World, further: usize) -> String {
    format!("G{}", world.grants().count() + 1 + further)
}
