//! Single rows: as they stand, as they were, and what names them.

use std::collections::{BTreeSet, HashSet};

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, RowKey, Value};
use shouwang_storage::Version;
use shouwang_storage::query::{FILTER_VALUES_MAX, Filter, PAGE_ROWS_MAX, Stored, Test};

use super::RowsAsked;
use crate::caller::Caller;
use crate::problem::AppError;
use crate::service::Service;

/// Rows of another register that name a row.
pub type ReferringRows = shouwang_storage::query::Referring;

/// Rows of each register that are shown of those that name a row.
const REFERRING_MAX: u16 = 20;

impl Service {
    /// A row as it stands.
    ///
    /// # Errors
    /// When there is none that the caller may see, or the database fails.
    pub async fn get_row(&self, caller: &Caller, register: &RegisterDef, key: &RowKey) -> Result<Stored, AppError> {
        let scope = self.scope(caller, "registers.read", register);
        self.store.find_row(register, key, &scope).await?.ok_or_else(AppError::not_found)
    }

    /// Those of these codes under which somebody who reaches so far sees a row; whoever reaches everything is not asked whether there is one.
    pub(in crate::service) async fn visible_codes(
        &self,
        def: &'static RegisterDef,
        codes: &BTreeSet<String>,
        scope: &Scope,
    ) -> Result<BTreeSet<String>, AppError> {
        if *scope == Scope::Everything {
            return Ok(codes.clone());
        }
        let mut visible = BTreeSet::new();
        let values: Vec<_> = codes.iter().cloned().map(Value::Text).collect();
        for values in values.chunks(FILTER_VALUES_MAX) {
            let mut asked =
                RowsAsked { filters: vec![Filter::new("code", Test::In(values.to_vec()))], limit: PAGE_ROWS_MAX, ..RowsAsked::all(def) };
            loop {
                let page = self.store.list_rows(&asked.query(scope)).await?;
                visible.extend(page.rows.into_iter().map(|stored| stored.row.key.code));
                match page.next {
                    Some(next) => asked.after = Some(next.to_string()),
                    None => break,
                }
            }
        }
        Ok(visible)
    }

    /// Every version of the rows of a code that is the caller's business by what it says itself: also what was withdrawn since, or passed on to another.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn row_history(&self, caller: &Caller, register: &'static RegisterDef, code: &str) -> Result<Vec<Version>, AppError> {
        let scope = self.scope(caller, "registers.history", register);
        let versions = self.store.history_within(register, code, &scope).await?;
        if versions.is_empty() { Err(AppError::not_found()) } else { Ok(versions) }
    }

    /// The rows of all registers that name a row which the caller may see, as far as he may see them.
    ///
    /// # Errors
    /// When the caller may see no row of this code, or the database fails.
    pub async fn rows_referring(
        &self,
        caller: &Caller,
        register: &'static RegisterDef,
        code: &str,
    ) -> Result<Vec<ReferringRows>, AppError> {
        let own = self.scope(caller, "registers.read", register);
        let filters = vec![Filter::new("code", Test::Eq(Value::Text(code.to_owned())))];
        let asked = RowsAsked { filters, limit: 1, ..RowsAsked::all(register) };
        if self.store.list_rows(&asked.query(&own)).await?.rows.is_empty() {
            return Err(AppError::not_found());
        }
        let mut referring = Vec::new();
        for scope in self.scopes(caller, "registers.read") {
            let (scope, registers) = scope;
            let found = self.store.referring(register, code, &scope, REFERRING_MAX).await?;
            referring.extend(found.into_iter().filter(|found| registers.contains(found.register)));
        }
        Ok(referring)
    }

    /// The scopes that an operation has for somebody, each with the registers that have it: there are few different ones.
    pub(crate) fn scopes(&self, caller: &Caller, operation: &str) -> Vec<(Scope, HashSet<&'static str>)> {
        let mut scopes: Vec<(Scope, HashSet<&'static str>)> = Vec::new();
        for def in shouwang_domain::register::catalog() {
            let scope = self.scope(caller, operation, def);
            match scopes.iter_mut().find(|(known, _)| *known == scope) {
                Some((_, registers)) => {
                    registers.insert(def.name);
                }
                None => scopes.push((scope, HashSet::from([def.name]))),
            }
        }
        scopes
    }
}
