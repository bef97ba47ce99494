//! One act after the other: what was decided on one state of accounts and grants is written only while it is that state.
//!
//! Two approvals that were each right alone could together give one person what must be apart; on two servers neither would see the other. So
//! every act on accounts and grants writes one common row as well, its turn, and only if nobody has written it since. Who was overtaken loads
//! and decides anew.

use shouwang_calendar::Day;
use shouwang_domain::authority::{Call, Decision, Posting, Refusal, World, posted};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record, Row, RowKey, validate};
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::registers::unit::Unit;
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, RoleGrant};
use shouwang_domain::system::setting::Setting;
use shouwang_storage::{About, Expected, StorageError, Store, Write};

use super::load::{facts, load_world};
use crate::authority::{Principal, operation};
use crate::caller::{Caller, Moment, SEPARATION};
use crate::named::find_done_before;
use crate::problem::{AppError, FieldError};

/// The code of the common row. It is no setting that anybody can change.
pub(super) const TURN: &str = "authority.turn";
/// How often an act is decided anew after others overtook it, before the caller is told to try again.
const TRIES: usize = 8;

/// What an act wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The accounts as they are now.
    pub logins: Vec<Fact<Login>>,
    /// The grants as they are now.
    pub grants: Vec<Fact<RoleGrant>>,
    /// Number of the act; `None` when everything was so already.
    pub act: Option<i64>,
}

/// What is to be written and on whose behalf.
pub(super) struct Turn<'a> {
    pub(super) store: &'a Store,
    pub(super) about: About,
    pub(super) at: Moment,
    /// Rows that go with it, such as the credential of a new account.
    pub(super) rows: Vec<(&'static str, Row)>,
    /// Rows that end with it, such as the second factors of an account that is reset.
    pub(super) withdrawals: Vec<(&'static str, RowKey)>,
    /// The versions that were seen of what it rests on, beside accounts and grants.
    pub(super) seen: Vec<Expected>,
}

impl<'a> Turn<'a> {
    /// The turn of an administrator who does this. Nobody is two of the three, or one and something else, so that all his grants are of the one role.
    pub(super) fn of(store: &'a Store, caller: &Caller, at: Moment, id: &str, reason: Option<String>) -> Turn<'a> {
        Turn::under(store, caller, caller.grants.first(), (at, id, reason))
    }

    /// The turn of a caller who does this under one of his grants.
    pub(super) fn under(
        store: &'a Store,
        caller: &Caller,
        grant: Option<&Principal>,
        (at, id, reason): (Moment, &str, Option<String>),
    ) -> Turn<'a> {
        let mut about = operation(id).map_or_else(About::default, |operation| caller.about(operation, grant));
        about.article = Some(SEPARATION.to_owned());
        about.reason = reason;
        about.idempotency_key = caller.key.clone();
        Turn { store, about, at, rows: Vec::new(), withdrawals: Vec::new(), seen: Vec::new() }
    }

    /// Rests on the version of a row that the caller has seen, where he names one. Whether there is such a row is found when it is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn on<R: Record>(mut self, caller: &Caller, code: &str) -> Result<Turn<'a>, AppError> {
        let Some(version) = caller.version.filter(|_| !code.contains('\0')) else { return Ok(self) };
        let rows = self.store.find_rows(&R::def(), "code", code).await?;
        let newest = rows.into_iter().next_back();
        self.seen.extend(newest.map(|row| Expected { register: R::NAME, key: row.key, version: Some(version) }));
        Ok(self)
    }

    /// Decides and writes.
    ///
    /// # Errors
    /// When it is refused, what the caller has seen is no longer so, or the database fails.
    pub(super) async fn take(&self, decide: impl Fn(&World, Call<'_>) -> Result<Decision, Refusal>) -> Result<Done, AppError> {
        self.check_new().await?;
        let mut tries = 0;
        loop {
            // The turn is looked at before the rest, so that whatever changes after this look is noticed.
            let (turn, taken) = next_turn(self.store, &self.about.actor).await?;
            let world = load_world(self.store).await?;
            let mut decision = decide(&world, Call { by: &self.about.actor, day: self.at.today() })?;
            for grant in &mut decision.grants {
                *grant = checked_posting(self.store, grant, self.at.today()).await?;
            }
            let mut write = Write::now(self.at.now, self.about.clone(), self.about.operation.clone(), self.at.salt);
            write.expected = vec![turn];
            write.expected.extend(self.seen.clone());
            write.withdrawals = self.withdrawals.clone();
            write.puts = self.rows.clone();
            write.puts.extend(decision.logins.iter().map(|login| (Login::NAME, login.clone().into_row())));
            write.puts.extend(decision.grants.iter().map(|grant| (RoleGrant::NAME, grant.clone().into_row())));
            check_rows(&write.puts)?;
            write.puts.push(taken);
            match self.store.write(&write).await {
                Ok(written) => return Ok(Done { logins: decision.logins, grants: decision.grants, act: written.act }),
                Err(StorageError::Overtaken { register: Setting::NAME, .. }) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// A grant that is asked for or approved, with what the registers say of unit and contract; what is refused or revoked needs neither.
async fn checked_posting(store: &Store, grant: &Fact<RoleGrant>, today: Day) -> Result<Fact<RoleGrant>, AppError> {
    if !matches!(grant.data.state, GrantState::Requested | GrantState::Approved) {
        return Ok(grant.clone());
    }
    let mut posting = Posting::default();
    if let Some(unit) = &grant.data.unit {
        posting.unit = !store.find_rows(&Unit::def(), "code", &unit.code).await?.is_empty();
    }
    if let Some(contract) = &grant.data.contract {
        posting.contract = facts(&store.find_rows(&ProviderContract::def(), "code", &contract.code).await?)?;
    }
    Ok(posted(grant.clone(), &posting, today)?)
}

impl Turn<'_> {
    /// Refuses a request that was carried out before, under the caller's own name for it, and whose answer was lost. What it did would contradict
    /// a second time anyway, and a first password is told once only: whoever comes again is told which act it was.
    async fn check_new(&self) -> Result<(), AppError> {
        match find_done_before(self.store, &self.about.actor, self.about.idempotency_key.as_deref(), self.at.now).await? {
            Some(act) => Err(StorageError::AlreadyDone { act: act.id }.into()),
            None => Ok(()),
        }
    }
}

/// The turn of an act on accounts and grants that is part of another write: what must stand when it is written, and the row that says that it was taken. Look at it
/// before the accounts and grants; who is overtaken by another act on them finds [`StorageError::Overtaken`] in the register of settings.
///
/// # Errors
/// When the database fails.
pub(crate) async fn next_turn(store: &Store, actor: &str) -> Result<(Expected, (&'static str, Row)), AppError> {
    let key = RowKey { code: TURN.to_owned(), from: Day::MIN };
    let turn = store.find_row(&Setting::def(), &key, &Scope::Everything).await?;
    let count = turn.as_ref().and_then(|turn| Fact::<Setting>::from_row(&turn.row).ok()?.data.value.parse().ok()).unwrap_or(0_u64);
    let next = Setting { value: (count + 1).to_string(), decided_by: actor.to_owned() };
    let taken = (Setting::NAME, Fact::declared(TURN, Day::MIN, next).into_row());
    Ok((Expected { register: Setting::NAME, key, version: turn.map(|turn| turn.version) }, taken))
}

/// What the declarations say of rows holds here as for every other row.
pub(super) fn check_rows(rows: &[(&'static str, Row)]) -> Result<(), AppError> {
    let system = shouwang_domain::register::system_catalog();
    let mut fields = Vec::new();
    for (register, row) in rows {
        let Some(def) = system.get(register) else { continue };
        for problem in validate(row, def) {
            fields.push(FieldError::new(format!("/{}", problem.field), problem.zh, problem.en));
        }
    }
    if fields.is_empty() { Ok(()) } else { Err(AppError::invalid(fields)) }
}
