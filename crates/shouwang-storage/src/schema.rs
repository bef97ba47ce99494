//! What a register looks like as a table, and every statement on it, built once from the declaration.
//!
//! The statements are the same text for every database: identifiers are quoted, nothing is asked of the
//! database that only one of them can do. This module must not run anything.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use shouwang_domain::register::{FieldKind, RegisterDef, full_catalog};

use crate::sql::{Batched, Sql, placeholders, quoted};

/// `superseded_at` of a version that still stands: later than every moment that can be written.
pub const OPEN: i64 = i64::MAX;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text; civil days, choices and sets are written as text too.
    Text,
    /// A whole number of 64 bits; flags are 0 and 1, instants are microseconds since 1970-01-01 in UTC.
    Whole,
}

/// One column of a register's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Identifier, as the register declares it.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether NULL is refused by the database.
    pub not_null: bool,
}

/// Before a register's own columns. `held_from` is '' when nobody knows since when; `held_until` is NULL while it holds.
const COMMON: [Column; 6] = [
    text("code", true),
    text("held_from", true),
    text("held_until", false),
    text("basis", true),
    text("vouched_by", false),
    text("note", false),
];

/// After them: when and by which act a version was learned, and when and by which act it was corrected or withdrawn.
const KNOWN: [Column; 4] =
    [whole("learned_at", true), whole("learned_act", true), whole("superseded_at", true), whole("superseded_act", false)];

/// The columns of a register's table, in order.
///
/// A register's own columns are never NOT NULL: what a later version of the law requires, earlier rows may lack,
/// and the past is not rewritten. Whether a row without a required value is refused is decided when it is written.
#[must_use]
pub fn columns(def: &RegisterDef) -> Vec<Column> {
    let own = def.fields.iter().map(|field| Column { name: field.name, kind: kind(field.kind), not_null: false });
    COMMON.into_iter().chain(own).chain(KNOWN).collect()
}

/// What the column of a field of this kind holds.
pub(crate) fn kind(field: FieldKind) -> ColumnKind {
    match field {
        FieldKind::Int { .. } | FieldKind::Flag => ColumnKind::Whole,
        FieldKind::Text { .. } | FieldKind::Day | FieldKind::Choice(_) | FieldKind::Set(_) | FieldKind::Ref(_) => ColumnKind::Text,
    }
}

/// Position of `learned_at` in what the statements select; a register's own columns follow it.
pub(crate) const LEARNED_AT: usize = COMMON.len();

/// The name of a table's column that is never one of a register's own: with it a row's bytes say whose they are.
pub const TABLE_MEMBER: &str = "table";

/// One register's table and the statements on it.
pub(crate) struct Table {
    /// The register's declaration.
    pub(crate) def: &'static RegisterDef,
    /// The columns by which the ledger knows a version, in the order in which they are inserted: all but how it ended.
    pub(crate) written: Vec<Column>,
    /// The versions that stand now, ordered by code and first day.
    pub(crate) select_current: Sql,
    /// The versions that stood at a moment (given twice), in the same order.
    pub(crate) select_known_at: Sql,
    /// The versions of some keys that stand now, in the same order; `learned_act` follows the register's own columns.
    pub(crate) select_current_of: Batched,
    /// Every version of a code, ordered by first day and moment; three more columns follow the register's own.
    pub(crate) select_history: Sql,
    /// Every version, ordered by its key; the same columns as in `select_history`.
    pub(crate) select_versions: Sql,
    /// Keys of the versions that began or ended at a moment (given twice).
    pub(crate) select_touched_at: Sql,
    /// Ends versions: for each its key and the moment it was learned, then the moment and the act that end them.
    pub(crate) end: Batched,
    /// Adds versions: for each the common columns and the register's own, the moment and the act.
    pub(crate) insert: Batched,
}

impl Table {
    fn new(def: &'static RegisterDef) -> Table {
        let table = quoted(def.name);
        let own: String = def.fields.iter().map(|field| format!(", {}", quoted(field.name))).collect();
        let written = COMMON.map(|column| column.name).join(", ");
        let selected = format!("{written}, learned_at{own}");
        let order = "ORDER BY code, held_from";
        let standing = format!("WHERE superseded_at = {OPEN}");
        let versions = format!("SELECT {selected}, learned_act, superseded_at, superseded_act FROM {table}");
        Table {
            def,
            written: columns(def).into_iter().filter(|column| !column.name.starts_with("superseded_")).collect(),
            select_current: Sql::kept(format!("SELECT {selected} FROM {table} {standing} {order}")),
            select_known_at: Sql::kept(format!("SELECT {selected} FROM {table} WHERE learned_at <= ? AND superseded_at > ? {order}")),
            // A join with the tuples, not `IN`: with tuples of several columns, SQLite would walk through the whole table.
            // `>=`, not `=`: until it has counted, PostgreSQL believes the index of standing versions to be empty and would
            // walk through all of it; so it takes the primary key.
            select_current_of: Batched {
                head: "WITH wanted (wanted_code, wanted_from) AS (VALUES ".to_owned(),
                tuple: placeholders(2),
                tail: format!(
                    ") SELECT {selected}, learned_act FROM wanted JOIN {table} ON code = wanted_code AND held_from = wanted_from \
                     WHERE superseded_at >= {OPEN} {order}"
                ),
                kept: false,
            },
            select_history: Sql::kept(format!("{versions} WHERE code = ? ORDER BY held_from, learned_at")),
            select_versions: Sql::once(format!("{versions} {order}, learned_at")),
            select_touched_at: Sql::kept(format!("SELECT code, held_from FROM {table} WHERE learned_at = ? OR superseded_at = ?")),
            // By the whole primary key: a database that has not counted the table's rows yet cannot misjudge it.
            end: Batched {
                head: "WITH ended (ended_code, ended_from, ended_learned_at) AS (VALUES ".to_owned(),
                tuple: placeholders(3),
                tail: format!(
                    ") UPDATE {table} SET superseded_at = ?, superseded_act = ? FROM ended \
                     WHERE code = ended_code AND held_from = ended_from AND learned_at = ended_learned_at"
                ),
                kept: false,
            },
            insert: Batched {
                head: format!("INSERT INTO {table} (superseded_at, {written}{own}, learned_at, learned_act) VALUES "),
                tuple: placeholders(COMMON.len() + def.fields.len() + 2).replacen('(', &format!("({OPEN}, "), 1),
                tail: String::new(),
                kept: true,
            },
        }
    }
}

/// The tables of all registers of this program.
pub(crate) fn tables() -> &'static BTreeMap<&'static str, Table> {
    static TABLES: LazyLock<BTreeMap<&'static str, Table>> =
        LazyLock::new(|| full_catalog().iter().map(|def| (def.name, Table::new(def))).collect());
    &TABLES
}

const fn text(name: &'static str, not_null: bool) -> Column {
    Column { name, kind: ColumnKind::Text, not_null }
}

const fn whole(name: &'static str, not_null: bool) -> Column {
    Column { name, kind: ColumnKind::Whole, not_null }
}
