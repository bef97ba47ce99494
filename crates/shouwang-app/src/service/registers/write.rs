//! Changes of rows: one act for all of them or nothing.

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Record, RegisterDef, Row, RowKey, derive_code, validate};
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_storage::query::Stored;
use shouwang_storage::{Expected, Guard, StorageError, Write, Written};

use super::references::{self, Places};
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::service::Service;
use crate::service::answers::NotWritten;

/// One change of one row.
#[derive(Clone, Debug)]
pub enum RowChange {
    /// A row that is not there yet.
    Create(Row),
    /// A row in the place of the version that the caller has seen.
    Replace {
        /// The row as it is to stand.
        row: Row,
        /// The version that the caller has seen.
        version: i64,
    },
    /// A row that turned out wrong and is no longer to stand.
    Withdraw {
        /// Which.
        key: RowKey,
        /// The version that the caller has seen.
        version: i64,
    },
}

/// What somebody wants written in one act.
#[derive(Clone, Debug)]
pub struct WriteAsked {
    /// The register.
    pub register: &'static RegisterDef,
    /// The changes, each with its place in the request.
    pub changes: Vec<(String, RowChange)>,
    /// Why, in the caller's words.
    pub reason: Option<String>,
    /// By which articles; none: by those that the register rests on.
    pub article: Option<String>,
    /// The caller's own name for the request.
    pub key: Option<String>,
}

/// What came of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acted {
    /// Number of the act; `None` when everything was so already.
    pub act: Option<i64>,
    /// What it did.
    pub written: Written,
}

impl Service {
    /// Writes changes of one register's rows in one act.
    ///
    /// # Errors
    /// When something does not fit, was changed by somebody else, or is out of the caller's reach; then nothing is written.
    pub async fn write_rows(&self, caller: &Caller, asked: WriteAsked, edge: &Edge<'_>) -> Result<Acted, AppError> {
        let WriteAsked { register, mut changes, reason, article, key } = asked;
        let article = article.map(|text| self.book().read_articles(&text, "/article")).transpose()?.map(|articles| articles.to_string());
        if register.name == RuleSetting::NAME {
            return Err(AppError::new(
                ProblemCode::Forbidden,
                "规则设定由主管部门以 POST /api/v1/rules/settings 决定",
                "Competent departments decide on rules by POST /api/v1/rules/settings",
            ));
        }
        for (_, change) in &mut changes {
            complete_code(change, register);
        }
        check_rows(register, &changes)?;
        let row = operation("registers.write").ok_or_else(|| AppError::internal("no such operation"))?;
        let (about, acting) = self.acting(caller, row, &[register]);
        let about = shouwang_storage::About { reason, article, idempotency_key: key, ..about };
        let mut write = Write::now(edge.now, about, "api", edge.bytes());
        write.guard = Some(Guard::within(register.name, self.scope(caller, row.id, register)));
        write.acting = acting;
        write.references = Some(self.sight_of_references(caller, register).await?);
        let places = places(&changes);
        for (_, change) in changes {
            add(&mut write, register, change);
        }
        match self.write_once(write.clone()).await {
            Ok(written) => Ok(Acted { act: written.act, written }),
            Err(NotWritten::Refused(error)) => Err(self.explain(caller, (register, &places), &write, error).await),
            Err(error) => Err(error.into()),
        }
    }

    /// A row as it stands after the caller wrote it.
    ///
    /// # Errors
    /// When it is there no more, or the database fails.
    pub async fn written_row(&self, register: &RegisterDef, key: &RowKey) -> Result<Stored, AppError> {
        self.store.find_row(register, key, &Scope::Everything).await?.ok_or_else(AppError::not_found)
    }

    /// Says why a write was refused without telling of rows that the caller may not see.
    async fn explain(
        &self,
        caller: &Caller,
        (register, places): (&'static RegisterDef, &Places),
        write: &Write,
        error: StorageError,
    ) -> AppError {
        let error = match references::told(places, error) {
            Ok(told) => return told,
            Err(error) => error,
        };
        if !matches!(error, StorageError::OutOfReach { stands: true, .. } | StorageError::Overtaken { .. }) {
            return error.into();
        }
        for expected in &write.expected {
            match self.get_row(caller, register, &expected.key).await {
                Ok(_) => {}
                // A row that the caller believed not to be there, and may not see, exists: that its code is taken is all he is told.
                Err(_) if expected.version.is_none() && matches!(error, StorageError::Overtaken { .. }) => return taken(&expected.key),
                Err(hidden) if expected.version.is_some() => return hidden,
                Err(_) => {}
            }
        }
        match error {
            StorageError::Overtaken { .. } if write.expected.iter().all(|expected| expected.version.is_none()) => {
                write.expected.first().map_or_else(AppError::not_found, |expected| taken(&expected.key))
            }
            error => error.into(),
        }
    }
}

impl RowChange {
    fn key(&self) -> &RowKey {
        match self {
            RowChange::Create(row) | RowChange::Replace { row, .. } => &row.key,
            RowChange::Withdraw { key, .. } => key,
        }
    }

    /// The row that is to stand; none when one is withdrawn.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        match self {
            RowChange::Create(row) | RowChange::Replace { row, .. } => Some(row),
            RowChange::Withdraw { .. } => None,
        }
    }
}

/// Where each row stands in the request.
fn places(changes: &[(String, RowChange)]) -> Places {
    changes.iter().enumerate().map(|(at, (place, change))| (change.key().clone(), (at, place.clone()))).collect()
}

/// Gives a new row the code that its register makes.
fn complete_code(change: &mut RowChange, register: &RegisterDef) {
    if let RowChange::Create(row) = change
        && row.key.code.is_empty()
        && let Some(code) = derive_code(row, register)
    {
        row.key.code = code;
    }
}

/// What the register's declaration does not allow, row by row.
fn check_rows(register: &RegisterDef, changes: &[(String, RowChange)]) -> Result<(), AppError> {
    let mut errors = Vec::new();
    for (place, change) in changes {
        let problems = change.row().map(|row| validate(row, register)).unwrap_or_default();
        errors.extend(problems.into_iter().map(|problem| FieldError::new(format!("{place}/{}", problem.field), problem.zh, problem.en)));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::invalid(errors)) }
}

fn taken(key: &RowKey) -> AppError {
    let code = &key.code;
    AppError::new(
        ProblemCode::Conflict,
        format!("编号“{code}”在这个起始日已有记录；请更改那一条，或换一个编号"),
        format!("There is a row with the code `{code}` and this first day already; change that one, or use another code"),
    )
}

fn add(write: &mut Write, register: &'static RegisterDef, change: RowChange) {
    let expect = |key: &RowKey, version| Expected { register: register.name, key: key.clone(), version };
    match change {
        RowChange::Create(row) => {
            write.expected.push(expect(&row.key, None));
            write.puts.push((register.name, row));
        }
        RowChange::Replace { row, version } => {
            write.expected.push(expect(&row.key, Some(version)));
            write.puts.push((register.name, row));
        }
        RowChange::Withdraw { key, version } => {
            write.expected.push(expect(&key, Some(version)));
            write.withdrawals.push((register.name, key));
        }
    }
}
