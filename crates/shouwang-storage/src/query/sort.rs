//! The order of a list, and the condition that continues it behind a row.

use shouwang_domain::register::{RegisterDef, Row};

use super::column::Column;
use super::error::QueryError;
use super::piece::{Dialect, Piece};
use crate::database::Cell;

/// Fields to sort by at most.
pub const SORT_FIELDS_MAX: usize = 4;

/// A field that a list is sorted by. What is not given comes last, upwards and downwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// A field of the register, or a common one, as in [`super::Filter`].
    pub field: String,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A row's value in one of the fields that a list is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Not given.
    Null,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
}

/// One field of a whole order.
#[derive(Clone, Copy, Debug)]
struct Key {
    column: Column,
    descending: bool,
}

/// A whole order: no two rows of a register are equal in it.
#[derive(Clone, Debug)]
pub(super) struct Order(Vec<Key>);

impl Sort {
    /// By a field, upwards.
    #[must_use]
    pub fn up(field: impl Into<String>) -> Sort {
        Sort { field: field.into(), descending: false }
    }

    /// By a field, downwards.
    #[must_use]
    pub fn down(field: impl Into<String>) -> Sort {
        Sort { field: field.into(), descending: true }
    }
}

impl Order {
    /// The order that was asked for, with code and first day where it leaves rows equal. Without any, what began last comes first.
    pub(super) fn of(def: &'static RegisterDef, sorts: &[Sort]) -> Result<Order, QueryError> {
        if sorts.len() > SORT_FIELDS_MAX {
            return Err(QueryError::TooMany { what: "sort fields", count: sorts.len(), max: SORT_FIELDS_MAX });
        }
        let default = [Sort::down("from")];
        let mut keys: Vec<Key> = Vec::new();
        for sort in if sorts.is_empty() { &default[..] } else { sorts } {
            let column = Column::named(def, &sort.field)?;
            if column.order(Dialect::Sqlite, "r").is_none() {
                return Err(QueryError::NoOrder { register: def.name, field: column.name });
            }
            keys.push(Key { column, descending: sort.descending });
        }
        for name in ["code", "from"] {
            let column = Column::named(def, name)?;
            if keys.iter().all(|key| key.column.place != column.place) {
                // Behind the code in the code's direction: so the key of the table is the whole order, upwards and downwards.
                let descending = name == "from" && keys.last().is_some_and(|key| key.column.name == "code" && key.descending);
                keys.push(Key { column, descending });
            }
        }
        Ok(Order(keys))
    }

    /// What follows `ORDER BY`.
    pub(super) fn sql(&self, dialect: Dialect, alias: &str) -> String {
        let keys = self.0.iter().map(|key| {
            let nulls = if key.column.is_nullable() { " NULLS LAST" } else { "" };
            format!("{}{}{nulls}", key.expression(dialect, alias), if key.descending { " DESC" } else { "" })
        });
        keys.collect::<Vec<_>>().join(", ")
    }

    /// Where a row stands in this order.
    pub(super) fn marks(&self, row: &Row) -> Result<Vec<Mark>, QueryError> {
        let mark = |key: &Key| {
            let Some(value) = key.column.value(row) else { return Ok(Mark::Null) };
            Ok(match key.column.order_cell(&value)? {
                Cell::Text(text) => text.map_or(Mark::Null, |text| Mark::Text(text.into_owned())),
                Cell::Whole(number) => number.map_or(Mark::Null, Mark::Whole),
            })
        };
        self.0.iter().map(mark).collect()
    }

    /// Whether marks could be those of a row in this order.
    pub(super) fn fits(&self, marks: &[Mark]) -> bool {
        let fits = |(key, mark): (&Key, &Mark)| match mark {
            Mark::Null => key.column.is_nullable(),
            Mark::Text(text) => !key.column.orders_by_number() && !text.contains('\0'),
            Mark::Whole(_) => key.column.orders_by_number(),
        };
        self.0.len() == marks.len() && self.0.iter().zip(marks).all(fits)
    }

    /// The rows behind the one with these marks.
    pub(super) fn behind(&self, dialect: Dialect, alias: &str, marks: &[Mark]) -> Piece {
        let rows = self.0.iter().zip(marks).rev().fold(Piece::sql("1 = 0"), |rest, (key, mark)| {
            let expression = key.expression(dialect, alias);
            let equal = match mark.cell() {
                None => Piece::sql(format!("{expression} IS NULL")),
                Some(cell) => Piece::with(format!("{expression} = ?"), cell),
            };
            let further = equal.push(" AND ").add(rest);
            match key.beyond(dialect, alias, mark) {
                None => Piece::sql("(").add(further).push(")"),
                Some(beyond) => Piece::sql("(").add(beyond).push(" OR (").add(further).push("))"),
            }
        });
        // Said again as a plain bound, so that an index of the first field begins there.
        match (self.0.first(), marks.first().and_then(Mark::cell)) {
            (Some(key), Some(cell)) if !key.column.is_nullable() => {
                let sign = if key.descending { "<=" } else { ">=" };
                Piece::with(format!("{} {sign} ? AND ", key.expression(dialect, alias)), cell).add(rows)
            }
            _ => rows,
        }
    }
}

impl Key {
    fn expression(&self, dialect: Dialect, alias: &str) -> String {
        self.column.order(dialect, alias).unwrap_or_default()
    }

    /// The rows that come behind by this field alone; `None` when none can.
    fn beyond(&self, dialect: Dialect, alias: &str, mark: &Mark) -> Option<Piece> {
        let expression = self.expression(dialect, alias);
        let sign = if self.descending { "<" } else { ">" };
        let beyond = Piece::with(format!("{expression} {sign} ?"), mark.cell()?);
        let nullable = self.column.is_nullable();
        Some(if nullable { Piece::sql("(").add(beyond).push(&format!(" OR {expression} IS NULL)")) } else { beyond })
    }
}

impl Mark {
    pub(super) fn cell(&self) -> Option<Cell<'static>> {
        match self {
            Mark::Null => None,
            Mark::Text(text) => Some(Cell::Text(Some(text.clone().into()))),
            Mark::Whole(number) => Some(Cell::Whole(Some(*number))),
        }
    }
}
