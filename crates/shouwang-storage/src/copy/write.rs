//! Writing everything into an empty database, in one transaction.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tokio::sync::mpsc::Receiver;

use super::read::{contents, tables_there};
use super::{Contents, CopiedCell, CopiedRow, CopyError, Part, TableContents, kept};
use crate::database::{Cell, Database, Tx};
use crate::error::StorageError;
use crate::migrate;
use crate::pinyin::spell_all;
use crate::query::rebuild_places;
use crate::schema::ColumnKind;
use crate::sql::{BATCH_ROWS, Sql, placeholders, quoted};
use crate::store::Store;

/// Placeholders in one statement at most: beyond some thousands a statement gains nothing, and SQLite takes no more than 32,766.
const PLACEHOLDERS_MAX: usize = 4_096;

/// What the program computes from the registers inside a write's transaction, and so has to compute here too.
const PLACES: &str = "unit_place";
/// The same.
const SPELLINGS: &str = "name_pinyin";

impl Store {
    /// Opens a database to copy into it what was made when the tables were at this migration. Once that is done, [`Store::open`] brings
    /// them up to date as it would have done with the original.
    ///
    /// # Errors
    /// When the migration is one of a newer program, or as [`Store::open`].
    pub async fn open_for_copy(url: &str, schema: i64) -> Result<Store, StorageError> {
        let newest = migrate::newest();
        if schema > newest {
            return Err(StorageError::SchemaNewer { found: schema, newest });
        }
        Ok(Store { database: Database::open_at(url, Some(schema)).await? })
    }

    /// Takes everything that is sent into this database, which must be empty, or nothing at all. What it then holds.
    ///
    /// # Errors
    /// When the database is not empty, fails, or has other tables than the copy; when the stream breaks off, is out of order, or does not
    /// bring what it announced. Nothing is kept then.
    pub async fn copy_in(&self, parts: &mut Receiver<Part>) -> Result<Contents, CopyError> {
        let mut tx = self.database.begin_write().await?;
        let own = contents(&mut tx).await?;
        check_empty(&own)?;
        let Some(Part::Contents(announced)) = parts.recv().await else { return Err(CopyError::BrokenOff) };
        check_tables(&announced, &own)?;
        clear_begun(&mut tx, &own).await?;
        let mut intake = Intake::new(&announced.tables);
        loop {
            match parts.recv().await {
                Some(Part::Rows { table, rows }) => intake.take(&mut tx, table, rows).await?,
                Some(Part::End) => break,
                Some(Part::Contents(_)) => return Err(CopyError::OutOfOrder { what: "contents announced twice".to_owned() }),
                None => return Err(CopyError::BrokenOff),
            }
        }
        continue_numbers(&mut tx, &announced).await?;
        compute(&mut tx).await?;
        let copied = contents(&mut tx).await?;
        announced.check_same(&copied)?;
        tx.commit().await?;
        Ok(copied)
    }

    /// Takes out a copy that turned out not to be fit for use, so that the database is as empty as before. Where something has been written
    /// since, nothing is taken out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn discard_copy(&self, copied: &Contents) -> Result<(), CopyError> {
        let mut tx = self.database.begin_write().await?;
        if contents(&mut tx).await? != *copied {
            return Ok(());
        }
        // What refers to others goes first.
        for table in copied.tables.iter().rev() {
            tx.execute(&Sql::once(format!("DELETE FROM {}", quoted(&table.name))), Vec::new()).await?;
        }
        compute(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

/// Computes what the program otherwise computes inside a write's transaction.
async fn compute(tx: &mut Tx) -> Result<(), CopyError> {
    let there = tables_there(tx).await?;
    if there.contains(PLACES) {
        rebuild_places(tx).await?;
    }
    if there.contains(SPELLINGS) {
        spell_all(tx).await?;
    }
    Ok(())
}

/// What is there in the way of a copy.
fn check_empty(own: &Contents) -> Result<(), CopyError> {
    match own.first_with_rows() {
        Some(table) => Err(CopyError::NotEmpty { table: table.name.clone(), row_count: table.row_count }),
        None => Ok(()),
    }
}

/// A copy fits when the database has its tables with its columns, and no others that would stay empty.
fn check_tables(announced: &Contents, own: &Contents) -> Result<(), CopyError> {
    let shape = |contents: &Contents| -> BTreeMap<String, BTreeMap<String, ColumnKind>> {
        let columns = |table: &TableContents| table.columns.iter().map(|column| (column.name.clone(), column.kind)).collect();
        contents.tables.iter().map(|table| (table.name.clone(), columns(table))).collect()
    };
    if announced.schema == own.schema && shape(announced) == shape(own) {
        return Ok(());
    }
    Err(CopyError::OtherSchema { found: announced.schema, known: own.schema })
}

/// What the program put into the new database gives way.
async fn clear_begun(tx: &mut Tx, own: &Contents) -> Result<(), CopyError> {
    for kept in kept().iter().filter(|kept| kept.begun && own.tables.iter().any(|table| table.name == kept.name)) {
        tx.execute(&Sql::once(format!("DELETE FROM {}", quoted(kept.name))), Vec::new()).await?;
    }
    Ok(())
}

/// What has come of the stream so far.
struct Intake<'a> {
    tables: &'a [TableContents],
    /// The table that rows come for, and how many have come.
    at: usize,
    row_count: u64,
    /// The statement for a full batch of its rows.
    full: Option<Sql>,
}

impl<'a> Intake<'a> {
    fn new(tables: &'a [TableContents]) -> Intake<'a> {
        Intake { tables, at: 0, row_count: 0, full: None }
    }

    /// Inserts rows, which have to come in the order of the tables and no more of them than were announced.
    async fn take(&mut self, tx: &mut Tx, table: usize, rows: Vec<CopiedRow>) -> Result<(), CopyError> {
        if table != self.at {
            if table < self.at {
                return Err(CopyError::OutOfOrder { what: format!("table {table} after table {}", self.at) });
            }
            (self.at, self.row_count, self.full) = (table, 0, None);
        }
        let Some(held) = self.tables.get(table) else {
            return Err(CopyError::OutOfOrder { what: format!("table {table} of {}", self.tables.len()) });
        };
        self.row_count += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        if self.row_count > held.row_count {
            return Err(CopyError::CountDiffers { table: held.name.clone(), expected: held.row_count, found: self.row_count });
        }
        let batch_rows = (PLACEHOLDERS_MAX / held.columns.len().max(1)).clamp(1, BATCH_ROWS);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut cells = Vec::with_capacity(batch_rows * held.columns.len());
            let mut count = 0;
            for row in rows.by_ref().take(batch_rows) {
                push_cells(held, row, &mut cells)?;
                count += 1;
            }
            let sql = match &self.full {
                Some(sql) if count == batch_rows => sql.clone(),
                _ if count == batch_rows => self.full.insert(Sql::kept(insertion(held, count))).clone(),
                _ => Sql::once(insertion(held, count)),
            };
            tx.execute(&sql, cells).await?;
        }
        Ok(())
    }
}

/// Adds so many rows to a table.
fn insertion(table: &TableContents, row_count: usize) -> String {
    let columns: Vec<_> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let tuples = vec![placeholders(columns.len()); row_count].join(", ");
    format!("INSERT INTO {} ({}) VALUES {tuples}", quoted(&table.name), columns.join(", "))
}

/// A row as the database takes it: a cell that is empty still has its column's type.
fn push_cells(table: &TableContents, row: CopiedRow, cells: &mut Vec<Cell<'_>>) -> Result<(), CopyError> {
    if row.len() != table.columns.len() {
        let what = format!("{}: {} cells for {} columns", table.name, row.len(), table.columns.len());
        return Err(CopyError::OutOfOrder { what });
    }
    for (column, cell) in table.columns.iter().zip(row) {
        cells.push(match (column.kind, cell) {
            (ColumnKind::Text, CopiedCell::Null) => Cell::Text(None),
            (ColumnKind::Text, CopiedCell::Text(text)) => Cell::Text(Some(Cow::Owned(text))),
            (ColumnKind::Whole, CopiedCell::Null) => Cell::Whole(None),
            (ColumnKind::Whole, CopiedCell::Whole(number)) => Cell::Whole(Some(number)),
            (_, other) => return Err(CopyError::OutOfOrder { what: format!("{}.{}: {other:?}", table.name, column.name) }),
        });
    }
    Ok(())
}

/// Where a server hands out a table's numbers itself, it has to go on behind those that came with the copy. SQLite does so by itself.
async fn continue_numbers(tx: &mut Tx, copied: &Contents) -> Result<(), CopyError> {
    if let Tx::Sqlite(_) = tx {
        return Ok(());
    }
    for kept in kept().into_iter().filter(|kept| copied.tables.iter().any(|table| table.name == kept.name)) {
        if let Some(column) = kept.numbered {
            let table = kept.name;
            let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', '{column}'), MAX({column})) FROM {table}");
            tx.fetch(&Sql::once(sql), Vec::new(), |_| Ok(())).await?;
        }
    }
    Ok(())
}
