//! Lists of rows for one reader: narrowed to his scope, filtered, searched, sorted, page by page, and counted.
//!
//! What a reader may not see influences nothing that he gets: no count, no group, no cursor, no search. Which scope somebody has is decided
//! elsewhere; here it is only carried out, by the database and in the same statement that finds the rows.

mod around;
mod column;
mod count;
mod cursor;
mod error;
mod filter;
mod guard;
mod keyset;
mod piece;
mod place;
mod plan;
mod run;
mod scope;
mod sort;
mod stand;
mod status;
mod units;

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, Row, Value};

pub use column::column_kind;
pub use count::{StatusCount, StatusGroup};
pub use cursor::Cursor;
pub use error::QueryError;
pub use filter::{FILTER_VALUES_MAX, Filter, Naming, Test};
pub(crate) use guard::{Look, check_reach, find_neighbours};
pub(crate) use keyset::{Key, Keyset};
pub(crate) use piece::Dialect;
pub(crate) use place::{keep_places, misplaced, rebuild_places};
pub(crate) use sort::Mark;
pub use sort::{SORT_FIELDS_MAX, Sort};
pub(crate) use stand::{find_seen, is_named};
pub use status::{StatusOrder, StatusPage, StatusQuery};

/// Rows on one page at most.
pub const PAGE_ROWS_MAX: u16 = 500;
/// Rows are counted so far; beyond it is only said that there are more.
pub const COUNT_ROWS_MAX: i64 = 10_000;
/// Groups of [`crate::Store::count_by`] at most.
pub const GROUPS_MAX: usize = 200;

/// A question for rows of one register.
#[derive(Clone, Debug)]
pub struct RowQuery<'q> {
    /// The register.
    pub register: &'q RegisterDef,
    /// What the reader may see.
    pub scope: &'q Scope,
    /// Conditions; all of them must be met.
    pub filters: Vec<Filter>,
    /// Conditions of which one must be met; none: there is no such condition.
    pub any: Vec<Filter>,
    /// Fields that are not read, as long texts that a list does not show: the rows have nothing there.
    pub without: &'q [&'q str],
    /// A word that must stand in the code or in one of the texts; capitals of a to z count as small letters. An empty one is none.
    pub search: Option<String>,
    /// The order; where it leaves rows equal, code and first day decide. Without any, what began last comes first.
    pub sort: Vec<Sort>,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Rows that are passed over before the page begins: whoever jumps ahead has no cursor yet.
    pub skip: u32,
    /// Rows on the page, at most [`PAGE_ROWS_MAX`] and at least one.
    pub limit: u16,
    /// The rows as known at a moment; `None`: as known now. The scope is always that of now.
    pub known_at: Option<Timestamp>,
    /// Only rows that hold on this day; events hold on theirs.
    pub on: Option<Day>,
}

/// A row with the act that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The row.
    pub row: Row,
    /// The act that wrote this version; the version's name towards clients.
    pub version: i64,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPage {
    /// The rows, in order.
    pub rows: Vec<Stored>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<Cursor>,
}

/// How many rows there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Rows counted, at most [`COUNT_ROWS_MAX`].
    pub rows: i64,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// Rows that say the same in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they say; `None` for those that say nothing.
    pub value: Option<Value>,
    /// How many they are.
    pub rows: i64,
}

/// Rows of one register that name a row of another by one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referring {
    /// The register of the rows.
    pub register: &'static str,
    /// The field that refers.
    pub field: &'static str,
    /// The first of them, in the default order; its cursor continues a query whose only filter is that the field is the code.
    pub page: RowPage,
}

impl<'q> RowQuery<'q> {
    /// All rows of a register that a reader may see, fifty to a page.
    #[must_use]
    pub fn new(register: &'q RegisterDef, scope: &'q Scope) -> RowQuery<'q> {
        RowQuery {
            register,
            scope,
            filters: Vec::new(),
            any: Vec::new(),
            without: &[],
            search: None,
            sort: Vec::new(),
            after: None,
            skip: 0,
            limit: 50,
            known_at: None,
            on: None,
        }
    }

    /// Whether every row of the register is asked for, with all that it says.
    fn is_whole(&self) -> bool {
        let narrowed = !self.filters.is_empty() || !self.any.is_empty() || self.search.is_some() || self.on.is_some();
        *self.scope == Scope::Everything && !narrowed && self.without.is_empty()
    }
}
