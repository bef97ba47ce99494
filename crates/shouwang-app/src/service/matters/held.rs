//! Matters as they are kept, and who sees which.
//!
//! The applicant's own people see its matters from the first draft on; a body sees those that a step of its own or an entry names it in, and those that
//! it was told of, which it finds among its notices and not in a list of matters; whoever looks on at a level sees what was handed in. Somebody who
//! may not see a matter is told that there is none.

use shouwang_calendar::Day;
use shouwang_domain::matter::{Matter, RecordError, Seat, read_matter};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::procedure::matter_notice::MatterNotice;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::reach::{Reach, Scope};
use shouwang_domain::register::{Fact, Record, RegisterDef, Value};
use shouwang_storage::query::{Filter, RowQuery, Sort, Stored, Test};

use super::register_of;
use crate::authority::Principal;
use crate::caller::Caller;
use crate::problem::AppError;
use crate::service::Service;

/// A matter as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) matter: Matter,
    /// The act that wrote this version.
    pub(super) version: i64,
    /// The day on which it was drafted.
    pub(super) begun_on: Day,
}

impl Held {
    fn read(stored: &Stored) -> Result<Held, AppError> {
        let fact = Fact::<MatterRecord>::from_row(&stored.row).map_err(AppError::internal)?;
        Ok(Held { matter: read_matter(&fact)?, version: stored.version, begun_on: fact.from })
    }
}

impl From<RecordError> for AppError {
    fn from(error: RecordError) -> AppError {
        AppError::internal(error)
    }
}

/// What somebody reaches as his own, without what he looks on at.
pub(super) fn own_part(scope: &Scope) -> Scope {
    match scope {
        Scope::Everything => Scope::Everything,
        Scope::Any(reaches) => Scope::Any(reaches.iter().filter(|reach| matches!(reach, Reach::Unit(_))).cloned().collect()),
    }
}

impl Service {
    /// A matter, whoever asks.
    pub(super) async fn held_matter(&self, number: &str) -> Result<Held, AppError> {
        let found = self.find_matter(number, &Scope::Everything, &[]).await?;
        found.ok_or_else(AppError::not_found)
    }

    /// A matter that the caller may see.
    pub(super) async fn seen_matter(&self, caller: &Caller, number: &str) -> Result<Held, AppError> {
        if number.contains('\0') {
            return Err(AppError::not_found());
        }
        let scope = |def: &RegisterDef| self.scope(caller, "matters.read", def);
        let whole = scope(register_of::<MatterRecord>()?);
        if let Some(held) = self.find_matter(number, &own_part(&whole), &[]).await? {
            return Ok(held);
        }
        // A draft, and what was taken back before it was handed in, is nobody else's business.
        let filed = [Filter::new("filed_on", Test::NotNull)];
        if let Some(held) = self.find_matter(number, &whole, &filed).await? {
            return Ok(held);
        }
        for def in [register_of::<MatterStep>()?, register_of::<MatterEntry>()?, register_of::<MatterNotice>()?] {
            let scope = own_part(&scope(def));
            let named = RowQuery { filters: of_matter(number), limit: 1, ..RowQuery::new(def, &scope) };
            if !self.store.list_rows(&named).await?.rows.is_empty() {
                return self.held_matter(number).await;
            }
        }
        Err(AppError::not_found())
    }

    async fn find_matter(&self, number: &str, scope: &Scope, further: &[Filter]) -> Result<Option<Held>, AppError> {
        let mut filters = vec![Filter::new("code", Test::Eq(Value::Text(number.to_owned())))];
        filters.extend_from_slice(further);
        let query = RowQuery { filters, limit: 1, ..RowQuery::new(register_of::<MatterRecord>()?, scope) };
        self.store.list_rows(&query).await?.rows.first().map(Held::read).transpose()
    }

    /// All rows of a matter in one of its registers, in the order of their codes.
    pub(super) async fn rows_of_matter<T: Record>(&self, number: &str) -> Result<Vec<Fact<T>>, AppError> {
        Ok(self.versions_of_matter(number).await?.into_iter().map(|(_, fact)| fact).collect())
    }

    /// The same, each with the act that wrote it.
    pub(super) async fn versions_of_matter<T: Record>(&self, number: &str) -> Result<Vec<(i64, Fact<T>)>, AppError> {
        let (filters, sort) = (of_matter(number), vec![Sort::up("code")]);
        let query = RowQuery { filters, sort, ..RowQuery::new(register_of::<T>()?, &Scope::Everything) };
        let rows = self.rows_of_all_pages(query).await?;
        rows.iter().map(|stored| Ok((stored.version, Fact::from_row(&stored.row).map_err(AppError::internal)?))).collect()
    }

    /// What a matter may tell somebody who fills it in for these units: what he reads in the registers, and what is the units' own. A provider's people
    /// read no register without a contract, and hand in their firm's agreements all the same.
    pub(super) fn told_by_matters(&self, grants: &[Principal], units: &[String], register: &str) -> Scope {
        let own = Scope::Any(units.iter().cloned().map(Reach::Unit).collect());
        self.authority().scope_of(grants, "registers.read", register).or(own)
    }

    /// The roles in which somebody may act on matters, each for its unit.
    pub(super) fn seats(&self, caller: &Caller) -> Vec<Seat> {
        let authority = self.authority();
        let acts = caller.grants.iter().filter(|grant| !authority.scope(grant, "matters.act", MatterRecord::NAME).is_nothing());
        acts.filter_map(|grant| Some(Seat { unit: grant.unit.as_ref()?.code.clone(), role: grant.role })).collect()
    }
}

fn of_matter(number: &str) -> Vec<Filter> {
    vec![Filter::new("matter", Test::Eq(Value::Ref(number.to_owned())))]
}
