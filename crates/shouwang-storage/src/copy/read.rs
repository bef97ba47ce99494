//! Reading everything, from one state of the database.

use std::collections::HashSet;

use futures_util::TryStreamExt as _;
use shouwang_ledger::TwinFrontier;
use sqlx::{AssertSqlSafe, SqlSafeStr as _};
use tokio::sync::mpsc::Sender;

use super::{Contents, CopiedCell, CopiedColumn, CopiedRow, CopyError, LedgerHead, Part, TableContents, kept};
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::query::Dialect;
use crate::schema::ColumnKind;
use crate::sql::{Sql, quoted};
use crate::store::Store;

impl Store {
    /// What the database holds, from one state of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contents(&self) -> Result<Contents, CopyError> {
        contents(&mut self.database.begin_read().await?).await
    }

    /// Sends everything, from one state of the database, while others go on writing. Returns what was sent; gives up without an error when
    /// nobody receives any more, for then the receiver knows why.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn copy_out(&self, parts: &Sender<Part>) -> Result<Contents, CopyError> {
        let mut tx = self.database.begin_read().await?;
        let contents = contents(&mut tx).await?;
        if parts.send(Part::Contents(contents.clone())).await.is_err() {
            return Ok(contents);
        }
        for (table, held) in contents.tables.iter().enumerate() {
            if !send_table(&mut tx, table, held, parts).await? {
                return Ok(contents);
            }
        }
        let _ = parts.send(Part::End).await;
        Ok(contents)
    }
}

/// What a transaction sees.
pub(super) async fn contents(tx: &mut Tx) -> Result<Contents, CopyError> {
    let mut tables = Vec::new();
    let there = tables_there(tx).await?;
    for kept in kept().into_iter().filter(|kept| there.contains(kept.name)) {
        let columns = columns(tx, kept.name).await?;
        let row_count = count(tx, kept.name).await?;
        tables.push(TableContents { name: kept.name.to_owned(), columns, row_count });
    }
    let ledger = ledger_head(tx, &tables).await?;
    Ok(Contents { schema: schema(tx).await?, tables, ledger })
}

/// How many rows a table has.
pub(super) async fn count(tx: &mut Tx, table: &str) -> Result<u64, StorageError> {
    let sql = Sql::once(format!("SELECT COUNT(*) FROM {}", quoted(table)));
    let counts = tx.fetch(&sql, Vec::new(), |found| Ok(found.whole(0)?)).await?;
    Ok(counts.into_iter().flatten().next().and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
}

/// Number of the newest migration.
pub(super) async fn schema(tx: &mut Tx) -> Result<i64, StorageError> {
    let sql = Sql::once("SELECT MAX(version) FROM _sqlx_migrations");
    Ok(tx.fetch(&sql, Vec::new(), |found| Ok(found.whole(0)?)).await?.into_iter().flatten().next().unwrap_or(0))
}

/// The tables there are: those of a database that was not brought up to date yet lack some.
pub(super) async fn tables_there(tx: &mut Tx) -> Result<HashSet<String>, StorageError> {
    let sql = match Dialect::of_tx(tx) {
        Dialect::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table'",
        Dialect::Postgres => "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
    };
    let names = tx.fetch(&Sql::once(sql), Vec::new(), |found| Ok(found.text(0)?.map(str::to_owned))).await?;
    Ok(names.into_iter().flatten().collect())
}

/// The columns of a table as the database has them, so that no second list can differ from the migrations.
async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<CopiedColumn>, CopyError> {
    let sql = match Dialect::of_tx(tx) {
        Dialect::Sqlite => "SELECT name, type FROM pragma_table_info(?) ORDER BY cid",
        Dialect::Postgres => {
            "SELECT column_name::text, data_type::text FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position"
        }
    };
    let text = |found: Found<'_>, at| Ok::<_, StorageError>(found.text(at)?.unwrap_or_default().to_owned());
    let named = tx.fetch(&Sql::once(sql), vec![Cell::Text(Some(table.into()))], |found| Ok((text(found, 0)?, text(found, 1)?))).await?;
    let column = |(name, kind): (String, String)| match kind.as_str() {
        "TEXT" | "text" => Ok(CopiedColumn { name, kind: ColumnKind::Text }),
        "INTEGER" | "bigint" => Ok(CopiedColumn { name, kind: ColumnKind::Whole }),
        other => Err(CopyError::OutOfOrder { what: format!("{table}.{name}: {other}") }),
    };
    named.into_iter().map(column).collect()
}

/// Sends a table's rows in the order of its key; whether somebody still receives.
async fn send_table(tx: &mut Tx, table: usize, held: &TableContents, parts: &Sender<Part>) -> Result<bool, CopyError> {
    let selected: Vec<_> = held.columns.iter().map(|column| quoted(&column.name)).collect();
    let kept = kept().into_iter().find(|kept| kept.name == held.name);
    let order = kept.map_or(&[][..], |kept| kept.key).join(", ");
    let together = kept.map_or(1, |kept| kept.together);
    let (selected, from) = (selected.join(", "), quoted(&held.name));
    let text = format!("SELECT {selected} FROM {from} ORDER BY {order}");
    let mut rows = Vec::with_capacity(together);
    match tx {
        Tx::File(reader) => {
            let mut answer = reader.ask(&Sql::once(text), Vec::new())?;
            while let Some(piece) = answer.next().await? {
                for row in piece.rows() {
                    rows.push(cells(&held.columns, Found::File(row))?);
                    if rows.len() == together && !send(parts, table, &mut rows).await {
                        return Ok(false);
                    }
                }
            }
        }
        Tx::Sqlite(tx) => {
            let mut found = sqlx::query(AssertSqlSafe(text).into_sql_str()).persistent(false).fetch(&mut **tx);
            while let Some(row) = found.try_next().await? {
                rows.push(cells(&held.columns, Found::Sqlite(&row))?);
                if rows.len() == together && !send(parts, table, &mut rows).await {
                    return Ok(false);
                }
            }
        }
        Tx::Postgres(tx) => {
            let mut found = sqlx::query(AssertSqlSafe(text).into_sql_str()).persistent(false).fetch(&mut **tx);
            while let Some(row) = found.try_next().await? {
                rows.push(cells(&held.columns, Found::Postgres(&row))?);
                if rows.len() == together && !send(parts, table, &mut rows).await {
                    return Ok(false);
                }
            }
        }
    }
    Ok(rows.is_empty() || send(parts, table, &mut rows).await)
}

async fn send(parts: &Sender<Part>, table: usize, rows: &mut Vec<CopiedRow>) -> bool {
    let rows = std::mem::take(rows);
    parts.send(Part::Rows { table, rows }).await.is_ok()
}

fn cells(columns: &[CopiedColumn], found: Found<'_>) -> Result<CopiedRow, sqlx::Error> {
    let cell = |(at, column): (usize, &CopiedColumn)| {
        Ok(match column.kind {
            ColumnKind::Text => found.text(at)?.map_or(CopiedCell::Null, |text| CopiedCell::Text(text.to_owned())),
            ColumnKind::Whole => found.whole(at)?.map_or(CopiedCell::Null, CopiedCell::Whole),
        })
    };
    columns.iter().enumerate().map(cell).collect()
}

/// The head of the ledger; that of an empty one where the database is older than the ledger.
async fn ledger_head(tx: &mut Tx, tables: &[TableContents]) -> Result<LedgerHead, CopyError> {
    let mut frontier = None;
    if tables.iter().any(|table| table.name == "ledger_head") {
        let sql = Sql::once("SELECT frontier FROM ledger_head");
        frontier = tx.fetch(&sql, Vec::new(), |found| Ok(found.text(0)?.map(str::to_owned))).await?.into_iter().flatten().next();
    }
    let frontier = match frontier {
        Some(text) => TwinFrontier::decode(&text).map_err(|error| CopyError::OutOfOrder { what: format!("ledger_head: {error}") })?,
        None => TwinFrontier::default(),
    };
    let roots = frontier.root();
    Ok(LedgerHead { size: frontier.size(), sm3: roots.sm3.to_string(), sha256: roots.sha256.to_string() })
}
