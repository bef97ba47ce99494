//! Somebody leaves a unit: the roles that he has for it end with his last day, in the act that ends the matter.

use shouwang_domain::matter::Leaving;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, RoleGrant};
use shouwang_storage::{Expected, Write};

use super::write::put;
use crate::problem::AppError;
use crate::service::Service;

impl Service {
    /// Adds to a write the grants that end because somebody leaves. One that has not begun by then is taken back; a deputy under one that ends
    /// ends with it, because nobody is deputy for a grant that does not hold.
    pub(super) async fn end_grants(&self, leaving: &[Leaving], write: &mut Write) -> Result<(), AppError> {
        for leaves in leaving {
            for login in self.store.find_rows(&Login::def(), "person", &leaves.person).await? {
                for row in self.store.find_rows(&RoleGrant::def(), "login", &login.key.code).await? {
                    let grant = Fact::<RoleGrant>::from_row(&row).map_err(AppError::internal)?;
                    let is_meant = grant.data.unit.as_ref().is_some_and(|unit| unit.code == leaves.unit);
                    let lasts = grant.data.state == GrantState::Approved && grant.until > leaves.last_day;
                    if is_meant && lasts {
                        let stored = self.store.find_row(&RoleGrant::def(), &row.key, &Scope::Everything).await?;
                        let version = stored.map(|stored| stored.version);
                        write.expected.push(Expected { register: RoleGrant::NAME, key: row.key.clone(), version });
                        write.puts.push(put(ended(grant, leaves)));
                    }
                }
            }
        }
        Ok(())
    }
}

fn ended(grant: Fact<RoleGrant>, leaves: &Leaving) -> Fact<RoleGrant> {
    if grant.from > leaves.last_day {
        let data = RoleGrant { state: GrantState::Revoked, ..grant.data };
        return Fact { data, ..grant };
    }
    grant.until(leaves.last_day)
}
