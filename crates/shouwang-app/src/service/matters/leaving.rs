//! Somebody leaves a unit: the roles that he has for it end with his last day, in the act that ends the matter.

use shouwang_domain::matter::Leaving;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record, Row};
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, RoleGrant};
use shouwang_storage::{Expected, Write};

use super::write::put;
use crate::admin::next_turn;
use crate::problem::AppError;
use crate::service::Service;

impl Service {
    /// Adds to a write the grants that end because somebody leaves: those for the unit, and those under a contract that serves it. One that has
    /// not begun by then is taken back. A deputy under one that ends is none any more, for his grant holds only while the other does.
    pub(super) async fn end_grants(&self, leaving: &[Leaving], write: &mut Write) -> Result<(), AppError> {
        if leaving.is_empty() {
            return Ok(());
        }
        // As every act on accounts and grants does: what is granted to him after this look is noticed, and the act is decided anew.
        let (turn, taken) = next_turn(&self.store, &write.about.actor).await?;
        write.expected.push(turn);
        write.puts.push(taken);
        for leaves in leaving {
            for login in self.store.find_rows(&Login::def(), "person", &leaves.person).await? {
                for row in self.store.find_rows(&RoleGrant::def(), "login", &login.key.code).await? {
                    let grant = Fact::<RoleGrant>::from_row(&row).map_err(AppError::internal)?;
                    let lasts = grant.data.state == GrantState::Approved && grant.until > leaves.last_day;
                    if lasts && self.is_for(&grant.data, &leaves.unit).await? {
                        write.expected.push(self.version_of_grant(&row).await?);
                        write.puts.push(put(ended(grant, leaves)));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a role is held for a unit, or under a contract that serves it.
    async fn is_for(&self, grant: &RoleGrant, unit: &str) -> Result<bool, AppError> {
        if grant.unit.as_ref().is_some_and(|own| own.code == unit) {
            return Ok(true);
        }
        let Some(contract) = &grant.contract else { return Ok(false) };
        for row in self.store.find_rows(&ProviderContract::def(), "code", &contract.code).await? {
            let contract = Fact::<ProviderContract>::from_row(&row).map_err(AppError::internal)?;
            if contract.data.unit.code == unit {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn version_of_grant(&self, row: &Row) -> Result<Expected, AppError> {
        let stored = self.store.find_row(&RoleGrant::def(), &row.key, &Scope::Everything).await?;
        Ok(Expected { register: RoleGrant::NAME, key: row.key.clone(), version: stored.map(|stored| stored.version) })
    }
}

fn ended(grant: Fact<RoleGrant>, leaves: &Leaving) -> Fact<RoleGrant> {
    if grant.from > leaves.last_day {
        let data = RoleGrant { state: GrantState::Revoked, ..grant.data };
        return Fact { data, ..grant };
    }
    grant.until(leaves.last_day)
}
