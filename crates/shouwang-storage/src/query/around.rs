//! Conditions on a row that other rows decide: those that it names, those that name it, and those that say when it began.

use shouwang_calendar::Day;
use shouwang_domain::register::{FieldKind, RegisterDef};

use super::column::{Column, Place};
use super::error::QueryError;
use super::filter::{Filter, Naming, Test, holding};
use super::piece::{Dialect, Piece, text};
use super::run::table_def;
use crate::codec::day_text;
use crate::schema::OPEN;
use crate::sql::quoted;

/// Stands for a first day that nobody knows, where it may not count as early.
const UNKNOWN: &str = "~";

/// The condition on the rows that a statement calls `alias`; `None` where the column is none that can be asked so.
pub(super) fn around(
    def: &'static RegisterDef,
    column: Column,
    test: &Test,
    dialect: Dialect,
    alias: &str,
) -> Result<Option<Piece>, QueryError> {
    let is_code = column.place == Place::Code;
    let target = match column.kind {
        FieldKind::Ref(target) => table_def(target).ok(),
        _ => None,
    };
    let begun = begun(def.name, &format!("{alias}.code"));
    Ok(match (test, target) {
        (Test::Names(filter), Some(target)) => Some(names(&column.sql(dialect, alias), target, filter, dialect)?),
        (Test::LaterThan, Some(target)) => {
            let other = self::begun(target.name, &column.sql(dialect, alias));
            Some(Piece::sql(format!("{begun} > {other}")))
        }
        (Test::BegunSince(day), _) if is_code => Some(Piece::with(format!("{} >= ?", known(&begun, dialect)), day_cell(def, *day)?)),
        (Test::BegunBefore(day), _) if is_code => Some(Piece::with(format!("{} < ?", known(&begun, dialect)), day_cell(def, *day)?)),
        (Test::Unnamed(naming), _) if is_code => Some(unnamed(naming, dialect, alias)?),
        _ => None,
    })
}

/// The first day that is known of a code; '' where nobody knows since when.
fn begun(register: &str, code: &str) -> String {
    format!("(SELECT MIN(b.held_from) FROM {} b WHERE b.code = {code} AND b.superseded_at = {OPEN})", quoted(register))
}

/// The same, so that what nobody knows lies behind every day.
fn known(begun: &str, dialect: Dialect) -> String {
    dialect.bytewise(&format!("COALESCE(NULLIF({begun}, ''), '{UNKNOWN}')"))
}

fn day_cell(def: &'static RegisterDef, day: Day) -> Result<crate::database::Cell<'static>, QueryError> {
    Ok(text(day_text(day).map_err(|_| QueryError::WrongValue { register: def.name, field: "from" })?))
}

fn names(reference: &str, target: &'static RegisterDef, filter: &Filter, dialect: Dialect) -> Result<Piece, QueryError> {
    let select = format!("{reference} IN (SELECT t.code FROM {} t WHERE t.superseded_at = {OPEN} AND ", quoted(target.name));
    Ok(Piece::sql(select).add(filter.piece(target, dialect, "t")?).push(")"))
}

/// A count, not EXISTS: a server would gather all rows that name any, where a page asks about a few.
fn unnamed(naming: &Naming, dialect: Dialect, alias: &str) -> Result<Piece, QueryError> {
    let unknown = |_| QueryError::UnknownField { register: "", field: naming.register.to_owned() };
    let def = table_def(naming.register).map_err(unknown)?;
    let field = Column::named(def, naming.field)?.sql(dialect, "n");
    let mut conditions = vec![Piece::sql(format!("{field} = {alias}.code")), Piece::sql(format!("n.superseded_at = {OPEN}"))];
    for filter in &naming.filters {
        conditions.push(filter.piece(def, dialect, "n")?);
    }
    conditions.push(holding(def, "n", naming.on)?);
    let count = format!("(SELECT COUNT(*) FROM {} n WHERE ", quoted(def.name));
    Ok(Piece::sql(count).add(Piece::joined(conditions, " AND ")).push(") = 0"))
}
