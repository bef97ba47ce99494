//! The statements of a list. This module must not run anything.

use shouwang_domain::register::RegisterDef;

use super::RowQuery;
use super::column::Column;
use super::error::QueryError;
use super::filter::{holding, search};
use super::piece::{Dialect, Piece};
use super::scope::{Grounds, Sight, preceded};
use super::sort::Order;
use crate::codec::micros;
use crate::database::Cell;
use crate::schema::{ColumnKind, LEARNED_AT, OPEN, columns};
use crate::sql::quoted;

/// Conditions in one question at most.
const FILTERS_MAX: usize = 32;

/// For a page in the order of days: from so many units on, rows are asked one by one whether they are visible, which soon fills it; below, they are gathered
/// from the units.
pub(super) const FEW_UNITS: u16 = 300;
/// The same for counting and grouping, which have to come by every visible row, and for pages that may have to.
pub(super) const UNITS_FOR_ALL: u16 = 4_000;

/// The rows of a question, before they are ordered, grouped or counted: what stands behind `SELECT …`, with what stands before it.
pub(super) struct Rows {
    with: Piece,
    from: Piece,
}

/// How the rows within a scope are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Each is asked whether it is visible.
    Asked,
    /// Those of single units and of contracts are gathered; each other is asked whether it lies in the territories.
    Mixed,
    /// They are gathered from the units.
    Gathered,
}

impl Rows {
    /// The rows of a question that a reader may see; `None` when he sees none whatever there is.
    pub(super) fn of(
        def: &'static RegisterDef,
        query: &RowQuery<'_>,
        sight: &Sight<'_>,
        way: Way,
        dialect: Dialect,
    ) -> Result<Option<Rows>, QueryError> {
        let standing = standing(query);
        let table = quoted(def.name);
        let mut conditions = vec![standing.clone()];
        let (with, from) = match (sight, way) {
            (Sight::Nothing, _) => return Ok(None),
            (Sight::All, _) => (Piece::default(), format!("FROM {table} r")),
            (Sight::Some(grounds), Way::Asked) => {
                conditions.push(grounds.is_readable("r"));
                (grounds.with(), format!("FROM {table} r"))
            }
            (Sight::Some(grounds), Way::Mixed) => {
                let gathered = Piece::sql("(r.code, r.held_from) IN (SELECT code, held_from FROM visible)");
                conditions.push(Piece::any_of(vec![grounds.is_in_lands("r"), gathered]));
                (visible(grounds, grounds.keys_beside_lands(&standing)), format!("FROM {table} r"))
            }
            (Sight::Some(grounds), Way::Gathered) => {
                conditions.push(Piece::sql("r.code = visible.code AND r.held_from = visible.held_from"));
                let with = visible(grounds, grounds.keys(&standing));
                // In this order: SQLite, left to itself, may walk through the table and look each row up among the keys.
                (with, format!("FROM visible CROSS JOIN {table} r"))
            }
        };
        let count = query.filters.len() + query.any.len();
        if count > FILTERS_MAX {
            return Err(QueryError::TooMany { what: "filters", count, max: FILTERS_MAX });
        }
        for filter in &query.filters {
            conditions.push(filter.piece(def, dialect, "r")?);
        }
        if !query.any.is_empty() {
            let any = query.any.iter().map(|filter| filter.piece(def, dialect, "r")).collect::<Result<_, _>>()?;
            conditions.push(Piece::any_of(any));
        }
        if let Some(word) = query.search.as_deref().filter(|word| !word.is_empty()) {
            conditions.push(search(def, dialect, "r", word)?);
        }
        if let Some(day) = query.on {
            conditions.push(holding(def, "r", day)?);
        }
        let from = Piece::sql(from).push(" WHERE ").add(Piece::joined(conditions, " AND "));
        Ok(Some(Rows { with, from }))
    }

    /// One row by its key, whatever else is asked.
    pub(super) fn and(self, condition: Piece) -> Rows {
        Rows { with: self.with, from: self.from.push(" AND ").add(condition) }
    }

    /// A page: the columns of each row, nothing in the place of those that are left out, then the act that wrote it.
    pub(super) fn page(self, query: &RowQuery<'_>, def: &'static RegisterDef, dialect: Dialect, order: &Order, limit: i64) -> Piece {
        let all = columns(def);
        let own = all.iter().take(all.len() - 4);
        let (common, own): (Vec<_>, Vec<_>) = own.enumerate().partition(|(at, _)| *at < LEARNED_AT);
        let column = |name: &str| format!("r.{}", quoted(name));
        let common = common.iter().map(|(_, column)| column.name).chain(["learned_at"]).map(column);
        let own = own.iter().map(|(_, own)| match own.kind {
            _ if !query.without.contains(&own.name) => column(own.name),
            ColumnKind::Text => "CAST(NULL AS TEXT)".to_owned(),
            ColumnKind::Whole => "CAST(NULL AS BIGINT)".to_owned(),
        });
        let selected: Vec<_> = common.chain(own).chain([column("learned_act")]).collect();
        let select = Piece::sql(format!("SELECT {} ", selected.join(", "))).add(self.from);
        let ordered = select.push(&format!(" ORDER BY {} LIMIT ? OFFSET ?", order.sql(dialect, "r")));
        let cells = vec![Cell::Whole(Some(limit)), Cell::Whole(Some(i64::from(query.skip)))];
        preceded(self.with, ordered.add(Piece { text: String::new(), cells }))
    }

    /// How many there are, counted to a limit.
    pub(super) fn count(self, limit: i64) -> Piece {
        let counted = Piece::sql("SELECT COUNT(*) FROM (SELECT 1 AS one ").add(self.from);
        preceded(self.with, counted.add(Piece::with(" LIMIT ?) AS counted", Cell::Whole(Some(limit)))))
    }

    /// How many say the same in a column, the most first.
    pub(super) fn groups(self, column: Column, dialect: Dialect, limit: i64) -> Piece {
        let said = column.sql(dialect, "r");
        let select = Piece::sql(format!("SELECT {said} AS said, COUNT(*) AS said_count ")).add(self.from);
        let grouped = select.push(&format!(" GROUP BY {said} ORDER BY said_count DESC, {said} NULLS LAST LIMIT ?"));
        preceded(self.with, grouped.add(Piece { text: String::new(), cells: vec![Cell::Whole(Some(limit))] }))
    }
}

/// The keys of visible rows, as `visible`.
fn visible(grounds: &Grounds<'_>, keys: Piece) -> Piece {
    let with = grounds.with();
    let separator = if with.text.is_empty() { "" } else { ", " };
    with.push(separator).push("visible (code, held_from) AS (").add(keys).push(")")
}

/// The versions that a question looks at.
fn standing(query: &RowQuery<'_>) -> Piece {
    match query.known_at {
        None => Piece::sql(format!("r.superseded_at = {OPEN}")),
        Some(moment) => {
            let moment = Cell::Whole(Some(micros(moment)));
            Piece { text: "r.learned_at <= ? AND r.superseded_at > ?".to_owned(), cells: vec![moment.clone(), moment] }
        }
    }
}
